//! `daftar export`: statements as a sheet that comes in again as the same statements.

use std::fs::{File, OpenOptions};
use std::io::{BufWriter, Write as _};
use std::path::Path;

use daftar_register::claim::Statement;
use daftar_register::crops::Crops;
use daftar_register::date::Lang;
use daftar_register::view::Audience;
use daftar_register::{LeftOut, WrittenOut};
use serde_json::json;

use super::many::{keep, of_now, question};
use super::{Done, keeping};
use crate::args::{Args, Export, Layout};
use crate::failure::Failure;
use crate::print::export as print;
use crate::session::Session;

/// `daftar export`
pub(crate) fn export(args: &Args, asked: &Export) -> Result<Done, Failure> {
    if let Some(layout) = asked.standard {
        return passports(args, asked, layout);
    }
    keep(args);
    let mut session = Session::read(args)?;
    let query = question(&mut session, &asked.words, &asked.filter, asked.saved.as_deref())?;
    let mut list = asked.left_out.as_deref().map(|path| Left::begin(path, asked.force)).transpose()?;
    let mut left = |statement: &Statement, why| list.as_mut().map_or(Ok(()), |list| list.take(statement, why));
    let (register, ask) = (&session.register, &session.ask);
    let to_terminal = asked.file == Path::new("-");
    let written = session.with_standing(|standing| {
        if !to_terminal {
            return Ok(register.export_statements(&query, (standing, ask), &asked.file, asked.force, &mut left)?);
        }
        let mut out = BufWriter::new(std::io::stdout().lock());
        let written = register.write_statements(&query, (standing, ask), &mut out, &mut left)?;
        out.flush()?;
        Ok(written)
    })?;
    let written = written.ok_or_else(of_now)?;
    list.map_or(Ok(()), Left::finish)?;
    tell(args, asked, &written, to_terminal, ask.audience)?;
    Ok(Done::Well)
}

/// `daftar mcpd template`
pub(crate) fn template(args: &Args, file: &Path, force: bool) -> Result<Done, Failure> {
    if !file.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx")) {
        return Err(Failure::Ask(format!("{}: a workbook: give a name that ends in .xlsx", file.display())));
    }
    let session = Session::read(args)?;
    session.register.write_passport_template(file, force)?;
    let path = file.display().to_string();
    super::say(args, &json!({ "template": path }), || match session.lang() {
        Lang::En => format!("{path}: fill it, then `daftar import {path} --kind accession`\n"),
        Lang::Ar => format!("{path}: املأه ثم `daftar import {path} --kind accession`\n"),
    })?;
    Ok(Done::Well)
}

/// `daftar mcpd score`
pub(crate) fn score(args: &Args, words: &[String], filter: &[String], limit: Option<usize>) -> Result<Done, Failure> {
    let mut session = keeping::keeper(Session::read(args)?)?;
    let query = question(&mut session, words, filter, None)?;
    let all = session
        .with_standing(|standing| Ok(session.register.completeness(&query, (standing, &session.ask), true)?))?;
    let all = all.ok_or_else(of_now)?;
    let shown = &all[..limit.unwrap_or(all.len()).min(all.len())];
    super::say(args, &json!({ "accessions": all.len(), "completeness": shown }), || {
        print::scores(shown, all.len(), session.lang())
    })
}

/// `daftar mcpd names`
pub(crate) fn names(args: &Args, words: &[String], filter: &[String], list: Option<&Path>) -> Result<Done, Failure> {
    let own = list.map(Crops::from_csv).transpose()?;
    let mut session = keeping::keeper(Session::read(args)?)?;
    let query = question(&mut session, words, filter, None)?;
    let list = own.as_ref().unwrap_or(Crops::shipped());
    let checked = session
        .with_standing(|standing| Ok(session.register.names_beside(list, &query, (standing, &session.ask))?))?;
    let checked = checked.ok_or_else(of_now)?;
    super::say(args, &json!(checked), || print::names_checked(&checked, session.lang()))?;
    Ok(if checked.remarks.is_empty() { Done::Well } else { Done::Found })
}

/// A row for each accession.
fn passports(args: &Args, asked: &Export, layout: Layout) -> Result<Done, Failure> {
    let to_terminal = asked.file == Path::new("-");
    if layout == Layout::DarwinCore && to_terminal {
        return Err(Failure::Ask("a Darwin Core archive is a zip: give the name of a file".to_owned()));
    }
    keep(args);
    let mut session = Session::read(args)?;
    if asked.with_restricted {
        session.ask.audience = Audience::Keeper;
        session.unlock()?;
    }
    let query = question(&mut session, &asked.words, &asked.filter, asked.saved.as_deref())?;
    let (register, ask) = (&session.register, &session.ask);
    let written = session.with_standing(|standing| {
        let of = (standing, ask);
        Ok(match to_terminal {
            _ if layout == Layout::DarwinCore => {
                register.export_darwin_core(&query, of, asked.with_restricted, (&asked.file, asked.force))?
            }
            true => register.write_passports(&query, of, asked.with_restricted, &mut std::io::stdout().lock())?,
            false => register.export_passports(&query, of, asked.with_restricted, (&asked.file, asked.force))?,
        })
    })?;
    let written = written.ok_or_else(of_now)?;
    let said = match args.json {
        true => serde_json::to_string_pretty(&json!({ "exported": written })).map_err(std::io::Error::from)? + "\n",
        false => print::passports(&asked.file, &written, asked.with_restricted, session.lang()),
    };
    match to_terminal {
        true => eprint!("{said}"),
        false => std::io::stdout().write_all(said.as_bytes())?,
    }
    Ok(if written.unwritten.is_empty() { Done::Well } else { Done::Found })
}

/// Says what was written: where the sheet is not on standard output, there; else beside it.
fn tell(args: &Args, asked: &Export, written: &WrittenOut, beside: bool, audience: Audience) -> Result<(), Failure> {
    let said = match args.json {
        true => serde_json::to_string_pretty(&json!({ "exported": written })).map_err(std::io::Error::from)? + "\n",
        false => print::exported(&asked.file, written, audience),
    };
    match beside {
        true => eprint!("{said}"),
        false => std::io::stdout().write_all(said.as_bytes())?,
    }
    Ok(())
}

/// The list of what was left out.
struct Left(BufWriter<File>);

impl Left {
    fn begin(path: &Path, force: bool) -> Result<Left, Failure> {
        let mut options = OpenOptions::new();
        options.write(true).truncate(force).create(force).create_new(!force);
        // It may name what is sealed.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let file = options.open(path).map_err(|error| Failure::Ask(format!("{}: {error}", path.display())))?;
        Ok(Left(BufWriter::new(file)))
    }

    fn take(&mut self, statement: &Statement, why: LeftOut) -> std::io::Result<()> {
        let claim = &statement.claim;
        let line = json!({
            "claim": statement.id.to_string(),
            "subject": claim.subject.to_string(),
            "property": claim.property.as_str(),
            "why": why,
        });
        writeln!(self.0, "{line}")
    }

    fn finish(mut self) -> Result<(), Failure> {
        Ok(self.0.flush()?)
    }
}
