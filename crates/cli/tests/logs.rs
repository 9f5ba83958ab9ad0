//! What the served notebook prints: nothing of what visitors send, nothing of what opens it.

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};

/// Stands nowhere but in what is sent.
const SECRET: &str = "quernstone-passphrase-81";

/// A notebook that is served by the program itself, until it is dropped.
struct Served {
    child: Child,
    address: String,
    out: BufReader<std::process::ChildStdout>,
    folder: tempfile::TempDir,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ended = self.child.kill();
    }
}

fn serve() -> Served {
    let folder = tempfile::tempdir().unwrap();
    let program = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_daftar"));
        command.current_dir(folder.path()).env("DAFTAR_HOME", folder.path().join("home"));
        command
    };
    let made =
        program().args(["init", "town.daftar", "--place", "Sanabel", "--keeper", "Amal", "--no-passphrase"]).output();
    assert!(made.unwrap().status.success());
    let mut command = program();
    command.args(["-R", "town.daftar", "--json", "serve", "--no-open", "--address", "127.0.0.1:0"]);
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut out = BufReader::new(child.stdout.take().unwrap());
    let mut line = String::new();
    out.read_line(&mut line).unwrap();
    let told: serde_json::Value = serde_json::from_str(&line).unwrap();
    let address = told["address"].as_str().unwrap().trim_start_matches("http://").trim_end_matches('/').to_owned();
    Served { child, address, out, folder }
}

impl Served {
    /// Sends a request as it is, and reads the answer.
    fn ask(&self, head: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        let length = body.len();
        let request =
            format!("{head}\r\nHost: {}\r\nConnection: close\r\nContent-Length: {length}\r\n\r\n{body}", self.address);
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    /// Ends the program; everything that it printed after its address.
    fn printed(mut self) -> String {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        let mut printed = String::new();
        self.out.read_to_string(&mut printed).unwrap();
        self.child.stderr.take().unwrap().read_to_string(&mut printed).unwrap();
        printed
    }
}

fn between<'t>(text: &'t str, before: &str, after: char) -> &'t str {
    text.split(before).nth(1).and_then(|rest| rest.split(after).next()).unwrap_or_else(|| panic!("no {before}: {text}"))
}

#[test]
fn no_secret_reaches_what_the_program_prints() {
    let served = serve();
    let page = served.ask("GET /unlock HTTP/1.1", "");
    let (cookie, token) = (between(&page, "set-cookie: ", ';'), between(&page, "name=\"token\" value=\"", '"'));
    let form = "Content-Type: application/x-www-form-urlencoded";
    let heads = [
        format!("GET /search?words={SECRET}&token={SECRET} HTTP/1.1"),
        format!("GET /e/{SECRET}?at={SECRET} HTTP/1.1"),
        format!("GET /%ff/{SECRET} HTTP/1.1"),
        format!("GET /log.json?recorded={SECRET} HTTP/1.1\r\nAuthorization: Bearer {SECRET}"),
        format!("GET / HTTP/1.1\r\nCookie: daftar={SECRET}\r\nRange: {SECRET}"),
        format!("POST /unlock?token={SECRET} HTTP/1.1\r\n{form}"),
        format!("POST /unlock HTTP/1.1\r\n{form}\r\nCookie: {cookie}\r\nX-Daftar-Token: {SECRET}"),
        format!("POST /unlock HTTP/1.1\r\n{form}\r\nCookie: {cookie}\r\nX-Daftar-Token: {token}"),
        format!("POST /review/{SECRET} HTTP/1.1\r\n{form}\r\nCookie: {cookie}\r\nX-Daftar-Token: {token}"),
        format!("POST /read HTTP/1.1\r\nContent-Type: multipart/form-data; boundary={SECRET}\r\nCookie: {cookie}"),
        format!("BREW /{SECRET} HTTP/1.1"),
        format!("nothing like a request {SECRET}"),
    ];
    for head in heads {
        served.ask(&head, &format!("token={SECRET}&passphrase={SECRET}&next=/{SECRET}"));
    }
    let (cookie, token) = (cookie.to_owned(), token.to_owned());
    // A fault inside is what the program does print; what was asked is not told with it.
    std::fs::remove_dir_all(served.folder.path().join("town.daftar/logs")).unwrap();
    let broken = served.ask(&format!("GET /search?words={SECRET} HTTP/1.1"), "");
    assert!(broken.starts_with("HTTP/1.1 500"), "{broken}");
    let printed = served.printed();
    assert!(printed.contains("daftar: "), "the fault is told: {printed:?}");
    for secret in [SECRET, cookie.trim_start_matches("daftar="), token.as_str()] {
        assert!(!printed.contains(secret), "{printed}");
    }
}
