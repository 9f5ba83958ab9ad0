//! What the columns of a list may mean, guessed from their headers: names of properties in English and Arabic, in the
//! standards, other names that lists use for them, and all of these with a letter wrong. A guess is shown, never obeyed unseen.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use daftar_claim::profile::{Kind, Property, Scheme};
use daftar_claim::{Profiles, PropertyId};
use daftar_store::index::fold_name;
use serde::Serialize;
use strsim::damerau_levenshtein;

use super::cell::{PERCENT, code_of};
use super::header::Header;
use super::list::ABOUT;
use super::mapping::{Column, Mapping};
use super::{eamena, events, particular, passport, seen};

/// What stands between several values in one cell, by what is likely.
const SEPARATORS: [&str; 4] = [";", "؛", "|", "\n"];
/// Headers, folded, of a column that gives the unit of the others.
const UNIT_HEADERS: [&str; 6] = ["unit", "units", "unit of measurement", "الوحده", "وحده القياس", "الوحدات"];
/// What stands in a header beside the name of another column, where it is that one's date; and in Arabic.
const SINCE: [&str; 10] = ["since", "date", "on", "from", "when", "as of", "منذ", "تاريخ", "بتاريخ", "في"];
/// Words shorter than this are not compared letter by letter: too many are alike.
const LONG_ENOUGH: usize = 5;

/// What was guessed, and why.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Guess {
    /// The mapping.
    pub mapping: Mapping,
    /// For each column, by its header, how its property was found.
    pub why: BTreeMap<String, Guessed>,
}

/// How a property was found.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Guessed {
    /// A name with a letter or two wrong.
    Alike,
    /// All words of a name, among others.
    Contains,
    /// A name of it in a standard, or another name for it.
    OtherName,
    /// Its own name.
    Name,
}

/// A name of a property, folded.
struct Name {
    words: String,
    /// The same between spaces, so that whole words are found in others.
    apart: String,
    letters: usize,
    property: PropertyId,
    own: bool,
}

/// A column's best fit.
struct Fit<'n> {
    property: &'n PropertyId,
    how: Guessed,
    /// How much of the header the name covers: the longer name is the more certain.
    length: usize,
}

impl Guess {
    /// Guesses how a list of things of a kind is read. `cells` are some of its cells, by column: where several values stand
    /// in one, it is seen.
    pub fn of(kind: &str, headers: &[String], cells: &[Vec<String>], profiles: &Profiles) -> Guess {
        let names = names_of(kind, profiles);
        let taken_apart: Vec<Header> = headers.iter().map(|header| Header::of(header)).collect();
        let mut columns: Vec<(Column, Option<Fit<'_>>)> = Vec::new();
        for (at, (header, apart)) in headers.iter().zip(&taken_apart).enumerate() {
            let fit = best(&apart.words, &names);
            let property = fit.as_ref().and_then(|fit| profiles.property(fit.property));
            let texts = cells.get(at).map(Vec::as_slice).unwrap_or_default();
            columns.push((column(header, apart, property, texts, profiles), fit));
        }
        part_rivals(&mut columns, profiles);
        tell_pictures(&mut columns, cells);
        if let Some((at, property)) = particular::shape(kind, headers, cells, profiles) {
            let name = names.iter().find(|name| name.property == property);
            for (other, (column, fit)) in columns.iter_mut().enumerate() {
                if other == at {
                    *fit = name.map(|name| Fit { property: &name.property, how: Guessed::OtherName, length: 0 });
                    *column = Column { property: Some(property.to_string()), ..bare(&headers[at]) };
                } else if column.property.as_deref() == Some(property.as_str()) {
                    // What is called a location beside a shape is the name of a place.
                    *fit = None;
                    *column = bare(&headers[other]);
                }
            }
        } else if let Some((halves, property)) = particular::halves(kind, &taken_apart, profiles) {
            let name = names.iter().find(|name| name.property == property);
            for (at, part) in halves {
                let (column, fit) = &mut columns[at];
                *fit = name.map(|name| Fit { property: &name.property, how: Guessed::OtherName, length: 0 });
                *column = Column { property: Some(property.to_string()), part: Some(part), ..bare(&headers[at]) };
            }
        }
        let mut why: BTreeMap<String, Guessed> =
            columns.iter().filter_map(|(column, fit)| Some((column.header.clone(), fit.as_ref()?.how))).collect();
        let mut columns: Vec<Column> = columns.into_iter().map(|(column, _)| column).collect();
        seen::give(&mut columns, &mut why);
        give_units(&mut columns, profiles);
        give_dates(&mut columns);
        let key = columns.iter().find(|column| column.property.as_deref() == Some("number"));
        let key = key.map(|column| column.header.clone()).into_iter().collect();
        let guess = Guess { mapping: Mapping { kind: kind.to_owned(), key, columns, ..Mapping::default() }, why };
        match events::dialect_of(headers).filter(|_| kind == events::EVENT) {
            Some(dialect) => events::arrange(guess, dialect),
            None if eamena::is_export(kind, headers) => eamena::arrange(guess),
            None if passport::is_passport_list(kind, headers, profiles) => passport::arrange(guess, profiles),
            None => guess,
        }
    }
}

impl Guess {
    /// How each column's property was found, as far as a mapping agrees.
    pub(super) fn why_of(&self, mapping: &Mapping, names: &[String]) -> Vec<Option<Guessed>> {
        let of = |mapping: &'_ Mapping| -> HashMap<String, Option<String>> {
            mapping.columns.iter().map(|one| (one.header.clone(), one.property.clone())).collect()
        };
        let (own, theirs) = (of(&self.mapping), of(mapping));
        let why = |name: &String| self.why.get(name).copied().filter(|_| own.get(name) == theirs.get(name));
        names.iter().map(why).collect()
    }
}

fn names_of(kind: &str, profiles: &Profiles) -> Vec<Name> {
    let properties = profiles.kinds.get(kind).into_iter().flat_map(|kind| &kind.properties);
    let mut names = Vec::new();
    for property in properties.filter_map(|id| profiles.property(id)).filter(|property| property.id.as_str() != "kind")
    {
        let own = [property.id.as_str(), &property.label.en, &property.label.ar];
        let standards = property.standards.values().flat_map(|name| name.split(';'));
        let concerned = concerned(property, kind, profiles);
        let others = property.also.iter().map(String::as_str).chain(standards);
        let others = others.chain(concerned.iter().map(String::as_str));
        let only = only_of_kind(property, kind, profiles);
        let own = own.into_iter().chain(only.iter().flat_map(|kind| [kind.label.en.as_str(), kind.label.ar.as_str()]));
        let all = own.map(|name| (name, true)).chain(others.map(|name| (name, false)));
        let name = |(text, own): (&str, bool)| {
            let words = fold_name(text);
            Name {
                apart: format!(" {words} "),
                letters: words.chars().count(),
                words,
                property: property.id.clone(),
                own,
            }
        };
        names.extend(all.map(name).filter(|name| !name.words.is_empty()));
    }
    names
}

/// The kind by which a column may be called: that of what a property names, if it is the only one that names such.
fn only_of_kind<'p>(property: &Property, kind: &str, profiles: &'p Profiles) -> Option<&'p Kind> {
    let named = property.of_kind.as_deref().filter(|named| *named != kind)?;
    let own = profiles.kinds.get(kind).filter(|own| !own.concerns.iter().any(|one| one == named))?;
    let all = own.properties.iter().filter_map(|id| profiles.property(id));
    let such = all.filter(|one| one.of_kind.as_deref() == Some(named)).count();
    profiles.kinds.get(named).filter(|_| such == 1)
}

/// What such a card is about is often called by its kind: "lot", "lot number".
fn concerned(property: &Property, kind: &str, profiles: &Profiles) -> Vec<String> {
    let own = profiles.kinds.get(kind).filter(|_| property.id.as_str() == ABOUT);
    let concerns = own.into_iter().flat_map(|kind| &kind.concerns).filter_map(|kind| profiles.kinds.get(kind));
    let called =
        |kind: &Kind| [kind.id.clone(), kind.label.en.clone(), kind.label.ar.clone(), format!("ال{}", kind.label.ar)];
    concerns.flat_map(called).collect()
}

fn best<'n>(words: &str, names: &'n [Name]) -> Option<Fit<'n>> {
    let of = (words, &*format!(" {words} "), words.chars().count());
    let fits = names.iter().filter_map(|name| fit(of, name));
    fits.max_by(|one, other| {
        (one.how, one.length).cmp(&(other.how, other.length)).then(other.property.cmp(one.property))
    })
}

/// How a name fits the words of a header; these also between spaces, and how many letters they have.
fn fit<'n>((words, apart, letters): (&str, &str, usize), name: &'n Name) -> Option<Fit<'n>> {
    let how = if words.is_empty() {
        return None;
    } else if words == name.words {
        if name.own { Guessed::Name } else { Guessed::OtherName }
    } else if apart.contains(&name.apart) {
        // All words of the name stand among those of the header, one after the other.
        Guessed::Contains
    } else if alike(words, letters, name) {
        Guessed::Alike
    } else {
        return None;
    };
    Some(Fit { property: &name.property, how, length: name.letters })
}

/// Whether no more than a letter or two are other.
fn alike(words: &str, letters: usize, name: &Name) -> bool {
    let fewer = letters.min(name.letters);
    let most = if fewer >= 2 * LONG_ENOUGH { 2 } else { 1 };
    let near = fewer >= LONG_ENOUGH && letters.abs_diff(name.letters) <= most;
    near && damerau_levenshtein(words, &name.words) <= most
}

fn bare(header: &str) -> Column {
    Column { header: header.to_owned(), ..Column::default() }
}

/// Columns of which all cells name pictures, unless they bear the name of something else.
fn tell_pictures(columns: &mut [(Column, Option<Fit<'_>>)], cells: &[Vec<String>]) {
    for ((column, fit), texts) in columns.iter_mut().zip(cells) {
        let named = fit.as_ref().is_some_and(|fit| fit.how == Guessed::Name);
        if !named && particular::names_pictures(column, texts) {
            let split = texts.iter().any(|text| text.contains(';')).then(|| ";".to_owned());
            *column = Column { pictures: true, split, ..bare(&column.header) };
            *fit = None;
        }
    }
}

/// The scheme whose grades all cells of a column have, if it is another than the property's own; and whether commas stand between
/// several. Where the words are those of several schemes, the header must tell whose they are: none is named without a ground.
fn graded(header: &str, property: &Property, texts: &[String], profiles: &Profiles) -> Option<(Option<String>, bool)> {
    let own = profiles.scheme_of(property)?;
    let filled: Vec<&str> = texts.iter().map(|text| text.trim()).filter(|text| !text.is_empty()).collect();
    let of = |scheme: &Scheme, text: &str| code_of(text.trim(), scheme).is_ok();
    let all = |scheme: &Scheme| !filled.is_empty() && filled.iter().all(|text| of(scheme, text));
    let parted = |scheme: &Scheme| {
        let each = |text: &&str| of(scheme, text) || text.split(',').all(|part| of(scheme, part));
        !filled.is_empty() && filled.iter().all(each)
    };
    let called = format!(" {header} ");
    let names = |scheme: &Scheme| scheme.also.iter().any(|name| called.contains(&format!(" {} ", fold_name(name))));
    let one_of = |fits: &dyn Fn(&Scheme) -> bool| -> Option<&Scheme> {
        let found: Vec<&Scheme> = profiles.mapped_onto(&own.id).filter(|one| fits(one)).collect();
        let named = found.iter().copied().find(|one| names(one));
        named
            .or_else(|| Some(own).filter(|own| fits(own)))
            .or_else(|| found.first().copied().filter(|_| found.len() == 1))
    };
    let found = one_of(&all).map(|one| (one, false));
    let (scheme, commas) = found.or_else(|| one_of(&parted).map(|one| (one, true)))?;
    Some(((scheme.id != own.id).then(|| scheme.id.clone()), commas))
}

fn column(header: &str, apart: &Header, property: Option<&Property>, texts: &[String], profiles: &Profiles) -> Column {
    let is = |value: &str| property.is_some_and(|property| property.value == value);
    let many = property.is_some_and(|property| property.many);
    let holds = |separator: &&str| texts.iter().filter(|text| text.contains(*separator)).count() > 0;
    let split = SEPARATORS.iter().find(|separator| many && holds(separator)).map(|one| (*one).to_owned());
    let graded =
        property.filter(|property| property.value == "code").and_then(|one| graded(&apart.words, one, texts, profiles));
    let share = |text: &&String| text.trim_end().ends_with(['%', '٪']);
    let shares = (is("count") && texts.iter().any(|text| share(&text))).then_some(PERCENT);
    let (scheme, split) = match graded {
        Some((scheme, commas)) => (scheme, commas.then(|| ",".to_owned()).or(split)),
        None => (None, split),
    };
    Column {
        header: header.to_owned(),
        scheme,
        property: property.map(|property| property.id.to_string()),
        lang: apart.lang.or_else(|| in_arabic(header, texts)).filter(|_| is("text")).map(str::to_owned),
        unit: apart.unit.filter(|_| is("number") || is("text")).or(shares).map(str::to_owned),
        split,
        ..Column::default()
    }
}

/// Arabic, where the header and whatever stands below it is written in Arabic letters.
fn in_arabic(header: &str, texts: &[String]) -> Option<&'static str> {
    let arabic = |text: &str| text.chars().filter(|c| c.is_alphabetic()).all(|c| ('\u{600}'..='\u{6ff}').contains(&c));
    let filled = texts.iter().any(|text| !text.trim().is_empty());
    (filled && header.chars().any(char::is_alphabetic) && arabic(header) && texts.iter().all(|text| arabic(text)))
        .then_some("ar")
}

/// Where a column gives units, numbers whose own header names none take theirs from it.
fn give_units(columns: &mut [Column], profiles: &Profiles) {
    let unit = columns.iter().find(|column| UNIT_HEADERS.contains(&fold_name(&column.header).as_str()));
    let Some(from) = unit.filter(|column| column.property.is_none()).map(|column| column.header.clone()) else {
        return;
    };
    for column in columns.iter_mut().filter(|column| column.unit.is_none()) {
        let id = column.property.as_deref().and_then(|id| PropertyId::parse(id).ok());
        let number = id.and_then(|id| profiles.property(&id)).is_some_and(|property| property.value == "number");
        column.unit_from = number.then(|| from.clone());
    }
}

/// Where a column that means nothing else is called as another one with a word for since when, that takes its dates from it.
fn give_dates(columns: &mut [Column]) {
    let words: Vec<String> = columns.iter().map(|column| fold_name(&column.header)).collect();
    let is_free = |column: &Column| column.property.is_none() && !column.pictures;
    let free: Vec<usize> = (0..columns.len()).filter(|at| is_free(&columns[*at])).collect();
    for at in 0..columns.len() {
        let named = |of: &&usize| {
            let rest = words[**of].strip_prefix(&words[at]).or_else(|| words[**of].strip_suffix(&words[at]));
            rest.is_some_and(|rest| SINCE.iter().any(|since| fold_name(since) == rest.trim()))
        };
        if columns[at].property.is_some() {
            columns[at].when_from = free.iter().find(named).map(|of| columns[*of].header.clone());
        }
    }
}

/// The columns that may tell one row from all others: in the rows looked at they are filled, and no two are alike.
pub(super) fn likely_keys(headers: &[String], cells: &[Vec<String>]) -> Vec<String> {
    let alone = |cells: &Vec<String>| {
        let different: BTreeSet<&str> = cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        cells.len() > 1 && different.len() == cells.len()
    };
    headers.iter().zip(cells).filter(|(_, cells)| alone(cells)).map(|(header, _)| header.clone()).collect()
}

/// Where two columns seem to say the same, and a thing has it only once or one of them is called so by the way ("artist role"
/// beside "artist"), the better fit keeps it; the other is kept as it is written.
fn part_rivals(columns: &mut [(Column, Option<Fit<'_>>)], profiles: &Profiles) {
    for at in 0..columns.len() {
        let Some(fit) = &columns[at].1 else { continue };
        let (id, mine) = (fit.property.clone(), (fit.how, fit.length));
        let once = profiles.property(&id).is_some_and(|property| !property.many);
        let better = columns.iter().enumerate().filter(|(other, _)| *other != at).any(|(other, (_, fit))| {
            let theirs = fit.as_ref().filter(|fit| *fit.property == id).map(|fit| (fit.how, fit.length));
            theirs.is_some_and(|theirs| match once {
                true => theirs > mine || (theirs == mine && other < at),
                false => theirs.0 > mine.0 && mine.0 < Guessed::OtherName,
            })
        });
        if better {
            columns[at].1 = None;
            let column = &mut columns[at].0;
            (column.property, column.lang, column.unit, column.split) = (None, None, None, None);
            column.scheme = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use daftar_claim::profile::Profile;

    use super::*;
    use crate::PROFILES;
    use crate::import::MappingError;

    #[test]
    fn what_a_card_is_about_and_since_when_something_is_so_are_found_by_their_headers() {
        let profiles = profiles();
        let guess = |kind: &str, headers: &[&str]| {
            let headers: Vec<String> = headers.iter().map(|header| (*header).to_owned()).collect();
            Guess::of(kind, &headers, &[], &profiles).mapping.columns
        };
        for header in ["lot", "Lot number", "الدفعة", "رقم الدفعة"] {
            let columns = guess("germination-test", &[header, "date"]);
            assert_eq!(columns[0].property.as_deref(), Some("about"), "{header}");
        }
        assert_eq!(guess("promise", &["lot"])[0].property.as_deref(), Some("about"), "and not what it was returned as");
        for header in ["accession", "عيّنة"] {
            let columns = guess("lot", &["number", header]);
            assert_eq!(columns[1].property.as_deref(), Some("of-accession"), "{header}");
        }
        for (place, since) in [("kept at", "kept at since"), ("مكان الحفظ", "مكان الحفظ منذ")] {
            let columns = guess("lot", &["number", place, since]);
            assert_eq!(columns[1].property.as_deref(), Some("kept-at"));
            assert_eq!((columns[1].when_from.as_deref(), &columns[2].property), (Some(since), &None));
        }
    }

    fn profiles() -> Profiles {
        let files: Vec<Profile> = PROFILES.iter().map(|text| Profile::parse(text).unwrap()).collect();
        Profiles::merge(&files).0
    }

    fn guessed(headers: &[&str], cells: &[&[&str]]) -> Guess {
        let owned = |texts: &[&str]| texts.iter().map(|text| (*text).to_owned()).collect::<Vec<_>>();
        let cells: Vec<Vec<String>> = cells.iter().map(|column| owned(column)).collect();
        Guess::of("object", &owned(headers), &cells, &profiles())
    }

    fn properties(headers: &[&str]) -> Vec<Option<String>> {
        guessed(headers, &[]).mapping.columns.into_iter().map(|column| column.property).collect()
    }

    #[test]
    fn headers_of_many_hands_are_known() {
        let expected = [
            ("Object number", "number"),
            ("accession_number", "number"),
            ("رقم القطعة", "number"),
            ("Title", "name"),
            ("الاسم بالعربية", "name"),
            ("Materials", "material"),
            ("المادّة", "material"),
            ("medium", "material"),
            ("Artist", "maker"),
            ("dateText", "made"),
            ("التاريخ", "made"),
            ("Dimensions (cm)", "dimensions"),
            ("Descripton", "description"),
            ("Donor", "given-by"),
            ("المتبرع", "given-by"),
            ("Current Location", "kept-at"),
            ("Marks & inscriptions", "inscription"),
        ];
        for (header, property) in expected {
            assert_eq!(properties(&[header]), [Some(property.to_owned())], "{header}");
        }
        for header in ["", "Sheet 2", "x", "ملاحظات", "rights"] {
            assert_eq!(properties(&[header]), [None], "{header}");
        }
    }

    #[test]
    fn languages_units_and_several_values_are_seen() {
        let guess = guessed(
            &["No.", "Name (English)", "Name (Arabic)", "Material", "Weight (kg)"],
            &[&["M-1"], &["Jar"], &["جرة"], &["clay", "clay; iron"], &["2.5"]],
        );
        let [number, english, arabic, material, weight] = &guess.mapping.columns[..] else { panic!("{guess:?}") };
        assert_eq!(guess.mapping.key, ["No."]);
        assert_eq!(number.property.as_deref(), Some("number"));
        assert_eq!((english.lang.as_deref(), arabic.lang.as_deref()), (Some("en"), Some("ar")));
        assert_eq!((material.split.as_deref(), weight.unit.as_deref()), (Some(";"), Some("kg")));
        assert_eq!(Mapping::parse(&guess.mapping.to_toml().unwrap()).unwrap(), guess.mapping);
    }

    #[test]
    fn of_two_that_say_what_there_is_once_the_better_keeps_it() {
        assert_eq!(properties(&["date of production", "made"]), [None, Some("made".to_owned())]);
        let mut guess = guessed(&["made", "when"], &[]);
        guess.mapping.columns[1].property = Some("made".to_owned());
        let headers = ["made".to_owned(), "when".to_owned()];
        let errors = guess.mapping.check(&headers, &profiles());
        assert!(matches!(&errors[..], [MappingError::Twice { .. }]), "{errors:?}");
    }

    #[test]
    fn what_does_not_fit_the_list_is_named() {
        let mut guess = guessed(&["Name", "Hue"], &[]);
        guess.mapping.columns[1].property = Some("hue".to_owned());
        guess.mapping.key = vec!["Number".to_owned()];
        let errors = guess.mapping.check(&["Name".to_owned()], &profiles());
        let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            said,
            [
                "column \"Hue\": it is no column of this list",
                "column \"Number\": it is to be the key, and is no column of this list",
                "column \"Hue\": \"hue\" is no property of \"object\": see `daftar profiles show object`",
            ]
        );
        guess.mapping.kind = "gadget".into();
        assert!(matches!(&guess.mapping.check(&[], &profiles())[..], [MappingError::Kind(_)]));
        let torn = Mapping::parse("kind = \"object\"\ncolumn = 3\n").unwrap_err();
        assert!(torn.to_string().contains("line 2"), "{torn}");
    }
}
