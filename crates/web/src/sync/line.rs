//! Lines to a peer: SSH or any other command's input and output, a notebook that is served, one's own input and output.

use std::io::{self, Read, Write};
use std::process::{Child, Command, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use daftar_register::Line;
use daftar_register::copy::sync::Carrier;

use super::dial;

/// A line on which nothing moves for so long is cut. The other side may be busy erasing for some minutes.
const IDLE: Duration = Duration::from_secs(300);

/// Whether somebody sits at a terminal whom a command may ask for a password.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Terminal {
    /// Somebody does.
    Here,
    /// Nobody does: what would ask, fails.
    None,
}

/// The command behind a line.
struct Running(Arc<Mutex<Child>>);

impl Drop for Running {
    fn drop(&mut self) {
        end(&self.0);
    }
}

fn end(child: &Mutex<Child>) {
    let mut child = child.lock().unwrap_or_else(PoisonError::into_inner);
    // It may have ended by itself.
    drop(child.kill());
    drop(child.wait());
}

/// Opens a line to an address, or through a command.
///
/// # Errors
/// When it is no address, nobody answers there, or the command cannot be run.
pub fn open(address: &str, through: Option<&str>, terminal: Terminal) -> io::Result<Line> {
    if let Some(command) = through {
        return run(shell(command));
    }
    match address.split_once("://") {
        Some(("ssh", rest)) => run(ssh(rest, terminal)?),
        Some(("http", _)) => Ok(Line { carrier: dial(address, IDLE)?, held: Box::new(()) }),
        Some(("https", _)) => Err(refused(
            "the line is encrypted between the two notebooks in any case: give an http:// or ssh:// address, or reach it \
             through a tunnel with --through COMMAND"
                .to_owned(),
        )),
        _ => Err(refused(format!(
            "{address:?} is no address: expected ssh://HOST/PATH/TO/NOTEBOOK or http://HOST:PORT, or --through COMMAND"
        ))),
    }
}

/// One's own standard input and output. Should nothing move for long, the program ends: what was taken is safe.
pub fn own() -> Line {
    let carrier = Carrier { from: Box::new(io::stdin()), to: Box::new(io::stdout()) };
    Line { carrier: watched(carrier, || std::process::exit(3)), held: Box::new(()) }
}

fn refused(why: String) -> io::Error {
    io::Error::new(io::ErrorKind::InvalidInput, why)
}

fn shell(line: &str) -> Command {
    let (program, flag) = if cfg!(windows) { ("cmd", "/C") } else { ("sh", "-c") };
    let mut command = Command::new(program);
    command.arg(flag).arg(line);
    command
}

/// `[USER@]HOST[:PORT]/PATH`; a path that begins with `~/` is that of the home folder there.
fn ssh(rest: &str, terminal: Terminal) -> io::Result<Command> {
    let refuse = || refused(format!("{rest:?} names no notebook: expected ssh://[USER@]HOST[:PORT]/PATH/TO/NOTEBOOK"));
    let (host, path) =
        rest.split_once('/').filter(|(host, path)| !host.is_empty() && !path.is_empty()).ok_or_else(refuse)?;
    let (host, port) = match host.rsplit_once(':') {
        Some((host, port)) => (host, Some(port.parse::<u16>().map_err(|_| refuse())?)),
        None => (host, None),
    };
    if host.starts_with('-') {
        return Err(refuse());
    }
    let path = path.strip_prefix("~/").map_or_else(|| format!("/{path}"), str::to_owned);
    let mut command = Command::new("ssh");
    if terminal == Terminal::None {
        command.args(["-o", "BatchMode=yes"]);
    }
    if let Some(port) = port {
        command.arg("-p").arg(port.to_string());
    }
    command.arg("--").arg(host).arg(format!("daftar -R '{}' sync --stdio", path.replace('\'', r"'\''")));
    Ok(command)
}

fn run(mut command: Command) -> io::Result<Line> {
    let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
    let (from, to) = child.stdout.take().zip(child.stdin.take()).ok_or(io::ErrorKind::BrokenPipe)?;
    let child = Arc::new(Mutex::new(child));
    let cut = Arc::clone(&child);
    let carrier = watched(Carrier { from: Box::new(from), to: Box::new(to) }, move || end(&cut));
    Ok(Line { carrier, held: Box::new(Running(child)) })
}

/// A carrier that is cut when nothing moved on it for long.
fn watched(carrier: Carrier, cut: impl FnOnce() + Send + 'static) -> Carrier {
    let moves = Arc::new(AtomicU64::new(0));
    let seen = Arc::downgrade(&moves);
    std::thread::spawn(move || {
        let (mut last, mut since) = (0, Instant::now());
        while let Some(moves) = seen.upgrade() {
            let now = moves.load(Ordering::Relaxed);
            if now != last {
                (last, since) = (now, Instant::now());
            }
            drop(moves);
            if since.elapsed() > IDLE {
                return cut();
            }
            std::thread::sleep(Duration::from_secs(1));
        }
    });
    let (from, to) = (Watched(carrier.from, Arc::clone(&moves)), Watched(carrier.to, moves));
    Carrier { from: Box::new(from), to: Box::new(to) }
}

/// One way of a carrier; counts what moves.
struct Watched<T>(T, Arc<AtomicU64>);

impl<R: Read> Read for Watched<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.0.read(buffer)?;
        self.1.fetch_add(1, Ordering::Relaxed);
        Ok(read)
    }
}

impl<W: Write> Write for Watched<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.0.write(bytes)?;
        self.1.fetch_add(1, Ordering::Relaxed);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(address: &str) -> Vec<String> {
        let command = ssh(address, Terminal::Here).unwrap();
        command.get_args().map(|word| word.to_string_lossy().into_owned()).collect()
    }

    #[test]
    fn ssh_is_asked_for_the_notebook_and_nothing_else() {
        assert_eq!(
            words("amal@mill/srv/town.daftar"),
            ["--", "amal@mill", "daftar -R '/srv/town.daftar' sync --stdio"]
        );
        assert_eq!(
            words("mill:2222/~/it's.daftar"),
            ["-p", "2222", "--", "mill", r"daftar -R 'it'\''s.daftar' sync --stdio"]
        );
        for wrong in ["mill", "mill/", "/srv", "-oProxyCommand=x/y", "mill:port/srv"] {
            assert!(ssh(wrong, Terminal::None).is_err(), "{wrong}");
        }
    }
}
