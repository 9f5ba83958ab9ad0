//! The numbers as tables: everything state by state, then a line for each group.

use daftar_register::view::totals::words::{Share, cell, number, tells_damage};
use daftar_register::view::totals::{Counted, Group};
use maud::{Markup, html};

use super::{Page, is_public};
use crate::screen::Screen;

/// Everything that is asked about: each state with its share, then sums, areas, and on whom it rests.
pub(super) fn whole(data: &Page, screen: &Screen<'_>) -> Markup {
    let group = &data.totals.whole;
    let of = group.denominator(&data.totals);
    html! {
        section.inventory {
            h2 { (screen.say("totals-whole")) ": " (link(group, "things", &group.things, screen)) }
            @if data.totals.has_scale && group.could > 0 {
                p.quiet {
                    (screen.say("totals-shares-of")) " " (screen.digits(&number(of)))
                    @if let Some(source) = data.of_source.as_ref().filter(|_| data.totals.of.is_some()) { " (" (screen.say("according-to")) " " bdi dir="auto" { (source) } ")" }
                    @else { " (" (screen.say("totals-of-register")) ")" }
                }
                div.scroll tabindex="0" role="region" aria-label=(screen.say("totals-whole")) {
                    table.loads {
                        thead { tr { @for words in ["totals-column-state", "totals-column-just", "totals-column-worse", "totals-column-share"] { th scope="col" { (screen.say(words)) } } } }
                        tbody { (steps(data, group, of, screen)) (lacks(data, group, of, screen)) }
                    }
                }
                @if group.disputed > 0 { p.note { (screen.say("totals-disputed")) ": " (screen.digits(&number(group.disputed))) } }
            }
            (beside(data, group, screen))
        }
    }
}

fn steps(data: &Page, group: &Group, of: u64, screen: &Screen<'_>) -> Markup {
    html! {
        @for (place, step) in data.totals.steps.iter().enumerate() {
            @let words = data.totals.step_words.get(place).map_or(step.code.as_str(), String::as_str);
            @if let (Some(just), Some(worse)) = (group.steps.get(place), group.or_worse.get(place)) {
                @let code = format!("{}+", step.code);
                @let worse = data.totals.tells_or_worse(step).then_some((code.as_str(), worse));
                (line(words, &step.code, just, worse, group, of, screen))
            }
        }
    }
}

fn lacks(data: &Page, group: &Group, of: u64, screen: &Screen<'_>) -> Markup {
    let lang = screen.lang;
    html! {
        @if tells_damage(&data.totals) { (line(cell("damaged", lang), "any-damage", &group.damaged, None, group, of, screen)) }
        (line(cell("not-known", lang), "not-known", &group.not_known, None, group, of, screen))
        @if group.none.high > 0 { (line(cell("none", lang), "none", &group.none, None, group, of, screen)) }
        (line(cell("no-claim", lang), "no-claim", &group.no_claim, None, group, of, screen))
        (line(cell("recovered", lang), "recovered", &group.recovered, None, group, of, screen))
    }
}

fn line(
    words: &str,
    code: &str,
    just: &Counted,
    worse: Option<(&str, &Counted)>,
    group: &Group,
    of: u64,
    screen: &Screen<'_>,
) -> Markup {
    html! {
        tr {
            td data-column=(screen.say("totals-column-state")) { bdi { (words) } }
            td data-column=(screen.say("totals-column-just")) { (link(group, code, just, screen)) }
            td data-column=(screen.say("totals-column-worse")) { @if let Some((code, worse)) = worse { (link(group, code, worse, screen)) } }
            td data-column=(screen.say("totals-column-share")) { @if let Some(share) = Share::of(just, of).filter(|_| just.high > 0) { (screen.digits(&share.words(screen.lang))) } }
        }
    }
}

/// A number, which opens what is under it.
fn link(group: &Group, code: &str, counted: &Counted, screen: &Screen<'_>) -> Markup {
    let words = screen.digits(&counted.words(screen.lang));
    let key = group.key.to_string();
    html! {
        @if counted.high == 0 { (words) }
        @else { a href={ (screen.here(&[("open", code), ("group", &key), ("page", "")])) "#opened" } { (words) } }
    }
}

/// Sums, areas, and on whom it rests.
fn beside(data: &Page, group: &Group, screen: &Screen<'_>) -> Markup {
    let lang = screen.lang;
    html! {
        @if !group.sums.is_empty() {
            ul.plain {
                @for sum in &group.sums {
                    @let label = data.totals.labels.get(&sum.property).map_or(sum.property.as_str(), String::as_str);
                    li { bdi { (label) } ": " strong { (screen.digits(&sum.words(lang))) } " " span.quiet { "(" (screen.digits(&sum.notes(lang))) ")" } }
                }
            }
        }
        @for line in group.extent.iter().flat_map(|extent| extent.words(lang)) { p { (screen.digits(&line)) } }
        @if let Some(mapped) = group.mapped_words(lang) { p.note { (screen.digits(&mapped)) } }
        @if let Some(rests) = group.rests_words(&data.totals, lang) { p.note { (screen.digits(&rests)) } }
    }
}

/// A line for each group.
pub(super) fn groups(data: &Page, screen: &Screen<'_>) -> Markup {
    const COLUMNS: [&str; 7] = [
        "totals-column-group",
        "totals-column-things",
        "totals-column-damaged",
        "totals-column-intact",
        "totals-column-not-known",
        "totals-column-no-claim",
        "totals-column-one-source",
    ];
    html! {
        @if !data.totals.groups.is_empty() {
            section.inventory {
                h2 { (screen.say("totals-groups")) }
                p.quiet { (screen.say("totals-groups-lead")) @if is_public(screen) { " " (screen.say("totals-groups-public")) } }
                div.scroll tabindex="0" role="region" aria-label=(screen.say("totals-groups")) {
                    table.loads {
                        thead { tr { @for words in COLUMNS { th scope="col" { (screen.say(words)) } } } }
                        tbody { @for (group, called) in data.parts().skip(1) { (group_line(data, group, called, &COLUMNS, screen)) } }
                    }
                }
            }
        }
    }
}

fn group_line(data: &Page, group: &Group, called: &str, columns: &[&str; 7], screen: &Screen<'_>) -> Markup {
    let [name, things, damaged, intact, not_known, no_claim, one_source] = columns.map(|words| screen.say(words));
    let mild = data.totals.steps.first();
    html! {
        tr {
            td data-column=(name) { bdi { (screen.digits(called)) } @for sum in &group.sums {
                @let label = data.totals.labels.get(&sum.property).map_or(sum.property.as_str(), String::as_str);
                p.quiet { bdi { (label) } ": " (screen.digits(&sum.words(screen.lang))) }
            } }
            td data-column=(things) { (link(group, "things", &group.things, screen)) }
            td data-column=(damaged) { (link(group, "any-damage", &group.damaged, screen)) }
            td data-column=(intact) { @if let (Some(step), Some(counted)) = (mild, group.steps.first()) { (link(group, &step.code, counted, screen)) } }
            td data-column=(not_known) { (link(group, "not-known", &group.not_known, screen)) }
            td data-column=(no_claim) { (link(group, "no-claim", &group.no_claim, screen)) }
            td data-column=(one_source) { (screen.digits(&number(group.rests.alone))) " / " (screen.digits(&number(group.rests.told))) }
        }
    }
}
