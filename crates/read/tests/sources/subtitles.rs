//! Subtitles.

use daftar_read::sources::{Fact, Missing, Place};

use crate::made::{missing, read, stretches, told};

type Shown = (u64, Option<String>, u64, u64, Option<String>);

fn cue(place: &Place) -> Shown {
    match place {
        Place::Cue { number, id, from, until, speaker } => (*number, id.clone(), *from, *until, speaker.clone()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn cues_of_subrip_with_their_times() {
    let text = "1\r\n00:00:01,500 --> 00:00:04,000\r\nThe mill stands.\r\nSo does the well.\r\n\r\n2\r\n01:00:05,000 --> 01:00:06,000\r\nوصلت القافلة\r\n";
    let source = read(text);
    assert_eq!(source.text, text);
    let found = stretches(&source, cue);
    assert_eq!(
        found[0],
        ("The mill stands.\r\nSo does the well.".to_owned(), (1, Some("1".to_owned()), 1500, 4000, None))
    );
    assert_eq!(found[1], ("وصلت القافلة".to_owned(), (2, Some("2".to_owned()), 3_605_000, 3_606_000, None)));
}

#[test]
fn webvtt_has_voices_notes_and_styles() {
    let text = "WEBVTT - Harbour radio\nLanguage: ar\n\nSTYLE\n::cue { color: red }\n\nNOTE\nnot shown\n\nopening\n00:01.000 --> 00:02.000 align:start\n<v Salma>The mill stands.\n";
    let source = read(text);
    let found = stretches(&source, cue);
    assert_eq!(
        found,
        [(
            "<v Salma>The mill stands.".to_owned(),
            (1, Some("opening".to_owned()), 1000, 2000, Some("Salma".to_owned()))
        )]
    );
    assert_eq!((told(&source, Fact::Title), missing(&source, Missing::StyleSheet)), (vec!["Harbour radio"], 1));
}

#[test]
fn times_that_are_none_are_named() {
    let source = read("1\n00:00:01,000 --> 00:00:02,000\nx\n\n2\n00:99:01,000 --> 00:00:02,000\ny\n");
    assert_eq!((source.stretches.len(), missing(&source, Missing::Damaged)), (1, 1));
    assert_eq!(source.unread[0].place, "line 6");
}
