//! The words for totals, in English and in Arabic: they say how many and by whom, and never why.

use daftar_date::{Edtf, Lang};

use super::share::apart;
pub use super::share::{Share, number, percent};
use super::{Counted, DAMAGED, Extent, Group, Key, Sum, Totals};
use crate::area::Fault;
use crate::shown::pick;

impl Counted {
    /// At least and at most: one number where they are one.
    pub fn words(&self, lang: Lang) -> String {
        let range = match self.low == self.high {
            true => number(self.low),
            false => apart(&format!("{}–{}", number(self.low), number(self.high)), lang),
        };
        match self.best.filter(|_| self.low != self.high) {
            Some(best) => {
                format!("{range} ({} {})", pick(lang, "by what is shown first", "بحسب ما يُعرض أولًا"), number(best))
            }
            None => range,
        }
    }
}

impl Sum {
    /// At least, best and at most.
    pub fn words(&self, lang: Lang) -> String {
        let range = match self.high {
            Some(high) if high == self.low => number(high),
            Some(high) => apart(&format!("{}–{}", number(self.low), number(high)), lang),
            None => format!("{} {}", pick(lang, "at least", "على الأقل"), number(self.low)),
        };
        match self.best.filter(|best| self.high != Some(self.low) || *best != self.low) {
            Some(best) => format!("{range} ({} {})", pick(lang, "best", "الأرجح"), number(best)),
            None => range,
        }
    }

    /// Of how many things, and what is doubtful in it.
    pub fn notes(&self, lang: Lang) -> String {
        let mut notes = vec![format!("{} {}", pick(lang, "numbers told of", "أعداد مذكورة عن"), number(self.told))];
        let doubts = [
            (self.disputed, "sources differ on", "المصادر تختلف في"),
            (self.open, "no upper end told of", "بلا حد أعلى في"),
            (self.without_number, "only words told of", "كلام بلا عدد في"),
        ];
        let told = doubts.into_iter().filter(|(n, ..)| *n > 0);
        notes.extend(told.map(|(n, en, ar)| format!("{} {}", pick(lang, en, ar), number(n))));
        notes.join(pick(lang, ", ", "، "))
    }
}

impl Extent {
    /// How large the things are, how much of it is affected, and what was counted once.
    pub fn words(&self, lang: Lang) -> Vec<String> {
        let span = |[low, high]: [f64; 2]| {
            let (low, high) = (area(low, lang), area(high, lang));
            if low == high { low } else { format!("{low} – {high}") }
        };
        let mut all = vec![
            format!("{}: {}", pick(lang, "area affected", "المساحة المتضررة"), span(self.affected)),
            format!(
                "{}: {} ({} {})",
                pick(lang, "area in all", "المساحة كلها"),
                span(self.area),
                pick(lang, "told of", "مذكورة عن"),
                number(self.told)
            ),
        ];
        if self.without > 0 {
            let words = pick(lang, "damaged perhaps or surely, without an area", "متضرر يقينًا أو ربما، بلا مساحة");
            all.push(format!("{words}: {}", number(self.without)));
        }
        let [one, other, ..] = self.overlap;
        if one.max(other) > 0.5 {
            let words = pick(lang, "in several shapes, counted once", "في أكثر من شكل، محسوبة مرة واحدة");
            all.push(format!("{words}: {}", span([one.min(other), one.max(other)])));
        }
        all
    }
}

/// An area in words: square metres, or hectares where there are many.
pub fn area(metres: f64, lang: Lang) -> String {
    match metres >= 100_000.0 {
        true => format!("{:.1} {}", metres / 10_000.0, pick(lang, "ha", "هكتار")),
        false => format!("{:.0} {}", metres, pick(lang, "m²", "م²")),
    }
}

impl Key {
    /// What the group is, in that language; an entity by its name, a step by its words.
    pub fn words(&self, totals: &Totals, kind: &dyn Fn(&str) -> String, lang: Lang) -> String {
        let say = |en: &'static str, ar: &'static str| pick(lang, en, ar).to_owned();
        match self {
            Key::Whole => say("everything", "الكل"),
            Key::Kind(id) => kind(id),
            Key::Place(id) | Key::Source(id) | Key::Speaker(id) => {
                totals.names.get(id).cloned().unwrap_or_else(|| id.to_string())
            }
            Key::Cell(cell) => {
                let [west, south, east, north] = cell.bounds();
                let square = apart(&format!("{west:.2}–{east:.2}, {south:.2}–{north:.2}"), lang);
                format!("{} {square}", pick(lang, "square of the map", "مربع الخريطة"))
            }
            Key::NoCell => say("place not shown to the public", "مكان لا يُعرض للعموم"),
            Key::Step(place) => totals.step_words.get(*place).cloned().unwrap_or_default(),
            Key::NotKnown => say("said not to be known", "قيل إنه غير معروف"),
            Key::None => say("said to have none", "قيل إنه بلا حالة"),
            Key::Month(year, month) => match Edtf::parse(&format!("{year:04}-{month:02}")) {
                Ok(date) => daftar_date::words(&date, lang),
                Err(_) => self.to_string(),
            },
            Key::Unsaid => say("nobody says", "لا أحد يذكر"),
        }
    }
}

/// A word for each number of a group, beside the steps.
pub const CELLS: [(&str, &str, &str); 6] = [
    ("damaged", "damaged, slightly or worse", "متضرر، ضررًا طفيفًا أو أشد"),
    ("not-known", "said not to be known", "قيل إنه غير معروف"),
    ("none", "said to have none", "قيل إنه بلا حالة"),
    ("no-claim", "nobody says anything", "لا أحد يذكر شيئًا"),
    ("recovered", "repaired, or recovered otherwise", "رُمّم أو تعافى بطريقة أخرى"),
    ("things", "in all", "المجموع"),
];

/// The words of such a number.
pub fn cell(code: &str, lang: Lang) -> &'static str {
    CELLS.iter().find(|(known, ..)| *known == code).map_or("", |(_, en, ar)| pick(lang, en, ar))
}

impl Group {
    /// The number of that word: a step by its code, that or worse by `CODE+`.
    pub fn counted(&self, code: &str, totals: &Totals) -> Option<&Counted> {
        let place = |code: &str| totals.steps.iter().position(|step| step.code == code);
        Some(match code {
            "any-damage" => &self.damaged,
            "not-known" => &self.not_known,
            "none" => &self.none,
            "no-claim" => &self.no_claim,
            "recovered" => &self.recovered,
            "things" => &self.things,
            other => match other.strip_suffix('+') {
                Some(code) => self.or_worse.get(place(code)?)?,
                None => self.steps.get(place(other)?)?,
            },
        })
    }

    /// Of how many things a share is told: as it is stated for everything, else of the group's own things that could have a state.
    pub fn denominator(&self, totals: &Totals) -> u64 {
        match (&self.key, totals.of) {
            (Key::Whole, Some(of)) => of,
            _ => self.could,
        }
    }

    /// Of how many things the state is our reading of somebody else's grade; none where of none.
    pub fn mapped_words(&self, lang: Lang) -> Option<String> {
        let many = number(self.mapped);
        let words = match lang {
            Lang::En => format!(
                "{many} of these states are other schemes' grades, mapped to ours; a crosswalk loses something: each statement says what"
            ),
            Lang::Ar => {
                format!("{many} من هذه الحالات درجات مقاييس أخرى قوبلت بمقياسنا؛ وفي كل مقابلة فقد تذكره كل معلومة")
            }
        };
        (self.mapped > 0).then_some(words)
    }

    /// On how many sources it rests, in one sentence; none where nothing is told.
    pub fn rests_words(&self, totals: &Totals, lang: Lang) -> Option<String> {
        let rests = &self.rests;
        if rests.told == 0 {
            return None;
        }
        let named = |id: &daftar_claim::EntityId| totals.names.get(id).cloned().unwrap_or_else(|| id.to_string());
        let mut words = match lang {
            Lang::En => format!("{} of {} rest on one source alone", number(rests.alone), number(rests.told)),
            Lang::Ar => format!("يقوم على مصدر واحد: {} من {}", number(rests.alone), number(rests.told)),
        };
        if let Some(first) = rests.on.first() {
            let (n, name) = (number(first.things), named(&first.on));
            words.push_str(&match lang {
                Lang::En => format!("; {n} of {} on {name}", number(rests.told)),
                Lang::Ar => format!("؛ منها {n} من {} على {name}", number(rests.told)),
            });
        }
        Some(words)
    }
}

/// How the numbers are to be read.
pub fn reading(lang: Lang) -> [&'static str; 3] {
    [
        pick(
            lang,
            "The lower number takes of each thing the mildest that any source says, the higher the worst.",
            "العدد الأدنى يأخذ أخف ما يقوله أي مصدر عن كل شيء، والأعلى أشده.",
        ),
        pick(
            lang,
            "What nobody says, what is said not to be known and what is intact are counted apart, and never added.",
            "ما لا يذكره أحد، وما قيل إنه غير معروف، والسليم: يُعدّ كلٌّ على حدة ولا يُجمع.",
        ),
        pick(
            lang,
            "An interval tells how far chance alone may lead astray if these are a random part of more; of a complete list it says nothing.",
            "مجال الثقة يذكر كم قد تُضلّل المصادفة وحدها إن كانت هذه عيّنة عشوائية من كل أكبر؛ وعن قائمة كاملة لا يقول شيئًا.",
        ),
    ]
}

/// That so many sensitive things are left out of a list by place.
pub fn not_told_by_place(many: u64, lang: Lang) -> String {
    let words = pick(
        lang,
        "left out: the public is not told by place where sensitive things lie; ask without a place",
        "خارج القائمة: لا يُعرض للعموم أين تقع الأشياء الحساسة؛ اسأل دون تسمية مكان",
    );
    format!("{}: {words}", number(many))
}

/// What could not be counted, in sentences.
pub fn left_out(totals: &Totals, lang: Lang) -> Vec<String> {
    let left = &totals.left_out;
    let mut all = Vec::new();
    if left.sensitive > 0 {
        let words = pick(
            lang,
            "left out: the public is not told by place where sensitive things lie; ask by place without naming one, and they are counted by the square of the map",
            "خارج العدّ: لا يُعرض للعموم أين تقع الأشياء الحساسة؛ اطلب التوزيع بحسب المكان دون تسمية مكان فتُعدّ بحسب مربع الخريطة",
        );
        all.push(format!("{}: {words}", number(left.sensitive)));
    }
    if left.no_measure > 0 {
        let words = pick(
            lang,
            "areas or shares without a unit that is understood (m2, ha, dunam, km2, %): not in the sum",
            "مساحات أو نسب بلا وحدة مفهومة (م2، هكتار، دونم، كم2، %): ليست في المجموع",
        );
        all.push(format!("{}: {words}", number(left.no_measure)));
    }
    let faults = [Fault::CrossesItself, Fault::TooFewCorners, Fault::HoleTooLarge];
    for fault in faults {
        let many = left.faulty.iter().filter(|one| one.fault == fault).count();
        if many > 0 {
            let first = left.faulty.iter().find(|one| one.fault == fault);
            let name = first.map(|one| totals.names.get(&one.thing).cloned().unwrap_or_else(|| one.thing.to_string()));
            let words = pick(lang, "shapes without an area", "أشكال بلا مساحة");
            all.push(format!("{} {words} ({}): {}", number(many), name.unwrap_or_default(), fault.words(lang)));
        }
    }
    if let Some(of) = totals.of.filter(|of| totals.whole.things.high > *of) {
        let words = pick(
            lang,
            "are counted here, more than stated: no share is told. Give a larger number, or narrow down what is counted",
            "معدودة هنا، أكثر مما ذُكر: لا نسبة تُذكر. اذكر عددًا أكبر أو ضيّق ما يُعدّ",
        );
        all.push(format!("{} > {}: {words}", number(totals.whole.things.high), number(of)));
    }
    all
}

/// Whether the scale has steps from which on a thing counts as damaged.
pub fn tells_damage(totals: &Totals) -> bool {
    totals.has_scale && totals.steps.iter().any(|step| step.rank >= DAMAGED)
}
