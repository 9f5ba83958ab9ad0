//! What each column of a list means, with what stands in its first rows, how sure that is, and how it can be said otherwise.

use std::path::Path;

use daftar_register::claim::profile::{Property, Scheme};
use daftar_register::claim::{Profiles, PropertyId};
use daftar_register::date::Lang;
use daftar_register::import::{Axes, Column, Dates, Dialect, Guessed, Looked, MappingError, REMARKS, Understood};
use daftar_register::read::sheet::Manner;
use maud::{Markup, html};
use serde::Serialize;

use super::{Listed, rows, whole};
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::forms::typed::Typed;
use crate::lists::{LEFT_OUT, NEWLINE, PICTURES, Stage, Waiting, meaning};
use crate::pages::looking::Looking;
use crate::parts::list::{self, Part};
use crate::parts::why::mapping_error;
use crate::screen::Screen;
use crate::words::Said;

/// So many rows are shown as they are understood.
const ROWS: usize = 10;
/// So many of a column's cells are shown, and so many letters of each.
const CELLS: usize = 4;
const LETTERS: usize = 40;
/// What may stand between several values.
const SPLITS: [&str; 7] = [";", "؛", "|", ",", "،", "/", "\n"];
/// The languages that are offered; a mapping may have any.
const LANGS: [&str; 6] = ["ar", "en", "he", "tr", "fr", "hy"];

/// What a list holds, and what it is taken for.
#[derive(Serialize)]
pub(crate) struct Meant {
    pub(super) sheets: Vec<String>,
    /// What is odd about the file.
    pub(super) notes: Vec<String>,
    /// Of the columns, those of the page.
    part: Part,
    columns: Vec<Shown>,
    /// All columns, by name.
    names: Vec<String>,
    /// The columns that may be the key, by their first rows.
    keys: Vec<String>,
    /// What does not fit.
    #[serde(serialize_with = "as_words")]
    errors: Vec<MappingError>,
    /// The first rows, as they are understood.
    pub(super) rows: Vec<Understood>,
    /// Whether it was imported before.
    before: bool,
    pub(super) names_pictures: bool,
    /// The standard whose rules it follows.
    dialect: Option<Dialect>,
    #[serde(skip)]
    manner: Manner,
}

/// A column.
#[derive(Serialize)]
struct Shown {
    /// Its place among all, from 0.
    place: usize,
    name: String,
    /// What stands in its first rows.
    sample: Vec<String>,
    /// How sure it is that it means that.
    why: Option<Guessed>,
    key: bool,
    /// Whether its values belong to dates in another column, one by one.
    paired: bool,
    column: Option<Column>,
}

fn as_words<S: serde::Serializer>(errors: &[MappingError], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(errors.iter().map(ToString::to_string))
}

impl Meant {
    pub(super) fn of(waiting: &Waiting, folder: &Path, looking: &Looking<'_>, asked: &Asked) -> Result<Meant, Trouble> {
        let register = looking.register;
        let looked = waiting.look(folder, register)?;
        let errors = waiting.mapping.check(&looked.names, register.profiles());
        let part = Part::of(asked, looked.names.len());
        let (skipped, most) = part.place();
        let shown = looked.names.iter().enumerate().skip(skipped).take(most);
        let columns: Vec<Shown> = shown.map(|(at, name)| Shown::of(at, name, waiting, &looked)).collect();
        let mut rows = match errors.is_empty() {
            true => register.understand(&waiting.plan(folder, false), ROWS)?,
            false => Vec::new(),
        };
        // Of a very wide list, the columns of this page.
        if part.pages > 1 {
            let here = |name: &str| columns.iter().any(|column| column.name == name);
            rows.iter_mut().for_each(|row| row.cells.retain(|cell| here(&cell.column)));
        }
        Ok(Meant {
            notes: looked.told().map(|note| note.words(looking.ask.lang)).collect(),
            sheets: looked.sheets,
            part,
            columns,
            names: looked.names,
            keys: looked.keys,
            errors,
            rows,
            before: looked.before.is_some(),
            names_pictures: waiting.mapping.columns.iter().any(|column| column.pictures),
            dialect: waiting.mapping.dialect,
            manner: looked.manner,
        })
    }

    /// How the file was read, in words.
    pub(super) fn how(&self, screen: &Screen<'_>) -> String {
        let manner = &self.manner;
        let mut told =
            vec![screen.tell("import-form", &[("form", Said::Text(&format!("{:?}", manner.form).to_uppercase()))])];
        told.extend(manner.encoding.map(|label| screen.tell("import-in-encoding", &[("label", Said::Text(label))])));
        told.extend(manner.sheet.as_ref().map(|name| screen.tell("import-in-sheet", &[("name", Said::Text(name))])));
        let rows =
            |(first, last): (u64, u64)| if first == last { first.to_string() } else { format!("{first}–{last}") };
        told.push(match manner.header {
            Some(header) => screen.tell("import-in-header", &[("rows", Said::Text(&rows(header)))]),
            None => screen.say("import-no-header"),
        });
        let crs = manner.crs.as_deref().map(short);
        told.extend(crs.map(|crs| screen.tell("import-crs", &[("crs", Said::Text(&crs))])));
        told.extend(self.dialect.map(|dialect| match dialect {
            Dialect::Mcpd => screen.say("import-passports"),
            Dialect::UcdpGed => screen.say("import-ucdp"),
            Dialect::Acled => screen.say("import-acled"),
        }));
        told.join(screen.comma())
    }
}

impl Shown {
    fn of(at: usize, name: &str, waiting: &Waiting, looked: &Looked) -> Shown {
        let cells = looked.sample.iter().filter_map(|row| row.cells.get(at)).map(|cell| short(&cell.text));
        Shown {
            place: at,
            name: name.to_owned(),
            sample: cells.filter(|text| !text.is_empty()).take(CELLS).collect(),
            why: looked.why.get(at).copied().flatten(),
            key: waiting.mapping.key.iter().any(|key| key == name),
            paired: waiting.mapping.pair.iter().skip(1).any(|one| one == name),
            column: waiting.mapping.column(name).cloned(),
        }
    }
}

/// A cell on one line, and not all of a long one.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(LETTERS).collect();
    if short.len() < line.len() { short + "…" } else { short }
}

/// The form: the columns, the first rows as they are understood, and what is to be done.
pub(super) fn form(listed: &Listed, meant: &Meant, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let action = screen.plain(Address::ImportDo("columns"));
    let page = (meant.part.page > 1).then(|| meant.part.page.to_string());
    let action = with_query(&action, page.iter().map(|page| ("page", page.as_str())));
    let options = Options::of(&listed.waiting.mapping.kind, screen);
    html! {
        form.keep.columns-of-list method="post" action=(action) {
            (screen.token())
            @if listed.waiting.mapping.form.is_some() {
                p { (screen.say("import-statements")) }
                (faults(meant, screen))
            } @else {
                h3 { (screen.say("import-columns")) }
                p { (screen.say("import-columns-lead")) }
                (faults(meant, screen))
                (key(listed, meant, typed, screen))
                (whole::region(&listed.waiting.mapping, screen))
                (whole::dates(&listed.waiting, &meant.names, typed, screen))
                (whole::shapes(&listed.waiting.mapping, typed, screen))
                (whole::several(&listed.waiting.mapping, &meant.names, screen))
                (whole::vintage(&listed.waiting, meant.before, typed, screen))
                ul.plain.meant { @for column in &meant.columns { li { (one(column, &options, typed, screen)) } } }
                (list::turn(meant.part, screen))
                p.actions { button name="do" value="show" { (screen.say("import-show")) } }
            }
            @if meant.errors.is_empty() {
                (rows::understood(meant, screen))
                (go(listed, meant, typed, screen))
            }
        }
    }
}

fn faults(meant: &Meant, screen: &Screen<'_>) -> Markup {
    html! { @for error in &meant.errors { p.fault role="alert" { (mapping_error(error, screen)) } } }
}

/// What tells one row from all others.
fn key(listed: &Listed, meant: &Meant, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let fault = typed.fault_of("no-key");
    let named = |names: &[String]| names.iter().map(|name| format!("\u{2068}{name}\u{2069}")).collect::<Vec<_>>();
    let chosen = named(&listed.waiting.mapping.key).join(" + ");
    let likely = named(&meant.keys[..meant.keys.len().min(8)]).join(screen.comma());
    html! {
        fieldset.ask {
            legend { (screen.say("import-key")) }
            p.quiet { (screen.say("import-key-help")) }
            @if !chosen.is_empty() { p { (screen.tell("import-key-is", &[("columns", Said::Text(&chosen))])) } }
            @if !likely.is_empty() { p { (screen.tell("import-key-likely", &[("columns", Said::Text(&likely))])) } }
            div.check {
                input #no-key type="checkbox" name="no-key" value="yes" checked[listed.waiting.no_key]
                    aria-invalid=[fault.map(|_| "true")];
                label for="no-key" { (screen.say("import-no-key")) }
                @if let Some(fault) = fault { small.fault { (screen.say(fault.words)) } }
            }
        }
    }
}

/// What columns can be mapped to: property ids with their labels, by section.
struct Options {
    sections: Vec<(String, Vec<(String, String)>)>,
    kinds: Vec<String>,
}

impl Options {
    fn of(kind: &str, screen: &Screen<'_>) -> Options {
        let mut sections: Vec<(String, Vec<(String, String)>)> = Vec::new();
        let declared = screen.profiles.kinds.get(kind).into_iter().flat_map(|kind| &kind.properties);
        for property in declared.filter_map(|id| screen.profiles.property(id)).filter(|one| can_be_listed(one)) {
            let label = property.label.in_language(screen.tag()).to_owned();
            let named = match property.value.as_str() {
                "geometry" => parted(property, &label, screen),
                _ => vec![(property.id.to_string(), label)],
            };
            match sections.iter_mut().find(|(section, _)| *section == property.section) {
                Some((_, options)) => options.extend(named),
                None => sections.push((property.section.clone(), named)),
            }
        }
        let remarks = REMARKS.iter().filter_map(|id| screen.profiles.property(&PropertyId::parse(id).ok()?));
        let remarks = remarks.map(|one| (one.id.to_string(), one.label.in_language(screen.tag()).to_owned()));
        sections.push(("remarks".to_owned(), remarks.collect()));
        Options { sections, kinds: screen.profiles.kinds.keys().cloned().collect() }
    }
}

fn section_words(section: &str, screen: &Screen<'_>) -> String {
    match section {
        "remarks" => screen.say("import-remarks"),
        _ => screen.say(&format!("section-{section}")),
    }
}

/// Whether a cell can give a property its value.
fn can_be_listed(property: &Property) -> bool {
    let known = ["text", "number", "count", "date", "code", "geometry", "entity"].contains(&property.value.as_str());
    known && !["kind", "as-listed"].contains(&property.id.as_str())
}

fn parted(property: &Property, label: &str, screen: &Screen<'_>) -> Vec<(String, String)> {
    let half = |words: &str| screen.tell(words, &[("label", Said::Text(label))]);
    let id = property.id.as_str();
    vec![
        (id.to_owned(), label.to_owned()),
        (format!("{id}/latitude"), half("import-latitude")),
        (format!("{id}/longitude"), half("import-longitude")),
    ]
}

fn one(shown: &Shown, options: &Options, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let field = |what: &str| format!("c{}.{what}", shown.place);
    let chosen = meaning(shown.column.as_ref());
    let known = options.sections.iter().flat_map(|(_, all)| all).any(|(id, _)| *id == chosen);
    let special = ["", LEFT_OUT, PICTURES].contains(&chosen.as_str());
    html! {
        input type="hidden" name=(field("name")) value=(shown.name);
        p.header { b { bdi dir="auto" { (shown.name) } } }
        p.quiet.sample {
            @for (at, cell) in shown.sample.iter().enumerate() { @if at > 0 { " · " } bdi dir="auto" { (cell) } }
            @if shown.sample.is_empty() { (screen.say("import-column-empty")) }
        }
        div.field {
            label for=(field("property")) { (screen.say("import-means")) }
            select id=(field("property")) name=(field("property")) aria-describedby=[shown.why.map(|_| field("why"))] {
                option value="" selected[chosen.is_empty()] { (screen.say("import-as-listed")) }
                option value=(LEFT_OUT) selected[chosen == LEFT_OUT] { (screen.say("import-leave-out")) }
                option value=(PICTURES) selected[chosen == PICTURES] { (screen.say("import-names-pictures")) }
                @if !known && !special { option value=(chosen) selected { (chosen) } }
                @for (section, all) in &options.sections {
                    optgroup label=(section_words(section, screen)) {
                        @for (id, label) in all { option value=(id) selected[*id == chosen] { (label) } }
                    }
                }
            }
            @if let Some(why) = shown.why { small id=(field("why")) { (screen.say(sure(why))) } }
        }
        div.check {
            input id=(field("key")) type="checkbox" name=(field("key")) value="yes" checked[shown.key];
            label for=(field("key")) { (screen.say("import-is-key")) }
        }
        (more(shown, options, typed, screen))
    }
}

fn sure(guessed: Guessed) -> &'static str {
    match guessed {
        Guessed::Name => "import-sure-name",
        Guessed::OtherName => "import-sure-other",
        Guessed::Contains => "import-sure-contains",
        Guessed::Alike => "import-sure-alike",
    }
}

/// What else can be said of a column.
fn more(shown: &Shown, options: &Options, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let nothing = Column::default();
    let column = shown.column.as_ref().unwrap_or(&nothing);
    let field = |what: &str| format!("c{}.{what}", shown.place);
    let told =
        [&column.lang, &column.unit, &column.unit_from, &column.when_from, &column.about, &column.split, &column.kind];
    let fault = typed.fault_of(&field("lang"));
    let pair = |value: &str, words: String| (value.to_owned(), words);
    let langs: Vec<(String, String)> = others(&LANGS, column.lang.as_deref())
        .into_iter()
        .map(|tag| pair(tag, screen.tell("import-lang-tag", &[("tag", Said::Text(tag))])))
        .collect();
    let splits: Vec<(String, String)> = others(&SPLITS, column.split.as_deref())
        .into_iter()
        .map(|split| match split {
            "\n" => pair(NEWLINE, screen.say("import-split-line")),
            other => pair(other, other.to_owned()),
        })
        .collect();
    let kinds: Vec<(String, String)> = options.kinds.iter().map(|kind| pair(kind, screen.kind(kind))).collect();
    let split = column.split.as_deref().map(|split| if split == "\n" { NEWLINE } else { split });
    let choose = |what: &str, label: &str, none: &str, all: &[(String, String)], chosen: Option<&str>| {
        html! {
            div.field {
                label for=(field(what)) { (screen.say(label)) }
                select id=(field(what)) name=(field(what)) {
                    option value="" { (screen.say(none)) }
                    @for (value, words) in all { option value=(value) selected[chosen == Some(value)] { (words) } }
                }
            }
        }
    };
    let line = |what: &str, label: &str, value: Option<&str>| {
        html! {
            div.field {
                label for=(field(what)) { (screen.say(label)) }
                input id=(field(what)) name=(field(what)) value=[value] dir="auto" autocomplete="off";
            }
        }
    };
    html! {
        details open[fault.is_some()] {
            summary { (screen.say("import-column-more")) @if told.iter().any(|one| one.is_some()) || column.dates.is_some() { " · " (summed(column, screen)) } }
            div.pair {
                (choose("lang", "import-lang", "import-lang-none", &langs, column.lang.as_deref()))
                (choose("split", "import-split", "import-split-none", &splits, split))
                (line("unit", "import-unit", column.unit.as_deref()))
                (line("unit-from", "import-unit-from", column.unit_from.as_deref()))
                (line("when-from", "import-when-from", column.when_from.as_deref()))
                @if column.property.as_deref().is_some_and(|id| REMARKS.contains(&id)) {
                    (line("about", "import-about", column.about.as_deref()))
                }
                @if is_of(column, "date", screen) {
                    @let orders = Dates::ALL.map(|(word, dates)| pair(word, screen.say(order_words(dates))));
                    @let chosen = column.dates.and_then(order_word);
                    (choose("dates", "import-dates", "import-dates-none", &orders, chosen))
                }
                @if let Some(schemes) = schemes(column, screen) {
                    (choose("scheme", "import-scheme", "import-scheme-own", &schemes, column.scheme.as_deref()))
                }
                @if is_of(column, "geometry", screen) {
                    @let ways = Axes::ALL.map(|(word, axes)| pair(word, screen.say(axes_words(axes))));
                    @let chosen = Axes::ALL.iter().find(|(_, axes)| column.axes == Some(*axes)).map(|(word, _)| *word);
                    (choose("axes", "import-axes", "import-axes-usual", &ways, chosen))
                }
                (choose("kind", "import-column-kind", "import-column-kind-usual", &kinds, column.kind.as_deref()))
            }
            @if column.split.is_some() {
                div.check {
                    input id=(field("paired")) type="checkbox" name=(field("paired")) value="yes" checked[shown.paired];
                    label for=(field("paired")) { (screen.say("import-paired")) }
                }
            }
            @if let Some(fault) = fault { p.fault { (screen.say(fault.words)) } }
        }
    }
}

/// Whether a column gives values of a type.
fn is_of(column: &Column, value: &str, screen: &Screen<'_>) -> bool {
    property_of(column, screen).is_some_and(|property| property.value == value)
}

fn property_of<'s>(column: &Column, screen: &'s Screen<'_>) -> Option<&'s Property> {
    screen.profiles.property(&PropertyId::parse(column.property.as_deref()?).ok()?)
}

/// The other schemes by whose codes a column may grade; none where its property takes no other.
fn schemes(column: &Column, screen: &Screen<'_>) -> Option<Vec<(String, String)>> {
    let own = property_of(column, screen)?.scheme.as_deref()?;
    let named = |scheme: &Scheme| (scheme.id.clone(), scheme.label.in_language(screen.tag()).to_owned());
    let all: Vec<(String, String)> = screen.profiles.mapped_onto(own).map(named).collect();
    (!all.is_empty()).then_some(all)
}

fn axes_words(axes: Axes) -> &'static str {
    match axes {
        Axes::LatitudeFirst => "import-axes-latitude",
        Axes::LongitudeFirst => "import-axes-longitude",
    }
}

fn order_words(dates: Dates) -> &'static str {
    match dates {
        Dates::DayFirst => "import-dates-day",
        Dates::MonthFirst => "import-dates-month",
    }
}

/// The word that a mapping has for it.
fn order_word(dates: Dates) -> Option<&'static str> {
    Dates::ALL.iter().find(|(_, one)| *one == dates).map(|(word, _)| *word)
}

/// What is offered, and what is chosen if it is not among it.
fn others<'t>(offered: &[&'t str], chosen: Option<&'t str>) -> Vec<&'t str> {
    let other = chosen.filter(|one| !offered.contains(one));
    offered.iter().copied().chain(other).collect()
}

/// What was said besides, in short.
fn summed(column: &Column, screen: &Screen<'_>) -> Markup {
    let split = column
        .split
        .as_deref()
        .map(|split| if split == "\n" { screen.say("import-split-line") } else { split.to_owned() });
    let kind = column.kind.as_ref().map(|kind| screen.kind(kind));
    let dates = column.dates.map(|dates| screen.say(order_words(dates)));
    let (unit_from, when_from, about) = (column.unit_from.clone(), column.when_from.clone(), column.about.clone());
    let all = [column.lang.clone(), split, column.unit.clone(), unit_from, when_from, about, kind, dates];
    html! { @for (at, one) in all.iter().flatten().enumerate() { @if at > 0 { " · " } bdi dir="auto" { (one) } } }
}

/// What is to be done with it.
fn go(listed: &Listed, meant: &Meant, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let looked = match &listed.waiting.stage {
        Stage::Looked(imported) => Some(imported),
        _ => None,
    };
    let emptied = looked.map_or(0, |imported| usize::try_from(imported.emptied).unwrap_or(usize::MAX));
    let fault = typed.fault_of("emptied");
    html! {
        @if emptied > 0 {
            fieldset.ask {
                legend { (screen.count("import-emptied", emptied)) }
                @for (value, words) in [("keep", "import-emptied-keep"), ("withdraw", "import-emptied-withdraw")] {
                    @let id = format!("emptied-{value}");
                    div.check {
                        input id=(id) type="radio" name="emptied" value=(value);
                        label for=(id) { (screen.say(words)) }
                    }
                }
                @if let Some(fault) = fault { small.fault { (screen.say(fault.words)) } }
            }
        }
        @if meant.before && looked.is_none() { p { (screen.say("import-before")) } }
        p.actions {
            @if meant.before && looked.is_none() {
                button name="do" value="look" { (screen.say("import-look")) }
            } @else {
                button name="do" value="go" { (screen.say("import-go")) }
                button.second name="do" value="look" { (screen.say("import-look")) }
            }
        }
    }
}

/// The label of a property by its id.
pub(super) fn label(id: &PropertyId, profiles: &Profiles, lang: Lang) -> String {
    profiles.property(id).map_or(id.as_str(), |one| one.label.in_language(lang.tag())).to_owned()
}
