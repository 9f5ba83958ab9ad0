//! A cell of a passport list (MCPD), read by the rules of its column.

use daftar_claim::profile::Property;
use daftar_claim::{Profiles, Value};

use super::super::cell::{self, Meant, Read};
use super::super::told::Why;
use super::odd::Odd;
use crate::mcpd::country::{self, Given};
use crate::mcpd::date::{self, Manner};
use crate::mcpd::{Descriptor, Holds};
use crate::statements::unguard;

/// The lowest and the highest land, in metres.
const LAND: std::ops::RangeInclusive<f64> = -440.0..=8_850.0;

/// What was read of a cell, and everything that is odd about it.
#[derive(Debug, Default)]
pub(in crate::import) struct Passport {
    pub(in crate::import) reads: Vec<Read>,
    pub(in crate::import) odd: Vec<Why>,
    /// Whether the cell is to be kept as it is written besides.
    pub(in crate::import) as_written: bool,
}

impl Passport {
    fn odd(&mut self, odd: Odd) {
        self.say(Why::Passport(odd));
    }

    /// What is odd about two parts of a cell is told once.
    fn say(&mut self, why: Why) {
        if !self.odd.contains(&why) {
            self.odd.push(why);
        }
    }

    /// Takes a value that stands there as `written`.
    fn take(&mut self, value: Value, written: &str) {
        let plain = match &value {
            Value::Text { text, .. } => text == written,
            Value::Code { code, .. } => code == written,
            Value::Date(edtf) => edtf.as_str() == written,
            Value::Number { number, .. } => number.as_str() == written,
            _ => false,
        };
        let quote = (!plain).then(|| written.to_owned());
        self.reads.push(Read { meant: Meant::Value(value), quote, doubt: None });
    }

    /// What cannot be read is kept as it is written.
    fn unread(&mut self, why: Why) {
        self.say(why);
        self.as_written = true;
    }
}

/// Reads a cell in which something stands.
pub(in crate::import) fn read(
    text: &str,
    (descriptor, property): (&Descriptor, &Property),
    lang: Option<&str>,
    profiles: &Profiles,
) -> Passport {
    let mut passport = Passport::default();
    let text = unguard(text).unwrap_or(text);
    for part in parts(text, descriptor, &mut passport) {
        read_part(part, (descriptor.holds, property), lang, profiles, &mut passport);
    }
    passport
}

/// The values that stand in one cell.
fn parts<'t>(text: &'t str, descriptor: &Descriptor, passport: &mut Passport) -> Vec<&'t str> {
    if !descriptor.many {
        return vec![text];
    }
    // An address has commas of its own.
    let between: &[char] = if descriptor.holds == Holds::Prose { &[';', '؛'] } else { &[';', '؛', '،'] };
    let parts: Vec<&str> = text.split(between).collect();
    let spaced = || parts.iter().any(|part| part.trim() != *part);
    let odd = parts.len() > 1 && (text.contains(&between[1..]) || spaced());
    if odd {
        passport.odd(Odd::Separator);
    }
    let parts = parts.into_iter().filter(|part| !part.trim().is_empty());
    parts.map(|part| if odd { part.trim() } else { part }).collect()
}

fn read_part(
    text: &str,
    (holds, property): (Holds, &Property),
    lang: Option<&str>,
    profiles: &Profiles,
    passport: &mut Passport,
) {
    if holds.is_nothing(text) {
        // A day that is said not to be known is no day.
        return passport.unread(Why::Passport(if holds == Holds::Date { Odd::NoDate } else { Odd::Missing }));
    }
    match holds {
        Holds::Date => read_date(text, passport),
        Holds::Country => read_country(text, property, profiles, passport),
        Holds::Metres => read_metres(text, property, passport),
        Holds::Code => read_code(text, property, profiles, passport),
        _ => read_text(text, holds, lang, passport),
    }
}

fn read_text(text: &str, holds: Holds, lang: Option<&str>, passport: &mut Passport) {
    let plain = tidy(text, holds);
    if plain != text {
        passport.odd(Odd::Spaces { read: plain.clone() });
    }
    if let Some(odd) = oddity(&plain, holds) {
        passport.odd(odd);
    }
    let lang = written_in(&plain, lang).map(str::to_owned);
    passport.take(Value::Text { text: plain, lang }, text);
}

/// The language of a text: what is written in Arabic letters alone is not English, though its column may be.
fn written_in<'l>(text: &str, lang: Option<&'l str>) -> Option<&'l str> {
    let mut letters = text.chars().filter(|c| c.is_alphabetic()).peekable();
    let arabic = letters.peek().is_some() && letters.all(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    if arabic && matches!(lang, None | Some("en")) { Some("ar") } else { lang }
}

/// Without spaces about it; and where it is neither a number nor prose, with one between words.
fn tidy(text: &str, holds: Holds) -> String {
    match holds {
        Holds::Number | Holds::NumberElsewhere | Holds::Prose => text.trim().to_owned(),
        _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// What the standard would have written otherwise.
fn oddity(text: &str, holds: Holds) -> Option<Odd> {
    let first = text.chars().next()?;
    match holds {
        Holds::Genus if !first.is_uppercase() => Some(Odd::GenusCase),
        Holds::Species if is_odd_species(text) => Some(Odd::Species),
        Holds::Names if first.is_lowercase() => Some(Odd::NameCase),
        Holds::Institute if !is_institute(text) => Some(Odd::Institute),
        Holds::NumberElsewhere if !text.contains(':') => Some(Odd::NumberElsewhere),
        _ => None,
    }
}

fn is_odd_species(text: &str) -> bool {
    let short = text.contains('.') || matches!(text, "sp" | "spp");
    text.chars().any(char::is_uppercase) || (short && text != "sp.")
}

/// Three capitals of a country, three or four digits.
fn is_institute(code: &str) -> bool {
    let (letters, digits) = code.split_at_checked(3).unwrap_or_default();
    letters.len() == 3
        && letters.bytes().all(|byte| byte.is_ascii_uppercase())
        && (3..=4).contains(&digits.len())
        && digits.bytes().all(|byte| byte.is_ascii_digit())
}

fn read_date(text: &str, passport: &mut Passport) {
    let Some((date, manner)) = date::read(text) else {
        return passport.unread(Why::Passport(Odd::NoDate));
    };
    if manner != Manner::Standard || text.trim() != text {
        passport.odd(Odd::OtherDate { read: date.as_str().to_owned() });
    }
    passport.take(Value::Date(date), text);
}

fn read_country(text: &str, property: &Property, profiles: &Profiles, passport: &mut Passport) {
    let Some(scheme) = profiles.scheme_of(property) else { return passport.unread(Why::NoValue) };
    let Some(Given { code, exact, until }) = country::given(text.trim(), scheme) else {
        return passport.unread(Why::Passport(Odd::NoCountry { perhaps: country::perhaps(text, scheme) }));
    };
    match until {
        Some(until) => passport.odd(Odd::RetiredCountry { until }),
        None if !exact => passport.odd(Odd::CountryName { code: code.clone() }),
        None => {}
    }
    passport.take(Value::code(&scheme.id, &code), text);
}

fn read_metres(text: &str, property: &Property, passport: &mut Passport) {
    let Some(Read { meant: Meant::Value(value), .. }) = cell::number(text, Some("m")) else {
        return passport.unread(Why::NoNumber);
    };
    let Value::Number { number, .. } = &value else { return passport.unread(Why::NoNumber) };
    let metres = number.to_f64();
    let height = property.standards.get(crate::mcpd::MCPD).is_some_and(|name| name == "ELEVATION");
    if !height && metres <= 0.0 {
        return passport.unread(if metres == 0.0 { Why::Passport(Odd::Missing) } else { Why::NoNumber });
    }
    if metres.fract() != 0.0 {
        passport.odd(Odd::NotWhole);
    }
    if height && metres == 0.0 {
        passport.odd(Odd::Nought);
    }
    if height && !LAND.contains(&metres) {
        passport.odd(Odd::Height);
    }
    passport.take(value, text);
}

fn read_code(text: &str, property: &Property, profiles: &Profiles, passport: &mut Passport) {
    let Some(scheme) = profiles.scheme_of(property) else { return passport.unread(Why::NoValue) };
    let yes_or_no = match text.trim().to_lowercase().as_str() {
        "y" | "yes" | "نعم" => Some("1"),
        "n" | "no" | "لا" => Some("0"),
        _ => None,
    };
    if let Some(code) = yes_or_no.filter(|code| scheme.code(code).is_some()) {
        passport.odd(Odd::YesOrNo { code: code.to_owned() });
        return passport.take(Value::code(&scheme.id, code), text);
    }
    match cell::code(text, property, profiles) {
        Ok(Read { meant: Meant::Value(value), .. }) => passport.take(value, text),
        Ok(_) => passport.unread(Why::NoValue),
        Err(why) => passport.unread(why),
    }
}

#[cfg(test)]
mod tests {
    use daftar_claim::profile::Profile;

    use super::*;
    use crate::PROFILES;

    /// What is read of a cell, as JSON; and what is odd, in English.
    fn told(code: &str, text: &str) -> (Vec<String>, Vec<String>) {
        let files: Vec<Profile> = PROFILES.iter().map(|text| Profile::parse(text).unwrap()).collect();
        let profiles = Profiles::merge(&files).0;
        let descriptor = Descriptor::of(code).unwrap();
        let property = profiles.property(&descriptor.property("accession", &profiles).unwrap()).unwrap();
        let passport = read(text, (descriptor, property), None, &profiles);
        let value = |read: &Read| match &read.meant {
            Meant::Value(Value::Text { text, .. }) => text.clone(),
            Meant::Value(Value::Code { code, .. }) => code.clone(),
            Meant::Value(Value::Date(date)) => date.as_str().to_owned(),
            Meant::Value(Value::Number { number, unit }) => format!("{} {}", number.as_str(), unit.as_deref().unwrap()),
            other => panic!("{other:?}"),
        };
        let odd: Vec<String> = passport.odd.iter().map(ToString::to_string).collect();
        (passport.reads.iter().map(value).collect(), odd)
    }

    fn read_as(code: &str, text: &str, values: &[&str], odd: &[&str]) {
        let (read, told) = told(code, text);
        assert_eq!(read, values, "{code} {text:?}");
        assert_eq!(told.len(), odd.len(), "{code} {text:?}: {told:?}");
        assert!(told.iter().zip(odd).all(|(told, odd)| told.contains(odd)), "{code} {text:?}: {told:?}");
    }

    #[test]
    fn several_values_are_parted_where_the_standard_has_several() {
        read_as("ACCENAME", "قمح بلدي;Heiti", &["قمح بلدي", "Heiti"], &[]);
        read_as("ACCENAME", "قمح بلدي، هيتي", &["قمح بلدي", "هيتي"], &["parted otherwise"]);
        read_as("STORAGE", "11; 13", &["11", "13"], &["parted otherwise"]);
        read_as("STORAGE", "12؛13", &["12", "13"], &["parted otherwise"]);
        read_as("STORAGE", "12;13", &["12", "13"], &[]);
        read_as("SAMPSTAT", "300;500", &[], &["none of"]);
        read_as("COLLINSTADDRESS", "جامعة، المدينة", &["جامعة، المدينة"], &[]);
        read_as("OTHERNUMB", ":12;PSE999:7", &[":12", "PSE999:7"], &[]);
        read_as("OTHERNUMB", "S 7-2-19; EC 20999", &["S 7-2-19", "EC 20999"], &["parted otherwise", "whose number"]);
    }

    #[test]
    fn what_stands_for_nothing_is_told_and_nothing_is_made_of_it() {
        for (code, text) in [("ACCENAME", "NA"), ("ORIGCTY", "-"), ("SUBTAUTHOR", "Unknown"), ("DONORNAME", "0")] {
            read_as(code, text, &[], &["a word for nothing"]);
        }
        read_as("ACQDATE", "Unknown", &[], &["no date"]);
        read_as("COORDUNCERT", "0", &[], &["a word for nothing"]);
        read_as("ELEVATION", "0", &["0 m"], &["height of the sea"]);
        read_as("MLSSTAT", "0", &["0"], &[]);
        read_as("ACCENUMB", "0", &["0"], &[]);
    }

    #[test]
    fn names_codes_and_numbers_are_recorded_as_they_are_with_a_word_of_what_is_odd() {
        read_as("GENUS", "hordeum", &["hordeum"], &["capital"]);
        read_as("SPECIES", "Vulgare", &["Vulgare"], &["small letters"]);
        read_as("SPECIES", "sp", &["sp"], &["small letters"]);
        read_as("SPECIES", "sp.", &["sp."], &[]);
        read_as("SUBTAXA", "subsp.  spontaneum ", &["subsp. spontaneum"], &["spaces too many"]);
        read_as("ACCENUMB", "PI  0113", &["PI  0113"], &[]);
        read_as("ACCENAME", "heiti", &["heiti"], &["capital"]);
        read_as("INSTCODE", "House of Seeds", &["House of Seeds"], &["WIEWS"]);
        read_as("INSTCODE", "PSE999", &["PSE999"], &[]);
        read_as("ELEVATION", "-430", &["-430 m"], &[]);
        read_as("ELEVATION", "37.98", &["37.98 m"], &["whole"]);
        read_as("MLSSTAT", "Y", &["1"], &["read as 1"]);
        read_as("SAMPSTAT", "301", &[], &["none of"]);
        read_as("DONORNAME", "'=cmd", &["=cmd"], &[]);
    }

    #[test]
    fn dates_and_countries_are_read_in_all_their_manners() {
        read_as("ACQDATE", "202311--", &["2023-11"], &[]);
        read_as("ACQDATE", "20230000", &["2023"], &[]);
        read_as("ACQDATE", "45047", &["2023-05-01"], &["read as 2023-05-01"]);
        read_as("COLLDATE", "2023-05-01", &["2023-05-01"], &["read as 2023-05-01"]);
        read_as("ACQDATE", "20231301", &[], &["no date"]);
        read_as("ACQDATE", "2023--15", &[], &["no date"]);
        read_as("ORIGCTY", "PSE", &["PSE"], &[]);
        read_as("ORIGCTY", "Palestine", &["PSE"], &["read as PSE"]);
        read_as("ORIGCTY", "SUN", &["SUN"], &["until 1992"]);
        read_as("ORIGCTY", "AncientPalestine", &[], &["perhaps PSE?"]);
    }
}
