//! What every command begins with: which register, which question, in which language.

use std::path::{Path, PathBuf};

use daftar_register::claim::{Edtf, Standing, Timestamp};
use daftar_register::date::Lang;
use daftar_register::store::Access;
use daftar_register::view::{Ask, Audience};
use daftar_register::{Home, Line, Moment, Register, RegisterError, Syncing, system_clock};

use daftar_web::line;

use crate::args::{Args, Audience as AudienceArg};
use crate::failure::Failure;
use crate::terminal;

/// A register, open, with the question of the command line.
pub(crate) struct Session<'a> {
    pub(crate) args: &'a Args,
    pub(crate) register: Register,
    pub(crate) ask: Ask,
}

impl<'a> Session<'a> {
    /// Opens the register for reading.
    pub(crate) fn read(args: &'a Args) -> Result<Session<'a>, Failure> {
        Session::open(args, Access::Read)
    }

    /// Opens the register for writing.
    pub(crate) fn write(args: &'a Args) -> Result<Session<'a>, Failure> {
        Session::open(args, Access::Write)
    }

    fn open(args: &'a Args, access: Access) -> Result<Session<'a>, Failure> {
        let register = Register::open(&folder(args)?, &Home::of_user()?, access, now())?;
        Session::around(args, register)
    }

    /// A session on a register that is open already.
    pub(crate) fn around(args: &'a Args, mut register: Register) -> Result<Session<'a>, Failure> {
        if let Some(moment) = &args.moment {
            register.moment = Moment::parse(moment)?;
        }
        let mut session = Session { args, register, ask: Ask::default() };
        session.ask = session.question()?;
        if session.ask.audience == Audience::Keeper {
            session.unlock()?;
        }
        Ok(session)
    }

    fn question(&self) -> Result<Ask, Failure> {
        let edtf = |text: &Option<String>| text.as_deref().map(Edtf::parse).transpose();
        let from = self.args.from.iter().map(|name| self.register.source(name));
        Ok(Ask {
            at: edtf(&self.args.at)?,
            said: edtf(&self.args.known)?,
            from: from.collect::<Result<_, _>>()?,
            audience: match self.args.audience {
                AudienceArg::Public => Audience::Public,
                AudienceArg::Keeper => Audience::Keeper,
            },
            lang: self.lang(),
        })
    }

    /// The language of answers.
    pub(crate) fn lang(&self) -> Lang {
        language(self.args.lang.as_deref().unwrap_or_else(|| self.register.lang()))
    }

    /// Says so where the clock looks wrong. What was asked for is done all the same: nothing hangs on it.
    pub(crate) fn doubt_clock(&self) {
        if let Some(doubt) = self.register.clock_doubt() {
            eprintln!("daftar: {doubt}");
        }
    }

    /// Opens the sealing keys, asking for the passphrase where there is one.
    pub(crate) fn unlock(&mut self) -> Result<usize, Failure> {
        let passphrase = match self.register.is_locked() {
            true => terminal::passphrase(self.args.passphrase_file.as_deref(), "Passphrase of the notebook:")?,
            false => None,
        };
        Ok(self.register.unlock(passphrase)?)
    }

    /// The same where that takes no question: there is no passphrase, it was given, or it can be asked for and something
    /// restricted waits.
    pub(crate) fn unlock_if_given(&mut self) -> Result<(), Failure> {
        let waits = || -> Result<bool, Failure> { Ok(self.register.locked_drafts()? > 0 && terminal::can_ask()) };
        if !self.register.is_locked() || self.args.passphrase_file.is_some() || waits()? {
            self.unlock()?;
        }
        Ok(())
    }

    /// Does a piece of work; should it need the sealing keys, asks for the passphrase and does it again. Such work needs
    /// them before it changes anything.
    pub(crate) fn unlocking<T>(
        &mut self,
        mut work: impl FnMut(&mut Register) -> Result<T, RegisterError>,
    ) -> Result<T, Failure> {
        self.unlock_if_given()?;
        match work(&mut self.register) {
            Err(RegisterError::Locked) if terminal::can_ask() => {
                self.unlock()?;
                Ok(work(&mut self.register)?)
            }
            other => Ok(other?),
        }
    }

    /// Runs a view over what counts now, or counted at the time asked for.
    pub(crate) fn with_standing<T>(&self, look: impl FnOnce(&Standing) -> Result<T, Failure>) -> Result<T, Failure> {
        let Some(text) = &self.args.recorded else { return look(self.register.standing()) };
        if self.ask.audience != Audience::Keeper {
            let why = "what this notebook held before may have been taken back or restricted since, and is for keepers: add --audience keeper";
            return Err(Failure::Ask(why.to_owned()));
        }
        let full = if text.len() == 10 { format!("{text}T23:59:59Z") } else { text.clone() };
        look(&self.register.standing_at(&Timestamp::parse(&full)?))
    }
}

/// A language by its tag.
pub(crate) fn language(tag: &str) -> Lang {
    if tag.starts_with("ar") { Lang::Ar } else { Lang::En }
}

/// The device's clock; tests set another one.
pub(crate) fn now() -> fn() -> Timestamp {
    fn told() -> Timestamp {
        let told = std::env::var("DAFTAR_CLOCK").ok().and_then(|text| Timestamp::parse(&text).ok());
        told.unwrap_or_else(system_clock)
    }
    told
}

/// The register's folder, as it is synced.
pub(crate) fn syncing(args: &Args) -> Result<Syncing, Failure> {
    let mut syncing = Syncing::of(&folder(args)?, &Home::of_user()?, now());
    if let Some(file) = &args.passphrase_file {
        syncing.passphrase = terminal::passphrase(Some(file), "")?;
    }
    Ok(syncing)
}

/// A line to a peer. What is wrong with an address is no fault of the system.
pub(crate) fn dial(address: &str, through: Option<&str>) -> Result<Line, Failure> {
    let line = line::open(address, through, line::Terminal::Here);
    line.map_err(|error| match error.kind() {
        std::io::ErrorKind::InvalidInput => Failure::Ask(error.to_string()),
        _ => Failure::Output(error),
    })
}

/// The register's folder: `-R`, else `$DAFTAR`, else the folder one stands in or one above it.
pub(crate) fn folder(args: &Args) -> Result<PathBuf, Failure> {
    if let Some(folder) = &args.register {
        return Ok(folder.clone());
    }
    if let Some(folder) = std::env::var_os("DAFTAR").filter(|folder| !folder.is_empty()) {
        return Ok(folder.into());
    }
    let here = std::env::current_dir()?;
    let found = here.ancestors().find(|folder| folder.join("register.json").exists()).map(Path::to_owned);
    found.ok_or_else(|| Failure::Ask("no notebook is named: give -R DIR, set $DAFTAR, or stand in its folder".into()))
}

/// The folder to serve: where none is named, and one stands in none, that of the user's own notebook. Its first page makes
/// a notebook where there is none yet.
pub(crate) fn folder_to_serve(args: &Args) -> Result<PathBuf, Failure> {
    let user = ["HOME", "USERPROFILE"].into_iter().find_map(std::env::var_os).filter(|home| !home.is_empty());
    match (folder(args), user) {
        (Err(_), Some(home)) => Ok(PathBuf::from(home).join("notebook.daftar")),
        (found, _) => found,
    }
}
