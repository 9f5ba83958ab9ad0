//! Which bytes a request asks for (RFC 9110, section 14): one range of bytes, or all.

/// What is to be answered.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// All bytes (200).
    All,
    /// From the first byte to before the second (206).
    Part(u64, u64),
    /// None of the bytes that are there (416).
    Nothing,
}

/// Reads a `Range` header for a file of that length. What is not one range of bytes is passed over, as the standard allows.
pub fn wanted(range: Option<&str>, length: u64) -> Wanted {
    let asked = range.and_then(|range| range.trim().strip_prefix("bytes="));
    match asked.and_then(|asked| asked.trim().split_once('-')) {
        Some((first, last)) => part(first, last, length),
        None => Wanted::All,
    }
}

fn part(first: &str, last: &str, length: u64) -> Wanted {
    match (number(first), number(last)) {
        (Some(first), None) if last.is_empty() => from(first, length, length),
        (Some(first), Some(last)) if first <= last => from(first, last.saturating_add(1).min(length), length),
        (None, Some(tail)) if first.is_empty() && tail > 0 => from(length.saturating_sub(tail), length, length),
        (None, Some(0)) if first.is_empty() => Wanted::Nothing,
        _ => Wanted::All,
    }
}

fn from(first: u64, end: u64, length: u64) -> Wanted {
    if first < length { Wanted::Part(first, end) } else { Wanted::Nothing }
}

/// Digits only; a number that is too great is the greatest.
fn number(text: &str) -> Option<u64> {
    let digits = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| text.parse().unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_range_of_bytes() {
        let cases = [
            (None, Wanted::All),
            (Some("bytes=0-0"), Wanted::Part(0, 1)),
            (Some("bytes=10-19"), Wanted::Part(10, 20)),
            (Some("bytes=90-"), Wanted::Part(90, 100)),
            (Some("bytes=90-500"), Wanted::Part(90, 100)),
            (Some("bytes=-5"), Wanted::Part(95, 100)),
            (Some("bytes=-500"), Wanted::Part(0, 100)),
            (Some("bytes=100-"), Wanted::Nothing),
            (Some("bytes=100-200"), Wanted::Nothing),
            (Some("bytes=-0"), Wanted::Nothing),
            (Some("bytes=99999999999999999999999-"), Wanted::Nothing),
            (Some("bytes=0-99999999999999999999999"), Wanted::Part(0, 100)),
        ];
        for (range, expected) in cases {
            assert_eq!(wanted(range, 100), expected, "{range:?}");
        }
    }

    #[test]
    fn what_is_no_single_range_is_passed_over() {
        for range in ["bytes=5-1", "bytes=-", "bytes=a-b", "bytes=1-2,5-6", "items=1-2", "bytes=+1-2", ""] {
            assert_eq!(wanted(Some(range), 100), Wanted::All, "{range}");
        }
    }

    #[test]
    fn an_empty_file_has_no_part() {
        assert_eq!(wanted(Some("bytes=0-"), 0), Wanted::Nothing);
        assert_eq!(wanted(Some("bytes=-1"), 0), Wanted::Nothing);
    }
}
