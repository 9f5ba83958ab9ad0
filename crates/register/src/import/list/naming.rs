//! What the cells of a column name: of which kinds that is, and whether a list may make it.

use daftar_claim::PropertyId;
use daftar_view::NUMBER;

use super::List;
use crate::import::told::Why;

/// What tells which thing a card is about.
pub(crate) const ABOUT: &str = "about";
/// The kind of what is named where no kind is told.
pub(crate) const ANY_KIND: &str = "thing";

/// What the cells of a column name.
pub(crate) struct Naming<'l> {
    /// It is of one of these kinds, and what is new of the first; of any kind where none is told, and what is new a thing.
    pub(crate) kinds: Vec<&'l str>,
    /// Whether it is made where nothing here is called so.
    pub(crate) makes: bool,
}

impl Naming<'_> {
    /// Whether something of these kinds may be meant.
    pub(crate) fn fits(&self, kinds: &[&str]) -> bool {
        self.kinds.is_empty() || self.kinds.iter().any(|kind| kinds.contains(kind))
    }
}

impl List<'_> {
    /// Of which kinds is what a column's cells name, and whether it is made where nothing here is called so.
    pub(crate) fn naming(&self, column: &str, property: &PropertyId) -> Naming<'_> {
        let told = self.mapping.column(column).and_then(|column| column.kind.as_deref());
        let usual = || self.profiles.property(property).and_then(|property| property.of_kind.as_deref());
        let own = self.profiles.kinds.get(&self.mapping.kind).filter(|_| property.as_str() == ABOUT);
        let concerns = own.map_or(&[][..], |kind| &kind.concerns);
        match (told.or_else(usual), concerns) {
            (Some(kind), _) => Naming { kinds: vec![kind], makes: true },
            (None, []) => Naming { kinds: Vec::new(), makes: true },
            (None, concerns) => Naming { kinds: concerns.iter().map(String::as_str).collect(), makes: false },
        }
    }

    /// The kind of what a property's entities are; the first of several.
    pub(crate) fn kind_of(&self, column: &str, property: &PropertyId) -> &str {
        self.naming(column, property).kinds.first().copied().unwrap_or(ANY_KIND)
    }

    /// Whether a column names things of the kind that its rows are: a lot that another one was grown from.
    pub(crate) fn names_its_own(&self) -> bool {
        let mut of_column = self.columns.iter().filter_map(|column| Some((&column.name, column.property.as_ref()?)));
        of_column.any(|(column, property)| {
            let entity = self.profiles.property(property).is_some_and(|property| property.value == "entity");
            entity && self.may_be_row(&self.naming(column, property))
        })
    }

    /// Whether what is named may be one of its rows.
    pub(crate) fn may_be_row(&self, naming: &Naming<'_>) -> bool {
        naming.fits(&[self.mapping.kind.as_str()])
    }

    /// Whether things of these kinds bear numbers.
    pub(crate) fn are_numbered(&self, naming: &Naming<'_>) -> bool {
        let bears = |kind: &daftar_claim::profile::Kind| kind.properties.iter().any(|id| id.as_str() == NUMBER);
        let mut kinds = naming.kinds.iter().filter_map(|kind| self.profiles.kinds.get(*kind));
        naming.kinds.is_empty() || kinds.any(bears)
    }

    /// What nothing here is called, though it must be, in both languages.
    pub(crate) fn no_such(&self, naming: &Naming<'_>) -> Why {
        let labels = |lang: &str| {
            let label = |kind: &&str| match self.profiles.kinds.get(*kind) {
                Some(known) => known.label.in_language(lang).to_owned(),
                None => (*kind).to_owned(),
            };
            naming.kinds.iter().map(label).collect::<Vec<_>>()
        };
        Why::NoSuch { kind: labels("en").join(" or "), in_arabic: labels("ar").join(" أو ") }
    }
}
