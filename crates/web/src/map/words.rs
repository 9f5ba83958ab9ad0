//! The words of the map, in English and Arabic.

use std::sync::OnceLock;

use daftar_register::date::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

const ENGLISH: &str = include_str!("../../assets/words/map-en.ftl");
const ARABIC: &str = include_str!("../../assets/words/map-ar.ftl");

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Words {
    bundle: &'static FluentBundle<FluentResource>,
    lang: Lang,
}

impl Words {
    /// The words of a language.
    pub fn of(lang: Lang) -> Words {
        static BOTH: OnceLock<[FluentBundle<FluentResource>; 2]> = OnceLock::new();
        let [english, arabic] = BOTH.get_or_init(|| [bundle("en", ENGLISH), bundle("ar", ARABIC)]);
        Words { bundle: if lang == Lang::Ar { arabic } else { english }, lang }
    }

    /// The language's tag.
    pub fn tag(&self) -> &'static str {
        if self.lang == Lang::Ar { "ar" } else { "en" }
    }

    /// Which way its lines run: `ltr` or `rtl`.
    pub fn direction(&self) -> &'static str {
        if self.lang == Lang::Ar { "rtl" } else { "ltr" }
    }

    /// The words of that id.
    pub(super) fn say(&self, id: &str) -> String {
        self.tell(id, &FluentArgs::new())
    }

    /// The words of that id for a number of things.
    pub(super) fn count(&self, id: &str, n: usize) -> String {
        self.tell(id, &FluentArgs::from_iter([("n", FluentValue::from(n))]))
    }

    /// The words of that id with a text in them.
    pub(super) fn with(&self, id: &str, name: &'static str, text: &str) -> String {
        self.tell(id, &FluentArgs::from_iter([(name, FluentValue::from(text))]))
    }

    fn tell(&self, id: &str, args: &FluentArgs) -> String {
        let pattern = self.bundle.get_message(id).and_then(|message| message.value());
        let told = pattern.map(|pattern| self.bundle.format_pattern(pattern, Some(args), &mut Vec::new()).into_owned());
        told.unwrap_or_else(|| id.to_owned())
    }
}

fn bundle(tag: &str, text: &str) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // A message that cannot be read is left out, which the test below tells.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn ids(text: &str) -> BTreeSet<&str> {
        text.lines()
            .filter(|line| line.starts_with(|c: char| c.is_ascii_lowercase()))
            .filter_map(|line| line.split_once(" ="))
            .map(|(id, _)| id)
            .collect()
    }

    /// The ids that a source file says, but those that it puts together.
    fn said(source: &str) -> impl Iterator<Item = &str> {
        let calls = ["words.say(\"", "words.count(\"", "words.with(\""];
        calls.into_iter().flat_map(|call| source.split(call).skip(1)).filter_map(|rest| Some(rest.split_once('"')?.0))
    }

    #[test]
    fn both_languages_have_the_same_words_and_the_code_names_no_other() {
        assert_eq!(ids(ENGLISH), ids(ARABIC));
        for text in [ENGLISH, ARABIC] {
            assert!(FluentResource::try_new(text.to_owned()).is_ok());
        }
        let sources = [
            include_str!("form.rs"),
            include_str!("list.rs"),
            include_str!("mark.rs"),
            include_str!("page.rs"),
            include_str!("plan_page.rs"),
        ];
        let named: BTreeSet<&str> = sources.into_iter().flat_map(said).collect();
        assert!(named.len() > 40, "{named:?}");
        assert_eq!(named.difference(&ids(ENGLISH)).collect::<Vec<_>>(), Vec::<&&str>::new());
    }

    #[test]
    fn arabic_counts_in_all_six_ways() {
        let arabic = Words::of(Lang::Ar);
        let counted: BTreeSet<String> = [0, 1, 2, 3, 11, 100]
            .map(|n| arabic.count("map-places", n).replace(|c: char| c.is_ascii_digit(), ""))
            .into();
        assert_eq!(counted.len(), 6, "{counted:?}");
    }

    #[test]
    fn texts_stand_in_their_words() {
        assert!(Words::of(Lang::En).with("map-plan-placed-by", "who", "N. N.").contains("N. N."));
    }
}
