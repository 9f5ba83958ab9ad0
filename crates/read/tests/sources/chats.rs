//! Chats as WhatsApp and Telegram write them out.

use daftar_claim::Hash;
use daftar_read::sources::{Fact, Form, Limits, Mark, Missing, Oddity, Place, SourceError, gather};

use crate::made::{marks, missing, read, stretches, told};

fn message(place: &Place) -> (u64, Option<String>, Option<String>) {
    match place {
        Place::Message { number, sender, at, .. } => (*number, sender.clone(), at.clone()),
        other => panic!("{other:?}"),
    }
}

const CHAT: &str = "12/03/2031, 21:14 - Messages are end-to-end encrypted.\n\
    12/03/2031, 21:15 - Salma: The mill stands.\nBut its roof is gone.\n\
    13/03/2031, 08:00 - Idris: <Media omitted>\n\
    13/03/2031, 08:01 - Idris: IMG-2031.jpg (file attached)\n\
    13/03/2031, 08:02 - Salma: This message was deleted\n";

#[test]
fn a_chat_keeps_its_text_and_tells_who_said_what() {
    let source = read(CHAT);
    assert_eq!(source.form, Form::WhatsApp);
    assert_eq!((source.text.as_str(), source.derived.file), (CHAT, source.derived.text));
    assert_eq!(source.derived.file.0, Hash::of(CHAT.as_bytes()));
    let found = stretches(&source, message);
    let salma = Some("Salma".to_owned());
    assert_eq!(found[0].1, (1, None, Some("12/03/2031, 21:14".to_owned())));
    assert_eq!(
        found[1],
        ("The mill stands.\nBut its roof is gone.".to_owned(), (2, salma, Some("12/03/2031, 21:15".to_owned())))
    );
    assert_eq!(told(&source, Fact::DateOrder), ["day-first"]);
    let missing = |what| missing(&source, what);
    assert_eq!([missing(Missing::Media), missing(Missing::Attachment), missing(Missing::DeletedMessage)], [1, 1, 1]);
    assert_eq!(source.unread[1].label.as_deref(), Some("IMG-2031.jpg"));
}

#[test]
fn arabic_phones_write_other_digits_and_marks() {
    let source = read(
        "\u{200f}٣/٤/٢٠٣١، ٩:١٤ م - سلمى: وصلت القافلة\n\u{200f}٤/٤/٢٠٣١، ٩:١٥ ص - إدريس: \u{200f}<تم استبعاد الوسائط>\n",
    );
    let found = stretches(&source, message);
    assert_eq!(
        found[0],
        ("وصلت القافلة".to_owned(), (1, Some("سلمى".to_owned()), Some("٣/٤/٢٠٣١، ٩:١٤ م".to_owned())))
    );
    assert_eq!((missing(&source, Missing::Media), told(&source, Fact::DateOrder)), (1, vec!["undecided"]));
}

#[test]
fn which_number_is_the_day_is_told_and_not_guessed() {
    let order = |text: &str| told(&read(text), Fact::DateOrder)[0].to_owned();
    assert_eq!(order("3/13/31, 9:14 PM - Salma: x"), "month-first");
    assert_eq!(order("[2031-03-13, 21:14:00] Salma: x"), "year-first");
    assert_eq!(order("3/13/31, 9:14 PM - Salma: x\n13/3/31, 9:14 PM - Salma: x"), "both");
}

#[test]
fn a_chat_in_another_encoding_is_decoded_and_told() {
    let (bytes, ..) = encoding("12/03/2031, 21:14 - سلمى: المطحنة قائمة قرب بيت البذور\n".repeat(3).as_str());
    let source = gather(std::io::Cursor::new(bytes), "chat.txt", Limits::default()).unwrap();
    assert_eq!(stretches(&source, message)[0].0, "المطحنة قائمة قرب بيت البذور");
    assert!(matches!(source.odd[..], [Oddity::Charset { read_as: "windows-1256", .. }]), "{:?}", source.odd);
    let wide: Vec<u8> = [0xFF, 0xFE]
        .into_iter()
        .chain("12/03/2031, 21:14 - سلمى: قمح".encode_utf16().flat_map(u16::to_le_bytes))
        .collect();
    assert_eq!(stretches(&read(wide), message)[0].0, "قمح");
}

fn encoding(text: &str) -> (Vec<u8>, bool) {
    let (bytes, _, lossy) = encoding_rs::WINDOWS_1256.encode(text);
    (bytes.into_owned(), lossy)
}

#[test]
fn a_line_without_an_end_is_refused_with_its_number() {
    let long = format!("12/03/2031, 21:14 - Salma: x\n{}", "a".repeat(2000));
    let limits = Limits { line: 1000, ..Limits::default() };
    let error = gather(std::io::Cursor::new(long.into_bytes()), "chat.txt", limits).unwrap_err();
    assert!(matches!(error, SourceError::LineTooLong { line: 2, limit: 1000 }), "{error}");
}

const TELEGRAM: &str = r#"{"name": "Mill quarter", "type": "private_group", "id": 7, "messages": [
    {"id": 1, "type": "service", "date": "2031-03-12T21:00:00", "actor": "Salma", "action": "create_group", "text": ""},
    {"id": 2, "type": "message", "date": "2031-03-12T21:14:00", "from": "Salma", "text": ["The ", {"type": "bold", "text": "mill"}, " stands."]},
    {"id": 3, "type": "message", "date": "2031-03-12T21:15:00", "from": "Idris", "forwarded_from": "Harbour radio", "text": "وصلت القافلة", "photo": "photos/1.jpg"}
]}"#;

#[test]
fn telegram_is_read_message_by_message() {
    let source = read(TELEGRAM);
    assert_eq!(source.form, Form::Telegram);
    assert_eq!(source.text, "The mill stands.\n\nوصلت القافلة\n");
    let found = stretches(&source, message);
    assert_eq!(found[0].1, (2, Some("Salma".to_owned()), Some("2031-03-12T21:14:00".to_owned())));
    assert_eq!(marks(&source, "القافلة"), [Mark::Forwarded { from: "Harbour radio".to_owned() }]);
    assert_eq!((told(&source, Fact::Chat), missing(&source, Missing::Image)), (vec!["Mill quarter"], 1));
}

#[test]
fn an_account_has_many_chats() {
    let account = format!(
        r#"{{"about": "x", "contacts": {{"list": [{{"first_name": "Salma"}}]}}, "chats": {{"list": [{TELEGRAM}, {TELEGRAM}]}}}}"#
    );
    let source = read(account);
    assert_eq!((source.stretches.len(), told(&source, Fact::Chat).len()), (4, 2));
    assert!(source.unread.iter().any(|one| one.place == "member contacts"), "{:?}", source.unread);
    assert!(!source.text.contains("first_name"));
}

#[test]
fn a_chat_that_breaks_off_gives_what_came_before() {
    let source = read(&TELEGRAM[..TELEGRAM.len() - 40]);
    assert_eq!((source.text.as_str(), missing(&source, Missing::Damaged)), ("The mill stands.\n", 1));
    let damage = source.unread.iter().find(|one| one.what == Missing::Damaged).unwrap();
    assert_eq!(damage.place, "after message 2");
    assert!(damage.label.as_deref().unwrap().contains("line 4"), "{damage:?}");
}
