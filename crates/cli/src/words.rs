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
    }
}
