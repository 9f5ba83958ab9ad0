//! Notes on files and rows in Arabic.

use daftar_date::Lang;

use super::Note;

impl Note {
    /// The note in a language. Names of columns, encodings and what stands in the file are as they are.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        match lang {
            Lang::Ar => self.in_arabic(),
            _ => self.to_string(),
        }
    }

    fn in_arabic(&self) -> String {
        match self {
            Note::Judged { encoding } => format!("لا يذكر الملف ترميزه: قُدّر من حروفه أنه {encoding}"),
            Note::OtherEncoding { encoding } => format!("بغير ترميز الملف: قُرئ على أنه {encoding}"),
            Note::Lost { column } => format!("العمود {column}: حروف مفقودة، وتقوم U+FFFD مقامها"),
            Note::Nul { column } => format!("العمود {column}: حرف NUL"),
            Note::DelimiterLine => "السطر الأول يذكر الفاصل".to_owned(),
            Note::UnclosedQuote { line, byte } => {
                format!("علامة الاقتباس في السطر {line} عند البايت {byte} لم تُغلق: قُرئ السطر وحده")
            }
            Note::StrayQuote { column } => format!("العمود {column}: علامة اقتباس داخل خلية مقتبسة لم تُكرَّر"),
            Note::ManyLines { lines } => format!("خلية مقتبسة تمتد على أسطر عددها {lines}"),
            Note::BigCell { column, bytes } => format!("العمود {column}: خلية حجمها بالبايت {bytes}"),
            Note::EmptyLines { count } => format!("فوقه أسطر فارغة عددها {count}"),
            Note::Short { found, expected } => format!("عدد الخلايا {found} وعدد الأعمدة {expected}"),
            Note::Long { found, expected } => format!("عدد الخلايا {found} مع أن عدد الأعمدة {expected}"),
            Note::TitleLines { first, last } => format!("الصفوف من {first} إلى {last} تقع فوق العناوين"),
            Note::JoinedHeader { first, last } => format!("جُمعت العناوين من الصفوف {first} إلى {last}"),
            Note::DoubtfulHeader { row } => format!("لا صف يشبه العناوين: أُخذ الصف {row}"),
            Note::RepeatedHeader { header, columns } => {
                format!("العنوان «{header}» يتكرر فوق الأعمدة {}", columns.join("، "))
            }
            Note::OtherSheet { name } => format!("الورقة «{name}» لم تُقرأ"),
            Note::HiddenSheet { name } => format!("الورقة «{name}» مخفية"),
            Note::HiddenColumn { column } => format!("العمود {column} مخفي"),
            Note::HiddenRow => "الصف مخفي".to_owned(),
            Note::Merged { area } => format!("الخلايا {area} مدمجة"),
            Note::ManyMerged { kept } => format!("لا تُعرف إلا أول المناطق المدمجة، وعددها {kept}"),
            Note::NoValue { column, formula } => format!("العمود {column}: ‎={formula} بلا قيمة محفوظة"),
            Note::ErrorValue { column, error } => format!("العمود {column}: {error} مكان القيمة"),
            Note::FalseLeapDay { column } => format!("العمود {column}: لم يوجد يوم 29 شباط/فبراير 1900"),
            Note::NoDate { column, number } => format!("العمود {column}: {number} معروض على أنه تاريخ وليس تاريخًا"),
            Note::Shortened { column, stored } => format!("العمود {column}: المحفوظ {stored}، ولا يُعرض كله"),
            Note::Odd { column, found } => format!("العمود {column}: «{found}» ليس ما يعد به الملف هناك"),
            Note::BadLine { reason, .. } => format!("ليس كائن JSON: ‏{reason}"),
            Note::NoShape { column } => format!("العمود {column}: ما فيه ليس شكلًا"),
            Note::RingsAgainst => {
                "المحيطات تدور مع عقارب الساعة والثقوب بعكسها، وليس الأمر كذلك هنا: ما يقع داخل محيط عُدّ ثقبًا فيه"
                    .to_owned()
            }
            Note::NoCrs => "لا يذكر الملف نظام إحداثيات أشكاله: أُخذت على أنها درجات (WGS 84)".to_owned(),
            Note::OtherCrs { file, taken } => {
                format!("يذكر الملف أن إحداثياته في نظام {file}: أُخذت على أنها في {taken} كما تقول معاني الأعمدة")
            }
            Note::FormerCrs { file, former } => format!(
                "يذكر الملف أن إحداثياته في نظام {file} وعلى ذلك أُخذت؛ أما القائمة السابقة فأُخذت على أنها في {former} كما طُلب: إن صحّ ذلك لهذا الملف أيضًا فاذكر ‎--crs {former}"
            ),
            Note::Removed { count } => format!("صفوف معلّمة بأنها محذوفة ولم تُقرأ: {count}"),
            Note::NotRead { what } => format!("لم يُقرأ: {what}"),
            Note::Linked { to } => {
                format!(
                    "لم يُقرأ ما يحيل إليه الملف، وهو {to}: افتحه هناك واحفظه بصيغة KML مع كل ما يحيل إليه واستورد ذلك"
                )
            }
            Note::RepeatedMember { name, value } => format!("العضو «{name}» يتكرر، وكان أولًا {value}"),
            Note::NewColumn { name, column } => format!("العضو «{name}» جديد: يقع تحت {column}"),
        }
    }
}
