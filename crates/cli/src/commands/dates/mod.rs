//! `daftar dates`: the time expressions of texts. It needs no notebook.

mod field;

use std::fs::File;
use std::io::{self, BufReader, BufWriter, Read, Seek as _, Write};
use std::path::Path;

use daftar_register::date::{Edtf, Lang};
use daftar_register::read::time::{Context, Dated, TimeMention, each_dated, timex};
use daftar_register::read::{Derived, derive};
use serde_json::{Value, json};

use super::Done;
use crate::args::{Args, Dates};
use crate::failure::Failure;
use crate::print::dates as print;
use crate::session::language;

/// `daftar dates`
pub(crate) fn dates(args: &Args, asked: &Dates) -> Result<Done, Failure> {
    if asked.field {
        return field::fields(args, asked);
    }
    let mut out = BufWriter::new(io::stdout().lock());
    let lang = args.lang.as_deref().map_or(Lang::En, language);
    for path in &asked.files {
        let name = path.display().to_string();
        let text = text_of(path, asked.encoding.as_deref())?;
        if asked.files.len() > 1 && !args.json && !asked.timex3 {
            writeln!(out, "{name}")?;
        }
        let mut count = 0;
        each_dated(BufReader::new(text), context(asked)?, |piece| -> Result<(), Failure> {
            match (args.json, asked.timex3) {
                (true, _) => lines(&name, piece, &mut out)?,
                (_, true) => print::marked(piece, &mut count, &mut out)?,
                _ => piece.mentions.iter().try_for_each(|one| print::line(piece, one, lang, &mut out))?,
            }
            Ok(())
        })?;
    }
    out.flush()?;
    Ok(Done::Well)
}

/// A narrative that has told nothing yet, and when it was published, where that is said.
fn context(asked: &Dates) -> Result<Context, Failure> {
    let Some(published) = &asked.published else { return Ok(Context::new()) };
    let on = Edtf::parse(published).map_err(|error| Failure::Ask(format!("--published {published}: {error}")))?;
    let one_year = on.bounds().earliest().map(|day| day.date().0) == on.bounds().latest().map(|day| day.date().0);
    let context = || Context::new().published(&on);
    one_year.then(context).ok_or_else(|| {
        Failure::Ask(format!(
            "--published {published}: nothing counts from a time of several years; a day, month or year is needed"
        ))
    })
}

/// The text of a document, in a file of its own that is gone when it is closed.
pub(super) fn text_of(path: &Path, encoding: Option<&str>) -> Result<File, Failure> {
    let refuse = |error: &dyn std::fmt::Display| Failure::Ask(format!("{}: {error}", path.display()));
    let document: Box<dyn Read> = match path == Path::new("-") {
        true => Box::new(io::stdin().lock()),
        false => Box::new(File::open(path).map_err(|error| refuse(&error))?),
    };
    let mut text = tempfile::tempfile()?;
    let mut out = BufWriter::new(&text);
    let _: Derived = derive(document, encoding, u64::MAX, &mut out).map_err(|error| refuse(&error))?;
    out.flush()?;
    drop(out);
    text.rewind()?;
    Ok(text)
}

/// One JSON object a line for each time expression.
fn lines(name: &str, piece: &Dated<'_>, out: &mut impl Write) -> Result<(), Failure> {
    for mention in &piece.mentions {
        serde_json::to_writer(&mut *out, &object(name, piece, mention)).map_err(io::Error::from)?;
        out.write_all(b"\n")?;
    }
    Ok(())
}

fn object(name: &str, piece: &Dated<'_>, mention: &TimeMention) -> Value {
    let at = |(start, end): (usize, usize)| json!([piece.start + start, piece.start + end]);
    let timex: Vec<Value> = timex(piece.text, mention)
        .into_iter()
        .map(|one| json!({ "span": at(one.span), "type": one.kind, "value": one.value }))
        .collect();
    let inferred = mention.inferred.as_ref().map(|inferred| {
        let from: Vec<_> = inferred.from.iter().map(|(start, end)| json!([start, end])).collect();
        json!({ "edtf": inferred.edtf, "from": from, "why": inferred.why.words() })
    });
    let told = mention.inferred.as_ref().map_or(&mention.edtf, |inferred| &inferred.edtf);
    let bounds = Edtf::parse(told).ok().map(|edtf| edtf.bounds());
    json!({
        "file": name,
        "start": piece.start + mention.start,
        "end": piece.start + mention.end,
        "text": print::words(piece, mention),
        "kind": print::kind(mention.kind),
        "edtf": mention.edtf,
        "named": mention.named,
        "earliest": bounds.and_then(|bounds| bounds.earliest()).map(|day| day.to_string()),
        "latest": bounds.and_then(|bounds| bounds.latest()).map(|day| day.to_string()),
        "inferred": inferred,
        "duration": mention.duration,
        "calendar": mention.hijri.as_ref().map(|_| "islamic"),
        "hijri": mention.hijri,
        "timex": timex,
    })
}
