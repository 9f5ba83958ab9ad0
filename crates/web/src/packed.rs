//! Texts on the wire, compressed where the browser takes it: an old phone on a slow network waits for every byte. Nothing here
//! is sent encrypted, so that compressing gives nothing away by its length.

use axum::body::{Body, HttpBody as _, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};

/// Shorter texts gain nothing.
const LEAST: u64 = 1024;
/// Longer ones are sent as they are, part by part.
const MOST: u64 = 8 << 20;
/// Fast, and most of what can be gained.
const LEVEL: i32 = 3;

/// Compresses an answer that is text of a known length.
pub(crate) async fn pack(request: Request, next: Next) -> Response {
    let takes = takes_zstd(request.headers());
    let response = next.run(request).await;
    let length = response.body().size_hint().exact();
    let worth = length.is_some_and(|length| (LEAST..=MOST).contains(&length)) && is_text(response.headers());
    if !takes || !worth || response.headers().contains_key(header::CONTENT_ENCODING) {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let Ok(whole) = to_bytes(body, usize::MAX).await else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
    let Ok(packed) = zstd::bulk::compress(&whole, LEVEL) else { return (parts, Body::from(whole)).into_response() };
    parts.headers.remove(header::CONTENT_LENGTH);
    parts.headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("zstd"));
    parts.headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
    Response::from_parts(parts, Body::from(packed))
}

/// Whether the browser names zstd, and not to refuse it.
fn takes_zstd(headers: &HeaderMap) -> bool {
    let named = headers.get_all(header::ACCEPT_ENCODING).iter().filter_map(|value| value.to_str().ok());
    named.flat_map(|value| value.split(',')).any(|one| {
        let (name, quality) = one.split_once(';').unwrap_or((one, ""));
        let refused = quality.trim().strip_prefix("q=").and_then(|q| q.parse().ok()).is_some_and(|q: f32| q <= 0.0);
        name.trim() == "zstd" && !refused
    })
}

fn is_text(headers: &HeaderMap) -> bool {
    let kind = headers.get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("text/") || kind.starts_with("application/json") || kind.starts_with("image/svg")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_who_takes_it_gets_it() {
        let takes = |value: &'static str| {
            takes_zstd(&HeaderMap::from_iter([(header::ACCEPT_ENCODING, HeaderValue::from_static(value))]))
        };
        assert!(takes("gzip, deflate, br, zstd") && takes("zstd;q=0.5"));
        assert!(!takes("gzip, br") && !takes("zstd; q=0") && !takes_zstd(&HeaderMap::new()));
    }
}
