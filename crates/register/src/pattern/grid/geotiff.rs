//! GeoTIFF: of its strips or tiles only those are unpacked that meet what is asked for, one at a time.

use std::fs::File;
use std::io::BufReader;
use std::ops::Range;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;

use tiff::ColorType;
use tiff::decoder::{ChunkType, Decoder, DecodingResult, Limits};
use tiff::tags::Tag;

use super::held::{Held, Part};
use super::{Grid, MOST_READ, Wanted, amount, geokeys};

/// So many bytes a strip or tile unpacks to, at most; and so many are read of what stands about the whole.
const MOST_UNPACKED: usize = 128 << 20;
/// GDAL's tags: what stands about the whole, as XML; and which number says that nothing is known.
const ABOUT: u16 = 42_112;
/// Bits of a number.
const BITS: [u8; 4] = [8, 16, 32, 64];

/// Reads a grid.
///
/// # Errors
/// What is damaged, packed in a way that is not known, has several bands, lies in a system that is not read, or has values below 0.
pub(super) fn read(path: &Path, wanted: &Wanted<'_>) -> Result<Grid, String> {
    // The library gives up altogether at some broken files: that is an error like others.
    let read = catch_unwind(AssertUnwindSafe(|| Tiff::open(path)?.grid(wanted)));
    read.unwrap_or_else(|_| Err(broken("its parts do not fit together")))
}

fn broken(error: impl std::fmt::Display) -> String {
    format!(
        "this TIFF cannot be read: {error}; expected one of a single band, unpacked, LZW, Deflate or PackBits: gdal_translate -co COMPRESS=DEFLATE -co TILED=YES IN.tif OUT.tif writes it anew"
    )
}

/// A file that is open at its first image.
struct Tiff {
    decoder: Decoder<BufReader<File>>,
    /// Columns and rows.
    size: [usize; 2],
    /// The number that says that nothing is known.
    nothing: Option<f64>,
}

/// Its strips or tiles.
struct Chunks {
    /// Columns and rows of each.
    size: [usize; 2],
    /// How many lie beside each other.
    across: usize,
    /// How many bytes each has in the file; where none, none was written, and nothing is known.
    bytes: Vec<u64>,
}

impl Tiff {
    fn open(path: &Path) -> Result<Tiff, String> {
        let file = BufReader::new(File::open(path).map_err(|error| error.to_string())?);
        let mut limits = Limits::default();
        (limits.decoding_buffer_size, limits.intermediate_buffer_size) = (MOST_UNPACKED, MOST_UNPACKED);
        let mut decoder = Decoder::new(file).map_err(broken)?.with_limits(limits);
        let (columns, rows) = decoder.dimensions().map_err(broken)?;
        let mut tiff = Tiff { decoder, size: [columns as usize, rows as usize], nothing: None };
        tiff.is_plain()?;
        tiff.nothing = tiff.text(Tag::GdalNodata)?.and_then(|text| text.trim().parse().ok());
        Ok(tiff)
    }

    fn text(&mut self, tag: Tag) -> Result<Option<String>, String> {
        let told = self.decoder.find_tag(tag).map_err(broken)?;
        Ok(told.and_then(|value| value.into_string().ok()))
    }

    /// Whether its numbers mean how much there is, as they stand.
    fn is_plain(&mut self) -> Result<(), String> {
        let bands = self.decoder.find_tag_unsigned::<u16>(Tag::SamplesPerPixel).map_err(broken)?.unwrap_or(1);
        if bands != 1 {
            return Err(format!(
                "it has {bands} bands; expected one, for which of them is the exposure nobody says: gdal_translate -b 1 IN.tif OUT.tif takes the first"
            ));
        }
        let is_white =
            self.decoder.find_tag_unsigned::<u16>(Tag::PhotometricInterpretation).map_err(broken)? == Some(0);
        match self.decoder.colortype().map_err(broken)? {
            ColorType::Gray(bits) if BITS.contains(&bits) && !is_white => {}
            other => {
                return Err(format!(
                    "it is a picture ({other:?}); expected how much there is, as numbers of 8 to 64 bits"
                ));
            }
        }
        let about = self.text(Tag::Unknown(ABOUT))?.unwrap_or_default();
        match shifted(&about) {
            Some(found) => Err(format!(
                "its numbers are to be reckoned with first ({found}); expected how much there is: gdal_translate -unscale IN.tif OUT.tif does it"
            )),
            None => Ok(()),
        }
    }

    fn grid(mut self, wanted: &Wanted<'_>) -> Result<Grid, String> {
        let lies = geokeys::lies(&mut self.decoder, self.size)?;
        let mut held = wanted.of(&lies)?;
        let chunks = self.chunks()?;
        let met = chunks.met(held.part());
        let cells = met.len().saturating_mul(chunks.size[0].saturating_mul(chunks.size[1]));
        if cells > MOST_READ {
            return Err(format!(
                "{cells} cells would have to be read; expected {MOST_READ} at most: cut out what is looked at, gdalwarp -te"
            ));
        }
        met.into_iter()
            .filter(|at| chunks.bytes.get(*at) != Some(&0))
            .try_for_each(|at| self.take(&chunks, at, &mut held))?;
        Ok(Grid { lies, held: held.whole() })
    }

    fn chunks(&mut self) -> Result<Chunks, String> {
        let tag = match self.decoder.get_chunk_type() {
            ChunkType::Strip => Tag::StripByteCounts,
            ChunkType::Tile => Tag::TileByteCounts,
        };
        let bytes = self.decoder.get_tag_u64_vec(tag).map_err(broken)?;
        let (wide, high) = self.decoder.chunk_dimensions();
        // A strip may be said to be higher than the whole; a tile is as large as it is said to be.
        let high = if tag == Tag::StripByteCounts { (high as usize).min(self.size[1]) } else { high as usize };
        Ok(Chunks { size: [wide as usize, high], across: self.size[0].div_ceil(wide as usize), bytes })
    }

    /// Takes the numbers of a strip or tile.
    fn take(&mut self, chunks: &Chunks, at: usize, held: &mut Held) -> Result<(), String> {
        let place = u32::try_from(at).map_err(broken)?;
        let ([column, row], wide) = (chunks.first(at), self.decoder.chunk_data_dimensions(place).0 as usize);
        let read = self.decoder.read_chunk(place).map_err(broken)?;
        // What is written of the number for nothing may have more digits than one of 32 bits.
        let is_single = matches!(read, DecodingResult::F32(_));
        let nothing = self.nothing.map(|nothing| if is_single { f64::from(nothing as f32) } else { nothing });
        for (at, value) in numbers(read).enumerate() {
            let cell = [column + at % wide, row + at / wide];
            if Some(value) != nothing && !value.is_nan() && held.part().has(cell) {
                held.add(cell, amount(value).map_err(|error| here(cell, &error))?);
            }
        }
        Ok(())
    }
}

fn here([column, row]: [usize; 2], error: &str) -> String {
    format!("row {}, column {} (counted from 1, from the first of the file): {error}", row + 1, column + 1)
}

fn numbers(read: DecodingResult) -> Box<dyn Iterator<Item = f64>> {
    match read {
        DecodingResult::U8(all) => Box::new(all.into_iter().map(f64::from)),
        DecodingResult::U16(all) => Box::new(all.into_iter().map(f64::from)),
        DecodingResult::U32(all) => Box::new(all.into_iter().map(f64::from)),
        DecodingResult::U64(all) => Box::new(all.into_iter().map(|one| one as f64)),
        DecodingResult::I8(all) => Box::new(all.into_iter().map(f64::from)),
        DecodingResult::I16(all) => Box::new(all.into_iter().map(f64::from)),
        DecodingResult::I32(all) => Box::new(all.into_iter().map(f64::from)),
        DecodingResult::I64(all) => Box::new(all.into_iter().map(|one| one as f64)),
        DecodingResult::F16(all) => Box::new(all.into_iter().map(|one| one.to_f64())),
        DecodingResult::F32(all) => Box::new(all.into_iter().map(f64::from)),
        DecodingResult::F64(all) => Box::new(all.into_iter()),
    }
}

impl Chunks {
    /// The first column and row of a strip or tile.
    fn first(&self, at: usize) -> [usize; 2] {
        [at % self.across * self.size[0], at / self.across * self.size[1]]
    }

    /// Those that meet a part.
    fn met(&self, part: &Part) -> Vec<usize> {
        let along = |axis: usize| -> Range<usize> {
            let side = self.size[axis];
            part.from[axis] / side..(part.to[axis].max(1) - 1) / side + 1
        };
        along(1).flat_map(|row| along(0).map(move |column| row * self.across + column)).collect()
    }
}

/// What GDAL says is to be added to its numbers, or a factor that turns them round.
fn shifted(about: &str) -> Option<String> {
    let items = about.split("<Item ").skip(1);
    let number = |item: &str| item.split_once('>')?.1.split('<').next()?.trim().parse::<f64>().ok();
    let wrong = |item: &&str| {
        let is = |role: &str| item.split('>').next().is_some_and(|head| head.contains(&format!("role=\"{role}\"")));
        number(item).is_some_and(|number| (is("offset") && number != 0.0) || (is("scale") && number <= 0.0))
    };
    items.filter(wrong).map(|item| item.split("</Item>").next().unwrap_or(item).to_owned()).next()
}
