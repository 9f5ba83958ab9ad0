//! `daftar copies`: what lies elsewhere, and what would be lost with this device.

use daftar_register::claim::Timestamp;
use daftar_register::{Copied, CopyKind, Register, RegisterError, Stake, Whereabouts};
use serde_json::{Value, json};

use super::{Done, say};
use crate::args::Args;
use crate::failure::Failure;
use crate::session::Session;

/// `daftar copies`. Ends as having found something where anything would be lost.
pub(crate) fn copies(args: &Args) -> Result<Done, Failure> {
    let mut session = Session::read(args)?;
    session.doubt_clock();
    session.unlock_if_given()?;
    let stake = session.register.stake()?;
    let copies = listed(&session.register, |_| true)?;
    say(args, &json!({ "stake": stake, "copies": copies }), || {
        copies.iter().map(line).chain([lost(&stake)]).collect::<String>()
    })?;
    let nothing =
        stake.entries == 0 && stake.files == 0 && stake.suggestions == 0 && stake.keys.unwrap_or_default() == 0;
    Ok(if nothing && !stake.key_unwritten { Done::Well } else { Done::Found })
}

/// Copies in which what was erased may still be.
pub(super) fn unerased(register: &Register) -> Result<Vec<Value>, RegisterError> {
    listed(register, |copy| register.erasures_since(copy) > 0)
}

fn listed(register: &Register, wanted: impl Fn(&Copied) -> bool) -> Result<Vec<Value>, RegisterError> {
    let copies = register.copies()?;
    Ok(copies.iter().filter(|copy| wanted(copy)).map(|copy| told(register, copy)).collect())
}

fn told(register: &Register, copy: &Copied) -> Value {
    json!({
        "kind": copy.kind,
        "where": copy.place,
        "made": copy.made.as_str(),
        "whereabouts": copy.whereabouts,
        "entries_since": register.entries_since(copy),
        "erasures_since": register.erasures_since(copy),
        "withheld": copy.withheld,
        "proved": copy.checked.as_ref().map(Timestamp::as_str),
    })
}

/// One copy, in a few lines.
pub(super) fn line(copy: &Value) -> String {
    let text = |name: &str| copy[name].as_str().unwrap_or("never").to_owned();
    let count = |name: &str| copy[name].as_u64().unwrap_or_default();
    let mut out = format!(
        "{}  {}\n  made {}, proved {}, {}\n",
        kind(copy),
        text("where"),
        text("made"),
        text("proved"),
        lies(copy)
    );
    let counted = [
        ("entries_since", "entries came since and are not in it"),
        ("erasures_since", "erasures came since: what they erased may still be in it"),
        ("withheld", "statements were held back from it"),
    ];
    for (name, words) in counted.into_iter().filter(|(name, _)| count(name) > 0) {
        out.push_str(&format!("  {} {words}\n", count(name)));
    }
    out
}

fn kind(copy: &Value) -> &'static str {
    match serde_json::from_value(copy["kind"].clone()) {
        Ok(CopyKind::Bundle) => "bundle",
        Ok(CopyKind::Deposit) => "sealed copy",
        Ok(CopyKind::Sync) | Err(_) => "notebook",
    }
}

fn lies(copy: &Value) -> &'static str {
    match serde_json::from_value(copy["whereabouts"].clone()).unwrap_or_default() {
        Whereabouts::Elsewhere => "elsewhere",
        Whereabouts::Beside => "on the drive of the notebook, and lost with it",
        Whereabouts::Unknown => "nobody knows where",
    }
}

fn lost(stake: &Stake) -> String {
    let counted = [
        (stake.entries, "entries"),
        (stake.statements, "statements"),
        (stake.files, "source files"),
        (stake.suggestions, "suggestions"),
        (stake.keys.unwrap_or_default(), "keys of what is sealed, in no escrow elsewhere"),
    ];
    let some: Vec<String> = counted.iter().filter(|(n, _)| *n > 0).map(|(n, words)| format!("{n} {words}")).collect();
    let mut out = match some.is_empty() {
        true => "If this device were gone now, nothing recorded here would be lost.\n".to_owned(),
        false => format!("If this device were gone now, this would be lost: {}.\n", some.join(", ")),
    };
    if let Some(since) = &stake.since {
        out.push_str(&format!("The first of it was recorded {}.\n", since.as_str()));
    }
    if stake.keys.is_none() {
        out.push_str("The sealing keys are locked: whether an escrow elsewhere holds them was not looked at.\n");
    }
    if stake.key_unwritten {
        out.push_str(
            "The recovery key is not on paper yet: daftar recovery sheet FILE, then daftar recovery put-away\n",
        );
    }
    out
}
