//! A header, taken apart: the words that say what the column holds, its language, its unit.

use daftar_store::index::fold_name;

/// Words that tell the language of a column, folded, and its tag.
const LANGUAGES: [(&str, &str); 8] = [
    ("english", "en"),
    ("en", "en"),
    ("eng", "en"),
    ("انجليزي", "en"),
    ("arabic", "ar"),
    ("ar", "ar"),
    ("عربي", "ar"),
    ("بالعربيه", "ar"),
];
/// Units as headers write them, folded, and as they are kept.
const UNITS: [(&str, &str); 16] = [
    ("mm", "mm"),
    ("cm", "cm"),
    ("m", "m"),
    ("metres", "m"),
    ("meters", "m"),
    ("g", "g"),
    ("gr", "g"),
    ("grams", "g"),
    ("kg", "kg"),
    ("ملم", "mm"),
    ("سم", "cm"),
    ("متر", "m"),
    ("غ", "g"),
    ("غم", "g"),
    ("غرام", "g"),
    ("كغ", "kg"),
];

/// A header, taken apart.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) struct Header {
    /// The words, folded, without those of language and unit.
    pub(super) words: String,
    pub(super) lang: Option<&'static str>,
    pub(super) unit: Option<&'static str>,
}

impl Header {
    pub(super) fn of(text: &str) -> Header {
        let folded = fold_name(text);
        let all: Vec<&str> = folded.split(' ').filter(|word| !word.is_empty()).collect();
        let (mut lang, mut unit, mut words) = (None, None, Vec::new());
        for (at, word) in all.iter().enumerate() {
            // The first word says what it is: "m" alone is no unit.
            let told = at > 0 || all.len() == 1;
            let known = |list: &[(&'static str, &'static str)]| {
                list.iter().find(|(name, _)| name == word).map(|(_, tag)| *tag).filter(|_| told && all.len() > 1)
            };
            match (known(&LANGUAGES), known(&UNITS)) {
                (Some(tag), _) if lang.is_none() => lang = Some(tag),
                (_, Some(name)) if unit.is_none() => unit = Some(name),
                _ => words.push(*word),
            }
        }
        Header { words: words.join(" "), lang, unit }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn language_and_unit_are_told_apart_from_the_words() {
        let taken = |text: &str| {
            let header = Header::of(text);
            (header.words, header.lang, header.unit)
        };
        assert_eq!(taken("Name (Arabic)"), ("name".into(), Some("ar"), None));
        assert_eq!(taken("الاسم بالعربية"), ("الاسم".into(), Some("ar"), None));
        assert_eq!(taken("name_en"), ("name".into(), Some("en"), None));
        assert_eq!(taken("Weight [kg]"), ("weight".into(), None, Some("kg")));
        assert_eq!(taken("الوزن (غ)"), ("الوزن".into(), None, Some("g")));
        assert_eq!(taken("m"), ("m".into(), None, None));
        assert_eq!(taken(""), (String::new(), None, None));
    }
}
