//! Dates as sources write them: EDTF levels 0–2, bounds, three-valued comparison, words.
//!
//! A source says "by February", "about 1200 BC", "6 December" without a year. [`Edtf`] keeps what was written;
//! [`Edtf::bounds`] says between which days it lies; [`before`], [`overlaps`], [`within`], [`by`], [`same`] and
//! [`compatible`] answer with [`Truth`]: yes, no, possibly. [`WIDTHS`] publishes how wide "about" is; [`words()`] says a
//! date in English or Arabic; [`hijri`] converts the tabular Islamic calendar; [`written`] reads what catalogues write in
//! either language, named periods by a table included. Nothing here reads a clock.
//!
//! ```
//! use daftar_date::{Edtf, Lang, Truth, before, words};
//! let built = Edtf::parse("-1199~")?;
//! assert_eq!(words(&built, Lang::En), "about 1200 BC");
//! let lost = Edtf::parse("[..2032-02]")?;
//! assert_eq!(before(built.within(), lost.within()), Truth::Possibly);
//! assert_eq!(before(lost.within(), Edtf::parse("2032-03-01")?.within()), Truth::Yes);
//! # Ok::<(), daftar_date::DateError>(())
//! ```

mod blocks;
mod bounds;
mod day;
mod edtf;
mod error;
mod form;
pub mod hijri;
mod parse;
mod relation;
mod season;
mod span;
mod truth;
pub mod width;
mod words;
pub mod written;

pub use bounds::{Bounds, Edge};
pub use day::{Day, YEAR_LIMIT};
pub use edtf::Edtf;
pub use error::DateError;
pub use relation::{before, by, compatible, overlaps, same, within};
pub use span::{Reading, Time};
pub use truth::Truth;
pub use width::{Amount, Precision, WIDTHS, Width};
pub use words::{Lang, words};
