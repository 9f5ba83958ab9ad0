//! What is sealed appears nowhere, in no form, until a session is unlocked; and then it does.

use std::collections::BTreeSet;

use axum::body::Body;
use axum::http::{Request, header};
use tokio::sync::OnceCell;

use crate::planted::{SECRETS, site};
use crate::town::{Answer, get, send, unlocked, walk};

const SERVER: &str = include_str!("../../src/server.rs");

/// Addresses to which no link leads, for they are asked by scripts, programs, style sheets, or those who guess.
pub(crate) const UNLINKED: [&str; 98] = [
    "/totals?by=place&open=things",
    "/totals?by=speaker",
    "/totals.csv?by=source",
    "/lots",
    "/e/x/lot",
    "/save-first",
    "/test-plan",
    "/completeness",
    "/passports.csv?restricted=yes",
    "/doubles",
    "/doubles/x/y",
    "/import/opening",
    "/import/columns",
    "/import/mapping",
    "/import/pictures",
    "/import/away",
    "/import/report",
    "/import/file/refused.csv",
    "/carry",
    "/boxes",
    "/boxes/new",
    "/pack",
    "/code?c=1",
    "/handover",
    "/stock",
    "/stock/x",
    "/phone",
    "/phone/end",
    "/count?c=1",
    "/count/x",
    "/count/x/seed-weight",
    "/count/x/germination",
    "/count/x/germination/y",
    "/e/x/receipt",
    "/promises",
    "/survivors",
    "/e/x/holding",
    "/e/x/returned",
    "/e/x/forgive",
    "/e/x/contents",
    "/health/mend",
    "/health/mend/files",
    "/copies/withhold",
    "/copies/bundle",
    "/copies/bundle/0",
    "/copies/take",
    "/s/1/file/1/prove",
    "/copies/work",
    "/copies/place",
    "/copies/code",
    "/copies/peer",
    "/copies/forget",
    "/copies/escrow",
    "/copies/key/parts",
    "/copies/key/new",
    "/copies",
    "/copies/key",
    "/begin/again",
    "/map/drawing",
    "/map/base.pmtiles",
    "/map/own.pmtiles",
    "/openapi.json",
    "/lock",
    "/health/index",
    "/health/bundle",
    "/assets/x/style.css",
    "/e/x",
    "/s/x/file/x/sidecar",
    "/s/x/file/x/small",
    "/s/x/file/x/whole",
    "/s/x/file/x/iiif",
    "/s/x/file/x/iiif/info",
    "/s/x/file/x/iiif/full/max/0/default.jpg",
    "/e/x/manifest",
    "/s/x/file/x/redact",
    "/review/x",
    "/plan/x/place",
    "/names",
    "/said?property=material",
    "/search/change?property=material",
    "/searches",
    "/remember",
    "/map?words=mill",
    "/map?where=kind%3Dc:kind/object",
    "/map/drawing?where=kind%3Dc:kind/object",
    "/search?view=gallery",
    "/begin",
    "/begin/key",
    "/begin/kept",
    "/sw.js",
    "/kind/person",
    "/kind/no-such",
    "/no-such-page",
    "/search?words=Qamarine",
    "/search?words=Tellwright",
    "/search?words=beneath",
    "/search?words=third+terrace",
    "/differ?from=Qamarine+Tellwright",
];

/// Everything that the public is answered: what links lead to, what they do not, and every address that a keeper is shown;
/// each as a page and as data.
async fn answers() -> &'static [(String, Answer)] {
    static ANSWERS: OnceCell<Vec<(String, Answer)>> = OnceCell::const_new();
    ANSWERS.get_or_init(ask_everything).await
}

async fn ask_everything() -> Vec<(String, Answer)> {
    let site = site();
    let mut answers = walk(&site, None).await;
    let keepers = walk(&site, Some(&unlocked(&site).await)).await.into_iter().map(|(address, _)| address);
    let met: BTreeSet<String> = answers.iter().map(|(address, _)| address.clone()).collect();
    let hidden = keepers.filter(|address| !met.contains(address));
    let beside: Vec<String> = hidden.chain(UNLINKED.map(str::to_owned)).collect();
    let data: Vec<String> = met.iter().chain(&beside).filter_map(|address| as_data(address)).collect();
    for address in beside.into_iter().chain(data) {
        let answer = get(&site, &address).await;
        answers.push((address, answer));
    }
    answers
}

/// The same address as data, in the other language.
pub(crate) fn as_data(address: &str) -> Option<String> {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let path = if path == "/" { "/index" } else { path };
    (!path.contains('.')).then(|| format!("{path}.json?{query}&lang=ar"))
}

fn leaks(answers: &[(String, Answer)]) -> Vec<(&str, &str)> {
    let leaks = |answer: &Answer, secret: &str| {
        let mut headers = answer.headers.values().map(|value| String::from_utf8_lossy(value.as_bytes()));
        answer.text.contains(secret) || headers.any(|value| value.contains(secret))
    };
    let pairs = answers.iter().flat_map(|(address, answer)| SECRETS.map(|secret| (address.as_str(), secret, answer)));
    pairs.filter(|(_, secret, answer)| leaks(answer, secret)).map(|(address, secret, _)| (address, secret)).collect()
}

#[tokio::test]
async fn the_public_never_meets_a_planted_secret() {
    let answers = answers().await;
    assert!(answers.len() > 120, "the walk ended after {} answers", answers.len());
    // Whoever searches for a secret finds their own words in the field again, and nothing else.
    let asked = |address: &str, secret: &str| address.contains('?') && address.contains(&secret.replace(' ', "+"));
    let leaks: Vec<_> = leaks(answers).into_iter().filter(|(address, secret)| !asked(address, secret)).collect();
    assert_eq!(leaks, []);
}

#[tokio::test]
async fn the_walk_leaves_no_route_out() {
    let answers = answers().await;
    let left: Vec<_> = routes().filter(|route| !answers.iter().any(|(address, _)| is_of(route, address))).collect();
    assert!(left.is_empty(), "nobody looks for secrets at {left:?}: link to it, or name it among UNLINKED");
}

/// Every route that the server has: a new one cannot be forgotten.
fn routes() -> impl Iterator<Item = &'static str> {
    SERVER.split(".route(\"").skip(1).filter_map(|rest| rest.split('"').next())
}

/// Whether an address is one of a route: `/e/{id}` has `/e/12?at=2032` and `/e/12.json`.
fn is_of(route: &str, address: &str) -> bool {
    let path = address.split('?').next().unwrap_or_default();
    let path = path.strip_suffix(".json").unwrap_or(path);
    let (route, path): (Vec<_>, Vec<_>) = (route.split('/').collect(), path.split('/').collect());
    route.len() == path.len() && route.iter().zip(path).all(|(one, other)| one.starts_with('{') || *one == other)
}

/// One address of each route.
async fn one_of_each_route() -> Vec<&'static str> {
    let answers = answers().await;
    let first = |route| answers.iter().map(|(address, _)| address.as_str()).find(|address| is_of(route, address));
    routes().filter_map(first).collect()
}

#[tokio::test]
async fn no_question_way_or_header_brings_a_secret_out() {
    let site = site();
    let mut met = Vec::new();
    for address in one_of_each_route().await {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        for asked in [
            "at=2031",
            "known=2100",
            "recorded=2100-01-01",
            "from=Rimal+Courier",
            "page=2",
            "view=table",
            "digits=arab",
        ] {
            let address = format!("{path}?{query}&{asked}");
            met.push((address.clone(), get(&site, &address).await));
        }
        for way in
            [format!("/{path}"), format!("{path}/"), format!("{path}%2ejson"), format!("/.{path}"), path.to_uppercase()]
        {
            let Ok(way) = way.parse::<axum::http::Uri>() else { continue };
            let request = Request::get(way.clone()).header(header::HOST, "localhost");
            met.push((way.to_string(), send(&site, request.body(Body::empty()).unwrap()).await));
        }
        for (method, name, value) in [
            ("HEAD", header::ACCEPT, "*/*"),
            ("GET", header::IF_NONE_MATCH, "*"),
            ("GET", header::RANGE, "bytes=0-100000"),
            ("GET", header::ACCEPT, "application/xml"),
            ("GET", header::COOKIE, "daftar=0000000000000000000000000000000000000000000000000000000000000000"),
            ("OPTIONS", header::ORIGIN, "http://localhost"),
            ("POST", header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
        ] {
            let request = Request::builder().method(method).uri(address).header(header::HOST, "localhost");
            let request = request.header(name, value).body(Body::empty()).unwrap();
            met.push((format!("{method} {address}"), send(&site, request).await));
        }
    }
    assert!(met.len() > 400, "{}", met.len());
    assert_eq!(leaks(&met), []);
}

/// Whoever guesses is answered as if nothing of the kind were here.
#[tokio::test]
async fn a_guess_is_answered_like_any_other() {
    let site = site();
    let plus = |words: &str| words.replace(' ', "+");
    for page in [
        "/search.json?words=",
        "/differ.json?from=",
        "/timeline.json?from=",
        "/sources.json?words=",
        "/index.json?from=",
    ] {
        let nobody = get(&site, &format!("{page}Nobody+Atall")).await;
        for secret in SECRETS {
            let answer = get(&site, &format!("{page}{}", plus(secret))).await;
            let plain = |text: &str| text.replace(secret, "…").replace("Nobody Atall", "…");
            assert_eq!(answer.status, nobody.status, "{page}{secret}");
            assert_eq!(plain(&answer.text), plain(&nobody.text), "{page}{secret}");
        }
    }
}

#[tokio::test]
async fn a_keeper_who_unlocked_meets_it() {
    let site = site();
    let cookie = unlocked(&site).await;
    let request = Request::get("/kind/person").header(header::HOST, "localhost").header(header::COOKIE, &cookie);
    let answer = send(&site, request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    let walked = walk(&site, Some(&cookie)).await;
    assert!(SECRETS.iter().all(|secret| walked.iter().any(|(_, answer)| answer.text.contains(secret))));
}
