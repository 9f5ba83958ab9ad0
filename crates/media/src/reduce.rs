//! Smaller copies: turned upright, on white where the picture is see-through, without anything but pixels and how colours
//! are meant.

use std::io::Read;

use fast_image_resize::{ResizeOptions, Resizer};
use image::codecs::jpeg::JpegEncoder;
use image::{DynamicImage, ExtendedColorType, ImageEncoder, RgbImage, Rgba};

use crate::open::{DeriveError, Opened};
use crate::{Picture, Size};

/// How closely a JPEG copy follows the picture, of 100.
const QUALITY: u8 = 80;

/// A small JPEG copy of a picture.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Small {
    /// Its size.
    pub size: Size,
    /// The JPEG file.
    pub jpeg: Vec<u8>,
}

/// A copy of which no side is longer than `longest`; one that is smaller keeps its size.
///
/// # Errors
/// When the picture cannot be read, is broken, or would take too much memory.
pub fn thumbnail(picture: Picture, from: &mut dyn Read, longest: u32) -> Result<Small, DeriveError> {
    let Opened { pixels, turn, colours } = Opened::read(picture, from)?;
    let size = Size { width: pixels.width(), height: pixels.height() }.within(longest);
    let mut small = resized(&pixels, size)?;
    drop(pixels);
    small.apply_orientation(turn);
    let small = on_white(small);
    let size = Size { width: small.width(), height: small.height() };
    Ok(Small { size, jpeg: jpeg(&small, colours.as_deref())? })
}

impl Size {
    /// The size of a copy of which no side is longer.
    pub fn within(self, longest: u32) -> Size {
        let side = self.width.max(self.height).max(1);
        if side <= longest {
            return self;
        }
        let scaled = |length: u32| {
            let rounded = (u64::from(length) * u64::from(longest) + u64::from(side) / 2) / u64::from(side);
            u32::try_from(rounded).unwrap_or(longest).max(1)
        };
        Size { width: scaled(self.width), height: scaled(self.height) }
    }
}

/// The picture in another size.
pub(crate) fn resized(pixels: &DynamicImage, size: Size) -> Result<DynamicImage, DeriveError> {
    if (pixels.width(), pixels.height()) == (size.width, size.height) {
        return Ok(pixels.clone());
    }
    let mut to = DynamicImage::new(size.width, size.height, pixels.color());
    let resized = Resizer::new().resize(pixels, &mut to, &ResizeOptions::new());
    resized.map(|()| to).map_err(|error| DeriveError::Made(error.to_string()))
}

/// In three colours, on white paper.
pub(crate) fn on_white(pixels: DynamicImage) -> RgbImage {
    if !pixels.color().has_alpha() {
        return pixels.into_rgb8();
    }
    let pixels = pixels.into_rgba8();
    let over = |Rgba([red, green, blue, alpha]): &Rgba<u8>| {
        let mix = |colour: &u8| {
            let mixed = u32::from(*colour) * u32::from(*alpha) + 255 * (255 - u32::from(*alpha));
            u8::try_from((mixed + 127) / 255).unwrap_or(u8::MAX)
        };
        [mix(red), mix(green), mix(blue)]
    };
    let (width, height) = pixels.dimensions();
    let flat: Vec<u8> = pixels.pixels().flat_map(over).collect();
    RgbImage::from_raw(width, height, flat).unwrap_or_default()
}

/// As a JPEG file.
pub(crate) fn jpeg(pixels: &RgbImage, colours: Option<&[u8]>) -> Result<Vec<u8>, DeriveError> {
    let made = |error: image::ImageError| DeriveError::Made(error.to_string());
    let mut out = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut out, QUALITY);
    if let Some(colours) = colours {
        encoder.set_icc_profile(colours.to_vec()).map_err(|error| DeriveError::Made(error.to_string()))?;
    }
    encoder.write_image(pixels, pixels.width(), pixels.height(), ExtendedColorType::Rgb8).map_err(made)?;
    Ok(out)
}
