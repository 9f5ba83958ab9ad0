//! A register of the invented town, made once, and visits to it.

use std::path::PathBuf;
use std::sync::OnceLock;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use daftar_register::{Founding, Home, Published, Register, Which, system_clock};
use daftar_web::{Options, app};
use tower::ServiceExt as _;

const BY_HAND: &str = include_str!("../../../../examples/sanabel/by-hand.toml");
const PLAN: &str = include_str!("../../../../examples/sanabel/plan.toml");
pub(crate) const PLAN_PICTURE: &[u8] = include_bytes!("../../../../examples/sanabel/plan.png");
const DOCUMENTS: [(&str, &str); 2] = [
    ("siege-of-sanabel.txt", include_str!("../../../../examples/sanabel/siege-of-sanabel.txt")),
    ("mill-museum.txt", include_str!("../../../../examples/sanabel/mill-museum.txt")),
];

const PLANTED: &str = r#"
source.title = "What the keeper was told"
source.author = "The keeper of the example"
claim = [
  { about = "Giver", property = "kind", code = "person", restricted = true, concerns = ["Giver"] },
  { about = "Giver", property = "name", text = "Qamarine Tellwright", lang = "en", restricted = true, concerns = ["Giver"] },
  { about = "Jar of the planted note", property = "kind", code = "object" },
  { about = "Jar of the planted note", property = "name", text = "Jar of the planted note", lang = "en" },
  { about = "Jar of the planted note", property = "note", text = "it lies beneath the third terrace", lang = "en", restricted = true },
]
"#;

/// A register that stays until the tests end.
pub(crate) struct Town {
    _folder: tempfile::TempDir,
    pub(crate) register: PathBuf,
    pub(crate) home: Home,
}

/// The town, made once.
pub(crate) fn town() -> &'static Town {
    static TOWN: OnceLock<Town> = OnceLock::new();
    TOWN.get_or_init(make)
}

fn make() -> Town {
    let folder = tempfile::tempdir().unwrap();
    let (register, home) = (folder.path().join("sanabel.daftar"), Home::at(folder.path().join("keys")));
    let founding = Founding { place: "Sanabel".into(), keeper: "Keeper".into(), lang: "en".into(), passphrase: None };
    let (mut open, _) = Register::create(&register, &home, founding, system_clock).unwrap();
    open.record_by_hand(BY_HAND).unwrap();
    open.record_by_hand(PLANTED).unwrap();
    let picture = folder.path().join("plan.png");
    std::fs::write(&picture, PLAN_PICTURE).unwrap();
    open.keep_file(&picture, false).unwrap();
    open.record_by_hand(PLAN).unwrap();
    let published = Published { publisher: Some("Rimal Courier".into()), date: None };
    for (name, text) in DOCUMENTS {
        let path = folder.path().join(name);
        std::fs::write(&path, text).unwrap();
        open.read(&path, None, &published).unwrap();
    }
    open.record_drafts(&Which::All, true).unwrap();
    drop(open);
    Town { _folder: folder, register, home }
}

/// The site of the town.
pub(crate) fn site() -> Router {
    site_at("127.0.0.1:4750")
}

/// The site of the town, listening somewhere.
pub(crate) fn site_at(address: &str) -> Router {
    let town = town();
    let (register, home) = (town.register.clone(), town.home.clone());
    let address = address.parse().unwrap();
    app(Options { address, register, home, lang: None, basemap: None, open: false, now: system_clock }).unwrap()
}

/// An answer.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
}

impl Answer {
    /// The cookie that it sets, as the browser sends it back.
    pub(crate) fn cookie(&self) -> String {
        let cookie = self.headers[header::SET_COOKIE].to_str().unwrap();
        cookie.split(';').next().unwrap().to_owned()
    }

    /// Where it sends on to.
    pub(crate) fn location(&self) -> String {
        self.headers.get(header::LOCATION).map(|to| to.to_str().unwrap().to_owned()).unwrap_or_default()
    }

    /// The token of its first form.
    pub(crate) fn token(&self) -> String {
        let (_, rest) = self.text.split_once("name=\"token\" value=\"").unwrap();
        rest.split('"').next().unwrap().to_owned()
    }
}

/// Sends a request to the site.
pub(crate) async fn send(site: &Router, request: Request<Body>) -> Answer {
    let asked = request.uri().clone();
    let (parts, body) = site.clone().oneshot(request).await.unwrap().into_parts();
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_else(|error| panic!("{asked}: {error:?}"));
    Answer { status: parts.status, headers: parts.headers, text: String::from_utf8_lossy(&bytes).into_owned() }
}

/// Visits an address.
pub(crate) async fn get(site: &Router, address: &str) -> Answer {
    send(site, Request::get(address).header(header::HOST, "127.0.0.1:4750").body(Body::empty()).unwrap()).await
}

/// The cookie of a session that has been unlocked.
pub(crate) async fn unlocked(site: &Router) -> String {
    let page = get(site, "/unlock").await;
    let cookie = page.cookie();
    let request = Request::post("/unlock").header(header::HOST, "localhost").header(header::COOKIE, &cookie);
    let request = request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    send(site, request.body(Body::from(format!("token={}", page.token()))).unwrap()).await;
    cookie
}

/// Every address of the site that a page of it names, from the overview on, without those that only ask a question.
pub(crate) async fn walk(site: &Router, cookie: Option<&str>) -> Vec<(String, Answer)> {
    let mut next = vec!["/".to_owned(), "/search?words=jar".to_owned(), "/moments?earlier=2032-01".to_owned()];
    next.extend(town_kinds().map(|kind| format!("/kind/{kind}")));
    let (mut seen, mut answers) = (std::collections::BTreeSet::new(), Vec::new());
    let mut alike: std::collections::BTreeMap<String, usize> = std::collections::BTreeMap::new();
    while let Some(address) = next.pop() {
        // A source is one page, whichever of its words are sought.
        let address = address.split('#').next().unwrap_or_default().replace("&amp;", "&");
        let address = address.split("?c=").next().unwrap_or_default().to_owned();
        if address.starts_with("/assets/") || address.contains("lang=") || !seen.insert(address.clone()) {
            continue;
        }
        let times = alike.entry(form_of(&address)).or_default();
        *times += 1;
        if *times > ALIKE {
            continue;
        }
        let mut request = Request::get(&address).header(header::HOST, "localhost");
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, cookie);
        }
        let answer = send(site, request.body(Body::empty()).unwrap()).await;
        let links = answer.text.split("href=\"/").skip(1).filter_map(|rest| rest.split('"').next());
        next.extend(links.map(|link| format!("/{link}")));
        answers.push((address, answer));
    }
    answers
}

/// How many addresses of one form are visited: a timeline has one for every part of time, a card one for every form.
const ALIKE: usize = 6;

/// What an address has in common with others of its form: all but ids and the values of its question. Cards, sources and
/// statements themselves are each of their own form.
fn form_of(address: &str) -> String {
    let (path, query) = address.split_once('?').unwrap_or((address, ""));
    let parts: Vec<&str> = path.split('/').collect();
    if query.is_empty() && parts.len() <= 3 {
        return path.to_owned();
    }
    let path: Vec<&str> = parts.iter().map(|part| if part.len() == 64 { "*" } else { *part }).collect();
    let asked: Vec<&str> = query.split('&').filter_map(|pair| pair.split('=').next()).collect();
    format!("{}?{}", path.join("/"), asked.join("&"))
}

fn town_kinds() -> impl Iterator<Item = &'static str> {
    ["museum", "object", "person", "place", "document", "water-point"].into_iter()
}
