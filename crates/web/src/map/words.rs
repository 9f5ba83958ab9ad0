//! The words of the map: those of the whole program, in the language of the page.

use daftar_register::date::Lang;

use crate::words::{Digits, Said};

/// The words of one language.
#[derive(Clone, Copy)]
pub struct Words {
    words: crate::words::Words,
    lang: Lang,
    digits: Digits,
}

impl Words {
    /// The words of a language, with European digits.
    pub fn of(lang: Lang) -> Words {
        Words::with_digits(lang, Digits::European)
    }

    pub(crate) fn with_digits(lang: Lang, digits: Digits) -> Words {
        Words { words: crate::words::Words::of(lang, digits), lang, digits }
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
        self.words.say(id)
    }

    /// A number, in the digits of the page.
    pub(crate) fn number(&self, n: usize) -> String {
        self.digits.write(&n.to_string()).into_owned()
    }

    /// The words of that id for a number of things.
    pub(crate) fn count(&self, id: &str, n: usize) -> String {
        self.words.tell(id, &[("n", Said::Number(n))])
    }

    /// The words of that id with a text in them.
    pub(super) fn with(&self, id: &str, name: &'static str, text: &str) -> String {
        self.words.tell(id, &[(name, Said::Text(text))])
    }
}
