//! Smaller copies of a picture: the small one that pages show, and sizes and tiles by the IIIF Image API at level 0. Whoever
//! may have the file may have these, and nobody else.

use std::io::Read as _;

use axum::extract::Path;
use axum::http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CONTENT_TYPE, ETAG, IF_NONE_MATCH, RETRY_AFTER};
use axum::http::{HeaderMap, HeaderName, StatusCode};
use axum::response::{IntoResponse as _, Response};
use daftar_register::claim::Hash;
use daftar_register::media::{Picture, Pyramid, Size, Tile, tiles};
use daftar_register::store::{Derivative, Derived};
use maud::html;

use super::file::{self, Bytes, find};
use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::guard::headers::SourceFile;
use crate::guard::host;
use crate::layout::Content;
use crate::maker::Got;
use crate::sniffed::Sort;
use crate::visit::{Site, Visit};

/// So many seconds until it is worth asking again.
const AGAIN: &str = "5";

/// A picture that this visitor may have.
struct Found {
    offer: file::Offer,
    picture: Picture,
    content: Bytes,
    derived: Derived,
    /// A smaller copy, if it was made before.
    ready: Option<Vec<u8>>,
}

/// Looks whether the visitor may have the picture; `ready` takes out what was made of it.
async fn found(
    visit: &Visit,
    source: &str,
    file: &str,
    ready: impl FnOnce(&file::Offer, &Derived) -> Result<Option<Vec<u8>>, Trouble> + Send + 'static,
) -> Result<Found, Trouble> {
    let (asking, source, file) = (visit.clone(), source.to_owned(), file.to_owned());
    let look = move |register: &daftar_register::Register| {
        let (offer, content) = find(&Looking::new(register, &asking)?, &source, &file)?;
        let Sort::Picture(picture) = offer.sort else { return Err(Trouble::Missing) };
        let derived = register.derived();
        // Only of a file that lies open is anything made on the disk.
        let ready = if offer.length.is_some() { ready(&offer, &derived)? } else { None };
        Ok(Found { offer, picture, content, derived, ready })
    };
    Ok(visit.site.0.registers.read(visit.audience(), look).await?.0)
}

/// `/s/ID/file/FILE/small`
pub(crate) async fn small(Path((source, file)): Path<(String, String)>, headers: HeaderMap, visit: Visit) -> Response {
    let open =
        |offer: &file::Offer, derived: &Derived| Ok(derived.open(&offer.file, Derivative::Small)?.and_then(read));
    let found = match found(&visit, &source, &file, open).await {
        Ok(found) => found,
        Err(trouble) => return refusal(trouble, visit).await,
    };
    let maker = &visit.site.0.maker;
    let made = match (found.ready, found.offer.length) {
        (Some(ready), _) => Some(ready),
        (None, Some(_)) => match maker.made(found.derived, found.offer.file, Derivative::Small).await {
            Got::Made(made) => read(made),
            Got::Refused | Got::Later => None,
        },
        (None, None) => maker.in_memory(found.picture, found.content).await,
    };
    match made {
        Some(bytes) => jpeg(bytes, &headers, &visit.site),
        None => file::send(Path((source, file)), visit).await,
    }
}

fn read(mut made: std::fs::File) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    made.read_to_end(&mut bytes).ok().map(|_| bytes)
}

/// `/s/ID/file/FILE/iiif/REGION/SIZE/ROTATION/QUALITY`
pub(crate) async fn tile(
    Path([source, file, region, size, rotation, quality]): Path<[String; 6]>,
    headers: HeaderMap,
    visit: Visit,
) -> Response {
    if (rotation.as_str(), quality.as_str()) != ("0", "default.jpg") {
        return refusal(Trouble::Missing, visit).await;
    }
    let take = move |offer: &file::Offer, derived: &Derived| {
        let (pyramid, tile) = asked(offer, &region, &size).ok_or(Trouble::Missing)?;
        let made = derived.open(&offer.file, Derivative::Tiles)?;
        Ok(made.and_then(|made| tiles::take(made, &tile.name(pyramid)).ok()?))
    };
    match one_tile(&visit, &source, &file, take.clone()).await {
        Ok(Some(bytes)) => jpeg(bytes, &headers, &visit.site),
        Ok(None) => later(),
        Err(trouble) => refusal(trouble, visit).await,
    }
}

/// `/s/ID/file/FILE/whole`: the whole picture as large as it is made in one piece; the file itself where that cannot be made.
pub(crate) async fn whole(Path((source, file)): Path<(String, String)>, headers: HeaderMap, visit: Visit) -> Response {
    let take = |offer: &file::Offer, derived: &Derived| {
        let (pyramid, tile) = asked(offer, "full", "max").ok_or(Trouble::Missing)?;
        let made = derived.open(&offer.file, Derivative::Tiles)?;
        Ok(made.and_then(|made| tiles::take(made, &tile.name(pyramid)).ok()?))
    };
    match one_tile(&visit, &source, &file, take).await {
        Ok(Some(bytes)) => jpeg(bytes, &headers, &visit.site),
        _ => file::send(Path((source, file)), visit).await,
    }
}

fn asked(offer: &file::Offer, region: &str, size: &str) -> Option<(Pyramid, Tile)> {
    let pyramid = pyramid(offer)?;
    Some((pyramid, pyramid.find(region, size)?))
}

/// The sizes and tiles of a picture.
pub(super) fn pyramid(offer: &file::Offer) -> Option<Pyramid> {
    let [width, height] = offer.size?;
    Some(Pyramid(Size { width, height }))
}

/// A tile, made with all others if need be; none when others are being made.
async fn one_tile(
    visit: &Visit,
    source: &str,
    file: &str,
    take: impl Fn(&file::Offer, &Derived) -> Result<Option<Vec<u8>>, Trouble> + Clone + Send + 'static,
) -> Result<Option<Vec<u8>>, Trouble> {
    let found = found(visit, source, file, take.clone()).await?;
    match made(found.ready.is_some(), &found.offer, &found.derived, &visit.site).await? {
        Made::Before => Ok(found.ready),
        Made::Now => {
            tokio::task::spawn_blocking(move || take(&found.offer, &found.derived)?.ok_or(Trouble::Missing).map(Some))
                .await
                .unwrap_or(Err(Trouble::Missing))
        }
        Made::NotYet => Ok(None),
    }
}

/// When the tiles of a picture were made.
enum Made {
    Before,
    Now,
    NotYet,
}

async fn made(ready: bool, offer: &file::Offer, derived: &Derived, site: &Site) -> Result<Made, Trouble> {
    if ready {
        return Ok(Made::Before);
    }
    if offer.length.is_none() {
        return Err(Trouble::Missing);
    }
    match site.0.maker.made(derived.clone(), offer.file, Derivative::Tiles).await {
        Got::Made(_) => Ok(Made::Now),
        Got::Refused => Err(Trouble::Missing),
        Got::Later => Ok(Made::NotYet),
    }
}

/// `/s/ID/file/FILE/iiif/info.json`
pub(crate) async fn info(Path((source, file)): Path<(String, String)>, headers: HeaderMap, visit: Visit) -> Response {
    let open =
        |offer: &file::Offer, derived: &Derived| Ok(derived.open(&offer.file, Derivative::Tiles)?.map(|_| Vec::new()));
    let found = match found(&visit, &source, &file, open).await {
        Ok(found) => found,
        Err(trouble) => return refusal(trouble, visit).await,
    };
    let made = made(found.ready.is_some(), &found.offer, &found.derived, &visit.site).await;
    match (made, pyramid(&found.offer)) {
        (Ok(Made::NotYet), _) => later(),
        (Ok(_), Some(pyramid)) => {
            let id = format!("{}{}", host::origin(&headers), Address::Iiif(found.offer.source, found.offer.file));
            linked(&pyramid.info(&id), IMAGE, &visit.site)
        }
        (Err(trouble), _) => refusal(trouble, visit).await,
        (_, None) => refusal(Trouble::Missing, visit).await,
    }
}

const IMAGE: &str = "application/ld+json;profile=\"http://iiif.io/api/image/3/context.json\"";
/// How a manifest is sent.
pub(super) const PRESENTATION: &str = "application/ld+json;profile=\"http://iiif.io/api/presentation/3/context.json\"";

/// Data for viewers of pictures.
pub(super) fn linked(data: &serde_json::Value, kind: &'static str, site: &Site) -> Response {
    open_to_others(([(CONTENT_TYPE, kind)], data.to_string()).into_response(), site)
}

/// A browser that has these bytes already is told so, once it is known that it may have them.
fn jpeg(bytes: Vec<u8>, asked: &HeaderMap, site: &Site) -> Response {
    let tag = format!("\"{}\"", Hash::of(&bytes));
    let known = asked.get(IF_NONE_MATCH).is_some_and(|known| known.as_bytes() == tag.as_bytes());
    let mut response = match known {
        true => (StatusCode::NOT_MODIFIED, [(ETAG, tag)]).into_response(),
        false => ([(CONTENT_TYPE, "image/jpeg".to_owned()), (ETAG, tag)], bytes).into_response(),
    };
    response.extensions_mut().insert(SourceFile);
    open_to_others(response, site)
}

/// Where a notebook is served to others, viewers on other sites may show its pictures: from there nobody is a keeper. What
/// only this computer is served stays with the pages of this site.
fn open_to_others(mut response: Response, site: &Site) -> Response {
    if !site.0.loopback {
        let headers = response.headers_mut();
        headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, axum::http::HeaderValue::from_static("*"));
        let policy = HeaderName::from_static("cross-origin-resource-policy");
        headers.insert(policy, axum::http::HeaderValue::from_static("cross-origin"));
    }
    response
}

fn later() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, AGAIN)]).into_response()
}

/// What is said where there is none, as of any page that is not there.
pub(super) async fn refusal(trouble: Trouble, visit: Visit) -> Response {
    visit.page(move |_| Err::<(), _>(trouble), |(), _| Content::plain("", html! {})).await
}
