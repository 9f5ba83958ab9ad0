//! Sealed copies.

use std::fs;
use std::path::Path;

use daftar_register::claim::RecoverySeed;
use daftar_register::sealed::{Access, Checked, Restored, Sealed, Target};
use daftar_register::store::{Severity, rebuild, verify};
use daftar_register::{Home, Kept, Outcome, Register, RegisterError, Trial};
use serde_json::json;

use super::rehearse::{not_recorded, record};
use super::{Done, say};
use crate::args::{Args, Deposit, Door};
use crate::failure::Failure;
use crate::recovery_key;
use crate::session::Session;
use crate::terminal::{self, telling};

/// `daftar deposit`
pub(crate) fn deposit(args: &Args, deposit: &Deposit) -> Result<Done, Failure> {
    match deposit {
        Deposit::Add { name, target, door, key_file } => add(args, name, target, door, key_file.as_deref()),
        Deposit::Now { name } => make(args, name.as_deref()),
        Deposit::List => list(args),
        Deposit::Check { name, read_all } => check(args, name, *read_all),
        Deposit::Restore { names, snapshot, from, door, key_file } => match (names.as_slice(), from) {
            ([name, folder], None) => restore(args, &name.to_string_lossy(), folder, snapshot.as_deref()),
            ([folder], Some(from)) => {
                restore_from(args, (from, door, key_file.as_deref()), folder, snapshot.as_deref())
            }
            _ => {
                Err(Failure::Ask("give the name of a place and a new folder, or --from TARGET and a new folder".into()))
            }
        },
        Deposit::Prune { name, daily, weekly } => prune(args, name, *daily, *weekly),
    }
}

fn add(args: &Args, name: &str, target: &str, door: &Door, recovery: Option<&Path>) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let target = absolute(Target::parse(target)?)?;
    if session.register.deposit_password()?.is_none() {
        session.register.keep_deposit_password(&RecoverySeed(recovery_key::read(recovery)?))?;
    }
    session.register.add_deposit(name, &target, access(door)?.as_ref())?;
    let added = json!({ "name": name, "target": target.to_string() });
    say(args, &added, || {
        format!(
            "Sealed copies will be put at {target}. Only the recovery key opens them.\nNext: daftar deposit now {name}\n"
        )
    })
}

fn make(args: &Args, name: Option<&str>) -> Result<Done, Failure> {
    let mut session = Session::read(args)?;
    session.doubt_clock();
    // For the escrow; a copy is made as well where nobody is there to be asked.
    session.unlock_if_given()?;
    let names = match name {
        Some(name) => vec![name.to_owned()],
        None => session.register.deposits()?.places.into_keys().collect(),
    };
    if names.is_empty() {
        return Err(Failure::Ask("no place for sealed copies is known: daftar deposit add NAME TARGET".into()));
    }
    let (mut made, mut failed, mut last) = (Vec::new(), Vec::new(), None);
    for name in &names {
        let (bar, tell) = telling("copying");
        let kept = session.register.make_deposit(name, &tell);
        bar.finish_and_clear();
        match kept {
            Ok(kept) => made.push((name, kept)),
            Err(error) if names.len() == 1 => return Err(error.into()),
            Err(error) => {
                failed.push((name, error.to_string()));
                last = Some(error);
            }
        }
    }
    if let (true, Some(error)) = (made.is_empty(), last) {
        return Err(error.into());
    }
    say(args, &json!({ "made": made, "failed": failed }), || told(&made, &failed))?;
    let clean = failed.is_empty() && made.iter().all(|(_, kept)| kept.remains.is_none() && kept.old_key.is_none());
    Ok(if clean { Done::Well } else { Done::Found })
}

fn told(made: &[(&String, Kept)], failed: &[(&String, String)]) -> String {
    let mut out = String::new();
    for (name, kept) in made {
        out.push_str(&format!("{name}: {}\n", line(&kept.copy)));
        if kept.replaced > 0 {
            out.push_str(&format!(
                "    something was erased since: it was read back as a whole, and {} earlier copies were removed\n",
                kept.replaced
            ));
        }
        out.push_str(&match kept.escrowed {
            Some(keys) => format!("    {keys} sealing keys are in the escrow beside it\n"),
            None => "    no escrow of the sealing keys was put beside it: daftar recovery escrow FILE\n".to_owned(),
        });
        if let Some(why) = &kept.old_key {
            out.push_str(&format!("    a recovery key that was followed by another still opens these copies: {why}\n"));
        }
        if let Some(remains) = &kept.remains {
            out.push_str(&format!("    what was erased is still in earlier copies: {remains}\n"));
        }
    }
    failed.iter().for_each(|(name, why)| out.push_str(&format!("{name}: no copy was made: {why}\n")));
    out
}

fn line(copy: &Sealed) -> String {
    let mib = |bytes: u64| format!("{:.1} MiB", bytes as f64 / f64::from(1 << 20));
    let (id, added) = (&copy.id[..8], mib(copy.added));
    let odd = match &copy.clock {
        Some(_) => format!("; kept under {}, after the copy before: a clock was wrong", copy.time),
        None => String::new(),
    };
    format!("{}  {id}  {}, {} files, {}; {added} sent{odd}", copy.made(), copy.note, copy.files, mib(copy.bytes))
}

fn list(args: &Args) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let (mut places, mut found) = (Vec::new(), false);
    for (name, place) in session.register.deposits()?.places {
        let copies = session.register.deposit(&name).and_then(|deposit| Ok(deposit.copies()?));
        found |= copies.is_err();
        places.push((name, place, copies.map_err(|error: RegisterError| error.to_string())));
    }
    let shown: Vec<_> = places
        .iter()
        .map(|(name, place, copies)| match copies {
            Ok(copies) => json!({ "name": name, "place": place, "copies": copies }),
            Err(why) => json!({ "name": name, "place": place, "error": why }),
        })
        .collect();
    say(args, &json!({ "places": shown }), || {
        let mut out = String::new();
        for (name, place, copies) in &places {
            out.push_str(&format!("{name}: {}\n", place.target));
            match copies {
                Err(why) => out.push_str(&format!("    {why}\n")),
                Ok(copies) => copies.iter().for_each(|copy| {
                    let checked = place.checked.as_ref().filter(|checked| checked.copy == copy.id);
                    let checked = checked.map(|checked| format!("; found whole {}", checked.time)).unwrap_or_default();
                    out.push_str(&format!("    {}{checked}\n", line(copy)));
                }),
            }
        }
        if out.is_empty() { "No places yet: daftar deposit add NAME TARGET\n".into() } else { out }
    })?;
    Ok(if found { Done::Found } else { Done::Well })
}

fn check(args: &Args, name: &str, all_data: bool) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    session.doubt_clock();
    let (bar, tell) = telling("checking");
    let checked = session.register.check_deposit(name, all_data, &tell);
    bar.finish_and_clear();
    let checked: Checked = checked?;
    let outcome = if checked.is_sound() { Outcome::Read } else { Outcome::Damaged };
    let unrecorded = all_data.then(|| record(args, session, &Trial::read(outcome))).and_then(Result::err);
    say(args, &checked, || {
        let how =
            if all_data { "every byte was read" } else { "all that they need is there; --read-all reads it, too" };
        let mut out = format!("{} copies: ", checked.copies);
        out.push_str(&if checked.is_sound() { format!("whole ({how})\n") } else { "damaged\n".to_owned() });
        for finding in &checked.findings {
            out.push_str(&format!("{}: {}\n", finding.file, finding.why));
            finding.holds.iter().for_each(|file| out.push_str(&format!("    holds {file}\n")));
        }
        out.push_str(&not_recorded(unrecorded.as_ref()));
        out
    })?;
    Ok(if checked.is_sound() { Done::Well } else { Done::Found })
}

fn restore(args: &Args, name: &str, folder: &Path, copy: Option<&str>) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let (bar, tell) = telling("restoring");
    let restored = session.register.deposit(name)?.restore(copy, folder, &tell)?;
    bar.finish_and_clear();
    let done = verified(args, folder, &restored)?;
    if matches!(done, Done::Well) {
        session.register.found_whole(name, &restored.copy.id)?;
    }
    Ok(done)
}

fn restore_from(
    args: &Args,
    (from, door, recovery): (&str, &Door, Option<&Path>),
    folder: &Path,
    copy: Option<&str>,
) -> Result<Done, Failure> {
    let target = Target::parse(from)?;
    let (access, key, home) = (access(door)?, RecoverySeed(recovery_key::read(recovery)?), Home::of_user()?);
    let (bar, tell) = telling("restoring");
    let restored = Register::restore_from((&target, access.as_ref()), &key, copy, folder, &home, &tell);
    bar.finish_and_clear();
    verified(args, folder, &restored?)
}

/// Makes the index of what was restored, checks every byte, and says both. What this device recorded after the copy was made is no loss there.
fn verified(args: &Args, folder: &Path, restored: &Restored) -> Result<Done, Failure> {
    if restored.damaged.is_empty() {
        rebuild(folder, &|_, _| {})?;
    }
    let report = verify(folder, None, &|_, _| {})?;
    say(args, &json!({ "folder": folder, "restored": restored, "verified": report }), || {
        let mut out = format!("{}: {} files from {}\n", folder.display(), restored.files, line(&restored.copy));
        if restored.begun_before {
            out.push_str("    an earlier restoring was interrupted: what it had left was removed, and it began anew\n");
        }
        restored.damaged.iter().for_each(|(name, why)| out.push_str(&format!("damaged: {name}: {why}\n")));
        out + &crate::print::report(&report)
    })?;
    let clean = restored.damaged.is_empty() && report.findings.iter().all(|finding| finding.severity == Severity::Note);
    Ok(if clean { Done::Well } else { Done::Found })
}

fn prune(args: &Args, name: &str, daily: usize, weekly: usize) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    session.doubt_clock();
    let (bar, tell) = telling("removing");
    let removed = session.register.thin_deposit(name, daily, weekly, &tell);
    bar.finish_and_clear();
    let (copies, freed) = removed?;
    say(args, &json!({ "copies": copies, "freed": freed }), || {
        format!("{copies} copies removed, {:.1} MiB freed\n", freed as f64 / f64::from(1 << 20))
    })
}

/// A folder by its whole path: the next copy may be made from elsewhere.
fn absolute(target: Target) -> Result<Target, Failure> {
    match target {
        Target::Folder(path) => Ok(Target::Folder(std::path::absolute(path)?)),
        other => Ok(other),
    }
}

fn access(door: &Door) -> Result<Option<Access>, Failure> {
    let Some(user) = door.user.clone() else { return Ok(None) };
    let secret = match &door.secret_file {
        Some(path) => first_line(path)?,
        None => terminal::ask(&format!("Password of {user}:"), "--secret-file")?,
    };
    Ok(Some(Access { user, secret }))
}

fn first_line(path: &Path) -> Result<String, Failure> {
    let text = fs::read_to_string(path).map_err(|error| Failure::Ask(format!("{}: {error}", path.display())))?;
    Ok(text.lines().next().unwrap_or_default().trim().to_owned())
}
