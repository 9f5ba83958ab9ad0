//! Why sources differ, or perhaps differ: as data, and in plain words of two languages that accuse nobody.

use daftar_claim::{Edtf, Profiles, Value};
use daftar_date::{Lang, Truth, words};
use serde::Serialize;

use crate::cite::Who;
use crate::json;
use crate::shown::{pick, value_words};

/// Why statements cannot, or perhaps cannot, all be so.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
#[serde(tag = "reason", rename_all = "kebab-case")]
pub enum Reason {
    /// Only one value can be so at one time.
    OneOnly,
    /// It can be reached only once, and the times do not meet.
    OnceOnly {
        /// What can be reached only once.
        #[serde(serialize_with = "json::value")]
        value: Value,
    },
    /// One says that there is none, another that there is some.
    NoneAgainstSome,
    /// Somebody denies it.
    Denied {
        /// Who.
        by: Vec<Who>,
    },
    /// Both speak of one thing only if two entities are the same, which nobody says for certain.
    MayBeSame,
    /// Different only if the two things that are named are not the same.
    ValuesMayBeSame,
    /// One says so with reserve only.
    Hedged {
        /// Who.
        by: Who,
    },
    /// Something milder is told for a time after it, and no recovery in between.
    MilderLater {
        /// What can be reached only once.
        #[serde(serialize_with = "json::value")]
        once: Value,
        /// What is told for later.
        #[serde(serialize_with = "json::value")]
        later: Value,
    },
    /// Both can have happened within one period, one after the other.
    WithinOnePeriod {
        /// The period.
        #[serde(serialize_with = "json::text")]
        period: Edtf,
        /// Which would have come first, where a scale tells.
        #[serde(serialize_with = "json::value_or_null")]
        first: Option<Value>,
        /// Which would have followed.
        #[serde(serialize_with = "json::value_or_null")]
        then: Option<Value>,
    },
    /// The times may meet or not.
    TimesMayMeet,
    /// A time is inferred.
    TimeInferred {
        /// Whose statement.
        by: Who,
        /// What the statement itself gives of it.
        #[serde(serialize_with = "json::text_or_null")]
        written: Option<Edtf>,
        /// What was inferred.
        #[serde(serialize_with = "json::text")]
        inferred: Edtf,
        /// From what.
        why: String,
    },
    /// A statement gives no time; only when it was made is known.
    OnlyStated {
        /// Whose statement.
        by: Who,
        /// When it was made.
        #[serde(serialize_with = "json::text")]
        stated: Edtf,
    },
    /// A statement gives no time at all.
    NoDate {
        /// Whose statement.
        by: Who,
    },
    /// The dates agree only if "about" or a question mark reaches far enough.
    Approximate,
    /// The positions may be one: how exact they are is not said.
    PositionVague,
}

impl Reason {
    /// The weight by which, of several reasons, the most telling is named first; the smaller first.
    pub(crate) fn weight(&self) -> u8 {
        match self {
            Reason::OneOnly => 0,
            Reason::OnceOnly { .. } => 1,
            Reason::NoneAgainstSome => 2,
            Reason::Denied { .. } => 3,
            Reason::MayBeSame => 4,
            Reason::ValuesMayBeSame => 5,
            Reason::Hedged { .. } => 6,
            Reason::MilderLater { .. } => 7,
            Reason::WithinOnePeriod { .. } => 8,
            Reason::TimeInferred { .. } => 9,
            Reason::OnlyStated { .. } => 10,
            Reason::NoDate { .. } => 11,
            Reason::TimesMayMeet => 12,
            Reason::Approximate => 13,
            Reason::PositionVague => 14,
        }
    }

    /// The reason in words: one clause, no capital, no full stop.
    pub fn words(&self, lang: Lang, profiles: &Profiles) -> String {
        let value = |value: &Value| value_words(value, lang, profiles);
        match lang {
            Lang::En => english(self, &value),
            Lang::Ar => arabic(self, &value),
        }
    }
}

/// What stands above a difference: "sources differ", or that they may.
pub fn heading(verdict: Truth, lang: Lang) -> &'static str {
    match verdict {
        Truth::Yes => pick(lang, "sources differ", "المصادر تختلف"),
        Truth::Possibly => pick(lang, "sources may differ", "قد تختلف المصادر"),
        Truth::No => pick(lang, "sources agree", "المصادر تتفق"),
    }
}

fn english(reason: &Reason, value: &dyn Fn(&Value) -> String) -> String {
    let name = |who: &Who| who_words(who, "a source");
    let date = |date: &Edtf| words(date, Lang::En);
    match reason {
        Reason::OneOnly => "only one of these can be so at one time".into(),
        Reason::OnceOnly { value: v } => format!("“{}” can happen only once, and the dates do not meet", value(v)),
        Reason::NoneAgainstSome => "one says that there is none, another that there is".into(),
        Reason::Denied { by } => format!("denied by {}", list(by, name, ", ")),
        Reason::MayBeSame => "only if both speak of the same thing".into(),
        Reason::ValuesMayBeSame => "only if the two that are named are not the same".into(),
        Reason::Hedged { by } => format!("{} says so with reserve only", name(by)),
        Reason::MilderLater { once, later } => {
            format!("“{}” is told for a time after “{}”, and no recovery in between", value(later), value(once))
        }
        Reason::WithinOnePeriod { period, first, then } => {
            let order = match (first, then) {
                (Some(first), Some(then)) => format!("first {}, then {}", value(first), value(then)),
                _ => "one after the other".into(),
            };
            format!("both can have happened within one period ({}): {order}", date(period))
        }
        Reason::TimesMayMeet => "the times may or may not meet".into(),
        Reason::TimeInferred { by, written: None, inferred, why } => {
            format!("{} gives no date; “{}” is inferred: {why}", name(by), date(inferred))
        }
        Reason::TimeInferred { by, written: Some(written), inferred, why } => {
            format!("{} gives “{}”; “{}” is inferred: {why}", name(by), date(written), date(inferred))
        }
        Reason::OnlyStated { by, stated } => {
            format!("{} gives no date; only when it was said is known: {}", name(by), date(stated))
        }
        Reason::NoDate { by } => format!("{} gives no date", name(by)),
        Reason::Approximate => "the dates agree only if “about” reaches far enough".into(),
        Reason::PositionVague => "how exact the positions are is not said".into(),
    }
}

fn arabic(reason: &Reason, value: &dyn Fn(&Value) -> String) -> String {
    let name = |who: &Who| who_words(who, "أحد المصادر");
    let date = |date: &Edtf| words(date, Lang::Ar);
    match reason {
        Reason::OneOnly => "لا يصح منها إلا واحد في الوقت نفسه".into(),
        Reason::OnceOnly { value: v } => format!("«{}» لا يحدث إلا مرة واحدة، والتاريخان لا يلتقيان", value(v)),
        Reason::NoneAgainstSome => "يقول أحدها إنه لا يوجد ويقول غيره إنه يوجد".into(),
        Reason::Denied { by } => format!("نفاه: {}", list(by, name, "، ")),
        Reason::MayBeSame => "فقط إذا كان الحديث عن الشيء نفسه".into(),
        Reason::ValuesMayBeSame => "فقط إذا كان المذكوران مختلفين".into(),
        Reason::Hedged { by } => format!("بحسب {}: بتحفّظ فقط", name(by)),
        Reason::MilderLater { once, later } => {
            format!("ذُكر «{}» لوقت لاحق لـ«{}»، ولم يُذكر تعافٍ بينهما", value(later), value(once))
        }
        Reason::WithinOnePeriod { period, first, then } => {
            let order = match (first, then) {
                (Some(first), Some(then)) => format!("«{}» أولًا ثم «{}»", value(first), value(then)),
                _ => "أحدهما بعد الآخر".into(),
            };
            format!("يمكن أن يكون الأمران قد حدثا في المدة نفسها ({}): {order}", date(period))
        }
        Reason::TimesMayMeet => "قد يلتقي الوقتان وقد لا يلتقيان".into(),
        Reason::TimeInferred { by, written: None, inferred, why } => {
            format!("بحسب {}: بلا تاريخ؛ «{}» مستنتَج: {why}", name(by), date(inferred))
        }
        Reason::TimeInferred { by, written: Some(written), inferred, why } => {
            format!("بحسب {}: «{}»؛ و«{}» مستنتَج: {why}", name(by), date(written), date(inferred))
        }
        Reason::OnlyStated { by, stated } => {
            format!("بحسب {}: بلا تاريخ؛ لا يُعرف إلا وقت القول: {}", name(by), date(stated))
        }
        Reason::NoDate { by } => format!("بحسب {}: بلا تاريخ", name(by)),
        Reason::Approximate => "يتفق التاريخان فقط إذا اتسع معنى «نحو»".into(),
        Reason::PositionVague => "لم تُذكر دقة الموقعين".into(),
    }
}

fn who_words(who: &Who, nobody: &str) -> String {
    who.name.clone().or_else(|| who.entity.map(|id| id.to_string())).unwrap_or_else(|| nobody.to_owned())
}

fn list(by: &[Who], name: impl Fn(&Who) -> String, between: &str) -> String {
    by.iter().map(name).collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing::{edtf, shipped};

    fn both(reason: &Reason) -> [String; 2] {
        let profiles = shipped();
        [Lang::En, Lang::Ar].map(|lang| reason.words(lang, &profiles))
    }

    #[test]
    fn reasons_are_said_in_words() {
        let state = |code: &str| Some(Value::code("state", code));
        let period =
            Reason::WithinOnePeriod { period: edtf("2031-10"), first: state("damaged"), then: state("destroyed") };
        let [english, arabic] = both(&period);
        assert_eq!(english, "both can have happened within one period (October 2031): first damaged, then destroyed");
        assert!(arabic.contains("«متضرر» أولًا ثم «مدمّر»"), "{arabic}");
        let by = Who { entity: None, name: Some("the letter".into()) };
        let why = "told among the effects of the siege".to_owned();
        let inferred = Reason::TimeInferred { by, written: None, inferred: edtf("[..2032-04-07]"), why };
        assert_eq!(
            both(&inferred)[0],
            "the letter gives no date; “by 7 April 2032” is inferred: told among the effects of the siege"
        );
        assert_eq!(both(&Reason::MayBeSame)[0], "only if both speak of the same thing");
    }

    #[test]
    fn the_heading_accuses_nobody() {
        assert_eq!(heading(Truth::Yes, Lang::Ar), "المصادر تختلف");
        assert_eq!(heading(Truth::Possibly, Lang::En), "sources may differ");
    }
}
