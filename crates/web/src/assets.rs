//! The files that pages ask for, all inside the program. Their addresses carry a hash of their bytes, so that a browser
//! can keep them for ever and still never shows an old one.

use std::sync::OnceLock;

use axum::extract::Path;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use daftar_register::claim::Hash;

use crate::map::{FILES, File};

/// A file inside the program.
struct Asset {
    name: &'static str,
    kind: &'static str,
    bytes: &'static [u8],
}

const CSS: &str = "text/css; charset=utf-8";
const JS: &str = "text/javascript; charset=utf-8";
const SVG: &str = "image/svg+xml";
const WOFF: &str = "font/woff2";

/// How pages look; labels, which are printed from the command line as well, have a sheet of their own.
const STYLE: &str = concat!(include_str!("../assets/style.css"), include_str!("../assets/labels.css"));

/// Every file.
const ASSETS: &[Asset] = &[
    Asset { name: "style.css", kind: CSS, bytes: STYLE.as_bytes() },
    Asset { name: "review.js", kind: JS, bytes: include_bytes!("../assets/review.js") },
    Asset { name: "keep.js", kind: JS, bytes: include_bytes!("../assets/keep.js") },
    Asset { name: "offer.js", kind: JS, bytes: include_bytes!("../assets/offer.js") },
    Asset { name: "drop.js", kind: JS, bytes: include_bytes!("../assets/drop.js") },
    Asset { name: "paper.css", kind: CSS, bytes: crate::paper::STYLE.as_bytes() },
    Asset { name: "timeline.css", kind: CSS, bytes: include_bytes!("../assets/timeline.css") },
    Asset { name: "sliders.js", kind: JS, bytes: include_bytes!("../assets/sliders.js") },
    Asset { name: "mark.svg", kind: SVG, bytes: include_bytes!("../assets/mark.svg") },
    Asset {
        name: "arabic-400.woff2",
        kind: WOFF,
        bytes: include_bytes!("../assets/vendor/noto-sans-arabic/noto-sans-arabic-arabic-400-normal.woff2"),
    },
    Asset {
        name: "arabic-700.woff2",
        kind: WOFF,
        bytes: include_bytes!("../assets/vendor/noto-sans-arabic/noto-sans-arabic-arabic-700-normal.woff2"),
    },
];

/// Every file, the map's as well.
fn files() -> impl Iterator<Item = File> {
    ASSETS.iter().map(|asset| (asset.name, asset.kind, asset.bytes)).chain(FILES)
}

/// The address of a file, with the hash of all files: they change together, with the program.
pub(crate) fn address(name: &str) -> String {
    static TAG: OnceLock<String> = OnceLock::new();
    let tag = TAG.get_or_init(|| {
        let all: Vec<u8> = files().flat_map(|(_, _, bytes)| Hash::of(bytes).0).collect();
        Hash::of(&all).to_string()[..12].to_owned()
    });
    format!("/assets/{tag}/{name}")
}

/// Sends the service worker: its address names no hash, for that decides which pages it may keep.
pub(crate) async fn worker() -> Response {
    ([(header::CONTENT_TYPE, JS)], include_bytes!("../assets/sw.js").as_slice()).into_response()
}

/// Sends a file. An address with an older tag still answers, but is not kept.
pub(crate) async fn send(Path((_, name)): Path<(String, String)>) -> Response {
    let Some((_, kind, bytes)) = files().find(|(known, ..)| *known == name) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let headers = [(header::CONTENT_TYPE, kind), (header::CACHE_CONTROL, "public, max-age=31536000, immutable")];
    (headers, bytes).into_response()
}
