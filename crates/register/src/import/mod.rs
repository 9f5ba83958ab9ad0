//! Lists of things (spreadsheets) and what their columns mean.

mod guess;
mod header;
mod mapping;

pub use guess::{Guess, Guessed};
pub use mapping::{Column, Mapping, MappingError};
