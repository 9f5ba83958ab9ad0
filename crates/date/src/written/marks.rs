//! "About" and "perhaps", before a date and behind it.

use super::counted::century_number;
use super::cursor::Cursor;
use super::items::Thing;
use super::meaning::Meaning;
use super::said::Mark;

/// "About", "perhaps" and `?` in front.
pub(super) fn marks(cursor: &mut Cursor) -> Mark {
    let mut mark = Mark::default();
    loop {
        if century_number(&mut cursor.clone()).is_some() {
            return mark;
        } else if cursor.word(Meaning::About).is_some() {
            mark.about = true;
        } else if cursor.word(Meaning::LetterC).is_some() {
            cursor.sign(',');
            mark.about = true;
        } else if cursor.word(Meaning::Perhaps).is_some() || cursor.sign('?').is_some() {
            mark.perhaps = true;
        } else {
            return mark;
        }
    }
}

/// The same behind a date, also in brackets: `1820 (?)`, «١٨٢٠ تقريبا».
pub(super) fn marks_behind(cursor: &mut Cursor) -> Mark {
    let bare = |cursor: &mut Cursor| {
        if cursor.word(Meaning::About).is_some() || cursor.sign('~').is_some() {
            return Some(Mark { about: true, perhaps: false });
        }
        let perhaps = cursor.sign('?').or_else(|| cursor.word(Meaning::Perhaps));
        perhaps.map(|()| Mark { about: false, perhaps: true })
    };
    let mut mark = Mark::default();
    loop {
        let bracketed = |cursor: &mut Cursor| {
            cursor.sign_of(&['(', '['])?;
            let mark = bare(cursor)?;
            cursor.sign_of(&[')', ']']).map(|_| mark)
        };
        // "1820 about 1830" is no date: a word behind is one only where the date ends.
        let ends = |cursor: &mut Cursor| bare(cursor).filter(|_| !matches!(cursor.next(), Some(Thing::Number(_))));
        match cursor.attempt(ends).or_else(|| cursor.attempt(bracketed)) {
            Some(more) => mark = mark | more,
            None => return mark,
        }
    }
}
