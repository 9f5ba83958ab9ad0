//! A bundle's first member: what it is, of which register, which part of how many, and what it goes on from.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use daftar_claim::checked::{self, Members};
use daftar_claim::json::Json;
use daftar_claim::{Hash, Key, RegisterId, TextId};
use tar::Archive;

use super::BundleError;

/// The form of bundles that this program writes and reads.
const FORMAT: &str = "daftar-bundle/1";
/// The name of the first member.
pub(crate) const NAME: &str = "bundle.json";
/// It is not longer than this.
const MAX_PAGE: u64 = 1 << 20;
/// So many parts belong together at most.
pub const MOST_PARTS: u32 = 9999;

/// Which part of a bundle this is.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct Part {
    /// What the parts that belong together have in common, and no others.
    pub of: Hash,
    /// Its number, from 1.
    pub number: u32,
    /// How many there are.
    pub count: u32,
}

/// What a bundle says of itself.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FrontPage {
    /// The register that it was made from.
    pub register: RegisterId,
    /// Which part it is, if it is one.
    pub part: Option<Part>,
    /// Where it goes on from: the number of each log's last entry that whom it was made for had.
    pub after: BTreeMap<Key, u64>,
}

impl FrontPage {
    pub(crate) fn to_text(&self) -> String {
        let mut members: Members<'_> = vec![
            ("format".into(), Json::Text(FORMAT.into())),
            ("register".into(), Json::Text(self.register.to_string().into())),
        ];
        if !self.after.is_empty() {
            members.push(("after".into(), Json::List(self.after.iter().map(pair).collect())));
        }
        if let Some(part) = self.part {
            members.push(("part".into(), part.to_json()));
        }
        checked::write(members)
    }

    fn parse(text: &str) -> Result<FrontPage, String> {
        let json = Json::parse(text).map_err(|error| error.to_string())?;
        match json.get("format").and_then(Json::as_text) {
            Some(FORMAT) => {}
            Some(other) => return Err(format!("its format is {other:?}, this program reads {FORMAT:?}")),
            None => return Err("bundle.json names no format".to_owned()),
        }
        // Bundles of the first programs had no check, and nothing but these two members.
        let bare = matches!(&json, Json::Object(members) if members.len() == 2);
        if !bare {
            checked::read(text.as_bytes()).map_err(|error| format!("bundle.json: {error}"))?;
        }
        let register = json.get("register").and_then(Json::as_text).unwrap_or_default();
        let register = RegisterId::parse(register).map_err(|error| error.to_string())?;
        let part = json.get("part").map(|part| Part::read(part).ok_or("bundle.json names no part that can be"));
        let after = json.get("after").map(|after| read_pairs(after).ok_or("bundle.json: \"after\" cannot be read"));
        Ok(FrontPage { register, part: part.transpose()?, after: after.transpose()?.unwrap_or_default() })
    }

    /// Reads the first member.
    pub(crate) fn read(member: &mut tar::Entry<'_, impl Read>) -> Result<FrontPage, BundleError> {
        let refuse = |why: &str| BundleError::NotABundle(why.to_owned());
        if member.path()?.as_ref() != Path::new(NAME) || member.size() > MAX_PAGE {
            return Err(refuse("bundle.json does not come first"));
        }
        let mut text = String::new();
        member.read_to_string(&mut text).map_err(|error| refuse(&error.to_string()))?;
        FrontPage::parse(&text).map_err(BundleError::NotABundle)
    }
}

impl Part {
    fn to_json(self) -> Json<'static> {
        Json::Object(vec![
            ("count".into(), Json::Integer(i64::from(self.count))),
            ("number".into(), Json::Integer(i64::from(self.number))),
            ("of".into(), Json::Text(self.of.to_string().into())),
        ])
    }

    fn read(json: &Json<'_>) -> Option<Part> {
        let number = |name: &str| json.get(name)?.as_integer().and_then(|number| u32::try_from(number).ok());
        let of = Hash::parse(json.get("of")?.as_text()?).ok()?;
        let part = Part { of, number: number("number")?, count: number("count")? };
        ((1..=part.count).contains(&part.number) && part.count <= MOST_PARTS).then_some(part)
    }
}

fn pair((log, number): (&Key, &u64)) -> Json<'static> {
    let number = i64::try_from(*number).unwrap_or_default();
    Json::List(vec![Json::Text(log.to_string().into()), Json::Integer(number)])
}

fn read_pairs(json: &Json<'_>) -> Option<BTreeMap<Key, u64>> {
    let read = |pair: &Json<'_>| {
        let [log, number] = pair.as_list()? else { return None };
        Some((Key::parse(log.as_text()?).ok()?, u64::try_from(number.as_integer()?).ok()?))
    };
    json.as_list()?.iter().map(read).collect()
}

/// What a bundle says of itself.
///
/// # Errors
/// When this is no bundle.
pub fn front_page(from: impl Read) -> Result<FrontPage, BundleError> {
    let mut archive = Archive::new(from);
    let mut members = archive.entries()?.raw(true);
    let first = members.next().ok_or_else(|| BundleError::NotABundle("it is empty".into()))?;
    FrontPage::read(&mut first.map_err(|error| BundleError::NotABundle(error.to_string()))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page() -> FrontPage {
        let part = Part { of: Hash([7; 32]), number: 2, count: 5 };
        let after = BTreeMap::from([(Key(Hash([3; 32])), 39)]);
        FrontPage { register: RegisterId(Hash([9; 32])), part: Some(part), after }
    }

    #[test]
    fn what_is_written_is_read_and_no_changed_byte_is_believed() {
        let text = page().to_text();
        assert_eq!(FrontPage::parse(&text), Ok(page()));
        for at in 0..text.len() {
            let mut changed = text.clone().into_bytes();
            changed[at] ^= 2;
            let changed = String::from_utf8(changed);
            assert!(changed.is_err() || FrontPage::parse(&changed.unwrap()).is_err(), "byte {at}");
        }
    }

    #[test]
    fn the_first_page_of_the_first_programs_is_read() {
        let whole = FrontPage { part: None, after: BTreeMap::new(), ..page() };
        let text = format!("{{\"format\":\"{FORMAT}\",\"register\":\"{}\"}}", whole.register);
        assert_eq!(FrontPage::parse(&text), Ok(whole));
    }

    #[test]
    fn parts_that_cannot_be_are_refused() {
        for (number, count) in [(0, 5), (6, 5), (1, MOST_PARTS + 1)] {
            let part = Part { of: Hash([7; 32]), number, count };
            let refused = FrontPage::parse(&FrontPage { part: Some(part), ..page() }.to_text());
            assert!(refused.unwrap_err().contains("no part that can be"));
        }
    }
}
