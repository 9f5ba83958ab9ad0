//! Bundles in words: what went into one, what came of one, and what is still missing.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use daftar_register::{Bundled, PartTaken, TakenFile};

/// A bundle that was made.
pub(crate) fn bundled(bundled: &Bundled) -> String {
    let made = &bundled.made;
    let mut out = String::new();
    for part in &bundled.parts {
        let _ = writeln!(out, "{}", part.display());
    }
    let _ = writeln!(
        out,
        "{} entries, {} statements, {} withheld, {} source files; {} bytes",
        made.entries, made.bodies, made.withheld, made.files, bundled.bytes
    );
    if bundled.cleared > 0 {
        let _ = writeln!(out, "{} unfinished files of an earlier attempt were removed", bundled.cleared);
    }
    out
}

/// What came of bundles, and what waits for a keeper.
pub(crate) fn taken(taken: &[TakenFile], waiting: usize) -> String {
    let mut out: String = taken.iter().map(|one| one_taken(one, taken.len() > 1)).collect();
    out.push_str(&missing_words(taken));
    if waiting > 0 {
        let _ = writeln!(out, "{waiting} erasures of others wait for you: see `daftar erase --waiting`");
    }
    out
}

/// What is to be done after a device started from bundles.
pub(crate) fn still_to_take(taken: &[TakenFile]) -> String {
    taken.iter().map(left_out).collect::<String>() + &missing_words(taken)
}

fn one_taken(one: &TakenFile, several: bool) -> String {
    let (taken, mut out) = (&one.taken, String::new());
    if taken.register.is_empty() {
        // Nothing of it could be read.
        return left_out(one);
    }
    if several {
        let _ = write!(out, "{}: ", one.file.display());
    }
    if let Some(part) = &one.part {
        let _ = write!(out, "part {} of {}: ", part.number, part.count);
    }
    let _ = write!(
        out,
        "{} new entries, {} known already, {} new source files",
        taken.new_entries, taken.known_entries, taken.files
    );
    out.push_str(&match taken.begun.len() {
        0 => "\n".to_owned(),
        begun => format!(", pieces of {begun} more\n"),
    });
    if taken.erased > 0 {
        let _ = writeln!(out, "{} statements were erased here: they were not taken again", taken.erased);
    }
    out + &left_out(one)
}

/// What of a file was not taken, and what to do.
fn left_out(one: &TakenFile) -> String {
    let (taken, mut out) = (&one.taken, String::new());
    for gap in &taken.waiting {
        let _ = write!(out, "entries {} to {} of {} ", gap.first, gap.last, gap.log);
        let _ = match (&one.part, gap.presumed) {
            (_, true) => writeln!(
                out,
                "go on from entries that are not here: this bundle was made for another copy; ask for one of everything"
            ),
            (Some(part), _) => writeln!(out, "wait for {}", before(part)),
            (None, _) => writeln!(out, "wait for those before them: ask for a bundle of everything"),
        };
    }
    for file in &taken.waiting_files {
        let before = one.part.as_ref().map(before).unwrap_or_default();
        let _ = writeln!(out, "a piece of {file} waits for {before}");
    }
    for refusal in &taken.refused {
        let _ = writeln!(out, "refused: {}: {}", refusal.member, refusal.why);
    }
    if taken.more_refused > 0 {
        let _ = writeln!(out, "refused: {} more", taken.more_refused);
    }
    if let Some(why) = &taken.broken_off {
        let _ = writeln!(out, "the bundle breaks off ({why}); what came before was taken");
    }
    out
}

/// The parts before this one that are not here: take them, then this one again.
fn before(part: &PartTaken) -> String {
    let earlier: Vec<u32> = part.missing.iter().copied().filter(|number| *number < part.number).collect();
    match earlier.as_slice() {
        [] => format!("what was before part {}: ask for a bundle of everything", part.number),
        [one] => format!("part {one}: take it, then part {} again", part.number),
        more => format!("parts {}: take them, then part {} again", listed(more), part.number),
    }
}

/// The parts that are missing in the end, by the first of their files.
pub(crate) fn missing(taken: &[TakenFile]) -> BTreeMap<String, Vec<u32>> {
    // Of the parts of one bundle, the last file that was taken tells what is missing.
    let mut last: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    for one in taken {
        if let Some(part) = &one.part {
            last.insert(part.of.clone(), part.missing.clone());
        }
    }
    last
}

fn missing_words(taken: &[TakenFile]) -> String {
    let mut out = String::new();
    for (of, missing) in missing(taken) {
        let parts = taken.iter().filter_map(|one| one.part.as_ref()).filter(|part| part.of == of);
        let count = parts.map(|part| part.count).max().unwrap_or_default();
        let _ = match missing.as_slice() {
            [] => writeln!(out, "all {count} parts are here"),
            [one] => writeln!(out, "part {one} is still missing"),
            more => writeln!(out, "parts {} are still missing", listed(more)),
        };
    }
    out
}

/// `1, 3 to 5 and 9`
fn listed(numbers: &[u32]) -> String {
    let mut runs: Vec<(u32, u32)> = Vec::new();
    for number in numbers {
        match runs.last_mut() {
            Some((_, last)) if *last + 1 == *number => *last = *number,
            _ => runs.push((*number, *number)),
        }
    }
    let words = |(first, last): (u32, u32)| match last - first {
        0 => vec![first.to_string()],
        1 => vec![first.to_string(), last.to_string()],
        _ => vec![format!("{first} to {last}")],
    };
    let written: Vec<String> = runs.into_iter().flat_map(words).collect();
    match written.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} and {last}", rest.join(", ")),
        _ => written.concat(),
    }
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn numbers_are_listed_short() {
        assert_eq!(listed(&[3]), "3");
        assert_eq!(listed(&[3, 5]), "3 and 5");
        assert_eq!(listed(&[1, 2]), "1 and 2");
        assert_eq!(listed(&[1, 3, 4, 5, 9]), "1, 3 to 5 and 9");
    }
}
