//! `daftar pair`: a phone weighs and counts.

use daftar_paper::code_in_characters;
use daftar_register::claim::EntityId;
use daftar_register::view::Audience;
use daftar_register::{Home, Meant, RegisterError};
use daftar_web::{Offered, Options, Wish, grouped};
use serde_json::json;

use super::serve::any_port;
use super::{Done, say};
use crate::args::{Args, Pair, PairDo};
use crate::failure::Failure;
use crate::session::{Session, folder, now};
use crate::terminal;

/// `daftar pair`
pub(crate) fn pair(args: &Args, asked: &Pair) -> Result<Done, Failure> {
    match (asked.what, &asked.task) {
        (Some(PairDo::End), _) => end(args),
        (None, Some(task)) => begin(args, asked, task),
        (None, None) => Err(Failure::Ask("say what is counted: a lot, or a store, shelf or box".into())),
    }
}

fn begin(args: &Args, asked: &Pair, task: &str) -> Result<Done, Failure> {
    let mut session = Session::read(args)?;
    let passphrase = match session.register.is_locked() {
        true => terminal::passphrase(args.passphrase_file.as_deref(), "Passphrase of the notebook:")?,
        false => None,
    };
    session.register.unlock(passphrase.clone())?;
    session.ask.audience = Audience::Keeper;
    let by = asked.by.as_deref().map(|name| session.register.entity(name)).transpose()?;
    let what = task_called(&session, task)?;
    let (address, port, minutes, lang) = (asked.address, asked.port, asked.minutes, session.lang());
    drop(session);
    let wish = Wish { what, by, address, port, minutes, lang };
    let (register, home) = (folder(args)?, Home::of_user()?);
    let lang = args.lang.clone();
    let options = Options { address: any_port(), register, home, lang, basemap: None, open: false, now: now() };
    daftar_web::pair(options, passphrase, wish, |offered| told(args, offered)).map_err(|error| match error {
        daftar_web::PairError::Serve(error) => Failure::from(error),
        error => Failure::Ask(error.to_string()),
    })?;
    Ok(Done::Well)
}

/// A thing by its number, code or name.
fn task_called(session: &Session<'_>, name: &str) -> Result<EntityId, RegisterError> {
    let numbers = session.register.numbers(&session.ask)?;
    match session.register.meant(name, &numbers, &session.ask)? {
        Meant::One(thing) => Ok(thing),
        _ => session.register.entity(name),
    }
}

/// What is to be scanned. As data it is given to a program, which must keep it to itself.
fn told(args: &Args, offered: &Offered) {
    let Offered { url, address, fingerprint } = offered;
    match args.json {
        true => println!("{}", json!({ "url": url, "address": address, "fingerprint": fingerprint })),
        false => println!(
            "{}\nScan this with the phone: it works once, within ten minutes.\nThe certificate of {address} has the SHA-256 \
             fingerprint\n{}\nOnly if the phone shows the same is it this computer. Ctrl-C ends it.",
            code_in_characters(url),
            grouped(fingerprint)
        ),
    }
}

/// `daftar pair end`
fn end(args: &Args) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let note = Home::of_user()?.seat(session.register.id()).phone();
    let ended = match std::fs::remove_file(&note) {
        Ok(()) => true,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => false,
        Err(error) => return Err(Failure::Output(error)),
    };
    say(args, &json!({ "ended": ended }), || match ended {
        true => "the phone is cut off\n".to_owned(),
        false => "no phone is paired\n".to_owned(),
    })
}
