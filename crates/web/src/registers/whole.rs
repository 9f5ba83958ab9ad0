//! What is done with the register as a whole: it is made, made again, mended, checked, and taken along.

use std::sync::Arc;
use std::sync::atomic::Ordering;

use axum::body::Body;
use daftar_register::claim::RecoverySeed;
use daftar_register::sealed::{self, Target, Tell};
use daftar_register::store::{Access, Report, rebuild};
use daftar_register::view::Audience;
use daftar_register::{
    Again, Beginning, Founding, Line, Passphrase, Peer, Register, RegisterError, Repaired, Repairing, Scratch,
};

use super::{Registers, held, off_the_network};
use crate::error::Trouble;
use crate::pieces;
use crate::sync::line;

impl Registers {
    /// Makes the register. `told` records what else the first page asked.
    pub(crate) async fn found(
        &self,
        founding: Founding,
        told: impl FnOnce(&mut Register) -> Result<(), RegisterError> + Send + 'static,
    ) -> Result<(), Trouble> {
        let inside = Arc::clone(&self.0);
        let _turn = self.0.writing.lock().await;
        off_the_network(move || {
            let passphrase = founding.passphrase.clone();
            let mut register = Register::found(&inside.folder, &inside.home, founding, inside.now)?;
            told(&mut register)?;
            *held(&inside.passphrase) = passphrase;
            Ok(())
        })
        .await
    }

    /// Makes the register again from a copy, by the recovery key.
    pub(crate) async fn begin_again(
        &self,
        from: Target,
        access: Option<sealed::Access>,
        key: RecoverySeed,
        passphrase: Option<Passphrase>,
    ) -> Result<Again, Trouble> {
        let inside = Arc::clone(&self.0);
        let _turn = self.0.writing.lock().await;
        off_the_network(move || {
            let (from, access, key, now) = (&from, access.as_ref(), &key, inside.now);
            let (folder, home) = (inside.folder.as_path(), &inside.home);
            let beginning = Beginning { from, access, key, passphrase: passphrase.clone(), folder, home, now };
            let (_, again) = Register::begin_again(&beginning, &Tell::nobody()).map_err(Trouble::elsewhere)?;
            *held(&inside.passphrase) = passphrase;
            Ok(again)
        })
        .await
    }

    /// Mends the register from a copy or a peer of this name. Nobody writes meanwhile; whoever reads afterwards reads what is
    /// whole again.
    pub(crate) async fn mend(&self, from: Vec<String>, tell: Tell) -> Result<Repaired, Trouble> {
        let inside = Arc::clone(&self.0);
        let _turn = self.0.writing.lock().await;
        off_the_network(move || {
            drop(held(&inside.writer).take());
            let folder = inside.folder.as_path();
            let scratch = Scratch::within(folder.parent().unwrap_or(folder), folder).map_err(Trouble::elsewhere)?;
            let (home, now, dial) = (&inside.home, inside.now, &|peer: &Peer| call(peer));
            let repairing = Repairing { folder, home, now, from: &from, scratch: &scratch, dial, tell: &tell };
            let repaired = Register::repair(&repairing).map_err(Trouble::elsewhere);
            inside.indexes.fetch_add(1, Ordering::Release);
            held(&inside.public).clear();
            held(&inside.keeper).clear();
            repaired
        })
        .await
    }

    /// Makes the index anew. Others read meanwhile; whoever reads afterwards reads the new one.
    pub(crate) async fn rebuild(&self) -> Result<(), Trouble> {
        let inside = Arc::clone(&self.0);
        let _turn = self.0.writing.lock().await;
        off_the_network(move || {
            drop(held(&inside.writer).take());
            rebuild(&inside.folder, &|_, _| {})?;
            drop(inside.register(Access::Write)?.keep_table());
            inside.indexes.fetch_add(1, Ordering::Release);
            held(&inside.public).clear();
            held(&inside.keeper).clear();
            Ok(())
        })
        .await
    }

    /// Everything in one file, with the name that `called` gives it by the day. It is noted as a copy once it is sent.
    pub(crate) async fn bundle(
        &self,
        called: impl FnOnce(&str) -> String + Send + 'static,
    ) -> Result<(String, Body), Trouble> {
        let inside = Arc::clone(&self.0);
        let reader = off_the_network(move || Ok(inside.reader()?)).await?;
        let now = reader.register.time();
        let name = called(now.as_str().get(..10).unwrap_or_default());
        let place = name.clone();
        let body =
            pieces::body(move |to| reader.register.send_bundle(&place, to).map(drop).map_err(std::io::Error::other));
        Ok((name, body))
    }

    /// Brings the table of many cards level, where that was not done; else every reader would, again and again. Nothing hangs
    /// on it: what cannot be kept is made when it is asked for. One at a time does it; whoever comes meanwhile returns at once.
    pub(crate) fn keep_table(&self) {
        if self.0.counting.swap(true, Ordering::AcqRel) {
            return;
        }
        if self.is_founded() && !self.0.register(Access::Read).is_ok_and(|register| register.is_table_level()) {
            let _turn = self.0.writing.blocking_lock();
            if let Ok(register) = self.0.register(Access::Write) {
                drop(register.keep_table());
            }
        }
        self.0.counting.store(false, Ordering::Release);
    }

    /// Gathers what is counted of many things, so that nobody waits for it; once at a time.
    pub(crate) async fn keep_courses(&self) {
        if self.0.gathering.swap(true, Ordering::AcqRel) {
            return;
        }
        drop(self.read(Audience::Public, |register| Ok(register.keep_courses()?)).await);
        self.0.gathering.store(false, Ordering::Release);
    }

    /// Checks every file of the register.
    pub(crate) async fn verify(&self) -> Result<Report, Trouble> {
        let inside = Arc::clone(&self.0);
        let _turn = self.0.writing.lock().await;
        off_the_network(move || {
            drop(held(&inside.writer).take());
            Ok(Register::verify(&inside.folder, &inside.home, &|_, _| {})?)
        })
        .await
    }
}

/// A line to a peer, where nobody sits at a terminal.
fn call(peer: &Peer) -> Result<Line, String> {
    let line = line::open(peer.address.as_deref().unwrap_or_default(), None, line::Terminal::None);
    line.map_err(|error| error.to_string())
}
