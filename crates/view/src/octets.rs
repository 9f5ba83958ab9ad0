//! Bytes in which derived facts are kept: numbers little-endian, a text with its length before it. What is read is taken from the
//! front of the rest, and is none where it is not there.

/// The next so many bytes.
pub(crate) fn take<const N: usize>(rest: &mut &[u8]) -> Option<[u8; N]> {
    let (first, after) = rest.split_first_chunk()?;
    *rest = after;
    Some(*first)
}

/// The next byte.
pub(crate) fn take_byte(rest: &mut &[u8]) -> Option<u8> {
    take::<1>(rest).map(|[byte]| byte)
}

/// The next number.
pub(crate) fn take_number(rest: &mut &[u8]) -> Option<f64> {
    take(rest).map(f64::from_le_bytes)
}

/// The next whole number.
pub(crate) fn take_whole(rest: &mut &[u8]) -> Option<i64> {
    take(rest).map(i64::from_le_bytes)
}

/// How many of something follow.
pub(crate) fn take_length(rest: &mut &[u8]) -> Option<usize> {
    usize::try_from(u32::from_le_bytes(take(rest)?)).ok()
}

/// Writes how many of something follow.
pub(crate) fn put_length(out: &mut Vec<u8>, length: usize) {
    out.extend(u32::try_from(length).unwrap_or(u32::MAX).to_le_bytes());
}

/// The next text.
pub(crate) fn take_text<'r>(rest: &mut &'r [u8]) -> Option<&'r str> {
    let length = take_length(rest)?;
    std::str::from_utf8(rest.split_off(..length)?).ok()
}

/// Writes a text.
pub(crate) fn put_text(out: &mut Vec<u8>, text: &str) {
    put_length(out, text.len());
    out.extend(text.as_bytes());
}

/// What is or is not there.
pub(crate) fn put_maybe<T>(out: &mut Vec<u8>, what: Option<T>, put: impl FnOnce(&mut Vec<u8>, T)) {
    out.push(u8::from(what.is_some()));
    if let Some(what) = what {
        put(out, what);
    }
}

/// The next thing that is or is not there; the outer none where it cannot be read.
pub(crate) fn take_maybe<'r, T>(
    rest: &mut &'r [u8],
    take: impl FnOnce(&mut &'r [u8]) -> Option<T>,
) -> Option<Option<T>> {
    match take_byte(rest)? {
        0 => Some(None),
        1 => take(rest).map(Some),
        _ => None,
    }
}

/// The next things, with how many there are before them.
pub(crate) fn take_all<'r, T, C: FromIterator<T>>(
    rest: &mut &'r [u8],
    mut take: impl FnMut(&mut &'r [u8]) -> Option<T>,
) -> Option<C> {
    (0..take_length(rest)?).map(|_| take(rest)).collect()
}
