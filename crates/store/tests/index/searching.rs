//! Searching: what a keeper types, and what is to be found.

use daftar_claim::{Claim, Span, Value};
use daftar_store::index::Index;

use crate::making::{Made, claim, entity, entry, index_of};

fn found(index: &Index, words: &str) -> Vec<String> {
    index.search(words, 10).unwrap().into_iter().map(|hit| hit.text).collect()
}

#[test]
fn nine_arabic_spellings_match_in_both_directions() {
    let pairs = [
        ("tashkeel", "مُتْحَف", "متحف"),
        ("hamza forms", "أرشيف", "ارشيف"),
        ("ta marbuta and ha", "طاحونة", "طاحونه"),
        ("digits", "١٩٨٥", "1985"),
        ("shadda", "مدرّسة", "مدرسة"),
        ("alef maqsura and ya", "مستشفى", "مستشفي"),
        ("the article", "المتحف", "متحف"),
        ("tatweel", "كتـــاب", "كتاب"),
        ("the prefix bi-", "بالمتحف", "متحف"),
    ];
    for (what, one, other) in pairs {
        for (written, typed) in [(one, other), (other, one)] {
            let text = format!("قرب {written} القديم");
            let index = index_of(&[Made::new(entry(1, 1), [claim("mill", "description", Value::text(&text), "list")])]);
            assert_eq!(found(&index, typed), std::slice::from_ref(&text), "{what}: {typed} in {text}");
            assert_eq!(found(&index, &format!("{typed} قديم")), [text], "{what}, with another word");
        }
    }
}

fn museum() -> Index {
    let note = Claim {
        quote: Some("the old mill, where Crème was churned".into()),
        ..claim("jar", "description", Value::text("A jar for wheat"), "letter")
    };
    index_of(&[
        Made::new(
            entry(1, 1),
            [
                claim("mill", "name", Value::text("Mill Museum"), "courier"),
                claim("mill", "place", Value::text("Sanabel, on the harbour"), "courier"),
                claim("jar", "name", Value::text("Jar 12"), "list"),
                note,
            ],
        ),
        Made::new(entry(1, 2), [claim("mill", "founded", Value::text("by five neighbours in 2014"), "letter")]),
        Made::new(entry(1, 3), [claim("well", "state", Value::code("state", "usable"), "letter")]),
    ])
}

#[test]
fn all_words_must_be_said_of_the_subject_in_whichever_claims() {
    let index = museum();
    assert_eq!(found(&index, "museum neighb"), ["Mill Museum"]);
    assert_eq!(found(&index, "museum wheat"), [""; 0]);
    assert_eq!(found(&index, "harbour jar"), [""; 0]);
    assert_eq!(found(&index, "creme CHURNED"), ["the old mill, where Crème was churned"]);
    assert_eq!(found(&index, "usable"), ["usable"]);
    for nothing in ["", " … ", "\"\"", "zzz", "\"", "* OR x", "NEAR(", "a\u{0}b"] {
        assert_eq!(found(&index, nothing), [""; 0], "{nothing:?}");
    }
}

#[test]
fn names_come_first() {
    let index = museum();
    let subjects: Vec<_> =
        index.search("mill", 10).unwrap().into_iter().filter_map(|hit| hit.subject.entity()).collect();
    assert_eq!(subjects, [entity("mill"), entity("jar")]);
    assert_eq!(index.search("mill", 1).unwrap().len(), 1);
    assert_eq!(index.search("mill", 0).unwrap(), []);
}

#[test]
fn quoted_words_must_follow_each_other_in_one_text() {
    let index = museum();
    assert_eq!(found(&index, "\"old mill\""), ["the old mill, where Crème was churned"]);
    assert_eq!(found(&index, "“mill where” wheat"), ["the old mill, where Crème was churned"]);
    for apart in ["\"mill old\"", "\"old mil\"", "\"mill museum sanabel\"", "\"wheat the old\""] {
        assert_eq!(found(&index, apart), [""; 0], "{apart}");
    }
}

#[test]
fn marks_count_characters_of_the_original() {
    let text = "قرب المُتْحَف — Café, café";
    let index = index_of(&[Made::new(entry(1, 1), [claim("mill", "name", Value::text(text), "list")])]);
    let hits = index.search("متحف cafe", 5).unwrap();
    let marked = |span: &Span| text.chars().skip(span.start as usize).take((span.end - span.start) as usize).collect();
    let marks: Vec<String> = hits[0].marks.iter().map(marked).collect();
    assert_eq!(marks, ["المُتْحَف", "Café", "café"]);
}

#[test]
fn what_many_subjects_share_is_found_within_the_limit() {
    let jars = (0..2000).map(|n| claim(&format!("jar {n}"), "name", Value::text(format!("Jar {n} of clay")), "list"));
    let index = index_of(&[Made::new(entry(1, 1), jars)]);
    assert_eq!(index.search("clay jar", 25).unwrap().len(), 25);
    assert_eq!(found(&index, "clay 1999"), ["Jar 1999 of clay"]);
    assert_eq!(found(&index, "\"1999 of\""), ["Jar 1999 of clay"]);
}
