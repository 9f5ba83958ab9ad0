//! The mark of a state: a shape, a colour and a word for each step of a scale, drawn once and used by legend, list and map.

use daftar_register::view::Place;
use maud::{Markup, html};

use super::words::Words;

/// A step: the worse, the higher; what is worse than the last step bears its mark.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Level {
    /// Nobody tells its state.
    Untold,
    /// Somebody says that it is not known.
    NotKnown,
    /// A rank of the scale.
    Rank(u8),
}

/// The last step.
const WORST: i64 = 5;

impl Level {
    /// All steps, the worst first.
    pub(super) fn all() -> impl Iterator<Item = Level> {
        (0..=WORST as u8).rev().map(Level::Rank).chain([Level::NotKnown, Level::Untold])
    }

    /// The worst that any source tells of a place.
    pub(super) fn of(place: &Place) -> Level {
        let level = |rank: i64| Level::Rank(u8::try_from(rank.clamp(0, WORST)).unwrap_or_default());
        let told = place.states.iter().map(|state| state.rank.map_or(Level::NotKnown, level));
        told.max().unwrap_or(Level::Untold)
    }

    /// Its name in classes, data and words.
    pub(super) fn name(self) -> String {
        match self {
            Level::Untold => "untold".into(),
            Level::NotKnown => "not-known".into(),
            Level::Rank(rank) => rank.to_string(),
        }
    }

    /// Its words.
    pub(super) fn words(self, words: &Words) -> String {
        words.say(match self {
            Level::Untold => "map-level-untold",
            Level::NotKnown => "map-level-not-known",
            Level::Rank(0) => "map-level-0",
            Level::Rank(1) => "map-level-1",
            Level::Rank(2) => "map-level-2",
            Level::Rank(3) => "map-level-3",
            Level::Rank(4) => "map-level-4",
            Level::Rank(_) => "map-level-5",
        })
    }

    /// Its shape, 24 units wide.
    pub(super) fn mark(self) -> Markup {
        let class = format!("map-mark map-level-{}", self.name());
        html! {
            svg class=(class) viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
                @match self {
                    Level::Rank(0) => { circle cx="12" cy="12" r="8" {} }
                    Level::Rank(1) => { circle cx="12" cy="12" r="8" {} circle class="map-hole" cx="12" cy="12" r="3.5" {} }
                    Level::Rank(2) => { rect x="5" y="5" width="14" height="14" rx="2" {} rect class="map-hole" x="9.5" y="9.5" width="5" height="5" {} }
                    Level::Rank(3) => { rect x="5" y="5" width="14" height="14" rx="1" {} }
                    Level::Rank(4) => { path d="M12 3 L22 20.5 H2 Z" {} }
                    Level::Rank(_) => { path d="M12 2 L22 12 L12 22 L2 12 Z" {} path class="map-cross" d="M8.2 8.2 L15.8 15.8 M15.8 8.2 L8.2 15.8" {} }
                    Level::NotKnown => { circle cx="12" cy="12" r="8" {} path class="map-cross" d="M9.6 10 a2.5 2.5 0 1 1 3.2 2.4 q-.8 .3 -.8 1.4 M12 16.3 v.2" {} }
                    Level::Untold => { circle cx="12" cy="12" r="6" {} }
                }
            }
        }
    }
}

/// What marks a place that cards name, in classes and data.
pub(super) const NAMED: &str = "named";

/// The mark of a place at which cards stand that name it: a sheaf of cards, which bears their number. It tells no state.
pub(super) fn named_mark() -> Markup {
    html! {
        svg class="map-mark map-level-named" viewBox="0 0 24 24" aria-hidden="true" focusable="false" {
            rect x="7.5" y="2.5" width="14" height="12" rx="1.5" {}
            rect x="2.5" y="8.5" width="14" height="12" rx="1.5" {}
        }
    }
}

/// The mark of sources that differ: an equals sign, struck through. Drawn, since fonts disagree on it.
pub(super) fn differ_mark() -> Markup {
    html! {
        svg class="map-differ-mark" viewBox="0 0 16 16" aria-hidden="true" focusable="false" {
            path d="M3 6 H13 M3 10 H13 M11 2.5 L5 13.5" {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_register::date::Lang;
    use std::collections::BTreeSet;

    #[test]
    fn each_step_has_a_shape_and_a_word_of_its_own() {
        let words = Words::of(Lang::Ar);
        let marks: BTreeSet<String> = Level::all().map(|level| level.mark().into_string()).collect();
        let said: BTreeSet<String> = Level::all().map(|level| level.words(&words)).collect();
        assert_eq!((marks.len(), said.len()), (8, 8));
        assert!(said.iter().all(|word| !word.starts_with("map-")), "{said:?}");
    }
}
