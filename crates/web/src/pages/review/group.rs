//! Which suggestions go together with the one in hand: what is obvious is decided at once.

use daftar_register::claim::Draft;

/// A group of suggestions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, serde::Deserialize, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Group {
    /// The one in hand alone.
    #[default]
    One,
    /// All from the same words.
    Passage,
    /// What its card is, and what it is called.
    Naming,
    /// All about its card.
    Card,
    /// All of the document.
    Document,
}

impl Group {
    /// The groups of several, the smallest first.
    pub(crate) const SEVERAL: [Group; 4] = [Group::Passage, Group::Naming, Group::Card, Group::Document];

    /// Whether a suggestion goes together with the one in hand. A link between cards is only ever decided alone.
    pub(crate) fn holds(self, hand: &Draft, other: &Draft) -> bool {
        if hand.id() == other.id() {
            return true;
        }
        let about_it = other.claim.subject == hand.claim.subject;
        let naming = ["kind", "name", "title"].contains(&other.claim.property.as_str());
        !other.link
            && match self {
                Group::One => false,
                Group::Passage => hand.place().is_some() && other.place() == hand.place(),
                Group::Naming => about_it && naming,
                Group::Card => about_it,
                Group::Document => true,
            }
    }

    /// The word in forms.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Group::One => "one",
            Group::Passage => "passage",
            Group::Naming => "naming",
            Group::Card => "card",
            Group::Document => "document",
        }
    }

    /// The id of the words that name it, with how many they are.
    pub(crate) fn words(self) -> &'static str {
        match self {
            Group::One => "group-one",
            Group::Passage => "group-passage",
            Group::Naming => "group-naming",
            Group::Card => "group-card",
            Group::Document => "group-document",
        }
    }
}
