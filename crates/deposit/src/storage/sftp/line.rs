//! A line to an SFTP server: a program whose standard input and output speak the protocol.

use std::collections::HashMap;
use std::io::{self, BufReader, Write as _};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use super::packet::{
    CLOSE, EXTENDED, INIT, In, MKDIR, OPEN, OPENDIR, Out, READ, READDIR, REMOVE, RENAME, STAT, STATUS, VERSION, WRITE,
    garbled,
};
use crate::storage::{LONGEST, Part};

/// So much is asked for or sent in one packet, as every server takes it.
const PIECE: u32 = 32 << 10;
/// So many packets are under way at once.
const WINDOW: usize = 16;

const FOR_READING: u32 = 1;
const NEW_FOR_WRITING: u32 = 2 | 8 | 16;

/// An open line.
pub(super) struct Line {
    child: Child,
    to: Option<ChildStdin>,
    from: BufReader<ChildStdout>,
    next: u32,
    extensions: Vec<String>,
    broken: bool,
}

impl Drop for Line {
    fn drop(&mut self) {
        self.to = None;
        // It ends by itself once its input ends; what it says of that is of no use any more.
        let _ = self.child.wait();
    }
}

impl Line {
    pub(super) fn open(mut command: Command) -> io::Result<Line> {
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn()?;
        let (Some(to), Some(from)) = (child.stdin.take(), child.stdout.take()) else { return Err(garbled()) };
        let (from, extensions) = (BufReader::new(from), Vec::new());
        let mut line = Line { child, to: Some(to), from, next: 0, extensions, broken: false };
        line.greet().map_err(|error| match error.kind() {
            io::ErrorKind::UnexpectedEof | io::ErrorKind::BrokenPipe => {
                io::Error::new(io::ErrorKind::NotConnected, "no connection: try it with ssh on the command line")
            }
            _ => error,
        })?;
        Ok(line)
    }

    fn greet(&mut self) -> io::Result<()> {
        self.send(Out::new(INIT).number(3))?;
        let mut answer = self.receive()?;
        if answer.kind != VERSION {
            return Err(garbled());
        }
        answer.number()?;
        while !answer.is_over() {
            self.extensions.push(String::from_utf8_lossy(&answer.text()?).into_owned());
            answer.text()?;
        }
        Ok(())
    }

    /// Whether it cannot be used any more.
    pub(super) fn is_broken(&self) -> bool {
        self.broken
    }

    fn send(&mut self, packet: Out) -> io::Result<()> {
        let sent = match &mut self.to {
            Some(to) => to.write_all(&packet.bytes()),
            None => Err(garbled()),
        };
        sent.inspect_err(|_| self.broken = true)
    }

    fn receive(&mut self) -> io::Result<In> {
        In::read(&mut self.from).inspect_err(|_| self.broken = true)
    }

    /// Begins a request, and gives its number.
    fn begin(&mut self, kind: u8, rest: impl FnOnce(Out) -> Out) -> io::Result<u32> {
        self.next = self.next.wrapping_add(1);
        let id = self.next;
        self.send(rest(Out::new(kind).number(id)))?;
        Ok(id)
    }

    /// The next answer, with the number of its request; a refusal as an error.
    fn answer(&mut self) -> io::Result<(u32, io::Result<In>)> {
        let mut answer = self.receive()?;
        let id = answer.number()?;
        if answer.kind != STATUS {
            return Ok((id, Ok(answer)));
        }
        let code = answer.number()?;
        let words = String::from_utf8_lossy(&answer.text().unwrap_or_default()).into_owned();
        let kind = match code {
            0 => return Ok((id, Ok(answer))),
            1 => io::ErrorKind::UnexpectedEof,
            2 => io::ErrorKind::NotFound,
            3 => io::ErrorKind::PermissionDenied,
            _ => io::ErrorKind::Other,
        };
        Ok((id, Err(io::Error::new(kind, words))))
    }

    fn ask(&mut self, kind: u8, rest: impl FnOnce(Out) -> Out) -> io::Result<In> {
        let asked = self.begin(kind, rest)?;
        let (id, answer) = self.answer()?;
        if id == asked { answer } else { Err(garbled()).inspect_err(|_| self.broken = true) }
    }

    pub(super) fn size(&mut self, path: &str) -> io::Result<u64> {
        self.ask(STAT, |out| out.text(path.as_bytes()))?.size()
    }

    pub(super) fn make_folder(&mut self, path: &str) -> io::Result<()> {
        self.ask(MKDIR, |out| out.text(path.as_bytes()).number(0)).map(|_| ())
    }

    pub(super) fn remove(&mut self, path: &str) -> io::Result<()> {
        self.ask(REMOVE, |out| out.text(path.as_bytes())).map(|_| ())
    }

    /// Renames a file, in the place of another where the server can do that.
    pub(super) fn rename(&mut self, from: &str, to: &str) -> io::Result<()> {
        const POSIX: &str = "posix-rename@openssh.com";
        let names = |out: Out| out.text(from.as_bytes()).text(to.as_bytes());
        match self.can(POSIX) {
            true => self.ask(EXTENDED, |out| names(out.text(POSIX.as_bytes()))),
            false => self.ask(RENAME, names),
        }
        .map(|_| ())
    }

    fn can(&self, extension: &str) -> bool {
        self.extensions.iter().any(|known| known == extension)
    }

    /// The names in a folder with their sizes; none where it is not there.
    pub(super) fn list(&mut self, path: &str) -> io::Result<Vec<(String, u64)>> {
        let handle = match self.ask(OPENDIR, |out| out.text(path.as_bytes())) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            other => other?.text()?,
        };
        let mut found = Vec::new();
        let listed = loop {
            match self.ask(READDIR, |out| out.text(&handle)) {
                Err(error) if error.kind() == io::ErrorKind::UnexpectedEof && !self.broken => break Ok(found),
                Err(error) => break Err(error),
                Ok(mut names) => {
                    for _ in 0..names.number()? {
                        let name = String::from_utf8_lossy(&names.text()?).into_owned();
                        names.text()?;
                        found.push((name, names.size()?));
                    }
                }
            }
        };
        self.close(&handle)?;
        listed
    }

    fn close(&mut self, handle: &[u8]) -> io::Result<()> {
        if self.broken { Ok(()) } else { self.ask(CLOSE, |out| out.text(handle)).map(|_| ()) }
    }

    fn open_file(&mut self, path: &str, flags: u32) -> io::Result<Vec<u8>> {
        self.ask(OPEN, |out| out.text(path.as_bytes()).number(flags).number(0))?.text()
    }

    /// Reads a file, or a part of it.
    pub(super) fn read(&mut self, path: &str, part: Option<Part>) -> io::Result<Vec<u8>> {
        let part = match part {
            Some(part) => part,
            None => Part { offset: 0, length: self.size(path)? },
        };
        let handle = self.open_file(path, FOR_READING)?;
        let read = self.read_open(&handle, part);
        self.close(&handle)?;
        read
    }

    fn read_open(&mut self, handle: &[u8], part: Part) -> io::Result<Vec<u8>> {
        let length = usize::try_from(part.length).ok().filter(|_| part.length <= LONGEST);
        let mut bytes = vec![0; length.ok_or_else(garbled)?];
        let (mut waiting, mut asked, mut failure): (HashMap<u32, (usize, usize)>, usize, _) = (HashMap::new(), 0, None);
        // Places that a short answer left open.
        let mut open: Vec<(usize, usize)> = Vec::new();
        loop {
            while waiting.len() < WINDOW && failure.is_none() {
                let rest = (asked < bytes.len()).then(|| (asked, bytes.len().min(asked + PIECE as usize)));
                let Some((start, end)) = open.pop().or(rest) else { break };
                asked = asked.max(end);
                let at = part.offset + start as u64;
                let id = self.begin(READ, |out| out.text(handle).long(at).number((end - start) as u32))?;
                waiting.insert(id, (start, end));
            }
            if waiting.is_empty() {
                return failure.map_or(Ok(bytes), Err);
            }
            let (id, answer) = self.answer()?;
            let Some((start, end)) = waiting.remove(&id) else { return Err(garbled()) };
            match answer.and_then(|mut data| data.text()) {
                Err(error) => failure = failure.or(Some(error)),
                Ok(data) if data.is_empty() || data.len() > end - start => return Err(garbled()),
                Ok(data) => {
                    bytes[start..start + data.len()].copy_from_slice(&data);
                    open.extend((start + data.len() < end).then_some((start + data.len(), end)));
                }
            }
        }
    }

    /// Writes a new file; durable on return where the server can promise that.
    pub(super) fn write(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        const SYNC: &str = "fsync@openssh.com";
        let handle = self.open_file(path, NEW_FOR_WRITING)?;
        let mut written = self.write_open(&handle, bytes);
        if written.is_ok() && self.can(SYNC) {
            written = self.ask(EXTENDED, |out| out.text(SYNC.as_bytes()).text(&handle)).map(|_| ());
        }
        self.close(&handle)?;
        written
    }

    fn write_open(&mut self, handle: &[u8], bytes: &[u8]) -> io::Result<()> {
        let (mut waiting, mut failure) = (0, None);
        for (piece, place) in bytes.chunks(PIECE as usize).zip((0u64..).step_by(PIECE as usize)) {
            if waiting == WINDOW {
                failure = failure.or(self.answer()?.1.err());
                waiting -= 1;
            }
            if failure.is_some() {
                break;
            }
            self.begin(WRITE, |out| out.text(handle).long(place).text(piece))?;
            waiting += 1;
        }
        for _ in 0..waiting {
            failure = failure.or(self.answer()?.1.err());
        }
        failure.map_or(Ok(()), Err)
    }
}
