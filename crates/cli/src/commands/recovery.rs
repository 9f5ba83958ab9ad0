//! The recovery key: sheets, trustees, the worst day.

use std::path::Path;

use daftar_paper::{Paper, Share, Split};
use daftar_register::Trustee;
use daftar_register::claim::RecoverySeed;
use daftar_register::date::Lang;
use daftar_web::{Sheet, holds};
use serde_json::json;

use super::{Done, say};
use crate::args::{Args, Recovery, RecoveryDo};
use crate::failure::Failure;
use crate::recovery_key;
use crate::session::Session;

/// `daftar recovery`
pub(crate) fn recovery(args: &Args, recovery: &Recovery) -> Result<Done, Failure> {
    let file = recovery.key_file.as_deref();
    match &recovery.what {
        RecoveryDo::Sheet { file: to } => sheet(args, file, to),
        RecoveryDo::Split { need, of, folder, trustee } => split(args, file, Split::new(*need, *of)?, folder, trustee),
        RecoveryDo::Check => check(args, file),
        RecoveryDo::PutAway => put_away(args),
        RecoveryDo::Escrow { file: to } => escrow(args, to),
        RecoveryDo::Use { escrow } => use_key(args, file, escrow.as_deref()),
        RecoveryDo::Renew { lost } => renew(args, file, *lost),
    }
}

/// The key of the notebook: the one that waits to be written down, else the one that is typed.
fn key(session: &mut Session<'_>, file: Option<&Path>) -> Result<RecoverySeed, Failure> {
    if file.is_none() && session.register.has_fresh_seed() {
        session.unlock()?;
        if let Some(seed) = session.register.fresh_seed()? {
            return Ok(seed);
        }
    }
    let seed = RecoverySeed(recovery_key::read(file)?);
    if session.register.is_recovery(&seed) {
        Ok(seed)
    } else {
        Err(daftar_register::RegisterError::NotTheRecoveryKey.into())
    }
}

fn sheet(args: &Args, file: Option<&Path>, to: &Path) -> Result<Done, Failure> {
    let mut session = Session::read(args)?;
    let seed = key(&mut session, file)?;
    write_sheet(&session, &Paper::Seed(seed.0), None, to)?;
    say(args, &json!({ "file": to.display().to_string() }), || {
        format!(
            "wrote {}: open it in a browser, print it, then destroy the file.\nWhen it is on paper: daftar recovery put-away\n",
            to.display()
        )
    })
}

fn split(args: &Args, file: Option<&Path>, split: Split, folder: &Path, names: &[String]) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let seed = key(&mut session, file)?;
    let shares = split.deal(&seed.0)?;
    if !names.is_empty() && names.len() != shares.len() {
        let why = format!("{} trustees are named for {} parts: name one for each, or none", names.len(), shares.len());
        return Err(Failure::Ask(why));
    }
    std::fs::create_dir_all(folder).map_err(at(folder))?;
    let of = u8::try_from(shares.len()).ok();
    let mut files = Vec::with_capacity(shares.len());
    for share in &shares {
        let to = folder.join(format!("part-{}-of-{}.html", share.number, shares.len()));
        write_sheet(&session, &Paper::Share(share.clone()), of, &to)?;
        files.push(to.display().to_string());
    }
    if !names.is_empty() {
        session.unlock()?;
        let trustees = trustees(&shares, names, session.lang());
        session.register.record_trustees(&trustees)?;
    }
    say(args, &json!({ "files": files, "trustees": names.len() }), || {
        let recorded = if names.is_empty() { "" } else { "Who gets which part is recorded, sealed.\n" };
        format!("wrote {}\nPrint each, give it away, then destroy the file.\n{recorded}", files.join("\n      "))
    })
}

fn trustees(shares: &[Share], names: &[String], lang: Lang) -> Vec<Trustee> {
    let of = u8::try_from(shares.len()).unwrap_or(u8::MAX);
    let named = shares.iter().zip(names);
    named.map(|(share, name)| Trustee { name: name.clone(), holds: holds(share, of, lang) }).collect()
}

fn write_sheet(session: &Session<'_>, paper: &Paper, of: Option<u8>, to: &Path) -> Result<(), Failure> {
    let register = &session.register;
    let place = register.place()?.map(|place| register.names_of(place)).transpose()?;
    let place = place.and_then(|names| names.into_iter().next()).unwrap_or_default();
    let (id, time) = (register.id().to_string(), register.time());
    let made = time.as_str().get(..10).unwrap_or_default();
    let sheet = Sheet { paper, of, place: &place, register: &id, made, lang: session.lang() };
    daftar_register::write_private(to, sheet.page().as_bytes())?;
    Ok(())
}

fn check(args: &Args, file: Option<&Path>) -> Result<Done, Failure> {
    let register = Session::read(args)?.register;
    let is_it = register.is_recovery(&RecoverySeed(recovery_key::read(file)?));
    say(args, &json!({ "is_the_recovery_key": is_it }), || match is_it {
        true => "this is the recovery key of this notebook\n".to_owned(),
        false => format!("{}\n", daftar_register::RegisterError::NotTheRecoveryKey),
    })?;
    Ok(if is_it { Done::Well } else { Done::Found })
}

fn put_away(args: &Args) -> Result<Done, Failure> {
    let register = Session::read(args)?.register;
    let had = register.has_fresh_seed();
    register.put_seed_away()?;
    say(args, &json!({ "forgotten": had }), || match had {
        true => "this device no longer has the recovery key: only the paper has it\n".to_owned(),
        false => "this device had no recovery key\n".to_owned(),
    })
}

fn escrow(args: &Args, to: &Path) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    session.unlock()?;
    let keys = session.register.write_escrow(to)?;
    say(args, &json!({ "file": to.display().to_string(), "keys": keys }), || {
        format!("{keys} keys in {}, which only the recovery key opens\n", to.display())
    })
}

fn use_key(args: &Args, file: Option<&Path>, escrow: Option<&Path>) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let seed = RecoverySeed(recovery_key::read(file)?);
    let key = session.register.recover(&seed)?;
    let brought = session.register.brought_escrow();
    let reopened = match escrow.or(brought.as_deref()) {
        Some(escrow) => Some(open_escrow(&mut session, args, escrow, &seed)?),
        None => None,
    };
    say(args, &json!({ "key": key.to_string(), "escrow": reopened }), || {
        let keys = reopened.map(|reopened| format!("{} sealing keys came back.\n", reopened.new)).unwrap_or_default();
        format!("This device is a keeper's now: what it records counts.\n{keys}Next: daftar verify\n")
    })
}

fn open_escrow(
    session: &mut Session<'_>,
    args: &Args,
    escrow: &Path,
    seed: &RecoverySeed,
) -> Result<daftar_register::Reopened, Failure> {
    let question = "A passphrase for the sealing keys on this device (empty: none):";
    let passphrase = crate::terminal::passphrase(args.passphrase_file.as_deref(), question)?;
    Ok(session.register.open_escrow(escrow, seed, passphrase)?)
}

fn renew(args: &Args, file: Option<&Path>, lost: bool) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    session.unlock()?;
    let old = if lost { None } else { Some(RecoverySeed(recovery_key::read(file)?)) };
    let seed = session.register.renew_recovery(old.as_ref())?;
    let paper = Paper::Seed(seed.0);
    say(args, &json!({ "words": paper.words(session.lang()), "digits": paper.digits() }), || {
        format!(
            "The new recovery key:\n{}\nor, in digits:\n{}\nNow print it (daftar recovery sheet FILE), write a new escrow (daftar recovery \
             escrow FILE),\nand when the key is on paper: daftar recovery put-away\n",
            lines(&paper.words(session.lang()), 6),
            lines(&paper.digits(), 6)
        )
    })
}

/// So many of them a line.
pub(super) fn lines(all: &[impl AsRef<str>], a_line: usize) -> String {
    let line = |part: &[_]| format!("  {}\n", part.iter().map(AsRef::as_ref).collect::<Vec<&str>>().join(" "));
    all.chunks(a_line).map(line).collect()
}

fn at(path: &Path) -> impl FnOnce(std::io::Error) -> Failure + '_ {
    move |error| Failure::Ask(format!("{}: {error}", path.display()))
}
