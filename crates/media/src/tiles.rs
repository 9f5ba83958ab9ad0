//! All copies of a picture in one file: a ZIP archive that compresses nothing, in which each lies under the end of its IIIF
//! address. One file is whole or not there, and one removal forgets it; unpacked, it serves from any folder.

use std::io::{BufReader, Read, Seek, Write};

use image::{DynamicImage, RgbImage, imageops};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use crate::open::{DeriveError, Opened};
use crate::pyramid::{Level, Pyramid, Tile};
use crate::reduce::{jpeg, on_white, resized};
use crate::{Picture, Size};

/// Makes all copies of a picture and writes them.
///
/// # Errors
/// When the picture cannot be read, is broken or would take too much memory, or when nothing can be written.
pub fn cut(picture: Picture, from: &mut dyn Read, to: impl Write + Seek) -> Result<Pyramid, DeriveError> {
    let Opened { mut pixels, turn, colours } = Opened::read(picture, from)?;
    pixels.apply_orientation(turn);
    let mut pixels = on_white(pixels);
    let pyramid = Pyramid(Size { width: pixels.width(), height: pixels.height() });
    let mut archive = ZipWriter::new(to);
    for level in pyramid.levels() {
        pixels = at(level, pixels)?;
        for tile in pyramid.of_level(level) {
            let jpeg = jpeg(&part(&pixels, tile, level), colours.as_deref())?;
            let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
            archive.start_file(tile.name(pyramid), options).map_err(made)?;
            archive.write_all(&jpeg).map_err(made)?;
        }
    }
    archive.finish().map_err(made)?;
    Ok(pyramid)
}

/// The picture in the size of a level, made from the one before.
fn at(level: Level, pixels: RgbImage) -> Result<RgbImage, DeriveError> {
    if (pixels.width(), pixels.height()) == (level.size.width, level.size.height) {
        return Ok(pixels);
    }
    Ok(resized(&DynamicImage::ImageRgb8(pixels), level.size)?.into_rgb8())
}

fn part(pixels: &RgbImage, tile: Tile, level: Level) -> RgbImage {
    let ([x, y, ..], [width, height]) = (tile.region, tile.size);
    imageops::crop_imm(pixels, x / level.factor, y / level.factor, width, height).to_image()
}

/// A copy out of such a file; none when it is not there.
///
/// # Errors
/// When the file cannot be read.
pub fn take(from: impl Read + Seek, name: &str) -> Result<Option<Vec<u8>>, DeriveError> {
    let mut archive = ZipArchive::new(BufReader::new(from)).map_err(made)?;
    let mut found = match archive.by_name(name) {
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        other => other.map_err(made)?,
    };
    let mut bytes = Vec::new();
    found.read_to_end(&mut bytes).map_err(made)?;
    Ok(Some(bytes))
}

fn made(error: impl ToString) -> DeriveError {
    DeriveError::Made(error.to_string())
}
