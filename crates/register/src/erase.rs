//! Erasing: what must be forgotten is forgotten, in the bytes.

use std::collections::BTreeSet;
use std::io::Read;

use daftar_claim::standing::UNASKED;
use daftar_claim::{Act, Claim, ClaimId, EntityId, EntryId, FileId, Ground, Locator, Subject, Value};

use crate::restricted::letters;
use crate::{Register, RegisterError};

/// Files are searched in pieces of this many bytes.
const PIECE: u64 = 1 << 20;

/// What erasing came to.
#[derive(Debug, Clone, Default, PartialEq, Eq, serde::Serialize)]
pub struct Erased {
    /// Claims that are gone from this copy.
    pub claims: usize,
    /// Files that are gone from this copy.
    pub files: usize,
    /// Sealing keys that were destroyed.
    pub keys: usize,
}

/// What speaks of a person.
#[derive(Debug, Clone, Default)]
pub struct Mentions {
    /// Claims about the person, by the person, or with a name of the person in value, quotation or speaker.
    pub claims: Vec<ClaimId>,
    /// Files whose text has a name of the person in it.
    pub files: Vec<FileId>,
}

impl Register {
    /// Erases claims and files, on this copy at once and on every copy that hears of it.
    ///
    /// # Errors
    /// When some of it is sealed and the keys, which are to be destroyed, are locked; when nothing could be written.
    pub fn erase(&mut self, claims: &[ClaimId], files: &[FileId], ground: Ground) -> Result<Erased, RegisterError> {
        self.need_keys_of(claims, files)?;
        let mut parts: Vec<(Vec<ClaimId>, Vec<FileId>)> =
            claims.chunks(daftar_claim::MAX_ACTS).map(|part| (part.to_vec(), Vec::new())).collect();
        match parts.first_mut() {
            Some(first) => first.1 = files.to_vec(),
            None => parts.push((Vec::new(), files.to_vec())),
        }
        for (claims, files) in parts {
            self.append(Vec::new(), vec![Act::Erase { claims, files, ground }])?;
        }
        let keys = self.destroy_keys(claims, files)?;
        self.obey_erasures()?;
        Ok(Erased { claims: claims.len(), files: files.len(), keys })
    }

    /// Opens the keys, if any of this has one.
    pub(crate) fn need_keys_of(&mut self, claims: &[ClaimId], files: &[FileId]) -> Result<(), RegisterError> {
        if self.keyring.is_some() {
            return Ok(());
        }
        let sealed = self.store.index().sealed()?;
        let mut any = sealed.iter().any(|(claim, _)| claims.contains(claim));
        for file in files {
            any |= self.is_restricted_file(*file)?;
        }
        if any { self.need_keys() } else { Ok(()) }
    }

    fn destroy_keys(&mut self, claims: &[ClaimId], files: &[FileId]) -> Result<usize, RegisterError> {
        let Some(keyring) = &mut self.keyring else { return Ok(0) };
        let of_claims = claims.iter().filter(|claim| keyring.destroy(**claim)).count();
        let destroyed = of_claims + files.iter().filter(|file| keyring.destroy_file(**file)).count();
        if destroyed > 0 {
            keyring.keep(&self.seat)?;
        }
        Ok(destroyed)
    }

    /// Destroys the keys of whatever is erased here, also at the wish of another site.
    pub(crate) fn destroy_erased_keys(&mut self) -> Result<(), RegisterError> {
        let claims: Vec<ClaimId> = self.standing.erased.iter().copied().collect();
        let files: Vec<FileId> = self.standing.erased_files.iter().copied().collect();
        self.destroy_keys(&claims, &files).map(|_| ())
    }

    /// Deletes here what erasures in force name, and says so to the others.
    pub(crate) fn obey_erasures(&mut self) -> Result<(), RegisterError> {
        self.destroy_erased_keys()?;
        let mut claims = Vec::new();
        for claim in &self.standing.erased {
            if !self.store.index().recordings_of(claim)?.is_empty() {
                claims.push(*claim);
            }
        }
        let here = |file: &&FileId| self.store.has_file(file);
        let files: Vec<FileId> = self.standing.erased_files.iter().filter(here).copied().collect();
        if claims.is_empty() && files.is_empty() {
            return Ok(());
        }
        claims.sort_unstable();
        for file in &files {
            self.drop_drafts_of(*file)?;
        }
        self.forget_decisions()?;
        self.forget_forecasts()?;
        self.store.erase(&claims, &files)?;
        self.opened.retain(|(claim, _, _)| !self.standing.erased.contains(claim));
        Ok(())
    }

    /// Agrees to an erasure that waits for a keeper here.
    ///
    /// # Errors
    /// When no such erasure waits.
    pub fn consent(&mut self, entry: EntryId) -> Result<(), RegisterError> {
        if !self.standing.waiting.iter().any(|waiting| waiting.entry == entry) {
            let id = format!("{}/{}", entry.log, entry.number);
            return Err(RegisterError::Unknown { what: "waiting erasure", id, see: "erase --waiting" });
        }
        self.append(Vec::new(), vec![Act::Consent(entry)])?;
        self.obey_erasures()
    }

    /// Everything that speaks of a person: what is to be erased when the person takes back the consent.
    ///
    /// # Errors
    /// When something is sealed here and the keys have not been opened, for it may speak of the person; when the files
    /// cannot be read.
    pub fn mentions(&self, person: EntityId) -> Result<Mentions, RegisterError> {
        if self.keyring.is_none() && !self.store.index().sealed()?.is_empty() {
            return Err(RegisterError::Locked);
        }
        self.mentions_at_hand(person)
    }

    /// The same, as far as it can be read without opening anything.
    pub(crate) fn mentions_at_hand(&self, person: EntityId) -> Result<Mentions, RegisterError> {
        let names = self.names_of(person)?;
        let mut found = BTreeSet::new();
        // Also what no longer holds, and what was never granted: it lies in the files all the same.
        self.store.index().all(|one| {
            let concerned = one.claim.entities().any(|entity| entity == person);
            if concerned || names.iter().any(|name| says(&one.claim, name)) {
                found.insert(one.id);
            }
        })?;
        for (id, _, secret) in &self.opened {
            let claim = &secret.claim;
            let concerned = secret.concerns.contains(&person) || claim.entities().any(|entity| entity == person);
            if concerned || names.iter().any(|name| says(claim, name)) {
                found.insert(*id);
            }
        }
        let about_them: Vec<ClaimId> = found.iter().copied().collect();
        for claim in about_them {
            found.extend(self.store.index().about(&Subject::Claim(claim))?.into_iter().map(|remark| remark.id));
        }
        let mut files = self.files_with(&names)?;
        files.extend(self.originals_of(&files)?);
        files.sort_unstable();
        files.dedup();
        Ok(Mentions { claims: found.into_iter().collect(), files })
    }

    /// The source files whose derived texts these are: in another encoding, the name is there and not seen.
    fn originals_of(&self, texts: &[FileId]) -> Result<Vec<FileId>, RegisterError> {
        let mut originals = Vec::new();
        for text in texts {
            let read = self.store.index().located_in(text)?;
            let in_it = |claim: &&Claim| matches!(&claim.locator, Some(Locator::Text { text: t, .. }) if t == text);
            let mut sources: BTreeSet<EntityId> = read.into_iter().map(|one| one.claim.source).collect();
            sources.extend(self.opened_claims().filter(in_it).map(|claim| claim.source));
            for source in sources.into_iter().map(Subject::Entity) {
                let about = self.store.index().about(&source)?;
                let sealed = self.opened_claims().filter(|claim| claim.subject == source);
                originals.extend(about.iter().map(|one| &one.claim).chain(sealed).filter_map(file_of));
            }
        }
        Ok(originals)
    }

    fn files_with(&self, names: &[String]) -> Result<Vec<FileId>, RegisterError> {
        let mut files = Vec::new();
        for file in self.store.files()? {
            // What nobody here can open, nobody here can search.
            let Some(bytes) = self.open_file(file)? else { continue };
            if holds_any(bytes, names).map_err(RegisterError::io(self.store.folder()))? {
                files.push(file);
            }
        }
        Ok(files)
    }

    /// How many erasures of others wait for a keeper here, and what they ask.
    pub fn waiting(&self) -> &[daftar_claim::standing::Waiting] {
        &self.standing.waiting
    }

    /// Up to how many ids of one log are erased without asking.
    pub fn unasked(&self) -> usize {
        UNASKED
    }
}

/// The file that a claim names.
fn file_of(claim: &Claim) -> Option<FileId> {
    match claim.value {
        Value::File(file) => Some(file),
        _ => None,
    }
}

/// Whether bytes hold any of these names; piece by piece, so that memory stays flat.
fn holds_any(mut bytes: impl Read, names: &[String]) -> std::io::Result<bool> {
    if names.is_empty() {
        return Ok(false);
    }
    let longest = names.iter().map(String::len).max().unwrap_or_default();
    let mut held: Vec<u8> = Vec::new();
    loop {
        if (&mut bytes).take(PIECE).read_to_end(&mut held)? == 0 {
            return Ok(false);
        }
        let has = |name: &String| held.windows(name.len().max(1)).any(|part| part == name.as_bytes());
        if names.iter().any(has) {
            return Ok(true);
        }
        held.drain(..held.len().saturating_sub(longest.saturating_sub(1)));
    }
}

/// Whether a claim's words have this name in them.
fn says(claim: &Claim, name: &str) -> bool {
    let why = claim.inferred.as_ref().map(|inferred| inferred.why.as_str());
    let words = [why, claim.quote.as_deref()].into_iter().flatten();
    letters(claim).into_iter().chain(words).any(|text| text.contains(name))
}
