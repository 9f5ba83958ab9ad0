//! PNG: chunks, each with its length, its name and a checksum.

use crate::feed::{Feed, PictureError};

/// What a PNG file begins with.
const MARK: [u8; 8] = *b"\x89PNG\r\n\x1A\n";

/// Chunks that are needed to see the picture as it is meant. Texts, times and Exif are not among them.
const KEPT: [&[u8; 4]; 17] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"cHRM", b"gAMA", b"iCCP", b"sBIT", b"sRGB", b"cICP", b"bKGD",
    b"hIST", b"pHYs", b"acTL", b"fcTL", b"fdAT",
];

pub(crate) fn bare(feed: &mut Feed<'_>) -> Result<(), PictureError> {
    if feed.bytes()? != MARK {
        return feed.broken("the beginning of a PNG picture");
    }
    feed.write(&MARK)?;
    loop {
        let (length, name): ([u8; 4], [u8; 4]) = (feed.bytes()?, feed.bytes()?);
        let rest = u64::from(u32::from_be_bytes(length)) + 4;
        if KEPT.contains(&&name) {
            feed.write(&length)?;
            feed.write(&name)?;
            feed.copy(rest)?;
        } else {
            feed.skip(rest)?;
        }
        if &name == b"IEND" {
            return Ok(());
        }
    }
}
