//! Erasing: what must be forgotten is forgotten, in the bytes.

use std::collections::BTreeSet;

use daftar_claim::standing::UNASKED;
use daftar_claim::{Act, Claim, ClaimId, EntityId, EntryId, FileId, Ground, Secret, Speaker, Subject, Value};

use crate::{Register, RegisterError};

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
    /// When nothing could be written.
    pub fn erase(&mut self, claims: &[ClaimId], files: &[FileId], ground: Ground) -> Result<Erased, RegisterError> {
        let mut parts: Vec<(Vec<ClaimId>, Vec<FileId>)> =
            claims.chunks(daftar_claim::MAX_ACTS).map(|part| (part.to_vec(), Vec::new())).collect();
        match parts.first_mut() {
            Some(first) => first.1 = files.to_vec(),
            None => parts.push((Vec::new(), files.to_vec())),
        }
        for (claims, files) in parts {
            self.append(Vec::new(), vec![Act::Erase { claims, files, ground }])?;
        }
        let keys = self.destroy_keys(claims)?;
        self.obey_erasures()?;
        Ok(Erased { claims: claims.len(), files: files.len(), keys })
    }

    fn destroy_keys(&mut self, claims: &[ClaimId]) -> Result<usize, RegisterError> {
        let Some(keyring) = &mut self.keyring else { return Ok(0) };
        let destroyed = claims.iter().filter(|claim| keyring.destroy(**claim)).count();
        if destroyed > 0 {
            keyring.keep(&self.seat)?;
        }
        Ok(destroyed)
    }

    /// Deletes here what erasures in force name, and says so to the others.
    pub(crate) fn obey_erasures(&mut self) -> Result<(), RegisterError> {
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
    /// When the files cannot be read.
    pub fn mentions(&self, person: EntityId) -> Result<Mentions, RegisterError> {
        let names = self.names_of(person)?;
        let mut found = BTreeSet::new();
        // Also what no longer holds, and what was never granted: it lies in the files all the same.
        self.store.index().all(|one| {
            let concerned = one.claim.entities().any(|entity| entity == person);
            if concerned || names.iter().any(|name| says(&one.claim, name)) {
                found.insert(one.id);
            }
        })?;
        for (claim, _, secret) in &self.opened {
            if secret.concerns.contains(&person) {
                found.insert(*claim);
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
            let sources: BTreeSet<EntityId> = read.into_iter().map(|one| one.claim.source).collect();
            for source in sources {
                let about = self.store.index().about(&Subject::Entity(source))?;
                originals.extend(about.into_iter().filter_map(|one| match one.claim.value {
                    Value::File(file) => Some(file),
                    _ => None,
                }));
            }
        }
        Ok(originals)
    }

    fn files_with(&self, names: &[String]) -> Result<Vec<FileId>, RegisterError> {
        let mut files = Vec::new();
        for file in self.store.files()? {
            let bytes = self.read_file(file)?;
            let has = |name: &String| bytes.windows(name.len().max(1)).any(|part| part == name.as_bytes());
            if names.iter().any(has) {
                files.push(file);
            }
        }
        Ok(files)
    }

    /// Seals a claim that was recorded openly: the sealed one takes its place, and the open one is erased.
    ///
    /// # Errors
    /// When the claim is not here, the keys are locked, or nothing could be written.
    pub fn seal(&mut self, claim: ClaimId, concerns: Vec<EntityId>) -> Result<EntryId, RegisterError> {
        let statement = self.statement(claim)?;
        let secret = Secret { claim: statement.claim, concerns };
        let body = self.seal_body(&secret)?;
        let entry = self.append(vec![body], Vec::new())?;
        self.erase(&[claim], &[], Ground::Safety)?;
        self.open_sealed()?;
        Ok(entry)
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

/// Whether a claim's words have this name in them.
fn says(claim: &Claim, name: &str) -> bool {
    let value = match &claim.value {
        Value::Text { text, .. } => Some(text.as_str()),
        Value::Code { label, .. } => label.as_deref(),
        _ => None,
    };
    let speaker = match &claim.said_by {
        Some(Speaker::Unnamed(words)) => Some(words.as_str()),
        _ => None,
    };
    let why = claim.inferred.as_ref().map(|inferred| inferred.why.as_str());
    [value, speaker, why, claim.quote.as_deref()].into_iter().flatten().any(|text| text.contains(name))
}
