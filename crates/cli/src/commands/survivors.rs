//! `daftar survivors`: what is left of a holding, and where; for keepers.

use super::keeping::{keeper, place};
use super::{Done, say};
use crate::args::Args;
use crate::failure::Failure;
use crate::print;
use crate::session::Session;

/// `daftar survivors`
pub(crate) fn survivors(args: &Args, of: Option<&str>) -> Result<Done, Failure> {
    let session = keeper(Session::read(args)?)?;
    let of = of.map(|name| place(&session, name)).transpose()?;
    let map = session.register.survivors(of, &session.ask)?;
    say(args, &map, || print::survivors(&map, session.lang()))
}
