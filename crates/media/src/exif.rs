//! Exif (a small TIFF file inside a picture): which way up the picture is to be shown. Nothing else of it is read or kept.

/// What stands before it in a JPEG file.
pub(crate) const MARK: &[u8] = b"Exif\0\0";

/// The tag of the orientation.
const ORIENTATION: u16 = 0x0112;

/// How the picture is to be turned, 2 to 8; none when it is upright or nothing tells.
pub(crate) fn orientation(tiff: &[u8]) -> Option<u8> {
    let little = match tiff.get(..4)? {
        b"II*\0" => true,
        b"MM\0*" => false,
        _ => return None,
    };
    let short = |at: usize| {
        let bytes: [u8; 2] = tiff.get(at..at.checked_add(2)?)?.try_into().ok()?;
        Some(if little { u16::from_le_bytes(bytes) } else { u16::from_be_bytes(bytes) })
    };
    let long = |at: usize| {
        let bytes: [u8; 4] = tiff.get(at..at.checked_add(4)?)?.try_into().ok()?;
        usize::try_from(if little { u32::from_le_bytes(bytes) } else { u32::from_be_bytes(bytes) }).ok()
    };
    let first = long(4)?;
    let entries = (0..usize::from(short(first)?)).filter_map(|n| first.checked_add(2 + 12 * n));
    let found = entries.take_while(|at| short(*at).is_some()).find(|at| short(*at) == Some(ORIENTATION))?;
    let value = short(found.checked_add(8)?)?;
    u8::try_from(value).ok().filter(|value| (2..=8).contains(value))
}

/// Exif that says this alone.
pub(crate) fn saying(orientation: u8) -> [u8; 26] {
    let mut tiff = *b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\0\0\0\0\0\0\0";
    tiff[19] = orientation;
    tiff
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for value in 2..=8 {
            assert_eq!(orientation(&saying(value)), Some(value));
        }
        for upright in [0, 1, 9] {
            assert_eq!(orientation(&saying(upright)), None);
        }
        let little = b"II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0";
        assert_eq!(orientation(little), Some(6));
    }

    #[test]
    fn what_leads_nowhere_tells_nothing() {
        for text in [&b""[..], b"II*\0", b"II*\0\xFF\xFF\xFF\xFF", b"MM\0*\0\0\0\x08\xFF\xFF", b"nothing"] {
            assert_eq!(orientation(text), None);
        }
    }
}
