//! Countries as lists write them: by the alpha-3 codes of ISO 3166-1, by retired ones, or by their names.
//!
//! Codes and labels are the scheme `country` of the profiles; the table here has what else they are called. Both are from the
//! npm package i18n-iso-countries 7.14.0 (MIT) and from ISO 3166-3.

use std::collections::HashMap;
use std::sync::LazyLock;

use daftar_claim::profile::Scheme;
use daftar_store::index::fold_name;

/// Alpha-3, alpha-2, the year until which it was in use, other names.
const TABLE: &str = include_str!("countries.csv");
/// Names shorter than this are not looked for inside others.
const LONG_ENOUGH: usize = 5;

/// What is known of a code besides its label.
#[derive(Debug)]
struct Country {
    alpha_2: String,
    until: Option<u16>,
    names: Vec<String>,
}

static COUNTRIES: LazyLock<HashMap<String, Country>> = LazyLock::new(|| {
    let mut reader = csv::Reader::from_reader(TABLE.as_bytes());
    let country = |row: csv::StringRecord| {
        let names = row.get(3)?.split(';').filter(|name| !name.is_empty()).map(fold_name).collect();
        let country = Country { alpha_2: row.get(1)?.to_owned(), until: row.get(2)?.parse().ok(), names };
        Some((row.get(0)?.to_owned(), country))
    };
    reader.records().flatten().filter_map(country).collect()
});

/// A country, as a cell gives it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Given {
    /// Its code, one of the scheme's.
    pub(crate) code: String,
    /// Whether exactly that code stands there.
    pub(crate) exact: bool,
    /// The year until which the code was in use.
    pub(crate) until: Option<u16>,
}

/// The country that a text gives, by a code or by one of its names; none where several bear the name.
pub(crate) fn given(text: &str, scheme: &Scheme) -> Option<Given> {
    let folded = fold_name(text);
    let of_code = |id: &str| scheme.code(id).map(|code| code.id.clone());
    let by_code = of_code(text).or_else(|| of_code(&text.to_ascii_uppercase()));
    let code = by_code.or_else(|| by_letters(text, scheme)).or_else(|| by_name(&folded, scheme))?;
    Some(Given { exact: code == text, until: until(&code), code })
}

/// The country whose name stands among other words; what may be meant, no more.
pub(crate) fn perhaps(text: &str, scheme: &Scheme) -> Option<String> {
    let folded = fold_name(text);
    let named = |code: &str, label: &str| {
        let inside = |name: &str| name.chars().count() >= LONG_ENOUGH && folded.contains(name);
        inside(&fold_name(label)) || others(code).iter().any(|name| inside(name))
    };
    let mut found = scheme.codes.iter().filter(|code| until(&code.id).is_none());
    let found = found.by_ref().filter(|code| named(&code.id, &code.label.en) || named(&code.id, &code.label.ar));
    found.max_by_key(|code| code.label.en.chars().count()).map(|code| code.id.clone())
}

/// The alpha-2 code of an alpha-3 one.
pub(super) fn alpha_2(code: &str) -> Option<String> {
    COUNTRIES.get(code).map(|country| country.alpha_2.clone()).filter(|code| !code.is_empty())
}

/// The country of an alpha-2 code.
fn by_letters(text: &str, scheme: &Scheme) -> Option<String> {
    let upper = text.to_ascii_uppercase();
    let mut found = COUNTRIES.iter().filter(|(_, country)| country.until.is_none() && country.alpha_2 == upper);
    found.next().map(|(code, _)| code.clone()).filter(|code| scheme.code(code).is_some())
}

fn by_name(folded: &str, scheme: &Scheme) -> Option<String> {
    let is = |code: &&daftar_claim::profile::Code| {
        let labels = [&code.label.en, &code.label.ar];
        !folded.is_empty()
            && (labels.iter().any(|label| fold_name(label) == folded)
                || others(&code.id).iter().any(|name| name == folded))
    };
    let mut found = scheme.codes.iter().filter(is);
    found.next().filter(|_| found.next().is_none()).map(|code| code.id.clone())
}

fn others(code: &str) -> &'static [String] {
    COUNTRIES.get(code).map_or(&[], |country| &country.names)
}

fn until(code: &str) -> Option<u16> {
    COUNTRIES.get(code)?.until
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use daftar_claim::profile::Profile;

    use super::*;
    use crate::PROFILES;

    fn scheme() -> Scheme {
        let schemes = PROFILES.iter().flat_map(|text| Profile::parse(text).unwrap().schemes);
        schemes.into_iter().find(|scheme| scheme.id == "country").unwrap()
    }

    #[test]
    fn the_table_and_the_profile_have_the_same_codes() {
        let of_profile: BTreeSet<String> = scheme().codes.into_iter().map(|code| code.id).collect();
        assert_eq!(COUNTRIES.keys().cloned().collect::<BTreeSet<_>>(), of_profile);
        assert_eq!(COUNTRIES.values().filter(|country| country.until.is_none()).count(), 250, "with Kosovo");
    }

    #[test]
    fn codes_names_and_what_was_retired_are_known() {
        let scheme = scheme();
        let code = |text: &str| given(text, &scheme).map(|given| given.code);
        for (text, expected) in [
            ("PSE", "PSE"),
            ("pse", "PSE"),
            ("PS", "PSE"),
            ("Palestine", "PSE"),
            ("فلسطين", "PSE"),
            ("INDIA", "IND"),
            ("United_States", "USA"),
            ("Korea_South", "KOR"),
            ("Czechoslovakia", "CSK"),
            ("Turkey", "TUR"),
        ] {
            assert_eq!(code(text).as_deref(), Some(expected), "{text}");
        }
        for text in ["", "-", "AncientPalestine", "Congo", "XYZ", "the east"] {
            assert_eq!(code(text), None, "{text}");
        }
        assert_eq!(perhaps("AncientPalestine", &scheme).as_deref(), Some("PSE"));
        assert_eq!(perhaps("the east", &scheme), None);
        assert!(given("PSE", &scheme).unwrap().exact && !given("pse", &scheme).unwrap().exact);
        assert_eq!(given("SUN", &scheme).unwrap().until, Some(1992));
    }
}
