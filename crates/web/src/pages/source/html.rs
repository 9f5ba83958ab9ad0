//! The page of a source: a part of the text, and beside it what was read from that part.

use std::collections::BTreeSet;

use daftar_register::claim::{DraftId, Edtf, Span};
use maud::{Markup, html};

use super::{Hidden, Line, Passage, Source};
use crate::address::{Address, anchor};
use crate::layout::Content;
use crate::marks::{Run, State, part_of, parts};
use crate::pages::card;
use crate::parts::document::{self, Look};
use crate::parts::list::{self, Part};
use crate::parts::{files, name, statement, value};
use crate::screen::Screen;
use crate::words::Said;

/// How much is shown of a passage that others do not read.
const EXCERPT: usize = 80;

/// The part of a text that a page shows.
struct Shown {
    span: Span,
    part: Part,
}

impl Shown {
    /// The part with the statement that the address names, else the one that it counts.
    fn of(data: &Source, screen: &Screen<'_>) -> Shown {
        let parts = parts(data.text.as_deref().unwrap_or_default());
        let sought = data.sought.and_then(|line| data.passages.iter().find(|passage| passage.lines.contains(&line)));
        let asked = screen.visit.asked.get("page").and_then(|page| page.parse().ok());
        let place = match (asked, sought) {
            (Some(page), _) => usize::clamp(page, 1, parts.len()) - 1,
            (None, sought) => part_of(&parts, sought.map(|passage| passage.span.start)),
        };
        let span = parts.get(place).copied().unwrap_or(Span { start: 0, end: 0 });
        Shown { span, part: Part { page: place + 1, pages: parts.len(), total: data.passages.len() } }
    }

    fn has(&self, passage: &Passage) -> bool {
        (passage.span.start < self.span.end && self.span.start < passage.span.end)
            || (passage.span.start == passage.span.end && self.span.start == passage.span.start)
    }
}

pub(super) fn render(data: &Source, screen: &Screen<'_>) -> Content {
    let title = data.title.clone().unwrap_or_else(|| screen.say("nameless"));
    let shown = Shown::of(data, screen);
    let body = html! {
        article.source {
            (files::files(&data.files, &title, screen))
            (list::turn(shown.part, screen))
            div.reading {
                section.text aria-label=(screen.say("source-text")) { (text(data, &shown, screen)) }
                section.aside {
                    h2 { (screen.say("source-statements")) }
                    (whole(data, &shown, screen))
                    ol.plain {
                        @for passage in data.passages.iter().filter(|passage| shown.has(passage)) {
                            li #(listed(passage)) .in-hand[is_sought(passage, data)] { (self::passage(passage, data, screen)) }
                        }
                    }
                }
            }
            (list::turn(shown.part, screen))
        }
    };
    Content::asking(title.clone(), head(data, &title, screen), body)
}

fn head(data: &Source, title: &str, screen: &Screen<'_>) -> Markup {
    let date = |text: &str| Edtf::parse(text).map_or_else(|_| text.to_owned(), |date| screen.date(&date));
    let waiting = data.statements.iter().filter(|line| line.state.suggested).count();
    html! {
        header {
            p.kind { (screen.kind("document")) }
            h1 { bdi { (title) } }
            p.quiet.inline {
                @if let Some(publisher) = &data.publisher { bdi { (publisher) } }
                @if let Some(published) = &data.published { span { (date(published)) } }
                span { (screen.count("count-statements", data.statements.len() - waiting)) }
                a href=(screen.to(Address::Card(data.id))) { (screen.say("source-card")) }
                (plan(data, screen))
                @if waiting > 0 {
                    a.more href=(screen.plain(Address::Review(data.id))) { (screen.count("count-suggestions", waiting)) }
                }
            }
        }
    }
}

/// The way to the same source as a plan; for keepers, to make one of a picture.
fn plan(data: &Source, screen: &Screen<'_>) -> Markup {
    let picture = data.files.offered.iter().any(|offer| offer.size.is_some());
    html! {
        @if data.is_plan { a href=(screen.to(Address::Plan(data.id))) { (screen.say("source-plan")) } }
        @else if picture && screen.visit.session.keeper {
            a href=(screen.plain(Address::PlacePlan(data.id))) { (screen.say("map-plan-place")) }
        }
    }
}

fn text(data: &Source, shown: &Shown, screen: &Screen<'_>) -> Markup {
    let Some(text) = &data.text else {
        let why = if data.withheld { "source-withheld" } else { "source-no-text" };
        return html! { p.empty { (screen.say(why)) } };
    };
    let led = led(&data.runs);
    html! {
        (hidden(text, data, screen))
        (document::legend(data.statements.iter().any(|line| line.state.suggested), screen))
        @let withheld = screen.say("source-withheld-here");
        @let black = (!screen.visit.session.keeper && !data.hidden.is_empty()).then_some(withheld.as_str());
        (document::text(text, shown.span, &data.runs, black, |run| look(run, data)))
        @let unled: Vec<&Passage> = all_but(&led, data).filter(|passage| shown.has(passage)).collect();
        @if !unled.is_empty() {
            p.quiet.inline {
                (screen.say("source-also"))
                @for passage in unled { a href={ "#" (listed(passage)) } { (document::state(passage.state, screen)) } }
            }
        }
    }
}

/// For keepers: what of the text others do not read, and the way to show it again.
fn hidden(text: &str, data: &Source, screen: &Screen<'_>) -> Markup {
    if !screen.visit.session.keeper || data.hidden.is_empty() {
        return html! {};
    }
    let words = |one: &Hidden| {
        let (start, length) = (usize::try_from(one.start), usize::try_from(one.end - one.start));
        text.chars().skip(start.unwrap_or(usize::MAX)).take(length.unwrap_or(0).min(EXCERPT)).collect::<String>()
    };
    html! {
        details {
            summary { (screen.count("source-hidden", data.hidden.len())) }
            p.quiet { (screen.say("source-hidden-why")) }
            ul.plain {
                @for one in &data.hidden { li { a href=(screen.to(Address::Claim(one.by))) dir="auto" { (words(one)) } } }
            }
        }
    }
}

/// The passages to which some run leads.
fn led(runs: &[Run]) -> BTreeSet<usize> {
    runs.iter().filter_map(|run| run.passages.first().copied()).collect()
}

/// Passages whose every word belongs to shorter ones, too.
fn all_but<'d>(led: &'d BTreeSet<usize>, data: &'d Source) -> impl Iterator<Item = &'d Passage> {
    let passages = data.passages.iter().enumerate();
    passages.filter(|(place, _)| !led.contains(place)).map(|(_, passage)| passage)
}

/// A run leads to the shortest of its passages; where passages begin, their statements have their addresses.
fn look(run: &Run, data: &Source) -> Look {
    let covering = || run.passages.iter().filter_map(|place| data.passages.get(*place));
    let begun = covering().filter(|passage| passage.span.start == run.span.start);
    let lines = begun.flat_map(|passage| &passage.lines).filter_map(|line| data.statements.get(*line));
    Look {
        state: covering().fold(State::default(), |state, passage| state | passage.state),
        in_hand: covering().any(|passage| is_sought(passage, data)),
        href: covering().next().map(|passage| format!("#{}", listed(passage))).unwrap_or_default(),
        anchors: lines.map(|line| anchor(line.cited.claim)).collect(),
    }
}

fn is_sought(passage: &Passage, data: &Source) -> bool {
    data.sought.is_some_and(|line| passage.lines.contains(&line))
}

/// Where in the list a passage stands.
fn listed(passage: &Passage) -> String {
    format!("p{}-{}", passage.span.start, passage.span.end)
}

/// What is said of the document as a whole, or stands in no text: with the first part.
fn whole(data: &Source, shown: &Shown, screen: &Screen<'_>) -> Markup {
    let placed: BTreeSet<usize> = data.passages.iter().flat_map(|passage| &passage.lines).copied().collect();
    let rest = data.statements.iter().enumerate().filter(|(place, _)| shown.part.page == 1 && !placed.contains(place));
    html! {
        ol.plain {
            @for (_, line) in rest { li #(anchor(line.cited.claim)) { (self::line(line, data, screen)) } }
        }
    }
}

fn passage(passage: &Passage, data: &Source, screen: &Screen<'_>) -> Markup {
    let lines: Vec<&Line> = passage.lines.iter().filter_map(|line| data.statements.get(*line)).collect();
    html! {
        @for line in &lines { (self::line(line, data, screen)) }
        @if let Some(first) = lines.first() {
            p.facts { a href={ "#" (anchor(first.cited.claim)) } { (screen.say("source-back")) } }
        }
    }
}

fn line(line: &Line, data: &Source, screen: &Screen<'_>) -> Markup {
    let one = &line.cited;
    html! {
        div.said.suggested[line.state.suggested].recorded[line.state.recorded].differs[line.state.differs] {
            p.value {
                @if let Ok(id) = card::entity(&one.subject) { (name::entity(id, line.about.as_deref(), screen)) " · " }
                span.label { (line.label) } " " (value::value(&one.value, screen))
            }
            p.facts {
                span.mark { (document::state(line.state, screen)) }
                @if let Some(speaker) = &one.speaker {
                    span { (screen.say("according-to")) " " (name::who(speaker, screen)) }
                }
                @if let Some(when) = statement::when(one, screen) { span { (when) } }
                @if let Some(stated) = &one.stated {
                    span { (screen.tell("stated-on", &[("date", Said::Text(&screen.date(stated)))])) }
                }
                @if line.state.suggested {
                    a href=(screen.plain(Address::Suggestion(data.id, DraftId::of(one.claim.0)))) { (screen.say("review-open")) }
                } @else {
                    a href=(screen.to(Address::Claim(one.claim))) { (screen.say("statement-whole")) }
                }
            }
        }
    }
}
