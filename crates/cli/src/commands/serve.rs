//! `daftar serve`: the notebook in a browser.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use daftar_register::Home;
use daftar_web::Options;

use super::Done;
use crate::args::Args;
use crate::failure::Failure;
use crate::session::{folder_to_serve, now};

/// `daftar serve`
pub(crate) fn serve(args: &Args, address: SocketAddr, open: bool, basemap: Option<&Path>) -> Result<Done, Failure> {
    at(args, Serving { register: folder_to_serve(args)?, home: Home::of_user()?, address, open, basemap })
}

/// What is served, and where.
pub(crate) struct Serving<'a> {
    pub(crate) register: PathBuf,
    pub(crate) home: Home,
    pub(crate) address: SocketAddr,
    pub(crate) open: bool,
    pub(crate) basemap: Option<&'a Path>,
}

/// A port of this computer that is free, whichever it is.
pub(crate) fn any_port() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 0))
}

/// Serves a register until Ctrl-C.
pub(crate) fn at(args: &Args, serving: Serving<'_>) -> Result<Done, Failure> {
    let Serving { register, home, address, open, basemap } = serving;
    let (lang, basemap) = (args.lang.clone(), basemap.map(Path::to_owned));
    let options = Options { address, register, home, lang, basemap, open, now: now() };
    daftar_web::serve(options, |address| match args.json {
        true => println!("{}", serde_json::json!({ "address": address })),
        false => println!("The notebook is at {address}\nCtrl-C ends it."),
    })?;
    Ok(Done::Well)
}
