//! The time tagger on any text: it never panics, its spans are sound, its EDTF is EDTF.

use daftar_date::Edtf;
use daftar_read::time::{Context, Place, TimeMention, tag};
use proptest::prelude::*;

/// Words and marks that make up time expressions, so that random texts are full of near misses.
const PIECES: &[&str] = &[
    "the",
    "6th",
    "31",
    "30",
    "1998",
    "2031",
    "44",
    "4,000",
    "999999999999",
    "1990s",
    "470s",
    "BC",
    "B.C.",
    "AD",
    "December",
    "Feb.",
    "May",
    "of",
    "in",
    "on",
    "by",
    "before",
    "after",
    "since",
    "until",
    "from",
    "to",
    "between",
    "and",
    "or",
    "that",
    "same",
    "next",
    "previous",
    "year",
    "years",
    "day",
    "days",
    "month",
    "decade",
    "century",
    "centuries",
    "later",
    "earlier",
    "two",
    "hundred",
    "a",
    "few",
    "half",
    "early",
    "mid",
    "end",
    "summer",
    "fall",
    "night",
    "noon",
    "Thursday",
    "3:00",
    "a.m.",
    "about",
    "c.",
    "first",
    "20th",
    "every",
    "now",
    "present",
    "day",
    ",",
    "–",
    "-",
    "/",
    "'",
    "(",
    ")",
    ".",
    "\n\n",
    "Christmas",
    "Eve",
    "o",
    "clock",
    "more",
    "than",
    "12",
    "07",
    "١٢",
    "عام",
    "سنة",
    "سنتي",
    "و",
    "و1931",
    "بعد",
    "قبل",
    "من",
    "إلى",
    "في",
    "بين",
    "نحو",
    "مطلع",
    "النصف",
    "ونصف",
    "الأول",
    "الثالث",
    "والعشرين",
    "ألف",
    "وتسعمئة",
    "ثلاثة",
    "أيام",
    "يومين",
    "القرن",
    "الهجري",
    "هـ",
    "ق.م",
    "محرم",
    "رمضان",
    "ذي الحجة",
    "كانون الثاني",
    "شباط",
    "مارس",
    "ربيع",
    "الساعة",
    "السادسة",
    "والربع",
    "مساء",
    "ليلة",
    "أمس",
    "الأحد",
    "التالي",
    "الماضي",
    "نفسه",
    "ذلك",
    "كل",
    "مرتين",
    "الخمسينات",
    "الألف",
    "آخر",
    "أي",
    "،",
    "ـ",
    "\u{202e}",
    "\u{64e}",
    "🏺",
    "e\u{301}",
    "\u{200f}",
];

fn sound(text: &str, mentions: &[TimeMention]) {
    let length = text.chars().count();
    let mut last = 0;
    for mention in mentions {
        assert!(last <= mention.start && mention.start < mention.end && mention.end <= length);
        last = mention.end;
        for (start, end) in &mention.members {
            assert!(mention.start <= *start && start < end && *end <= mention.end);
        }
        let inferred = mention.inferred.as_ref().map_or("", |i| i.edtf.as_str());
        for edtf in [mention.edtf.as_str(), mention.named.as_str(), inferred] {
            assert!(edtf.is_empty() || edtf_core::is_valid(edtf), "not EDTF: {edtf} in {text:?}");
        }
    }
}

/// Tags a text as a document of a few blocks and checks every block.
fn read(text: &str) {
    let mut context = Context::new();
    for place in [Place::Lead, Place::Heading, Place::Body] {
        context.enter(place);
        sound(text, &tag(text, &mut context));
    }
    let published = Edtf::parse("2031-10-13").unwrap();
    sound(text, &tag(text, &mut Context::new().published(&published)));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 2000, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_characters(text in "\\PC{0,80}") {
        read(&text);
    }

    #[test]
    fn any_arabic_characters(text in "[\u{600}-\u{6ff}0-9 ./\u{200e}-\u{200f}\u{2066}-\u{2069}-]{0,60}") {
        read(&text);
    }

    #[test]
    fn any_pieces(
        pieces in prop::collection::vec((prop::sample::select(PIECES), any::<bool>()), 0..24)
    ) {
        let text: String = pieces
            .iter()
            .map(|(piece, space)| format!("{piece}{}", if *space { " " } else { "" }))
            .collect();
        read(&text);
    }
}
