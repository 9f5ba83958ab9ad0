//! A list that waits, looked through or imported to its end.

use std::path::{Path, PathBuf};

use daftar_register::claim::row_entity;
use daftar_register::import::{Imported, RowTold};
use daftar_register::read::sheet::Row;
use daftar_register::sealed::Tell;
use daftar_register::view::Audience;
use daftar_register::{Register, RegisterError};

use super::Ended;
use crate::error::Trouble;
use crate::lists::{Account, Done, Stage, Waiting};
use crate::registers::Registers;

/// Looks it through: what would come of it, row by row.
pub(crate) async fn look_through(registers: Registers, folder: PathBuf, tell: Tell) -> Result<Ended, Trouble> {
    let look = move |register: &mut Register| {
        let waiting = Waiting::must(&folder)?;
        let imported = go(register, &waiting, &folder, (false, true), &tell)?;
        // What was said of it meanwhile is not overwritten by what was looked through before.
        let now = Waiting::must(&folder)?;
        if now.mapping == waiting.mapping && now.name == waiting.name {
            Waiting { stage: Stage::Looked(imported.clone()), ..now }.save(&folder)?;
        }
        Ok(Ended::LookedThrough(Box::new(imported)))
    };
    registers.alone_mut(look).await
}

/// Imports it; with `withdraw`, what cells said that are empty now is taken back.
pub(crate) async fn import(
    registers: Registers,
    folder: PathBuf,
    withdraw: bool,
    tell: Tell,
) -> Result<Ended, Trouble> {
    let import = move |register: &mut Register| {
        let waiting = Waiting::must(&folder)?;
        let heads = register.heads();
        let imported = go(register, &waiting, &folder, (withdraw, false), &tell)?;
        let work = register.last_work().filter(|_| register.heads() != heads && imported.changes());
        let done = Done {
            imported: imported.clone(),
            source: row_entity(&waiting.mapping.data_set, "document", &[]).to_string(),
            log: work.map(|entry| entry.log.to_string()),
            number: work.map_or(0, |entry| entry.number),
        };
        waiting.end(&folder, done)?;
        Ok(Ended::Imported(Box::new(imported)))
    };
    registers.write(Audience::Keeper, import).await
}

fn go(
    register: &mut Register,
    waiting: &Waiting,
    folder: &Path,
    (withdraw, dry): (bool, bool),
    tell: &Tell,
) -> Result<Imported, Trouble> {
    let rows = match &waiting.stage {
        Stage::Looked(imported) => imported.rows,
        _ => 0,
    };
    let plan = waiting.plan(folder, withdraw);
    let mut account = Account::begin(folder, &waiting.look(folder, register)?.columns)?;
    let progress = |row, _| tell.tell(row, rows);
    let mut each = |row: &Row, told: &RowTold| account.take(row, told);
    let imported = match dry {
        true => register.look_through(&plan, &progress, &mut each),
        false => register.import(&plan, &progress, &mut each),
    };
    let imported = imported.map_err(elsewhere)?;
    account.finish()?;
    Ok(imported)
}

/// What is wrong with the list is told as it is; anything else with the words of what failed.
fn elsewhere(error: RegisterError) -> Trouble {
    match error {
        RegisterError::Sheet { .. } | RegisterError::Mapping(_) => error.into(),
        other => Trouble::elsewhere(other),
    }
}
