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
    let register = folder_to_serve(args)?;
    in_few_heaps();
    at(args, Serving { register, home: Home::of_user()?, address, open, basemap })
}

/// Has the C library keep its heaps few. It reads how many it may make only when a program starts, so this one starts
/// again, once, in its own place. With a heap for each thread, serving a large register while many write to it takes
/// nearly twice the memory, for nothing.
#[cfg(all(target_os = "linux", target_env = "gnu"))]
fn in_few_heaps() {
    use std::os::unix::process::CommandExt as _;

    const HEAPS: &str = "MALLOC_ARENA_MAX";
    if let (None, Ok(program)) = (std::env::var_os(HEAPS), std::env::current_exe()) {
        // It comes back only if that could not be done; then more memory is taken.
        let _ = std::process::Command::new(program).args(std::env::args_os().skip(1)).env(HEAPS, "2").exec();
    }
}

#[cfg(not(all(target_os = "linux", target_env = "gnu")))]
fn in_few_heaps() {}

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
