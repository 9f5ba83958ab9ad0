//! A keeper at a notebook whose suggestions wait.

use axum::Router;
use axum::body::Body;
use axum::http::{Request, header};
use daftar_register::store::Access;
use daftar_register::{Founding, Home, Published, Register, system_clock};
use daftar_web::{Options, app};

use crate::town::{Answer, get, send};

/// What the museum's page says, in the words of the example.
const MUSEUM: &str = include_str!("../../../../examples/sanabel/mill-museum.txt");
const SIEGE: &str = include_str!("../../../../examples/sanabel/siege-of-sanabel.txt");

/// A notebook of its own, and an unlocked session.
pub(crate) struct Desk {
    folder: tempfile::TempDir,
    pub(crate) site: Router,
    cookie: String,
    token: String,
    /// The museum's page, as a source.
    pub(crate) source: String,
}

impl Desk {
    /// The museum's page is read, and nothing of it recorded.
    pub(crate) async fn new() -> Desk {
        Desk::reading(MUSEUM).await
    }

    /// A text is read, and nothing of it recorded.
    pub(crate) async fn reading(text: &str) -> Desk {
        let folder = tempfile::tempdir().unwrap();
        let (register, home) = (folder.path().join("sanabel.daftar"), Home::at(folder.path().join("keys")));
        let (place, keeper) = ("Sanabel".into(), "Keeper".into());
        let founding = Founding { place, keeper, lang: "en".into(), passphrase: None };
        let (mut open, _) = Register::create(&register, &home, founding, system_clock).unwrap();
        let path = folder.path().join("read.txt");
        std::fs::write(&path, text).unwrap();
        let was = open.read(&path, None, &Published::default()).unwrap();
        drop(open);
        let address = "127.0.0.1:4750".parse().unwrap();
        let site = app(Options { address, register, home, lang: None, basemap: None, open: false, now: system_clock })
            .unwrap();
        let page = get(&site, "/unlock").await;
        let (cookie, token) = (page.cookie(), page.token());
        let source = was.source.to_string().replace("entity:", "");
        let desk = Desk { folder, site, cookie, token, source };
        desk.post("/unlock", &[]).await;
        desk
    }

    /// The program is ended and started again; the keeper comes back.
    pub(crate) async fn again(&mut self) {
        let (register, home) = (self.folder.path().join("sanabel.daftar"), Home::at(self.folder.path().join("keys")));
        let address = "127.0.0.1:4750".parse().unwrap();
        self.site = app(Options { address, register, home, lang: None, basemap: None, open: false, now: system_clock })
            .unwrap();
        let page = get(&self.site, "/unlock").await;
        (self.cookie, self.token) = (page.cookie(), page.token());
        self.post("/unlock", &[]).await;
    }

    /// Whether these words lie as they are in some file of the register.
    pub(crate) fn lies_open(&self, words: &str) -> bool {
        fn lies(path: &std::path::Path, words: &[u8]) -> bool {
            match std::fs::read_dir(path) {
                Ok(files) => files.flatten().any(|file| lies(&file.path(), words)),
                Err(_) => std::fs::read(path).unwrap().windows(words.len()).any(|part| part == words),
            }
        }
        lies(&self.folder.path().join("sanabel.daftar/drafts"), words.as_bytes())
    }

    /// The register's files, opened beside the site.
    pub(crate) fn register(&self) -> Register {
        let home = Home::at(self.folder.path().join("keys"));
        Register::open(&self.folder.path().join("sanabel.daftar"), &home, Access::Read, system_clock).unwrap()
    }

    /// Reads the siege's page as well.
    pub(crate) fn read_siege(&self) {
        let home = Home::at(self.folder.path().join("keys"));
        let folder = self.folder.path().join("sanabel.daftar");
        let mut open = Register::open(&folder, &home, Access::Write, system_clock).unwrap();
        let path = self.folder.path().join("siege.txt");
        std::fs::write(&path, SIEGE).unwrap();
        open.read(&path, None, &Published::default()).unwrap();
    }

    /// Visits a page as the keeper.
    pub(crate) async fn get(&self, address: &str) -> Answer {
        let request = Request::get(address).header(header::HOST, "localhost").header(header::COOKIE, &self.cookie);
        send(&self.site, request.body(Body::empty()).unwrap()).await
    }

    /// Sends a form as the keeper.
    pub(crate) async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let token = [("token", self.token.as_str())];
        self.send_form(address, &[&token, fields].concat()).await
    }

    /// Sends a form without its token.
    pub(crate) async fn send_form(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(address).header(header::HOST, "localhost").header(header::COOKIE, &self.cookie);
        let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        send(&self.site, request.body(Body::from(encoded(fields))).unwrap()).await
    }

    /// Sends a form of the review.
    pub(crate) async fn decide(&self, fields: &[(&str, &str)]) -> Answer {
        self.post(&format!("/review/{}", self.source), fields).await
    }

    /// The review as data.
    pub(crate) async fn review(&self) -> serde_json::Value {
        let answer = self.get(&format!("/review/{}.json", self.source)).await;
        serde_json::from_str(&answer.text).unwrap()
    }

    /// The suggestions that wait.
    pub(crate) async fn waiting(&self) -> Vec<serde_json::Value> {
        self.review().await["suggestions"].as_array().unwrap().clone()
    }

    /// The first suggestion of a property.
    pub(crate) async fn first(&self, property: &str) -> serde_json::Value {
        self.waiting().await.into_iter().find(|one| one["property"] == property).unwrap()
    }

    /// How many statements from the museum's page are recorded.
    pub(crate) async fn recorded(&self) -> Vec<serde_json::Value> {
        let answer = self.get(&format!("/s/{}.json", self.source)).await;
        let source: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
        let all = source["statements"].as_array().unwrap().iter();
        all.filter(|one| one["state"]["recorded"] == true).cloned().collect()
    }
}

/// Fields as a browser sends them.
fn encoded(fields: &[(&str, &str)]) -> String {
    let byte = |byte: u8| match byte {
        b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        other => format!("%{other:02X}"),
    };
    let pair = |(name, value): &(&str, &str)| format!("{name}={}", value.bytes().map(byte).collect::<String>());
    fields.iter().map(pair).collect::<Vec<_>>().join("&")
}
