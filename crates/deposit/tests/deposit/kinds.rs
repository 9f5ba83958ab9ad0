//! The kinds of places: the same round everywhere, and what Debian's restic says of it.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use daftar_deposit::{Access, Deposit, DepositError, Target, Tell};

use crate::support::{Desk, PASSWORD, files, noise, words};

/// A server that ends with the test.
struct Server {
    child: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Starts a server on a free port; none where it is not installed.
fn serve(program: &str, args: &dyn Fn(u16) -> Vec<String>) -> Option<Server> {
    let port = TcpListener::bind(("127.0.0.1", 0)).unwrap().local_addr().unwrap().port();
    let started = Command::new(program).args(args(port)).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    let Ok(child) = started else {
        eprintln!("skipped: {program} is not installed");
        return None;
    };
    let mut server = Server { child, port };
    for _ in 0..300 {
        if TcpStream::connect(("127.0.0.1", port)).is_ok() {
            return Some(server);
        }
        if server.child.try_wait().unwrap().is_some() {
            eprintln!("skipped: {program} does not start");
            return None;
        }
        sleep(Duration::from_millis(100));
    }
    panic!("{program} does not answer");
}

fn rclone(desk: &Desk, more: &[&str]) -> Option<Server> {
    let root = desk.path().join("served");
    std::fs::create_dir_all(&root).unwrap();
    serve("rclone", &|port| {
        let mut args: Vec<String> = ["serve", "restic", "--addr"].map(str::to_owned).to_vec();
        args.push(format!("127.0.0.1:{port}"));
        args.extend(more.iter().map(|word| (*word).to_owned()));
        args.push(root.to_str().unwrap().to_owned());
        args
    })
}

/// Two copies, looked at, the first brought back and let go.
fn round(desk: &Desk, target: &Target, access: Option<&Access>) {
    let deposit = Deposit::create(target, access, PASSWORD).unwrap();
    let first = deposit.put(&desk.holding(), "first", &Tell::nobody()).unwrap();
    desk.write("evidence/ef/new", &noise(400_000, 9));
    let second =
        Deposit::open(target, access, PASSWORD).unwrap().put(&desk.holding(), "second", &Tell::nobody()).unwrap();
    assert!(second.added < 450_000, "{second:?}");
    assert!(deposit.check(true, &Tell::nobody()).unwrap().findings.is_empty());
    let folder = desk.path().join("back");
    let restored = deposit.restore(None, &folder, &Tell::nobody()).unwrap();
    assert!(restored.damaged.is_empty() && files(&folder) == files(&desk.source()));
    deposit.forget(&[first.id].into(), &Tell::nobody()).unwrap();
    assert_eq!(deposit.copies().unwrap().iter().map(|copy| &copy.id).collect::<Vec<_>>(), [&second.id]);
    let wrong = Deposit::open(target, access, "another").map(|_| ()).unwrap_err();
    assert!(matches!(wrong, DepositError::Password(_)), "{wrong}");
}

/// Debian's restic reads all bytes there.
fn by_restic(repository: &str, access: Option<&Access>) {
    let mut command = Command::new("restic");
    command.args(["--no-cache", "-r", repository, "check", "--read-data"]).env("RESTIC_PASSWORD", PASSWORD);
    if let Some(access) = access {
        command.env("AWS_ACCESS_KEY_ID", &access.user).env("AWS_SECRET_ACCESS_KEY", &access.secret);
    }
    let Ok(checked) = command.output() else { return eprintln!("skipped: restic is not installed") };
    assert!(words(&checked).contains("no errors were found"), "{}", words(&checked));
}

#[test]
fn a_rest_server_keeps_copies() {
    let desk = Desk::new();
    let Some(server) = rclone(&desk, &[]) else { return };
    let target = Target::parse(&format!("rest:http://127.0.0.1:{}/town", server.port)).unwrap();
    round(&desk, &target, None);
    by_restic(&target.to_string(), None);
    drop(server);
    let gone = Deposit::open(&target, None, PASSWORD).map(|_| ()).unwrap_err();
    assert!(matches!(gone, DepositError::Storage { .. }) && !gone.to_string().contains('\n'), "{gone}");
}

#[test]
fn a_rest_server_that_asks_who_is_there_is_told() {
    let desk = Desk::new();
    let Some(server) = rclone(&desk, &["--user", "amal", "--pass", "olive"]) else { return };
    let target = Target::parse(&format!("rest:http://127.0.0.1:{}/town", server.port)).unwrap();
    assert!(matches!(Deposit::create(&target, None, PASSWORD).map(|_| ()), Err(DepositError::Storage { .. })));
    round(&desk, &target, Some(&Access { user: "amal".into(), secret: "olive".into() }));
}

/// What takes new copies and lets nothing go is named, and how many copies stay there.
#[test]
fn a_rest_server_that_only_takes_is_named() {
    let desk = Desk::new();
    let Some(server) = rclone(&desk, &["--append-only"]) else { return };
    let target = Target::parse(&format!("rest:http://127.0.0.1:{}/town", server.port)).unwrap();
    let deposit = Deposit::create(&target, None, PASSWORD).unwrap();
    let first = deposit.put(&desk.holding(), "first", &Tell::nobody()).unwrap();
    deposit.put(&desk.holding(), "second", &Tell::nobody()).unwrap();
    let refused = deposit.forget(&[first.id].into(), &Tell::nobody()).unwrap_err();
    assert!(matches!(refused, DepositError::KeepsAll { remaining: 1, .. }), "{refused}");
    assert_eq!(deposit.copies().unwrap().len(), 2);
    assert!(deposit.check(true, &Tell::nobody()).unwrap().is_sound());
}

#[test]
fn a_bucket_keeps_copies() {
    let desk = Desk::new();
    let args = |port: u16| {
        ["-m", "moto.server", "-H", "127.0.0.1", "-p"].map(str::to_owned).into_iter().chain([port.to_string()])
    };
    let python = std::env::var("DAFTAR_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let Some(server) = serve(&python, &|port| args(port).collect()) else { return };
    let target = Target::parse(&format!("s3:http://127.0.0.1:{}/copies/town", server.port)).unwrap();
    let access = Access { user: "AKIAEXAMPLE".into(), secret: "an/invented+secret".into() };
    round(&desk, &target, Some(&access));
    by_restic(&target.to_string(), Some(&access));
}
