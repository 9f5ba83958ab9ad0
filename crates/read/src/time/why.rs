//! What an inferred date rests on, and the words for it.

use daftar_date::Lang;

/// What an inferred date rests on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Why {
    /// The year of the date told before it.
    NearestEarlierYear,
    /// The month came round: the narrative went on into the next year.
    NarrativeMovedOn,
    /// Such a month is much nearer in the year before: the narrative looks back.
    NarrativeLookedBack,
    /// The frame that the lead or infobox gives.
    LeadDate,
    /// The date in the section's heading.
    SectionDate,
    /// Counted from a date: "two days later", "that month".
    Anchor,
    /// Counted from when the text was published: "yesterday", a month without its year.
    Published,
}

impl Why {
    /// The reason in the words of a language, for a reader.
    pub fn words_in(self, lang: Lang) -> &'static str {
        match (lang, self) {
            (Lang::En, why) => why.words(),
            (Lang::Ar, Why::NearestEarlierYear) => "سنة التاريخ المذكور قبله",
            (Lang::Ar, Why::NarrativeMovedOn) => "انتقل السرد إلى السنة التالية",
            (Lang::Ar, Why::NarrativeLookedBack) => "عاد السرد إلى السنة السابقة",
            (Lang::Ar, Why::LeadDate) => "التواريخ المذكورة في المقدمة",
            (Lang::Ar, Why::SectionDate) => "التاريخ المذكور في عنوان القسم",
            (Lang::Ar, Why::Anchor) => "محسوب من التاريخ المذكور قبله",
            (Lang::Ar, Why::Published) => "محسوب من تاريخ نشر النص",
        }
    }

    /// The reason in English words, for a reader.
    pub fn words(self) -> &'static str {
        match self {
            Why::NearestEarlierYear => "the year of the date told before it",
            Why::NarrativeMovedOn => "the narrative moved on into the next year",
            Why::NarrativeLookedBack => "the narrative looked back into the year before",
            Why::LeadDate => "the dates that the lead gives",
            Why::SectionDate => "the date in the section's heading",
            Why::Anchor => "counted from the date told before it",
            Why::Published => "counted from when the text was published",
        }
    }
}
