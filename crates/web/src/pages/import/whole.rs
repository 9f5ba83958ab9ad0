//! What is said of a list as a whole: where and of when its things are, when it was said, in which coordinates, which of its cells say
//! nothing, and which vintage of a list that changes it is.

use daftar_register::date::Lang;
use daftar_register::import::Mapping;
use daftar_register::shipped_periods;
use maud::{Markup, html};

use crate::forms::typed::Typed;
use crate::lists::Waiting;
use crate::screen::Screen;

/// More columns are not offered in a list.
const OFFERED: usize = 200;

/// Where the things are from, by which names of periods in columns of dates are read.
pub(super) fn region(mapping: &Mapping, screen: &Screen<'_>) -> Markup {
    let called = |[en, ar]: [&'static str; 2]| if screen.lang == Lang::Ar { ar } else { en };
    html! {
        details open[mapping.region.is_some()] {
            summary { (screen.say("import-region")) }
            div.field {
                label for="region" { (screen.say("import-region-label")) }
                select #region name="region" aria-describedby="region-note" {
                    option value="" { (screen.say("import-region-none")) }
                    @for (id, names) in shipped_periods().regions() {
                        option value=(id) selected[mapping.region.as_deref() == Some(id)] { (called(names)) }
                    }
                }
                small #region-note { (screen.say("import-region-help")) }
            }
        }
    }
}

/// Of which day it tells, and when that was said.
pub(super) fn dates(waiting: &Waiting, names: &[String], typed: &Typed, screen: &Screen<'_>) -> Markup {
    let mapping = &waiting.mapping;
    html! {
        details open[mapping.as_of.is_some() || mapping.stated_from.is_some()] {
            summary { (screen.say("import-as-of")) }
            (line("as-of", "import-as-of-label", "import-as-of-help", mapping.as_of.as_deref(), typed, screen))
            (of_columns("stated-from", "import-stated-from", names, mapping.stated_from.as_deref(), screen))
        }
    }
}

/// In which system of coordinates its shapes are.
pub(super) fn shapes(mapping: &Mapping, typed: &Typed, screen: &Screen<'_>) -> Markup {
    html! {
        details open[mapping.crs.is_some()] {
            summary { (screen.say("import-coordinates")) }
            (line("crs", "import-crs-label", "import-crs-help", mapping.crs.as_deref(), typed, screen))
        }
    }
}

/// Which of its cells, or parts of cells, say nothing; and the dates to which the values of other cells belong, one by one.
pub(super) fn several(mapping: &Mapping, names: &[String], screen: &Screen<'_>) -> Markup {
    let nothing = Some(mapping.nothing.join("; ")).filter(|words| !words.is_empty());
    let dates = mapping.pair.first().map(String::as_str);
    html! {
        details open[nothing.is_some() || dates.is_some()] {
            summary { (screen.say("import-several")) }
            (line("nothing", "import-nothing", "import-nothing-help", nothing.as_deref(), &Typed::default(), screen))
            (of_columns("pair", "import-pair", names, dates, screen))
            p.quiet { (screen.say("import-pair-help")) }
        }
    }
}

/// When it was fetched; and whether it withdrew what it lacks now.
pub(super) fn vintage(waiting: &Waiting, before: bool, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let retrieved = Some(waiting.retrieved.as_str()).filter(|text| !text.is_empty());
    html! {
        details open[retrieved.is_some() || waiting.note_gone] {
            summary { (screen.say("import-vintage")) }
            (line("retrieved", "import-retrieved", "import-retrieved-help", retrieved, typed, screen))
            @if before {
                div.check {
                    input #note-gone type="checkbox" name="note-gone" value="yes" checked[waiting.note_gone];
                    label for="note-gone" { (screen.say("import-note-gone")) }
                }
            }
        }
    }
}

fn line(name: &str, label: &str, help: &str, value: Option<&str>, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let (fault, note) = (typed.fault_of(name), format!("{name}-note"));
    html! {
        div.field {
            label for=(name) { (screen.say(label)) }
            input id=(name) name=(name) value=[value] dir="ltr" autocomplete="off" aria-describedby=(note)
                aria-invalid=[fault.map(|_| "true")];
            small id=(note) .fault[fault.is_some()] { (screen.say(fault.map_or(help, |fault| fault.words))) }
        }
    }
}

/// A choice of one of the columns; where they are very many, it is typed.
fn of_columns(name: &str, label: &str, names: &[String], chosen: Option<&str>, screen: &Screen<'_>) -> Markup {
    if names.len() > OFFERED {
        return line(name, label, "import-column-typed", chosen, &Typed::default(), screen);
    }
    html! {
        div.field {
            label for=(name) { (screen.say(label)) }
            select id=(name) name=(name) {
                option value="" { (screen.say("import-no-column")) }
                @for one in names { option value=(one) selected[chosen == Some(one.as_str())] { (one) } }
            }
        }
    }
}
