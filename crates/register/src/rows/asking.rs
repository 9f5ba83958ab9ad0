//! Asking the table of many entities.

use daftar_claim::Standing;
use daftar_store::index::IndexError;
use daftar_store::table::Table;
use daftar_table::{Answer, Hit, LACKS, Query};
use daftar_view::{Ask, Audience};

use crate::{Register, RegisterError};

/// What there is to ask of.
#[derive(Clone, Debug, Default)]
pub struct Shown {
    /// The columns that some row has, sorted.
    pub fields: Vec<String>,
    /// How many rows there are.
    pub rows: u64,
}

impl Register {
    /// The answer to a question about many entities, as the asking audience may see them. None for a past moment or some of the
    /// sources: a table is of now and of all.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn ask_many(&self, query: &Query, standing: &Standing, ask: &Ask) -> Result<Option<Answer>, RegisterError> {
        match self.is_of_now(standing, ask) {
            true => Ok(Some(self.with_table(ask, |table| table.ask(query))?)),
            false => Ok(None),
        }
    }

    /// Calls `each` with every hit of a question in its order, whatever part of it is asked for. False for a past moment or some
    /// of the sources.
    ///
    /// # Errors
    /// When the index cannot be read, or when `each` fails.
    pub fn each_of_many<E: From<RegisterError>>(
        &self,
        query: &Query,
        standing: &Standing,
        ask: &Ask,
        mut each: impl FnMut(Hit) -> Result<(), E>,
    ) -> Result<bool, E> {
        if !self.is_of_now(standing, ask) {
            return Ok(false);
        }
        // Asked for one hit before: should the table not be as it was written, it is made anew before anything was told.
        let first = Query { skip: 0, most: 1, ..query.clone() };
        self.with_table(ask, |table| table.ask(&first))?;
        let table = self.table(ask.audience)?;
        let mut failed = None;
        let done = table.each_hit(query, |hit| {
            each(hit).map_err(|error| {
                failed = Some(error);
                IndexError::Damaged("the answer is not taken".into())
            })
        });
        failed.map_or(Ok(()), Err)?;
        done.map_err(RegisterError::from)?;
        Ok(true)
    }

    /// What there is to ask of.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn many(&self, ask: &Ask) -> Result<Shown, RegisterError> {
        // What is still to be said is the keepers' business: what is hidden from others would count as lacking for them.
        let asked = |field: &String| ask.audience == Audience::Keeper || field != LACKS;
        self.with_table(ask, |table| {
            Ok(Shown { fields: table.fields().into_iter().filter(asked).collect(), rows: table.rows() })
        })
    }

    /// Asks the table; one that is not as it was written is made anew.
    fn with_table<T>(&self, ask: &Ask, look: impl Fn(&Table) -> Result<T, IndexError>) -> Result<T, RegisterError> {
        if let Ok(answer) = look(&*self.table(ask.audience)?) {
            return Ok(answer);
        }
        self.distrust_table()?;
        Ok(look(&*self.table(ask.audience)?)?)
    }
}
