//! One spelling for what is written in many ways: digits, dashes, spaces, hamza, letter case.

/// Longest text that is looked at; no date needs more.
const LONGEST: usize = 160;

/// Signs written one way: western digits, `-` for hyphens, `–` for dashes, plain spaces; marks of direction, vowel signs,
/// tatweel in a word and apostrophes are left out. `None` when the text is too long for a date.
pub(super) fn signs(text: &str) -> Option<String> {
    if text.chars().nth(LONGEST).is_some() {
        return None;
    }
    // Tables that were exported twice escape the full stop.
    let text = &text.replace("\\.", ".");
    let before = std::iter::once(' ').chain(text.chars());
    let after = text.chars().skip(1).chain([' ']);
    let around = text.chars().zip(before.zip(after));
    let plain: String = around.filter_map(|(c, sides)| if c == TATWEEL { dash(sides) } else { sign(c) }).collect();
    Some(plain.split(' ').filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" "))
}

/// Lengthens a letter; away from letters it is typed for a dash: ١٨٢٠ـ١٨٣٠.
const TATWEEL: char = '\u{0640}';

fn dash((before, after): (char, char)) -> Option<char> {
    let stands_alone = |c: char| c.is_whitespace() || c.is_numeric();
    (stands_alone(before) && (stands_alone(after) || after == TATWEEL)).then_some('–')
}

fn sign(c: char) -> Option<char> {
    match c {
        '٠'..='٩' => digit(c, '٠'),
        '۰'..='۹' => digit(c, '۰'),
        '０'..='９' => digit(c, '０'),
        '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{061C}' => None,
        '\u{FEFF}' | '\u{00AD}' | '\u{064B}'..='\u{065F}' | '\u{0670}' => None,
        '\'' | '’' | '‘' | 'ʼ' | 'ʿ' | 'ʾ' | '`' => None,
        '\u{2010}' | '\u{2011}' => Some('-'),
        '\u{2012}'..='\u{2015}' | '\u{2212}' => Some('–'),
        '،' => Some(','),
        '؛' => Some(';'),
        '؟' => Some('?'),
        '؍' | '⁄' => Some('/'),
        _ if c.is_whitespace() => Some(' '),
        _ => Some(c),
    }
}

fn digit(c: char, zero: char) -> Option<char> {
    char::from_digit(u32::from(c) - u32::from(zero), 10)
}

/// Letters written one way: small, hamza without its seat, final forms as in the middle of a word.
pub(super) fn letters(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).map(letter).collect()
}

fn letter(c: char) -> char {
    match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ى' | 'ئ' | 'ی' => 'ي',
        'ؤ' => 'و',
        'ة' => 'ه',
        'ک' => 'ك',
        _ => c,
    }
}

/// Whether a letter is of the Arabic script.
pub(super) fn is_arabic(c: char) -> bool {
    ('\u{0621}'..='\u{064A}').contains(&c)
}
