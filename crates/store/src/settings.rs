//! `register.json`: which register this is, in which format, and its owner's language.

use std::io;
use std::path::Path;

use daftar_claim::json::Json;
use daftar_claim::{FORMAT, RegisterId, TextId, checked};

use crate::disk::{Disk, replace};
use crate::error::{At, StoreError};
use crate::layout::Layout;

/// What stands in `register.json`.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub(crate) register: RegisterId,
    /// BCP 47.
    pub(crate) lang: String,
}

impl Settings {
    pub(crate) fn write(&self, disk: &dyn Disk, layout: &Layout) -> Result<(), StoreError> {
        let mut line = checked::write(vec![
            ("format".into(), Json::Text(FORMAT.into())),
            ("lang".into(), Json::Text(self.lang.as_str().into())),
            ("register".into(), Json::Text(self.register.to_string().into())),
        ]);
        line.push('\n');
        let path = layout.settings();
        replace(disk, &path, line.as_bytes()).at(&path)
    }

    pub(crate) fn read(layout: &Layout) -> Result<Settings, StoreError> {
        let path = layout.settings();
        let bytes = std::fs::read(&path).map_err(|error| match error.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => not_a_register(layout.folder()),
            _ => StoreError::io(&path, error),
        })?;
        Settings::parse(&path, bytes.strip_suffix(b"\n").unwrap_or(&bytes))
    }

    fn parse(path: &Path, line: &[u8]) -> Result<Settings, StoreError> {
        let refuse = |why: String| StoreError::Settings { path: path.to_owned(), why };
        let members = checked::read(line).map_err(|error| refuse(error.to_string()))?;
        let text = |name| {
            let text = checked::member(&members, name).map_err(|error| error.to_string())?.as_text();
            text.map(str::to_owned).ok_or_else(|| format!("{name:?} is no text"))
        };
        let found = text("format").map_err(refuse)?;
        if found != FORMAT {
            return Err(StoreError::Newer { path: path.to_owned(), found });
        }
        let register = text("register").map_err(refuse)?;
        let register = RegisterId::parse(&register).map_err(|error| refuse(error.to_string()))?;
        Ok(Settings { register, lang: text("lang").map_err(refuse)? })
    }
}

/// A copy that is being brought back lies beside its place under such a name, and has its settings last of all.
const RESTORING: &str = "restoring";

fn not_a_register(folder: &Path) -> StoreError {
    let path = folder.to_owned();
    match folder.extension().is_some_and(|ending| ending == RESTORING) && folder.is_dir() {
        true => StoreError::HalfRestored { path },
        false => StoreError::NotARegister { path },
    }
}
