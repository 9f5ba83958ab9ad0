//! `daftar sync`: this notebook and a peer's come level.

use daftar_register::copy::sync::{Moved, Step};
use daftar_register::{Answered, Met};
use indicatif::ProgressBar;

use super::{Done, say};
use crate::args::{Args, Sync};
use crate::failure::Failure;
use crate::session::{dial, syncing};
use crate::terminal;

/// `daftar sync`
pub(crate) fn sync(args: &Args, sync: &Sync) -> Result<Done, Failure> {
    let mut syncing = syncing(args)?;
    syncing.limit = sync.limit;
    if sync.stdio {
        return answer(args, &syncing);
    }
    let asked = sync.peer.as_deref().unwrap_or_default();
    let peers = syncing.peers()?;
    let known = peers.iter().find(|peer| peer.name == asked || peer.address.as_deref() == Some(asked));
    let peer = known.ok_or_else(|| {
        Failure::Ask(format!("no peer {asked:?} is known: see `daftar peer list`, `daftar peer add`"))
    })?;
    let line = dial(peer.address.as_deref().unwrap_or_default(), sync.through.as_deref())?;
    let bar = terminal::bar("syncing");
    let met = syncing.call(&peer.name, line.carrier, &|step, done, total| show(&bar, step, done, total))?;
    bar.finish_and_clear();
    tell(args, &met)
}

/// Answers over standard input and output; what happened goes to standard error, for the other side's terminal.
fn answer(args: &Args, syncing: &daftar_register::Syncing) -> Result<Done, Failure> {
    let line = daftar_web::line::own();
    match syncing.answer(line.carrier, &|_, _, _| {})? {
        Answered::Met(met) if met.broke.is_some() => {
            Err(Failure::Ask(format!("syncing with {}: {}", met.peer, ended(&met))))
        }
        Answered::Met(_) => Ok(Done::Well),
        Answered::Paired(peer) => {
            if !args.json {
                eprintln!("paired with {}", peer.name);
            }
            Ok(Done::Well)
        }
    }
}

fn show(bar: &ProgressBar, step: Step, done: u64, total: u64) {
    bar.set_message(match step {
        Step::Greeted => return,
        Step::Sending => "entries, sending",
        Step::Taking => "entries, taking",
        Step::SendingFiles => "source files, sending",
        Step::TakingFiles => "source files, taking",
    });
    bar.set_length(total);
    bar.set_position(done);
}

fn tell(args: &Args, met: &Met) -> Result<Done, Failure> {
    say(args, met, || lines(met))?;
    let clean = met.synced.refused.is_empty() && met.synced.forks.is_empty();
    match &met.broke {
        // What was done has been said; why it went no further is said like every failure.
        Some(broke) => Err(Failure::Ask(broke.to_string())),
        None => Ok(if clean { Done::Well } else { Done::Found }),
    }
}

fn lines(met: &Met) -> String {
    let synced = &met.synced;
    let mut out = format!("sent to {}: {}\n", met.peer, moved(&synced.sent));
    out.push_str(&format!("taken from {}: {}\n", met.peer, moved(&synced.taken)));
    if synced.erasures_sent > 0 {
        out.push_str(&format!(
            "erasures sent: {}, acknowledged: {}\n",
            synced.erasures_sent, synced.erasures_acknowledged
        ));
    }
    if synced.erasures_heeded > 0 {
        out.push_str(&format!("erasures carried out here: {}\n", synced.erasures_heeded));
    }
    if synced.erasures_waiting > 0 {
        out.push_str(&format!("{} erasures wait for you: see `daftar erase --waiting`\n", synced.erasures_waiting));
    }
    if synced.erased > 0 {
        out.push_str(&format!("{} statements were erased here: they were not taken again\n", synced.erased));
    }
    synced.forks.iter().for_each(|fork| out.push_str(&format!("{fork}\n")));
    for refusal in &synced.refused {
        out.push_str(&format!("refused: {}: {}\n", refusal.member, refusal.why));
    }
    out.push_str(&format!("over the wire: {} bytes out, {} bytes in\n", met.bytes_sent, met.bytes_received));
    out
}

fn moved(moved: &Moved) -> String {
    format!(
        "{} entries, {} statements, {} withheld, {} source files ({} bytes)",
        moved.entries, moved.bodies, moved.withheld, moved.files, moved.file_bytes
    )
}

fn ended(met: &Met) -> String {
    met.broke.as_ref().map(ToString::to_string).unwrap_or_default()
}
