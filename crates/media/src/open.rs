//! Pictures as pixels: opened within a limit of memory that is known before the first pixel is decoded.

use std::io::{Cursor, Read, sink};

use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits};

use crate::Picture;
use crate::feed::{Feed, PictureError};
use crate::size::Frame;

/// The most bytes that the pixels of a picture may take while it is opened: 80 million pixels in three colours.
pub const MOST_OPEN: u64 = 240 << 20;
/// The most bytes that its file may have.
const MOST_FILE: u64 = 256 << 20;
/// A profile of colours that is kept has at most so many bytes; those of cameras and screens have about 500.
const MOST_COLOURS: usize = 4096;

/// Why no smaller copies of a picture are made.
#[derive(Debug, thiserror::Error)]
pub enum DeriveError {
    /// It could not be read, or is broken before its pixels begin.
    #[error(transparent)]
    Picture(#[from] PictureError),
    /// Its pixels cannot be decoded.
    #[error("the {picture} picture cannot be opened: {why}; the file itself is kept as it is")]
    Pixels {
        /// Its kind.
        picture: &'static str,
        /// What the decoder found.
        why: String,
    },
    /// It would take too much memory.
    #[error(
        "the {picture} picture has {width} × {height} pixels, which take {} MB to open; at most {} MB are given to one: the \
         file is kept as it is, add a smaller copy beside it to have it shown small",
        needs.div_ceil(1 << 20), MOST_OPEN >> 20
    )]
    Large {
        /// Its kind.
        picture: &'static str,
        /// Pixels across.
        width: u32,
        /// Pixels down.
        height: u32,
        /// The bytes it takes.
        needs: u64,
    },
    /// Its file is too long to be read at once.
    #[error("the picture's file has more than {} MB; it is kept as it is, and not shown small", MOST_FILE >> 20)]
    Long,
    /// What was made of it could not be written.
    #[error("a copy of the picture could not be made: {0}")]
    Made(String),
}

/// A picture as pixels, not yet turned.
pub(crate) struct Opened {
    pub(crate) pixels: DynamicImage,
    pub(crate) turn: Orientation,
    /// How its colours are meant, where it says so and it is short.
    pub(crate) colours: Option<Vec<u8>>,
}

impl Opened {
    pub(crate) fn read(picture: Picture, from: &mut dyn Read) -> Result<Opened, DeriveError> {
        let mut bytes = Vec::new();
        from.take(MOST_FILE + 1).read_to_end(&mut bytes).map_err(PictureError::Io)?;
        if bytes.len() as u64 > MOST_FILE {
            return Err(DeriveError::Long);
        }
        let frame = match picture {
            Picture::Jpeg => Some(Frame::of(&mut Feed::new(picture, &mut &bytes[..], &mut sink()))?),
            _ => None,
        };
        let turn = frame.and_then(|frame| frame.turned).and_then(Orientation::from_exif);
        let (pixels, colours) = decode(picture, frame, bytes)?;
        Ok(Opened { pixels, turn: turn.unwrap_or(Orientation::NoTransforms), colours })
    }
}

fn decode(
    picture: Picture,
    frame: Option<Frame>,
    bytes: Vec<u8>,
) -> Result<(DynamicImage, Option<Vec<u8>>), DeriveError> {
    // What decoders say may have several lines.
    let one_line = |error: ImageError| error.to_string().split_whitespace().collect::<Vec<_>>().join(" ");
    let broken = |error: ImageError| DeriveError::Pixels { picture: picture.name(), why: one_line(error) };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format(picture));
    let mut limits = Limits::no_limits();
    limits.max_alloc = Some(MOST_OPEN);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(broken)?;
    let (width, height) = decoder.dimensions();
    // Whatever it is, its copies have three colours.
    let pixels = u64::from(width) * u64::from(height);
    let needs = decoder.total_bytes().max(pixels.saturating_mul(3)).saturating_mul(times(picture, frame));
    if needs > MOST_OPEN {
        return Err(DeriveError::Large { picture: picture.name(), width, height, needs });
    }
    let colours = decoder.icc_profile().map_err(broken)?.filter(|profile| is_plain(profile));
    Ok((DynamicImage::from_decoder(decoder).map_err(broken)?, colours))
}

/// How many times the bytes of its pixels a decoder takes. Several passes of a JPEG picture are gathered as numbers of two bytes
/// before they become pixels; a WebP picture is decoded beside where it is then laid.
fn times(picture: Picture, frame: Option<Frame>) -> u64 {
    match picture {
        Picture::Jpeg if frame.is_some_and(|frame| frame.progressive) => 3,
        Picture::Webp => 2,
        _ => 1,
    }
}

/// Whether a profile is a short one of three colours; printers' profiles of four fit no copy of ours.
fn is_plain(profile: &[u8]) -> bool {
    profile.len() <= MOST_COLOURS && profile.get(16..20) == Some(b"RGB ")
}

fn format(picture: Picture) -> ImageFormat {
    match picture {
        Picture::Jpeg => ImageFormat::Jpeg,
        Picture::Png => ImageFormat::Png,
        Picture::Gif => ImageFormat::Gif,
        Picture::Webp => ImageFormat::WebP,
    }
}
