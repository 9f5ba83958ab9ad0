//! What was not certain when a date was read; each is to be shown beside the date.

use crate::hijri;
use crate::words::Lang;

/// A reason to look at the text again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// Day and month may be either way round (`03/04/1931`); the date is a set of both.
    DayOrMonth,
    /// A month, or several years (`2004-06`); the date is a set of both.
    MonthOrYears,
    /// Read as years (`1820-30`), though EDTF would read the last two digits as a season.
    SeasonOrYears,
    /// Ten years or a hundred ("the 1800s"); the date is the hundred.
    DecadeOrCentury,
    /// A time of day was left out.
    TimeOfDay,
    /// The text says what else than the making happened then: the word.
    Act(&'static str),
    /// Converted by the tabular Islamic calendar, good to two days.
    Tabular,
    /// No era is named, and years of the Hijra are as likely: where that can be written, the date is a set of both.
    NoEra,
    /// Two years with a stroke that are one and the same in the Hijri and the common calendar (`1340/1921`); the date runs
    /// from the first to the second.
    TwoCalendars,
    /// The Hijri and the common date are not the same; the date is the common one.
    CalendarsDiffer,
    /// After the year 2100: perhaps before the common era, or a slip.
    Future,
}

impl Doubt {
    /// What to tell whoever looks at the date.
    pub fn words(self, lang: Lang) -> String {
        match lang {
            Lang::En => self.english(),
            Lang::Ar => self.arabic(),
        }
    }

    fn english(self) -> String {
        let words = match self {
            Doubt::DayOrMonth => "day and month may be the other way round",
            Doubt::MonthOrYears => "may be a month or several years",
            Doubt::SeasonOrYears => "read as years; in EDTF it would be a season",
            Doubt::DecadeOrCentury => "may be ten years or a hundred",
            Doubt::TimeOfDay => "the time of day was left out",
            Doubt::Act(word) => {
                return format!("the text says “{word}”, which may be another date than that of the making");
            }
            Doubt::Tabular => hijri::caution(Lang::En),
            Doubt::NoEra => "the text does not say whether the year is Hijri",
            Doubt::TwoCalendars => "may be one year in two calendars",
            Doubt::CalendarsDiffer => "the Hijri and the Gregorian date are not the same; the Gregorian was taken",
            Doubt::Future => "lies after 2100",
        };
        words.to_owned()
    }

    fn arabic(self) -> String {
        let words = match self {
            Doubt::DayOrMonth => "قد يكون اليوم مكان الشهر والشهر مكان اليوم",
            Doubt::MonthOrYears => "قد يكون شهرًا وقد يكون سنوات عدة",
            Doubt::SeasonOrYears => "قُرئ سنوات؛ وهو في EDTF فصل من فصول السنة",
            Doubt::DecadeOrCentury => "قد يكون عشر سنوات وقد يكون مئة",
            Doubt::TimeOfDay => "حُذفت الساعة",
            Doubt::Act(word) => return format!("في النص «{word}»، وقد يكون تاريخه غير تاريخ الصنع"),
            Doubt::Tabular => hijri::caution(Lang::Ar),
            Doubt::NoEra => "لا يذكر النص أهجرية السنة أم ميلادية",
            Doubt::TwoCalendars => "قد تكون سنة واحدة بتقويمين",
            Doubt::CalendarsDiffer => "التاريخان الهجري والميلادي لا يتفقان؛ أُخذ الميلادي",
            Doubt::Future => "بعد سنة 2100",
        };
        words.to_owned()
    }
}
