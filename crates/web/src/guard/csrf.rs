//! The token: whatever changes something must send along what only a page of this session was told. Forms send it in the
//! field `token`, scripts in a header, and forms with files, whose bodies are not read here, in the address.

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Form, FromRequest as _, Query, Request};
use axum::http::request::Parts;
use axum::http::{Method, Uri, header};
use axum::middleware::Next;
use axum::response::Response;
use subtle::ConstantTimeEq as _;

use super::session::Session;
use crate::error::Trouble;
use crate::layout;
use crate::visit;

/// The largest form without files.
const LARGEST: usize = 1 << 20;
/// The header in which scripts send the token.
const HEADER: &str = "x-daftar-token";

/// Refuses a change without the token of its session.
pub(crate) async fn guard(request: Request, next: Next) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    match with_token(request).await {
        Some(request) => next.run(request).await,
        None => layout::plain(&Trouble::Refused, visit::Form::Html),
    }
}

/// The request, if its token is right.
async fn with_token(request: Request) -> Option<Request> {
    let wanted = request.extensions().get::<Session>()?.token.clone();
    if let Some(token) = outside_the_body(&request) {
        return is_right(&token, &wanted).then_some(request);
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, LARGEST).await.ok()?;
    let token = token_of_form(&parts, bytes.clone()).await?;
    is_right(&token, &wanted).then(|| Request::from_parts(parts, Body::from(bytes)))
}

fn is_right(token: &str, wanted: &str) -> bool {
    !wanted.is_empty() && bool::from(token.as_bytes().ct_eq(wanted.as_bytes()))
}

/// The token of a script or of a form with files; none where it stands in the body.
fn outside_the_body(request: &Request) -> Option<String> {
    let told = |name: &str| request.headers().get(name).and_then(|value| value.to_str().ok());
    let files = told(header::CONTENT_TYPE.as_str()).is_some_and(|kind| kind.starts_with("multipart/form-data"));
    let in_address = || files.then(|| token_in(request.uri()).unwrap_or_default());
    told(HEADER).map(str::to_owned).or_else(in_address)
}

async fn token_of_form(parts: &Parts, bytes: Bytes) -> Option<String> {
    let mut copy = Request::new(Body::from(bytes));
    *copy.method_mut() = parts.method.clone();
    *copy.headers_mut() = parts.headers.clone();
    let Form(pairs) = Form::<Vec<(String, String)>>::from_request(copy, &()).await.ok()?;
    pairs.into_iter().find(|(name, _)| name == "token").map(|(_, value)| value)
}

fn token_in(uri: &Uri) -> Option<String> {
    let Query(pairs) = Query::<Vec<(String, String)>>::try_from_uri(uri).ok()?;
    pairs.into_iter().find(|(name, _)| name == "token").map(|(_, value)| value)
}
