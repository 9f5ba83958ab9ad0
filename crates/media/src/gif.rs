//! GIF: a head, then blocks; all but the head lie in pieces of at most 255 bytes, the last of them empty.

use crate::feed::{Feed, PictureError};

const EXTENSION: u8 = 0x21;
const IMAGE: u8 = 0x2C;
const END: u8 = 0x3B;
/// The extension that times and clears pictures.
const CONTROL: u8 = 0xF9;
/// The extension of programs: loops, but also XMP.
const PROGRAM: u8 = 0xFF;
/// What says how often a film is shown.
const LOOPS: [&[u8]; 2] = [b"NETSCAPE2.0", b"ANIMEXTS1.0"];

pub(crate) fn bare(feed: &mut Feed<'_>) -> Result<(), PictureError> {
    let head: [u8; 13] = feed.bytes()?;
    if !head.starts_with(b"GIF8") {
        return feed.broken("the beginning of a GIF picture");
    }
    feed.write(&head)?;
    feed.copy(colours(head[10]))?;
    loop {
        match feed.bytes()? {
            [EXTENSION] => extension(feed)?,
            [IMAGE] => image(feed)?,
            [END] => return feed.write(&[END]),
            _ => return feed.broken("a block of a GIF picture"),
        }
    }
}

/// How many bytes a table of colours takes.
fn colours(flags: u8) -> u64 {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

fn image(feed: &mut Feed<'_>) -> Result<(), PictureError> {
    let place: [u8; 9] = feed.bytes()?;
    feed.write(&[IMAGE])?;
    feed.write(&place)?;
    feed.copy(colours(place[8]) + 1)?;
    pieces(feed, true)
}

fn extension(feed: &mut Feed<'_>) -> Result<(), PictureError> {
    let [label, length] = feed.bytes()?;
    let first = feed.some(u16::from(length))?;
    let kept = label == CONTROL || (label == PROGRAM && LOOPS.contains(&&first[..]));
    if kept {
        feed.write(&[EXTENSION, label, length])?;
        feed.write(&first)?;
    }
    // A first piece that is empty is the last one.
    if length == 0 {
        return Ok(());
    }
    pieces(feed, kept)
}

fn pieces(feed: &mut Feed<'_>, kept: bool) -> Result<(), PictureError> {
    loop {
        let [length] = feed.bytes()?;
        match kept {
            true => {
                feed.write(&[length])?;
                feed.copy(u64::from(length))?;
            }
            false => feed.skip(u64::from(length))?,
        }
        if length == 0 {
            return Ok(());
        }
    }
}
