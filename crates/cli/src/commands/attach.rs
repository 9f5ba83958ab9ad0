//! Pictures of something, added from files.

use std::path::{Path, PathBuf};

use daftar_register::claim::{Edtf, EntityId};
use daftar_register::{Published, Shows, Told};
use serde_json::json;

use super::{Done, say};
use crate::args::{Args, Attach};
use crate::failure::Failure;
use crate::session::Session;

/// `daftar attach`
pub(crate) fn attach(args: &Args, attach: &Attach) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    if attach.restricted {
        session.unlock()?;
    }
    let thing = session.register.entity(&attach.entity)?;
    let told = told(attach, source(&session)?)?;
    let files: Vec<(String, PathBuf)> = attach.files.iter().map(|path| (name(path), path.clone())).collect();
    let attached = session.unlocking(|register| register.attach_pictures(&files, &told, Shows::Thing(thing)))?;
    let pairs = || attached.iter().zip(&attach.files);
    let shown: Vec<_> = pairs()
        .map(|(one, path)| {
            json!({ "path": path.display().to_string(), "file": one.file.to_string(), "source": one.source.to_string() })
        })
        .collect();
    let result = json!({ "depicts": thing.to_string(), "attached": shown, "restricted": attach.restricted });
    say(args, &result, || {
        pairs().map(|(one, path)| format!("{}  {}\n  its card  {}\n", one.file, path.display(), one.source)).collect()
    })
}

/// The source whose files they are.
fn source(session: &Session<'_>) -> Result<Option<EntityId>, Failure> {
    match &session.args.from[..] {
        [] => Ok(None),
        [name] => Ok(Some(session.register.source(name)?)),
        _ => Err(Failure::Ask("pictures come from one source: give --from once".into())),
    }
}

fn told(attach: &Attach, source: Option<EntityId>) -> Result<Told, Failure> {
    if source.is_some() && attach.title.is_some() {
        return Err(Failure::Ask("with --from the pictures are files of that source, which has its title".into()));
    }
    let date = attach.published.as_deref().map(Edtf::parse).transpose()?;
    Ok(Told {
        title: attach.title.clone(),
        author: attach.credit.clone(),
        published: Published { publisher: attach.publisher.clone(), date },
        graphic: attach.graphic,
        restricted: attach.restricted,
        source,
    })
}

fn name(path: &Path) -> String {
    path.file_name().unwrap_or_default().to_string_lossy().into_owned()
}
