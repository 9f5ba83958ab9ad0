//! The notebook in a browser: pages, forms, served from one program, offline.
//!
//! ```text
//! request ─▶ guard ─▶ Visit (who asks, what, in which language) ─▶ Registers::read ─▶ a page's `data` ─▶ HTML or JSON
//! ```
//!
//! A page is one file in `pages`: a struct of plain data, `page` (the handler), `data` (asks the register) and `render`
//! (HTML). One line in `server` gives it an address, and `.json` behind that address gives the data. Its words stand in
//! `assets/words/*.ftl`, in both languages.

mod address;
mod api;
mod asked;
mod assets;
mod chart;
pub mod draw;
mod era;
mod error;
mod forms;
mod guard;
mod incoming;
mod jobs;
mod kept;
mod labels;
mod layout;
mod lists;
mod maker;
pub mod map;
mod marks;
mod packed;
mod pages;
mod paper;
mod parts;
mod pattern;
mod phone;
mod pieces;
mod receipt;
mod registers;
mod screen;
mod server;
mod sniffed;
mod sync;
mod typed_key;
mod upload;
mod visit;
mod words;

use std::net::SocketAddr;
use std::path::PathBuf;

use daftar_register::Home;
use daftar_register::claim::Timestamp;

pub use error::ServeError;
pub use labels::{LABEL_SIZES, Labels, Says};
pub use paper::{Sheet, holds};
pub use pattern::pattern_page;
pub use phone::{Offered, PairError, Wish, grouped, pair};
pub use receipt::receipt_page;
pub use server::{app, serve};
pub use sync::{dial, line};

/// What is served, and where.
#[derive(Clone, Debug)]
pub struct Options {
    /// Where to listen. Anything but a loopback address lets other computers in.
    pub address: SocketAddr,
    /// The register's folder.
    pub register: PathBuf,
    /// Where this user's keys lie.
    pub home: Home,
    /// The language of pages whose address names none; else that of the register.
    pub lang: Option<String>,
    /// A base map of one's own: a PMTiles file with more detail than the one that comes with the program.
    pub basemap: Option<PathBuf>,
    /// Whether to open the browser.
    pub open: bool,
    /// The clock that new entries are told by.
    pub now: fn() -> Timestamp,
}
