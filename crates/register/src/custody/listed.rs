//! All source files, in a list: what each is called, how long it is, what it is, and when it was last found whole.

use std::collections::BTreeMap;
use std::io::Read as _;

use daftar_claim::{EntityId, FileId, PropertyId, Standing, Statement, Value};
use daftar_media::Picture;
use daftar_view::Ask;
use serde::Serialize;

use super::proved::Proved;
use crate::{Register, RegisterError};

/// How many bytes tell what a file is.
const TELLING: u64 = 8192;

/// A source file in a list.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Listed {
    /// The file.
    #[serde(serialize_with = "crate::reading::as_text")]
    pub file: FileId,
    /// What its source is called, where the audience may know.
    pub name: Option<String>,
    /// `text`, `picture`, `pdf`, `restricted` or `other`.
    pub kind: &'static str,
    /// Its length in bytes.
    pub length: u64,
    /// What its last hashing here came to.
    pub proved: Option<Proved>,
    /// Whether it is here.
    pub here: bool,
}

impl Register {
    /// The source files that are or should be here, those that were found whole longest ago first. Lists that runs of
    /// verification left are no source of anything, and left out.
    ///
    /// # Errors
    /// When a file or the index cannot be read.
    pub fn list_files(&self, standing: &Standing, ask: &Ask) -> Result<Vec<Listed>, RegisterError> {
        let (lists, mut proofs) = (self.lists()?, self.proofs(None)?);
        let names = self.file_names(standing, ask)?;
        let mut files = self.store.files()?;
        let gone = proofs.keys().filter(|file| !self.store.has_file(file)).copied();
        files.extend(gone.filter(|file| !self.standing.erased_files.contains(file)).collect::<Vec<_>>());
        files.retain(|file| !lists.contains(file));
        let mut listed = Vec::with_capacity(files.len());
        for file in files {
            listed.push(Listed {
                file,
                name: names.get(&file).cloned(),
                kind: self.sort_of_file(file)?,
                length: self.store.file_length(&file),
                proved: proofs.remove(&file),
                here: self.store.has_file(&file),
            });
        }
        let key = |one: &Listed| (one.proved.as_ref().and_then(|proved| proved.last_whole.clone()), one.file);
        listed.sort_by_cached_key(key);
        Ok(listed)
    }

    /// What the sources of files are called, as far as the audience may know.
    fn file_names(&self, standing: &Standing, ask: &Ask) -> Result<BTreeMap<FileId, String>, RegisterError> {
        let mut found = Vec::new();
        self.store.index().with_property(&PropertyId::parse("file")?, |one| found.push(one))?;
        let mut statements = self.statements(found, standing);
        let opened = self.opened_statements(standing).into_iter();
        statements.extend(opened.filter(|one| matches!(one.claim.value, Value::File(_))));
        let heard = self.with_surroundings(statements, standing, ask.audience)?;
        let named = |one: &Statement| -> Option<(FileId, EntityId)> {
            let Value::File(file) = one.claim.value else { return None };
            let seen = one.stands() && heard.surroundings.may_see(one, ask.audience, &self.profiles);
            Some((file, one.claim.subject.entity()?)).filter(|_| seen)
        };
        let name = |(file, source)| Some((file, heard.surroundings.name(source, ask.lang)?.to_owned()));
        Ok(heard.statements.iter().filter_map(named).filter_map(name).collect())
    }

    /// What a file is, by its first bytes.
    fn sort_of_file(&self, file: FileId) -> Result<&'static str, RegisterError> {
        let mut first = Vec::new();
        if let Some(open) = self.store.file(&file)? {
            open.take(TELLING).read_to_end(&mut first).map_err(RegisterError::io(self.store.folder()))?;
        }
        Ok(match &first[..] {
            _ if self.is_restricted_file(file)? => "restricted",
            bytes if Picture::of(bytes).is_some() => "picture",
            bytes if bytes.starts_with(b"%PDF-") => "pdf",
            bytes if bytes.is_empty() || bytes.contains(&0) => "other",
            _ => "text",
        })
    }
}
