//! Arabic words of dates.

use super::{Component, Language, Limit, Years, bc, grouped};
use crate::form::Zone;

pub(crate) struct Arabic;

const MONTHS: [&str; 12] = [
    "كانون الثاني/يناير",
    "شباط/فبراير",
    "آذار/مارس",
    "نيسان/أبريل",
    "أيار/مايو",
    "حزيران/يونيو",
    "تموز/يوليو",
    "آب/أغسطس",
    "أيلول/سبتمبر",
    "تشرين الأول/أكتوبر",
    "تشرين الثاني/نوفمبر",
    "كانون الأول/ديسمبر",
];

const SEASONS: [&str; 4] = ["ربيع", "صيف", "خريف", "شتاء"];

/// Masculine ordinals from 1 to 10; the first and the eleventh differ from those that tens follow.
const ORDINALS: [&str; 10] =
    ["الأول", "الثاني", "الثالث", "الرابع", "الخامس", "السادس", "السابع", "الثامن", "التاسع", "العاشر"];

/// Feminine ordinals from 1 to 10.
const FEMININE: [&str; 10] =
    ["الأولى", "الثانية", "الثالثة", "الرابعة", "الخامسة", "السادسة", "السابعة", "الثامنة", "التاسعة", "العاشرة"];

/// Twenty to ninety without their ending, which is -ūn or -īn by case.
const TENS: [&str; 8] = ["العشر", "الثلاث", "الأربع", "الخمس", "الست", "السبع", "الثمان", "التسع"];

impl Language for Arabic {
    fn month(&self, month: u8) -> &'static str {
        MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or_default()
    }

    fn years(&self, years: &Years) -> String {
        match years {
            Years::Exact(year) => exact(*year),
            Years::Best { best, low, high } => format!("{}، والأرجح {}", between(*low, *high), exact(*best)),
            Years::NotGiven => self.note_missing(&[Component::Year]),
            Years::Decade { low, .. } if *low > 0 => decade(*low),
            Years::Decade { low, high } => format!("الأعوام {}", between(*low, *high)),
            Years::Century { number, bc } => format!("القرن {}{}", ordinal(*number), era(*bc)),
            Years::Millennium { number, bc } => format!("الألفية {}{}", nth(&FEMININE, *number), era(*bc)),
            Years::Mask(mask) => format!("سنة على صورة {mask}"),
        }
    }

    fn year_in(&self, years: &Years) -> String {
        match years {
            Years::Mask(mask) => format!("السنة على صورة {mask}"),
            _ => format!("السنة في {}", oblique(&self.years(years))),
        }
    }

    fn season(&self, code: u8, year: &str) -> String {
        let index = |first: u8| usize::from(code.saturating_sub(first));
        let division = |first: u8, name: &str| {
            let ordinal = ORDINALS.get(index(first)).copied().unwrap_or_default();
            if year.is_empty() { format!("{name} {ordinal}") } else { format!("{name} {ordinal} من {year}") }
        };
        let season = |first: u8| format!("{} {year}", SEASONS[index(first) % 4]).trim_end().to_owned();
        match code {
            ..=24 => season(21),
            25..=28 => format!("{} (نصف الكرة الشمالي)", season(25)),
            29..=32 => format!("{} (نصف الكرة الجنوبي)", season(29)),
            33..=36 => division(33, "الربع"),
            37..=39 => division(37, "الثلث"),
            _ => division(40, "النصف"),
        }
    }

    fn time(&self, date: &str, [hour, minute, second]: [u8; 3], zone: Zone) -> String {
        let zone = super::zone_text(zone, "بالتوقيت العالمي");
        format!("{date}، الساعة {hour:02}:{minute:02}:{second:02}{zone}")
    }

    fn qualified(&self, text: &str, approximate: bool, uncertain: bool) -> String {
        let text = if approximate { format!("نحو {}", oblique(text)) } else { text.to_owned() };
        if uncertain { format!("ربما {text}") } else { text }
    }

    fn note_approximate(&self, components: &[Component]) -> String {
        format!("على وجه التقريب: {}", names(components))
    }

    fn note_uncertain(&self, components: &[Component]) -> String {
        format!("غير مؤكد: {}", names(components))
    }

    fn note_missing(&self, components: &[Component]) -> String {
        format!("لم يُذكر: {}", names(components))
    }

    fn note_months(&self, months: &[&str]) -> String {
        months.join(" أو ")
    }

    fn note_days(&self, days: &[String]) -> String {
        format!("اليوم {}", days.join(" أو "))
    }

    fn separator(&self) -> &'static str {
        "؛ "
    }

    fn or_beyond(&self, text: &str, later: bool) -> String {
        format!("{text} (أو {} ذلك)", if later { "بعد" } else { "قبل" })
    }

    fn interval(&self, start: &Limit, end: &Limit) -> String {
        match (start, end) {
            (Limit::Date(start), Limit::Date(end)) => format!("من {} إلى {}", oblique(start), oblique(end)),
            (Limit::Date(start), Limit::Open) => format!("من {} فصاعدًا", oblique(start)),
            (Limit::Date(start), Limit::Unknown) => format!("من {} (النهاية غير معروفة)", oblique(start)),
            (Limit::Open, Limit::Date(end)) => format!("حتى {}", oblique(end)),
            (Limit::Unknown, Limit::Date(end)) => format!("حتى {} (البداية غير معروفة)", oblique(end)),
            (Limit::Open, Limit::Open) => "في كل وقت".to_owned(),
            (_, Limit::Open) => "من وقت غير معروف فصاعدًا".to_owned(),
            _ => "حتى وقت غير معروف".to_owned(),
        }
    }

    fn one_of_range(&self, first: &Option<String>, last: &Option<String>) -> String {
        match (first, last) {
            (Some(first), Some(last)) => format!("بين {} {}", oblique(first), and(&oblique(last))),
            (None, Some(last)) => format!("بحلول {}", oblique(last)),
            (Some(first), None) => format!("{first} أو بعد ذلك"),
            (None, None) => "في وقت ما".to_owned(),
        }
    }

    fn range(&self, first: &Option<String>, last: &Option<String>) -> String {
        match (first, last) {
            (Some(first), Some(last)) => format!("{first} إلى {}", oblique(last)),
            (None, Some(last)) => format!("{last} وما قبل ذلك"),
            (Some(first), None) => format!("{first} وما بعد ذلك"),
            (None, None) => "أي وقت".to_owned(),
        }
    }

    fn one_of(&self, texts: &[String]) -> String {
        format!("واحد مما يلي: {}", texts.join(" أو "))
    }

    fn all_of(&self, texts: &[String]) -> String {
        format!("كل ما يلي: {}", joined(texts))
    }
}

fn exact(year: i64) -> String {
    match bc(year) {
        Some(bc) => format!("{} ق.م", grouped(bc)),
        None if year < 100 => format!("{year} م"),
        None => grouped(year.unsigned_abs()),
    }
}

fn between(low: i64, high: i64) -> String {
    match (bc(low), bc(high)) {
        (Some(low), Some(high)) => format!("{}–{} ق.م", grouped(low), grouped(high)),
        _ => format!("{}–{}", exact(low), exact(high)),
    }
}

fn era(bc: bool) -> &'static str {
    if bc { " ق.م" } else { "" }
}

/// «تسعينيات القرن العشرين»; the first two decades of a century are counted.
fn decade(low: i64) -> String {
    let century = format!("القرن {}", oblique(&ordinal(low / 100 + 1)));
    match low % 100 / 10 {
        0 => format!("العقد الأول من {century}"),
        1 => format!("العقد الثاني من {century}"),
        tens => {
            let stem = usize::try_from(tens - 2).ok().and_then(|index| TENS.get(index)).copied().unwrap_or_default();
            format!("{}ينيات {century}", stem.trim_start_matches("ال"))
        }
    }
}

/// Masculine ordinal, nominative: «الثالث عشر», «الحادي والعشرون».
fn ordinal(number: i64) -> String {
    let unit = if number % 10 == 1 { "الحادي" } else { nth(&ORDINALS, number % 10) };
    match (number / 10, number % 10) {
        (0, _) | (1, 0) => nth(&ORDINALS, number).to_owned(),
        (1, _) => format!("{unit} عشر"),
        (tens, rest) => match usize::try_from(tens - 2).ok().and_then(|index| TENS.get(index)) {
            None => number.to_string(),
            Some(stem) if rest == 0 => format!("{stem}ون"),
            Some(stem) => format!("{unit} و{stem}ون"),
        },
    }
}

fn nth(table: &[&'static str; 10], number: i64) -> &'static str {
    usize::try_from(number - 1).ok().and_then(|index| table.get(index)).copied().unwrap_or_default()
}

/// After a preposition: the tens change their ending.
fn oblique(text: &str) -> String {
    TENS.iter().fold(text.to_owned(), |text, stem| text.replace(&format!("{stem}ون"), &format!("{stem}ين")))
}

fn names(components: &[Component]) -> String {
    let name = |component: &Component| match component {
        Component::Year => "السنة",
        Component::Month => "الشهر",
        Component::Day => "اليوم",
    };
    joined(&components.iter().map(name).collect::<Vec<_>>())
}

/// «أ وب وج»: the joint is written together with the word, but parted from a digit by a stroke.
fn joined<T: AsRef<str>>(texts: &[T]) -> String {
    let rest = texts.iter().skip(1).map(|text| and(text.as_ref()));
    texts.iter().take(1).map(|text| text.as_ref().to_owned()).chain(rest).collect::<Vec<_>>().join(" ")
}

fn and(text: &str) -> String {
    format!("و{text}")
}
