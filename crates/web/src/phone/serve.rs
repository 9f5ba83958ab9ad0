//! Pairing a phone from the command line: nothing is served but what the phone may see.

use std::net::IpAddr;
use std::sync::Arc;

use daftar_register::claim::EntityId;
use daftar_register::date::Lang;
use daftar_register::view::Audience;
use daftar_register::{Passphrase, Register};

use super::begin::{MINUTES, NoPairing, Wanted, begin};
use super::nets::nets;
use super::{Pairing, Task};
use crate::Options;
use crate::error::{ServeError, Trouble};
use crate::server::{runtime, site, told_to_end};
use crate::visit::Site;

/// What a phone is to be paired for.
#[derive(Clone, Copy, Debug)]
pub struct Wish {
    /// One lot, or the place of keeping whose lots are counted.
    pub what: EntityId,
    /// Who counts, where that is not the keeper.
    pub by: Option<EntityId>,
    /// An address of this computer in a local network; where none is given, the only one.
    pub address: Option<IpAddr>,
    /// The port; any that is free where it is 0.
    pub port: u16,
    /// How long it lasts, in minutes.
    pub minutes: u64,
    /// The language of the phone's first page.
    pub lang: Lang,
}

/// What is to be scanned, and what is to be compared.
#[derive(Clone, Debug)]
pub struct Offered {
    /// The address in the code: whoever has it can use it, once.
    pub url: String,
    /// Where it listens.
    pub address: String,
    /// The SHA-256 of the certificate, in hexadecimal digits.
    pub fingerprint: String,
}

/// Why no phone could be paired.
#[derive(Debug, thiserror::Error)]
pub enum PairError {
    /// The notebook.
    #[error(transparent)]
    Serve(#[from] ServeError),
    /// It is not clear at which address.
    #[error("say at which address of this computer: give --address with one of {}", list(.0))]
    WhichAddress(Vec<IpAddr>),
    /// There is no such address.
    #[error("this computer has no such address in a local network; it has {}", list(.0))]
    NoAddress(Vec<IpAddr>),
    /// Too short or too long.
    #[error("a pairing lasts from {} to {} minutes", MINUTES.0, MINUTES.1)]
    Minutes,
    /// What is to be counted is neither a lot nor a place of keeping.
    #[error("a phone counts one lot, or the lots of one place of keeping: give one of these")]
    NoTask,
    /// The notebook is locked, or cannot be read.
    #[error("the notebook cannot be opened for the phone: {0}")]
    Closed(String),
    /// The system refused.
    #[error("it could not be opened: {0}")]
    Failed(String),
}

fn list(addresses: &[IpAddr]) -> String {
    match addresses.is_empty() {
        true => "none".to_owned(),
        false => addresses.iter().map(IpAddr::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// Pairs a phone and answers it until its time is over, its note is removed, or the program is told to end. `ready` is told
/// what to scan.
///
/// # Errors
/// When the notebook cannot be opened, or the address not be listened on.
pub fn pair(
    options: Options,
    passphrase: Option<Passphrase>,
    wish: Wish,
    ready: impl FnOnce(&Offered),
) -> Result<(), PairError> {
    let address = address(wish.address)?;
    let runtime = runtime().map_err(ServeError::from)?;
    runtime.block_on(async {
        let site = site(options)?;
        let pairing = paired(&site, passphrase, wish, address).await?;
        let url = pairing.url().ok_or_else(|| PairError::Failed("the code was void at once".into()))?;
        ready(&Offered { url, address: pairing.origin(), fingerprint: pairing.fingerprint.clone() });
        tokio::select! {
            () = pairing.over() => {}
            () = told_to_end() => {}
        }
        site.0.end_phone();
        Ok(())
    })
}

/// The address that was asked for, or the only one there is.
fn address(asked: Option<IpAddr>) -> Result<IpAddr, PairError> {
    let all: Vec<IpAddr> = nets().into_iter().map(|net| net.address).collect();
    let outward: Vec<IpAddr> = all.iter().copied().filter(|address| !address.is_loopback()).collect();
    match (asked, &outward[..]) {
        (Some(asked), _) if all.contains(&asked) => Ok(asked),
        (Some(_), _) => Err(PairError::NoAddress(all)),
        (None, [one]) => Ok(*one),
        (None, _) => Err(PairError::WhichAddress(all)),
    }
}

async fn paired(
    site: &Site,
    passphrase: Option<Passphrase>,
    wish: Wish,
    address: IpAddr,
) -> Result<Arc<Pairing>, PairError> {
    let closed = |trouble: Trouble| PairError::Closed(format!("{trouble:?}"));
    let registers = &site.0.registers;
    registers.unlock(passphrase).await.map_err(closed)?;
    let look = move |register: &Register| Ok((task(register, wish.what)?, register.id()));
    let ((task, id), _) = registers.read(Audience::Keeper, look).await.map_err(closed)?;
    let note = registers.note_of_phone(id);
    let Wish { by, port, minutes, lang, .. } = wish;
    let wanted = Wanted { task: task.ok_or(PairError::NoTask)?, by, address, port, minutes, lang, note };
    begin(site, wanted).await.map_err(|why| match why {
        NoPairing::NoAddress => PairError::NoAddress(nets().into_iter().map(|net| net.address).collect()),
        NoPairing::Minutes => PairError::Minutes,
        NoPairing::Failed(why) => PairError::Failed(why),
    })
}

fn task(register: &Register, what: EntityId) -> Result<Option<Task>, Trouble> {
    if register.is_lot(what)? {
        return Ok(Some(Task::Lot(what)));
    }
    let is_place = register.kinds_of(what)?.iter().any(|kind| kind == "location");
    Ok(is_place.then_some(Task::Place(what)))
}
