//! Sources to drafts: each kind of source has its reader, and what a reader proposes is a draft with its span, its
//! rule and the source's own words. Nothing here records anything.
//!
//! [`document`] turns bytes into text, [`time`] finds the dates of a text, [`article`] proposes what an article says,
//! [`eval`] measures readers by marked texts, [`sheet`] reads the rows of spreadsheets, [`sources`] the text of PDF, DOCX, saved web pages, mail, chats and subtitles.

pub mod article;
pub mod document;
pub mod eval;
pub mod sheet;
pub mod sources;
pub mod time;

pub use article::{LeftOut, Limits, ReadError, Reader, Reading, Summary, Why, read};
pub use document::{Derived, DocumentError, derive};
