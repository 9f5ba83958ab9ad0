//! Cells that no spreadsheet takes for a formula, and that come back to the letter.
//!
//! What begins like a formula gets an apostrophe before it. So does what already has apostrophes before such a beginning, and
//! what is nothing but apostrophes: then the first of them can always be taken away again. Any other text that begins with an
//! apostrophe, as many names do when they are transcribed, is left alone, by whomever it was typed.

use std::borrow::Cow;

use crate::rows::begins_formula;

/// The cell in which a text stands. The empty text is one apostrophe; a cell in which nothing stands is empty.
pub(crate) fn guard(text: &str) -> Cow<'_, str> {
    if is_guarded_form(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text that stands in a cell; none where nothing stands there.
pub(crate) fn unguard(cell: &str) -> Option<&str> {
    match cell.strip_prefix('\'') {
        _ if cell.is_empty() => None,
        Some(text) if is_guarded_form(text) => Some(text),
        _ => Some(cell),
    }
}

/// Whether a text is apostrophes alone, or begins like a formula behind any number of them.
fn is_guarded_form(text: &str) -> bool {
    let behind = text.trim_start_matches('\'');
    behind.is_empty() || begins_formula(behind)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn only_what_begins_like_a_formula_is_guarded() {
        let cells = ["=1+1", "+1", "-1", "@x", "\tx", "'=1", "'", "", "'Ayn Jalut", "jar", " =1"];
        let guarded = ["'=1+1", "'+1", "'-1", "'@x", "'\tx", "''=1", "''", "'", "'Ayn Jalut", "jar", " =1"];
        assert_eq!(cells.map(|cell| guard(cell).into_owned()), guarded);
        assert_eq!(unguard(""), None);
        // What a person typed without a guard is what it is.
        assert_eq!(unguard("-12"), Some("-12"));
    }

    proptest! {
        #[test]
        fn every_text_comes_back_and_none_is_a_formula(text in "['=+@\\-\t\r a]{0,6}|\\PC{0,8}") {
            let cell = guard(&text);
            prop_assert!(!begins_formula(&cell));
            prop_assert_eq!(unguard(&cell), Some(text.as_str()));
        }
    }
}
