//! JPEG: segments, each begun by a marker, and between them the picture's own data, which end where the next marker stands.

use crate::exif::{self, MARK};
use crate::feed::{Feed, PictureError};

const START: u8 = 0xD8;
pub(crate) const END: u8 = 0xD9;
pub(crate) const SCAN: u8 = 0xDA;
/// The segment of Exif and XMP.
pub(crate) const APP1: u8 = 0xE1;

pub(crate) fn bare(feed: &mut Feed<'_>) -> Result<(), PictureError> {
    if feed.bytes()? != [0xFF, START] {
        return feed.broken("the beginning of a JPEG picture");
    }
    feed.write(&[0xFF, START])?;
    let mut marker = next(feed)?;
    while marker != END {
        marker = match marker {
            SCAN => {
                segment(feed, marker)?;
                scan(feed)?
            }
            // These have no length.
            0x01 | 0xD0..=0xD7 => {
                feed.write(&[0xFF, marker])?;
                next(feed)?
            }
            _ => {
                segment(feed, marker)?;
                next(feed)?
            }
        };
    }
    // Behind the end cameras keep more: other pictures with their own places, films.
    feed.write(&[0xFF, END])
}

/// The next marker.
pub(crate) fn next(feed: &mut Feed<'_>) -> Result<u8, PictureError> {
    let [mut byte] = feed.bytes()?;
    if byte != 0xFF {
        return feed.broken("a marker");
    }
    while byte == 0xFF {
        [byte] = feed.bytes()?;
    }
    Ok(byte)
}

/// How long the content of a segment is.
pub(crate) fn length(feed: &mut Feed<'_>) -> Result<u16, PictureError> {
    match u16::from_be_bytes(feed.bytes()?).checked_sub(2) {
        Some(length) => Ok(length),
        None => feed.broken("the length of a segment"),
    }
}

fn segment(feed: &mut Feed<'_>, marker: u8) -> Result<(), PictureError> {
    let length = length(feed)?;
    let content = feed.some(length)?;
    if let Some(kept) = kept(marker, content) {
        let length = u16::try_from(kept.len() + 2).unwrap_or(u16::MAX);
        feed.write(&[0xFF, marker])?;
        feed.write(&length.to_be_bytes())?;
        feed.write(&kept)?;
    }
    Ok(())
}

/// What is kept of a segment: tables, frames, how colours are meant, which way up it is.
fn kept(marker: u8, content: Vec<u8>) -> Option<Vec<u8>> {
    match marker {
        0xC0..=0xCF | SCAN..=0xDF => Some(content),
        // Without the thumbnail, which may show more than the picture.
        0xE0 if content.starts_with(b"JFIF\0") => {
            let mut head = content.get(..12)?.to_vec();
            head.extend([0, 0]);
            Some(head)
        }
        APP1 => {
            let turned = exif::orientation(content.strip_prefix(MARK)?)?;
            Some([MARK, &exif::saying(turned)].concat())
        }
        0xE2 if content.starts_with(b"ICC_PROFILE\0") => Some(content),
        0xEE if content.starts_with(b"Adobe") => Some(content),
        _ => None,
    }
}

/// Copies the picture's data, and gives the marker behind them. A file that breaks off here is shown as far as it goes.
fn scan(feed: &mut Feed<'_>) -> Result<u8, PictureError> {
    while feed.copy_to(0xFF)? {
        let mut byte = 0xFF;
        while byte == 0xFF {
            [byte] = feed.bytes()?;
        }
        match byte {
            0 | 0xD0..=0xD7 => feed.write(&[0xFF, byte])?,
            marker => return Ok(marker),
        }
    }
    Ok(END)
}
