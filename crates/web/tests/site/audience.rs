//! What is sealed appears nowhere, in no form, until a session is unlocked; and then it does.

use axum::body::Body;
use axum::http::{Request, header};

use crate::town::{Answer, SECRETS, get, send, site, walk};

fn leaks(answers: &[(String, Answer)]) -> Vec<(&str, &str)> {
    let pairs = answers.iter().flat_map(|(address, answer)| SECRETS.map(|secret| (address.as_str(), secret, answer)));
    pairs
        .filter(|(_, secret, answer)| answer.text.contains(secret))
        .map(|(address, secret, _)| (address, secret))
        .collect()
}

#[tokio::test]
async fn the_public_never_meets_a_planted_secret() {
    let site = site();
    let mut answers = walk(&site, None).await;
    assert!(answers.len() > 60, "the walk ended after {} pages", answers.len());
    let seen: Vec<String> = answers.iter().map(|(address, _)| address.clone()).collect();
    for address in seen.iter().filter(|address| !address.contains(".json")) {
        let (path, query) = address.split_once('?').unwrap_or((address, ""));
        let path = if path == "/" { "/index" } else { path };
        let json = format!("{path}.json?{query}&lang=ar");
        let answer = get(&site, &json).await;
        answers.push((json, answer));
    }
    for words in ["Qamarine", "Tellwright", "beneath", "third+terrace", "Jar"] {
        let address = format!("/search.json?words={words}");
        let answer = get(&site, &address).await;
        answers.push((address, answer));
    }
    assert_eq!(leaks(&answers), []);
}

#[tokio::test]
async fn a_keeper_who_unlocked_meets_it() {
    let site = site();
    let page = get(&site, "/unlock").await;
    let cookie = page.cookie();
    let request = Request::post("/unlock").header(header::HOST, "localhost").header(header::COOKIE, &cookie);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    send(&site, request.body(Body::from(format!("token={}", page.token()))).unwrap()).await;
    let request = Request::get("/kind/person").header(header::HOST, "localhost").header(header::COOKIE, &cookie);
    let answer = send(&site, request.body(Body::empty()).unwrap()).await;
    assert_eq!(answer.headers[header::CACHE_CONTROL], "no-store");
    let walked = walk(&site, Some(&cookie)).await;
    assert!(SECRETS.iter().all(|secret| walked.iter().any(|(_, answer)| answer.text.contains(secret))));
}
