//! What the columns of a list mean, as the fields of a form say it, and the other way round.

use daftar_register::import::{Axes, Column, Dates, Mapping, Part, REMARKS};

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
    whole(mapping, typed);
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
        let is_paired = typed.is(&format!("c{at}.paired"), "yes") && !mapping.pair.is_empty();
        let place = mapping.pair.iter().skip(1).position(|one| one == name);
        match (is_paired, place) {
            (true, None) => mapping.pair.push(name.clone()),
            (false, Some(place)) => drop(mapping.pair.remove(place + 1)),
            _ => {}
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

/// What is said of the list as a whole.
fn whole(mapping: &mut Mapping, typed: &mut Typed) {
    let some = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    if let Some(words) = typed.text_to_the_letter("nothing") {
        mapping.nothing = words.split(';').filter_map(some).collect();
    }
    // What is no column is told when the mapping is checked.
    if let Some(header) = typed.text_to_the_letter("stated-from") {
        mapping.stated_from = some(header);
    }
    if let Some(header) = typed.text_to_the_letter("pair") {
        let others = mapping.pair.get(1..).unwrap_or_default().to_vec();
        mapping.pair = some(header).map(|dates| std::iter::once(dates).chain(others).collect()).unwrap_or_default();
    }
    if let Some(crs) = typed.text_to_the_letter("crs").map(str::to_owned) {
        mapping.crs = some(&crs);
        if mapping.crs.as_deref().is_some_and(|crs| !is_crs(crs)) {
            typed.fault("crs", "fault-crs", Asks::Another);
        }
    }
}

/// `EPSG:32637`, as far as it looks.
fn is_crs(text: &str) -> bool {
    let number = text.get(..5).filter(|head| head.eq_ignore_ascii_case("EPSG:")).and_then(|_| text.get(5..));
    number.is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
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
        about: match typed.text_to_the_letter(&format!("c{at}.about")) {
            Some(_) => field("about"),
            None => known.and_then(|known| known.about.clone()),
        }
        .filter(|_| REMARKS.contains(&property)),
        split,
        kind: field("kind"),
        dates: field("dates").and_then(|word| Dates::parse(&word)),
        axes: match typed.text_to_the_letter(&format!("c{at}.axes")) {
            Some(word) => Axes::parse(word),
            None => known.and_then(|known| known.axes),
        },
        scheme: match typed.text_to_the_letter(&format!("c{at}.scheme")) {
            Some(id) => Some(id.to_owned()).filter(|id| !id.is_empty()),
            None => known.and_then(|known| known.scheme.clone()),
        }
        .filter(|_| known.is_some_and(|known| known.property.as_deref() == Some(property))),
        pictures: property == PICTURES,
        leave_out: property == LEFT_OUT,
    };
    if lang.as_ref().is_some_and(|tag| !sound(tag)) {
        typed.fault(&format!("c{at}.lang"), "fault-lang", Asks::Another);
        return known.cloned().unwrap_or(column);
    }
    column
}
