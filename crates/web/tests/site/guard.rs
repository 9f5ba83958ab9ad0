//! Who may ask, and what comes with every answer.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};

use crate::town::{get, send, site, site_at};

#[tokio::test]
async fn a_name_that_is_not_ours_is_refused() {
    let site = site();
    for host in ["sanabel.example", "192.168.1.7:4750", "127.0.0.1.example:4750", ""] {
        let request = Request::get("/").header(header::HOST, host).body(Body::empty()).unwrap();
        assert_eq!(send(&site, request).await.status, StatusCode::FORBIDDEN, "{host}");
    }
    let bare = Request::get("/").body(Body::empty()).unwrap();
    assert_eq!(send(&site, bare).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn every_answer_says_what_the_browser_may_do() {
    let site = site();
    for address in ["/", "/differ", "/differ.json", "/nothing", "/assets/x/style.css", "/openapi.json"] {
        let answer = get(&site, address).await;
        let policy = answer.headers[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{address}: {policy}");
        for name in ["x-content-type-options", "referrer-policy", "cross-origin-opener-policy", "cache-control"] {
            assert!(answer.headers.contains_key(name), "{address}: {name}");
        }
        let inline = ["<style", "style=\"", "onclick", "javascript:", "<script>"];
        assert!(inline.iter().all(|found| !answer.text.contains(found)), "{address}");
    }
}

fn post(address: &str, cookie: &str, origin: Option<&str>, form: &str) -> Request<Body> {
    let mut request = Request::post(address).header(header::HOST, "127.0.0.1:4750").header(header::COOKIE, cookie);
    if let Some(origin) = origin {
        request = request.header(header::ORIGIN, origin);
    }
    let kind = "application/x-www-form-urlencoded";
    request.header(header::CONTENT_TYPE, kind).body(Body::from(form.to_owned())).unwrap()
}

#[tokio::test]
async fn nothing_changes_without_the_token_of_the_session() {
    let site = site();
    let page = get(&site, "/unlock").await;
    let (cookie, token) = (page.cookie(), page.token());
    let own = Some("http://127.0.0.1:4750");
    let form = format!("token={token}");
    let status = async |request| send(&site, request).await.status;
    assert_eq!(status(post("/unlock", &cookie, own, "")).await, StatusCode::FORBIDDEN, "no token");
    assert_eq!(status(post("/unlock", &cookie, own, "token=0")).await, StatusCode::FORBIDDEN, "a wrong one");
    let others = get(&site, "/unlock").await.cookie();
    assert_eq!(status(post("/unlock", &others, own, &form)).await, StatusCode::FORBIDDEN, "another's");
    let elsewhere = Some("https://sanabel.example");
    assert_eq!(status(post("/unlock", &cookie, elsewhere, &form)).await, StatusCode::FORBIDDEN, "from elsewhere");
    assert_eq!(status(post("/unlock", &cookie, Some("null"), &form)).await, StatusCode::FORBIDDEN, "from nowhere");
    assert_eq!(status(post("/unlock", &cookie, own, &form)).await, StatusCode::SEE_OTHER);
    assert_eq!(get(&site, "/lock").await.status, StatusCode::OK);
}

#[tokio::test]
async fn over_a_network_the_notebook_can_only_be_read() {
    let site = site_at("0.0.0.0:4750");
    let page = get(&site, "/unlock").await;
    let form = format!("token={}", page.token());
    let own = Some("http://127.0.0.1:4750");
    let refused = send(&site, post("/unlock", &page.cookie(), own, &form)).await;
    assert_eq!((page.status, refused.status), (StatusCode::OK, StatusCode::FORBIDDEN));
}

#[tokio::test]
async fn the_cookie_is_for_this_site_and_no_script() {
    let answer = get(&site(), "/").await;
    let cookie = answer.headers[header::SET_COOKIE].to_str().unwrap();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
}

#[tokio::test]
async fn a_locked_session_leaves_no_page_of_a_keeper_behind() {
    let keeper = crate::keeper::keeper().await;
    let page = keeper.get("/add").await;
    assert_eq!(page.headers[header::CACHE_CONTROL], "no-store");
    assert!(!page.headers.contains_key("clear-site-data"));
    let locked = keeper.post("/lock", &[]).await;
    assert_eq!(locked.headers["clear-site-data"], "\"cache\"");
    let after = keeper.get("/add").await;
    assert!(after.location().starts_with("/unlock") && !after.headers.contains_key("clear-site-data"));
    let worker = keeper.get("/sw.js").await.text;
    assert!(!worker.contains("put(event.request") && worker.contains("startsWith(\"/assets/\")"), "{worker}");
}

#[tokio::test]
async fn no_error_tells_where_anything_lies() {
    let keeper = crate::keeper::keeper().await;
    let card = keeper.card("object", &[("name.en", "Jar")]).await;
    let register = keeper.folder.path().join("sanabel.daftar");
    let here = keeper.folder.path().to_string_lossy().into_owned();
    let broken: [&dyn Fn(); 3] = [
        &|| std::fs::write(register.join("index/index.sqlite"), "no database").unwrap_or_default(),
        &|| std::fs::write(register.join("register.json"), "{").unwrap(),
        &|| std::fs::remove_dir_all(register.join("logs")).unwrap(),
    ];
    for breaks in broken {
        breaks();
        let site = crate::keeper::site_if_any(&keeper.folder).unwrap_or_else(|| keeper.site.clone());
        for site in [&site, &keeper.site] {
            for address in
                ["/", &card, "/differ.json", "/search?words=jar", "/log", "/health", "/sources.json", "/%ff", "/e/x"]
            {
                let answer = get(site, address).await;
                let told = ["sqlite", "logs/", "register.json", "os error", "panicked", here.as_str()];
                assert!(
                    told.iter().all(|told| !answer.text.to_lowercase().contains(told)),
                    "{address}: {}",
                    answer.text
                );
            }
        }
    }
}
