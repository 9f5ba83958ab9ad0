//! What somebody denies: shown with both sides.

use std::collections::BTreeMap;

use daftar_date::Truth;

use super::{Cell, Difference, Differs, Side};
use crate::ask::Selected;
use crate::asked::{Asked, Spoken};
use crate::cite::Who;
use crate::known;
use crate::reason::Reason;

/// One difference for each denied value.
pub(super) fn denials(asked: &Asked) -> Vec<Difference> {
    let mut denied: BTreeMap<_, Vec<&Selected>> = BTreeMap::new();
    let deniers = asked.remarks().filter(|(remark, _)| remark.claim().property.as_str() == known::DENY);
    for (denial, place) in deniers {
        let Some(subject) = asked.selected().get(place).and_then(|one| one.claim().subject.entity()) else { continue };
        let spoken = asked.about(subject).iter().find(|one| one.place == place && !one.derived);
        let Some(spoken) = spoken else { continue };
        denied.entry((spoken.entity, spoken.property, &spoken.key)).or_default().push(denial);
    }
    let all = denied.into_iter().filter_map(|((entity, property, key), deniers)| {
        let like = |one: &&Spoken| one.key == *key && !one.derived;
        let cells = Cell::all(asked.of_property(entity, property).iter().filter(like), asked);
        denial(&cells, &deniers, asked)
    });
    all.collect()
}

fn denial(cells: &[Cell], deniers: &[&Selected], asked: &Asked) -> Option<Difference> {
    let cells: Vec<&Cell> = cells.iter().collect();
    let first = cells.first()?.spoken;
    let mut by: Vec<Who> = deniers.iter().map(|denial| Who::voice(denial.claim(), asked)).collect();
    by.sort_unstable();
    by.dedup();
    let mut sides = Side::all(&cells, Differs::Value, asked);
    let mut times: Vec<String> =
        deniers.iter().filter_map(|denial| denial.claim().stated.as_ref()).map(ToString::to_string).collect();
    times.sort_unstable();
    times.dedup();
    let statements = deniers.iter().map(|denial| denial.statement.id).collect();
    sides.push(Side { entity: first.entity, value: None, times, statements });
    let reason = Reason::Denied { by };
    let all_hedged = cells.iter().all(|cell| cell.hedged);
    Some(Difference {
        entity: first.entity,
        other: None,
        name: asked.name(first.entity).map(str::to_owned),
        property: first.property.clone(),
        label: asked.label(first.property).to_owned(),
        about: Differs::Denial,
        verdict: if all_hedged { Truth::Possibly } else { Truth::Yes },
        words: reason.words(asked.lang(), asked.profiles),
        reason,
        further: Vec::new(),
        sides,
    })
}
