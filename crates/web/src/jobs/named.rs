//! Work for which a name is enough: that of a place, of a peer, or of a file on this computer.

use std::sync::atomic::AtomicBool;

use daftar_register::sealed::Tell;
use daftar_register::view::Audience;
use daftar_register::{Origin, Outcome, Register, Scratch, Trial};

use super::{Ended, Level, Work};
use crate::error::Trouble;
use crate::registers::{Registers, off_the_network};
use crate::sync::line;
use crate::visit::Site;

/// Does it.
pub(crate) async fn named(site: Site, work: Work, name: String, tell: Tell) -> Result<Ended, Trouble> {
    let registers = &site.0.registers;
    match work {
        Work::Copy => {
            let copy = move |register: &Register| register.make_deposit(&name, &tell).map_err(Trouble::elsewhere);
            Ok(Ended::Copied(Box::new(registers.alone(copy).await?)))
        }
        Work::Check => check(registers, name, tell).await,
        Work::Rehearse => rehearse(registers, name, tell).await,
        Work::Sync => sync(registers, name, tell).await,
        Work::Mend => {
            let repaired = registers.mend(vec![name], tell).await;
            // Even where it was not done to its end, something may be whole again.
            site.0.kept.forget();
            Ok(Ended::Mended(Box::new(repaired?)))
        }
        Work::Prove => prove(registers, tell).await,
        Work::Bundle | Work::Take | Work::LookThrough | Work::Import | Work::Compare => Err(Trouble::Missing),
    }
}

async fn check(registers: &Registers, name: String, tell: Tell) -> Result<Ended, Trouble> {
    let check = move |register: &Register| register.check_deposit(&name, true, &tell).map_err(Trouble::elsewhere);
    let checked = registers.alone(check).await?;
    let outcome = if checked.is_sound() { Outcome::Read } else { Outcome::Damaged };
    record(registers, Trial::read(outcome)).await?;
    Ok(Ended::Checked(Box::new(checked)))
}

async fn rehearse(registers: &Registers, name: String, tell: Tell) -> Result<Ended, Trouble> {
    let folder = registers.folder().to_owned();
    let rehearse = move |register: &Register| {
        let scratch = Scratch::within(folder.parent().unwrap_or(&folder), &folder).map_err(Trouble::elsewhere)?;
        register.rehearse(&Origin::Deposit(name), &scratch, &tell).map_err(Trouble::elsewhere)
    };
    let rehearsal = registers.alone(rehearse).await?;
    record(registers, rehearsal.trial()).await?;
    Ok(Ended::Rehearsed(Box::new(rehearsal)))
}

async fn sync(registers: &Registers, name: String, tell: Tell) -> Result<Ended, Trouble> {
    let syncing = registers.syncing();
    let meet = move || {
        let peer = syncing.peer(&name).map_err(Trouble::elsewhere)?;
        let line = line::open(peer.address.as_deref().unwrap_or_default(), None, line::Terminal::None);
        let line = line.map_err(|error| Trouble::Elsewhere(error.to_string()))?;
        let met = syncing.call(&name, line.carrier, &|_, done, of| tell.tell(done, of));
        drop(line.held);
        met.map_err(Trouble::elsewhere)
    };
    Ok(Ended::Synced(Box::new(Level::of(off_the_network(meet).await?))))
}

/// Compares all source files, and records what came of it.
async fn prove(registers: &Registers, tell: Tell) -> Result<Ended, Trouble> {
    let prove = move |register: &Register| {
        let run = register.prove_files(&[], None, &AtomicBool::new(false), &|done, of| tell.tell(done, of));
        run.map_err(Trouble::elsewhere)
    };
    let run = registers.alone(prove).await?;
    let noted = run.clone();
    registers.write(Audience::Keeper, move |register| Ok(register.record_run(&noted)?)).await?;
    Ok(Ended::Proved(Box::new(run)))
}

/// That a copy was tried becomes a statement.
async fn record(registers: &Registers, trial: Trial) -> Result<(), Trouble> {
    registers.write(Audience::Keeper, move |register| Ok(register.record_trial(&trial)?)).await
}
