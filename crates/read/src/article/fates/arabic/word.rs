//! Arabic words: without vowel signs, and without what is glued to them.

/// A word in the spelling of the lexicon: no vowel signs, every alif plain, ة as ه, ى as ي.
pub(super) fn plain(word: &str) -> String {
    let kept = word.chars().filter(|c| !matches!(c, '\u{064B}'..='\u{0652}' | '\u{0670}' | '\u{0640}'));
    let same = |c| match c {
        'أ' | 'إ' | 'آ' | 'ٱ' => 'ا',
        'ة' => 'ه',
        'ى' => 'ي',
        c => c,
    };
    kept.map(same).collect()
}

/// Whether the first letter is marked with u, past "and": the passive.
pub(super) fn is_passive(word: &str) -> bool {
    let mut letters = word.chars().skip_while(|c| matches!(c, 'و' | 'ف')).peekable();
    let own = |c: Option<char>| c == Some('\u{064F}');
    match letters.next() {
        Some(_) => own(letters.next()) || own(word.chars().nth(1)),
        None => false,
    }
}

/// A way to read a word as a verb.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Reading {
    /// As the lexicon has it, or without its first alif.
    pub(super) stem: String,
    /// A pronoun is glued to its end, and stands for the thing.
    pub(super) pronoun: bool,
    /// "سيعود".
    pub(super) future: bool,
    /// "كسروا".
    pub(super) many: bool,
}

/// All ways to read a plain word as a verb.
pub(super) fn readings(word: &str) -> Vec<Reading> {
    let mut readings = Vec::new();
    for rest in [Some(word), word.strip_prefix('و'), word.strip_prefix('ف')].into_iter().flatten() {
        ends(rest, false, &mut readings);
        let future = rest.strip_prefix('س').filter(|rest| rest.chars().count() > 3);
        for (rest, future) in [(Some(rest), false), (future, true)] {
            let present = rest.and_then(|rest| rest.strip_prefix(['ي', 'ت', 'ن']));
            if let Some(stem) = present {
                ends(stem, future, &mut readings);
            }
        }
    }
    readings
}

/// What a stem may be without the endings of persons and pronouns.
fn ends(word: &str, future: bool, readings: &mut Vec<Reading>) {
    const PERSONS: [&str; 8] = ["", "ت", "وا", "ون", "ا", "تا", "و", "نا"];
    const PRONOUNS: [&str; 4] = ["", "ها", "هم", "ه"];
    for pronoun in PRONOUNS {
        let Some(rest) = word.strip_suffix(pronoun) else { continue };
        for person in PERSONS {
            let Some(stem) = rest.strip_suffix(person).filter(|stem| stem.chars().count() > 1) else { continue };
            let many = matches!(person, "وا" | "ون" | "و");
            let reading = |stem: String| Reading { stem, pronoun: !pronoun.is_empty(), future, many };
            readings.push(reading(stem.to_owned()));
            // A weak last letter falls out before an ending: "نفت", "نفوا" from "نفى".
            if matches!(person, "ت" | "تا" | "وا" | "ون") {
                readings.extend(["ي", "ا"].map(|weak| reading(format!("{stem}{weak}"))));
            }
        }
    }
}

/// All ways to read a plain word as a noun or adjective: without "and", prepositions, article, case, number and owner.
pub(super) fn nouns(word: &str) -> Vec<String> {
    let mut nouns = vec![word.to_owned()];
    let starts = ["وال", "فال", "بال", "كال", "ولل", "لل", "ال", "و", "ف", "ب", "ل"];
    let bare: Vec<&str> =
        starts.iter().filter_map(|start| word.strip_prefix(start)).filter(|rest| rest.chars().count() > 2).collect();
    nouns.extend(bare.iter().map(|rest| (*rest).to_owned()));
    for stem in std::iter::once(word).chain(bare) {
        for end in ["ها", "هم", "ين", "ون", "ان", "ات", "تان", "تين", "ه", "ا"] {
            nouns.extend(stem.strip_suffix(end).filter(|rest| rest.chars().count() > 2).map(str::to_owned));
        }
        nouns.extend(["تها", "ته"].iter().filter_map(|end| stem.strip_suffix(end)).map(|rest| format!("{rest}ه")));
    }
    nouns
}

/// Whether the word is no noun, verb or adjective.
pub(super) fn is_function(word: &str) -> bool {
    const WORDS: [&str; 78] = [
        "في",
        "من",
        "الي",
        "علي",
        "عن",
        "مع",
        "بين",
        "حتي",
        "منذ",
        "خلال",
        "بعد",
        "قبل",
        "عند",
        "لدي",
        "تحت",
        "فوق",
        "ان",
        "انه",
        "انها",
        "بان",
        "بانه",
        "بانها",
        "اذا",
        "لكن",
        "بل",
        "او",
        "ام",
        "ثم",
        "لا",
        "لم",
        "لن",
        "ما",
        "هو",
        "هي",
        "هم",
        "هذا",
        "هذه",
        "ذلك",
        "تلك",
        "التي",
        "الذي",
        "الذين",
        "كان",
        "كانت",
        "قد",
        "حين",
        "كما",
        "بينما",
        "حيث",
        "وقد",
        "وهو",
        "وهي",
        "اما",
        "وكان",
        "وكانت",
        "ولم",
        "ولا",
        "فلم",
        "ولن",
        "منها",
        "منه",
        "فيه",
        "فيها",
        "الا",
        "غير",
        "دون",
        "ايضا",
        "حين",
        "عبر",
        "ضد",
        "نحو",
        "كي",
        "لان",
        "بسبب",
        "جراء",
        "بفعل",
        "وان",
        "فقد",
    ];
    WORDS.contains(&word)
}

/// What a number word is worth.
pub(super) fn number(word: &str) -> Option<f64> {
    let word =
        word.strip_prefix("ال").filter(|rest| !rest.starts_with("اثن") && !rest.starts_with("احد")).unwrap_or(word);
    Some(match word {
        "واحد" | "واحده" => 1.0,
        "اثنان" | "اثنين" | "اثنتان" | "اثنتين" => 2.0,
        "ثلاث" | "ثلاثه" => 3.0,
        "اربع" | "اربعه" => 4.0,
        "خمس" | "خمسه" => 5.0,
        "ست" | "سته" | "ستا" => 6.0,
        "سبع" | "سبعه" => 7.0,
        "ثمان" | "ثماني" | "ثمانيه" => 8.0,
        "تسع" | "تسعه" => 9.0,
        "عشر" | "عشره" => 10.0,
        "احد" | "احدي" => 1.0,
        "عشرون" | "عشرين" => 20.0,
        "ثلاثون" | "ثلاثين" => 30.0,
        "اربعون" | "اربعين" => 40.0,
        "خمسون" | "خمسين" => 50.0,
        "ستون" | "ستين" => 60.0,
        "سبعون" | "سبعين" => 70.0,
        "ثمانون" | "ثمانين" => 80.0,
        "تسعون" | "تسعين" => 90.0,
        "مئه" | "مائه" => 100.0,
        "مئتان" | "مئتين" | "مائتان" | "مائتين" => 200.0,
        "الف" | "الاف" | "الفا" => 1000.0,
        "الفان" | "الفين" => 2000.0,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_glued_on_is_found() {
        assert_eq!(plain("نُهِبَت"), "نهبت");
        assert!(is_passive("نُهبت") && is_passive("وحُطمت") && !is_passive("نهب"));
        let stems = |word: &str| readings(&plain(word)).into_iter().map(|r| r.stem).collect::<Vec<_>>();
        assert!(stems("وكسروا").contains(&"كسر".to_owned()));
        assert!(stems("نفت").contains(&"نفي".to_owned()) && stems("محوا").contains(&"محا".to_owned()));
        assert!(stems("سيعود").contains(&"عود".to_owned()));
        assert!(stems("خبّأتها").contains(&"خبا".to_owned()));
        assert!(
            nouns(&plain("والمكتبات")).contains(&"مكتب".to_owned())
                && nouns(&plain("بالمبنى")).contains(&"مبني".to_owned())
        );
    }
}
