//! The words on the screen, in English and Arabic: one Fluent file for each language.

use std::borrow::Cow;
use std::sync::OnceLock;

use daftar_register::date::Lang;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The English file.
pub(crate) const ENGLISH: &str = include_str!("../assets/words/en.ftl");
/// The Arabic file.
pub(crate) const ARABIC: &str = include_str!("../assets/words/ar.ftl");

/// How numbers are written.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) enum Digits {
    /// 0 to 9.
    #[default]
    European,
    /// ٠ to ٩, where asked for.
    Arabic,
}

impl Digits {
    /// A text with its digits written so.
    pub(crate) fn write<'t>(self, text: &'t str) -> Cow<'t, str> {
        if self == Digits::European || !text.bytes().any(|byte| byte.is_ascii_digit()) {
            return Cow::Borrowed(text);
        }
        let digit = |c: char| c.to_digit(10).and_then(|n| char::from_u32(0x660 + n)).unwrap_or(c);
        Cow::Owned(text.chars().map(digit).collect())
    }
}

/// The words of one language.
#[derive(Clone, Copy)]
pub(crate) struct Words {
    bundle: &'static FluentBundle<FluentResource>,
    digits: Digits,
}

impl Words {
    /// The words of a language.
    pub(crate) fn of(lang: Lang, digits: Digits) -> Words {
        static BOTH: OnceLock<[FluentBundle<FluentResource>; 2]> = OnceLock::new();
        let [english, arabic] = BOTH.get_or_init(|| [bundle("en", ENGLISH), bundle("ar", ARABIC)]);
        let bundle = if lang == Lang::Ar { arabic } else { english };
        Words { bundle, digits }
    }

    /// The words of that id. A test holds every id that the code names to both files.
    pub(crate) fn say(&self, id: &str) -> String {
        self.tell(id, &[])
    }

    /// The words of that id, with what they speak of.
    pub(crate) fn tell(&self, id: &str, of: &[(&'static str, Said<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(id).and_then(|message| message.value()) else {
            return id.to_owned();
        };
        let mut args = FluentArgs::new();
        for (name, said) in of {
            match said {
                Said::Text(text) => args.set(*name, FluentValue::from(*text)),
                Said::Number(number) => args.set(*name, FluentValue::from(*number as i64)),
            }
        }
        let told = self.bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned();
        self.digits.write(&told).into_owned()
    }
}

/// What words speak of.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Said<'t> {
    /// A name or other text.
    Text(&'t str),
    /// A number, which decides the plural.
    Number(usize),
}

fn bundle(tag: &str, text: &str) -> FluentBundle<FluentResource> {
    let id: LanguageIdentifier = tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![id]);
    // Twice the same function is impossible: the bundle is new.
    let _ = bundle.add_function("FORM", |given, _| match given.first() {
        Some(FluentValue::Number(number)) => FluentValue::from(arabic_form(number.value as i64)),
        _ => FluentValue::Error,
    });
    // A message that cannot be read is left out, which the test of words tells.
    let resource = FluentResource::try_new(text.to_owned()).unwrap_or_else(|(resource, _)| resource);
    bundle.add_resource_overriding(resource);
    bundle
}

/// The plural form that a number takes in Arabic, as CLDR has it: beyond a hundred, the last two digits decide. Fluent's own
/// rules look at the whole number there.
fn arabic_form(number: i64) -> &'static str {
    match (number, number % 100) {
        (0, _) => "zero",
        (1, _) => "one",
        (2, _) => "two",
        (_, 3..=10) => "few",
        (_, 11..=99) => "many",
        _ => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arabic_has_all_six_plurals_and_its_own_digits_when_asked() {
        let arabic = Words::of(Lang::Ar, Digits::European);
        let said = |n| arabic.tell("count-happenings", &[("n", Said::Number(n))]).replace(['\u{2068}', '\u{2069}'], "");
        let without_digits = |n| said(n).replace(|c: char| c.is_ascii_digit(), "");
        let counted: std::collections::BTreeSet<String> = [0, 1, 2, 3, 11, 100].map(without_digits).into();
        assert_eq!(counted.len(), 6, "{counted:?}");
        assert_eq!([103, 165, 202].map(said), ["103 أحداث", "165 حدثًا", "202 حدث"]);
        let own = Words::of(Lang::Ar, Digits::Arabic);
        assert!(own.tell("count-statements", &[("n", Said::Number(11))]).contains("١١"));
    }
}
