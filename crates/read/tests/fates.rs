//! Fates: who says what befell which thing, in sentences and measured by the half of the corpora that rules are tuned on.

use std::path::Path;
use std::time::{Duration, Instant};

use daftar_read::article::fates::{Effect, Fate, Modality, fates};
use daftar_read::eval::{Corpus, CorpusError, Measured, measure};

/// A fate in a line: what, not, effect, how sure, how many, by whom; who says so.
fn line(text: &str, fate: &Fate) -> String {
    let words =
        |start: u64, end: u64| text.chars().skip(start as usize).take((end - start) as usize).collect::<String>();
    let mut line = words(fate.what.span.start, fate.what.span.end);
    line.push_str(if fate.negated { " not " } else { " " });
    line.push_str(fate.effect.word());
    if fate.modality != Modality::Asserted {
        line.push_str(&format!(" {}", fate.modality.word()));
    }
    if let Some(q) = &fate.quantity {
        line.push_str(
            &format!(" q={:?},{:?},{:?}", q.low, q.best, q.high)
                .replace("Some(", "")
                .replace(')', "")
                .replace("None", ""),
        );
        line.push_str(q.unit.as_deref().unwrap_or_default());
    }
    for (name, span) in
        [("by", fate.by.as_ref().map(|by| by.span)), ("says", fate.speaker.as_ref().map(|who| who.span))]
    {
        line.push_str(&span.map(|span| format!(" {name}={}", words(span.start, span.end))).unwrap_or_default());
    }
    for (name, date) in [("on", &fate.date), ("said", &fate.said)] {
        line.push_str(&date.as_ref().map(|date| format!(" {name}={}", date.edtf)).unwrap_or_default());
    }
    line
}

fn told(text: &str) -> Vec<String> {
    fates(text, Some("2031-06-12")).iter().map(|fate| line(text, fate)).collect()
}

#[test]
fn what_befell_things_and_who_says_so() {
    let cases: [(&str, &[&str]); 14] = [
        (
            "The granary of Rimal was burned by raiders on 3 May 2031.",
            &["granary of Rimal burned by=raiders on=2031-05-03"],
        ),
        (
            "The flood destroyed two bridges and about a third of the orchard.",
            &["bridges destroyed q=2.0,2.0,2.0 by=flood", "orchard destroyed q=,33.3,percent by=flood"],
        ),
        (
            "The library, which had survived the war, was looted in 2029.",
            &["library unharmed", "library looted on=2029"],
        ),
        ("Neither the school nor the chapel was damaged.", &["school not damaged", "chapel not damaged"]),
        ("\"They stole the bells,\" said the mayor, Salma Haddad.", &["bells looted by=They says=mayor, Salma Haddad"]),
        (
            "The harbour office said on Monday that the lighthouse may have been hit.",
            &["lighthouse damaged possible says=harbour office said=2031-06-09"],
        ),
        ("The Upland Guard denied that it had burned the mill.", &["mill burned denied says=Upland Guard"]),
        (
            "According to the water board, at least 12 wells are contaminated.",
            &["wells contaminated q=12.0,, says=water board"],
        ),
        ("The museum's archive has not been found.", &["archive lost"]),
        ("The council plans to rebuild the bridge.", &["bridge restored planned"]),
        ("Attempts to restore the mosaic failed.", &["mosaic restored failed"]),
        ("It is believed that the manuscripts were stolen.", &["manuscripts looted possible says=It is believed"]),
        ("The defeat destroyed his hopes and her career.", &[]),
        ("The committee discussed whether the mill was damaged.", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(told(text), expected, "{text}");
    }
}

#[test]
fn fates_in_arabic() {
    let cases: [(&str, &[&str]); 5] = [
        ("دُمرت المكتبة والمدرسة.", &["المكتبة destroyed", "والمدرسة destroyed"]),
        ("قصفت دبابة المئذنة.", &["المئذنة damaged by=دبابة"]),
        ("وقال رئيس البلدية إن المتحف نُهب.", &["المتحف looted says=رئيس البلدية"]),
        ("لم تتضرر الكنيسة.", &["الكنيسة not damaged"]),
        ("انهار سقف الجامع، وتلوثت 12 بئرا.", &["سقف الجامع collapsed", "بئرا contaminated q=12.0,12.0,12.0"]),
    ];
    for (text, expected) in cases {
        assert_eq!(told(text), expected, "{text}");
    }
}

fn half(name: &str) -> Measured {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../corpus").join(name);
    measure(&Corpus::open(&folder).unwrap())
}

#[test]
fn as_good_as_measured_before() {
    // A floor a little below what was reached: a change that costs more than it brings is seen.
    for (name, precision, recall) in [("claims-en/dev", 0.91, 0.65), ("claims-ar/dev", 0.85, 0.58)] {
        let measured = half(name);
        let what = measured.fields[0].all;
        assert!(what.precision() >= Some(precision) && what.recall() >= Some(recall), "{name}: {what:?}");
        // Never surer than right.
        let many: Vec<_> = measured.calibration.iter().filter(|band| band.found >= 20).collect();
        assert!(!many.is_empty(), "{name}");
        for band in many {
            assert!(band.right * 100 >= band.found * usize::from(band.from), "{name}: {band:?}");
        }
        assert_eq!(measured, half(name), "{name}: twice the same");
    }
}

#[test]
fn dates_are_measured_as_well() {
    let measured = half("dates-ar/dev");
    assert_eq!(measured.fields[0].all.gold, 222);
    assert!(measured.calibration.is_empty());
}

#[test]
fn a_corpus_that_does_not_fit_is_refused_with_its_place() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    let open = || Corpus::open(folder.path());
    assert!(matches!(open(), Err(CorpusError::File { .. })));
    write("texts.jsonl", "{\"doc\":\"mill\",\"text\":\"It burned.\"}\n");
    write("gold.jsonl", "{\"doc\":\"mill\",\"start\":0,\"end\":99,\"text\":\"It\",\"value\":\"2031\"}\n");
    assert!(matches!(open(), Err(CorpusError::Beyond { row: 1, length: 10, .. })));
    write("gold.jsonl", "{\"doc\":\"weir\",\"start\":0,\"end\":2,\"text\":\"It\",\"value\":\"2031\"}\n");
    assert!(matches!(open(), Err(CorpusError::Unknown { row: 1, .. })));
    write("gold.jsonl", "\n{\"doc\":\n");
    assert!(matches!(open(), Err(CorpusError::Line { line: 2, .. })));
    write("texts.jsonl", "{\"doc\":\"mill\",\"text\":\"a\"}\n{\"doc\":\"mill\",\"text\":\"b\"}\n");
    assert!(matches!(open(), Err(CorpusError::Twice(_))));
}

#[test]
fn hostile_text_takes_no_longer_than_its_length() {
    let prose = "The mill of Sanabel was destroyed by the flood on 3 May 2031, the ministry said.\n\n";
    for piece in [
        prose,
        "(",
        "destroyed ",
        "the mill was destroyed, ",
        "said that ",
        "neither nor ",
        "; : « ",
        "دمرت ",
        "100 ",
        "\" said the ",
    ] {
        let text = piece.repeat(1_000_000 / piece.len());
        let start = Instant::now();
        let _ = fates(&text, None);
        let took = start.elapsed();
        println!("{piece:?}: {took:?}");
        assert!(took < Duration::from_secs(10), "{piece:?} took {took:?}");
    }
}

#[test]
fn effects_have_the_words_of_corpora() {
    for effect in Effect::ALL {
        assert_eq!(serde_json::to_string(&effect).unwrap(), format!("{:?}", effect.word()));
    }
}
