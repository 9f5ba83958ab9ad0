//! The form of a search: words, what is chosen of each column, times, and the columns of a table. It works without a script, and
//! is no link, so that nobody follows every choice.

use maud::{Markup, html};

use super::answer::{Counted, Facet, Search};
use crate::address::{Address, with_query};
use crate::screen::Screen;

/// The form.
pub(super) fn form(data: &Search, screen: &Screen<'_>) -> Markup {
    html! {
        form.search action=(Address::Search) {
            (screen.along(false))
            @if let Some(view) = screen.visit.asked.get("view") { input type="hidden" name="view" value=(view); }
            label for="words" { (screen.say("search-help")) }
            div.row {
                input #words type="search" name="words" dir="auto" value=(data.words);
                button { (screen.say("search-go")) }
            }
            @if data.of_now { (chosen(data, screen)) (narrowed(data, screen)) }
            @else if screen.visit.asked.asks() { p.quiet { (screen.say("search-now")) } }
        }
    }
}

/// What is chosen, each with a way to let it go.
fn chosen(data: &Search, screen: &Screen<'_>) -> Markup {
    html! {
        @if !data.filters.is_empty() {
            ul.chosen aria-label=(screen.say("search-chosen")) {
                @for one in &data.filters {
                    li {
                        span { (one.label) ": " bdi dir="auto" { (screen.digits(&one.words)) } }
                        @if let Some(without) = without(&one.filter, screen) { a href=(without) { (screen.say("search-let-go")) } }
                    }
                }
            }
        }
    }
}

/// This search without one of its filters; none where it stands in the typed words.
fn without(filter: &str, screen: &Screen<'_>) -> Option<String> {
    let times = ["dated", "since", "until", "sure"];
    let pairs = || screen.visit.asked.pairs();
    let of_time =
        filter.contains(['~', '!']) && pairs().any(|(name, value)| times[1..3].contains(&name) && !value.is_empty());
    let is_it = |(name, value): &(&str, &str)| *name == "where" && *value == filter;
    if !of_time && !pairs().any(|pair| is_it(&pair)) {
        return None;
    }
    let kept = pairs().filter(|pair| pair.0 != "page" && !is_it(pair) && !(of_time && times.contains(&pair.0)));
    Some(with_query(&Address::Search.to_string(), kept))
}

fn narrowed(data: &Search, screen: &Screen<'_>) -> Markup {
    let is_narrow = !data.filters.is_empty() || wishes_columns(screen) || data.dated.is_some();
    html! {
        details.narrow open[is_narrow] {
            summary { (screen.say("search-narrow")) }
            div.facets { @for one in &data.facets { (facet(one, screen)) } }
            (dated(data, screen))
            (counted(data, screen))
            (columns(data, screen))
            div.actions { button { (screen.say("search-apply")) } }
        }
    }
}

fn facet(one: &Facet, screen: &Screen<'_>) -> Markup {
    html! {
        fieldset {
            legend { (one.label) }
            @for value in &one.values { (choice(&one.field, value, screen)) }
            @if one.more > 0 { p.quiet { (screen.count("search-more", usize::try_from(one.more).unwrap_or(usize::MAX))) } }
        }
    }
}

fn choice(field: &str, value: &Counted, screen: &Screen<'_>) -> Markup {
    html! {
        label.choice {
            input type="checkbox" name="where" value=(format!("{field}={}", value.value)) checked[value.chosen];
            bdi dir="auto" { (screen.digits(&value.words)) }
            " " span.quiet { (screen.digits(&value.cards.to_string())) }
        }
    }
}

/// From when until when, certainly or possibly.
fn dated(data: &Search, screen: &Screen<'_>) -> Markup {
    let (field, since, until, sure) = data.dated.as_ref().map_or(("", "", "", false), |dated| {
        (dated.field.as_str(), dated.since.as_str(), dated.until.as_str(), dated.sure)
    });
    let wrong = data.dated.as_ref().is_some_and(|dated| dated.is_wrong());
    html! {
        @if data.all.iter().any(|column| column.has_dates) {
            div.filters {
                div.field {
                    label for="dated" { (screen.say("search-dated")) }
                    select #dated name="dated" {
                        option value="" { "—" }
                        @for column in data.all.iter().filter(|column| column.has_dates) {
                            option value=(column.field) selected[column.field == field] { (column.label) }
                        }
                    }
                }
                div.field {
                    label for="since" { (screen.say("search-since")) }
                    input #since name="since" value=(since) dir="ltr" aria-invalid=[wrong.then_some("true")];
                }
                div.field {
                    label for="until" { (screen.say("search-until")) }
                    input #until name="until" value=(until) dir="ltr" aria-invalid=[wrong.then_some("true")];
                }
            }
            @if wrong { p.fault role="alert" { (screen.say("fault-date")) } }
            label.choice {
                input type="checkbox" name="sure" value="yes" checked[sure];
                span { (screen.say("search-sure")) }
            }
        }
    }
}

/// Which further column is counted.
fn counted(data: &Search, screen: &Screen<'_>) -> Markup {
    html! {
        div.field {
            label for="count" { (screen.say("search-count")) }
            select #count name="count" {
                option value="" { "—" }
                @for column in &data.all {
                    option value=(column.field) selected[data.counted.contains(&column.field)] { (column.label) }
                }
            }
        }
    }
}

/// Whether the address names columns of a table.
fn wishes_columns(screen: &Screen<'_>) -> bool {
    screen.visit.asked.pairs().any(|(name, field)| name == "column" && !field.is_empty())
}

fn columns(data: &Search, screen: &Screen<'_>) -> Markup {
    let wished = |field: &str| wishes_columns(screen) && data.columns.iter().any(|column| column.field == field);
    html! {
        details.columns-wished open[wishes_columns(screen)] {
            summary { (screen.say("search-columns")) }
            div.choices {
                @for column in &data.all {
                    label.choice {
                        input type="checkbox" name="column" value=(column.field) checked[wished(&column.field)];
                        span { (column.label) }
                    }
                }
            }
        }
    }
}
