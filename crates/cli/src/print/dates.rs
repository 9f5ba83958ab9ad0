//! Time expressions, as a list and in their text.

use std::io::{self, Write};

use daftar_register::date::Lang;
use daftar_register::date::hijri::caution;
use daftar_register::read::time::{Dated, TimeKind, TimeMention, timex};

/// One line: where it stands, its words, what it means, and whether that was inferred.
pub(crate) fn line(piece: &Dated<'_>, mention: &TimeMention, lang: Lang, out: &mut impl Write) -> io::Result<()> {
    let (start, end) = (piece.start + mention.start, piece.start + mention.end);
    let told = match (&mention.inferred, &mention.duration) {
        (Some(inferred), _) => inferred.edtf.clone(),
        (None, Some(duration)) => duration.clone(),
        (None, None) if mention.edtf.is_empty() => "–".to_owned(),
        (None, None) => mention.edtf.clone(),
    };
    let hijri = mention.hijri.as_ref().filter(|_| !told.is_empty()).map(|_| caution(lang));
    let why = mention.inferred.as_ref().map(|inferred| inferred.why.words_in(lang));
    let notes: String = [hijri, why].into_iter().flatten().map(|note| format!("  ({note})")).collect();
    writeln!(out, "{start}–{end}  {}  {told}{notes}", words(piece, mention))
}

/// The words, in one line.
pub(crate) fn words(piece: &Dated<'_>, mention: &TimeMention) -> String {
    let words = piece.text.get(mention.bytes.0..mention.bytes.1).unwrap_or_default();
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// What sort of expression it is.
pub(crate) fn kind(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Date => "date",
        TimeKind::Interval => "interval",
        TimeKind::Duration => "duration",
        TimeKind::Set => "set",
        TimeKind::TimeOfDay => "time",
        TimeKind::Vague => "vague",
    }
}

/// The piece with its time expressions as TIMEX3 elements; `count` numbers them.
pub(crate) fn marked(piece: &Dated<'_>, count: &mut u64, out: &mut impl Write) -> io::Result<()> {
    let mut at = 0;
    let mut chars = piece.text.chars();
    for one in piece.mentions.iter().flat_map(|mention| timex(piece.text, mention)) {
        let (start, end) = one.span;
        // What begins within another stays unmarked: elements do not overlap.
        let Some(before) = start.checked_sub(at) else { continue };
        escaped(chars.by_ref().take(before), out)?;
        *count += 1;
        write!(out, "<TIMEX3 tid=\"t{count}\" type=\"{}\" value=\"{}\">", one.kind, one.value)?;
        escaped(chars.by_ref().take(end - start), out)?;
        out.write_all(b"</TIMEX3>")?;
        at = end;
    }
    escaped(chars, out)
}

fn escaped(text: impl Iterator<Item = char>, out: &mut impl Write) -> io::Result<()> {
    for c in text {
        match c {
            '&' => out.write_all(b"&amp;")?,
            '<' => out.write_all(b"&lt;")?,
            '>' => out.write_all(b"&gt;")?,
            c => out.write_all(c.encode_utf8(&mut [0; 4]).as_bytes())?,
        }
    }
    Ok(())
}
