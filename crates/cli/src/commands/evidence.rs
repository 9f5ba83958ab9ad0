//! Source files: keep one, write one out.

use std::fs::OpenOptions;
use std::path::{Path, PathBuf};

use daftar_register::claim::{FileId, TextId as _};
use serde_json::json;

use super::{Done, say};
use crate::args::{Args, Evidence};
use crate::failure::Failure;
use crate::session::Session;

/// `daftar evidence`
pub(crate) fn evidence(args: &Args, evidence: &Evidence) -> Result<Done, Failure> {
    match evidence {
        Evidence::Add { files, restricted } => add(args, files, *restricted),
        Evidence::Get { file, to } => get(args, file, to),
    }
}

fn add(args: &Args, files: &[PathBuf], restricted: bool) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    if restricted {
        session.unlock()?;
    }
    let mut kept = Vec::new();
    for path in files {
        let id = session.register.keep_file(path, restricted)?;
        kept.push(json!({ "path": path.display().to_string(), "file": id.to_string() }));
    }
    say(args, &json!({ "kept": kept, "restricted": restricted }), || {
        let line = |one: &serde_json::Value| {
            format!("{}  {}\n", one["file"].as_str().unwrap_or_default(), one["path"].as_str().unwrap_or_default())
        };
        kept.iter().map(line).collect()
    })
}

fn get(args: &Args, file: &str, to: &Path) -> Result<Done, Failure> {
    let mut session = Session::read(args)?;
    let file = FileId::parse(file)?;
    if session.register.is_restricted_file(file)? {
        session.unlock()?;
    }
    let fault = |error: std::io::Error| Failure::Ask(format!("{}: {error}", to.display()));
    let mut out = OpenOptions::new().write(true).create_new(true).open(to).map_err(fault)?;
    let written = session.register.take_out(file, &mut out);
    if written.is_err() {
        // What is half written out is not what the source file says.
        std::fs::remove_file(to).map_err(fault)?;
    }
    let bytes = written?;
    say(args, &json!({ "file": file.to_string(), "bytes": bytes }), || format!("{bytes} bytes written\n"))
}
