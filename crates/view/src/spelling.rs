//! Texts that differ in spelling only: letter case, spaces, Arabic marks and letter forms.

/// The text with such differences taken out, for comparing; what is shown is always the original.
pub(crate) fn folded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !out.is_empty() {
            out.push(' ');
        }
        out.extend(word.chars().filter(|c| !is_mark(*c)).flat_map(char::to_lowercase).map(letter));
    }
    out
}

/// Short vowels and other signs above and below Arabic letters, tatweel, and the marks that Latin letters combine with.
fn is_mark(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{065F}' | '\u{0670}' | '\u{0640}' | '\u{0610}'..='\u{061A}' | '\u{0300}'..='\u{036F}')
}

/// One letter for those that are written for one another.
fn letter(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' => 'ي',
        'ة' => 'ه',
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        other => other,
    }
}

fn digit(c: char, zero: char) -> char {
    let value = u32::from(c) - u32::from(zero);
    char::from_digit(value, 10).unwrap_or(c)
}

/// Whether the text has Arabic letters: a hint at its language where none is given.
pub(crate) fn is_arabic(text: &str) -> bool {
    text.chars().any(|c| matches!(c, '\u{0621}'..='\u{064A}' | '\u{0671}'..='\u{06D3}'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_is_taken_out() {
        assert_eq!(folded("  Mill \n MUSEUM "), "mill museum");
        assert_eq!(folded("مَتْحَف الطاحونـة"), folded("متحف الطاحونه"));
        assert_eq!(folded("أثر ١٢"), "اثر 12");
        assert_ne!(folded("well"), folded("wall"));
        assert!(is_arabic("بئر") && !is_arabic("well"));
    }
}
