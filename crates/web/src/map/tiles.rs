//! Map tiles in one PMTiles file, answered piece by piece: the one that comes with the program, or the user's own.

use std::fs::File;
use std::io::{ErrorKind, Read as _, Seek as _, SeekFrom, Write};
use std::path::Path;
use std::sync::Arc;
use std::time::UNIX_EPOCH;

use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE, RANGE,
};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse as _, Response};

use super::range::{Wanted, wanted};
use crate::pieces::body;

/// The base map that comes with the program.
static NATURAL_EARTH: &[u8] = include_bytes!("../../assets/basemap/natural-earth-z6.pmtiles");

/// One PMTiles file.
#[derive(Clone, Debug)]
pub struct Tiles {
    bytes: Place,
    length: u64,
    tag: String,
}

#[derive(Clone, Debug)]
enum Place {
    Memory(&'static [u8]),
    File(Arc<Path>),
}

/// Why a file is no base map.
#[derive(Debug, thiserror::Error)]
pub enum TilesError {
    /// It cannot be read.
    #[error("the base map {file} cannot be read: {error}")]
    Read {
        /// The file.
        file: String,
        /// Why.
        error: std::io::Error,
    },
    /// It is something else.
    #[error("{file} is no PMTiles file of version 3: it begins with {found:?}; make one with `pmtiles convert`")]
    Other {
        /// The file.
        file: String,
        /// Its first bytes.
        found: String,
    },
}

impl Tiles {
    /// Natural Earth, zoom 0–6.
    pub fn natural_earth() -> Tiles {
        let length = NATURAL_EARTH.len() as u64;
        let tag = format!("\"{}-{length}\"", env!("CARGO_PKG_VERSION"));
        Tiles { bytes: Place::Memory(NATURAL_EARTH), length, tag }
    }

    /// A file of the user's.
    ///
    /// # Errors
    /// When it cannot be read, or is no PMTiles file of version 3.
    pub fn open(path: &Path) -> Result<Tiles, TilesError> {
        let name = path.display().to_string();
        let failed = |error| TilesError::Read { file: name.clone(), error };
        let mut start = Vec::new();
        let file = File::open(path).map_err(failed)?;
        file.take(8).read_to_end(&mut start).map_err(failed)?;
        if start != *b"PMTiles\x03" {
            return Err(TilesError::Other { file: name, found: String::from_utf8_lossy(&start).into_owned() });
        }
        let meta = std::fs::metadata(path).map_err(failed)?;
        let changed = meta.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
        let tag = format!("\"{}-{}\"", changed.map_or(0, |time| time.as_nanos()), meta.len());
        Ok(Tiles { bytes: Place::File(path.into()), length: meta.len(), tag })
    }

    /// The answer to a request with these headers.
    pub fn answer(&self, headers: &HeaderMap) -> Response {
        let header = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
        if header(IF_NONE_MATCH).is_some_and(|tags| tags.split(',').any(|tag| tag.trim() == self.tag)) {
            return (StatusCode::NOT_MODIFIED, [(ETAG, self.tag.clone())]).into_response();
        }
        // A part of another version of the file would not fit what the asker has: then all of it is sent.
        let unchanged = header(IF_RANGE).is_none_or(|tag| tag.trim() == self.tag);
        match wanted(header(RANGE).filter(|_| unchanged), self.length) {
            Wanted::All => self.send(StatusCode::OK, 0, self.length, None),
            Wanted::Part(first, end) => {
                let range = format!("bytes {first}-{}/{}", end - 1, self.length);
                self.send(StatusCode::PARTIAL_CONTENT, first, end, Some(range))
            }
            Wanted::Nothing => {
                let range = format!("bytes */{}", self.length);
                (StatusCode::RANGE_NOT_SATISFIABLE, [(CONTENT_RANGE, range)]).into_response()
            }
        }
    }

    fn send(&self, status: StatusCode, first: u64, end: u64, range: Option<String>) -> Response {
        let content = match &self.bytes {
            Place::Memory(bytes) => {
                let part = usize::try_from(first).ok().zip(usize::try_from(end).ok());
                Body::from(part.and_then(|(first, end)| bytes.get(first..end)).unwrap_or_default())
            }
            Place::File(path) => {
                let path = Arc::clone(path);
                body(move |to| copy(&path, first, end, to))
            }
        };
        let headers = [
            (CONTENT_TYPE, "application/vnd.pmtiles".to_owned()),
            (ACCEPT_RANGES, "bytes".to_owned()),
            (CONTENT_LENGTH, (end - first).to_string()),
            (ETAG, self.tag.clone()),
        ];
        (status, headers, range.map(|range| [(CONTENT_RANGE, range)]), content).into_response()
    }
}

/// Copies a part of a file, to its end.
fn copy(path: &Path, first: u64, end: u64, to: &mut dyn Write) -> std::io::Result<()> {
    let mut file = File::open(path)?;
    file.seek(SeekFrom::Start(first))?;
    let copied = std::io::copy(&mut file.take(end - first), to)?;
    if copied == end - first { Ok(()) } else { Err(ErrorKind::UnexpectedEof.into()) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::to_bytes;

    fn own(length: usize) -> (tempfile::TempDir, Vec<u8>, Tiles) {
        let folder = tempfile::tempdir().unwrap();
        let mut bytes = b"PMTiles\x03".to_vec();
        bytes.extend((bytes.len()..length).map(|n| (n % 251) as u8));
        let path = folder.path().join("town.pmtiles");
        std::fs::write(&path, &bytes).unwrap();
        let tiles = Tiles::open(&path).unwrap();
        (folder, bytes, tiles)
    }

    async fn ask(tiles: &Tiles, headers: &[(HeaderName, &str)]) -> (StatusCode, HeaderMap, Vec<u8>) {
        let headers = headers.iter().map(|(name, value)| (name.clone(), value.parse().unwrap())).collect();
        let (parts, body) = tiles.answer(&headers).into_parts();
        (parts.status, parts.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
    }

    #[tokio::test]
    async fn a_part_of_the_users_own_file() {
        let (_folder, bytes, tiles) = own(200_000);
        let (status, headers, body) = ask(&tiles, &[(RANGE, "bytes=1000-150999")]).await;
        assert_eq!(
            (status, headers[CONTENT_RANGE].to_str().unwrap()),
            (StatusCode::PARTIAL_CONTENT, "bytes 1000-150999/200000")
        );
        assert_eq!((headers[CONTENT_LENGTH].to_str().unwrap(), &body[..]), ("150000", &bytes[1000..151_000]));
        let (status, headers, body) = ask(&tiles, &[]).await;
        assert_eq!((status, headers[ACCEPT_RANGES].to_str().unwrap()), (StatusCode::OK, "bytes"));
        assert_eq!(body, bytes);
    }

    #[tokio::test]
    async fn the_base_map_of_the_program_in_parts() {
        let (status, _, body) = ask(&Tiles::natural_earth(), &[(RANGE, "bytes=0-7")]).await;
        assert_eq!((status, &body[..]), (StatusCode::PARTIAL_CONTENT, &b"PMTiles\x03"[..]));
    }

    #[tokio::test]
    async fn a_part_beyond_the_end_is_refused() {
        for tiles in [own(100).2, Tiles::natural_earth()] {
            let (status, headers, body) = ask(&tiles, &[(RANGE, "bytes=99999999-")]).await;
            assert_eq!((status, body.len()), (StatusCode::RANGE_NOT_SATISFIABLE, 0));
            assert_eq!(headers[CONTENT_RANGE].to_str().unwrap(), format!("bytes */{}", tiles.length));
        }
    }

    #[tokio::test]
    async fn a_part_of_another_version_is_not_sent() {
        let (_folder, _, tiles) = own(100);
        let (status, ..) = ask(&tiles, &[(RANGE, "bytes=0-9"), (IF_RANGE, "\"old\"")]).await;
        assert_eq!(status, StatusCode::OK, "all of the new one");
        let (status, ..) = ask(&tiles, &[(RANGE, "bytes=0-9"), (IF_RANGE, &tiles.tag)]).await;
        assert_eq!(status, StatusCode::PARTIAL_CONTENT);
        let (status, _, body) = ask(&tiles, &[(IF_NONE_MATCH, &tiles.tag)]).await;
        assert_eq!((status, body.len()), (StatusCode::NOT_MODIFIED, 0));
    }

    #[tokio::test]
    async fn a_file_that_shrinks_breaks_off_and_does_not_panic() {
        let (_folder, _, tiles) = own(200_000);
        let Place::File(path) = &tiles.bytes else { panic!("a file") };
        std::fs::write(path, b"PMTiles\x03").unwrap();
        let headers = HeaderMap::new();
        assert!(to_bytes(tiles.answer(&headers).into_body(), usize::MAX).await.is_err());
    }

    #[test]
    fn another_file_is_no_base_map() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("picture.png");
        assert!(matches!(Tiles::open(&path), Err(TilesError::Read { .. })));
        std::fs::write(&path, b"\x89PNG and more").unwrap();
        let said = Tiles::open(&path).unwrap_err().to_string();
        assert!(said.contains("picture.png") && said.contains("pmtiles convert"), "{said}");
    }
}
