//! What a forecast says, in plain words of two languages.

use daftar_claim::Edtf;
use daftar_date::{Day, Lang, words};

use super::outcome::{Basis, Reached, Share, Why};
use super::sowing::LeftOut;
use super::terms::Doubt;
use crate::shown::pick;

impl Share {
    /// In whole percent, from and to, rounded outwards: `61–78 %`.
    pub fn words(self) -> String {
        let (low, high) = ((self.low * 100.0).floor(), (self.high * 100.0).ceil());
        if low == high { format!("{low}%") } else { format!("{low}–{high}%") }
    }
}

impl Reached {
    /// The month, or that it is so already, or not to be foreseen.
    pub fn words(self, lang: Lang) -> String {
        match self {
            Reached::Already => pick(lang, "already", "فات").to_owned(),
            Reached::Day(day) => month(day).map_or_else(|| day.to_string(), |month| words(&month, lang)),
            Reached::Beyond => pick(lang, "in more than 200 years", "بعد أكثر من 200 سنة").to_owned(),
        }
    }

    /// From the earliest to the latest.
    pub fn between(self, late: Reached, lang: Lang) -> String {
        let (from, to) = (self.words(lang), late.words(lang));
        if from == to { from } else { format!("{from} – {to}") }
    }
}

fn month(day: Day) -> Option<Edtf> {
    Edtf::parse(day.to_string().get(..7)?).ok()
}

impl Basis {
    /// On what it rests.
    pub fn words(self, lang: Lang) -> String {
        match self {
            Basis::Published => {
                pick(lang, "published constants, beginning with the lot's test", "ثوابت منشورة، بدءًا من اختبار الدفعة")
                    .to_owned()
            }
            Basis::Both(share) => {
                let percent = (share * 100.0).round();
                match lang {
                    Lang::En => format!("published constants and the lot's own tests, which tell {percent}% of it"),
                    Lang::Ar => format!("ثوابت منشورة واختبارات الدفعة نفسها، ومنها {percent}% مما يُعرف"),
                }
            }
            Basis::Tests => pick(lang, "the lot's own tests alone", "اختبارات الدفعة نفسها وحدها").to_owned(),
        }
    }
}

impl Why {
    /// Why nothing can be said, and what would help.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            Why::NeverTested => pick(
                lang,
                "not known: no germination test that can be used; test it",
                "غير معروف: لا اختبار إنبات يُعتمد عليه؛ اختبرها",
            ),
            Why::NoSpecies => pick(
                lang,
                "not known: genus and species of the accession are not said, or in several ways; two tests of different ages would do without",
                "غير معروف: جنس العيّنة ونوعها غير مذكورين أو مذكوران بأكثر من صورة؛ يغني عنهما اختباران في عمرين مختلفين",
            ),
            Why::NoConstants => pick(
                lang,
                "not known: nothing is published of how long seeds of this species keep; test the lot again at another age, or choose a related species on the accession's card as a guess",
                "غير معروف: لم يُنشر شيء عن عمر بذور هذا النوع؛ أعد الاختبار في عمر آخر، أو اختر نوعًا قريبًا في بطاقة العيّنة على سبيل التخمين",
            ),
            Why::NoStorage => pick(
                lang,
                "not known: how it is kept is not said; note temperature and moisture or humidity, or what the room is like; two tests of different ages in one place would do without",
                "غير معروف: ظروف الحفظ غير مذكورة؛ سجّل الحرارة مع رطوبة البذور أو الهواء، أو نوع الغرفة؛ ويغني عن ذلك اختباران في عمرين مختلفين في مكان واحد",
            ),
            Why::StorageChanged => pick(
                lang,
                "not known: nothing is published of the species, and it was kept in several conditions; test it again after a while in the present one",
                "غير معروف: لم يُنشر شيء عن هذا النوع، وقد تغيّرت ظروف حفظه؛ أعد الاختبار بعد مدة في الظروف الحالية",
            ),
            Why::Impossible => pick(
                lang,
                "not known: some number of its storage or tests cannot be; look at them",
                "غير معروف: في ظروف الحفظ أو الاختبارات رقم لا يمكن أن يكون صحيحًا؛ راجعها",
            ),
        }
    }
}

impl LeftOut {
    /// Why a test is not used.
    pub fn words(self, lang: Lang) -> &'static str {
        match self {
            LeftOut::Undated => {
                pick(lang, "not used: its date is not known to within a year", "لا يُحسب: تاريخه غير معروف بدقة سنة")
            }
            LeftOut::NotCounted => pick(
                lang,
                "not used: how many were sown, or came up, is not said",
                "لا يُحسب: عدد ما زُرع أو ما نبت غير مذكور",
            ),
            LeftOut::SourcesDiffer => pick(
                lang,
                "not used: sources differ on the numbers or the day",
                "لا يُحسب: المصادر تختلف في الأعداد أو اليوم",
            ),
            LeftOut::Impossible => pick(
                lang,
                "not used: more came up than were sown, or none was sown",
                "لا يُحسب: ما نبت أكثر مما زُرع، أو لم يُزرع شيء",
            ),
            LeftOut::Denied => pick(lang, "not used: somebody denies it", "لا يُحسب: هناك من ينفيه"),
            LeftOut::Later => pick(lang, "not used: it is dated after this day", "لا يُحسب: تاريخه بعد هذا اليوم"),
        }
    }
}

impl Doubt {
    /// What is doubtful.
    pub fn words(&self, lang: Lang) -> String {
        let told = |en: &str, ar: &str| pick(lang, en, ar).to_owned();
        let times = |times: f64| format!("{times:.1}");
        match self {
            Doubt::OilUnsaid => told(
                "how oily the seed is, is not said: reckoned as 2% oil, with which it keeps shortest",
                "نسبة الزيت في البذور غير مذكورة: حُسبت 2%، وهي أقصر عمرًا",
            ),
            Doubt::Salt => told(
                "how damp it is, only salt in the jar tells: anything under 75% where it stayed dry, anything over it where it turned moist",
                "لا يدل على الرطوبة إلا الملح في الوعاء: أي شيء دون 75% إن بقي جافًا، وأي شيء فوقها إن تندّى",
            ),
            Doubt::MoistureBasisUnsaid => told(
                "of what the moisture is a share (fresh or dry seed) is not said: both are reckoned with",
                "أساس نسبة الرطوبة (رطب أو جاف) غير مذكور: حُسب الاثنان",
            ),
            Doubt::Undated => told(
                "moisture or air was noted without a day: taken as so from the first test on",
                "سُجّلت الرطوبة أو حال الهواء بلا يوم: عُدّت كذلك منذ أول اختبار",
            ),
            Doubt::NotUsed { property, number } => match lang {
                Lang::En => format!(
                    "{number} under “{property}” cannot be, and is not used; moisture and humidity are percentages, temperatures °C"
                ),
                Lang::Ar => format!(
                    "لا يُحسب \u{2066}{number}\u{2069} في «\u{2066}{property}\u{2069}» لأنه غير ممكن؛ الرطوبة نسبة مئوية والحرارة بالمئوية"
                ),
            },
            Doubt::Denied { property } => match lang {
                Lang::En => format!("what is said under “{property}” is denied by somebody, and not reckoned with"),
                Lang::Ar => format!("لا يُحسب ما قيل في «\u{2066}{property}\u{2069}» لأن هناك من ينفيه"),
            },
            Doubt::NoProxy { species } => match lang {
                Lang::En => format!("nothing is published of {species}, either, as which it is to be reckoned"),
                Lang::Ar => format!("لم يُنشر شيء أيضًا عن \u{2066}{species}\u{2069} الذي تُحسب كأنها منه"),
            },
            Doubt::PlacesDiffer => told(
                "several places are said to be where it is kept: reckoned with one of them",
                "ذُكر أكثر من مكان لحفظها: حُسب بواحد منها",
            ),
            Doubt::Proxy { species } => match lang {
                Lang::En => format!("by the constants of another species, {species}: a guess"),
                Lang::Ar => format!("بثوابت نوع آخر، \u{2066}{species}\u{2069}: تخمين"),
            },
            Doubt::SetsDiffer { times: n } => match lang {
                Lang::En => format!("published constants differ: up to {} times as long", times(*n)),
                Lang::Ar => format!("الثوابت المنشورة تختلف: حتى {} ضعف العمر", times(*n)),
            },
            Doubt::OneTemperature => told(
                "the constants rest on storage at one temperature only",
                "الثوابت مأخوذة من التخزين في درجة حرارة واحدة",
            ),
            Doubt::Unusual => {
                told("the constants lie far from those of other species", "الثوابت بعيدة عن ثوابت الأنواع الأخرى")
            }
            Doubt::OutsideEquation => told(
                "outside 5–25% moisture or −20–90 °C, for which the equation was made",
                "خارج ما وُضعت له المعادلة: رطوبة 5–25% أو حرارة من 20 تحت الصفر إلى 90",
            ),
            Doubt::TooDry { percent } => match lang {
                Lang::En => format!("drier than is of use: counted as {percent:.1}% moisture"),
                Lang::Ar => format!("أجفّ مما ينفع: حُسبت برطوبة {percent:.1}%"),
            },
            Doubt::OutsideAir => told(
                "moisture was reckoned from air that the formula was not made for",
                "حُسبت الرطوبة من هواء لم توضع له المعادلة",
            ),
            Doubt::Guessed => told(
                "temperature or humidity is guessed from the building and the season; a thermometer with a hygrometer would narrow the range",
                "الحرارة أو الرطوبة تخمين من نوع البناء والفصل؛ ميزان حرارة ورطوبة يضيّق المدى",
            ),
            Doubt::Moved { times: n } => match lang {
                Lang::En => format!(
                    "the storage changed since its tests: it ages {} times as fast or as slowly; test it again before long",
                    times(*n)
                ),
                Lang::Ar => {
                    format!("تغيّر التخزين بعد اختباراتها: تشيخ أسرع أو أبطأ بـ{} مرة؛ اختبرها قريبًا", times(*n))
                }
            },
            Doubt::Heterogeneous { times: n } => match lang {
                Lang::En => format!("its tests vary {} times more than chance does: the ranges are widened", times(*n)),
                Lang::Ar => format!("اختباراتها تتفاوت أكثر من الصدفة بـ{} مرة: وُسّع المدى", times(*n)),
            },
            Doubt::Surprising => told(
                "the latest test is far from what was expected (a mistake, dormancy, or other seeds): test again first",
                "آخر اختبار بعيد عن المتوقع (خطأ أو سكون أو بذور أخرى): أعد الاختبار أولًا",
            ),
            Doubt::Dormant => {
                told("seeds that were alive but dormant are counted as alive", "عُدّت البذور الحيّة الساكنة حيّة")
            }
        }
    }
}
