//! Canonical JSON (RFC 8785, "JCS"), narrowed to what signed bytes may hold.
//!
//! Narrower than RFC 8785 in three ways, each because libraries differ there: no `null`, no member named twice, and
//! numbers are only integers within ±(2⁵³−1). Text is kept to the letter, never normalised.

use std::borrow::Cow;
use std::fmt::Write as _;

/// The largest integer that every JSON reader keeps exactly: 2⁵³−1.
pub const MAX_INTEGER: i64 = (1 << 53) - 1;

/// How deeply lists and objects may be nested.
const MAX_DEPTH: usize = 32;

/// A parsed JSON value; text borrows from the input where no escape stood in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Json<'a> {
    /// A string.
    Text(Cow<'a, str>),
    /// An integer within ±(2⁵³−1).
    Integer(i64),
    /// `true` or `false`.
    Bool(bool),
    /// An array.
    List(Vec<Json<'a>>),
    /// An object, members in the order in which they stood.
    Object(Vec<(Cow<'a, str>, Json<'a>)>),
}

/// Why bytes are not JSON that may be signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("byte {at}: {what}")]
pub struct JsonError {
    /// Offset of the byte at which reading stopped, counted from 0.
    pub at: usize,
    /// What was found there and what was expected.
    pub what: String,
}

impl<'a> Json<'a> {
    /// Reads one JSON value that fills `text` completely.
    ///
    /// # Errors
    /// Names the byte at which the text stops being JSON of the narrowed kind.
    pub fn parse(text: &'a str) -> Result<Json<'a>, JsonError> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(0)?;
        reader.skip_space();
        if reader.at < text.len() {
            return Err(reader.error("more text after the end of the value"));
        }
        Ok(value)
    }

    /// The string, if this is one.
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Json::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The integer, if this is one.
    pub fn as_integer(&self) -> Option<i64> {
        match self {
            Json::Integer(number) => Some(*number),
            _ => None,
        }
    }

    /// The members, if this is an object.
    pub fn as_object(&self) -> Option<&[(Cow<'a, str>, Json<'a>)]> {
        match self {
            Json::Object(members) => Some(members),
            _ => None,
        }
    }

    /// The items, if this is an array.
    pub fn as_list(&self) -> Option<&[Json<'a>]> {
        match self {
            Json::List(items) => Some(items),
            _ => None,
        }
    }

    /// The member of that name, if this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Json<'a>> {
        self.as_object()?.iter().find(|(member, _)| member == name).map(|(_, value)| value)
    }

    /// The canonical text of this value.
    pub fn canonical(&self) -> String {
        let mut out = String::new();
        self.write(&mut out);
        out
    }

    fn write(&self, out: &mut String) {
        match self {
            Json::Text(text) => write_text(out, text),
            Json::Integer(number) => write_integer(out, *number),
            Json::Bool(value) => out.push_str(if *value { "true" } else { "false" }),
            Json::List(items) => {
                out.push('[');
                for (n, item) in items.iter().enumerate() {
                    if n > 0 {
                        out.push(',');
                    }
                    item.write(out);
                }
                out.push(']');
            }
            Json::Object(members) => write_sorted(out, members),
        }
    }
}

fn write_sorted(out: &mut String, members: &[(Cow<'_, str>, Json<'_>)]) {
    let mut order: Vec<&(Cow<'_, str>, Json<'_>)> = members.iter().collect();
    order.sort_by(|a, b| a.0.encode_utf16().cmp(b.0.encode_utf16()));
    let mut object = ObjectWriter::new(out);
    for (name, value) in order {
        object.name(name);
        value.write(object.out);
    }
    object.end();
}

/// Writes an object's members straight to text, without a tree. The caller gives the members in canonical order;
/// a debug build checks that it did.
pub struct ObjectWriter<'o> {
    out: &'o mut String,
    first: bool,
    #[cfg(debug_assertions)]
    last: String,
}

impl<'o> ObjectWriter<'o> {
    /// Opens an object at the end of `out`.
    pub fn new(out: &'o mut String) -> Self {
        out.push('{');
        ObjectWriter {
            out,
            first: true,
            #[cfg(debug_assertions)]
            last: String::new(),
        }
    }

    fn name(&mut self, name: &str) {
        #[cfg(debug_assertions)]
        {
            let ordered = self.first || self.last.encode_utf16().lt(name.encode_utf16());
            debug_assert!(ordered, "member {name:?} after {:?} breaks the canonical order", self.last);
            self.last = name.to_owned();
        }
        if !self.first {
            self.out.push(',');
        }
        self.first = false;
        write_text(self.out, name);
        self.out.push(':');
    }

    /// Writes a member whose value is text.
    pub fn text(&mut self, name: &str, value: &str) {
        self.name(name);
        write_text(self.out, value);
    }

    /// Writes a member whose value is an integer.
    pub fn integer(&mut self, name: &str, value: i64) {
        self.name(name);
        write_integer(self.out, value);
    }

    /// Writes a member whose value is `true` or `false`.
    pub fn boolean(&mut self, name: &str, value: bool) {
        self.name(name);
        self.out.push_str(if value { "true" } else { "false" });
    }

    /// Writes a member whose value `write` puts down itself, as canonical JSON.
    pub fn with(&mut self, name: &str, write: impl FnOnce(&mut String)) {
        self.name(name);
        write(self.out);
    }

    /// Writes a member whose value is an array, each item put down by `write`.
    pub fn list<T>(&mut self, name: &str, items: impl IntoIterator<Item = T>, mut write: impl FnMut(&mut String, T)) {
        self.name(name);
        self.out.push('[');
        for (n, item) in items.into_iter().enumerate() {
            if n > 0 {
                self.out.push(',');
            }
            write(self.out, item);
        }
        self.out.push(']');
    }

    /// Closes the object.
    pub fn end(self) {
        self.out.push('}');
    }
}

/// Writes a JSON string as RFC 8785 wants it: only `"`, `\` and control characters escaped, in their shortest form.
pub fn write_text(out: &mut String, text: &str) {
    out.push('"');
    let mut plain = 0;
    for (at, byte) in text.bytes().enumerate() {
        if byte >= 0x20 && byte != b'"' && byte != b'\\' {
            continue;
        }
        out.push_str(&text[plain..at]);
        plain = at + 1;
        write_escape(out, byte);
    }
    out.push_str(&text[plain..]);
    out.push('"');
}

fn write_escape(out: &mut String, byte: u8) {
    match byte {
        b'"' => out.push_str("\\\""),
        b'\\' => out.push_str("\\\\"),
        0x08 => out.push_str("\\b"),
        b'\t' => out.push_str("\\t"),
        b'\n' => out.push_str("\\n"),
        0x0c => out.push_str("\\f"),
        b'\r' => out.push_str("\\r"),
        other => {
            let _ = write!(out, "\\u{other:04x}");
        }
    }
}

/// Writes an integer in decimal.
pub fn write_integer(out: &mut String, number: i64) {
    let _ = write!(out, "{number}");
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn error(&self, what: impl Into<String>) -> JsonError {
        JsonError { at: self.at, what: what.into() }
    }

    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn skip_space(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\t' | b'\n' | b'\r')) {
            self.at += 1;
        }
    }

    fn expect(&mut self, byte: u8) -> Result<(), JsonError> {
        if self.peek() == Some(byte) {
            self.at += 1;
            return Ok(());
        }
        Err(self.error(format!("expected '{}', found {}", byte as char, self.found())))
    }

    fn found(&self) -> String {
        match self.text.get(self.at..).and_then(|rest| rest.chars().next()) {
            Some(c) => format!("{c:?}"),
            None => "the end".to_owned(),
        }
    }

    fn value(&mut self, depth: usize) -> Result<Json<'a>, JsonError> {
        if depth > MAX_DEPTH {
            return Err(self.error(format!("nested more than {MAX_DEPTH} deep")));
        }
        self.skip_space();
        match self.peek() {
            Some(b'"') => Ok(Json::Text(self.string()?)),
            Some(b'{') => self.object(depth),
            Some(b'[') => self.list(depth),
            Some(b't') => self.word("true", Json::Bool(true)),
            Some(b'f') => self.word("false", Json::Bool(false)),
            Some(b'-' | b'0'..=b'9') => self.integer(),
            Some(b'n') => Err(self.error("null is not allowed: leave the member out")),
            _ => Err(self.error(format!("expected a value, found {}", self.found()))),
        }
    }

    fn word(&mut self, word: &str, value: Json<'a>) -> Result<Json<'a>, JsonError> {
        if self.text[self.at..].starts_with(word) {
            self.at += word.len();
            return Ok(value);
        }
        Err(self.error(format!("expected {word}")))
    }

    fn integer(&mut self) -> Result<Json<'a>, JsonError> {
        let start = self.at;
        if self.peek() == Some(b'-') {
            self.at += 1;
        }
        while matches!(self.peek(), Some(b'0'..=b'9')) {
            self.at += 1;
        }
        if matches!(self.peek(), Some(b'.' | b'e' | b'E')) {
            return Err(self.error("numbers are whole here: decimals are written as text"));
        }
        let digits = &self.text[start..self.at];
        let number: Option<i64> = digits.parse().ok();
        match number {
            Some(n) if n.abs() <= MAX_INTEGER && n.to_string() == digits => Ok(Json::Integer(n)),
            _ => Err(JsonError { at: start, what: format!("{digits} is not a plain integer within ±(2^53-1)") }),
        }
    }

    fn list(&mut self, depth: usize) -> Result<Json<'a>, JsonError> {
        self.expect(b'[')?;
        let mut items = Vec::new();
        self.skip_space();
        if self.peek() == Some(b']') {
            self.at += 1;
            return Ok(Json::List(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            self.skip_space();
            if self.peek() == Some(b',') {
                self.at += 1;
                continue;
            }
            self.expect(b']')?;
            return Ok(Json::List(items));
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json<'a>, JsonError> {
        self.expect(b'{')?;
        let mut members: Vec<(Cow<'a, str>, Json<'a>)> = Vec::new();
        self.skip_space();
        if self.peek() == Some(b'}') {
            self.at += 1;
            return Ok(Json::Object(members));
        }
        loop {
            self.skip_space();
            let name = self.string()?;
            if members.iter().any(|(known, _)| *known == name) {
                return Err(self.error(format!("the member {name:?} stands twice")));
            }
            self.skip_space();
            self.expect(b':')?;
            let value = self.value(depth + 1)?;
            members.push((name, value));
            self.skip_space();
            if self.peek() == Some(b',') {
                self.at += 1;
                continue;
            }
            self.expect(b'}')?;
            return Ok(Json::Object(members));
        }
    }

    fn string(&mut self) -> Result<Cow<'a, str>, JsonError> {
        self.expect(b'"')?;
        let start = self.at;
        while let Some(byte) = self.peek() {
            match byte {
                b'"' => {
                    let text = &self.text[start..self.at];
                    self.at += 1;
                    return Ok(Cow::Borrowed(text));
                }
                b'\\' => return self.escaped_string(start).map(Cow::Owned),
                0..=0x1f => return Err(self.error("a control character stands bare in text")),
                _ => self.at += 1,
            }
        }
        Err(self.error("the text is not closed"))
    }

    fn escaped_string(&mut self, start: usize) -> Result<String, JsonError> {
        let mut text = self.text[start..self.at].to_owned();
        loop {
            let rest = &self.text[self.at..];
            let Some(c) = rest.chars().next() else {
                return Err(self.error("the text is not closed"));
            };
            match c {
                '"' => {
                    self.at += 1;
                    return Ok(text);
                }
                '\\' => text.push(self.escape()?),
                '\0'..='\u{1f}' => return Err(self.error("a control character stands bare in text")),
                c => {
                    text.push(c);
                    self.at += c.len_utf8();
                }
            }
        }
    }

    fn escape(&mut self) -> Result<char, JsonError> {
        self.expect(b'\\')?;
        let byte = self.peek();
        self.at += 1;
        Ok(match byte {
            Some(b'"') => '"',
            Some(b'\\') => '\\',
            Some(b'/') => '/',
            Some(b'b') => '\u{8}',
            Some(b'f') => '\u{c}',
            Some(b'n') => '\n',
            Some(b'r') => '\r',
            Some(b't') => '\t',
            Some(b'u') => return self.unicode_escape(),
            _ => {
                self.at -= 1;
                return Err(self.error("unknown escape"));
            }
        })
    }

    fn unicode_escape(&mut self) -> Result<char, JsonError> {
        let high = self.four_hex()?;
        if !(0xd800..0xdc00).contains(&high) {
            return char::from_u32(high).ok_or_else(|| self.error("half a surrogate pair"));
        }
        self.expect(b'\\')?;
        self.expect(b'u')?;
        let low = self.four_hex()?;
        if !(0xdc00..0xe000).contains(&low) {
            return Err(self.error("half a surrogate pair"));
        }
        let scalar = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
        char::from_u32(scalar).ok_or_else(|| self.error("not a Unicode scalar value"))
    }

    fn four_hex(&mut self) -> Result<u32, JsonError> {
        let digits = self.text.get(self.at..self.at + 4).filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()));
        let value = digits.and_then(|d| u32::from_str_radix(d, 16).ok());
        let value = value.ok_or_else(|| self.error("expected four hexadecimal digits"))?;
        self.at += 4;
        Ok(value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn canonical_form_follows_rfc_8785() {
        // RFC 8785, section 3.2.3: members sort by UTF-16 code units; an emoji sorts before U+FB33.
        let text = "{\"\u{20ac}\":1,\"\\r\":2,\"\u{fb33}\":3,\"1\":4,\"\u{1f600}\":5,\"\u{80}\":6,\"\u{f6}\":7}";
        let canonical = Json::parse(text).unwrap().canonical();
        assert_eq!(
            canonical,
            "{\"\\r\":2,\"1\":4,\"\u{80}\":6,\"\u{f6}\":7,\"\u{20ac}\":1,\"\u{1f600}\":5,\"\u{fb33}\":3}"
        );
    }

    #[test]
    fn what_libraries_differ_on_is_refused() {
        for bad in [
            "null",
            "{\"a\":1,\"a\":1}",
            "9007199254740992",
            "1.0",
            "1e3",
            "01",
            "-0",
            "\"\\ud800\"",
            "\"a",
            "[1,]",
            "{\"a\"}",
            "1 2",
            "",
        ] {
            assert!(Json::parse(bad).is_err(), "{bad} was accepted");
        }
    }

    #[test]
    fn control_characters_have_their_shortest_escape() {
        let mut out = String::new();
        write_text(&mut out, "a\u{8}\t\n\u{c}\r\u{1}\u{1f}\"\\/é\u{7f}");
        assert_eq!(out, "\"a\\b\\t\\n\\f\\r\\u0001\\u001f\\\"\\\\/é\u{7f}\"");
    }

    #[test]
    fn nesting_has_an_end() {
        assert!(Json::parse(&"[".repeat(100_000)).is_err());
    }

    fn json() -> impl Strategy<Value = Json<'static>> {
        let leaf = prop_oneof![
            any::<String>().prop_map(|t| Json::Text(t.into())),
            (-MAX_INTEGER..=MAX_INTEGER).prop_map(Json::Integer),
            any::<bool>().prop_map(Json::Bool),
        ];
        leaf.prop_recursive(4, 32, 5, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..5).prop_map(Json::List),
                prop::collection::btree_map(any::<String>(), inner, 0..5)
                    .prop_map(|m| Json::Object(m.into_iter().map(|(k, v)| (k.into(), v)).collect())),
            ]
        })
    }

    proptest! {
        #[test]
        fn canonical_text_is_a_fixed_point(value in json()) {
            let text = value.canonical();
            prop_assert_eq!(Json::parse(&text).unwrap().canonical(), text);
        }

        #[test]
        fn canonical_text_means_the_same_to_another_reader(value in json()) {
            let text = value.canonical();
            let other: serde_json::Value = serde_json::from_str(&text).unwrap();
            let again = other.to_string();
            prop_assert_eq!(Json::parse(&again).unwrap().canonical(), text);
        }

        #[test]
        fn no_text_makes_the_reader_panic(text in any::<String>()) {
            let _ = Json::parse(&text);
        }
    }
}
