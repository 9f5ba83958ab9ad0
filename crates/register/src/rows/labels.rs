//! What columns and their values are called on a screen.

use std::collections::HashMap;

use daftar_claim::{EntityId, Profiles, PropertyId, Value};
use daftar_date::Lang;
use daftar_table::{Cell, DIFFERS, LACKS, NAMED_BY, RowName};
use daftar_view::{Ask, Surroundings, value_words};

use crate::{Register, RegisterError};

/// Words for columns and cells in one language.
#[derive(Debug)]
pub struct Labels<'r> {
    profiles: &'r Profiles,
    lang: Lang,
    names: HashMap<EntityId, String>,
}

impl Register {
    /// Words for these cells, with the names of the entities among them as the asking audience may see them.
    ///
    /// # Errors
    /// When the index cannot be read.
    pub fn labels<'c>(
        &self,
        cells: impl IntoIterator<Item = &'c Cell>,
        ask: &Ask,
    ) -> Result<Labels<'_>, RegisterError> {
        let table = self.table(ask.audience)?;
        let mut names = HashMap::new();
        for cell in cells {
            if let Cell::Entity(entity) = cell
                && !names.contains_key(entity)
                && let Some(name) = RowName::in_language(&table.names_of(entity)?, ask.lang.tag())
            {
                names.insert(*entity, name.text.clone());
            }
        }
        Ok(Labels { profiles: &self.profiles, lang: ask.lang, names })
    }

    /// The same, with the names that are known from what was heard around a few cards: the table is not asked.
    pub(crate) fn labels_around<'c>(
        &self,
        cells: impl IntoIterator<Item = &'c Cell>,
        around: &Surroundings,
        lang: Lang,
    ) -> Labels<'_> {
        let named = cells.into_iter().filter_map(|cell| match cell {
            Cell::Entity(entity) => Some((*entity, around.name(*entity, lang)?.to_owned())),
            _ => None,
        });
        Labels { profiles: &self.profiles, lang, names: named.collect() }
    }
}

impl Labels<'_> {
    /// What the column of names is called.
    pub fn name(&self) -> &'static str {
        self.pick("name", "الاسم")
    }

    /// What a column is called.
    pub fn field(&self, field: &str) -> String {
        match field {
            DIFFERS => self.pick("sources differ", "المصادر تختلف").to_owned(),
            NAMED_BY => self.pick("named by others as", "تذكره بطاقات أخرى بوصفه").to_owned(),
            LACKS => self.pick("still to be said", "ما بقي أن يُقال").to_owned(),
            property => {
                let declared = PropertyId::parse(property).ok().and_then(|id| self.profiles.property(&id));
                declared.map_or(property, |declared| declared.label.in_language(self.lang.tag())).to_owned()
            }
        }
    }

    /// What a value of a column is called.
    pub fn cell(&self, field: &str, cell: &Cell) -> String {
        match (field, cell) {
            (DIFFERS, Cell::Code { code, .. }) if code == "yes" => self.pick("yes", "نعم").to_owned(),
            (DIFFERS, _) => self.pick("possibly", "ربما").to_owned(),
            (NAMED_BY, Cell::Code { code, .. }) => self.field(code),
            (LACKS, Cell::Code { code, .. }) => self.level(code),
            (_, Cell::Entity(entity)) => {
                let short = || entity.0.to_string().chars().take(12).collect();
                self.names.get(entity).cloned().unwrap_or_else(short)
            }
            (_, Cell::Something) => self.pick("said", "مذكور").to_owned(),
            (_, other) => {
                other.value().map_or_else(|| other.plain(), |value| value_words(&value, self.lang, self.profiles))
            }
        }
    }

    /// What a value is called; of a position, which no column holds, with how far off it may be.
    pub fn value(&self, field: &str, value: &Value) -> String {
        match value {
            Value::Geometry { uncertainty, .. } => {
                let words = value_words(value, self.lang, self.profiles);
                uncertainty.as_ref().map_or(words.clone(), |metres| format!("{words} ± {} m", metres.as_str()))
            }
            other => self.cell(field, &Cell::of(other)),
        }
    }

    /// `KIND/LEVEL` in words.
    fn level(&self, code: &str) -> String {
        let found = code.split_once('/').and_then(|(kind, level)| {
            let kind = self.profiles.kinds.get(kind)?;
            Some((kind, kind.levels.iter().find(|one| one.id == level)?))
        });
        found.map_or_else(
            || code.to_owned(),
            |(kind, level)| {
                let tag = self.lang.tag();
                format!("{}: {}", kind.label.in_language(tag), level.label.in_language(tag))
            },
        )
    }

    fn pick(&self, english: &'static str, arabic: &'static str) -> &'static str {
        match self.lang {
            Lang::En => english,
            Lang::Ar => arabic,
        }
    }
}
