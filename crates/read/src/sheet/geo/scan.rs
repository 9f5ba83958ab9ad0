//! Finding the objects of a JSON file one by one, without holding more than one in memory: those of its member `features`, those of
//! an array, or those that follow each other.

use std::io::{BufRead, BufReader, Read};

use super::super::SheetError;
use super::super::package::damaged;

/// What the file is called where it is damaged.
const PART: &str = "the JSON";
/// How many bytes of a name are kept: longer ones are none that is looked for.
const NAME: usize = 64;

/// A stream of bytes, looked at one by one.
struct Bytes<R> {
    from: BufReader<R>,
}

impl<R: Read> Bytes<R> {
    fn peek(&mut self) -> Result<Option<u8>, SheetError> {
        Ok(self.from.fill_buf()?.first().copied())
    }

    fn next(&mut self) -> Result<Option<u8>, SheetError> {
        let byte = self.peek()?;
        self.from.consume(usize::from(byte.is_some()));
        Ok(byte)
    }

    /// The next byte that is none of those given, left where it is.
    fn past(&mut self, passed: &[u8]) -> Result<Option<u8>, SheetError> {
        loop {
            match self.peek()? {
                Some(byte) if byte.is_ascii_whitespace() || passed.contains(&byte) => self.from.consume(1),
                found => return Ok(found),
            }
        }
    }
}

/// How far a value has been gone through.
#[derive(Default)]
struct Within {
    depth: u32,
    string: bool,
    escaped: bool,
}

impl Within {
    /// Takes a byte; true when the value ends with it.
    fn ends_with(&mut self, byte: u8) -> bool {
        if self.string {
            let ends = byte == b'"' && !self.escaped;
            self.escaped = byte == b'\\' && !self.escaped;
            self.string = !ends;
            return ends && self.depth == 0;
        }
        match byte {
            b'"' => self.string = true,
            b'{' | b'[' => self.depth += 1,
            b'}' | b']' => {
                self.depth = self.depth.saturating_sub(1);
                return self.depth == 0;
            }
            _ => {}
        }
        false
    }
}

/// Where the objects stand.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(in crate::sheet) enum Standing {
    /// In the array `features` of an object.
    Features,
    /// In an array that is the whole file.
    Array,
    /// One after the other.
    Alone,
}

/// The objects of a file.
pub(in crate::sheet) struct Scan<R> {
    bytes: Bytes<R>,
    standing: Standing,
    /// The number of the last object.
    number: u64,
    limit: usize,
}

impl<R: Read> Scan<R> {
    /// Goes to the first object. None where the file has no `features`, or is no array.
    pub(in crate::sheet) fn begin(from: R, standing: Standing, limit: usize) -> Result<Option<Scan<R>>, SheetError> {
        let mut bytes = Bytes { from: BufReader::with_capacity(128 * 1024, from) };
        let found = match standing {
            Standing::Features => go_to_features(&mut bytes)?,
            Standing::Array => bytes.past(&[])? == Some(b'[') && bytes.next()?.is_some(),
            Standing::Alone => true,
        };
        Ok(found.then_some(Scan { bytes, standing, number: 0, limit }))
    }

    /// The next object and its number, counted from 1.
    pub(in crate::sheet) fn next(&mut self) -> Result<Option<(u64, Vec<u8>)>, SheetError> {
        // Objects that follow each other may be parted by a line, a comma, or the sign of RFC 8142.
        let end = match (self.bytes.past(b",\x1E")?, self.standing) {
            (Some(b']'), Standing::Features | Standing::Array) | (None, Standing::Alone) => return Ok(None),
            (Some(byte), _) => byte,
            (None, _) => return Err(self.cut_off()),
        };
        self.number += 1;
        let mut value = Vec::new();
        let whole = match end {
            b'{' | b'[' | b'"' => self.value(&mut value)?,
            _ => self.word(&mut value)?,
        };
        if whole { Ok(Some((self.number, value))) } else { Err(self.cut_off()) }
    }

    fn value(&mut self, value: &mut Vec<u8>) -> Result<bool, SheetError> {
        let mut within = Within::default();
        while let Some(byte) = self.bytes.next()? {
            value.push(byte);
            if value.len() > self.limit {
                return Err(SheetError::RecordTooLong { line: self.number, byte: 0, limit: self.limit });
            }
            if within.ends_with(byte) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// What is no object: `null`, a number; it is told as it stands.
    fn word(&mut self, value: &mut Vec<u8>) -> Result<bool, SheetError> {
        while let Some(byte) = self.bytes.peek()? {
            if matches!(byte, b',' | b']' | b'\n' | b'{') && !value.is_empty() || value.len() > NAME {
                break;
            }
            value.extend(self.bytes.next()?);
        }
        Ok(true)
    }

    fn cut_off(&self) -> SheetError {
        damaged(PART, self.number, &"it ends in the middle")
    }
}

/// Goes behind the bracket that opens the array `features`.
fn go_to_features<R: Read>(bytes: &mut Bytes<R>) -> Result<bool, SheetError> {
    let mut found = false;
    members(bytes, &mut |name, bytes| {
        found = name == b"features" && bytes.past(&[])? == Some(b'[');
        if found {
            bytes.next()?;
        }
        Ok(found)
    })?;
    Ok(found)
}

/// The member of a file's outermost object, wherever it stands in it.
pub(in crate::sheet) fn member(from: impl Read, wanted: &str, limit: usize) -> Result<Option<Vec<u8>>, SheetError> {
    let mut bytes = Bytes { from: BufReader::with_capacity(128 * 1024, from) };
    let mut found = None;
    members(&mut bytes, &mut |name, bytes| {
        if name != wanted.as_bytes() {
            return Ok(false);
        }
        let mut value = Vec::new();
        pass(bytes, &mut |byte| value.extend((value.len() < limit).then_some(byte)))?;
        found = Some(value);
        Ok(true)
    })?;
    Ok(found)
}

/// Stops at the value of a member.
type AtMember<'a, R> = &'a mut dyn FnMut(&[u8], &mut Bytes<R>) -> Result<bool, SheetError>;

/// Stops before the value of each member of the outermost object, until it is told that it was the one; what is not taken is
/// passed over.
fn members<R: Read>(bytes: &mut Bytes<R>, at: AtMember<'_, R>) -> Result<(), SheetError> {
    // A byte order mark may stand before it.
    if bytes.past(b"\xEF\xBB\xBF")? != Some(b'{') {
        return Ok(());
    }
    bytes.next()?;
    while bytes.past(b",")? == Some(b'"') {
        let mut name = Vec::new();
        pass(bytes, &mut |byte| name.extend((name.len() < NAME).then_some(byte)))?;
        let name = name.strip_prefix(b"\"").and_then(|name| name.strip_suffix(b"\"")).unwrap_or_default().to_vec();
        bytes.past(b":")?;
        if at(&name, bytes)? {
            return Ok(());
        }
        pass(bytes, &mut |_| {})?;
    }
    Ok(())
}

/// Goes through one value.
fn pass<R: Read>(bytes: &mut Bytes<R>, take: &mut dyn FnMut(u8)) -> Result<(), SheetError> {
    let mut within = Within::default();
    while let Some(byte) = bytes.peek()? {
        // A number or a word ends where the next thing begins.
        if within.depth == 0 && !within.string && matches!(byte, b',' | b'}' | b']') {
            return Ok(());
        }
        bytes.next()?;
        take(byte);
        if within.ends_with(byte) {
            return Ok(());
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn objects(text: &str, standing: Standing) -> Option<Vec<String>> {
        let mut scan = Scan::begin(text.as_bytes(), standing, 1000).unwrap()?;
        let mut found = Vec::new();
        while let Some((_, value)) = scan.next().unwrap() {
            found.push(String::from_utf8(value).unwrap());
        }
        Some(found)
    }

    #[test]
    fn features_are_found_wherever_they_stand_among_the_members() {
        let text =
            r#" {"a": {"features": [1]}, "b":"}]\"{", "n": 1.5, "features": [ {"x":"]}"} , {"y":[1,{}]}], "c": 1}"#;
        let expected = [r#"{"x":"]}"}"#, r#"{"y":[1,{}]}"#];
        assert_eq!(objects(text, Standing::Features).unwrap(), expected);
        assert_eq!(objects(r#"{"a":{"features":[]}}"#, Standing::Features), None);
        assert_eq!(objects(r#"{"features":[]}"#, Standing::Features).unwrap(), [""; 0]);
        let crs = |text: &str| member(text.as_bytes(), "crs", 100).unwrap().map(|crs| String::from_utf8(crs).unwrap());
        assert_eq!(crs(r#"{"features":[{"crs":1}],"crs":{"name":"x"}}"#).unwrap(), r#"{"name":"x"}"#);
        assert_eq!(crs(r#"{"features":[{"crs":1}]}"#), None);
    }

    #[test]
    fn objects_stand_in_an_array_or_one_after_the_other() {
        assert_eq!(objects("[{\"a\":1},\n null, {}]", Standing::Array).unwrap(), ["{\"a\":1}", "null", "{}"]);
        assert_eq!(objects("\x1E{\"a\":\n1}\n\x1E{}\n", Standing::Alone).unwrap(), ["{\"a\":\n1}", "{}"]);
        assert_eq!(objects("{}", Standing::Array), None);
    }

    #[test]
    fn what_ends_in_the_middle_is_said_to() {
        let mut scan = Scan::begin(&b"{\"features\":[{},{\"a\":"[..], Standing::Features, 100).unwrap().unwrap();
        assert!(scan.next().unwrap().is_some());
        let error = scan.next().unwrap_err().to_string();
        assert!(error.contains("after row 2") && error.contains("ends in the middle"), "{error}");
    }
}
