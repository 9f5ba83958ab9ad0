//! A phone that was paired for one task: over TLS, with a code that works once, and nothing but its task.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use daftar_register::claim::Hash;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{CryptoProvider, ring, verify_tls12_signature, verify_tls13_signature};
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, DigitallySignedStruct, RootCertStore, SignatureScheme};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::TlsConnector;

use crate::keeper::{Keeper, encoded, hidden, keeper};
use crate::town::{Answer, send};

/// A phone with a browser that trusts the certificate of its pairing, and no other.
struct Phone {
    address: SocketAddr,
    config: Arc<ClientConfig>,
    secret: String,
    cookie: String,
}

/// What a phone is answered.
#[derive(Debug)]
struct Reply {
    status: u16,
    head: String,
    body: String,
}

/// Looks at the certificate, and takes only the one whose fingerprint stands on the keeper's screen.
#[derive(Debug)]
struct Compared {
    fingerprint: String,
    provider: CryptoProvider,
    seen: Mutex<Option<CertificateDer<'static>>>,
}

impl ServerCertVerifier for Compared {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, rustls::Error> {
        assert_eq!(Hash::of(certificate).to_string(), self.fingerprint, "the fingerprint on the screen");
        *self.seen.lock().unwrap() = Some(certificate.clone().into_owned());
        Ok(ServerCertVerified::assertion())
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls12_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, rustls::Error> {
        verify_tls13_signature(message, certificate, signed, &self.provider.signature_verification_algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}

fn client() -> rustls::ConfigBuilder<ClientConfig, rustls::WantsVerifier> {
    let builder = ClientConfig::builder_with_provider(Arc::new(ring::default_provider()));
    builder.with_safe_default_protocol_versions().unwrap()
}

/// The certificate at an address, if it has this fingerprint; then what trusts it alone.
async fn trusting(address: SocketAddr, fingerprint: &str) -> Arc<ClientConfig> {
    let (provider, seen) = (ring::default_provider(), Mutex::default());
    let compared = Arc::new(Compared { fingerprint: fingerprint.to_owned(), provider, seen });
    let verifier: Arc<dyn ServerCertVerifier> = Arc::clone(&compared) as _;
    let looking = client().dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
    connect(address, Arc::new(looking)).await.unwrap();
    let mut roots = RootCertStore::empty();
    roots.add(compared.seen.lock().unwrap().take().unwrap()).unwrap();
    Arc::new(client().with_root_certificates(roots).with_no_client_auth())
}

async fn connect(
    address: SocketAddr,
    config: Arc<ClientConfig>,
) -> std::io::Result<tokio_rustls::client::TlsStream<TcpStream>> {
    let stream = TcpStream::connect(address).await?;
    TlsConnector::from(config).connect(ServerName::from(address.ip()), stream).await
}

impl Phone {
    /// Sends a request as it stands.
    async fn send(&self, request: &str) -> Reply {
        let mut stream = connect(self.address, Arc::clone(&self.config)).await.unwrap();
        stream.write_all(request.as_bytes()).await.unwrap();
        let mut answer = Vec::new();
        // A connection that is cut leaves what came.
        drop(stream.read_to_end(&mut answer).await);
        let answer = String::from_utf8_lossy(&answer).into_owned();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or((&answer, ""));
        let status = head.split(' ').nth(1).and_then(|status| status.parse().ok()).unwrap_or_default();
        Reply { status, head: head.to_lowercase(), body: body.to_owned() }
    }

    async fn get(&self, path: &str) -> Reply {
        self.get_with(path, &self.address.to_string(), &self.cookie).await
    }

    async fn get_with(&self, path: &str, host: &str, cookie: &str) -> Reply {
        let cookie = if cookie.is_empty() { String::new() } else { format!("Cookie: {cookie}\r\n") };
        self.send(&format!("GET {path} HTTP/1.1\r\nHost: {host}\r\n{cookie}Connection: close\r\n\r\n")).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        self.post_from(path, &format!("https://{}", self.address), fields).await
    }

    async fn post_from(&self, path: &str, origin: &str, fields: &[(&str, &str)]) -> Reply {
        let pairs: Vec<String> = fields.iter().map(|(name, value)| format!("{name}={}", encoded(value))).collect();
        let (body, host) = (pairs.join("&"), self.address);
        let cookie = if self.cookie.is_empty() { String::new() } else { format!("Cookie: {}\r\n", self.cookie) };
        self.send(&format!(
            "POST {path} HTTP/1.1\r\nHost: {host}\r\nOrigin: {origin}\r\n{cookie}Connection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        ))
        .await
    }

    /// Uses the code.
    async fn pair(&mut self) -> Reply {
        let reply = self.post("/pair", &[("secret", &self.secret.clone())]).await;
        let cookie = reply.head.split("set-cookie: ").nth(1).and_then(|rest| rest.split(';').next());
        // Names of cookies are told apart by their letters: the head was made small above.
        self.cookie = cookie.unwrap_or_default().replace("__host-", "__Host-");
        reply
    }

    /// Opens a form and sends it.
    async fn fill(&self, path: &str, fields: &[(&str, &str)]) -> Reply {
        let page = self.get(path).await;
        assert_eq!(page.status, 200, "{path}: {}", page.head);
        let (key, token) = (hidden(&page.body, "key"), hidden(&page.body, "token"));
        self.post(path, &[&[("key", key.as_str()), ("token", token.as_str())], fields].concat()).await
    }
}

/// Opens the notebook for a phone on this computer's own address.
async fn offered(keeper: &Keeper, fields: &[(&str, &str)]) -> Phone {
    let begun = ask(keeper, fields).await;
    assert_eq!((begun.status, begun.location().as_str()), (StatusCode::SEE_OTHER, "/phone"), "{}", begun.text);
    let page = keeper.get("/phone").await;
    let data: serde_json::Value = serde_json::from_str(&keeper.get("/phone.json").await.text).unwrap();
    let text = page.text.replace(['\u{2068}', '\u{2069}'], "");
    let url = text.split("https://").find(|rest| rest.contains("/pair/")).unwrap().split('<').next().unwrap();
    let (address, secret) = url.split_once("/pair/").unwrap();
    assert!(!data.to_string().contains(secret), "the code is in no data");
    let address: SocketAddr = address.parse().unwrap();
    let config = trusting(address, data["current"]["fingerprint"].as_str().unwrap()).await;
    Phone { address, config, secret: secret.to_owned(), cookie: String::new() }
}

async fn ask(keeper: &Keeper, fields: &[(&str, &str)]) -> Answer {
    let usual = [("address", "127.0.0.1"), ("minutes", "60")];
    let usual = usual.iter().filter(|(name, _)| fields.iter().all(|(other, _)| other != name));
    let all: Vec<(&str, &str)> = usual.chain(fields).copied().collect();
    keeper.post("/phone", &all).await
}

/// A lot with a number; the digits of its id.
async fn lot(keeper: &Keeper, name: &str, number: &str) -> String {
    let quantity = [("quantity.number", "2"), ("quantity.unit", "kg"), ("stated", "2024-01-01")];
    let called = [("name.en", name), ("number.text", number), ("number.en", number)];
    let card = keeper.card("lot", &[&quantity[..], &called].concat()).await;
    card.trim_start_matches("/e/").split('?').next().unwrap().to_owned()
}

/// A shelf with this on it; its id.
async fn shelf(keeper: &Keeper, name: &str, numbers: &str) -> String {
    let fields = [("sort", "shelf"), ("name", name), ("number", name), ("day", "2024-01-05"), ("inside", "")];
    let made = keeper.fill("/boxes/new", &fields).await.location();
    let shelf = made.trim_start_matches("/e/").split('/').next().unwrap().to_owned();
    keeper.fill("/pack", &[("into", &shelf), ("numbers", numbers), ("day", "2024-01-05")]).await;
    shelf
}

/// Whether the listener closes within a while.
async fn closes(address: SocketAddr) -> bool {
    for _ in 0..60 {
        if TcpStream::connect(address).await.is_err() {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    false
}

#[tokio::test]
async fn nothing_answers_before_a_phone_is_paired_nor_after_that_has_ended() {
    let keeper = keeper().await;
    lot(&keeper, "Black wheat", "L-12").await;
    assert!(keeper.get("/phone.json").await.text.contains("\"current\":null"));
    let phone = offered(&keeper, &[("lot", "L-12")]).await;
    assert_eq!(phone.get(&format!("/pair/{}", phone.secret)).await.status, 200);
    assert_eq!(keeper.post("/phone/end", &[]).await.status, StatusCode::SEE_OTHER);
    assert!(closes(phone.address).await, "the keeper ended it");
    // The command removes the note that says that it goes on.
    let phone = offered(&keeper, &[("lot", "L-12")]).await;
    let notes = keeper.folder.path().join("keys/registers");
    let seat = std::fs::read_dir(&notes).unwrap().next().unwrap().unwrap().path();
    let note = std::fs::read_to_string(seat.join("phone.json")).unwrap();
    assert!(!note.contains(&phone.secret), "{note}");
    std::fs::remove_file(seat.join("phone.json")).unwrap();
    assert!(closes(phone.address).await, "the note was removed");
    let phone = offered(&keeper, &[("lot", "L-12")]).await;
    keeper.post("/lock", &[]).await;
    assert!(closes(phone.address).await, "the notebook was locked");
    assert!(!seat.join("phone.json").exists());
}

#[tokio::test]
async fn a_new_pairing_ends_the_one_before() {
    let keeper = keeper().await;
    let wheat = lot(&keeper, "Black wheat", "L-12").await;
    let mut first = offered(&keeper, &[("lot", "L-12")]).await;
    first.pair().await;
    assert_eq!(first.get(&format!("/count/{wheat}")).await.status, 200);
    let second = offered(&keeper, &[("lot", "L-12")]).await;
    assert!(closes(first.address).await);
    assert_eq!(
        second.get_with(&format!("/count/{wheat}"), &second.address.to_string(), &first.cookie).await.status,
        404
    );
}

#[tokio::test]
async fn the_code_works_once() {
    let keeper = keeper().await;
    lot(&keeper, "Black wheat", "L-12").await;
    let mut phone = offered(&keeper, &[("lot", "L-12")]).await;
    let door = format!("/pair/{}", phone.secret);
    assert!(phone.get(&door).await.body.contains(&phone.secret), "looking at it uses nothing up");
    assert_eq!(phone.get(&door).await.status, 200);
    let paired = phone.pair().await;
    assert_eq!(paired.status, 303, "{paired:?}");
    for kept in ["__host-daftar-phone=", "; secure", "; httponly", "; samesite=strict", "; path=/"] {
        assert!(paired.head.contains(kept), "{kept}: {}", paired.head);
    }
    let cookie = phone.cookie.clone();
    let again = phone.pair().await;
    assert_eq!((again.status, again.head.contains("set-cookie")), (404, false));
    assert_eq!(phone.get(&door).await.status, 404);
    phone.cookie = cookie;
    assert!(keeper.get("/phone").await.text.contains("A phone is paired."));
    assert!(!keeper.get("/phone").await.text.contains(&phone.secret), "nor is it shown any more");
}

#[tokio::test]
async fn a_code_that_is_guessed_at_is_void_and_the_listener_closes() {
    let keeper = keeper().await;
    lot(&keeper, "Black wheat", "L-12").await;
    let phone = offered(&keeper, &[("lot", "L-12")]).await;
    for n in 0..10 {
        assert_eq!(phone.get(&format!("/pair/{n:032}")).await.status, 404);
    }
    assert!(closes(phone.address).await);
}

#[tokio::test]
async fn a_phone_counts_its_lots_and_sees_nothing_else() {
    let keeper = keeper().await;
    let (wheat, okra) = (lot(&keeper, "Black wheat", "L-12").await, lot(&keeper, "Okra", "L-13").await);
    let shelf = shelf(&keeper, "S-3", "L-12").await;
    keeper.card("person", &[("name.en", "Basel Qamhawi")]).await;
    let basel = keeper.picked("Basel").await;
    let mut phone = offered(&keeper, &[("place", &shelf), ("by", &basel)]).await;
    assert_eq!(phone.get("/count").await.status, 404, "not before it is paired");
    assert!(phone.pair().await.head.contains("location: /count?lang=en"));
    let list = phone.get("/count").await;
    assert!(list.body.contains(&wheat) && !list.body.contains(&okra), "{}", list.body);
    assert!(!list.body.contains("<script") && !list.body.contains("href=\"/e/") && !list.body.contains("Sanabel"));
    assert!(list.head.contains("cache-control: no-store"));
    let page = phone.get(&format!("/count/{wheat}")).await.body;
    assert!(page.contains("2000") && !page.contains("Basel") && !page.contains("name=\"by\""), "{page}");
    // What it types of somebody else is not heard: who counts was said when it was paired.
    let typed = [("amount", "١٩٥٠"), ("unit", "g"), ("day", "2024-05-01"), ("by", "Hala"), ("by.make", "person")];
    let saved = phone.fill(&format!("/count/{wheat}"), &typed).await;
    assert_eq!(saved.status, 303, "{}", saved.body);
    let recount = saved.head.split("?done=").nth(1).unwrap().get(..64).unwrap().to_owned();
    let shown = phone.get(&format!("/count/{wheat}?done={recount}")).await.body;
    assert!(shown.contains("less than the book says"), "{shown}");
    let card = keeper.get(&format!("/e/{recount}")).await.text;
    assert!(card.contains("Basel Qamhawi") && !card.contains("Hala"), "{card}");
    for path in refused(&wheat, &okra, &recount) {
        let reply = phone.get(&path).await;
        assert_eq!((reply.status, reply.body.as_str()), (404, ""), "{path}");
    }
    for path in ["/unlock", "/lock", "/phone", "/phone/end", "/pack", "/add/object", "/count", "/log", "/copies/work"] {
        assert_eq!(phone.post(path, &[("place", &shelf)]).await.status / 100, 4, "{path}");
    }
    for path in [format!("/count/{okra}"), format!("/count/{okra}/germination"), format!("/count/{okra}/seed-weight")] {
        assert_eq!(phone.post(&path, &typed).await.status, 404, "{path}");
    }
    let before = phone.get("/count?c=L-13").await;
    assert!(before.status == 200 && before.body.contains("No lot here has this number"), "{before:?}");
    assert!(phone.get("/count?c=L-12").await.head.contains(&format!("location: /count/{wheat}")));
    // What leaves the shelf leaves the task.
    let other = self::shelf(&keeper, "S-4", "").await;
    keeper.fill("/pack", &[("into", &other), ("numbers", "L-12"), ("day", "2024-05-02")]).await;
    assert_eq!(phone.get(&format!("/count/{wheat}")).await.status, 404);
}

/// Addresses that a phone may guess.
fn refused(own: &str, other: &str, recount: &str) -> Vec<String> {
    let fixed = [
        "/",
        "/index.json",
        "/search",
        "/search?words=wheat",
        "/names.json",
        "/names",
        "/phone",
        "/phone.json",
        "/unlock",
        "/openapi",
        "/openapi.json",
        "/log",
        "/copies",
        "/count.json",
        "/stock",
        "/boxes",
        "/sw.js",
        "/pair",
        "/kind/person",
        "/assets/x/keep.js",
        "/assets/x/map.js",
        "/map/base.pmtiles",
        "/timeline",
        "/count/",
        "//count",
        "/count/../e",
    ];
    let told = [
        format!("/count/{own}.json"),
        format!("/count/{own}/germination.json"),
        format!("/count/{own}/x"),
        format!("/count/{other}"),
        format!("/count/{other}/germination"),
        format!("/count/entity:{other}"),
        format!("/count/{recount}"),
        format!("/e/{own}"),
        format!("/e/{own}.json"),
        format!("/e/{own}/sheet/label"),
        format!("/e/{recount}"),
    ];
    fixed.iter().map(|path| (*path).to_owned()).chain(told).collect()
}

#[tokio::test]
async fn a_phone_of_one_lot_gets_no_list() {
    let keeper = keeper().await;
    let (wheat, okra) = (lot(&keeper, "Black wheat", "L-12").await, lot(&keeper, "Okra", "L-13").await);
    let mut phone = offered(&keeper, &[("lot", "L-12")]).await;
    assert!(phone.pair().await.head.contains(&format!("location: /count/{wheat}?lang=en")));
    let list = phone.get("/count").await;
    assert!(list.status == 404 && !list.body.contains(&wheat) && !list.body.contains(&okra), "{}", list.body);
    let begun = phone.fill(&format!("/count/{wheat}/germination"), &[("sown", "100"), ("day", "2024-01-05")]).await;
    assert_eq!(begun.status, 303, "{}", begun.body);
    let arabic = phone.get(&format!("/count/{wheat}?lang=ar&place=x&from=Nobody&at=2031")).await;
    assert!(arabic.status == 200 && arabic.body.contains("dir=\"rtl\""), "{}", arabic.body);
}

#[tokio::test]
async fn hosts_origins_and_tokens_of_others_are_refused() {
    let keeper = keeper().await;
    let wheat = lot(&keeper, "Black wheat", "L-12").await;
    let mut phone = offered(&keeper, &[("lot", "L-12")]).await;
    let (port, path) = (phone.address.port(), format!("/count/{wheat}"));
    let door = format!("/pair/{}", phone.secret);
    for host in [
        "localhost".to_owned(),
        format!("localhost:{port}"),
        "127.0.0.1".to_owned(),
        format!("evil.example:{port}"),
        String::new(),
    ] {
        assert_eq!(phone.get_with(&door, &host, "").await.status, 404, "{host}");
    }
    let stolen = phone.post_from("/pair", "https://evil.example", &[("secret", &phone.secret)]).await;
    assert_eq!((stolen.status, stolen.head.contains("set-cookie")), (404, false));
    phone.pair().await;
    assert_eq!(phone.get(&path).await.status, 200);
    for host in [format!("localhost:{port}"), format!("evil.example:{port}"), "127.0.0.1:4750".to_owned()] {
        assert_eq!(phone.get_with(&path, &host, &phone.cookie).await.status, 404, "{host}");
    }
    let typed = [("amount", "1"), ("unit", "g"), ("day", "2024-05-01")];
    let before = keeper.statements().await;
    assert_eq!(phone.post_from(&path, "https://evil.example", &typed).await.status, 404);
    assert_eq!(phone.post(&path, &typed).await.status, 403, "without a token");
    let keepers = [&typed[..], &[("token", keeper.token.as_str())]].concat();
    assert_eq!(phone.post(&path, &keepers).await.status, 403, "with a token of the notebook itself");
    assert_eq!(keeper.statements().await, before);
}

#[tokio::test]
async fn no_cookie_of_one_side_is_good_on_the_other() {
    let keeper = keeper().await;
    let wheat = lot(&keeper, "Black wheat", "L-12").await;
    let mut phone = offered(&keeper, &[("lot", "L-12")]).await;
    phone.pair().await;
    let (path, host) = (format!("/count/{wheat}"), phone.address.to_string());
    let keepers = keeper.cookie.trim_start_matches("daftar=");
    for cookie in [
        String::new(),
        keeper.cookie.clone(),
        format!("__Host-daftar-phone={keepers}"),
        "__Host-daftar-phone=".to_owned(),
    ] {
        assert_eq!(phone.get_with(&path, &host, &cookie).await.status, 404, "{cookie}");
    }
    let value = phone.cookie.split_once('=').unwrap().1;
    for cookie in [phone.cookie.clone(), format!("daftar={value}"), format!("daftar={}", Hash::of(value.as_bytes()))] {
        let request = Request::get(&path).header(header::HOST, "localhost").header(header::COOKIE, &cookie);
        let answer = send(&keeper.site, request.body(Body::empty()).unwrap()).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{cookie}");
        assert!(answer.location().starts_with("/unlock"), "{}", answer.location());
    }
}

#[tokio::test]
async fn it_speaks_tls_and_nothing_else() {
    let keeper = keeper().await;
    lot(&keeper, "Black wheat", "L-12").await;
    let phone = offered(&keeper, &[("lot", "L-12")]).await;
    let mut plain = TcpStream::connect(phone.address).await.unwrap();
    let request = format!("GET /pair/{} HTTP/1.1\r\nHost: {}\r\n\r\n", phone.secret, phone.address);
    plain.write_all(request.as_bytes()).await.unwrap();
    let mut answer = Vec::new();
    drop(plain.read_to_end(&mut answer).await);
    assert!(!answer.windows(4).any(|four| four == b"HTTP"), "{}", String::from_utf8_lossy(&answer));
    let stranger = Arc::new(client().with_root_certificates(RootCertStore::empty()).with_no_client_auth());
    assert!(connect(phone.address, stranger).await.is_err(), "who does not know the certificate does not trust it");
    let before = phone.config.clone();
    let other = offered(&keeper, &[("lot", "L-12")]).await;
    assert!(connect(other.address, before).await.is_err(), "each pairing has a certificate of its own");
}

#[tokio::test]
async fn a_pairing_is_asked_for_in_full() {
    let keeper = keeper().await;
    lot(&keeper, "Black wheat", "L-12").await;
    let shelf = shelf(&keeper, "S-3", "L-12").await;
    let lamp = keeper.card("object", &[("name.en", "Lamp"), ("number.text", "MM-1"), ("number.en", "MM-1")]).await;
    assert!(!lamp.is_empty());
    for (fields, words) in [
        (&[][..], "Choose a place, or give one lot"),
        (&[("place", shelf.as_str()), ("lot", "L-12")][..], "Choose a place, or give one lot"),
        (&[("lot", "MM-1")][..], "No lot here has this number"),
        (&[("lot", "L-12"), ("address", "203.0.113.9")][..], "Choose one of these addresses"),
        (&[("lot", "L-12"), ("address", "0.0.0.0")][..], "Choose one of these addresses"),
        (&[("lot", "L-12"), ("minutes", "1")][..], "from 5 to 720"),
        (&[("lot", "L-12"), ("by", "Nobody Atall")][..], "No card has this name"),
    ] {
        let answer = ask(&keeper, fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{fields:?}");
        assert!(answer.text.contains(words), "{fields:?}: {words}");
    }
    assert!(keeper.get("/phone.json").await.text.contains("\"current\":null"));
}
