//! What became of each row: written down as the list is read, and read again page by page.

use std::fs::File;
use std::io::{self, BufRead as _, BufReader, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use daftar_register::RegisterError;
use daftar_register::date::Lang;
use daftar_register::import::{Fate, Refused, RefusedBook, RowTold};
use daftar_register::read::sheet::{Column, Row};

/// Every row, as JSON Lines.
const ROWS: &str = "account.jsonl";
/// The refused rows, to be mended, with the reasons in each language; asked for, they have the name without the language.
const REFUSED: [(Lang, &str, &str); 2] =
    [(Lang::En, "refused.en.csv", "refused.en.xlsx"), (Lang::Ar, "refused.ar.csv", "refused.ar.xlsx")];

/// The account of one reading of a list.
pub(crate) struct Account {
    folder: PathBuf,
    rows: BufWriter<File>,
    refused: Vec<InOneLanguage>,
}

/// The refused rows in one language.
struct InOneLanguage {
    list: Refused<BufWriter<File>>,
    book: RefusedBook,
    book_name: &'static str,
}

impl Account {
    /// The file that is asked for by this name, for a reader of a language; none where there is no such file.
    pub(crate) fn file(name: &str, lang: Lang) -> Option<&'static str> {
        let (_, list, book) = REFUSED.into_iter().find(|(of, ..)| *of == lang)?;
        match name {
            ROWS => Some(ROWS),
            "refused.csv" => Some(list),
            "refused.xlsx" => Some(book),
            _ => None,
        }
    }

    /// Begins it, in place of the one before.
    pub(crate) fn begin(folder: &Path, columns: &[Column]) -> Result<Account, RegisterError> {
        let begin = || {
            let create = |name: &str| File::create(folder.join(name)).map(BufWriter::new);
            let refused = |(lang, list, book_name)| {
                let list = Refused::begin(create(list)?, columns, lang)?;
                Ok(InOneLanguage { list, book: RefusedBook::begin(columns, folder, lang)?, book_name })
            };
            let refused = REFUSED.into_iter().map(refused).collect::<io::Result<_>>()?;
            Ok(Account { folder: folder.to_owned(), rows: create(ROWS)?, refused })
        };
        begin().map_err(failed(folder))
    }

    /// Takes a row.
    pub(crate) fn take(&mut self, row: &Row, told: &RowTold) -> Result<(), RegisterError> {
        let mut take = || {
            let line = serde_json::to_string(told).map_err(io::Error::from)?;
            writeln!(self.rows, "{line}")?;
            self.refused.iter_mut().try_for_each(|one| {
                one.list.take(row, told)?;
                one.book.take(row, told)
            })
        };
        take().map_err(failed(&self.folder))
    }

    /// Writes the rest.
    pub(crate) fn finish(mut self) -> Result<(), RegisterError> {
        let mut finish = || {
            self.rows.flush()?;
            std::mem::take(&mut self.refused).into_iter().try_for_each(|one| {
                one.list.finish()?;
                one.book.save(&self.folder.join(one.book_name))
            })
        };
        finish().map_err(failed(&self.folder))
    }
}

fn failed(folder: &Path) -> impl Fn(io::Error) -> RegisterError {
    move |error| RegisterError::Io { path: folder.to_owned(), error }
}

/// Which rows are asked for.
#[derive(Clone, Copy, PartialEq, Eq, Debug, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Which {
    /// Those that a person should look at.
    ToLookAt,
    /// Those of one fate.
    Of(Fate),
}

impl Which {
    /// All, in the order of the page, with the word that an address has for each.
    pub(crate) const ALL: [(&str, Which); 6] = [
        ("to-look-at", Which::ToLookAt),
        ("refused", Which::Of(Fate::Refused)),
        ("recorded", Which::Of(Fate::Recorded)),
        ("replaced", Which::Of(Fate::Replaced)),
        ("unchanged", Which::Of(Fate::Unchanged)),
        ("gone", Which::Of(Fate::Gone)),
    ];

    /// By the word of an address.
    pub(crate) fn asked(word: &str) -> Which {
        Which::ALL.iter().find(|(name, _)| *name == word).map_or(Which::ToLookAt, |(_, which)| *which)
    }

    fn has(self, told: &RowTold) -> bool {
        match self {
            Which::ToLookAt => !told.troubles.is_empty(),
            Which::Of(fate) => told.fate == fate,
        }
    }
}

/// Some of the rows that are asked for, and how many there are in all. What cannot be read is as if it were not there: it is
/// but an account of what the register holds.
pub(crate) fn rows(folder: &Path, which: Which, place: (usize, usize)) -> (Vec<RowTold>, usize) {
    let Ok(file) = File::open(folder.join(ROWS)) else { return (Vec::new(), 0) };
    let lines = BufReader::new(file).lines().map_while(Result::ok);
    let told = lines.filter_map(|line| serde_json::from_str::<RowTold>(&line).ok()).filter(|told| which.has(told));
    let (skipped, most) = place;
    let (mut rows, mut all) = (Vec::new(), 0);
    for one in told {
        if all >= skipped && rows.len() < most {
            rows.push(one);
        }
        all += 1;
    }
    (rows, all)
}
