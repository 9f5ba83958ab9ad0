//! Several dates of one thing as one text of EDTF.

use super::compose::{compose, limits};
use super::dating::dated;
use super::meaning::Era;
use super::phrase::Phrase;
use super::piece::Kind;
use crate::edtf::Edtf;

/// One of the dates.
struct Member {
    /// As a member of a set.
    text: String,
    /// Its first and last limit.
    limits: (String, String),
    /// Whether it is only some time in a stretch.
    vague: bool,
    /// Earliest and latest day, to put them in order.
    key: (i64, i64),
}

/// All of the dates, as a set; where one of them is only some time in a stretch, which such a set cannot say, some time
/// from the first to the last.
pub(super) fn all(list: &[Phrase]) -> Option<Edtf> {
    let mut members: Vec<Member> = list.iter().map(member).collect::<Option<_>>()?;
    members.sort_by_key(|member| member.key);
    // What was done to a thing before 1968 was done after it was begun.
    let begun = members.first().map(|member| (member.limits.0.clone(), member.key.0))?;
    for member in members.iter_mut().filter(|member| member.text.starts_with("..") && member.key.1 > begun.1) {
        member.text.insert_str(0, &begun.0);
    }
    members.dedup_by(|a, b| a.text == b.text);
    if let [one] = members.as_slice() {
        let text = if one.vague || one.text.contains("..") { format!("[{}]", one.text) } else { one.text.clone() };
        return Edtf::parse(&text).ok();
    }
    if members.iter().any(|member| member.vague) {
        let last = members.iter().max_by_key(|member| member.key.1)?;
        return Edtf::parse(&format!("[{}..{}]", members.first()?.limits.0, last.limits.1)).ok();
    }
    let texts: Vec<&str> = members.iter().map(|member| member.text.as_str()).collect();
    Edtf::parse(&format!("{{{}}}", texts.join(","))).ok()
}

fn member(phrase: &Phrase) -> Option<Member> {
    let alone = compose(phrase, false)?.edtf;
    let piece = |said| dated(said, Era::Common);
    let open = |limit: String| (limit.clone(), limit);
    let (text, limits, vague) = match phrase {
        Phrase::One(said) => {
            let piece = piece(said)?;
            (piece.member(), limits(piece.clone())?, piece.kind == Kind::Among)
        }
        Phrase::Range(first, last) => {
            let (first, last) = (piece(first)?, piece(last)?);
            let vague = [first.kind, last.kind].contains(&Kind::Among);
            let ends = (limits(first)?.0, limits(last)?.1);
            (format!("{}..{}", ends.0, ends.1), ends, vague)
        }
        Phrase::Between(first, last) => {
            let ends = (limits(piece(first)?)?.0, limits(piece(last)?)?.1);
            (format!("{}..{}", ends.0, ends.1), ends, true)
        }
        Phrase::Before(said) => {
            let limit = limits(piece(said)?)?.1;
            (format!("..{limit}"), open(limit), false)
        }
        Phrase::After(said) | Phrase::Since(said) | Phrase::Open(said) => {
            let limit = limits(piece(said)?)?.0;
            (format!("{limit}.."), open(limit), false)
        }
        _ => return None,
    };
    Some(Member { text, limits, vague, key: alone.sort_key() })
}
