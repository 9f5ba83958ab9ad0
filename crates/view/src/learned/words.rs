//! The words for what was learned, in English and in Arabic.

use daftar_date::Lang;

use super::{Known, News};
use crate::condition::Answer;
use crate::shown::pick;

impl News {
    /// In that language.
    pub fn words(self, lang: Lang) -> &'static str {
        let (en, ar) = match self {
            News::First => ("said for the first time", "قيل لأول مرة"),
            News::Changed => ("another state is told", "ذُكرت حالة أخرى"),
            News::Surer => ("what was possible is certain", "ما كان ممكنًا صار مؤكدًا"),
            News::NewlyDisputed => ("sources differ now", "المصادر تختلف الآن"),
            News::NoLongerDisputed => ("sources no longer differ", "لم تعد المصادر تختلف"),
            News::Gone => ("no longer told", "لم يعد مذكورًا"),
            News::Confirmed => ("told again", "ذُكر مرة أخرى"),
        };
        pick(lang, en, ar)
    }
}

impl Known {
    /// The states, worst first; those that are only possible with a question mark.
    pub fn words(&self, lang: Lang) -> String {
        if self.values.is_empty() {
            let silent = ("nobody had said anything", "لم يكن أحد قد قال شيئًا");
            return pick(lang, silent.0, silent.1).to_owned();
        }
        let sure = |one: &crate::FoldedValue| one.held.is_yes() && one.said.is_yes() && self.answer != Answer::NoClaim;
        let word = |one: &crate::FoldedValue| {
            let possibly = if sure(one) { "" } else { pick(lang, " (possibly)", " (ربما)") };
            format!("{}{possibly}", one.value.words)
        };
        self.values.iter().map(word).collect::<Vec<_>>().join(" ≠ ")
    }
}
