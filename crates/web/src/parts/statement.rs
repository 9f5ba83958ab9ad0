//! The sources of a value: who says it, when, where in the source, in which words, and who recorded it.

use daftar_register::claim::{ClaimId, Edtf, Locator};
use daftar_register::view::{Cited, DatedBy};
use maud::{Markup, html};

use crate::address::Address;
use crate::parts::{fragment, name, value};
use crate::screen::Screen;
use crate::words::Said;

/// The statement of that id; lists of statements are sorted by id.
pub(crate) fn find(statements: &[Cited], claim: ClaimId) -> Option<&Cited> {
    statements.binary_search_by_key(&claim, |cited| cited.claim).ok().and_then(|place| statements.get(place))
}

/// The sources of one value, folded.
pub(crate) fn sources(claims: &[ClaimId], statements: &[Cited], screen: &Screen<'_>) -> Markup {
    sources_of(claims, statements, true, screen)
}

/// The same where the date stands beside them already.
pub(crate) fn sources_undated(claims: &[ClaimId], statements: &[Cited], screen: &Screen<'_>) -> Markup {
    sources_of(claims, statements, false, screen)
}

fn sources_of(claims: &[ClaimId], statements: &[Cited], dated: bool, screen: &Screen<'_>) -> Markup {
    let cited: Vec<&Cited> = claims.iter().filter_map(|claim| find(statements, *claim)).collect();
    let Some(first) = cited.first() else { return html! {} };
    html! {
        details.sources {
            summary {
                (screen.say("according-to")) " " (voice(first, screen))
                @if cited.len() > 1 { " " (screen.count("and-more", cited.len() - 1)) }
                @if let Some(when) = when(first, screen).filter(|_| dated) { span.when { " · " (when) } }
            }
            ol { @for one in cited { li { (one_source(one, screen)) } } }
        }
    }
}

/// Who says it, without a link: it stands where the whole line opens and closes.
pub(crate) fn voice(one: &Cited, screen: &Screen<'_>) -> Markup {
    let speaker = one.speaker.as_ref().unwrap_or(&one.source);
    name::bare(speaker.name.as_deref(), screen)
}

/// Everything that leads back to where a statement comes from, and to the page of the statement.
pub(crate) fn one_source(one: &Cited, screen: &Screen<'_>) -> Markup {
    let whole = html! { a href=(screen.to(Address::Claim(one.claim))) { (screen.say("statement-whole")) } };
    source_with(one, &whole, screen)
}

/// The same on the page of the statement itself.
pub(crate) fn source_alone(one: &Cited, screen: &Screen<'_>) -> Markup {
    source_with(one, &html! {}, screen)
}

fn source_with(one: &Cited, whole: &Markup, screen: &Screen<'_>) -> Markup {
    html! {
        p.says {
            @if let Some(speaker) = &one.speaker { (name::who(speaker, screen)) (screen.comma()) (screen.say("said-in")) " " }
            cite { (name::source(&one.source, screen)) }
            @if let Some(publisher) = &one.publisher { (screen.comma()) bdi { (publisher) } }
        }
        @if let Some(quote) = &one.quote { blockquote dir="auto" { (quote) } }
        p.facts {
            @for fact in facts(one, screen) { span { (fact) } }
            (whole)
            @if let (Some(Locator::Text { .. }), Some(source)) = (&one.locator, one.source.entity) {
                a href=(screen.to(Address::Words(source, one.claim))) { (screen.say("statement-in-text")) }
            }
        }
    }
}

/// Dates, doubts, place and recording, in words.
fn facts(one: &Cited, screen: &Screen<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    facts.extend(when(one, screen));
    if let Some(stated) = &one.stated {
        facts.push(screen.tell("stated-on", &[("date", Said::Text(&screen.date(stated)))]));
    }
    facts.extend(one.certainty.map(|certainty| screen.say(certainty_words(certainty.word()))));
    facts.extend(one.sealed.then(|| screen.say("sealed")));
    match &one.locator {
        Some(Locator::Cell { row, column, .. }) => {
            facts.push(screen.tell("in-cell", &[("row", Said::Number(*row as usize)), ("column", Said::Text(column))]));
        }
        Some(Locator::Page(page)) => facts.push(screen.tell("on-page", &[("page", Said::Text(page))])),
        Some(Locator::Text { place: Some(place), .. }) => facts.extend(fragment::told(place, screen)),
        _ => {}
    }
    for recorded in &one.recorded {
        let party = recorded.party.name.clone().unwrap_or_else(|| screen.say("nameless"));
        let day = recorded.time.as_deref().and_then(|time| Edtf::parse(time.get(..10)?).ok());
        let day = day.map_or_else(|| screen.say("undated"), |day| screen.date(&day));
        facts.push(screen.tell("recorded-by", &[("party", Said::Text(&party)), ("date", Said::Text(&day))]));
    }
    facts
}

fn certainty_words(word: &str) -> &'static str {
    match word {
        "possible" => "said-possible",
        "probable" => "said-probable",
        _ => "said-doubtful",
    }
}

/// When it held or happened; what is inferred says so, and from what.
pub(crate) fn when(one: &Cited, screen: &Screen<'_>) -> Option<String> {
    let inferred = one.inferred.as_ref().and_then(|note| Some((note.when.as_ref()?, note.why.as_str())));
    match (one.dated_by, &one.when, inferred) {
        (DatedBy::Completed | DatedBy::Inferred, _, Some((date, why))) => {
            Some(screen.tell("inferred-when", &[("date", Said::Text(&screen.date(date))), ("why", Said::Text(why))]))
        }
        (_, Some(date), _) => Some(screen.date(date)),
        _ => None,
    }
}

/// A statement on its own line: what it says, then its source.
pub(crate) fn line(one: &Cited, label: &str, screen: &Screen<'_>) -> Markup {
    html! {
        p.value { span.label { (label) } " " (value::value(&one.value, screen)) }
        (one_source(one, screen))
    }
}
