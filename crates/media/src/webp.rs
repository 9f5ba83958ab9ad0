//! WebP: chunks in a RIFF file, whose length stands at its beginning. What is left out is therefore blanked, not dropped.

use crate::feed::{Feed, PictureError};

/// Chunks that are needed to see the picture.
const KEPT: [&[u8; 4]; 6] = [b"VP8 ", b"VP8L", b"ALPH", b"ANIM", b"ANMF", b"ICCP"];
/// The flags that say that there is Exif or XMP.
const TELLING: u8 = 0x08 | 0x04;
/// How much is blanked at once.
const BLANK: [u8; 4096] = [0; 4096];

pub(crate) fn bare(feed: &mut Feed<'_>) -> Result<(), PictureError> {
    let head: [u8; 12] = feed.bytes()?;
    let &[b'R', b'I', b'F', b'F', a, b, c, d, b'W', b'E', b'B', b'P'] = &head else {
        return feed.broken("the beginning of a WebP picture");
    };
    feed.write(&head)?;
    // The name behind the length counts, too. What lies behind the end is dropped.
    let Some(mut left) = u32::from_le_bytes([a, b, c, d]).checked_sub(4).map(u64::from) else {
        return feed.broken("the length of a WebP picture");
    };
    while left > 0 {
        let used = chunk(feed)?;
        left = match left.checked_sub(used) {
            Some(left) => left,
            None => return feed.broken("the end of a WebP picture"),
        };
    }
    Ok(())
}

/// One chunk; how many bytes it took.
fn chunk(feed: &mut Feed<'_>) -> Result<u64, PictureError> {
    let (name, length): ([u8; 4], [u8; 4]) = (feed.bytes()?, feed.bytes()?);
    // A chunk of odd length is followed by a byte that does not count.
    let content = u64::from(u32::from_le_bytes(length)).next_multiple_of(2);
    match &name {
        b"VP8X" if content > 0 => {
            let [flags] = feed.bytes()?;
            feed.write(&[&name[..], &length, &[flags & !TELLING]].concat())?;
            feed.copy(content - 1)?;
        }
        name if KEPT.contains(&name) => {
            feed.write(&[&name[..], &length].concat())?;
            feed.copy(content)?;
        }
        _ => {
            feed.write(&[b"JUNK", &length[..]].concat())?;
            feed.skip(content)?;
            blank(feed, content)?;
        }
    }
    Ok(content + 8)
}

fn blank(feed: &mut Feed<'_>, mut length: u64) -> Result<(), PictureError> {
    while length > 0 {
        let now = usize::try_from(length).unwrap_or(BLANK.len()).min(BLANK.len());
        feed.write(BLANK.get(..now).unwrap_or_default())?;
        length -= now as u64;
    }
    Ok(())
}
