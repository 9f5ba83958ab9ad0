//! Copies of source files to look at or to hand to others. The original stays as it is; what is written beside a copy says
//! how to check it without this program.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use daftar_claim::{FileId, Hash};
use daftar_view::{Ask, Chain};
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::{NewStep, StepTaken};
use crate::{Register, RegisterError};

/// A copy that was written.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct HandedOut {
    /// Where it is.
    pub path: PathBuf,
    /// The SHA-256 of the copy. Of a restricted file that is what it decrypts to.
    #[serde(serialize_with = "crate::reading::as_text")]
    pub sha256: Hash,
    /// Its length in bytes.
    pub bytes: u64,
}

/// What goes along with a copy.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Sidecar {
    /// `daftar-custody/1`.
    pub format: &'static str,
    /// The notebook that it is from.
    pub register: String,
    /// The source file.
    pub file: String,
    /// What the copy is called.
    pub name: String,
    /// The SHA-256 of the copy.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
    /// Whether the original is encrypted; then `file` names the ciphertext.
    pub restricted: bool,
    /// When the copy was made.
    pub made: String,
    /// Whether the chain has the restricted steps, too.
    pub whole: bool,
    /// The safekeeping history.
    pub chain: Chain,
    /// How to check the copy.
    pub check: Vec<String>,
}

/// Writes on, hashing and counting.
struct Hashing<W> {
    out: W,
    hash: Sha256,
    bytes: u64,
}

impl<W: Write> Write for Hashing<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.out.write(bytes)?;
        self.hash.update(&bytes[..written]);
        self.bytes += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

impl Register {
    /// Writes a copy of a source file, which must not replace anything. A damaged file is not handed out.
    ///
    /// # Errors
    /// When the file is not here, damaged, or restricted and not open; when something of that name is there already or
    /// nothing can be written. Then nothing stays.
    pub fn hand_out(&self, file: FileId, to: &Path) -> Result<HandedOut, RegisterError> {
        let mut out = OpenOptions::new().write(true).create_new(true).open(to).map_err(RegisterError::io(to))?;
        let written = self.measured(file, &mut out).and_then(|(sha256, bytes)| {
            out.sync_all().map_err(RegisterError::io(to))?;
            Ok(HandedOut { path: to.to_owned(), sha256, bytes })
        });
        if written.is_err() {
            // What is half written is not what the source file says.
            fs::remove_file(to).map_err(RegisterError::io(to))?;
        }
        written
    }

    /// The copy that handing a file out under this name would make.
    ///
    /// # Errors
    /// When the file is not here, damaged, or restricted and not open.
    pub fn copy_of(&self, file: FileId, name: &str) -> Result<HandedOut, RegisterError> {
        let (sha256, bytes) = self.measured(file, &mut io::sink())?;
        Ok(HandedOut { path: PathBuf::from(name), sha256, bytes })
    }

    /// Writes out what a file says; the hash and the length of that.
    fn measured(&self, file: FileId, out: &mut dyn Write) -> Result<(Hash, u64), RegisterError> {
        let mut hashing = Hashing { out, hash: Sha256::new(), bytes: 0 };
        self.take_out(file, &mut hashing)?;
        let found = Hash(hashing.hash.finalize().into());
        if self.store.has_file(&file) && !self.is_restricted_file(file)? && found != file.0 {
            return Err(RegisterError::Ask(format!(
                "{file} is damaged: its bytes have the hash {found}; bring it back: daftar repair --from COPY"
            )));
        }
        Ok((found, hashing.bytes))
    }

    /// What goes along with a copy: hash, chain, how to check it.
    ///
    /// # Errors
    /// When the history cannot be read.
    pub fn sidecar(&self, file: FileId, copy: &HandedOut, ask: &Ask) -> Result<Sidecar, RegisterError> {
        let history = self.history(file, &self.standing, ask)?;
        let name = copy.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok(Sidecar {
            format: "daftar-custody/1",
            register: self.id().to_string(),
            file: file.to_string(),
            sha256: copy.sha256.to_string(),
            bytes: copy.bytes,
            restricted: history.restricted,
            made: self.time().as_str().to_owned(),
            whole: ask.audience == daftar_view::Audience::Keeper,
            chain: history.chain,
            check: how_to_check(&name, copy.sha256, history.restricted),
            name,
        })
    }

    /// Writes the sidecar beside the copy, under its name and `.custody.json`.
    ///
    /// # Errors
    /// When something of that name is there, or it cannot be written.
    pub fn write_sidecar(&self, file: FileId, copy: &HandedOut, ask: &Ask) -> Result<PathBuf, RegisterError> {
        let sidecar = self.sidecar(file, copy, ask)?;
        let mut path = copy.path.clone().into_os_string();
        path.push(".custody.json");
        let path = PathBuf::from(path);
        let text = serde_json::to_string_pretty(&sidecar).map_err(io::Error::from).map_err(RegisterError::io(&path))?;
        let open = OpenOptions::new().write(true).create_new(true).open(&path);
        let written = open.and_then(|mut out| out.write_all((text + "\n").as_bytes()).and_then(|()| out.sync_all()));
        written.map_err(RegisterError::io(&path))?;
        Ok(path)
    }

    /// Records that a copy was handed out: `view` to look at, `export` to others. Where it lies is not recorded.
    ///
    /// # Errors
    /// When nothing could be written.
    pub fn record_handed_out(
        &mut self,
        file: FileId,
        action: &str,
        to: Option<String>,
    ) -> Result<StepTaken, RegisterError> {
        let mut step = NewStep::of(file, action).hashes(Some(file), Some(file));
        step.custody.to = to;
        step.custody.tool = Some(super::TOOL.to_owned());
        self.take_step(&step)
    }
}

fn how_to_check(name: &str, hash: Hash, restricted: bool) -> Vec<String> {
    let quoted = name.replace('\'', r"'\''");
    let mut lines = vec![
        format!("printf '%s  %s\\n' {hash} '{quoted}' | sha256sum -c"),
        format!("certutil -hashfile \"{name}\" SHA256    (Windows: the answer must be {hash})"),
    ];
    if restricted {
        lines.push("the original is encrypted; `file` is the SHA-256 of its ciphertext, not of this copy".to_owned());
    }
    lines
}
