//! A chat or an account as Telegram Desktop writes it out in JSON (`result.json`), streamed message by message. Its form
//! is described at core.telegram.org/import-export. The derived text is one line or more for each message, an empty line
//! between them.

use std::fmt;
use std::io::{BufReader, Read};

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::Value;

use super::SourceError;
use super::out::Out;
use super::place::{Mark, Place};
use super::report::{Fact, Missing};

/// How deep lists of chats may lie inside each other; Telegram needs two.
const DEPTH: u32 = 4;

/// Reads what Telegram wrote. A file that breaks off gives the messages before the break.
pub(super) fn read(file: &mut dyn Read, out: &mut Out) -> Result<(), SourceError> {
    let mut number = 0;
    let mut json = serde_json::Deserializer::from_reader(BufReader::with_capacity(64 * 1024, file));
    let read = Object { out, number: &mut number, depth: 0 }.deserialize(&mut json).and_then(|()| json.end());
    match (out.failed.take(), read) {
        (Some(error), _) => Err(error),
        (None, Ok(())) => Ok(()),
        (None, Err(error)) if error.is_io() => Err(SourceError::Io(error.into())),
        (None, Err(error)) if number == 0 => {
            Err(SourceError::Damaged { part: "the chat's JSON".to_owned(), reason: error.to_string() })
        }
        (None, Err(error)) => {
            out.unread(Missing::Damaged, &format!("after message {number}"), Some(&error.to_string()));
            Ok(())
        }
    }
}

/// An account, a list of chats or a chat, to be read as it comes.
struct Object<'a, 't> {
    out: &'a mut Out<'t>,
    number: &'a mut u64,
    depth: u32,
}

impl<'de> DeserializeSeed<'de> for Object<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a chat or an account of Telegram, as an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(key) = map.next_key::<String>()? {
            let (out, number, depth) = (&mut *self.out, &mut *self.number, self.depth + 1);
            match key.as_str() {
                "messages" => map.next_value_seed(List { out, number, depth, messages: true })?,
                "list" => map.next_value_seed(List { out, number, depth, messages: false })?,
                "chats" | "left_chats" if depth < DEPTH => map.next_value_seed(Object { out, number, depth })?,
                "name" => {
                    let name: Value = map.next_value()?;
                    out.told(Fact::Chat, name.as_str().unwrap_or_default(), &format!("before message {}", *number + 1));
                }
                "about" | "type" | "id" => drop(map.next_value::<IgnoredAny>()?),
                other => {
                    map.next_value::<IgnoredAny>()?;
                    out.unread(Missing::UnknownPart, &format!("member {other}"), None);
                }
            }
        }
        Ok(())
    }
}

/// A list of messages, or of chats.
struct List<'a, 't> {
    out: &'a mut Out<'t>,
    number: &'a mut u64,
    depth: u32,
    messages: bool,
}

impl<'de> DeserializeSeed<'de> for List<'_, '_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, json: D) -> Result<(), D::Error> {
        json.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for List<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a list")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if !self.messages && self.depth < DEPTH {
            while list.next_element_seed(Object { out: self.out, number: self.number, depth: self.depth })?.is_some() {}
            return Ok(());
        }
        while let Some(one) = list.next_element::<Value>()? {
            *self.number += 1;
            message(&one, *self.number, self.out).map_err(|error| {
                self.out.failed = Some(error);
                A::Error::custom("the reading was stopped")
            })?;
        }
        Ok(())
    }
}

/// One message: its words with who said them, and what only hangs on it.
fn message(message: &Value, number: u64, out: &mut Out) -> Result<(), SourceError> {
    let string = |key: &str| message.get(key).and_then(Value::as_str).map(str::to_owned);
    let id = message.get("id").map(Value::to_string);
    let place = Place::Message { number, id, sender: string("from").or_else(|| string("actor")), at: string("date") };
    let marks = string("forwarded_from").map(|from| Mark::Forwarded { from }).into_iter().collect();
    let words = words(message.get("text"));
    if !words.trim().is_empty() {
        out.line()?;
        if out.chars() > 0 {
            out.push("\n")?;
        }
        out.place(words.trim_end(), place, marks)?;
        out.line()?;
    }
    hanging(message, &format!("message {number}"), out);
    Ok(())
}

/// The text of a message: a string, or a list of strings and of pieces with a form of their own.
fn words(text: Option<&Value>) -> String {
    match text {
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(pieces)) => {
            let piece =
                |piece: &Value| piece.as_str().or_else(|| piece.get("text")?.as_str()).unwrap_or_default().to_owned();
            pieces.iter().map(piece).collect()
        }
        _ => String::new(),
    }
}

/// What hangs on a message and is not its text.
fn hanging(message: &Value, place: &str, out: &mut Out) {
    let label = |key: &str| message.get(key).and_then(Value::as_str);
    for (key, what) in [("photo", Missing::Image), ("contact_vcard", Missing::Attachment)] {
        if message.get(key).is_some() {
            out.unread(what, place, label(key));
        }
    }
    if message.get("file").is_some() {
        let what = if message.get("media_type").is_some() { Missing::Media } else { Missing::Attachment };
        out.unread(what, place, label("file_name").or_else(|| label("file")));
    }
    for key in ["poll", "location_information", "contact_information", "action"] {
        if let Some(value) = message.get(key) {
            out.unread(Missing::UnknownPart, place, Some(value.as_str().unwrap_or(key)));
        }
    }
}
