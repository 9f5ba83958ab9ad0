//! What the browser may do with an answer: nothing from elsewhere, nothing inline, no guessing of types.

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

use super::session::Session;

/// Said with every answer. The referrer stays on this site: with `no-referrer` browsers would hide the origin of our own
/// forms from us, too.
pub(crate) const ALWAYS: [(HeaderName, &str); 8] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; script-src 'self'; font-src 'self'; img-src 'self' data: blob:; \
         connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; frame-ancestors 'none'; \
         base-uri 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("permissions-policy"), "camera=(), geolocation=(), microphone=()"),
    (HeaderName::from_static("x-robots-tag"), "noindex"),
];

/// Marks an answer that is a source file: whatever is in it, it must not run here.
#[derive(Clone, Copy)]
pub(crate) struct SourceFile;

/// What a browser may do with a source file: show it.
const OF_FILES: &str = "default-src 'none'; sandbox; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/// Adds the headers; what a keeper sees is not kept by the browser.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let file = response.extensions().get::<SourceFile>().is_some();
    let keeper = response.extensions().get::<Session>().is_some_and(|session| session.keeper);
    let headers = response.headers_mut();
    for (name, value) in ALWAYS {
        // What an answer says of itself stands: pictures that other sites may show.
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if file {
        headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static(OF_FILES));
    }
    if keeper || !headers.contains_key(header::CACHE_CONTROL) {
        let kept = if keeper { "no-store" } else { "no-cache, private" };
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    }
    response
}
