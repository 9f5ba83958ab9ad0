//! Time expressions as TIMEX has them: the values that taggers of texts are measured by.
//!
//! After TIMEX2 (Ferro et al., MITRE 2005), as WikiWars (Mazur and Dale 2010) marks it, and TimeML's TIMEX3 types: years before the
//! common era are `BC0480`, decades `193`, centuries `19`; the two ends of an interval are told one by one.

use super::calendar::iso_week;
use super::mention::{TimeKind, TimeMention};
use super::sense::{DayPart, Part, Sense, When};
use super::tokens::{self, Shape, Span};

/// A time expression with its TIMEX value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Timex {
    /// Where it stands, in Unicode scalar values from the start of the tagged text.
    pub span: Span,
    /// The value; empty where the words and their context give none.
    pub value: String,
    /// The same as EDTF, with what was inferred; empty where there is no such date, and of a length.
    pub edtf: String,
    /// TIMEX3's type: `DATE`, `TIME`, `DURATION` or `SET`.
    pub kind: &'static str,
}

/// The TIMEX expressions of a mention found in `text`: two for an interval.
pub fn timex(text: &str, mention: &TimeMention) -> Vec<Timex> {
    let said = text.get(mention.bytes.0..mention.bytes.1).unwrap_or_default();
    let words = |(start, end): Span| -> String {
        said.chars().skip(start - mention.start).take(end - start).flat_map(char::to_lowercase).collect()
    };
    if let [first, second] = mention.members[..] {
        let inner = mention.named.trim_start_matches('[').trim_end_matches(']');
        let both = inner.split_once(['/', ',']).unwrap_or((inner, "PRESENT_REF"));
        let one = |span, end: &str| {
            let edtf = if end == "PRESENT_REF" { String::new() } else { end.to_owned() };
            Timex { span, value: with_part(point(end), &words(span)), edtf, kind: "DATE" }
        };
        return vec![one(first, both.0), one(second, both.1)];
    }
    if let Some(both) = clock_and_day(said, mention) {
        return both.into();
    }
    let span = (mention.start, mention.start + without_zone(said, mention).chars().count());
    let edtf = mention.named.clone();
    vec![Timex { span, value: value(mention, &words(span)), edtf, kind: kind(mention.kind) }]
}

/// "5:34 a.m. on 6 May 1931", "dawn on 6 May": the time of day and the day are told one by one.
fn clock_and_day(said: &str, mention: &TimeMention) -> Option<[Timex; 2]> {
    let (time, day) = said.split_once(" on ").filter(|_| mention.kind == TimeKind::TimeOfDay)?;
    let named = mention.clock.is_some() || senses(time).iter().any(|sense| matches!(sense, Sense::DayPart(_)));
    let date = mention.named.split('T').next().filter(|date| named && !date.is_empty())?;
    let first = (mention.start, mention.start + without_zone(time, mention).chars().count());
    let second = (mention.end - day.chars().count(), mention.end);
    let first =
        Timex { span: first, value: value(mention, &time.to_lowercase()), edtf: mention.named.clone(), kind: "TIME" };
    Some([first, Timex { span: second, value: point(date), edtf: date.to_owned(), kind: "DATE" }])
}

/// A clock's words without "local time", "Marsa time" behind them, which are no part of the expression.
fn without_zone<'s>(said: &'s str, mention: &TimeMention) -> &'s str {
    let clock = said.strip_suffix(" time").filter(|_| mention.clock.is_some());
    clock.and_then(|clock| clock.rsplit_once(' ')).map_or(said, |(clock, _)| clock)
}

fn kind(kind: TimeKind) -> &'static str {
    match kind {
        TimeKind::Date | TimeKind::Interval | TimeKind::Vague => "DATE",
        TimeKind::TimeOfDay => "TIME",
        TimeKind::Duration => "DURATION",
        TimeKind::Set => "SET",
    }
}

fn value(mention: &TimeMention, words: &str) -> String {
    let duration = mention.duration.as_deref().unwrap_or("");
    match mention.kind {
        TimeKind::Duration => duration.split('/').next().unwrap_or("").to_owned(),
        TimeKind::Set => recurring(duration, words),
        TimeKind::Vague => vague(words).to_owned(),
        // Counted from a time that nobody told.
        TimeKind::Date | TimeKind::TimeOfDay if mention.named.is_empty() && counted(words).is_some() => {
            counted(words).unwrap_or_default().to_owned()
        }
        TimeKind::TimeOfDay if !mention.named.contains('T') => {
            let day = point(mention.named.split('/').next().unwrap_or_default());
            let day = if day.is_empty() { "XXXX-XX-XX" } else { &day };
            match mention.clock {
                Some((hour, minute)) => format!("{day}T{hour:02}:{minute:02}"),
                None => format!("{day}{}", part_of_day(words)),
            }
        }
        _ => one(mention),
    }
}

/// The value of one date that EDTF may have as a span: a Hijri year, a week, a choice.
fn one(mention: &TimeMention) -> String {
    let first = mention.named.trim_start_matches('[').split(['/', ',']).next().unwrap_or_default();
    let first = if mention.named.contains(['/', ',']) { first } else { &mention.named };
    match &mention.hijri {
        Some(said) if said.ends_with("XX") => first.get(..2).unwrap_or_default().to_owned(),
        Some(said) => first.get(..said.len().max(4)).unwrap_or_default().to_owned(),
        None if mention.named.contains('/') => {
            let end = if mention.part == Some(Part::Late) { "-WE" } else { "" };
            week(first).map_or_else(|| point(first), |week| week + end)
        }
        None => point(first),
    }
}

/// The week that begins with a day: `2017-W19`.
fn week(day: &str) -> Option<String> {
    let mut parts = day.splitn(3, '-').map(str::parse::<i32>);
    let (Some(Ok(year)), Some(Ok(month)), Some(Ok(day))) = (parts.next(), parts.next(), parts.next()) else {
        return None;
    };
    let (year, week) = iso_week((year, u8::try_from(month).ok()?, u8::try_from(day).ok()?));
    Some(format!("{year:04}-W{week:02}"))
}

/// An end of an interval of which a part of the day is told: "the night of 4–5 May".
fn with_part(day: String, words: &str) -> String {
    let full = day.len() >= "2031-05-04".len() && !day.contains('T');
    if full { day + part_of_day(words) } else { day }
}

fn recurring(duration: &str, words: &str) -> String {
    let named = senses(words).into_iter().find_map(|sense| match sense {
        Sense::Weekday(day) => Some(format!("XXXX-WXX-{}", day + 1)),
        Sense::Season(code) | Sense::EachSeason(code) => Some(format!("XXXX{}", season(&format!("-{code}")))),
        Sense::Month { number, .. } => Some(format!("XXXX-{number:02}")),
        _ => None,
    });
    if let Some(named) = named.filter(|_| matches!(duration, "P1D" | "P1W" | "P1Y")) {
        return named;
    }
    let night = part_of_day(words);
    if duration == "P1D" && !night.is_empty() {
        return format!("XXXX-XX-XX{night}");
    }
    match duration {
        // "3 per day", "3/day": a rate.
        _ if words.starts_with("per ") || ["hour", "day", "week", "month", "year"].contains(&words) => duration,
        "P1D" => "XXXX-XX-XX",
        "P1W" => "XXXX-WXX",
        "P1M" => "XXXX-XX",
        "P1Y" => "XXXX",
        other => other,
    }
    .to_owned()
}

/// What the words of an expression mean, one by one.
fn senses(words: &str) -> Vec<Sense> {
    let mut cut = Vec::new();
    tokens::cut(words, &mut cut);
    cut.into_iter().filter(|token| token.shape == Shape::Word).map(|token| token.sense).collect()
}

/// Before or after what the words count from.
fn counted(words: &str) -> Option<&'static str> {
    senses(words).into_iter().find_map(|sense| match sense {
        Sense::Later | Sense::After => Some("FUTURE_REF"),
        Sense::Earlier | Sense::Before | Sense::Ago => Some("PAST_REF"),
        _ => None,
    })
}

fn vague(words: &str) -> &'static str {
    let has = |list: &[&str]| list.iter().any(|word| words.contains(word));
    let numbered = senses(words).iter().any(|sense| matches!(sense, Sense::Ordinal(_)));
    let of_an_event = words.contains(" of the ") && (words.starts_with("the day ") || !part_of_day(words).is_empty());
    if words.is_ascii() && (numbered || of_an_event || words.ends_with("season")) {
        return "";
    }
    let said = senses(words).into_iter().find_map(|sense| match sense {
        Sense::Vague(When::Past) | Sense::Before => Some("PAST_REF"),
        Sense::Vague(When::Present) => Some("PRESENT_REF"),
        Sense::Vague(When::Future) | Sense::After => Some("FUTURE_REF"),
        _ => None,
    });
    if let Some(value) = said.filter(|_| !words.is_ascii()) {
        value
    } else if has(&["former", "recent", "past", "those ", "earlier", "before", "prior", "ago", "yesterday"]) {
        "PAST_REF"
    } else if has(&["later", "after", "future", "tomorrow"]) {
        "FUTURE_REF"
    } else if has(&["that ", "same ", "period", "anniversary"])
        || words.starts_with("the time ") && !has(&[" of ", " being"])
    {
        ""
    } else {
        "PRESENT_REF"
    }
}

fn part_of_day(words: &str) -> &'static str {
    let part = senses(words).into_iter().find_map(|sense| match sense {
        Sense::DayPart(part) => Some(part),
        _ => None,
    });
    match part {
        Some(DayPart::Morning) => "TMO",
        Some(DayPart::Afternoon) => "TAF",
        Some(DayPart::Evening) => "TEV",
        Some(DayPart::Night | DayPart::Midnight) => "TNI",
        Some(DayPart::Noon) => "",
        None if words.contains("hours") => "TMO",
        None => "",
    }
}

/// One EDTF date.
fn point(edtf: &str) -> String {
    let plain = edtf.trim_end_matches('~');
    let plain = if plain.contains('T') { plain.strip_suffix(":00").unwrap_or(plain) } else { plain };
    let plain = plain.trim_end_matches("X").to_owned() + masked(plain);
    if let Some(span) = plain.strip_prefix('[').and_then(|s| s.strip_suffix(']')) {
        return before_common_era_span(span);
    }
    let (year, rest) = match plain.strip_prefix('-') {
        Some(negative) => {
            let (digits, rest) = negative.split_at(negative.find('-').unwrap_or(negative.len()));
            let year = digits.parse::<u32>().map_or(0, |y| y + 1);
            (format!("BC{year:04}"), rest)
        }
        None => {
            let (digits, rest) = plain.split_at(plain.find('-').unwrap_or(plain.len()));
            (digits.to_owned(), rest)
        }
    };
    format!("{year}{}", season(rest))
}

/// Decades and centuries lose their mask (`198X` is `198`), an unknown year keeps it.
fn masked(plain: &str) -> &'static str {
    if plain == "XXXX" { "XXXX" } else { "" }
}

fn before_common_era_span(span: &str) -> String {
    let number = |s: &str| s.parse::<i32>().map_or(0, |y| 1 - y);
    let (first, last) = span.split_once("..").map_or((0, 0), |(a, b)| (number(a), number(b)));
    match first - last {
        9 => format!("BC{:03}", last / 10),
        999 => format!("BC{}", (last - 1) / 1000),
        _ => format!("BC{:02}", (first - 1) / 100),
    }
}

fn season(rest: &str) -> &str {
    match rest {
        "-21" => "-SP",
        "-22" => "-SU",
        "-23" => "-FA",
        "-24" => "-WI",
        "-33" => "-Q1",
        "-34" => "-Q2",
        "-35" => "-Q3",
        "-36" => "-Q4",
        "-40" => "-H1",
        "-41" => "-H2",
        rest => rest,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{Context, tag};
    use super::*;

    fn values(text: &str) -> Vec<String> {
        let mentions = tag(text, &mut Context::new());
        mentions.iter().flat_map(|mention| timex(text, mention)).map(|one| one.value).collect()
    }

    #[test]
    fn values_are_those_of_timex() {
        assert_eq!(values("The mill burned on 6 May 1931, at night."), ["1931-05-06", "1931-05-06TNI"]);
        assert_eq!(values("From 499 to 493 BC it was closed."), ["BC0499", "BC0493"]);
        assert_eq!(values("In the 5th century BC, and in the 1930s."), ["BC04", "193"]);
        assert_eq!(values("The night of 4–5 May 1931."), ["1931-05-04TNI", "1931-05-05"]);
        assert_eq!(values("It lasted two and a half years, in the summer of 1944."), ["P2.5Y", "1944-SU"]);
        assert_eq!(values("They came every week; the first quarter of 1917 was quiet."), ["XXXX-WXX", "1917-Q1"]);
        assert_eq!(values("It was formerly a silo and is now a museum."), ["PAST_REF", "PRESENT_REF"]);
    }
}
