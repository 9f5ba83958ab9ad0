//! What is odd about a cell of a passport list (MCPD), in English and Arabic, and what to do about it.

use daftar_date::Lang;
use serde::{Deserialize, Serialize};

/// What is odd, by the rules of the standard.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "odd")]
pub enum Odd {
    /// No accession number: the row is nobody's.
    NoNumber,
    /// A word that stands for nothing.
    Missing,
    /// Spaces about it, or two where one is enough.
    Spaces {
        /// What was read.
        read: String,
    },
    /// Several values parted otherwise than by `;` alone.
    Separator,
    /// A genus in small letters.
    GenusCase,
    /// A species in capitals, or abbreviated otherwise than `sp.`.
    Species,
    /// A name in small letters.
    NameCase,
    /// No date of the standard.
    NoDate,
    /// A date that was written in another manner.
    OtherDate {
        /// The date, EDTF.
        read: String,
    },
    /// The day of collecting lies behind that of arrival.
    CollectedLater {
        /// The day of arrival, EDTF.
        acquired: String,
    },
    /// A country by its name, or its code in small letters.
    CountryName {
        /// The code.
        code: String,
    },
    /// A code that is not in use any more.
    RetiredCountry {
        /// The year until which it was.
        until: u16,
    },
    /// No country.
    NoCountry {
        /// The code that may be meant.
        perhaps: Option<String>,
    },
    /// No code of an institute.
    Institute,
    /// A row without the code of the institute whose it is.
    NoInstitute,
    /// `Y` or `N` for a code.
    YesOrNo {
        /// The code.
        code: String,
    },
    /// A code that is to be explained, and is not.
    Unexplained {
        /// The column.
        field: String,
    },
    /// A number that is to be whole.
    NotWhole,
    /// Nothing, or the height of the sea.
    Nought,
    /// No height that the land has.
    Height,
    /// A number elsewhere that does not say whose it is.
    NumberElsewhere,
    /// No degrees, minutes and seconds.
    NoDegrees,
    /// Sixty minutes or seconds.
    Sixty,
    /// Decimal degrees in a column for degrees, minutes and seconds.
    DecimalDegrees,
    /// The two ways in which a position is given tell of two places.
    Disagree {
        /// The decimal degrees.
        decimal: String,
    },
}

impl Odd {
    /// Whether nothing of the row is recorded for it.
    pub(in crate::import) fn refuses(&self) -> bool {
        *self == Odd::NoNumber
    }

    /// What it is.
    pub(in crate::import) fn words(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.in_english(),
            Lang::Ar => self.in_arabic(),
        }
    }

    fn in_english(&self) -> String {
        match self {
            Odd::Spaces { read } => format!("spaces too many: read as {read:?}"),
            Odd::OtherDate { read } => format!("not written as YYYYMMDD: read as {read}"),
            Odd::CollectedLater { acquired } => format!("collected after it came to the bank ({acquired})"),
            Odd::CountryName { code } => format!("not a code of three capitals: read as {code}"),
            Odd::RetiredCountry { until } => format!("a code that was in use until {until}; recorded as it is"),
            Odd::NoCountry { perhaps: None } => "no country of ISO 3166-1; kept as it is written".to_owned(),
            Odd::NoCountry { perhaps: Some(code) } => {
                format!("no country of ISO 3166-1 (perhaps {code}?); kept as it is written")
            }
            Odd::YesOrNo { code } => format!("not a code: read as {code}"),
            Odd::Unexplained { field } => {
                format!("other, and REMARKS does not say what: nothing there begins with {field}:")
            }
            Odd::Disagree { decimal } => {
                format!("another place than the decimal degrees tell ({decimal}); the decimal degrees were taken")
            }
            other => other.plain().0.to_owned(),
        }
    }

    fn in_arabic(&self) -> String {
        match self {
            Odd::Spaces { read } => format!("فراغات زائدة: قُرئ «{read}»"),
            Odd::OtherDate { read } => format!("لم يُكتب على نحو YYYYMMDD: قُرئ {read}"),
            Odd::CollectedLater { acquired } => format!("جُمعت بعد وصولها إلى البنك ({acquired})"),
            Odd::CountryName { code } => format!("ليس رمزًا من ثلاثة أحرف كبيرة: قُرئ {code}"),
            Odd::RetiredCountry { until } => format!("رمز بقي مستعملًا حتى {until}؛ سُجّل كما هو"),
            Odd::NoCountry { perhaps: None } => "ليس بلدًا في ISO 3166-1؛ حُفظ كما كُتب".to_owned(),
            Odd::NoCountry { perhaps: Some(code) } => format!("ليس بلدًا في ISO 3166-1 (لعله {code}؟)؛ حُفظ كما كُتب"),
            Odd::YesOrNo { code } => format!("ليس رمزًا: قُرئ {code}"),
            Odd::Unexplained { field } => format!("«غير ذلك» ولا يقول REMARKS ما هو: لا شيء هناك يبدأ بـ {field}:"),
            Odd::Disagree { decimal } => format!("موضع غير ما تقوله الدرجات العشرية ({decimal})؛ أُخذت الدرجات العشرية"),
            other => other.plain().1.to_owned(),
        }
    }

    /// The words of what speaks of nothing in particular.
    fn plain(&self) -> (&'static str, &'static str) {
        match self {
            Odd::NoNumber => ("no accession number (ACCENUMB)", "لا رقم للعيّنة (ACCENUMB)"),
            Odd::Missing => (
                "a word for nothing: taken as not said, and kept as it is written",
                "كلمة لا تقول شيئًا: عُدّت مسكوتًا عنها، وحُفظت كما كُتبت",
            ),
            Odd::Separator => ("several values, parted otherwise than by ; alone", "عدة قيم لا تفصلها ; وحدها"),
            Odd::GenusCase => ("a genus begins with a capital; recorded as it is", "يبدأ الجنس بحرف كبير؛ سُجّل كما هو"),
            Odd::Species => (
                "a species is written in small letters, and only sp. is short for one; recorded as it is",
                "يُكتب النوع بحروف صغيرة، ولا اختصار له إلا \u{2066}sp.\u{2069}؛ سُجّل كما هو",
            ),
            Odd::NameCase => ("a name begins with a capital; recorded as it is", "يبدأ الاسم بحرف كبير؛ سُجّل كما هو"),
            Odd::NoDate => ("no date; kept as it is written", "ليس تاريخًا؛ حُفظ كما كُتب"),
            Odd::Institute => (
                "no code of an institute in FAO WIEWS (three capitals, three or four digits); recorded as it is",
                "ليس رمز مؤسسة في FAO WIEWS (ثلاثة أحرف كبيرة وثلاثة أرقام أو أربعة)؛ سُجّل كما هو",
            ),
            Odd::NoInstitute => ("no code of the institute", "لا رمز للمؤسسة"),
            Odd::NotWhole => ("metres are whole; recorded as it is", "الأمتار أعداد صحيحة؛ سُجّل كما هو"),
            Odd::Nought => (
                "0: at the height of the sea, or not known? Recorded as 0 m",
                "0: على مستوى البحر أم غير معروف؟ سُجّل 0 m",
            ),
            Odd::Height => {
                ("no land lies so low or so high; recorded as it is", "لا أرض بهذا الانخفاض أو الارتفاع؛ سُجّل كما هو")
            }
            Odd::NumberElsewhere => {
                ("does not say whose number it is; recorded as it is", "لا يقول لمن هذا الرقم؛ سُجّل كما هو")
            }
            Odd::NoDegrees => {
                ("no degrees, minutes and seconds; kept as it is written", "ليست درجات ودقائق وثواني؛ حُفظت كما كُتبت")
            }
            Odd::Sixty => (
                "sixty minutes or seconds: one more of the next, or a mistake? Kept as it is written",
                "ستون دقيقة أو ثانية: واحدة أكثر مما فوقها أم خطأ؟ حُفظت كما كُتبت",
            ),
            Odd::DecimalDegrees => (
                "decimal degrees, in a column for degrees, minutes and seconds; read as what they are",
                "درجات عشرية في عمود للدرجات والدقائق والثواني؛ قُرئت على ما هي",
            ),
            _ => ("", ""),
        }
    }

    /// What to do about it; none where there is nothing to be done.
    pub(in crate::import) fn remedy(&self, lang: Lang) -> Option<&'static str> {
        let (en, ar) = self.remedies()?;
        Some(if lang == Lang::Ar { ar } else { en })
    }

    fn remedies(&self) -> Option<(&'static str, &'static str)> {
        Some(match self {
            Odd::NoNumber => ("give it a number, and import again", "أعطها رقمًا واستورد مرة أخرى"),
            Odd::Missing => ("leave the cell empty", "اترك الخلية فارغة"),
            Odd::Separator => ("write ; between them, without spaces", "اكتب ; بينها بلا فراغات"),
            Odd::GenusCase => ("write Triticum, not triticum", "اكتب Triticum لا triticum"),
            Odd::Species => {
                ("write aestivum, or sp. where it is not known", "اكتب aestivum، أو \u{2066}sp.\u{2069} حيث لا يُعرف")
            }
            Odd::NoDate | Odd::OtherDate { .. } => (
                "write 20230501; 202305-- where the day is not known, 2023---- where the month is not either",
                "اكتب 20230501، أو \u{2066}202305--\u{2069} حيث لا يُعرف اليوم، أو \u{2066}2023----\u{2069} حيث لا يُعرف الشهر أيضًا",
            ),
            Odd::CollectedLater { .. } => ("look which of the two is right", "انظر أيهما الصحيح"),
            Odd::CountryName { .. } => ("write the code", "اكتب الرمز"),
            Odd::RetiredCountry { .. } => ("if it is known, write the code of today", "اكتب رمز اليوم إن عُرف"),
            Odd::NoCountry { .. } => {
                ("write its code of three capitals: JOR, EGY, PSE", "اكتب رمزه من ثلاثة أحرف كبيرة: JOR أو EGY أو PSE")
            }
            Odd::Institute | Odd::NoInstitute => (
                "write its code of FAO WIEWS; as long as it has none, what the bank calls itself will do",
                "اكتب رمزها في FAO WIEWS؛ وإلى أن يكون لها رمز يكفي ما يسمي البنك به نفسه",
            ),
            Odd::YesOrNo { .. } => ("write 1 or 0", "اكتب 1 أو 0"),
            Odd::Unexplained { .. } => ("write it in REMARKS, as FIELD:text", "اكتبه في REMARKS على نحو FIELD:text"),
            Odd::Nought => ("leave the cell empty if it is not known", "اترك الخلية فارغة إن لم يكن معروفًا"),
            Odd::NumberElsewhere => ("write INSTCODE:number, or :number", "اكتب INSTCODE:number أو number:"),
            Odd::NoDegrees | Odd::Sixty => (
                "write 312100N and 0341800E, with -- for what is not known; or fill DECLATITUDE and DECLONGITUDE",
                "اكتب 312100N و0341800E، و-- لما لا يُعرف؛ أو املأ DECLATITUDE وDECLONGITUDE",
            ),
            Odd::DecimalDegrees => {
                ("call the columns DECLATITUDE and DECLONGITUDE", "سمّ العمودين DECLATITUDE وDECLONGITUDE")
            }
            Odd::Disagree { .. } => ("look which of the two is right", "انظر أيهما الصحيح"),
            Odd::Spaces { .. } | Odd::NameCase | Odd::NotWhole | Odd::Height => return None,
        })
    }
}
