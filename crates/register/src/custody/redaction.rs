//! A redacted copy of a source file: a source file of its own, for everybody; the original is restricted from then on.

use std::fs::File;
use std::io;
use std::path::Path;

use daftar_claim::{
    Act, Claim, EntityId, FileId, Ground, PropertyId, RecordingId, Secret, Span, Subject, Value, span_entity,
};
use serde::Serialize;

use super::NewStep;
use crate::{Register, RegisterError};

/// What redacting a file came to.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Redacted {
    /// The original, encrypted.
    #[serde(serialize_with = "crate::reading::as_text")]
    pub original: FileId,
    /// The redacted copy.
    #[serde(serialize_with = "crate::reading::as_text")]
    pub redacted: FileId,
    /// The card of the redacted copy.
    #[serde(serialize_with = "crate::reading::as_text")]
    pub source: EntityId,
    /// Whether the original lay open until then.
    pub restricted_now: bool,
}

impl Register {
    /// Keeps a file as the redaction of another, and makes the original restricted if it was not: encrypted under a key of
    /// its own, its open bytes erased here and on every copy that hears of it.
    ///
    /// # Errors
    /// When the original is not here, the two are the same, the keys are locked, or nothing could be written. Then doing it
    /// again completes it.
    pub fn redact(&mut self, file: FileId, redacted: &Path, title: &str) -> Result<Redacted, RegisterError> {
        self.need_keys()?;
        let open = File::open(redacted).map_err(RegisterError::io(redacted))?;
        let copy = self.store.put_file(open)?;
        if copy == file {
            return Err(RegisterError::Ask(format!(
                "{} is the original: nothing is redacted in it",
                redacted.display()
            )));
        }
        let (original, restricted_now) = match self.is_restricted_file(file)? {
            true => (file, false),
            false => (self.restrict(file)?, true),
        };
        self.note_arrival(&[(original, copy)])?;
        for (of, open) in [(copy, true), (original, false)] {
            let step = NewStep::of(of, "redact").hashes(Some(original), Some(copy));
            self.take_step(&NewStep { open: Some(open), ..step })?;
        }
        let source = self.card_of_redaction(file, copy, title)?;
        Ok(Redacted { original, redacted: copy, source, restricted_now })
    }

    /// The card of a redacted copy: a document drawn from the ones that have the original.
    fn card_of_redaction(&mut self, file: FileId, copy: FileId, title: &str) -> Result<EntityId, RegisterError> {
        let source = span_entity(copy, "document", Span { start: 0, end: 0 });
        let mut values =
            vec![("kind", Value::code("kind", "document")), ("title", Value::text(title)), ("file", Value::File(copy))];
        let origins = self.store.index().with_file(&file)?;
        let origins = self.statements(origins, &self.standing).into_iter().filter_map(|one| one.claim.subject.entity());
        values.extend(origins.map(|origin| ("origin", Value::Entity(origin))));
        let claim =
            |(property, value)| Ok(Claim::new(Subject::Entity(source), PropertyId::parse(property)?, value, source));
        let claims = values.into_iter().map(claim).collect::<Result<Vec<_>, RegisterError>>()?;
        self.record_said(&claims)?;
        Ok(source)
    }

    /// Encrypts a file that lies open, says so sealed wherever it was said which source has it, and erases the open one.
    fn restrict(&mut self, file: FileId) -> Result<FileId, RegisterError> {
        let unknown = || RegisterError::Unknown { what: "source file", id: file.to_string(), see: "evidence list" };
        let mut open = self.store.file(&file)?.ok_or_else(unknown)?;
        let mut sealing = self.sealing()?;
        io::copy(&mut open, &mut sealing).map_err(RegisterError::io(self.store.folder()))?;
        let sealed = sealing.finish().map_err(RegisterError::io(self.store.folder()))?;
        if sealed.plain != file {
            return Err(RegisterError::Ask(format!(
                "{file} is damaged: bring it back first: daftar repair --from COPY"
            )));
        }
        let encrypted = self.keep_sealed(sealed)?;
        self.say_restricted(file, encrypted)?;
        self.erase(&[], &[file], Ground::Safety)?;
        Ok(encrypted)
    }

    /// Puts sealed statements that name the encrypted file in the place of this party's open ones that name the file.
    fn say_restricted(&mut self, file: FileId, encrypted: FileId) -> Result<(), RegisterError> {
        let named = self.store.index().with_file(&file)?;
        for statement in self.statements(named, &self.standing) {
            let party = self.party();
            let own: Vec<RecordingId> =
                statement.standing().filter(|one| Some(one.party) == party).map(|one| one.id).collect();
            if own.is_empty() {
                continue;
            }
            let claim = Claim { value: Value::File(encrypted), ..statement.claim };
            let bodies = self.seal_bodies(&[Secret { claim, concerns: Vec::new() }])?;
            let acts = own.into_iter().map(|recording| Act::Replace { recording, with: 0 }).collect();
            self.append(bodies, acts)?;
        }
        self.open_and_withhold()
    }
}
