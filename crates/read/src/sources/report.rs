//! What a reading tells beside the text: what the file says of itself, what was not read, what was odd.

/// Something that a file says about itself. It is what the file says, not what is so: every one of these can be forged
/// or be left over from another file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Told {
    /// What it is about.
    pub fact: Fact,
    /// As written, only decoded.
    pub value: String,
    /// Where in the file it stands: `docProps/core.xml dc:creator`, `header Date`, `/Info /Author`.
    pub place: String,
}

/// What a file says of itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Fact {
    /// Its title, or the subject of a mail.
    Title,
    /// Who wrote it.
    Author,
    /// Who changed it last.
    Editor,
    /// When it was made.
    Created,
    /// When it was changed last.
    Modified,
    /// When it was published.
    Published,
    /// The program that made it.
    Producer,
    /// Its language.
    Language,
    /// Words about it: description, keywords, summary.
    Description,
    /// The address at which it stood.
    Address,
    /// When it was saved from there.
    Saved,
    /// Who sent a mail.
    From,
    /// To whom it went, copies included.
    To,
    /// When it was sent.
    Sent,
    /// The name that its program gave it.
    Identifier,
    /// Which mail it answers.
    Answers,
    /// A station through which it went, the last one first.
    Received,
    /// Whose chat it is: its name.
    Chat,
    /// Which number of its dates is the day: `day-first`, `month-first`, `year-first`, `both`, or `undecided` when no number is over 12.
    DateOrder,
}

/// One thing that was not read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// What.
    pub what: Missing,
    /// Where it stands.
    pub place: String,
    /// What it is called or what the file says of it: the name of an attachment, the text beside a picture, an address.
    pub label: Option<String>,
    /// How many of them stand there.
    pub count: u64,
}

/// What was not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Missing {
    /// A page that is a picture without any text.
    ScannedPage,
    /// A picture.
    Image,
    /// Sound, film or something drawn by a program.
    Media,
    /// A file that hangs on this one, or lies in it.
    Attachment,
    /// The same words in another form, which stands there for other programs.
    Alternative,
    /// A part that is encrypted.
    Encrypted,
    /// A program. It was not run.
    Script,
    /// A style sheet: what it alone hides is not known to be hidden.
    StyleSheet,
    /// A formula or field of which only the last result is read.
    Field,
    /// Something elsewhere. It was not fetched.
    Remote,
    /// A form, a comment or another annotation on a page.
    Annotation,
    /// Letters of a font that does not say which letters they are.
    Letters,
    /// A message that was deleted before the chat was written out.
    DeletedMessage,
    /// A part of no known kind.
    UnknownPart,
    /// A part that is damaged; the place says where and how.
    Damaged,
}

/// What was odd, and was read all the same.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Oddity {
    /// The bytes are not in the encoding that the file names, or it names none: read in the likeliest one.
    Charset {
        /// What the file says.
        said: Option<String>,
        /// What it was read as.
        read_as: &'static str,
        /// Where.
        place: String,
    },
    /// Bytes that the encoding does not have; U+FFFD stands for each.
    Malformed {
        /// How many.
        count: u64,
        /// Where.
        place: String,
    },
    /// Lines of a PDF that hold letters of both directions: their order of reading is reckoned from where they stand.
    MixedDirections {
        /// How many.
        lines: u64,
    },
    /// Characters that turn the direction of writing by force (U+202D, U+202E): what is seen differs from what is
    /// stored. They are kept.
    Overrides {
        /// How many.
        count: u64,
    },
}
