//! `daftar eval`: measures the reader by marked texts. It needs no notebook.

use std::io::{self, BufWriter, Write};

use daftar_register::date::Lang;
use daftar_register::read::eval::{Corpus, Measured, measure};
use serde_json::json;

use super::Done;
use crate::args::{Args, Eval};
use crate::failure::Failure;
use crate::print::eval as print;
use crate::session::language;

/// `daftar eval`
pub(crate) fn eval(args: &Args, asked: &Eval) -> Result<Done, Failure> {
    let mut out = BufWriter::new(io::stdout().lock());
    let lang = args.lang.as_deref().map_or(Lang::En, language);
    for folder in &asked.corpora {
        let corpus = Corpus::open(folder).map_err(|error| Failure::Ask(error.to_string()))?;
        let name = folder.display().to_string();
        let mut measured = measure(&corpus);
        if !asked.misses {
            measured.misses.clear();
        }
        match args.json {
            true => line(&name, &measured, &mut out)?,
            false => print::table(&name, &measured, lang, &mut out)?,
        }
    }
    out.flush()?;
    Ok(Done::Well)
}

/// One JSON object a line for each corpus.
fn line(name: &str, measured: &Measured, out: &mut impl Write) -> Result<(), Failure> {
    let line = json!({ "corpus": name, "measured": measured });
    serde_json::to_writer(&mut *out, &line).map_err(io::Error::from)?;
    Ok(out.write_all(b"\n")?)
}
