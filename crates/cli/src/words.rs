//! The few words that the program says itself on answers, English and Arabic. Labels come from profiles, reasons from
//! views.

use daftar_register::date::Lang;

/// Something that is said.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Word {
    According,
    StatedOn,
    Inferred,
    Possibly,
    NoClaim,
    Before,
    Sealed,
    Undated,
    SaidOnly,
    Agree,
    Independence,
    SameOrigin,
    NothingDiffers,
    FirstBy,
    NamedBy,
    Hedged,
    InAll,
    Unranked,
    WithoutWeight,
    NotUnderstood,
    SeenThere,
    NotSeenThere,
    SeenElsewhere,
    Surplus,
    Unnumbered,
    NotLookedFor,
    DiffersBy,
    CameUp,
    ComesUpNow,
    TooFewFrom,
    NoSeedLeft,
    LivingSeeds,
    NextTest,
    TooFewSeeds,
    SownSoFar,
    RenewIf,
    KeepIf,
    RiskOfWaste,
    RiskOfLoss,
}

/// The words for it.
pub(crate) fn word(word: Word, lang: Lang) -> &'static str {
    let (en, ar) = both(word);
    match lang {
        Lang::En => en,
        Lang::Ar => ar,
    }
}

fn both(word: Word) -> (&'static str, &'static str) {
    match word {
        Word::According => ("according to", "بحسب"),
        Word::StatedOn => ("said", "قيل في"),
        Word::Inferred => ("inferred", "مستنتج"),
        Word::Possibly => ("possibly", "ربما"),
        Word::NoClaim => ("nobody says anything of it for that time", "لا معلومة عن ذلك الوقت"),
        Word::Before => ("before that", "قبل ذلك"),
        Word::Sealed => ("sealed", "مختوم"),
        Word::Undated => ("no date", "بلا تاريخ"),
        Word::SaidOnly => ("only when it was said is known", "يُعرف وقت القول فقط"),
        Word::Agree => ("sources agree", "المصادر تتفق"),
        Word::Independence => ("whether they are independent is not known", "لا يُعرف إن كانت مستقلة بعضها عن بعض"),
        Word::SameOrigin => ("all drawn from one origin", "كلها مأخوذة عن أصل واحد"),
        Word::NothingDiffers => ("no sources differ", "لا اختلاف بين المصادر"),
        Word::FirstBy => ("shown first by the wish of", "يُعرض أولًا برغبة"),
        Word::NamedBy => ("named by", "مذكور في"),
        Word::Hedged => ("said with reserve", "قيل بتحفظ"),
        Word::InAll => ("in all", "المجموع"),
        Word::Unranked => ("objects without a priority", "قطع بلا أولوية"),
        Word::WithoutWeight => ("without a weight", "بلا وزن"),
        Word::NotUnderstood => {
            ("weighed in a unit that is not understood: not in the sum", "بوحدة غير مفهومة: ليس في المجموع")
        }
        Word::SeenThere => ("seen", "رُئيت"),
        Word::NotSeenThere => ("not seen", "لم تُرَ"),
        Word::SeenElsewhere => ("seen elsewhere", "رُئيت في مكان آخر"),
        Word::Surplus => ("seen here, listed elsewhere or nowhere", "رُئيت هنا، ومسجّلة في مكان آخر أو غير مسجّلة"),
        Word::Unnumbered => ("without a number", "بلا رقم"),
        Word::NotLookedFor => ("not looked for", "لم يُبحث عنها"),
        Word::DiffersBy => ("differs from the book by", "الفرق عن الدفتر"),
        Word::CameUp => ("came up", "نبت"),
        Word::ComesUpNow => ("comes up today", "ينبت اليوم"),
        Word::TooFewFrom => ("under the line:", "تحت الحد:"),
        Word::NoSeedLeft => ("accessions without seed left", "عيّنات لم تبق منها بذور"),
        Word::LivingSeeds => ("living seeds", "البذور الحيّة"),
        Word::NextTest => ("next test", "الاختبار القادم"),
        Word::TooFewSeeds => ("(too few seeds for a whole test)", "(البذور لا تكفي لاختبار كامل)"),
        Word::SownSoFar => ("sown so far", "زُرع حتى الآن"),
        Word::RenewIf => ("renew if", "جدّد إن كان ما نبت"),
        Word::KeepIf => ("keep if", "احفظ إن كان ما نبت"),
        Word::RiskOfWaste => ("good seed is renewed all the same", "تُجدَّد بذور جيدة"),
        Word::RiskOfLoss => ("bad seed is kept all the same", "تُحفظ بذور ضعيفة"),
    }
}
