//! How much a first visit sends.

use std::collections::BTreeSet;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, header};
use tower::ServiceExt as _;

use crate::town::site;

async fn sent(site: &Router, address: &str) -> (HeaderMap, Vec<u8>) {
    let request = Request::get(address).header(header::HOST, "localhost").header(header::ACCEPT_ENCODING, "br, zstd");
    let answer = site.clone().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let (parts, body) = answer.into_parts();
    (parts.headers, to_bytes(body, usize::MAX).await.unwrap().to_vec())
}

/// The text of an answer that came compressed.
fn text((headers, bytes): &(HeaderMap, Vec<u8>)) -> String {
    assert_eq!(headers[header::CONTENT_ENCODING], "zstd");
    assert_eq!(headers[header::VARY], "accept-encoding");
    String::from_utf8(zstd::decode_all(bytes.as_slice()).unwrap()).unwrap()
}

#[tokio::test]
async fn a_first_visit_is_light_in_both_languages() {
    let site = site();
    for lang in ["en", "ar"] {
        let page = sent(&site, &format!("/?lang={lang}")).await;
        let (mut total, mut files) = (page.1.len(), BTreeSet::new());
        for part in text(&page).split("\"/assets/").skip(1).filter_map(|rest| rest.split('"').next()) {
            files.insert(part.to_owned());
        }
        assert!(files.len() > 3, "style sheets, scripts, the mark: {files:?}");
        let folder = files.first().and_then(|file| file.split('/').next()).unwrap_or_default().to_owned();
        files.extend(["arabic-400.woff2", "arabic-700.woff2"].map(|font| format!("{folder}/{font}")));
        for file in &files {
            total += sent(&site, &format!("/assets/{file}")).await.1.len();
        }
        println!("{lang}: {total} bytes in {} files", files.len() + 1);
        assert!(total <= 150_000, "{lang}: {total} bytes");
    }
}
