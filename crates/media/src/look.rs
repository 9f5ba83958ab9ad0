//! What a picture looks like, in 64 bits: pictures that look alike differ in few of them.

use std::io::Read;

use image::DynamicImage;

use crate::open::{DeriveError, Opened};
use crate::reduce::{on_white, resized};
use crate::{Picture, Size};

/// The difference hash of a picture (N. Krawetz, "Kind of Like That", 2013): in grey, turned upright and shrunk to nine by eight,
/// whether each pixel is brighter than its left neighbour. It stays nearly the same in another size, format, exposure or quality; not
/// when the picture is cropped, mirrored or turned.
///
/// # Errors
/// When the picture cannot be read, is broken, or would take too much memory.
pub fn look(picture: Picture, from: &mut dyn Read) -> Result<u64, DeriveError> {
    let Opened { pixels, turn, .. } = Opened::read(picture, from)?;
    let grey = |pixels: DynamicImage| DynamicImage::ImageLuma8(DynamicImage::ImageRgb8(on_white(pixels)).into_luma8());
    // Turned once it is small, but large enough that turning and shrinking may change places.
    let size = Size { width: pixels.width(), height: pixels.height() }.within(128);
    let mut small = resized(&pixels, size)?;
    drop(pixels);
    small.apply_orientation(turn);
    let tiny = resized(&grey(small), Size { width: 9, height: 8 })?.into_luma8();
    let brighter = |n: u32| tiny.get_pixel(n % 8 + 1, n / 8).0 > tiny.get_pixel(n % 8, n / 8).0;
    Ok((0..64).filter(|n| brighter(*n)).fold(0, |bits, n| bits | 1 << n))
}

#[cfg(test)]
mod tests {
    use std::io::Cursor;

    use image::{GrayImage, ImageFormat, Luma};

    use super::*;

    /// A picture of soft spots: `seed` says which.
    fn spots(seed: u32, width: u32, height: u32) -> DynamicImage {
        let value = |x: u32, y: u32| {
            let (x, y) = (f64::from(x) / f64::from(width), f64::from(y) / f64::from(height));
            let wave = |n: u32| {
                let (a, b) = (f64::from((seed * 7 + n * 13) % 11 + 1), f64::from((seed * 5 + n * 3) % 9 + 1));
                (a * x * 3.0 + f64::from(n)).sin() * (b * y * 3.0 + f64::from(seed)).cos()
            };
            ((0..4).map(wave).sum::<f64>() * 30.0 + 128.0).clamp(0.0, 255.0) as u8
        };
        DynamicImage::ImageLuma8(GrayImage::from_fn(width, height, |x, y| Luma([value(x, y)])))
    }

    fn of(picture: &DynamicImage, format: ImageFormat, kind: Picture) -> u64 {
        let mut bytes = Vec::new();
        picture.write_to(&mut Cursor::new(&mut bytes), format).unwrap();
        look(kind, &mut &bytes[..]).unwrap()
    }

    #[test]
    fn other_sizes_formats_and_exposures_look_alike_and_other_pictures_do_not() {
        let first = of(&spots(1, 600, 400), ImageFormat::Png, Picture::Png);
        let smaller = of(&spots(1, 301, 199), ImageFormat::Jpeg, Picture::Jpeg);
        let brighter = of(&spots(1, 600, 400).brighten(20), ImageFormat::Png, Picture::Png);
        assert!((first ^ smaller).count_ones() <= 4, "{first:064b} {smaller:064b}");
        assert!((first ^ brighter).count_ones() <= 4, "{first:064b} {brighter:064b}");
        let apart: Vec<u32> = (2..12)
            .map(|seed| (first ^ of(&spots(seed, 600, 400), ImageFormat::Png, Picture::Png)).count_ones())
            .collect();
        assert!(apart.iter().all(|bits| *bits > 12), "{apart:?}");
    }

    #[test]
    fn a_broken_picture_is_told() {
        assert!(look(Picture::Png, &mut &b"\x89PNG\r\n\x1a\nno"[..]).is_err());
    }
}
