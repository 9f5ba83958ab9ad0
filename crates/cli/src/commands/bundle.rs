//! Carrying a register by hand.

use std::path::Path;

use daftar_register::{Addressee, Bundling, Identities, KeptBack, TakenFile};
use indicatif::ProgressBar;
use serde_json::json;

use super::{Done, say};
use crate::args::{Args, Bundle, MakeBundle};
use crate::failure::Failure;
use crate::print;
use crate::session::Session;
use crate::terminal;

/// `daftar bundle`
pub(crate) fn bundle(args: &Args, bundle: &Bundle) -> Result<Done, Failure> {
    match bundle {
        Bundle::Make(wish) => make(args, wish),
        Bundle::Take { files, key_file } => take(args, files, key_file.as_deref()),
    }
}

fn make(args: &Args, wish: &MakeBundle) -> Result<Done, Failure> {
    let mut session = Session::read(args)?;
    session.doubt_clock();
    let to = wish.addressee.as_deref().map(|name| session.register.addressee(name)).transpose()?;
    let mut recipients = wish.recipients.clone();
    if wish.sealed {
        recipients.push(recipient_of(to.as_ref())?);
    }
    let kept_back = kept_back(&mut session, to.as_ref(), &wish.withhold)?;
    let bundling = Bundling { to, kept_back, part: wish.part, recipients, new_files: wish.new_files };
    let bar = terminal::bar("writing");
    let bundled = session.register.make_bundle(&wish.file, &bundling, &show(&bar));
    bar.finish_and_clear();
    let bundled = bundled?;
    say(args, &bundled, || print::bundled(&bundled))
}

fn recipient_of(to: Option<&Addressee>) -> Result<String, Failure> {
    let none = |to: &Addressee| {
        Failure::Ask(format!(
            "it is not known to what bundles for {} are encrypted: sync with it once, or let its keeper say what `daftar \
             peer list` shows there, and give it with --to",
            to.name
        ))
    };
    let to = to.ok_or_else(|| Failure::Ask("--sealed needs --for PEER".into()))?;
    to.recipient.clone().ok_or_else(|| none(to))
}

/// What is kept back: from the peer, as in syncing; and what was named now, for which the keys are needed.
fn kept_back(session: &mut Session<'_>, to: Option<&Addressee>, named: &[String]) -> Result<KeptBack, Failure> {
    let mut all = to.map(|to| to.withhold.clone()).unwrap_or_default();
    match named.is_empty() {
        false => drop(session.unlock()?),
        true if !all.is_empty() => session.unlock_if_given()?,
        true => {}
    }
    for name in named {
        all.push(session.register.entity(name)?);
    }
    Ok(session.register.kept_back(&all, None)?)
}

fn take(args: &Args, files: &[std::path::PathBuf], key_file: Option<&Path>) -> Result<Done, Failure> {
    let identities = identities(key_file)?;
    let mut session = Session::write(args)?;
    session.doubt_clock();
    let bar = terminal::bar("taking");
    let piped = files.iter().any(|file| file == Path::new("-"));
    if piped && files.len() > 1 {
        return Err(Failure::Ask("`-` is standard input, and brings one bundle: take files by themselves".into()));
    }
    let taken = match piped {
        true => {
            let from = Box::new(std::io::stdin());
            session.register.take_piped(from, &identities, &show(&bar)).map(|taken| vec![taken])
        }
        false => session.register.take_bundles(files, &identities, &show(&bar)),
    };
    bar.finish_and_clear();
    let taken = taken?;
    let waiting = session.register.waiting().len();
    say(args, &summed(&taken), || print::taken(&taken, waiting))?;
    Ok(if taken.iter().all(|one| one.taken.whole && one.taken.refused.is_empty()) { Done::Well } else { Done::Found })
}

/// What came of all files together, and of each.
fn summed(taken: &[TakenFile]) -> serde_json::Value {
    let sum = |count: fn(&TakenFile) -> u64| taken.iter().map(count).sum::<u64>();
    let refused: Vec<_> = taken.iter().flat_map(|one| &one.taken.refused).collect();
    json!({
        "new_entries": sum(|one| one.taken.new_entries),
        "known_entries": sum(|one| one.taken.known_entries),
        "files": sum(|one| one.taken.files),
        "erased": sum(|one| one.taken.erased as u64),
        "register": taken.first().map(|one| one.taken.register.clone()),
        "refused": refused,
        "broken_off": taken.iter().find_map(|one| one.taken.broken_off.clone()),
        "missing": print::missing(taken),
        "bundles": taken,
    })
}

/// What opens encrypted bundles, beside the device's own key.
pub(super) fn identities(key_file: Option<&Path>) -> Result<Identities, Failure> {
    Ok(key_file.map(Identities::read).transpose()?.unwrap_or_default())
}

/// Shows how far a bundle has come.
pub(super) fn show(bar: &ProgressBar) -> impl Fn(u64, u64) {
    |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    }
}
