//! Where a stretch of the derived text stood in its file, and what was peculiar about it.

use daftar_claim::Span;

/// A stretch of the derived text, and where it stood. Stretches come in the order of the text and do not overlap;
/// what stands between two of them (a line break, a tab between cells) is the conversion's own, or of no place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Which Unicode scalar values of the derived text.
    pub span: Span,
    /// Where they stood.
    pub place: Place,
    /// What was peculiar about them; empty for ordinary text.
    pub marks: Vec<Mark>,
}

/// A place in a file, as someone who opens the original can find it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A page of a PDF.
    Page {
        /// The page, counted from 1 in the order of the file.
        page: u32,
        /// Where on it, of a line.
        area: Area,
    },
    /// A paragraph of a word processor's document.
    Paragraph {
        /// The file inside, such as `word/footnotes.xml`.
        part: String,
        /// The paragraph, counted from 1 in that file.
        paragraph: u32,
        /// The cell of the innermost table in which it stands.
        cell: Option<TableCell>,
        /// The number of the footnote, endnote or comment that it belongs to, as the file numbers it.
        note: Option<String>,
    },
    /// An element of a web page, as a CSS path: `html > body > p:nth-of-type(2)`.
    Element {
        /// The path.
        path: String,
    },
    /// A header field of a mail.
    Header {
        /// Its name, as written.
        name: String,
    },
    /// The body of a mail, or a body inside it that has no finer places.
    Body,
    /// A message of a chat.
    Message {
        /// Which, counted from 1 in the order of the file.
        number: u64,
        /// The file's own number of it.
        id: Option<String>,
        /// Who sent it, as written; absent of what the program itself says.
        sender: Option<String>,
        /// When, as written: which of two numbers is the day is not decided here.
        at: Option<String>,
    },
    /// A cue of subtitles.
    Cue {
        /// Which, counted from 1 in the order of the file.
        number: u64,
        /// The file's own name for it.
        id: Option<String>,
        /// From when it is shown, in milliseconds from the start of the recording.
        from: u64,
        /// Until when, likewise.
        until: u64,
        /// Who speaks, where WebVTT's voice tag says so.
        speaker: Option<String>,
    },
    /// Something inside a part of a mail or of an archive of web pages.
    Part {
        /// The part, numbered as in IMAP: `1.2` is the second part of the first.
        part: String,
        /// Where in it.
        within: Box<Place>,
    },
}

/// A rectangle on a page, in whole points (1/72 inch) from the lower left corner of the page's media box as stored,
/// before any rotation (ISO 32000-1, 8.3.2.3).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Area {
    /// The left edge.
    pub left: i32,
    /// The lower edge.
    pub bottom: i32,
    /// The right edge.
    pub right: i32,
    /// The upper edge.
    pub top: i32,
}

/// A cell of a table, each number counted from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TableCell {
    /// The table, in the order of the file.
    pub table: u32,
    /// Its row.
    pub row: u32,
    /// The cell of the row, as stored; one cell may span several columns.
    pub cell: u32,
}

/// What is peculiar about a stretch. It is text of the file all the same, and is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Mark {
    /// A reader of the original does not see it.
    Hidden(Hiding),
    /// Text that a machine recognised on the picture that lies over it: it may be misread.
    Recognised,
    /// A tracked change took it out; it still stands in the file.
    Deleted(Change),
    /// A tracked change put it in.
    Inserted(Change),
    /// What somebody remarked on the document; who and when.
    Comment(Change),
    /// Words of an earlier mail; how many times over.
    Quoted(u32),
    /// A message that somebody else wrote, and the sender passed on.
    Forwarded {
        /// Whose it was, as the chat says.
        from: String,
    },
}

/// How a text is hidden.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Hiding {
    /// The attribute `hidden`, or `display:none`, `visibility:hidden`, `opacity:0` written on an element.
    Element,
    /// A letter size of nothing.
    NoSize,
    /// Shown only where scripts do not run.
    NoScript,
    /// In a template, which a script may or may not show.
    Template,
    /// "Hidden" of a word processor.
    Vanish,
    /// Written without ink, text rendering mode 3 of PDF, where no picture lies under it.
    NoInk,
}

/// Who made a tracked change or a comment and when, as the file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Change {
    /// Who.
    pub by: Option<String>,
    /// When, as written.
    pub at: Option<String>,
}
