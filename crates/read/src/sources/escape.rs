//! Bytes that are written as a sign and two hexadecimal digits.

/// The bytes of a text in which `sign` and two digits stand for a byte; what is not followed by two stays as it is written.
pub(super) fn unescaped(text: &[u8], sign: u8) -> Vec<u8> {
    let digit = |byte: Option<&u8>| byte.and_then(|byte| char::from(*byte).to_digit(16));
    let mut plain = Vec::with_capacity(text.len());
    let mut at = 0;
    while at < text.len() {
        match (digit(text.get(at + 1)), digit(text.get(at + 2))) {
            (Some(high), Some(low)) if text[at] == sign => {
                plain.push((high * 16 + low) as u8);
                at += 3;
            }
            _ => {
                plain.push(text[at]);
                at += 1;
            }
        }
    }
    plain
}
