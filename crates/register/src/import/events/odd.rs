//! What is odd about a row of a data set of events, in English and Arabic, and what to do about it.

use daftar_date::Lang;
use serde::{Deserialize, Serialize};

/// What is odd, by the rules of the codebook.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "odd")]
pub enum EventOdd {
    /// Who says so may be a person.
    PerhapsPerson,
    /// The report is older than what it tells.
    SaidBefore {
        /// The first day of the event.
        day: String,
    },
    /// The least is more than the best, or that more than the most.
    Bounds,
    /// The best is not what its parts come to.
    Sum {
        /// What they come to.
        sum: i64,
    },
    /// The year is another than that of the day.
    OtherYear,
    /// The shape lies elsewhere than latitude and longitude.
    OtherPlace,
    /// The last day comes before the first.
    Ends,
    /// A number of dead that is none.
    NoCount,
}

impl EventOdd {
    /// What it is.
    pub fn words(&self, lang: Lang) -> String {
        let (en, ar) = match self {
            EventOdd::PerhapsPerson => (
                "who says so may be a person: the name is kept sealed, and the statements are those of the data set".to_owned(),
                "قد يكون القائل شخصًا: حُفظ الاسم مختومًا، ونُسبت المعلومات إلى مجموعة البيانات".to_owned(),
            ),
            EventOdd::SaidBefore { day } => (
                format!("the report is dated before what it tells ({day})"),
                format!("تاريخ الخبر أسبق مما يرويه ({day})"),
            ),
            EventOdd::Bounds => (
                "the lowest, the best and the highest number do not follow each other: the best is recorded, the others are kept as they are written".to_owned(),
                "الأدنى والأرجح والأعلى ليست على ترتيبها: سُجّل الأرجح، وحُفظ الآخران كما كُتبا".to_owned(),
            ),
            EventOdd::Sum { sum } => (
                format!("the parts come to {sum}; both are kept"),
                format!("مجموع الأجزاء {sum}؛ حُفظ الاثنان"),
            ),
            EventOdd::OtherYear => ("another year than that of the day".to_owned(), "سنة غير سنة اليوم".to_owned()),
            EventOdd::OtherPlace => (
                "another place than latitude and longitude give; kept as it is written".to_owned(),
                "مكان غير الذي يعطيه خط العرض وخط الطول؛ حُفظ كما كُتب".to_owned(),
            ),
            EventOdd::Ends => (
                "the last day comes before the first; both are kept as they are written".to_owned(),
                "آخر يوم قبل أول يوم؛ حُفظا كما كُتبا".to_owned(),
            ),
            EventOdd::NoCount => (
                "no whole number; kept as it is written".to_owned(),
                "ليس عددًا صحيحًا؛ حُفظ كما كُتب".to_owned(),
            ),
        };
        if lang == Lang::Ar { ar } else { en }
    }

    /// What to do about it; none where there is nothing to be done.
    pub(in crate::import) fn remedy(&self, lang: Lang) -> Option<&'static str> {
        let (en, ar) = match self {
            EventOdd::PerhapsPerson => (
                "if it is a body, name it in the mapping: bodies = [\"…\"]",
                "إن كان جهة فاذكرها في معاني الأعمدة: bodies = [\"…\"]",
            ),
            EventOdd::Sum { .. } | EventOdd::OtherYear | EventOdd::OtherPlace | EventOdd::SaidBefore { .. } => {
                ("look which of the two is right", "انظر أيهما الصحيح")
            }
            EventOdd::Ends => {
                ("exchange the two days in the list, and import again", "بدّل اليومين في القائمة واستورد مرة أخرى")
            }
            EventOdd::Bounds | EventOdd::NoCount => ("look into the data set's codebook", "راجع دليل مجموعة البيانات"),
        };
        Some(if lang == Lang::Ar { ar } else { en })
    }
}
