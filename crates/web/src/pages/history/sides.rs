//! The card at two moments.

use std::collections::BTreeMap;

use daftar_register::claim::{EntityId, Timestamp};
use daftar_register::view::{self, FoldedValue, Section};
use serde::Serialize;

use crate::asked::Asked;
use crate::error::Trouble;
use crate::pages::looking::Looking;

/// Two moments, as they were typed, and what the card said at each.
#[derive(Serialize)]
pub(super) struct Compared {
    pub(super) earlier: String,
    pub(super) later: String,
    /// The names of the fields that cannot be read.
    pub(super) faults: Vec<&'static str>,
    /// Whether two moments are compared.
    pub(super) compares: bool,
    /// The properties of which something else was said.
    pub(super) changed: Vec<Row>,
    /// How many others there are.
    pub(super) same: usize,
}

/// One property at both moments.
#[derive(Serialize)]
pub(super) struct Row {
    pub(super) label: String,
    pub(super) earlier: Vec<FoldedValue>,
    pub(super) later: Vec<FoldedValue>,
}

impl Compared {
    /// What this notebook held of the card by the end of two days; without a second one, now.
    pub(super) fn of(looking: &Looking<'_>, id: EntityId, asked: &Asked) -> Result<Compared, Trouble> {
        let typed = |name| asked.get(name).unwrap_or_default().trim().to_owned();
        let (earlier, later) = (typed("earlier"), typed("later"));
        let times = [&earlier, &later].map(|text| end_of(text));
        let unread = [("earlier", &earlier, &times[0]), ("later", &later, &times[1])].into_iter();
        let faults: Vec<&'static str> =
            unread.filter(|(_, text, time)| time.is_none() && !text.is_empty()).map(|(name, ..)| name).collect();
        // What was taken back may have been taken back so that it is not read: only keepers look at what was.
        let compares = times[0].is_some() && faults.is_empty() && looking.keeper_only().is_ok();
        let mut compared = Compared { earlier, later, faults, compares, changed: Vec::new(), same: 0 };
        if compares {
            let [before, after] = [&times[0], &times[1]].map(|time| said(looking, id, time.as_ref()));
            compared.hold(before?, after?);
        }
        Ok(compared)
    }

    fn hold(&mut self, before: Vec<Section>, after: Vec<Section>) {
        let mut rows: BTreeMap<(usize, String), Row> = BTreeMap::new();
        for (sections, is_later) in [(before, false), (after, true)] {
            for one in sections
                .into_iter()
                .enumerate()
                .flat_map(|(n, section)| section.properties.into_iter().map(move |property| (n, property)))
            {
                let (n, folded) = (one.0, one.1.folded);
                let known = rows.keys().find(|(_, id)| *id == folded.property.as_str()).cloned();
                let key = known.unwrap_or_else(|| (n, folded.property.to_string()));
                let empty = || Row { label: folded.label.clone(), earlier: Vec::new(), later: Vec::new() };
                let row = rows.entry(key).or_insert_with(empty);
                if is_later { row.later = folded.values } else { row.earlier = folded.values }
            }
        }
        let words = |values: &[FoldedValue]| {
            let mut words: Vec<String> = values.iter().map(|one| one.value.words.clone()).collect();
            words.sort_unstable();
            words
        };
        let (same, changed): (Vec<Row>, Vec<Row>) =
            rows.into_values().partition(|row| words(&row.earlier) == words(&row.later));
        (self.changed, self.same) = (changed, same.len());
    }
}

/// What the notebook held of the card by a time.
fn said(looking: &Looking<'_>, id: EntityId, time: Option<&Timestamp>) -> Result<Vec<Section>, Trouble> {
    let past = time.map(|time| looking.register.standing_at(time));
    let standing = past.as_ref().unwrap_or_else(|| looking.register.standing());
    let heard = looking.register.hear_entity(id, standing, looking.ask.audience)?;
    let ask = view::Ask { at: None, said: None, from: Vec::new(), ..looking.ask.clone() };
    Ok(view::page(&looking.asked_so(&heard, &ask), id).sections)
}

/// The end of a day.
fn end_of(text: &str) -> Option<Timestamp> {
    let text = crate::forms::typed::western(text);
    let full = if text.len() == 10 { format!("{text}T23:59:59Z") } else { text };
    Timestamp::parse(&full).ok()
}
