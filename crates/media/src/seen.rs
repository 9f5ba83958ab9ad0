//! Tests of what is made of pictures, with pictures that are really decoded.

use std::io::{Cursor, Read};

use image::{DynamicImage, ExtendedColorType, GrayImage, ImageEncoder, Rgb, RgbImage, Rgba, RgbaImage};
use proptest::prelude::*;

use crate::exif::{MARK, saying};
use crate::{DeriveError, Picture, Pyramid, Size, size, thumbnail, tiles};

/// Red, green, blue and white corners, so that it is seen which way up it is.
fn corners(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, y| match (x < width / 2, y < height / 2) {
        (true, true) => Rgb([250, 0, 0]),
        (false, true) => Rgb([0, 250, 0]),
        (true, false) => Rgb([0, 0, 250]),
        (false, false) => Rgb([250, 250, 250]),
    })
}

fn file(pixels: &DynamicImage, picture: Picture) -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    let format = image::ImageFormat::from_extension(picture.name()).unwrap();
    pixels.write_to(&mut out, format).unwrap();
    out.into_inner()
}

fn jpeg(pixels: RgbImage) -> Vec<u8> {
    file(&DynamicImage::ImageRgb8(pixels), Picture::Jpeg)
}

/// A JPEG file with a segment put in behind its beginning.
fn with_segment(jpeg: &[u8], marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
    [&jpeg[..2], &[0xFF, marker], &length, content, &jpeg[2..]].concat()
}

fn turned(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    with_segment(jpeg, 0xE1, &[MARK, &saying(orientation)].concat())
}

fn seen(jpeg: &[u8]) -> RgbImage {
    image::load_from_memory(jpeg).unwrap().into_rgb8()
}

/// The nearest of the four colours: R, G, B or W, at the corners of a picture, left to right, top to bottom.
fn read_corners(pixels: &RgbImage) -> String {
    let (right, bottom) = (pixels.width() - 2, pixels.height() - 2);
    let name = |(x, y)| match pixels.get_pixel(x, y).0.map(|colour| colour > 128) {
        [true, false, false] => 'R',
        [false, true, false] => 'G',
        [false, false, true] => 'B',
        [true, true, true] => 'W',
        _ => '?',
    };
    [(1, 1), (right, 1), (1, bottom), (right, bottom)].map(name).iter().collect()
}

fn cut(picture: Picture, bytes: &[u8]) -> Result<(Pyramid, Vec<u8>), DeriveError> {
    let mut archive = Cursor::new(Vec::new());
    tiles::cut(picture, &mut &bytes[..], &mut archive).map(|pyramid| (pyramid, archive.into_inner()))
}

#[test]
fn every_orientation_is_applied() {
    let upright = jpeg(corners(64, 32));
    let expected = ["RGBW", "GRWB", "WBGR", "BWRG", "RBGW", "BRWG", "WGBR", "GWRB"];
    for (orientation, expected) in (1..=8).zip(expected) {
        let bytes = turned(&upright, orientation);
        let small = thumbnail(Picture::Jpeg, &mut &bytes[..], 48).unwrap();
        assert_eq!(read_corners(&seen(&small.jpeg)), expected, "{orientation}");
        let lying = orientation >= 5;
        assert_eq!(small.size, if lying { Size { width: 24, height: 48 } } else { Size { width: 48, height: 24 } });
        let (pyramid, archive) = cut(Picture::Jpeg, &bytes).unwrap();
        assert_eq!(Some(pyramid.0), size(Picture::Jpeg, &mut &bytes[..]).unwrap(), "as the file itself says");
        let name = pyramid.find("full", "max").unwrap().name(pyramid);
        let whole = tiles::take(Cursor::new(&archive), &name).unwrap().unwrap();
        assert_eq!(read_corners(&seen(&whole)), expected, "{orientation}");
    }
}

#[test]
fn tiles_put_together_are_the_picture() {
    let slope = RgbImage::from_fn(1100, 700, |x, y| Rgb([(x / 5) as u8, (y / 3) as u8, 90]));
    let (pyramid, archive) = cut(Picture::Jpeg, &jpeg(slope.clone())).unwrap();
    assert_eq!(pyramid.0, Size { width: 1100, height: 700 });
    for level in pyramid.levels() {
        let mut whole = RgbImage::new(level.size.width, level.size.height);
        for tile in pyramid.of_level(level) {
            let bytes = tiles::take(Cursor::new(&archive), &tile.name(pyramid)).unwrap().unwrap();
            let pixels = seen(&bytes);
            assert_eq!([pixels.width(), pixels.height()], tile.size, "{tile:?}");
            let at = [tile.region[0] / level.factor, tile.region[1] / level.factor].map(i64::from);
            image::imageops::replace(&mut whole, &pixels, at[0], at[1]);
        }
        for (x, y) in [(3, 3), (511, 200), (512, 300), (513, 340)] {
            let Some(pixel) = whole.get_pixel_checked(x, y) else { continue };
            let expected = slope.get_pixel_checked(x * level.factor, y * level.factor).unwrap();
            let far = pixel.0.iter().zip(expected.0).map(|(is, was)| is.abs_diff(was)).max().unwrap();
            assert!(far < 12, "{level:?} at {x},{y}: {pixel:?} instead of {expected:?}");
        }
    }
    assert!(tiles::take(Cursor::new(&archive), "full/1,1/0/default.jpg").unwrap().is_none());
}

#[test]
fn what_a_camera_wrote_is_in_no_copy() {
    let place = b"35.0007N 20.9997E";
    let exif = [&b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0"[..], place].concat();
    let mut bytes = with_segment(&jpeg(corners(700, 600)), 0xE1, &[MARK, &exif].concat());
    bytes = with_segment(&bytes, 0xE1, &[&b"http://ns.adobe.com/xap/1.0/\0"[..], place].concat());
    bytes = with_segment(&bytes, 0xED, &[&b"Photoshop 3.0\0"[..], place].concat());
    bytes = with_segment(&bytes, 0xFE, place);
    bytes.extend(place);
    let small = thumbnail(Picture::Jpeg, &mut &bytes[..], 100).unwrap().jpeg;
    let (pyramid, archive) = cut(Picture::Jpeg, &bytes).unwrap();
    let copies = pyramid
        .tiles()
        .into_iter()
        .map(|tile| tiles::take(Cursor::new(&archive), &tile.name(pyramid)).unwrap().unwrap());
    for copy in copies.chain([small, archive.clone()]) {
        assert!(!copy.windows(place.len()).any(|part| part == place));
        assert!(!copy.windows(4).any(|part| part == b"Exif" || part == b"http"));
    }
}

#[test]
fn short_profiles_of_three_colours_are_kept_and_no_others() {
    let profile = |space: &[u8], length: usize| {
        let mut profile = vec![0; length];
        profile[16..20].copy_from_slice(space);
        profile
    };
    for (colours, kept) in
        [(profile(b"RGB ", 560), true), (profile(b"RGB ", 9000), false), (profile(b"CMYK", 560), false)]
    {
        let bytes = with_segment(&jpeg(corners(8, 8)), 0xE2, &[&b"ICC_PROFILE\0\x01\x01"[..], &colours].concat());
        let small = thumbnail(Picture::Jpeg, &mut &bytes[..], 100).unwrap().jpeg;
        assert_eq!(small.windows(12).any(|part| part == b"ICC_PROFILE\0"), kept);
    }
}

#[test]
fn every_kind_is_shown_and_what_is_see_through_lies_on_white() {
    let clear = DynamicImage::ImageRgba8(RgbaImage::from_pixel(40, 30, Rgba([200, 0, 0, 0])));
    let gray = DynamicImage::ImageLuma8(GrayImage::from_pixel(40, 30, image::Luma([90])));
    for picture in [Picture::Png, Picture::Gif, Picture::Webp] {
        let small = thumbnail(picture, &mut &file(&clear, picture)[..], 20).unwrap();
        assert_eq!(small.size, Size { width: 20, height: 15 });
        assert!(seen(&small.jpeg).pixels().all(|pixel| pixel.0.iter().all(|colour| *colour > 250)), "{picture:?}");
    }
    let small = thumbnail(Picture::Png, &mut &file(&gray, Picture::Png)[..], 400).unwrap();
    assert_eq!(small.size, Size { width: 40, height: 30 }, "nothing is enlarged");
    assert!(seen(&small.jpeg).pixels().all(|pixel| pixel.0.iter().all(|colour| colour.abs_diff(90) < 4)));
    let deep = DynamicImage::ImageRgb16(image::ImageBuffer::from_pixel(9, 9, Rgb([65535_u16, 0, 0])));
    let small = thumbnail(Picture::Png, &mut &file(&deep, Picture::Png)[..], 4).unwrap();
    assert!(seen(&small.jpeg).get_pixel(1, 1).0[0] > 240);
}

/// A PNG file that says it is so large, with hardly anything in it.
fn bomb(side: u32, colours: ExtendedColorType) -> Vec<u8> {
    let mut small = Vec::new();
    let encoder = image::codecs::png::PngEncoder::new(&mut small);
    encoder.write_image(&[0; 12][..usize::from(colours.bits_per_pixel() / 2)], 2, 2, colours).unwrap();
    small[16..20].copy_from_slice(&side.to_be_bytes());
    small[20..24].copy_from_slice(&side.to_be_bytes());
    let sum = crc(&small[12..29]).to_be_bytes();
    small[29..33].copy_from_slice(&sum);
    small
}

fn crc(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| if sum & 1 == 1 { sum >> 1 ^ 0xEDB8_8320 } else { sum >> 1 };
    !bytes.iter().fold(u32::MAX, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}

#[test]
fn what_would_burst_is_refused_in_one_line_that_says_why() {
    let mut wide = jpeg(corners(16, 16));
    let frame = wide.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    wide[frame + 5..frame + 9].copy_from_slice(&[0xFF; 4]);
    for (picture, bytes) in [(Picture::Png, bomb(65_535, ExtendedColorType::Rgb8)), (Picture::Jpeg, wide)] {
        let refused = thumbnail(picture, &mut &bytes[..], 100).unwrap_err();
        assert!(matches!(refused, DeriveError::Large { width: 65_535, height: 65_535, .. }), "{refused}");
        let said = refused.to_string();
        assert!(said.contains("65535 × 65535") && said.contains("240 MB") && !said.contains('\n'), "{said}");
    }
    assert!(cut(Picture::Png, &bomb(u32::MAX, ExtendedColorType::Rgb8)).is_err());
    let gray = cut(Picture::Png, &bomb(14_000, ExtendedColorType::L8)).unwrap_err();
    assert!(matches!(gray, DeriveError::Large { needs: 588_000_000, .. }), "its copies have three colours: {gray}");
}

#[test]
fn what_comes_in_several_passes_counts_for_what_it_takes() {
    let mut bytes = jpeg(corners(16, 16));
    let frame = bytes.windows(2).position(|pair| pair == [0xFF, 0xC0]).unwrap();
    bytes[frame + 1] = 0xC2;
    bytes[frame + 5..frame + 9].copy_from_slice(&[0x1B, 0x58, 0x1B, 0x58]);
    let refused = thumbnail(Picture::Jpeg, &mut &bytes[..], 100).unwrap_err();
    assert!(matches!(refused, DeriveError::Large { needs: 441_000_000, .. }), "{refused}");
}

#[test]
fn a_picture_under_a_wrong_name_is_said_to_be_none() {
    let bytes = jpeg(corners(16, 16));
    for wrong in [Picture::Png, Picture::Gif, Picture::Webp] {
        let said = thumbnail(wrong, &mut &bytes[..], 100).unwrap_err().to_string();
        assert!(said.contains(wrong.name()) && !said.contains('\n'), "{said}");
    }
    let said = thumbnail(Picture::Jpeg, &mut &b"GIF89a"[..], 100).unwrap_err().to_string();
    assert!(said.contains("jpg"), "{said}");
}

#[test]
fn a_file_without_end_is_not_read_to_its_end() {
    let refused = thumbnail(Picture::Jpeg, &mut std::io::repeat(0xFF).take(1 << 40), 100).unwrap_err();
    assert!(matches!(refused, DeriveError::Long), "{refused}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn what_breaks_off_or_is_disturbed_ends_well(
        which in 0..4_usize, keep in 0.0..1.0_f64, at in any::<prop::sample::Index>(), byte in any::<u8>()
    ) {
        let picture = [Picture::Jpeg, Picture::Png, Picture::Gif, Picture::Webp][which];
        let pixels = DynamicImage::ImageRgb8(corners(60, 40)).into_rgba8();
        let pixels = if picture == Picture::Jpeg { DynamicImage::ImageRgb8(corners(60, 40)) } else { pixels.into() };
        let mut bytes = file(&pixels, picture);
        let at = at.index(bytes.len());
        bytes[at] = byte;
        bytes.truncate((bytes.len() as f64 * keep) as usize);
        match thumbnail(picture, &mut &bytes[..], 20) {
            Ok(small) => prop_assert!(!small.jpeg.is_empty()),
            Err(error) => prop_assert!(!error.to_string().contains('\n'), "{error}"),
        }
        drop(cut(picture, &bytes));
    }
}
