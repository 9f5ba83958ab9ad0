//! The words for numbers and verdicts, in English and in Arabic. They say how things lie, and never why.

use daftar_date::Lang;
use daftar_pattern::{Kind, Ratio, Side, TooFew, Unseen, Verdict};

/// One of two texts.
pub(super) fn say(lang: Lang, en: impl Into<String>, ar: impl Into<String>) -> String {
    if lang == Lang::Ar { ar.into() } else { en.into() }
}

/// A p, never 0; from left to right in both languages.
pub(super) fn p(p: f64, lang: Lang) -> String {
    let told = match p {
        p if p < 0.0001 => "p < 0.0001".to_owned(),
        p if p < 0.001 => format!("p = {p:.4}"),
        p => format!("p = {p:.3}"),
    };
    if lang == Lang::Ar { format!("\u{2066}{told}\u{2069}") } else { told }
}

/// Metres, or kilometres where there are many.
pub(super) fn length(metres: f64, lang: Lang) -> String {
    match metres >= 10_000.0 {
        true => say(lang, format!("{:.1} km", metres / 1000.0), format!("{:.1} كم", metres / 1000.0)),
        false => say(lang, format!("{metres:.0} m"), format!("{metres:.0} م")),
    }
}

pub(super) fn percent(share: f64) -> String {
    format!("{:.0}%", share * 100.0)
}

/// A ratio with its interval.
pub(super) fn ratio(ratio: &Ratio, lang: Lang) -> String {
    let end = |end: Option<f64>| end.map_or_else(|| say(lang, "no upper end", "بلا حد أعلى"), |end| format!("{end:.2}"));
    let estimate = ratio.estimate.map_or_else(|| say(lang, "not known", "غير معروف"), |one| format!("{one:.2}"));
    say(
        lang,
        format!("{estimate} (95% interval {:.2} to {})", ratio.low, end(ratio.high)),
        format!("{estimate} (مجال 95%: من {:.2} إلى {})", ratio.low, end(ratio.high)),
    )
}

/// Among what damage might have been exchanged.
pub(super) fn strata(many: usize, lang: Lang) -> String {
    match many {
        0 | 1 => say(lang, "among all things at risk", "بين كل المعرّض للخطر"),
        many => say(lang, format!("within each of {many} strata"), format!("داخل كل طبقة من {many}")),
    }
}

/// What a verdict comes to, in one clause.
pub(super) fn verdict(verdict: &Verdict, lang: Lang) -> String {
    let between = |from: f64, to: f64| match from == to {
        true => say(lang, format!("at {}", length(to, lang)), format!("عند {}", length(to, lang))),
        false => say(
            lang,
            format!("between {} and {}", length(from, lang), length(to, lang)),
            format!("بين {} و{}", length(from, lang), length(to, lang)),
        ),
    };
    match verdict {
        Verdict::TooFew(few) => too_few(few, lang),
        Verdict::NotDistinguishable => {
            say(lang, "not distinguishable from damage that nothing draws there", "لا يتميّز عن ضرر لا شيء يجذبه إلى هناك")
        }
        Verdict::More { from, to } => say(
            lang,
            format!("more damage near them than chance gives, {}", between(*from, *to)),
            format!("ضرر قربها أكثر مما تعطيه المصادفة، {}", between(*from, *to)),
        ),
        Verdict::Less { from, to } => say(
            lang,
            format!("less damage near them than chance gives, {}", between(*from, *to)),
            format!("ضرر قربها أقل مما تعطيه المصادفة، {}", between(*from, *to)),
        ),
        Verdict::Mixed => say(
            lang,
            "more damage than chance gives at some distances and less at others",
            "ضرر أكثر مما تعطيه المصادفة عند مسافات وأقل عند أخرى",
        ),
        Verdict::AsAWhole => say(
            lang,
            "different from what chance gives as a whole, though at no single distance",
            "مختلف في جملته عما تعطيه المصادفة، وإن لم يختلف عند مسافة بعينها",
        ),
    }
}

pub(super) fn too_few(few: &TooFew, lang: Lang) -> String {
    match few {
        TooFew::NoDamage => say(lang, "nothing is damaged", "لا شيء متضرر"),
        TooFew::AllDamaged => say(lang, "everything is damaged", "كل شيء متضرر"),
        TooFew::NothingNear => {
            say(lang, "nothing at risk lies within the farthest distance", "لا شيء معرّضًا للخطر ضمن أبعد مسافة")
        }
        TooFew::NothingToExchange => say(
            lang,
            "in each stratum all is damaged, or nothing, or there is one thing only: nothing can be exchanged",
            "في كل طبقة كل شيء متضرر، أو لا شيء، أو ليس فيها إلا واحد: لا شيء يمكن تبديله",
        ),
        TooFew::Damaged { found, needed } => say(
            lang,
            format!("too few: {found} damaged, {needed} are needed"),
            format!("قليل جدًا: المتضرر {found}، ويلزم {needed}"),
        ),
        TooFew::ExpectedNear { found, needed } => say(
            lang,
            format!("too few near: {found:.2} would be damaged there by chance, {needed:.0} is needed"),
            format!("قليل جدًا في القرب: تعطي المصادفة هناك {found:.2} متضررًا، ويلزم {needed:.0}"),
        ),
    }
}

/// What a test is called.
pub(super) fn kind(kind: Kind, lang: Lang) -> String {
    match kind {
        Kind::RankLength => say(lang, "global envelope, extreme rank length", "غلاف شامل، طول الرتبة القصوى"),
        Kind::Rank => say(lang, "global envelope, least rank", "غلاف شامل، أدنى رتبة"),
        Kind::GreatestDeviation => say(lang, "greatest deviation (MAD)", "أكبر انحراف (MAD)"),
        Kind::SummedDeviation => say(lang, "summed deviation (DCLF)", "مجموع الانحرافات (DCLF)"),
        Kind::Exact => say(lang, "exact, within the farthest distance", "دقيق، ضمن أبعد مسافة"),
    }
}

/// Which side was declared.
pub(super) fn side(side: Side, lang: Lang) -> String {
    match side {
        Side::Both => say(lang, "more or less damage near them", "ضرر أكثر أو أقل قربها"),
        Side::Greater => say(lang, "more damage near them", "ضرر أكثر قربها"),
        Side::Less => say(lang, "less damage near them", "ضرر أقل قربها"),
    }
}

/// What no such test can see.
pub(super) fn unseen(unseen: Unseen, lang: Lang) -> String {
    match unseen {
        Unseen::Intent => say(
            lang,
            "Why anything was damaged. Nearness is no intent, and what is not distinguishable from chance is no acquittal.",
            "لماذا تضرر أي شيء. القرب ليس قصدًا، وما لا يتميّز عن المصادفة ليس تبرئة.",
        ),
        Unseen::AreaBecauseOfFacilities => say(
            lang,
            "Whether a whole area was struck because of what lies in it: strata take what their area has for given.",
            "أضُربت منطقة كاملة بسبب ما فيها: فالطبقات تأخذ ما في منطقتها كأمر مسلَّم به.",
        ),
        Unseen::SharedAttacks => say(
            lang,
            "That one attack damages several things: counted thing by thing, p is too small then. See attacks as units.",
            "أن هجومًا واحدًا يضر بأشياء عدة: فإذا عُدّت شيئًا شيئًا كان p أصغر مما ينبغي. انظر الهجمات وحداتٍ.",
        ),
        Unseen::UnequalReporting => say(
            lang,
            "Damage that nobody looked for. Where near facilities more is looked for, more is found.",
            "ضرر لم يبحث عنه أحد. فحيث يُبحث قرب المرافق أكثر يُعثر على أكثر.",
        ),
        Unseen::LocationError => say(
            lang,
            "How far places are off, unless their errors are given.",
            "مقدار خطأ المواضع، ما لم تُذكر أخطاؤها.",
        ),
        Unseen::ExposureTakenAsKnown => say(
            lang,
            "Whether the exposure is right. It must not come from the damage itself.",
            "أصحيح التعرّض المأخوذ به. ولا يجوز أن يُستمد من الضرر نفسه.",
        ),
        Unseen::BeyondReach => say(lang, "What lies beyond the farthest distance.", "ما وراء أبعد مسافة."),
    }
}
