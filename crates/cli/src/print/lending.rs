//! Seed that was lent, as lines of text.

use std::fmt::Write as _;

use daftar_register::claim::Edtf;
use daftar_register::date::{self, Lang};
use daftar_register::view::Who;
use daftar_register::view::promises::{Due, Odd, Promise, Promises, State};

use crate::words::{Word, word};

/// How many digits of an id name a promise.
const DIGITS: usize = 8;

/// All promises: what is due first.
pub(crate) fn promises(all: &Promises, lang: Lang) -> String {
    let mut out = format!("{}: {}\n", word(Word::DueOn, lang), date::words(&all.day, lang));
    let parts = [
        (Due::Yes, Word::Due),
        (Due::Perhaps, Word::PerhapsDue),
        (Due::Unsaid, Word::DueUnsaid),
        (Due::NotYet, Word::NotYetDue),
    ];
    for (due, heading) in parts {
        part(&mut out, heading, all.open().filter(|one| one.is_due == due).collect(), lang);
    }
    part(&mut out, Word::Settled, all.settled().collect(), lang);
    if all.displaced > 0 {
        let _ = writeln!(out, "{}: {}", word(Word::DisplacedNotAsked, lang), all.displaced);
    }
    out
}

fn part(out: &mut String, heading: Word, promises: Vec<&Promise>, lang: Lang) {
    if !promises.is_empty() {
        let _ = writeln!(out, "{} ({})", word(heading, lang), promises.len());
        promises.into_iter().for_each(|one| promise(out, one, lang));
    }
}

fn promise(out: &mut String, one: &Promise, lang: Lang) {
    let id = one.promise.0.to_string();
    let dates: Vec<String> = one.due.iter().map(|date| date::words(date, lang)).collect();
    let _ = writeln!(out, "  {}  {}  {}", id.get(..DIGITS).unwrap_or(&id), named(&one.to), dates.join(" ≠ "));
    let began: Vec<&str> = one.began.iter().map(Edtf::as_str).collect();
    let lent = one.lent.as_ref().map_or_else(|| "?".to_owned(), |lent| lent.words(lang));
    let _ = writeln!(out, "      {} {}  {lent}  {}", named(&one.of), named(&one.lots), began.join(" ≠ "));
    let came = one.came.filter(|_| !one.returned.is_empty()).zip(one.promised.as_ref());
    let how = came.map(|(came, all)| format!(": {} / {}", came.text(), all.words(lang)));
    let open = || one.promised.as_ref().map(|all| format!(": {}", all.words(lang))).unwrap_or_default();
    let _ = writeln!(out, "      {}{}", word(state(one.state), lang), how.unwrap_or_else(open));
    for back in &one.returned {
        let told = back.told.as_ref().map(|told| told.words(lang)).unwrap_or_default();
        let when = back.when.as_ref().map(Edtf::as_str).unwrap_or_default();
        let _ = writeln!(out, "      → {}  {told}  {when}", named(std::slice::from_ref(&back.lot)));
    }
    for forgiven in &one.forgiven {
        let by = forgiven.by.name.as_deref().unwrap_or("?");
        let _ = writeln!(out, "      {} ({} {by})", forgiven.why, word(Word::According, lang));
    }
    for odd in &one.odd {
        let _ = writeln!(out, "      ! {}", told(odd, lang));
    }
}

fn named(all: &[Who]) -> String {
    let names: Vec<&str> = all.iter().map(|who| who.name.as_deref().unwrap_or("?")).collect();
    names.join(", ")
}

fn state(state: State) -> Word {
    match state {
        State::Open => Word::NothingBack,
        State::Partly => Word::PartBack,
        State::Perhaps => Word::PerhapsBack,
        State::Disputed => Word::DisputedBack,
        State::Returned => Word::Back,
        State::Forgiven => Word::NothingOwed,
    }
}

fn told(odd: &Odd, lang: Lang) -> String {
    let of = |lot: &Who, which| format!("{} {}", lot.name.as_deref().unwrap_or("?"), word(which, lang));
    match odd {
        Odd::NoAmount { label } => format!("{label}: {}", word(Word::OddNoAmount, lang)),
        Odd::More => word(Word::OddMore, lang).to_owned(),
        Odd::OtherParent { lot } => of(lot, Word::OddOtherParent),
        Odd::Before { lot } => of(lot, Word::OddBefore),
        Odd::Itself { lot } => of(lot, Word::OddItself),
        Odd::Circle { lot } => of(lot, Word::OddCircle),
        Odd::Twice { lot } => of(lot, Word::OddTwice),
    }
}
