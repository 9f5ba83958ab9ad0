//! One accession as a row of the standard: what is said of it, property by property, as its columns hold it.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use daftar_claim::{ClaimId, EntityId, Profiles, Statement, Value};

use super::out::Unwritten;
use super::{DESCRIPTORS, Descriptor, Holds, REMARKS, date, degrees};
use crate::statements::guard;

/// Why a value stands in the remarks.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Several {
    /// Another is shown first.
    Others,
    /// Several differ, and none is shown first.
    Undecided,
    /// The column's form does not allow it.
    Unfit,
}

/// A row.
pub(super) struct Passport {
    /// The card of the accession, and its kind; none before it is known.
    pub(super) card: Option<(EntityId, String)>,
    cells: BTreeMap<&'static str, String>,
    remarks: BTreeSet<String>,
    moved: Vec<(&'static str, Several)>,
}

/// A value, as a column may hold it.
enum Written {
    Fit(String),
    Unfit(String),
}

impl Passport {
    /// The row of what is said.
    pub(super) fn of(said: &[&Statement], kind: &str, profiles: &Profiles) -> Passport {
        let mut row = Passport { card: None, cells: BTreeMap::new(), remarks: BTreeSet::new(), moved: Vec::new() };
        let first = shown_first(said);
        for descriptor in &DESCRIPTORS {
            let properties: Vec<_> = descriptor.properties(kind, profiles).collect();
            let of_it: Vec<&Statement> =
                said.iter().copied().filter(|one| properties.contains(&&one.claim.property)).collect();
            row.column(descriptor, &of_it, &first);
        }
        row.not_reckoned(said);
        let remarks = row.remarks.iter().map(String::as_str).collect::<Vec<_>>().join(";");
        row.cells.insert(REMARKS, remarks);
        row
    }

    /// A row with these cells.
    #[cfg(test)]
    pub(super) fn with(cells: &[(&'static str, &str)]) -> Passport {
        let cells = cells.iter().map(|(code, text)| (*code, (*text).to_owned())).collect();
        Passport { card: None, cells, remarks: BTreeSet::new(), moved: Vec::new() }
    }

    /// What stands in a column.
    pub(super) fn cell(&self, code: &str) -> &str {
        self.cells.get(code).map_or("", String::as_str)
    }

    /// The same, so that no spreadsheet takes words for a formula; numbers and dates are left alone.
    pub(super) fn guarded(&self, descriptor: &Descriptor) -> Cow<'_, str> {
        let text = self.cell(descriptor.code);
        match descriptor.holds {
            Holds::Decimal | Holds::Metres | Holds::Date | Holds::Code | Holds::Country => Cow::Borrowed(text),
            _ if text.is_empty() => Cow::Borrowed(text),
            _ => guard(text),
        }
    }

    /// Whether it has the one number that it needs.
    pub(super) fn number(&self) -> Result<(), Unwritten> {
        match self.moved().any(|one| one == ("ACCENUMB", Several::Undecided)) {
            true => Err(Unwritten::SeveralNumbers),
            false if self.cell("ACCENUMB").is_empty() => Err(Unwritten::NoNumber),
            false => Ok(()),
        }
    }

    /// The columns of which something stands in the remarks, and why.
    pub(super) fn moved(&self) -> impl Iterator<Item = (&'static str, Several)> {
        self.moved.iter().copied()
    }

    fn column(&mut self, descriptor: &Descriptor, said: &[&Statement], first: &BTreeSet<ClaimId>) {
        let (mut fit, mut wanted) = (BTreeSet::new(), BTreeSet::new());
        for statement in said {
            match written(&statement.claim.value, descriptor) {
                Some(Written::Fit(text)) => {
                    if first.contains(&statement.id) {
                        wanted.insert(text.clone());
                    }
                    fit.insert(text);
                }
                Some(Written::Unfit(text)) => self.aside(descriptor.code, &text, Several::Unfit),
                None => {}
            }
        }
        if descriptor.code == REMARKS {
            self.remarks.extend(fit);
        } else if descriptor.many {
            self.put(descriptor.code, fit.into_iter().collect::<Vec<_>>().join(";"));
        } else {
            self.one_of(descriptor.code, fit, wanted);
        }
    }

    /// Of several values the one that is shown first; else none.
    fn one_of(&mut self, code: &'static str, fit: BTreeSet<String>, wanted: BTreeSet<String>) {
        let chosen = if fit.len() == 1 { fit.first() } else { wanted.first().filter(|_| wanted.len() == 1) }.cloned();
        let why = if chosen.is_some() { Several::Others } else { Several::Undecided };
        for text in fit.into_iter().filter(|text| Some(text) != chosen.as_ref()) {
            self.aside(code, &text, why);
        }
        self.put(code, chosen.unwrap_or_default());
    }

    fn put(&mut self, code: &'static str, text: String) {
        if !text.is_empty() {
            self.cells.insert(code, text);
        }
    }

    fn aside(&mut self, code: &'static str, text: &str, why: Several) {
        self.remarks.insert(format!("{code}:{}", one_value(text)));
        self.moved.push((code, why));
    }

    /// Degrees with decimals that were reckoned here from degrees, minutes and seconds are not the source's.
    fn not_reckoned(&mut self, said: &[&Statement]) {
        let pair = format!("{} {}", self.cell("LATITUDE"), self.cell("LONGITUDE"));
        let places = || said.iter().filter(|one| matches!(one.claim.value, Value::Geometry { .. }));
        if places().next().is_some() && places().all(|one| one.claim.quote.as_deref() == Some(&pair)) {
            self.cells.remove("DECLATITUDE");
            self.cells.remove("DECLONGITUDE");
        }
    }
}

/// The statements that somebody wants shown first, by wishes that no other supersedes.
fn shown_first(said: &[&Statement]) -> BTreeSet<ClaimId> {
    let wishes = || {
        said.iter().filter_map(|one| match &one.claim.value {
            Value::Preference(preference) => Some((one.id, preference)),
            _ => None,
        })
    };
    let superseded: BTreeSet<ClaimId> = wishes().flat_map(|(_, wish)| wish.supersedes.iter().copied()).collect();
    wishes().filter(|(id, _)| !superseded.contains(id)).map(|(_, wish)| wish.first).collect()
}

/// A value as a column holds it; none where it says that nothing is known, or that there is none.
fn written(value: &Value, descriptor: &Descriptor) -> Option<Written> {
    let fit = |text: String| Some(Written::Fit(text));
    let unfit = |text: String| Some(Written::Unfit(text));
    match value {
        Value::Text { text, .. } => {
            let text = if descriptor.many { one_value(text) } else { plain(text) };
            let text = if descriptor.holds == Holds::Names { text.replace('،', ",") } else { text };
            (!text.is_empty() && !descriptor.holds.is_nothing(&text)).then_some(Written::Fit(text))
        }
        Value::Code { code, .. } => fit(code.clone()),
        Value::Date(edtf) => date::write(edtf).map_or_else(|| unfit(edtf.as_str().to_owned()), fit),
        Value::Number { number, unit } => match unit.as_deref() {
            None | Some("m") => fit(number.as_str().to_owned()),
            Some(unit) => unfit(format!("{} {unit}", number.as_str())),
        },
        Value::Geometry { wkt, .. } => match degrees::point(wkt) {
            Some([latitude, _]) if descriptor.code == "DECLATITUDE" => fit(latitude.to_owned()),
            Some([_, longitude]) => fit(longitude.to_owned()),
            None => unfit(wkt.as_str().to_owned()),
        },
        _ => None,
    }
}

/// On one line, with one space between words.
fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same where several values stand in one cell: nothing in it parts it.
fn one_value(text: &str) -> String {
    plain(text).replace(';', ",").replace('؛', "،")
}
