//! Dates as catalogues write them, in English and Arabic, read to EDTF.
//!
//! [`read`] takes the text of one whole cell. What it does not wholly understand it does not read; what can be read in
//! two ways it gives as both, with a [`Doubt`] that says so. [`read_with`] knows names of periods, too, from a table.
//!
//! ```
//! use daftar_date::written::{Doubt, Written, read};
//! let read_as = |text: &str| match read(text) {
//!     Some(Written::Date { edtf, .. }) => edtf.to_string(),
//!     Some(Written::Unknown) => "unknown".to_owned(),
//!     None => "not read".to_owned(),
//! };
//! assert_eq!(read_as("c. 1820–30"), "1820~/1830~");
//! assert_eq!(read_as("النصف الأول من القرن التاسع عشر"), "[1800..1849]");
//! assert_eq!(read_as("undated"), "unknown");
//! assert_eq!(read_as("1994, reconstructed 2001"), "{1994,2001}");
//! assert_eq!(read_as("1914, printed posthumously"), "not read");
//! let Some(Written::Date { edtf, doubts }) = read("03/04/1931") else { unreachable!() };
//! assert_eq!((edtf.as_str(), doubts.as_slice()), ("[1931-03-04,1931-04-03]", [Doubt::DayOrMonth].as_slice()));
//! ```
//!
//! # Conventions
//! | written | read as | after |
//! |---|---|---|
//! | 19th century, القرن التاسع عشر | `18XX`, 1800–1899 | EDTF (Library of Congress, 2019), level 1: unspecified digits |
//! | 3rd century BC | `-02XX`, 300–201 BC | the same, with year 0 for 1 BC (ISO 8601) |
//! | 1st century; 1st century BC | `[0001..0099]`, `[-0099..0000]` | there is no year 0 before or after Christ |
//! | the 1820s | `182X` | EDTF level 1 |
//! | the 1800s | `18XX`, with a doubt | ten years or a hundred: the wider |
//! | early, mid, late 19th century | `[1800..1833~]`, `[1833~..1866~]`, `[1866~..1899]` | thirds; Cataloging Cultural Objects (CCO) leaves the limits to the cataloguer and indexes "late 12th century" from 1150, so the limits inside are about |
//! | early, mid, late 1820s | `[1820..1825]`, `[1823..1827]`, `[1825..1829]` | halves that share a year, and the middle of both: what the Tate and the Carnegie Museum index |
//! | early, mid, late 1931 | `1931-37~`, `1931-38~`, `1931-39~` | thirds of the year, EDTF level 2 |
//! | first half, second quarter of … | exact parts: `[1800..1849]`, `[1825..1849]` | what the words say |
//! | 1820–30, 1820/1830, from … to | `1820/1830` | EDTF level 0, interval |
//! | between 1820 and 1830 | `[1820..1830]` | EDTF level 2, one of a set |
//! | 1820 or 1821; 1820 and 1830 | `[1820,1821]`, `{1820,1830}` | EDTF level 2, one of and all of |
//! | late 15th – early 16th century | `[1466~..1533~]` | an interval cannot begin within a set; one date in the span |
//! | before, by 1820 | `[..1820]` | EDTF level 2: that date or some earlier one; both museums measured index "before 1820" with 1820 as its last year |
//! | after 1820, 1820 or later | `[1820..]` | the same |
//! | until, since 1820; 1820–present | `../1820`, `1820/..` | EDTF level 1, open intervals |
//! | c., about, حوالي; ?, probably, ربما; both | `~`, `?`, `%` on each date | EDTF level 1; how wide they are: [`WIDTHS`](crate::WIDTHS) (CCO, too, indexes "ca. 1610" as 1605 to 1615) |
//! | `1820–30?` | `1820?/1830?` | behind a range a mark means the whole |
//! | 1200–800 BC | `-1199/-0799` | an era behind a range means both ends |
//! | 1340 AH | `1921-09-04/1922-08-23` | the days of that year, as [`hijri::parse_year`](crate::hijri::parse_year); with a doubt |
//! | c. 1340 AH | `1921~/1922~` | about a year, not about a day |
//! | 1340 هـ / 1921 م | the days of both | when they contradict each other the common date, with a doubt |
//! | سنة 1340, القرن الثالث (no era) | a set of both calendars, with a doubt | an Arabic text may mean either |
//! | 3.5.1931 | `1931-05-03` | where dates are written with dots the day comes first |
//! | 1931/04/03 | `1931-04-03` | where the year comes first the month follows (ISO 8601) |
//! | spring 1931 | `1931-21` | EDTF level 1 |
//! | 1820, 1835; 1994, reconstructed 2001; 1963, printed 1965 | `{1820,1835}`, all of them, with a doubt | steps of the making belong to the thing as it is; the Tate indexes the span, the Carnegie often the first alone |
//! | 1915–16, cast 1962; 1828, exhibited 1830 | `1915/1916`, with a doubt that names what was left out | copies and afterlives are not the making: both museums index the first |
//! | 1930, printed later | `1930`, with the same doubt | nothing is said of the later date; "printed posthumously" leaves it to a death, and is not read |
//! | 19th century (c. 1850) | `1850~` | a year within its century says the same more exactly; in another it contradicts it, and nothing is read |
//! | 1989– | `1989/..`, with a doubt | the end was never written |
//! | 186-?, 18-- | `186X?`, `18XX` | Anglo-American Cataloguing Rules 2, 1.4F7 |
//! | 1540 ± 9 | `[1531..1549]`, with a doubt | one standard error to either side holds two times in three |
//! | the third millennium; the second | `-2XXX`; a set of both eras; with a doubt | that of the common era has just begun |
//! | `[18]20`, `1820[?]` | `1820`, `1820?` | cataloguers put in square brackets what they supply |
//! | the later 18th century | `[1750~..1799]` | its second half, about |
//! | um 1850, fin XVIIIe siècle, 3. Jh. v. Chr., s. XIX | as in English | words of other tongues that catalogues keep |
//! | Ottoman, Syria; early Ottoman; late Bronze Age – Iron I | `[1516..1918]`; thirds; the span | the table of periods; some time in it, with a doubt that names the entry and its source |
//! | Ottoman | one of the periods of all regions that have it, with a doubt | nothing in the cell decides; [`Periods::at_home`] does |
//! | Mamluk, 14th century | `13XX` | the date counts; where it lies outside the period, a doubt says so |
//! | Hellenistic, 3rd century; العصر المملوكي، القرن الثامن | `-02XX`; `[1301..1398]`; with a doubt | of the eras that the cell may mean, the only one that fits the period |
//!
//! Dates before October 1582 are taken as written, on the proleptic Gregorian calendar of EDTF.
//!
//! Not read: two dates without a word of how they belong together (`1820 (1830)`), years of two digits, names of periods that
//! the table does not have, manners ("Victorian style"), and what needs to know today ("the last century").

mod all;
mod arabic;
mod atoms;
mod brackets;
mod calendar;
mod compose;
mod context;
mod counted;
mod cursor;
mod dating;
mod double;
mod doubt;
mod english;
mod exact;
mod gather;
mod islamic;
mod items;
mod letters;
mod lexicon;
mod marks;
mod meaning;
mod named;
mod numeric;
mod one;
mod part;
mod period;
mod periods;
mod phases;
mod phrase;
mod piece;
mod pieces;
mod said;
mod stretch;
mod tongues;

pub use doubt::Doubt;
pub use period::{Period, PeriodsError};
pub use periods::Periods;

use std::sync::LazyLock;

use crate::day::Day;
use crate::edtf::Edtf;

/// A date, and what was not certain when it was read.
type Read = (Edtf, Vec<Doubt>);

/// What the text of a cell says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// A date, and what was not certain when it was read.
    Date {
        /// The date.
        edtf: Edtf,
        /// To be shown beside it.
        doubts: Vec<Doubt>,
    },
    /// That no date is known ("undated", «بدون تاريخ»).
    Unknown,
}

/// Which comes first where a list writes day and month in digits: `03/04/1931`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Order {
    /// The day.
    DayFirst,
    /// The month.
    MonthFirst,
}

static NO_PERIODS: LazyLock<Periods> = LazyLock::new(Periods::default);

/// Last year that raises no [`Doubt::Future`].
const LAST_LIKELY_YEAR: i64 = 2_100;

/// Reads the text of one cell; `None` when any part of it is not understood.
pub fn read(text: &str) -> Option<Written> {
    read_in_order(text, None)
}

/// The same for a list of which it is known how it writes days and months: what could be read in two ways is read in that one,
/// without a doubt. What has but one meaning keeps it: `13/04/1931`, and with dots, where the day comes first.
pub fn read_in_order(text: &str, order: Option<Order>) -> Option<Written> {
    read_with(text, order, &NO_PERIODS)
}

/// The same with a table of periods, by which names such as "Ottoman" are read. Each date that rests on the table has a
/// [`Doubt`] that says on what in it.
pub fn read_with(text: &str, order: Option<Order>, periods: &Periods) -> Option<Written> {
    let signs = letters::signs(text)?;
    let signs = brackets::unwrapped(&signs)?;
    let letters = letters::letters(&signs);
    if lexicon::says_unknown(&letters) {
        return Some(Written::Unknown);
    }
    let exact = exact::edtf(&signs).or_else(|| timed(&signs, order));
    let (edtf, mut doubts) = exact.or_else(|| in_words(&letters, order, periods))?;
    doubts.extend(future(&edtf));
    Some(Written::Date { edtf, doubts })
}

/// A day with its time, which is left out.
fn timed(text: &str, order: Option<Order>) -> Option<Read> {
    let date = exact::before_time(text)?;
    let read = exact::edtf(date).or_else(|| in_words(&letters::letters(date), order, &NO_PERIODS));
    let (edtf, mut doubts) = read.filter(|(edtf, _)| exact::is_day(edtf))?;
    doubts.push(Doubt::TimeOfDay);
    Some((edtf, doubts))
}

/// A text in the spelling of [`letters`](letters::letters).
fn in_words(text: &str, order: Option<Order>, periods: &Periods) -> Option<Read> {
    let mut whole = phases::whole(&items::cut(text, periods)?)?;
    if let Some(order) = order {
        whole.dates_mut().into_iter().for_each(|said| said.put_in(order));
    }
    context::dated(&whole, periods, items::has_arabic(text))
}

fn future(edtf: &Edtf) -> Option<Doubt> {
    let latest = edtf.stated_bounds().latest()?;
    (latest > Day::new(LAST_LIKELY_YEAR, 12, 31)?).then_some(Doubt::Future)
}
