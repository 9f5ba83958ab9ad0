//! `daftar serve`: the notebook in a browser.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use daftar_register::Home;
use daftar_web::Options;

use super::Done;
use crate::args::Args;
use crate::failure::Failure;
use crate::session::{folder_to_serve, now};

/// `daftar serve`
pub(crate) fn serve(args: &Args, address: SocketAddr, open: bool) -> Result<Done, Failure> {
    at(args, folder_to_serve(args)?, Home::of_user()?, address, open)
}

/// A port of this computer that is free, whichever it is.
pub(crate) fn any_port() -> SocketAddr {
    SocketAddr::from((Ipv4Addr::LOCALHOST, 0))
}

/// Serves a register until Ctrl-C.
pub(crate) fn at(args: &Args, register: PathBuf, home: Home, address: SocketAddr, open: bool) -> Result<Done, Failure> {
    let options = Options { address, register, home, lang: args.lang.clone(), open, now: now() };
    daftar_web::serve(options, |address| match args.json {
        true => println!("{}", serde_json::json!({ "address": address })),
        false => println!("The notebook is at {address}\nCtrl-C ends it."),
    })?;
    Ok(Done::Well)
}
