//! Forgetting: nothing of a forgotten claim stays in the index, not in a dictionary, not in a page that was freed.

use std::collections::{BTreeMap, BTreeSet, HashSet};

use daftar_claim::{ClaimId, Locator, Speaker, Subject, Value};
use rusqlite::params;

use super::block::{self, Held, Row, Said, Slot};
use super::dictionary::Table;
use super::error::{IndexError, Result};
use super::lookup::{self, Of, Start};
use super::mention::{self, Role};
use super::text::Documents;
use super::{Index, fold, name_in, schema, text, values, words};

impl Index {
    /// Forgets claims, sealed ones too: their recordings, and everything that only they used. Ids that are not here
    /// change nothing. What was added before is committed.
    ///
    /// Takes as long as writing the full text of the register again: seconds for a million claims.
    ///
    /// # Errors
    /// When the index cannot be written, or when another program goes on reading it: then the bytes may still lie in
    /// a side file, and opening the index for writing again takes them away.
    pub fn forget(&mut self, claims: &[ClaimId]) -> Result<()> {
        self.commit()?;
        let mut gone: BTreeMap<u32, BTreeSet<u32>> = BTreeMap::new();
        for id in claims {
            for n in self.numbers_of(id)? {
                gone.entry(n >> 8).or_default().insert(n & 0xff);
            }
        }
        if gone.is_empty() {
            return Ok(());
        }
        self.write(|writer, db| writer.begin(db))?;
        let done = self.remove(&gone).and_then(|()| self.commit());
        // Numbers that memory knows may be gone now.
        self.undo()?;
        done?;
        self.finish_forgetting()
    }

    fn remove(&self, gone: &BTreeMap<u32, BTreeSet<u32>>) -> Result<()> {
        let mut rows = Vec::new();
        for (block, offsets) in gone {
            rows.extend(self.remove_from_block(*block, offsets)?);
        }
        self.remove_names(&rows)?;
        self.remove_unused(&rows)?;
        self.write_text_again()?;
        schema::set_forgetting(&self.db, true)
    }

    /// Empties slots of a block, and returns what public claims they held.
    fn remove_from_block(&self, n: u32, offsets: &BTreeSet<u32>) -> Result<Vec<Row>> {
        let (mut slots, mut ids) = self.raw_block(n)?;
        let before = self.mentions_of(&slots)?;
        let mut rows = Vec::new();
        let mut starts = Vec::new();
        for (offset, (slot, id)) in (0..).zip(slots.iter_mut().zip(ids.as_chunks_mut::<32>().0)) {
            if offsets.contains(&offset) {
                starts.push((Start::of(id), n << 8 | offset));
                rows.extend(slot.held.row());
                slot.held = Held::Gone;
                *id = [0; 32];
            }
        }
        self.db.execute("UPDATE block SET slots=? WHERE n=?", params![block::encode(&slots), n])?;
        self.db.execute("UPDATE ids SET ids=? WHERE n=?", params![ids, n])?;
        lookup::remove(&self.db, Of::Claim, starts)?;
        let after = self.mentions_of(&slots)?;
        mention::remove(&self.db, n, before.difference(&after).copied())?;
        Ok(rows)
    }

    fn raw_block(&self, n: u32) -> Result<(Vec<Slot>, Vec<u8>)> {
        let sql = "SELECT slots, ids FROM block JOIN ids USING(n) WHERE n=?";
        let read = |row: &rusqlite::Row<'_>| Ok((block::decode(row.get_ref(0)?.as_blob()?), row.get(1)?));
        let (slots, ids) = self.db.query_row(sql, [n], read)?;
        Ok((slots?, ids))
    }

    /// What the recordings of a block mention.
    fn mentions_of(&self, slots: &[Slot]) -> Result<BTreeSet<(Role, u32)>> {
        let mut mentions = BTreeSet::new();
        for slot in slots {
            match &slot.held {
                Held::Open(row) => self.mentions_of_row(row, &mut mentions)?,
                Held::Sealed => mentions.extend([(Role::Sealed, 0)]),
                Held::Gone => {}
            }
        }
        Ok(mentions)
    }

    fn mentions_of_row(&self, row: &Row, mentions: &mut BTreeSet<(Role, u32)>) -> Result<()> {
        let claim = self.claim_of(row)?;
        mentions.insert((Role::Subject, row.subject));
        if let Said::Link(n) = row.value {
            mentions.insert((Role::Value, n));
        }
        let mut mention = |role, subject: Subject| {
            mentions.extend(self.subject_number(&subject)?.map(|n| (role, n)));
            Ok::<(), IndexError>(())
        };
        mention(Role::Source, Subject::Entity(claim.source))?;
        if let Some(Speaker::Entity(id)) = claim.said_by {
            mention(Role::Speaker, Subject::Entity(id))?;
        }
        if let Some(Locator::Text { text, .. }) = claim.locator {
            mention(Role::Text, Subject::File(text))?;
        }
        let kind = super::kind_of(&claim).map(words::kind);
        let property = (Role::Property, claim.property.as_str().to_owned());
        for (role, word) in [property].into_iter().chain(kind.map(|kind| (Role::Kind, kind))) {
            mentions.extend(words::find(&self.db, &word)?.map(|n| (role, n)));
        }
        Ok(())
    }

    /// Removes names that no claim gives any more.
    fn remove_names(&self, rows: &[Row]) -> Result<()> {
        for row in rows {
            let Some(name) = name_in(&self.claim_of(row)?).map(fold::name) else { continue };
            let left = self.about(&self.subject(row.subject)?)?;
            if !left.iter().any(|found| name_in(&found.claim).map(fold::name).as_deref() == Some(&name)) {
                self.db.execute("DELETE FROM name WHERE folded=? AND subject=?", params![name, row.subject])?;
            }
        }
        Ok(())
    }

    /// Removes from the dictionaries what was used by these rows and is used by none that is left.
    fn remove_unused(&self, rows: &[Row]) -> Result<()> {
        let mut values: HashSet<u32> = rows.iter().flat_map(values_of).collect();
        let mut frames: HashSet<u32> = rows.iter().map(|row| row.frame).collect();
        let subjects = self.subjects_of(rows)?;
        self.each_block(|_, slots| {
            for row in slots.iter().filter_map(|slot| slot.held.row()) {
                for n in values_of(&row) {
                    values.remove(&n);
                }
                frames.remove(&row.frame);
            }
            Ok(())
        })?;
        values.iter().try_for_each(|n| self.remove_body(Table::Value, *n))?;
        frames.iter().try_for_each(|n| self.remove_body(Table::Frame, *n))?;
        for n in subjects {
            if !self.is_mentioned(n, Role::Subject, Role::Text)? {
                self.remove_body(Table::Subject, n)?;
            }
        }
        self.remove_unused_words()
    }

    /// The numbers of all subjects that the rows name.
    fn subjects_of(&self, rows: &[Row]) -> Result<BTreeSet<u32>> {
        let mut mentions = BTreeSet::new();
        rows.iter().try_for_each(|row| self.mentions_of_row(row, &mut mentions))?;
        Ok(mentions.into_iter().filter(|(role, _)| *role <= Role::Text).map(|(_, n)| n).collect())
    }

    /// Whether something still plays one of the roles from `first` to `last`.
    fn is_mentioned(&self, n: u32, first: Role, last: Role) -> Result<bool> {
        for role in first as u8..=last as u8 {
            let sql = "SELECT EXISTS(SELECT 1 FROM mention WHERE role=? AND what=?)";
            if self.db.prepare_cached(sql)?.query_row(params![role, n], |row| row.get(0))? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn remove_body(&self, table: Table, n: u32) -> Result<()> {
        let start = table.body(&self.db, n, |body| {
            Ok(match table {
                Table::Subject => Start::of(body.get(1..).unwrap_or_default()),
                Table::Value | Table::Frame => Start::of(&values::hash(body)),
            })
        })?;
        lookup::remove(&self.db, table.of(), [(start, n)])?;
        self.db.execute(&format!("DELETE FROM {} WHERE n=?", table.name()), [n])?;
        Ok(())
    }

    fn remove_unused_words(&self) -> Result<()> {
        let sql = "DELETE FROM word WHERE NOT EXISTS(SELECT 1 FROM mention WHERE role IN (?, ?) AND what=word.n)";
        self.db.execute(sql, [Role::Property as u8, Role::Kind as u8])?;
        Ok(())
    }

    /// Writes the full text again from what is left.
    fn write_text_again(&self) -> Result<()> {
        text::clear(&self.db)?;
        let mut last = 0;
        self.each_block(|_, slots| {
            let mut documents = Documents::default();
            for row in slots.iter().filter_map(|slot| slot.held.row()) {
                self.add_words(&row, &mut documents)?;
            }
            last = documents.write(&self.db, last)?;
            Ok(())
        })
    }

    fn add_words(&self, row: &Row, documents: &mut Documents) -> Result<()> {
        let quote = (row.quote != 0).then(|| self.quote(row.quote)).transpose()?;
        // A link has no words.
        let value = if let Said::Value(_) = row.value { self.value(row.value)? } else { Value::None };
        documents.add(row.subject, &self.frame(row.frame)?.property, &value, quote.as_deref());
        Ok(())
    }

    /// Makes the bytes of what was forgotten leave the file and the side file; the mark that this is due goes last.
    pub(super) fn finish_forgetting(&mut self) -> Result<()> {
        if !schema::is_forgetting(&self.db)? {
            return Ok(());
        }
        self.db.execute_batch("VACUUM")?;
        if self.folder.is_some() && !schema::empty_the_log(&self.db)? {
            return Err(IndexError::Busy);
        }
        schema::set_forgetting(&self.db, false)
    }
}

/// The values and quoted words of a row that lie in the dictionary of values.
fn values_of(row: &Row) -> impl Iterator<Item = u32> + use<> {
    let value = match row.value {
        Said::Value(n) => Some(n),
        Said::Link(_) => None,
    };
    value.into_iter().chain((row.quote != 0).then_some(row.quote))
}
