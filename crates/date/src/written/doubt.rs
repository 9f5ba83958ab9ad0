//! What was not certain when a date was read; each is to be shown beside the date.

use std::sync::Arc;

use super::period::Period;
use crate::hijri;
use crate::words::Lang;

/// A reason to look at the text again.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
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
    /// The text tells several dates of the making; the date is all of them.
    SeveralDates,
    /// What else the text says happened, now or then, was left out: the word.
    LeftOut(&'static str),
    /// An end was never written (`1989–`); the date goes on from there.
    OpenDash,
    /// A measured year with its error: the date is one error to either side, where it lies two times in three.
    Measured,
    /// A millennium without its era: from the third on before the common era, of the first two either.
    MillenniumWithoutEra,
    /// Read from the table of periods.
    Period(Vec<Arc<Period>>),
    /// The name means several periods of the table; the date is any of them.
    PeriodsOfOneName(Vec<Arc<Period>>),
    /// No era is named; the one was taken in which the date lies in the period beside it.
    EraFromPeriod(Vec<Arc<Period>>),
    /// The date lies outside the period that is named beside it.
    PeriodDiffers(Vec<Arc<Period>>),
    /// After the year 2100: perhaps before the common era, or a slip.
    Future,
}

impl Doubt {
    /// What to tell whoever looks at the date.
    pub fn words(&self, lang: Lang) -> String {
        match lang {
            Lang::En => self.english(),
            Lang::Ar => self.arabic(),
        }
    }

    fn english(&self) -> String {
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
            Doubt::SeveralDates => "the text tells several dates; the date is all of them",
            Doubt::LeftOut(word) => {
                return format!("the text says “{word}”, too, which is not the making; its date was left out");
            }
            Doubt::OpenDash => "the end was never written; read as going on",
            Doubt::Measured => "a measured date: one error to either side, where it lies two times in three",
            Doubt::MillenniumWithoutEra => "the text does not say whether the millennium is before the common era",
            Doubt::Period(means) => return format!("read from the table of periods: {}", listed(means, Lang::En)),
            Doubt::PeriodsOfOneName(means) => {
                return format!(
                    "the name means several periods, and the text names no region: {}",
                    listed(means, Lang::En)
                );
            }
            Doubt::EraFromPeriod(means) => {
                return format!("no era is named; taken as that of the period: {}", listed(means, Lang::En));
            }
            Doubt::PeriodDiffers(means) => {
                return format!("the date lies outside the period that the text names: {}", listed(means, Lang::En));
            }
            Doubt::Future => "lies after 2100",
        };
        words.to_owned()
    }

    fn arabic(&self) -> String {
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
            Doubt::SeveralDates => "يذكر النص تواريخ عدة؛ والتاريخ هو جميعها",
            Doubt::LeftOut(word) => return format!("في النص أيضًا «{word}»، وليس هو الصنع؛ تُرك تاريخه"),
            Doubt::OpenDash => "لم تُكتب النهاية؛ قُرئ مستمرًا",
            Doubt::Measured => "تاريخ مقيس: مقدار الخطأ إلى كل جانب، ويقع فيه مرتين من كل ثلاث",
            Doubt::MillenniumWithoutEra => "لا يذكر النص هل الألف قبل الميلاد أم بعده",
            Doubt::Period(means) => return format!("قُرئ من جدول العصور: {}", listed(means, Lang::Ar)),
            Doubt::PeriodsOfOneName(means) => {
                return format!("الاسم لعصور عدة، ولا يذكر النص منطقة: {}", listed(means, Lang::Ar));
            }
            Doubt::EraFromPeriod(means) => {
                return format!("لا يذكر النص التقويم؛ أُخذ ما يوافق العصر: {}", listed(means, Lang::Ar));
            }
            Doubt::PeriodDiffers(means) => {
                return format!("التاريخ خارج العصر الذي يذكره النص: {}", listed(means, Lang::Ar));
            }
            Doubt::Future => "بعد سنة 2100",
        };
        words.to_owned()
    }
}

fn listed(periods: &[Arc<Period>], lang: Lang) -> String {
    let between = if lang == Lang::En { "; " } else { "؛ " };
    periods.iter().map(|period| period.words(lang)).collect::<Vec<_>>().join(between)
}
