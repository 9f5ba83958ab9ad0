//! Makes a small copy or the tiles of a picture: `smaller small|tiles FILE TO`. For `benches/media.sh`, and to look at what comes out.

use std::error::Error;
use std::fs::File;
use std::io::{Read as _, Seek as _};

use daftar_media::{Picture, TELLING, thumbnail, tiles};

fn main() -> Result<(), Box<dyn Error>> {
    let [what, path, to] = <[String; 3]>::try_from(std::env::args().skip(1).collect::<Vec<_>>())
        .map_err(|_| "expected: smaller small|tiles FILE TO")?;
    let (mut file, mut first) = (File::open(path)?, Vec::new());
    file.by_ref().take(TELLING as u64).read_to_end(&mut first)?;
    file.rewind()?;
    let picture = Picture::of(&first).ok_or("this is no JPEG, PNG, GIF or WebP picture")?;
    match what.as_str() {
        "small" => std::fs::write(to, thumbnail(picture, &mut file, 640)?.jpeg)?,
        _ => drop(tiles::cut(picture, &mut file, File::create(to)?)?),
    }
    Ok(())
}
