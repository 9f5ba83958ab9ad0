//! A keeper at a notebook of their own: unlocked, sending forms as a browser does.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use daftar_register::{Founding, Home, Register, system_clock};
use daftar_web::{Options, app};
use tower::ServiceExt as _;

use crate::town::{Answer, send};

/// A keeper with a browser.
pub(crate) struct Keeper {
    pub(crate) site: Router,
    pub(crate) folder: tempfile::TempDir,
    pub(crate) cookie: String,
    pub(crate) token: String,
}

/// A file that was sent.
pub(crate) struct Sent {
    pub(crate) headers: axum::http::HeaderMap,
    pub(crate) bytes: Vec<u8>,
}

/// A notebook of Sanabel with nothing in it, and its keeper.
pub(crate) async fn keeper() -> Keeper {
    let folder = tempfile::tempdir().unwrap();
    let home = Home::at(folder.path().join("keys"));
    let founding = Founding { place: "Sanabel".into(), keeper: "Keeper".into(), lang: "en".into(), passphrase: None };
    Register::create(&folder.path().join("sanabel.daftar"), &home, founding, system_clock).unwrap();
    let mut keeper = Keeper { site: site(&folder), folder, cookie: String::new(), token: String::new() };
    keeper.unlock().await;
    keeper
}

/// The site of a folder, whether a notebook is in it or not.
pub(crate) fn site(folder: &tempfile::TempDir) -> Router {
    site_if_any(folder).unwrap()
}

/// The same, if it can be served.
pub(crate) fn site_if_any(folder: &tempfile::TempDir) -> Option<Router> {
    site_on(folder, system_clock)
}

/// The same, by another clock.
pub(crate) fn site_on(folder: &tempfile::TempDir, now: fn() -> daftar_register::claim::Timestamp) -> Option<Router> {
    let (register, home) = (folder.path().join("sanabel.daftar"), Home::at(folder.path().join("keys")));
    let address = "127.0.0.1:4750".parse().unwrap();
    app(Options { address, register, home, lang: None, basemap: None, open: false, now }).ok()
}

impl Keeper {
    /// Presses the button of the keeper's view.
    pub(crate) async fn unlock(&mut self) {
        self.cookie.clear();
        let page = self.get("/unlock").await;
        (self.cookie, self.token) = (page.cookie(), page.token());
        assert_eq!(self.post("/unlock", &[]).await.status, StatusCode::SEE_OTHER);
    }

    /// The program is started anew.
    pub(crate) async fn restart(&mut self) {
        self.site = site(&self.folder);
        self.unlock().await;
    }

    pub(crate) async fn get(&self, address: &str) -> Answer {
        let request = Request::get(address).header(header::HOST, "localhost").header(header::COOKIE, &self.cookie);
        send(&self.site, request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let token = [("token", self.token.as_str())];
        let body: Vec<String> =
            token.iter().chain(fields).map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let request = Request::post(address).header(header::HOST, "localhost").header(header::COOKIE, &self.cookie);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        send(&self.site, request.body(Body::from(body.join("&"))).unwrap()).await
    }

    /// Presses a button that answers with a file.
    pub(crate) async fn bytes(&self, address: &str) -> Sent {
        let body = Body::from(format!("token={}", self.token));
        let request = Request::post(address).header(header::HOST, "localhost").header(header::COOKIE, &self.cookie);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded").body(body).unwrap();
        let (parts, body) = self.site.clone().oneshot(request).await.unwrap().into_parts();
        Sent { headers: parts.headers, bytes: axum::body::to_bytes(body, usize::MAX).await.unwrap().to_vec() }
    }

    /// Opens a form and sends it with these fields beside its preset ones.
    pub(crate) async fn fill(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let page = self.get(address).await;
        assert_eq!(page.status, StatusCode::OK, "{address}");
        let key = hidden(&page.text, "key");
        let preset = [("key", key.as_str()), ("from", "me"), ("stated", "2032-05-01")];
        let preset: Vec<_> =
            preset.into_iter().filter(|(name, _)| fields.iter().all(|(other, _)| other != name)).collect();
        self.post(address, &[&preset[..], fields].concat()).await
    }

    /// What stands in a field once the card of that name was picked for it.
    pub(crate) async fn picked(&self, name: &str) -> String {
        let begin = encoded(name);
        let offered = self.get(&format!("/names.json?begin={begin}")).await;
        let offered: serde_json::Value = serde_json::from_str(&offered.text).unwrap();
        offered["cards"][0]["pick"].as_str().unwrap_or_else(|| panic!("nobody is called {name}: {offered}")).to_owned()
    }

    /// Adds a card; its address.
    pub(crate) async fn card(&self, kind: &str, fields: &[(&str, &str)]) -> String {
        let answer = self.fill(&format!("/add/{kind}"), fields).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
        answer.location()
    }

    /// Sends documents to be read or kept.
    pub(crate) async fn give(&self, files: &[(&str, &[u8])], fields: &[(&str, &str)]) -> Answer {
        self.send_files("/read", files, fields).await
    }

    /// Sends a form with files.
    pub(crate) async fn send_files(&self, path: &str, files: &[(&str, &[u8])], fields: &[(&str, &str)]) -> Answer {
        self.send_parts(path, &[("token", &self.token)], files, fields).await
    }

    /// Sends a form with files: what stands before them, they themselves, and the fields behind.
    pub(crate) async fn send_parts(
        &self,
        path: &str,
        before: &[(&str, &str)],
        files: &[(&str, &[u8])],
        fields: &[(&str, &str)],
    ) -> Answer {
        let part = |(name, value): &(&str, &str)| {
            format!("--line\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n").into_bytes()
        };
        let mut body: Vec<u8> = before.iter().flat_map(part).collect();
        for (name, bytes) in files {
            let head = format!("--line\r\nContent-Disposition: form-data; name=\"files\"; filename=\"{name}\"\r\n\r\n");
            body.extend([head.as_bytes(), bytes, b"\r\n"].concat());
        }
        body.extend(fields.iter().flat_map(part));
        body.extend(b"--line--\r\n");
        let request = Request::post(path).header(header::HOST, "localhost").header(header::COOKIE, &self.cookie);
        let request = request.header(header::CONTENT_TYPE, "multipart/form-data; boundary=line");
        send(&self.site, request.body(Body::from(body)).unwrap()).await
    }

    /// How many statements there are.
    pub(crate) async fn statements(&self) -> u64 {
        let health = self.get("/health.json").await;
        let health: serde_json::Value = serde_json::from_str(&health.text).unwrap();
        health["statements"].as_u64().unwrap() + health["sealed"].as_u64().unwrap_or_default()
    }
}

/// A hidden field of a page.
pub(crate) fn hidden(page: &str, name: &str) -> String {
    let (_, rest) = page.split_once(&format!("name=\"{name}\" value=\"")).unwrap_or_else(|| panic!("no {name}"));
    rest.split('"').next().unwrap().to_owned()
}

pub(crate) fn encoded(text: &str) -> String {
    text.bytes()
        .map(|byte| if byte.is_ascii_alphanumeric() { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
}
