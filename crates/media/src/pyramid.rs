//! A picture in ever smaller sizes, cut into tiles, as the IIIF Image API 3.0 has them at level 0: which there are, what each
//! is called, and which one an address asks for. Numbers alone.

use serde_json::{Value, json};

use crate::Size;

/// How long the sides of a tile are.
pub const TILE: u32 = 512;
/// A copy of the whole picture that is made in one piece is at most so long.
pub const LARGEST_WHOLE: u32 = 2048;

/// The sizes and tiles of a picture.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Pyramid(pub Size);

/// Some part of a picture in some size.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Tile {
    /// The part, in the picture's pixels: left, top, width, height.
    pub region: [u32; 4],
    /// Its width and height in the copy.
    pub size: [u32; 2],
}

/// The picture in one size.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) struct Level {
    /// How many times smaller.
    pub(crate) factor: u32,
    pub(crate) size: Size,
}

impl Pyramid {
    /// Its sizes: the picture's own, then each half of the one before, down to one that is a single tile.
    pub(crate) fn levels(self) -> Vec<Level> {
        let Pyramid(Size { width, height }) = self;
        let level = |factor: u32| Level {
            factor,
            size: Size { width: width.div_ceil(factor), height: height.div_ceil(factor) },
        };
        let mut levels = vec![level(1)];
        while let Some(last) = levels.last().filter(|last| last.size.longest() > TILE) {
            levels.push(level(last.factor * 2));
        }
        levels
    }

    /// The sizes in which the whole picture is one copy, the smallest first.
    pub fn wholes(self) -> Vec<Size> {
        let fit = self.levels().into_iter().rev().map(|level| level.size);
        fit.filter(|size| size.longest() <= LARGEST_WHOLE).collect()
    }

    /// The largest of these.
    pub fn largest(self) -> Size {
        self.wholes().pop().unwrap_or(self.0)
    }

    /// The copies of one level: its tiles, and the whole where that is no tile itself.
    pub(crate) fn of_level(self, level: Level) -> Vec<Tile> {
        let Pyramid(Size { width, height }) = self;
        let step = TILE.saturating_mul(level.factor);
        let mut tiles = Vec::new();
        for y in (0..height).step_by(step as usize) {
            for x in (0..width).step_by(step as usize) {
                let (w, h) = (step.min(width - x), step.min(height - y));
                let size = [w.div_ceil(level.factor), h.div_ceil(level.factor)];
                tiles.push(Tile { region: [x, y, w, h], size });
            }
        }
        if tiles.len() > 1 && level.size.longest() <= LARGEST_WHOLE {
            tiles.push(Tile { region: [0, 0, width, height], size: [level.size.width, level.size.height] });
        }
        tiles
    }

    /// All copies that there are.
    pub fn tiles(self) -> Vec<Tile> {
        self.levels().into_iter().flat_map(|level| self.of_level(level)).collect()
    }

    /// The copy that the two parts of an address ask for, in any of the forms that mean it; none when there is none.
    pub fn find(self, region: &str, size: &str) -> Option<Tile> {
        let Pyramid(Size { width, height }) = self;
        let region = match region {
            "full" => [0, 0, width, height],
            other => numbers::<4>(other)?,
        };
        let whole = region == [0, 0, width, height];
        let wanted = match size {
            "max" | "full" if whole => [self.largest().width, self.largest().height],
            "max" | "full" => [region[2], region[3]],
            other => numbers::<2>(other)?,
        };
        let tile = Tile { region, size: wanted };
        self.levels().into_iter().any(|level| self.of_level(level).contains(&tile)).then_some(tile)
    }

    /// What `info.json` says of the picture, which has the address `id`.
    pub fn info(self, id: &str) -> Value {
        let Pyramid(Size { width, height }) = self;
        let factors: Vec<u32> = self.levels().iter().map(|level| level.factor).collect();
        let sizes: Vec<Value> =
            self.wholes().iter().map(|one| json!({ "width": one.width, "height": one.height })).collect();
        let mut info = json!({
            "@context": "http://iiif.io/api/image/3/context.json",
            "id": id,
            "type": "ImageService3",
            "protocol": "http://iiif.io/api/image",
            "profile": "level0",
            "width": width,
            "height": height,
            "sizes": sizes,
            "tiles": [{ "width": TILE, "height": TILE, "scaleFactors": factors }],
        });
        if self.0.longest() > LARGEST_WHOLE {
            info["maxWidth"] = json!(self.largest().longest());
        }
        info
    }
}

impl Tile {
    /// The end of its address: `0,0,512,512/512,512/0/default.jpg`. The whole picture is `full`.
    pub fn name(self, of: Pyramid) -> String {
        let ([x, y, w, h], [width, height]) = (self.region, self.size);
        let region = if [w, h] == [of.0.width, of.0.height] { "full".to_owned() } else { format!("{x},{y},{w},{h}") };
        format!("{region}/{width},{height}/0/default.jpg")
    }
}

impl Size {
    pub(crate) fn longest(self) -> u32 {
        self.width.max(self.height)
    }
}

/// Numbers as addresses have them: digits without signs or zeros before them.
fn numbers<const N: usize>(text: &str) -> Option<[u32; N]> {
    let one = |part: &str| part.parse().ok().filter(|number: &u32| number.to_string() == part);
    let all: Option<Vec<u32>> = text.split(',').map(one).collect();
    all?.try_into().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const CAMERA: Pyramid = Pyramid(Size { width: 6000, height: 4000 });

    #[test]
    fn a_cameras_picture_has_five_sizes() {
        let sizes: Vec<[u32; 3]> =
            CAMERA.levels().iter().map(|level| [level.factor, level.size.width, level.size.height]).collect();
        assert_eq!(sizes, [[1, 6000, 4000], [2, 3000, 2000], [4, 1500, 1000], [8, 750, 500], [16, 375, 250]]);
        assert_eq!(CAMERA.largest(), Size { width: 1500, height: 1000 });
        assert_eq!(CAMERA.tiles().len(), 12 * 8 + 6 * 4 + (3 * 2 + 1) + (2 + 1) + 1);
    }

    #[test]
    fn what_is_asked_for_in_several_ways_is_one_copy() {
        let tile = CAMERA.find("5632,3584,368,416", "368,416").unwrap();
        assert_eq!(CAMERA.find("5632,3584,368,416", "max"), Some(tile));
        assert_eq!(tile.name(CAMERA), "5632,3584,368,416/368,416/0/default.jpg");
        let whole = CAMERA.find("full", "max").unwrap();
        assert_eq!(whole.name(CAMERA), "full/1500,1000/0/default.jpg");
        assert_eq!(CAMERA.find("0,0,6000,4000", "1500,1000"), Some(whole));
        let little = Pyramid(Size { width: 3, height: 2 });
        assert_eq!(little.find("full", "max").map(|tile| tile.name(little)).unwrap(), "full/3,2/0/default.jpg");
    }

    #[test]
    fn what_was_not_made_is_not_there() {
        for [region, size] in [
            ["full", "6000,4000"],
            ["full", "100,"],
            ["full", "^max"],
            ["0,0,512,512", "511,512"],
            ["0,0,0,0", "0,0"],
            ["00,0,512,512", "512,512"],
            ["-1,0,512,512", "512,512"],
            ["square", "max"],
            ["pct:0,0,50,50", "max"],
            ["0,0,4294967295,4294967295", "max"],
            ["", ""],
        ] {
            assert_eq!(CAMERA.find(region, size), None, "{region}/{size}");
        }
    }

    #[test]
    fn what_is_said_of_a_picture_fits_what_there_is() {
        let info = CAMERA.info("https://example.org/1");
        assert_eq!((&info["profile"], &info["maxWidth"]), (&json!("level0"), &json!(1500)));
        assert_eq!(info["sizes"][0], json!({ "width": 375, "height": 250 }));
        assert_eq!(info["tiles"][0]["scaleFactors"], json!([1, 2, 4, 8, 16]));
        let little = Pyramid(Size { width: 300, height: 200 }).info("https://example.org/1");
        assert_eq!(little.get("maxWidth"), None);
        assert_eq!(little["tiles"][0]["scaleFactors"], json!([1]));
    }

    proptest! {
        #[test]
        fn the_tiles_of_every_size_cover_the_picture_once(width in 1..9000_u32, height in 1..9000_u32) {
            let pyramid = Pyramid(Size { width, height });
            for level in pyramid.levels() {
                let tiles = pyramid.of_level(level);
                let tiles = tiles.iter().filter(|tile| tile.size.iter().all(|side| *side <= TILE));
                let area: u64 = tiles.clone().map(|tile| u64::from(tile.region[2]) * u64::from(tile.region[3])).sum();
                prop_assert_eq!(area % (u64::from(width) * u64::from(height)), 0);
                prop_assert!(area > 0);
                for tile in tiles {
                    let name = tile.name(pyramid);
                    let parts: Vec<&str> = name.split('/').collect();
                    prop_assert_eq!(pyramid.find(parts[0], parts[1]), Some(*tile));
                }
            }
            prop_assert!(pyramid.largest().longest() <= LARGEST_WHOLE);
        }
    }
}
