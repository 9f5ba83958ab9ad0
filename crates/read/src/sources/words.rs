//! What a reading tells beside the text, in English and Arabic.

use daftar_date::Lang;

use super::report::{Fact, Missing, Oddity, Unread};

impl Missing {
    /// Its code: `scanned-page`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.told().0
    }

    /// The code, and what it is called in English and in Arabic.
    fn told(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Missing::ScannedPage => ("scanned-page", "a page that is a picture without text", "صفحة هي صورة بلا نص"),
            Missing::Image => ("image", "a picture", "صورة"),
            Missing::Media => ("media", "sound, film or a drawing", "صوت أو فيلم أو رسم"),
            Missing::Attachment => ("attachment", "an attached file", "ملف مرفق"),
            Missing::Alternative => ("alternative", "the same words in another form", "الكلمات نفسها في شكل آخر"),
            Missing::Encrypted => ("encrypted", "an encrypted part", "جزء مشفَّر"),
            Missing::Script => ("script", "a program, which was not run", "برنامج لم يُشغَّل"),
            Missing::StyleSheet => {
                ("style-sheet", "a style sheet: what it alone hides is not known", "ورقة أنماط: لا يُعرف ما تخفيه وحدها")
            }
            Missing::Field => {
                ("field", "a field, of which only the last result is read", "حقل لم تُقرأ منه إلا نتيجته الأخيرة")
            }
            Missing::Remote => ("remote", "something elsewhere, which was not fetched", "شيء في مكان آخر لم يُجلب"),
            Missing::Annotation => {
                ("annotation", "a form, a comment or another note on a page", "نموذج أو تعليق أو حاشية على صفحة")
            }
            Missing::Letters => {
                ("letters", "letters of a font that does not say which they are", "حروف من خط لا يقول أيّ حروف هي")
            }
            Missing::DeletedMessage => (
                "deleted-message",
                "a message deleted before the chat was written out",
                "رسالة حُذفت قبل تصدير المحادثة",
            ),
            Missing::UnknownPart => ("unknown-part", "a part of no known kind", "جزء من نوع غير معروف"),
            Missing::Damaged => ("damaged", "a damaged part", "جزء تالف"),
        }
    }
}

impl Unread {
    /// What was not read and where, in a line.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let (_, en, ar) = self.what.told();
        let mut line = if lang == Lang::Ar { ar } else { en }.to_owned();
        if self.count > 1 {
            line.push_str(&format!(" (× {})", self.count));
        }
        line.push_str(&format!(": {}", self.place));
        if let Some(label) = self.label.as_deref().filter(|label| !label.trim().is_empty()) {
            line.push_str(&if lang == Lang::Ar { format!("، «{label}»") } else { format!(", “{label}”") });
        }
        line
    }
}

impl Fact {
    /// Its code: `title`.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.told().0
    }

    /// What it is called.
    #[must_use]
    pub fn words(self, lang: Lang) -> &'static str {
        let (_, en, ar) = self.told();
        if lang == Lang::Ar { ar } else { en }
    }

    fn told(self) -> (&'static str, &'static str, &'static str) {
        match self {
            Fact::Title => ("title", "title", "العنوان"),
            Fact::Author => ("author", "author", "المؤلف"),
            Fact::Editor => ("editor", "changed last by", "آخر من غيّره"),
            Fact::Created => ("created", "made", "أُنشئ"),
            Fact::Modified => ("modified", "changed last", "آخر تغيير"),
            Fact::Published => ("published", "published", "نُشر"),
            Fact::Producer => ("producer", "made with", "صُنع ببرنامج"),
            Fact::Language => ("language", "language", "اللغة"),
            Fact::Description => ("description", "description", "الوصف"),
            Fact::Address => ("address", "address", "العنوان على الشبكة"),
            Fact::Saved => ("saved", "saved from there", "حُفظ من هناك"),
            Fact::From => ("from", "from", "من"),
            Fact::To => ("to", "to", "إلى"),
            Fact::Sent => ("sent", "sent", "أُرسل"),
            Fact::Identifier => ("identifier", "identifier", "المعرّف"),
            Fact::Answers => ("answers", "in answer to", "جوابًا عن"),
            Fact::Received => ("received", "passed through", "مرّ عبر"),
            Fact::Chat => ("chat", "chat", "المحادثة"),
            Fact::DateOrder => ("date-order", "order of its dates", "ترتيب تواريخه"),
        }
    }
}

impl Oddity {
    /// What was odd, in a line.
    #[must_use]
    pub fn words(&self, lang: Lang) -> String {
        let arabic = lang == Lang::Ar;
        match self {
            Oddity::Charset { said: Some(said), read_as, place } if arabic => {
                format!("يقول إنه بترميز {said}، وقُرئ بترميز {read_as}: {place}")
            }
            Oddity::Charset { said: Some(said), read_as, place } => {
                format!("it says that it is {said}, and was read as {read_as}: {place}")
            }
            Oddity::Charset { read_as, place, .. } if arabic => {
                format!("لا يذكر ترميزه، وقُرئ بترميز {read_as}: {place}")
            }
            Oddity::Charset { read_as, place, .. } => {
                format!("it names no encoding, and was read as {read_as}: {place}")
            }
            Oddity::Malformed { count, place } if arabic => {
                format!("بايتات ليست من الترميز، ومكان كل منها U+FFFD (× {count}): {place}")
            }
            Oddity::Malformed { count, place } => {
                format!("bytes that the encoding does not have, U+FFFD stands for each (× {count}): {place}")
            }
            Oddity::MixedDirections { lines } if arabic => {
                format!("أسطر فيها حروف من الاتجاهين، استُنتج ترتيب قراءتها (× {lines})")
            }
            Oddity::MixedDirections { lines } => {
                format!("lines with letters of both directions, whose order of reading was reckoned (× {lines})")
            }
            Oddity::Overrides { count } if arabic => {
                format!("محارف تقلب اتجاه الكتابة قسرًا: ما يُرى غير ما هو مخزون (× {count})")
            }
            Oddity::Overrides { count } => {
                format!(
                    "characters that turn the direction of writing by force: what is seen differs from what is stored (× {count})"
                )
            }
        }
    }
}
