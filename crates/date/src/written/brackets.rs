//! Brackets in which cataloguers put what they supply.

use std::borrow::Cow;

/// The text without brackets around it and a full stop behind it, and without square brackets in it: `[18]20`, `1820[?]`.
/// Sets of EDTF keep theirs. `None` when nothing is left, or when a bracket parts digits that may not be one number.
pub(super) fn unwrapped(text: &str) -> Option<Cow<'_, str>> {
    let text = text.trim();
    let text =
        text.strip_suffix('.').filter(|rest| rest.ends_with(|c: char| c.is_ascii_digit() || c == ')')).unwrap_or(text);
    let pairs = [('[', ']'), ('(', ')')];
    let inner = pairs.iter().find_map(|&(open, close)| text.strip_prefix(open)?.strip_suffix(close));
    let parted = |inner: &str| inner.contains("..") || inner.contains(['[', '(', ')', ']']);
    // `[1820,1835]` is one of both.
    let is_set = |inner: &str| parted(inner) || (inner.contains(',') && !inner.contains(' '));
    let text = inner.filter(|inner| !is_set(inner)).map_or(text, str::trim);
    let text = if is_edtf_set(text) { Some(Cow::Borrowed(text)) } else { without_square(text) };
    text.filter(|text| !text.is_empty())
}

fn is_edtf_set(text: &str) -> bool {
    text.starts_with('[') && text.ends_with(']') && (text.contains("..") || text.contains(','))
}

fn without_square(text: &str) -> Option<Cow<'_, str>> {
    if !text.contains('[') {
        return Some(Cow::Borrowed(text));
    }
    let mut plain = String::with_capacity(text.len());
    let (mut open, mut parts_digits) = (false, false);
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        if !matches!(c, '[' | ']') {
            plain.push(c);
            continue;
        }
        if open == (c == '[') {
            return None;
        }
        open = !open;
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        parts_digits |= digit(plain.chars().last()) && digit(chars.peek().copied());
    }
    // `1820[1]` has a note; `[18]20` is a year of four digits.
    let longest = plain.split(|c: char| !c.is_ascii_digit()).map(str::len).max().unwrap_or(0);
    let is_note = parts_digits && longest > 4;
    (!open && !is_note).then(|| Cow::Owned(plain.trim().to_owned()))
}
