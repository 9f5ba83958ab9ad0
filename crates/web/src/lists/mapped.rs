//! What the columns of a list mean, as the fields of a form say it, and the other way round.

use daftar_register::import::{Column, Dates, Mapping, Part};

use crate::forms::typed::{Asks, Typed};

/// What a column's field holds when nothing of it is recorded, and when it names pictures.
pub(crate) const LEFT_OUT: &str = "-";
pub(crate) const PICTURES: &str = "+pictures";
/// How a form writes that values stand on lines of their own.
pub(crate) const NEWLINE: &str = "\\n";

/// What the field of a column's meaning holds.
pub(crate) fn meaning(column: Option<&Column>) -> String {
    let Some(column) = column else { return String::new() };
    match (&column.property, column.part) {
        _ if column.leave_out => LEFT_OUT.to_owned(),
        _ if column.pictures => PICTURES.to_owned(),
        (Some(property), Some(Part::Latitude)) => format!("{property}/latitude"),
        (Some(property), Some(Part::Longitude)) => format!("{property}/longitude"),
        (Some(property), None) => property.clone(),
        (None, _) => String::new(),
    }
}

/// Puts what a form says into a mapping; of the columns that the form shows, and of the key. `names` are those of the list.
/// Whether anything is other than before.
pub(crate) fn take(mapping: &mut Mapping, names: &[String], typed: &mut Typed) -> bool {
    if mapping.form.is_some() {
        return false;
    }
    let before = mapping.clone();
    if let Some(region) = typed.text_to_the_letter("region") {
        mapping.region = Some(region.to_owned()).filter(|region| !region.is_empty());
    }
    if let Some(day) = typed.text_to_the_letter("as-of") {
        mapping.as_of = Some(day.trim().to_owned()).filter(|day| !day.is_empty());
    }
    for (at, name) in names.iter().enumerate() {
        // A form of another list, or of another part of it, says nothing of this column.
        if typed.text_to_the_letter(&format!("c{at}.name")) != Some(name.as_str()) {
            continue;
        }
        let column = column(at, name, mapping.column(name), typed);
        match mapping.columns.iter_mut().find(|one| one.header == *name) {
            Some(one) => *one = column,
            None => mapping.columns.push(column),
        }
        let is_key = typed.is(&format!("c{at}.key"), "yes");
        if !is_key {
            mapping.key.retain(|key| key != name);
        } else if !mapping.key.contains(name) {
            mapping.key.push(name.clone());
        }
    }
    let place = |header: &String| names.iter().position(|name| name == header);
    mapping.key.sort_by_key(place);
    *mapping != before
}

fn column(at: usize, name: &str, known: Option<&Column>, typed: &mut Typed) -> Column {
    let field = |what: &str| Some(typed.text(&format!("c{at}.{what}")).to_owned()).filter(|text| !text.is_empty());
    let meaning = field("property").unwrap_or_default();
    let (property, part) = match meaning.rsplit_once('/') {
        Some((property, "latitude")) => (property, Some(Part::Latitude)),
        Some((property, "longitude")) => (property, Some(Part::Longitude)),
        _ => (meaning.as_str(), None),
    };
    let special = [LEFT_OUT, PICTURES, ""].contains(&property);
    let split = typed.text_to_the_letter(&format!("c{at}.split")).filter(|text| !text.is_empty());
    let split = split.map(|text| if text == NEWLINE { "\n".to_owned() } else { text.to_owned() });
    let lang = field("lang");
    let sound = |tag: &String| tag.len() <= 35 && tag.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let column = Column {
        header: name.to_owned(),
        property: (!special).then(|| property.to_owned()),
        part,
        lang: lang.clone().filter(sound),
        unit: field("unit"),
        unit_from: field("unit-from"),
        when_from: field("when-from"),
        split,
        kind: field("kind"),
        dates: field("dates").and_then(|word| Dates::parse(&word)),
        // What only a mapping of one's own says stays as it was.
        axes: known.and_then(|known| known.axes),
        scheme: known
            .filter(|known| known.property.as_deref() == Some(property))
            .and_then(|known| known.scheme.clone()),
        pictures: property == PICTURES,
        leave_out: property == LEFT_OUT,
    };
    if lang.as_ref().is_some_and(|tag| !sound(tag)) {
        typed.fault(&format!("c{at}.lang"), "fault-lang", Asks::Another);
        return known.cloned().unwrap_or(column);
    }
    column
}
