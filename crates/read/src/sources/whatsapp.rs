//! A chat as WhatsApp writes it out. The derived text is the text of the file; the stretches are the messages without
//! their heads, so that who said what when stands beside each.

use std::io::Read;

use super::SourceError;
use super::chat_date::{Head, head, is_mark};
use super::lines::Lines;
use super::out::Out;
use super::place::Place;
use super::report::{Fact, Missing};

/// What stands in the place of a picture, a recording or a file that was not written out along with the chat.
const OMITTED: [&str; 14] = [
    "<Media omitted>",
    "image omitted",
    "video omitted",
    "audio omitted",
    "sticker omitted",
    "GIF omitted",
    "document omitted",
    "Contact card omitted",
    "<تم استبعاد الوسائط>",
    "تم استبعاد الوسائط",
    "تم حذف الصورة من المحادثة",
    "الصورة غير مدرجة",
    "الفيديو غير مدرج",
    "الصوت غير مدرج",
];

/// What stands behind or around the name of a file that was written out along with the chat.
const ATTACHED: [&str; 4] = ["(file attached)", "<attached: ", "(ملف مرفق)", "<مرفق: "];

/// What stands in the place of a message that was deleted.
const DELETED: [&str; 6] = [
    "This message was deleted",
    "You deleted this message",
    "تم حذف هذه الرسالة",
    "لقد حذفت هذه الرسالة",
    "حذفت هذه الرسالة",
    "This message was deleted by admin",
];

/// Reads a chat, message by message.
pub(super) fn read(file: &mut dyn Read, out: &mut Out) -> Result<(), SourceError> {
    let mut lines = Lines::open(file, out)?;
    let mut chat = Chat::default();
    while let Some(line) = lines.next(out)? {
        chat.line(&line, out)?;
    }
    chat.close(out);
    out.told(Fact::DateOrder, chat.order.word(), "the dates of all messages");
    Ok(())
}

/// The message that is being read, and what the dates of all tell.
#[derive(Default)]
struct Chat {
    number: u64,
    order: Order,
    open: Option<(u64, Place)>,
    /// White space at the end of the message so far: it belongs to it only when the message goes on.
    message: String,
}

impl Chat {
    fn line(&mut self, line: &str, out: &mut Out) -> Result<(), SourceError> {
        let Some(found) = head(line) else {
            self.message.push_str(line);
            return out.push(line);
        };
        self.close(out);
        self.order.note(found.numbers);
        self.number += 1;
        let (sender, text) = sender(&line[found.rest..]);
        let text = found.rest + text;
        out.push(&line[..text])?;
        self.open = Some((out.chars(), self.place(&found, sender)));
        self.message.push_str(&line[text..]);
        out.push(&line[text..])
    }

    fn place(&self, head: &Head, sender: Option<&str>) -> Place {
        let sender = sender.map(str::to_owned);
        Place::Message { number: self.number, id: None, sender, at: Some(head.at.to_owned()) }
    }

    /// The message is complete: says where it stood, and what it only names.
    fn close(&mut self, out: &mut Out) {
        let message = std::mem::take(&mut self.message);
        let Some((start, place)) = self.open.take() else { return };
        let bare = message.trim_end();
        let white = message[bare.len()..].chars().count() as u64;
        out.stretch_until(start, out.chars() - white, place);
        self.omitted(bare.trim_matches(is_mark).trim(), out);
    }

    fn omitted(&self, text: &str, out: &mut Out) {
        let place = format!("message {}", self.number);
        let is = |list: &[&str]| list.iter().any(|one| text.trim_end_matches('.') == *one);
        if is(&OMITTED) {
            out.unread(Missing::Media, &place, Some(text));
        } else if is(&DELETED) {
            out.unread(Missing::DeletedMessage, &place, None);
        } else if ATTACHED.iter().any(|sign| text.contains(sign)) {
            let first = text.lines().next().unwrap_or(text);
            out.unread(Missing::Attachment, &place, Some(&file_name(first)));
        }
    }
}

/// The name of a file in `IMG.jpg (file attached)` or `<attached: IMG.jpg>`.
fn file_name(text: &str) -> String {
    let mut name = text.to_owned();
    for sign in ATTACHED {
        name = name.replace(sign, "");
    }
    name.trim_matches(|c: char| is_mark(c) || c == '>' || c.is_whitespace()).to_owned()
}

/// The sender and where the text begins. What WhatsApp itself says has no sender; a name that holds ": " is cut there,
/// for nothing in the file tells it from the text.
fn sender(rest: &str) -> (Option<&str>, usize) {
    let line = rest.lines().next().unwrap_or(rest);
    match line.split_once(": ") {
        Some((name, _)) => (Some(name.trim_matches(is_mark)), name.len() + 2),
        None if line.ends_with(':') => (Some(line.trim_end_matches(':').trim_matches(is_mark)), line.len()),
        None => (None, 0),
    }
}

/// Which number of a date is the day, as far as numbers over 12 tell.
#[derive(Default)]
struct Order {
    day_first: bool,
    month_first: bool,
    year_first: bool,
}

impl Order {
    fn note(&mut self, [first, second, _]: [u32; 3]) {
        self.year_first |= first > 999;
        self.day_first |= (13..=31).contains(&first);
        self.month_first |= first <= 12 && second > 12;
    }

    fn word(&self) -> &'static str {
        match (self.year_first, self.day_first, self.month_first) {
            (true, false, false) => "year-first",
            (false, true, false) => "day-first",
            (false, false, true) => "month-first",
            (false, false, false) => "undecided",
            _ => "both",
        }
    }
}
