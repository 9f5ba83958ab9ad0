//! Reading ahead: rows are read and understood on a thread of their own, while those before them are compared and recorded.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use daftar_read::sheet::Row;

use super::list::{List, Listed};
use super::{AT_ONCE, Plan, open, unreadable};
use crate::RegisterError;

/// So many portions wait at most.
const AHEAD: usize = 2;

/// Rows that follow each other, with what each says.
pub(super) struct Portion {
    pub(super) rows: Vec<Row>,
    pub(super) listed: Vec<Listed>,
}

/// Hands the portions of a list over in their order; the last may be an error. Who stops taking them stops the reading.
pub(super) fn read_ahead<T>(
    list: List<'_>,
    plan: &Plan,
    take: impl FnOnce(Receiver<Result<Portion, RegisterError>>) -> T,
) -> T {
    std::thread::scope(|scope| {
        let (send, receive) = sync_channel(AHEAD);
        scope.spawn(move || {
            if let Err(error) = read(list, plan, &send) {
                // Nobody is there to be told when this is not taken.
                let _unheard = send.send(Err(error));
            }
        });
        take(receive)
    })
}

fn read(
    mut list: List<'_>,
    plan: &Plan,
    send: &SyncSender<Result<Portion, RegisterError>>,
) -> Result<(), RegisterError> {
    let mut sheet = open(plan)?.peekable();
    loop {
        let mut rows: Vec<Row> = Vec::with_capacity(AT_ONCE);
        // What belongs to the last row comes with it.
        let goes_on = |rows: &[Row], next: &Row| rows.last().is_some_and(|last| list.has_key_of(next, last));
        while let Some(row) = sheet.next_if(|next| match next {
            Ok(next) => rows.len() < AT_ONCE || goes_on(&rows, next),
            Err(_) => true,
        }) {
            rows.push(row.map_err(|error| unreadable(&plan.path, error))?);
        }
        if rows.is_empty() {
            return Ok(());
        }
        let listed = rows.iter().map(|row| list.read(row)).collect();
        if send.send(Ok(Portion { rows, listed })).is_err() {
            return Ok(());
        }
    }
}
