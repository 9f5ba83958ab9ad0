//! Where words stand in the source itself, in words: a locator's `place` (FORMAT.md, 2.1).

use crate::screen::Screen;
use crate::words::Said;

/// What a reader needs to find the words: page, paragraph, message or time; and what is peculiar about them.
pub(crate) fn told(place: &str, screen: &Screen<'_>) -> Vec<String> {
    let (first, last) = place.split_once(';').unwrap_or((place, place));
    let mut told: Vec<String> =
        PLACES.iter().filter_map(|(name, words)| told_of(name, words, first, last, screen)).collect();
    told.extend(time(first, screen));
    for (mark, words) in MARKS {
        let marked = |fragment: &str| pairs(fragment).any(|pair| pair == ("mark", mark));
        told.extend((marked(first) || marked(last)).then(|| screen.say(words)));
    }
    told
}

/// Names of a fragment that a reader can look for, and the ids of the words for them.
const PLACES: [(&str, &str); 5] = [
    ("header", "in-header"),
    ("page", "on-page"),
    ("note", "in-note"),
    ("paragraph", "in-paragraph"),
    ("message", "in-message"),
];

const MARKS: [(&str, &str); 6] = [
    ("hidden", "mark-hidden"),
    ("recognised", "mark-recognised"),
    ("deleted", "mark-deleted"),
    ("comment", "mark-comment"),
    ("quoted", "mark-quoted"),
    ("forwarded", "mark-forwarded"),
];

/// The pairs of a fragment; what is escaped in a value stays so, and shows that it was.
fn pairs(fragment: &str) -> impl Iterator<Item = (&str, &str)> {
    fragment.split('&').filter_map(|pair| pair.split_once('='))
}

fn value<'f>(name: &str, fragment: &'f str) -> Option<&'f str> {
    pairs(fragment).find(|(known, _)| *known == name).map(|(_, value)| value)
}

fn told_of(name: &str, words: &'static str, first: &str, last: &str, screen: &Screen<'_>) -> Option<String> {
    let from = value(name, first)?;
    let until = value(name, last).filter(|until| *until != from);
    let place = until.map_or_else(|| from.to_owned(), |until| format!("{from}–{until}"));
    Some(screen.tell(words, &[("page", Said::Text(&place))]))
}

/// When subtitles are shown, from the start of the recording.
fn time(fragment: &str, screen: &Screen<'_>) -> Option<String> {
    let seconds = value("from", fragment)?.parse::<u64>().ok()? / 1000;
    let time = format!("{}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
    Some(screen.tell("at-time", &[("page", Said::Text(&time))]))
}
