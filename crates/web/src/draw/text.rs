//! How wide a text will be, without a font at hand: an estimate on the safe side, so that labels never touch.

/// The size of labels, in pixels.
pub(crate) const SIZE: f32 = 12.0;

/// How wide a text is at [`SIZE`], in pixels.
pub(crate) fn width(text: &str) -> f32 {
    text.chars().map(share).sum::<f32>() * SIZE
}

/// The text, or as many of its words as fit, with "…"; a word is cut only where there is no room for one, and none is given
/// when hardly anything would be left.
pub(crate) fn cut(text: &str, room: f32) -> Option<String> {
    if width(text) <= room {
        return Some(text.to_owned());
    }
    let mut left = room - width("…");
    let fits = |letter: &char| {
        left -= share(*letter) * SIZE;
        left >= 0.0
    };
    let head: String = text.chars().take_while(fits).collect();
    let ends_a_word = text[head.len()..].starts_with(char::is_whitespace);
    let words = head.rfind(char::is_whitespace).filter(|_| !ends_a_word).and_then(|end| head.get(..end));
    let kept = words.filter(|words| words.chars().count() >= 6).unwrap_or(&head);
    (kept.chars().count() >= 6).then(|| format!("{}…", kept.trim_end()))
}

/// The width of a character as a share of the size.
fn share(letter: char) -> f32 {
    match letter {
        '\u{64b}'..='\u{65f}' | '\u{670}' | '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200f}' => 0.0,
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | 'I' | ' ' | '.' | ',' | ':' | ';' | '\'' | '(' | ')' | '/' => 0.36,
        'm' | 'w' | 'M' | 'W' | '…' | '—' => 0.95,
        'ا' | 'أ' | 'إ' | 'آ' | 'ل' | '،' | '؛' | 'ر' | 'ز' | 'د' | 'ذ' => 0.42,
        'ص' | 'ض' | 'س' | 'ش' => 0.85,
        '\u{600}'..='\u{6ff}' => 0.6,
        'A'..='Z' => 0.7,
        '\u{0}'..='\u{2ff}' | '\u{2010}'..='\u{2027}' => 0.58,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_cut_to_the_room_that_there_is() {
        let text = "the mill was hit twice";
        assert_eq!(cut(text, 500.0).as_deref(), Some(text));
        let short = cut(text, 80.0).unwrap();
        assert_eq!(short, "the mill…");
        assert!(width(&short) <= 80.0);
        assert_eq!(cut("Mill-Museum-Committee", 80.0).map(|cut| cut.chars().last()), Some(Some('…')));
        assert_eq!(cut(text, 30.0), None);
    }

    #[test]
    fn vowel_signs_take_no_room() {
        assert_eq!(width("صُنعت"), width("صنعت"));
    }
}
