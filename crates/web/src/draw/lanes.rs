//! Which item stands in which lane.

use std::collections::HashMap;

use daftar_register::claim::ClaimId;
use daftar_register::view::{Cited, Item, Timeline};

/// What the lanes of a drawing are.
#[derive(Clone, Copy)]
pub enum Lanes<'a> {
    /// One lane for everything.
    Together,
    /// What happened: by the label of the property.
    Property,
    /// To whom or what.
    Entity,
    /// Who says it: the speaker, else the source. What several say stands in the lane of each.
    Speaker,
    /// As the page likes, for instance by the kind of what it happened to.
    Named(&'a dyn Fn(&Item) -> Vec<String>),
}

/// A lane, with the items in it by their place in the timeline.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) struct Lane {
    /// None for the one lane of everything, and for what nobody is named for.
    pub(crate) name: Option<String>,
    pub(crate) items: Vec<usize>,
}

/// The lanes of the items on the line, in the order of their first items. Of more than `most`, the smallest are joined into
/// one with the name `rest`.
pub(crate) fn lanes(
    timeline: &Timeline,
    by: Lanes,
    cited: &HashMap<ClaimId, &Cited>,
    on_line: impl Fn(usize) -> bool,
    most: usize,
    rest: &str,
) -> Vec<Lane> {
    let mut places: HashMap<Option<String>, usize> = HashMap::new();
    let mut lanes: Vec<Lane> = Vec::new();
    for (place, item) in timeline.items.iter().enumerate().filter(|(place, _)| on_line(*place)) {
        for name in names(item, by, cited) {
            let lane = *places.entry(name).or_insert_with_key(|name| {
                lanes.push(Lane { name: name.clone(), items: Vec::new() });
                lanes.len() - 1
            });
            lanes[lane].items.push(place);
        }
    }
    joined(lanes, most, rest)
}

fn names(item: &Item, by: Lanes, cited: &HashMap<ClaimId, &Cited>) -> Vec<Option<String>> {
    let named = match by {
        Lanes::Together => Vec::new(),
        Lanes::Property => vec![item.label.clone()],
        Lanes::Entity => item.entity.name.iter().cloned().collect(),
        Lanes::Speaker => {
            let mut voices: Vec<String> =
                item.statements.iter().filter_map(|claim| voice(cited.get(claim)?)).map(str::to_owned).collect();
            voices.sort_unstable();
            voices.dedup();
            voices
        }
        Lanes::Named(names) => names(item),
    };
    if named.is_empty() { vec![None] } else { named.into_iter().map(Some).collect() }
}

/// Who says a statement: its speaker, else its source.
pub(crate) fn voice(cited: &Cited) -> Option<&str> {
    cited.speaker.as_ref().unwrap_or(&cited.source).name.as_deref()
}

fn joined(mut lanes: Vec<Lane>, most: usize, rest: &str) -> Vec<Lane> {
    if lanes.len() <= most {
        return lanes;
    }
    let mut sizes: Vec<usize> = lanes.iter().map(|lane| lane.items.len()).collect();
    sizes.sort_unstable_by(|a, b| b.cmp(a));
    let (least, mut ties) =
        (sizes[most - 1], sizes[..most - 1].iter().filter(|&&size| size == sizes[most - 1]).count());
    let mut small = Vec::new();
    lanes.retain(|lane| {
        let tie = lane.items.len() == least && ties > 0;
        ties -= usize::from(tie);
        let stays = lane.items.len() > least || tie;
        if !stays {
            small.extend(&lane.items);
        }
        stays
    });
    small.sort_unstable();
    small.dedup();
    lanes.push(Lane { name: Some(rest.to_owned()), items: small });
    lanes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draw::invented::{happened_to, timeline_of};

    fn sizes(count: usize, most: usize) -> Vec<(String, usize)> {
        let items = (0..count).flat_map(|one| (0..=one).map(move |_| happened_to(&format!("mill {one}"), "2031")));
        let timeline = timeline_of(items.collect());
        let lanes = lanes(&timeline, Lanes::Entity, &HashMap::new(), |_| true, most, "others");
        lanes.into_iter().map(|lane| (lane.name.unwrap_or_default(), lane.items.len())).collect()
    }

    #[test]
    fn too_many_lanes_keep_the_fullest_and_lose_no_item() {
        let named = |name: &str, size| (name.to_owned(), size);
        assert_eq!(sizes(5, 3), [named("mill 3", 4), named("mill 4", 5), named("others", 6)]);
        assert_eq!(sizes(2, 3), [named("mill 0", 1), named("mill 1", 2)]);
    }

    #[test]
    fn what_two_say_stands_in_the_lane_of_each() {
        let timeline = timeline_of(vec![happened_to("mill", "2031"), happened_to("mill", "2032")]);
        let both = |_: &Item| vec!["radio".to_owned(), "courier".to_owned()];
        let lanes = lanes(&timeline, Lanes::Named(&both), &HashMap::new(), |_| true, 9, "others");
        assert_eq!(lanes.iter().map(|lane| lane.items.as_slice()).collect::<Vec<_>>(), [[0, 1], [0, 1]]);
    }
}
