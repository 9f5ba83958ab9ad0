//! The token: whatever changes something must send along what only a page of this session was told. Forms send it in the
//! field `token`, scripts in a header. Of a form with files it is the first part: nothing behind it is read before it was
//! found right. It never stands in an address, which browsers and their histories keep.

use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, BodyDataStream, Bytes, to_bytes};
use axum::extract::{Form, FromRequest as _, Request};
use axum::http::request::Parts;
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::Response;
use futures_core::Stream;
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
    if let Some(token) = told(&request, HEADER) {
        return is_right(token, &wanted).then_some(request);
    }
    if let Some(boundary) = boundary(&request) {
        return with_first_part(request, &boundary, &wanted).await;
    }
    let (parts, body) = request.into_parts();
    let bytes = to_bytes(body, LARGEST).await.ok()?;
    let token = token_of_form(&parts, bytes.clone()).await?;
    is_right(&token, &wanted).then(|| Request::from_parts(parts, Body::from(bytes)))
}

fn told<'r>(request: &'r Request, name: &str) -> Option<&'r str> {
    request.headers().get(name).and_then(|value| value.to_str().ok())
}

fn is_right(token: &str, wanted: &str) -> bool {
    !wanted.is_empty() && bool::from(token.as_bytes().ct_eq(wanted.as_bytes()))
}

/// What stands between the parts of a form with files.
fn boundary(request: &Request) -> Option<String> {
    let kind = told(request, header::CONTENT_TYPE.as_str())?.strip_prefix("multipart/form-data")?;
    let boundary = kind.split(';').find_map(|pair| pair.trim().strip_prefix("boundary="));
    Some(boundary.unwrap_or_default().trim_matches('\x22').to_owned())
}

/// The request, if its body begins with the token as browsers write a part.
async fn with_first_part(request: Request, boundary: &str, token: &str) -> Option<Request> {
    let wanted = format!("--{boundary}\r\nContent-Disposition: form-data; name=\"token\"\r\n\r\n{token}\r\n");
    let (parts, body) = request.into_parts();
    let mut rest = body.into_data_stream();
    let mut first = Vec::new();
    while first.len() < wanted.len() {
        let chunk = poll_fn(|context| Pin::new(&mut rest).poll_next(context)).await?.ok()?;
        first.extend_from_slice(&chunk);
    }
    let right = !token.is_empty() && bool::from(first.get(..wanted.len())?.ct_eq(wanted.as_bytes()));
    let whole = Whole { first: Some(Bytes::from(first)), rest };
    right.then(|| Request::from_parts(parts, Body::from_stream(whole)))
}

/// A body of which the beginning was read already.
struct Whole {
    first: Option<Bytes>,
    rest: BodyDataStream,
}

impl Stream for Whole {
    type Item = Result<Bytes, axum::Error>;

    fn poll_next(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        match self.first.take() {
            Some(first) => Poll::Ready(Some(Ok(first))),
            None => Pin::new(&mut self.rest).poll_next(context),
        }
    }
}

async fn token_of_form(parts: &Parts, bytes: Bytes) -> Option<String> {
    let mut copy = Request::new(Body::from(bytes));
    *copy.method_mut() = parts.method.clone();
    *copy.headers_mut() = parts.headers.clone();
    let Form(pairs) = Form::<Vec<(String, String)>>::from_request(copy, &()).await.ok()?;
    pairs.into_iter().find(|(name, _)| name == "token").map(|(_, value)| value)
}
