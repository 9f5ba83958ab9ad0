//! How large a picture is, as it is shown.

use std::io::{Read, sink};

use crate::Picture;
use crate::exif::{self, MARK};
use crate::feed::{Feed, PictureError};
use crate::jpeg::{APP1, END, SCAN, length, next};

/// Pixels.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Size {
    /// Across.
    pub width: u32,
    /// Down.
    pub height: u32,
}

/// The size of a picture as it is shown: one that is to be turned on its side has its sides exchanged. None when it has no
/// pixels.
///
/// # Errors
/// When it cannot be read, or is broken before it tells.
pub fn size(picture: Picture, from: &mut dyn Read) -> Result<Option<Size>, PictureError> {
    let mut nowhere = sink();
    let mut feed = Feed::new(picture, from, &mut nowhere);
    let [width, height] = match picture {
        Picture::Jpeg => Frame::of(&mut feed)?.shown(),
        Picture::Png => {
            let [.., a, b, c, d, e, f, g, h]: [u8; 24] = feed.bytes()?;
            [u32::from_be_bytes([a, b, c, d]), u32::from_be_bytes([e, f, g, h])]
        }
        Picture::Gif => {
            let [.., a, b, c, d]: [u8; 10] = feed.bytes()?;
            [u16::from_le_bytes([a, b]).into(), u16::from_le_bytes([c, d]).into()]
        }
        Picture::Webp => of_webp(&mut feed)?,
    };
    Ok((width > 0 && height > 0).then_some(Size { width, height }))
}

/// What a JPEG file tells of its picture before the pixels come.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Frame {
    /// The size of the pixels as they lie in the file.
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// How they are to be turned, 2 to 8; none when they are upright.
    pub(crate) turned: Option<u8>,
    /// Whether they come in several passes.
    pub(crate) progressive: bool,
}

impl Frame {
    pub(crate) fn of(feed: &mut Feed<'_>) -> Result<Frame, PictureError> {
        let _start: [u8; 2] = feed.bytes()?;
        let mut turned = None;
        loop {
            match next(feed)? {
                SCAN | END => return feed.broken("the size of a JPEG picture"),
                0x01 | 0xD0..=0xD7 => {}
                0xC4 | 0xC8 | 0xCC => {
                    let length = length(feed)?;
                    feed.skip(u64::from(length))?;
                }
                marker @ 0xC0..=0xCF => {
                    let [_, _, _, a, b, c, d]: [u8; 7] = feed.bytes()?;
                    let (height, width) = (u16::from_be_bytes([a, b]).into(), u16::from_be_bytes([c, d]).into());
                    return Ok(Frame { width, height, turned, progressive: marker & 3 == 2 });
                }
                marker => {
                    let length = length(feed)?;
                    let content = feed.some(length)?;
                    let tiff = content.strip_prefix(MARK).filter(|_| marker == APP1);
                    turned = turned.or(tiff.and_then(exif::orientation));
                }
            }
        }
    }

    /// Its sides as they are shown.
    fn shown(self) -> [u32; 2] {
        match self.turned {
            Some(5..) => [self.height, self.width],
            _ => [self.width, self.height],
        }
    }
}

fn of_webp(feed: &mut Feed<'_>) -> Result<[u32; 2], PictureError> {
    let [.., n1, n2, n3, n4, _, _, _, _]: [u8; 20] = feed.bytes()?;
    let content: [u8; 10] = feed.bytes()?;
    let long = |at: usize| u32::from(content[at]) | u32::from(content[at + 1]) << 8 | u32::from(content[at + 2]) << 16;
    match &[n1, n2, n3, n4] {
        b"VP8X" => Ok([long(4) + 1, long(7) + 1]),
        b"VP8L" => {
            let bits = u32::from_le_bytes([content[1], content[2], content[3], content[4]]);
            Ok([(bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1])
        }
        b"VP8 " => {
            let side = |at: usize| u32::from(u16::from_le_bytes([content[at], content[at + 1]]) & 0x3FFF);
            Ok([side(6), side(8)])
        }
        _ => feed.broken("the size of a WebP picture"),
    }
}
