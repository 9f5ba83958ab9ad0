//! What is told of a list that is imported: every row is accounted for.

use daftar_claim::{EntityId, TextId as _};
use daftar_date::Lang;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::events::EventOdd;
use super::in_arabic;
use super::passport::Odd;
use super::shape::ShapeOdd;

/// What became of a row.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Fate {
    /// It says what it said before.
    Unchanged,
    /// It is new, or says more than before.
    Recorded,
    /// Something in it changed in the list and took the place of what the list said before.
    Replaced,
    /// Nothing of it was recorded.
    Refused,
    /// It stood in the list before, and is no row of it now. What it said still stands.
    Gone,
}

/// What is told of a row.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct RowTold {
    /// The row, as a person sees it in the file; of one that is gone, where it stood.
    pub row: u64,
    /// The thing that it is about; none when the row is refused.
    #[serde(
        default,
        skip_serializing_if = "Option::is_none",
        serialize_with = "to_text",
        deserialize_with = "of_text"
    )]
    pub thing: Option<EntityId>,
    /// What became of it.
    pub fate: Fate,
    /// New statements.
    pub recorded: usize,
    /// Statements that others took the place of.
    pub replaced: usize,
    /// What a person should look at.
    pub troubles: Vec<Trouble>,
}

/// Something in a row that a person should look at.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Trouble {
    /// The column, by its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub column: Option<String>,
    /// What stands there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// What it is.
    #[serde(flatten)]
    pub why: Why,
}

/// What is odd about a cell or row, and what became of it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize, thiserror::Error)]
#[serde(rename_all = "kebab-case", tag = "why")]
pub enum Why {
    /// No date that is surely understood.
    #[error("no date that is surely understood; kept as it is written")]
    NoDate,
    /// A date was read, with a doubt.
    #[error("read as {read}: {doubt}")]
    DoubtfulDate {
        /// The date, EDTF.
        read: String,
        /// What is in doubt, in English.
        doubt: String,
        /// The same in Arabic.
        in_arabic: String,
    },
    /// No number that is surely understood.
    #[error("no number that is surely understood; kept as it is written")]
    NoNumber,
    /// No code of the list of codes.
    #[error("none of: {codes}; kept as it is written")]
    NoCode {
        /// The codes, as people read them, in English.
        codes: String,
        /// The same in Arabic.
        in_arabic: String,
    },
    /// No position.
    #[error("no position in degrees, latitude first, or as WKT; kept as it is written")]
    NoPosition,
    /// A position that lies nowhere.
    #[error("no place on the earth: a latitude lies within ±90, a longitude within ±180; kept as it is written")]
    OffTheEarth,
    /// A position of which latitude and longitude look exchanged.
    #[error("latitude and longitude look exchanged; kept as they are written")]
    Turned,
    /// One of the two numbers of a position is missing.
    #[error("a latitude without its longitude, or the other way round; kept as it is written")]
    HalfPosition,
    /// A picture that is not where pictures were to be.
    #[error("no picture of that name was given; its name is kept as it is written")]
    NoPicture,
    /// The name of a picture leads elsewhere.
    #[error("no plain name of a file: it leads to another folder; kept as it is written")]
    PictureElsewhere,
    /// A file that is no picture.
    #[error("the file of that name is no JPEG, PNG, GIF or WebP picture; its name is kept as it is written")]
    NotAPicture,
    /// The property holds what a cell cannot give.
    #[error("a cell cannot give this property its value; kept as it is written")]
    NoValue,
    /// More than one value where a thing has only one.
    #[error("several values, where there is only one; kept as it is written")]
    Several,
    /// Nothing here is called so, and a list does not make it.
    #[error("no {kind} here has this number or name; kept as it is written")]
    NoSuch {
        /// What was looked for, in English.
        kind: String,
        /// The same in Arabic.
        in_arabic: String,
    },
    /// Several here are called so.
    #[error("{count} of them here have this number or name; kept as it is written")]
    SeveralSuch {
        /// How many.
        count: usize,
    },
    /// The key's cells are empty.
    #[error("nothing in the key's columns, by which rows are told apart")]
    NoKey,
    /// Another row has the same key.
    #[error("row {row} has the same key")]
    SameKey {
        /// The row that came first.
        row: u64,
    },
    /// It is the row before once more, with another shape.
    #[error("the same as row {row} but for this: a further shape of the same thing")]
    FurtherShape {
        /// The row that came first.
        row: u64,
    },
    /// Another row's key looks the same.
    #[error("the key of row {row} differs only in case, accents or look-alike letters: two things were recorded")]
    AlikeKey {
        /// The row that came first.
        row: u64,
    },
    /// The cell is empty, and was not when the list was imported before.
    #[error("empty now, and was not before: what it said {}", if *withdrawn { "was taken back" } else { "still stands" })]
    Emptied {
        /// Whether what it said was taken back.
        withdrawn: bool,
    },
    /// It changed in the list, and was edited in the register.
    #[error("changed in the list, and edited here since: both stand side by side")]
    EditedHere,
    /// The row stood in the list before, and is no row of it now.
    #[error("in the list before, and gone from it now: what it said still stands")]
    Gone,
    /// The row stood in the list before, and it is recorded that the list withdrew it.
    #[error("in the list before, and gone from it now: recorded that the list withdrew it; what it said still stands")]
    Withdrawn,
    /// The row stood in the list before; whether it is gone is not known, for there are rows that could not be read.
    #[error(
        "in the list before; not recorded as withdrawn, for other rows could not be read, and it may be one of them"
    )]
    PerhapsGone,
    /// Cells whose values were to be joined by their places have not as many.
    #[error("not joined with {with:?}: there are {values} values here, and {dates} dates there")]
    NotPaired {
        /// The column of the dates.
        with: String,
        /// How many values there are.
        values: usize,
        /// How many dates.
        dates: usize,
    },
    /// A line of a sheet of statements is none.
    #[error("no statement: {note}")]
    NoStatement {
        /// What is wrong with it.
        note: String,
    },
    /// A statement says something else than when it was written out.
    #[error("not as it was written out: recorded as it stands now")]
    Altered,
    /// Odd by the rules of a standard for lists.
    #[error("{}", .0.words(Lang::En))]
    Passport(Odd),
    /// Odd about a shape.
    #[error("{}", .0.words(Lang::En))]
    Shape(ShapeOdd),
    /// Odd by the codebook of a data set of events.
    #[error("{}", .0.words(Lang::En))]
    Event(EventOdd),
    /// What the reader of the sheet noted.
    #[error("{note}")]
    Noted {
        /// The note, in English.
        note: String,
        /// The same in Arabic.
        in_arabic: String,
    },
    /// It is no row.
    #[error("{note}")]
    NoRow {
        /// What it is, in English.
        note: String,
        /// The same in Arabic.
        in_arabic: String,
    },
}

impl Why {
    /// Whether nothing of the row is recorded for it.
    pub fn refuses(&self) -> bool {
        match self {
            Why::NoKey | Why::SameKey { .. } | Why::NoRow { .. } | Why::NoStatement { .. } => true,
            Why::Passport(odd) => odd.refuses(),
            _ => false,
        }
    }

    /// What it is.
    pub fn words(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.to_string(),
            Lang::Ar => in_arabic::words(self),
        }
    }

    /// What to do about it; none where there is nothing to be done.
    pub fn remedy(&self, lang: Lang) -> Option<&'static str> {
        match lang {
            Lang::En => self.remedy_in_english(),
            Lang::Ar => in_arabic::remedy(self),
        }
    }

    fn remedy_in_english(&self) -> Option<&'static str> {
        Some(match self {
            Why::NoDate => "write it as 1931-05-04, 1931, 1820/1830 or 1900~, and import again",
            Why::DoubtfulDate { .. } => "if that is not meant, write it as 1931-05-04, and import again",
            Why::NoNumber => "write digits and, after a space, the unit: 12.5 cm",
            Why::NoCode { .. } => "write one of these, or add a code to the profile",
            Why::NoPosition => "write 31.25, 34.27 (latitude, longitude)",
            Why::OffTheEarth => "write it in degrees: 31.25, 34.27 or 31°15'00\"N, 34°16'12\"E",
            Why::Turned => "exchange them in the list, or the two columns in the mapping, and import again",
            Why::HalfPosition => "fill both cells, or neither",
            Why::NoPicture => "put the file into the folder of pictures under exactly this name, and import again",
            Why::PictureElsewhere => "write the name of the file alone, without folders",
            Why::NotAPicture => "save it as JPEG or PNG, and import again",
            Why::NotPaired { .. } => "if it is known which belongs to which, give each a row of its own",
            Why::PerhapsGone => "mend the rows that were refused, and import again",
            Why::Gone => "if it is no more, say so on its card, or withdraw what the list said there",
            Why::NoValue => "map the column to another property, or to none",
            Why::Several => "leave one, or map the column to a property that may have several",
            Why::NoSuch { .. } => "record or import what is meant first, with its number, and import this list again",
            Why::SeveralSuch { .. } => "give each of them a number of its own, and import this list again",
            Why::NoKey => "fill it, or import with another key, or with none",
            Why::SameKey { .. } => "give each thing a key of its own, or name a further column as part of the key",
            Why::AlikeKey { .. } => "if they are one thing, write its key alike in both rows",
            Why::Emptied { withdrawn: false } => "import again with --emptied withdraw if it is to be taken back",
            Why::EditedHere => "compare the two, and withdraw the one that is wrong",
            Why::Passport(odd) => return odd.remedy(Lang::En),
            Why::Event(odd) => return odd.remedy(Lang::En),
            Why::Shape(odd) => return odd.remedy(Lang::En),
            Why::NoStatement { .. } => "mend the line as the lines beside it are, and import again",
            Why::Altered => {
                "if nobody meant that, a spreadsheet did it: undo, and import the file as it was written out"
            }
            Why::NoRow { .. } => "mend the row, and import again",
            Why::Emptied { withdrawn: true } | Why::Withdrawn | Why::FurtherShape { .. } | Why::Noted { .. } => {
                return None;
            }
        })
    }
}

fn to_text<S: Serializer>(id: &Option<EntityId>, serializer: S) -> Result<S::Ok, S::Error> {
    id.map(|id| id.to_string()).serialize(serializer)
}

fn of_text<'d, D: Deserializer<'d>>(from: D) -> Result<Option<EntityId>, D::Error> {
    let text = Option::<String>::deserialize(from)?;
    text.map(|text| EntityId::parse(&text).map_err(serde::de::Error::custom)).transpose()
}

/// What importing a list came to.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Imported {
    /// Rows in the list.
    pub rows: u64,
    /// Rows that are new, or say more than before.
    pub recorded: u64,
    /// Rows that say what they said.
    pub unchanged: u64,
    /// Rows of which something changed.
    pub replaced: u64,
    /// Rows of which nothing was recorded.
    pub refused: u64,
    /// Rows that stood in the list before and are gone from it.
    #[serde(default)]
    pub absent: u64,
    /// Pictures that were kept, or would be.
    #[serde(default)]
    pub pictures: u64,
    /// Rows, of the others, that a person should look at.
    pub warned: u64,
    /// New statements.
    pub statements: u64,
    /// Statements that others took the place of.
    pub gone: u64,
    /// Statements of cells that are empty now.
    pub emptied: u64,
    /// New statements that are sealed.
    pub sealed: u64,
    /// Things that cells name and nobody had recorded before: persons, shelves, places.
    pub named: u64,
    /// Whether an import was gone on with that had been broken off.
    pub resumed: bool,
    /// Notes on the file as a whole.
    pub notes: Vec<String>,
}

impl Imported {
    /// Counts a row.
    pub(super) fn count(&mut self, told: &RowTold) {
        let fate = match told.fate {
            Fate::Recorded => &mut self.recorded,
            Fate::Unchanged => &mut self.unchanged,
            Fate::Replaced => &mut self.replaced,
            Fate::Refused => &mut self.refused,
            Fate::Gone => &mut self.absent,
        };
        *fate += 1;
        if told.fate == Fate::Gone {
            self.statements += told.recorded as u64;
            return;
        }
        self.rows += 1;
        self.warned += u64::from(told.fate != Fate::Refused && !told.troubles.is_empty());
        self.statements += told.recorded as u64;
        self.gone += told.replaced as u64;
        let emptied = told.troubles.iter().filter(|one| matches!(one.why, Why::Emptied { .. }));
        self.emptied += emptied.count() as u64;
    }

    /// Whether anything was, or would be, recorded or taken back.
    pub fn changes(&self) -> bool {
        self.statements + self.gone > 0
    }
}
