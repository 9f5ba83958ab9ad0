//! The rank in plain words of two languages.

use daftar_date::Lang;

use super::rank::{Act, Due, Living, Term};
use super::testing::When;
use crate::forecast::Reached;
use crate::shown::pick;

impl Act {
    /// What to do.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Act::Test => pick(lang, "test", "اختبر"),
            Act::Regenerate => pick(lang, "sow for new seed", "ازرع لتجديد البذور"),
            Act::Recount => pick(lang, "count again", "أعد العدّ"),
            Act::Copy => pick(lang, "give a copy elsewhere", "أودع نسخة في مكان آخر"),
            Act::Keep => pick(lang, "keep", "احفظ"),
        }
    }
}

impl Due {
    /// When, at the earliest.
    pub fn words(self, lang: Lang) -> String {
        match self {
            Due::On(reached) => reached.words(lang),
            Due::Unknown(_) => pick(lang, "not known", "غير معروف").to_owned(),
        }
    }
}

impl Living {
    /// How many.
    pub fn words(self, lang: Lang) -> String {
        match self {
            Living::AtLeast(seeds) => match lang {
                Lang::En => format!("at least {seeds}"),
                Lang::Ar => format!("{seeds} على الأقل"),
            },
            Living::Unknown => pick(lang, "not known", "غير معروف").to_owned(),
        }
    }
}

impl Term {
    /// What makes it more urgent, with how many times.
    pub fn words(self, lang: Lang) -> String {
        let why = match self {
            Term::NoCopy(_) => pick(lang, "no copy elsewhere", "لا نسخة في مكان آخر"),
            Term::NoHolder(_) => pick(lang, "nobody else is known to hold it", "لا يُعرف أحد آخر يحفظها"),
            Term::LastSeeds(_) => pick(lang, "fewer living seeds than three sowings", "البذور الحيّة أقل من ثلاث زرعات"),
            Term::OnlyOne(_) => pick(lang, "the only one of its crop", "الوحيدة من محصولها"),
        };
        format!("{why} ×{}", self.times())
    }
}

impl When {
    /// When.
    pub fn words(self, lang: Lang) -> String {
        match self {
            When::Now => pick(lang, "now", "الآن").to_owned(),
            When::On(day) => Reached::Day(day).words(lang),
            When::Never => pick(lang, "no more: sow it", "لا اختبار بعد: ازرعها").to_owned(),
        }
    }
}
