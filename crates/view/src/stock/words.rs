//! The book of a lot in plain words of two languages.

use daftar_date::Lang;

use super::amount::{Amount, Range, Unit};
use super::ledger::Left;
use super::line::{Movement, Reckoned};
use crate::shown::pick;

impl Unit {
    /// What it is called.
    pub fn words(&self, lang: Lang) -> &str {
        match self {
            Unit::Grams => pick(lang, "g", "غ"),
            Unit::Seeds => pick(lang, "seeds", "بذرة"),
            Unit::Own(name) => name,
        }
    }
}

impl Range {
    /// From and to, or the one number.
    pub fn text(self) -> String {
        let (low, high) = (self.low.text(), self.high.text());
        if low == high { low } else { format!("{low}–{high}") }
    }

    /// With its unit. A range runs from left to right in Arabic, too, as its digits do.
    pub fn words(self, unit: &Unit, lang: Lang) -> String {
        match lang {
            Lang::Ar if self.low != self.high => format!("\u{2066}{}\u{2069} {}", self.text(), unit.words(lang)),
            _ => format!("{} {}", self.text(), unit.words(lang)),
        }
    }
}

impl Amount {
    /// From and to with the unit, or the one number.
    pub fn words(&self, lang: Lang) -> String {
        self.range.words(&self.unit, lang)
    }
}

impl Movement {
    /// What a line tells.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Movement::Began => pick(lang, "began with", "بدأت بـ"),
            Movement::Counted => pick(lang, "counted anew", "أُعيد عدّها"),
            Movement::Tested => pick(lang, "sown for a test", "زُرعت للاختبار"),
            Movement::Given => pick(lang, "given out", "وُزّعت"),
            Movement::Lent => pick(lang, "lent", "أُعيرت"),
            Movement::Sown => pick(lang, "sown for new seed", "زُرعت لتجديد البذور"),
            Movement::Duplicated => pick(lang, "kept elsewhere for safety", "أُودعت في مكان آخر احتياطًا"),
            Movement::Lost => pick(lang, "lost", "فُقدت"),
        }
    }

    /// Whether it takes from a lot.
    pub fn takes(self) -> bool {
        !matches!(self, Movement::Began | Movement::Counted)
    }
}

impl Reckoned {
    /// How a line counts; nothing where it simply does.
    pub fn words(self, lang: Lang) -> Option<&'static str> {
        match self {
            Reckoned::Yes => None,
            Reckoned::Before => Some(pick(lang, "before the last count", "قبل آخر عدّ")),
            Reckoned::Maybe => Some(pick(
                lang,
                "perhaps: whether it was before the last count is not known, or somebody denies it",
                "ربما: لا يُعرف هل كان قبل آخر عدّ، أو هناك من ينفيه",
            )),
            Reckoned::NotUnderstood => Some(pick(
                lang,
                "not in the sum: how much is not said, or in a unit that is not known",
                "ليس في الحساب: الكمية غير مذكورة أو بوحدة غير معروفة",
            )),
        }
    }
}

impl Left {
    /// How much is left.
    pub fn words(self, unit: Option<&Unit>, lang: Lang) -> String {
        let said = |range: Range| unit.map_or_else(|| range.text(), |unit| range.words(unit, lang));
        match self {
            Left::Unsaid => pick(lang, "nobody says how much", "لا أحد يذكر الكمية").to_owned(),
            Left::Some(range) => said(range),
            Left::PerhapsOverdrawn(range) => {
                let odd =
                    pick(lang, "perhaps more went out than there was: count it", "ربما خرج أكثر مما كان: أعد العدّ");
                format!("{} ({odd})", said(range))
            }
            Left::Overdrawn(range) => {
                let odd = pick(lang, "more went out than there was: count it", "خرج أكثر مما كان: أعد العدّ");
                format!("{} ({odd})", said(range))
            }
        }
    }
}
