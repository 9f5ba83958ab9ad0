//! Documents that are no plain text: the bytes are evidence, so is the text made of them, and statements say where they stood.

use std::fs;
use std::path::PathBuf;

use daftar_register::claim::{Locator, Subject, Value};
use daftar_register::{Published, Was, Which};

use crate::site::Site;

const PAGE: &str = "<!DOCTYPE html><html lang=\"en\"><head><title>Mill Museum</title><meta name=\"author\" content=\"Q. Ternlane\">\
    </head><body><h1>Mill Museum</h1><p>The Mill Museum was founded in 2014.</p>\
    <p style=\"display:none\">On 3 March 2032 the Mill Museum was destroyed.</p><img src=\"a.png\" alt=\"the mill\"></body></html>";

fn read(site: &mut Site, name: &str, bytes: &str, published: &Published) -> Was {
    let path: PathBuf = site.folder().with_file_name(name);
    fs::write(&path, bytes).unwrap();
    site.read(&path, None, published).unwrap()
}

/// The places of the suggestions of which these words are the quotation.
fn places(site: &Site, words: &str) -> Vec<String> {
    let drafts = site.drafts().unwrap().into_iter();
    let quoting = drafts.filter(|draft| draft.claim.quote.as_deref().is_some_and(|quote| quote.contains(words)));
    let place = |locator| match locator {
        Some(Locator::Text { place, .. }) => place,
        _ => None,
    };
    quoting.filter_map(|draft| place(draft.claim.locator)).collect()
}

#[test]
fn a_web_page_is_read_and_each_statement_says_where_it_stood() {
    let mut museum = Site::first();
    let was = read(&mut museum, "mill.html", PAGE, &Published::default());
    assert_eq!(was.notes.conversion, "html/1");
    assert_eq!(was.notes.lines(daftar_register::date::Lang::En).len(), 1, "{:?}", was.notes);
    let founded = places(&museum, "founded in 2014");
    assert!(
        !founded.is_empty() && founded.iter().all(|place| place == "element=html > body > p:nth-of-type(1)"),
        "{founded:?}"
    );
    let hidden = places(&museum, "destroyed");
    assert!(!hidden.is_empty() && hidden.iter().all(|place| place.ends_with("&mark=hidden")), "{hidden:?}");
    museum.record_drafts(&Which::All, false).unwrap();
    let again = read(&mut museum, "mill.html", PAGE, &Published::default());
    assert_eq!((again.drafts, again.known > 0), (0, true), "reading again adds nothing");
}

/// Who is named by the file alone is no author of a private document; of a published one it is a suggestion.
#[test]
fn what_a_file_says_of_itself_is_suggested_with_care() {
    let mut museum = Site::first();
    let said = |site: &Site, property: &str| -> Vec<Value> {
        let drafts = site.drafts().unwrap().into_iter().map(|draft| draft.claim);
        drafts.filter(|claim| claim.property.as_str() == property).map(|claim| claim.value).collect()
    };
    let was = read(&mut museum, "mill.html", PAGE, &Published::default());
    assert_eq!(said(&museum, "author"), []);
    assert!(said(&museum, "title").contains(&Value::text("Mill Museum")));
    let published = Published { publisher: Some("Rimal Courier".to_owned()), date: None };
    read(&mut museum, "mill.html", PAGE, &published);
    assert_eq!(said(&museum, "author"), [Value::text("Q. Ternlane")]);
    let drafts = museum.drafts().unwrap();
    assert!(
        drafts
            .iter()
            .filter(|one| one.rule == "told-by-the-file")
            .all(|one| one.claim.subject == Subject::Entity(was.source))
    );
}

#[test]
fn what_gives_no_text_leaves_nothing_behind() {
    let mut museum = Site::first();
    let before = museum.source_files().unwrap();
    let path = museum.folder().with_file_name("broken.pdf");
    fs::write(&path, b"%PDF-1.7\nnothing more").unwrap();
    let error = museum.read(&path, None, &Published::default()).unwrap_err().to_string();
    assert!(error.contains("broken.pdf") && error.contains("damaged"), "{error}");
    assert_eq!(museum.source_files().unwrap(), before);
    assert!(museum.drafts().unwrap().is_empty());
}

#[test]
fn what_a_message_says_was_said_when_it_was_sent() {
    let mut museum = Site::first();
    let chat = "13/03/2031, 21:14 - Umm Salim: On 11 March 2031 the Mill Museum was damaged.\n\
        14/03/2031, 08:02 - Karim: The old school was destroyed on 12 March 2031.\n";
    read(&mut museum, "chat.txt", chat, &Published::default());
    let states = museum.drafts().unwrap().into_iter().map(|draft| draft.claim);
    let states = states.filter(|claim| claim.property.as_str() == "state");
    let said: Vec<_> = states.map(|claim| [claim.when, claim.stated].map(|date| date.unwrap().to_string())).collect();
    assert_eq!(said, [["2031-03-11", "2031-03-13"], ["2031-03-12", "2031-03-14"]]);
    assert!(museum.drafts().unwrap().iter().all(|draft| draft.claim.said_by.is_none()), "nobody is named by it");
}

/// What was said of the suggestions in which some statement has this property.
fn said(site: &Site, property: &str) -> Vec<String> {
    let drafts = site.drafts().unwrap().into_iter().map(|draft| draft.claim);
    drafts.filter(|claim| claim.property.as_str() == property).map(|claim| claim.quote.unwrap_or_default()).collect()
}

#[test]
fn what_a_program_wrote_around_the_words_is_no_statement() {
    let mut museum = Site::first();
    let mail = "From: Nadia <n@s.example>\r\nTo: office@s.example\r\nSubject: The old school was damaged\r\n\
        Date: Thu, 13 Mar 2031 10:00:00 +0200\r\n\r\nThe Mill Museum was damaged on 11 March 2031.\r\n";
    read(&mut museum, "mill.eml", mail, &Published::default());
    let events = said(&museum, "what");
    assert!(events.iter().any(|words| words.contains("The Mill Museum")), "{events:?}");
    assert!(events.iter().all(|words| !words.contains("From:") && !words.contains("2031 10:00")), "{events:?}");
    let subject = places(&museum, "school");
    assert!(!subject.is_empty() && subject.iter().all(|place| place == "header=Subject"), "{subject:?}");

    let mut museum = Site::first();
    let film = "1\n00:01:23,000 --> 00:01:26,000\nThe museum of Sanabel was\ndamaged on 11 March 2031.\n\n\
        2\n00:01:27,000 --> 00:01:30,000\nIt held 300 jars.\n";
    read(&mut museum, "film.srt", film, &Published::default());
    let times = museum.drafts().unwrap().into_iter().filter_map(|draft| draft.claim.when).map(|when| when.to_string());
    let times: Vec<String> = times.collect();
    assert!(times.contains(&"2031-03-11".to_owned()) && times.iter().all(|time| !time.contains('T')), "{times:?}");
    assert!(places(&museum, "damaged").iter().all(|place| place.starts_with("cue=1&from=83000&until=86000")));
}

#[test]
fn yesterday_counts_from_the_day_of_publication() {
    let text = "The Mill Museum was damaged yesterday.\n\nدُمّرت المدرسة القديمة أمس.\n";
    let days = |site: &Site| -> Vec<String> {
        let drafts = site.drafts().unwrap().into_iter().filter_map(|draft| draft.claim.inferred?.when);
        drafts.map(|day| day.to_string()).collect()
    };
    let mut museum = Site::first();
    read(&mut museum, "a.txt", text, &Published::default());
    assert_eq!(days(&museum), [] as [String; 0], "nothing tells which day that was");
    let date = daftar_register::claim::Edtf::parse("2032-03-04").unwrap();
    read(&mut museum, "a.txt", text, &Published { publisher: None, date: Some(date) });
    let found = days(&museum);
    assert!(!found.is_empty() && found.iter().all(|day| day == "2032-03-03"), "{found:?}");
}
