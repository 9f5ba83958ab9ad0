//! Pictures as files: of which kind they are, how large, and copies of them without what tells of who took them where.
//!
//! Cameras write the place, the time, and names into pictures, beside what is seen. [`bare`] copies a picture as it streams
//! by and keeps only what is needed to see it: from a list of what is known to be harmless, not from one of what is known to
//! tell. The picture itself is never decoded there, so that not a pixel changes.
//!
//! [`thumbnail`] and [`tiles::cut`] do decode it, within a limit of memory, and make smaller copies that hold pixels alone.

mod exif;
mod feed;
mod gif;
mod jpeg;
mod look;
mod open;
mod png;
mod pyramid;
mod reduce;
mod size;
pub mod tiles;
mod webp;

#[cfg(test)]
mod planted;
#[cfg(test)]
mod seen;

use std::io::{Read, Write};

pub use feed::PictureError;
pub use look::look;
pub use open::{DeriveError, MOST_OPEN};
pub use pyramid::{LARGEST_WHOLE, Pyramid, TILE, Tile};
pub use reduce::{Small, thumbnail};
pub use size::{Size, size};

use feed::Feed;

/// The kinds of picture that every browser shows.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Picture {
    /// JPEG.
    Jpeg,
    /// PNG.
    Png,
    /// GIF.
    Gif,
    /// WebP.
    Webp,
}

/// How many bytes tell of which kind a picture is.
pub const TELLING: usize = 12;

impl Picture {
    /// The kind of a file by its first bytes, whatever it is called; none when it is none of these pictures.
    pub fn of(first: &[u8]) -> Option<Picture> {
        match first {
            [0xFF, 0xD8, 0xFF, ..] => Some(Picture::Jpeg),
            [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1A, b'\n', ..] => Some(Picture::Png),
            [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Some(Picture::Gif),
            [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some(Picture::Webp),
            _ => None,
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Picture::Jpeg => "image/jpeg",
            Picture::Png => "image/png",
            Picture::Gif => "image/gif",
            Picture::Webp => "image/webp",
        }
    }

    /// Its name, and the end of the names of such files.
    pub fn name(self) -> &'static str {
        match self {
            Picture::Jpeg => "jpg",
            Picture::Png => "png",
            Picture::Gif => "gif",
            Picture::Webp => "webp",
        }
    }
}

/// Copies a picture without what its pixels do not need: the place, the time, the camera, names, comments, thumbnails, and
/// whatever else lies in the file before or behind it. How it is to be turned is kept.
///
/// # Errors
/// When it cannot be read or written, or is broken; what was written until then holds nothing of what is left out.
pub fn bare(picture: Picture, from: &mut dyn Read, to: &mut dyn Write) -> Result<(), PictureError> {
    let mut feed = Feed::new(picture, from, to);
    match picture {
        Picture::Jpeg => jpeg::bare(&mut feed),
        Picture::Png => png::bare(&mut feed),
        Picture::Gif => gif::bare(&mut feed),
        Picture::Webp => webp::bare(&mut feed),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const ALL: [Picture; 4] = [Picture::Jpeg, Picture::Png, Picture::Gif, Picture::Webp];

    fn copied(picture: Picture, bytes: &[u8]) -> Result<Vec<u8>, PictureError> {
        let mut out = Vec::new();
        bare(picture, &mut &*bytes, &mut out).map(|()| out)
    }

    #[test]
    fn what_is_planted_is_left_out_and_the_rest_stays() {
        for picture in ALL {
            let (bytes, clean) = (planted::with(picture), planted::without(picture));
            assert!(planted::tells(&bytes), "{picture:?}: the test plants what it looks for");
            let bare = copied(picture, &bytes).unwrap();
            assert!(!planted::tells(&bare), "{picture:?}");
            assert_eq!(bare, clean, "{picture:?}");
            assert_eq!(Picture::of(&bare), Some(picture));
            assert_eq!(copied(picture, &bare).unwrap(), bare, "{picture:?}: once is enough");
        }
    }

    #[test]
    fn every_picture_tells_its_size_before_and_after() {
        for picture in ALL {
            for bytes in [planted::with(picture), planted::without(picture)] {
                let expected = if picture == Picture::Jpeg { [2, 3] } else { [3, 2] };
                let found = size(picture, &mut &bytes[..]).unwrap();
                assert_eq!(found, Some(Size { width: expected[0], height: expected[1] }), "{picture:?}");
            }
        }
    }

    #[test]
    fn a_broken_picture_says_where() {
        for picture in ALL {
            let mut bytes = planted::with(picture);
            bytes.truncate(bytes.len() / 2);
            let said = copied(picture, &bytes).map(|_| String::new()).unwrap_or_else(|error| error.to_string());
            assert!(said.is_empty() || said.contains("byte"), "{picture:?}: {said}");
        }
        let said = copied(Picture::Png, b"GIF89a, not this").unwrap_err().to_string();
        assert!(said.contains("png") && said.contains("byte 8"), "{said}");
    }

    #[test]
    fn other_files_are_no_pictures() {
        for other in [&b"<svg/>"[..], b"<html>", b"", b"RIFF1234WAVE", b"%PDF-1.7", b"\xFF\xD8"] {
            assert_eq!(Picture::of(other), None);
        }
    }

    proptest! {
        #[test]
        fn whatever_comes_ends_well(which in 0..4usize, bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let picture = ALL[which];
            let head: Vec<u8> = planted::with(picture).into_iter().take(40).chain(bytes).collect();
            let mut out = Vec::new();
            drop(bare(picture, &mut &head[..], &mut out));
            prop_assert!(out.len() <= head.len() + 40, "nothing is made up");
            drop(size(picture, &mut &head[..]));
        }
    }
}
