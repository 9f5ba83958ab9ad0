//! The page of a review: the text on one side, the suggestion in hand and the others on the other.

use daftar_register::Decision;
use daftar_register::claim::{Locator, Span, Value};
use maud::{Markup, html};

use super::correction;
use super::desk::{Desk, Last, Offer, Suggestion};
use super::group::Group;
use crate::address::Address;
use crate::layout::Content;
use crate::marks::{Run, State};
use crate::pages::card;
use crate::parts::document::{self, Look};
use crate::parts::{fragment, name, statement, value};
use crate::screen::Screen;
use crate::words::Said;

pub(super) fn render(data: &Desk, screen: &Screen<'_>) -> Content {
    let title = data.title.clone().unwrap_or_else(|| screen.say("nameless"));
    let body = html! {
        article.review {
            header {
                p.kind { a href=(screen.plain(Address::ToReview)) { (screen.say("review")) } }
                h1 { bdi { (title) } }
                p.quiet.inline {
                    span { (screen.count("count-suggestions", data.waiting)) }
                    a href=(screen.plain(Address::Source(data.source))) { (screen.say("review-source")) }
                }
            }
            div.reading {
                section.text aria-label=(screen.say("source-text")) { (text(data, screen)) }
                section.desk aria-label=(screen.say("review-hand")) {
                    @if let Some(last) = &data.last { (self::last(last, data, screen)) }
                    @match hand(data) {
                        Some(one) => (in_hand(one, data, screen)),
                        None => p.empty { (screen.say("review-nothing")) },
                    }
                    (others(data, screen))
                    (keys(screen))
                }
            }
        }
    };
    let scripts = &["review.js"];
    Content { scripts, ..Content::plain(format!("{} · {title}", screen.say("review")), body) }
}

fn hand(data: &Desk) -> Option<&Suggestion> {
    data.hand.and_then(|place| data.suggestions.get(place))
}

/// Where the forms of a review are sent.
pub(super) fn action(data: &Desk, screen: &Screen<'_>) -> String {
    screen.plain(Address::Review(data.source))
}

/// What every form of a review sends along.
pub(super) fn hidden(one: &Suggestion, data: &Desk, screen: &Screen<'_>) -> Markup {
    html! {
        (screen.token())
        input type="hidden" name="draft" value=(one.id);
        input type="hidden" name="next" value=[data.after.as_ref().or(data.before.as_ref())];
    }
}

fn to(id: &str, data: &Desk, screen: &Screen<'_>) -> String {
    match daftar_register::claim::DraftId::parse(id) {
        Ok(id) => screen.plain(Address::Suggestion(data.source, id)),
        Err(_) => screen.plain(Address::Review(data.source)),
    }
}

fn text(data: &Desk, screen: &Screen<'_>) -> Markup {
    let Some(text) = &data.text else { return html! { p.empty { (screen.say("source-no-text")) } } };
    let held = hand(data).and_then(|one| one.draft.place());
    let first = data.runs.iter().position(|run| held.is_some_and(|held| covers(held, run)));
    let look = |run: &Run| {
        let passage = run.passages.first().and_then(|place| data.passages.get(*place));
        let leads = data.suggestions.iter().find(|one| passage.is_some() && one.draft.place().as_ref() == passage);
        let begins = first.and_then(|first| data.runs.get(first)).is_some_and(|first| first == run);
        Look {
            state: State::SUGGESTED,
            in_hand: held.is_some_and(|held| covers(held, run)),
            href: leads.map(|one| to(&one.id, data, screen)).unwrap_or_default(),
            anchors: if begins { vec!["here".to_owned()] } else { Vec::new() },
        }
    };
    html! {
        p.quiet { (screen.say("review-legend")) }
        (document::text(text, data.part, &data.runs, None, look))
    }
}

fn covers(held: Span, run: &Run) -> bool {
    held.start <= run.span.start && run.span.end <= held.end
}

fn in_hand(one: &Suggestion, data: &Desk, screen: &Screen<'_>) -> Markup {
    html! {
        div.hand #hand {
            (steps(data, screen))
            p.kind { (about(one, screen)) " · " (one.label) }
            p.value.large { (value::value(&one.cited.value, screen)) }
            @if let Some(quote) = &one.cited.quote { blockquote dir="auto" { (quote) } }
            (facts(one, screen))
            form.actions method="post" action=(action(data, screen)) {
                (hidden(one, data, screen))
                button #record name="act" value="record" { (screen.say("review-record")) }
                button.second #reject name="act" value="reject" { (screen.say("review-reject")) }
            }
            (correction::form(one, data, screen))
            (together(one, data, screen))
            (offers(one, data, screen))
        }
    }
}

fn about(one: &Suggestion, screen: &Screen<'_>) -> Markup {
    match card::entity(&one.cited.subject) {
        Ok(id) => name::entity(id, one.about.as_deref(), screen),
        Err(_) => name::bare(one.about.as_deref(), screen),
    }
}

/// Which one it is, and the ways on and back.
fn steps(data: &Desk, screen: &Screen<'_>) -> Markup {
    let of = [("place", Said::Number(data.place)), ("total", Said::Number(data.waiting))];
    html! {
        nav.steps aria-label=(screen.say("review-steps")) {
            span { (screen.tell("review-at", &of)) }
            @if let Some(id) = &data.before { a #before rel="prev" href=(to(id, data, screen)) { (screen.say("turn-back")) } }
            @if let Some(id) = &data.after { a #after rel="next" href=(to(id, data, screen)) { (screen.say("turn-on")) } }
        }
    }
}

fn facts(one: &Suggestion, screen: &Screen<'_>) -> Markup {
    let cited = &one.cited;
    html! {
        p.facts {
            @if let Some(speaker) = &cited.speaker {
                span { (screen.say("according-to")) " " (name::who(speaker, screen)) }
            }
            @if let Some(when) = statement::when(cited, screen) { span { (when) } }
            @if let Some(stated) = &cited.stated {
                span { (screen.tell("stated-on", &[("date", Said::Text(&screen.date(stated)))])) }
            }
            @if let Some(Locator::Text { place: Some(place), .. }) = &cited.locator {
                @for place in fragment::told(place, screen) { span { (place) } }
            }
            @if let Some(certainty) = cited.certainty { span { (screen.say(correction::certainty(certainty))) } }
            span { (screen.say("review-rule")) " " bdi.code dir="ltr" { (one.rule) } }
            @if let Some(n) = one.confidence {
                span { (screen.tell("review-confidence", &[("n", Said::Number(usize::from(n)))])) }
            }
        }
    }
}

/// What is obvious is decided at once.
fn together(one: &Suggestion, data: &Desk, screen: &Screen<'_>) -> Markup {
    let groups = Group::SEVERAL.map(|group| (group, data.groups.get(group.word()).copied().unwrap_or(0)));
    let several: Vec<(Group, usize)> = groups.into_iter().filter(|(_, count)| *count > 1).collect();
    if several.is_empty() || one.link {
        return html! {};
    }
    html! {
        details.fold {
            summary { (screen.say("review-together")) }
            form method="post" action=(action(data, screen)) {
                (hidden(one, data, screen))
                div.field {
                    label for="group" { (screen.say("review-group")) }
                    select #group name="group" {
                        @for (group, count) in several { option value=(group.word()) { (screen.count(group.words(), count)) } }
                    }
                }
                p.actions {
                    button name="act" value="record" { (screen.say("review-record")) }
                    button.second name="act" value="reject" { (screen.say("review-reject")) }
                }
            }
        }
    }
}

/// The cards that may be of the same thing, and a field for another.
fn offers(one: &Suggestion, data: &Desk, screen: &Screen<'_>) -> Markup {
    let fault = data.fault.filter(|fault| fault.field == "card");
    html! {
        details.fold open[fault.is_some() || !data.offers.is_empty()] {
            summary { (screen.say("review-which-card")) }
            @for offer in &data.offers { (self::offer(offer, one, data, screen)) }
            form method="post" action=(action(data, screen)) {
                (hidden(one, data, screen))
                div.field {
                    label for="card" { (screen.say("review-join-with")) }
                    input #card name="card" dir="auto" list="names" value=[fault.map(|_| data.typed.card.as_str())]
                        aria-describedby="card-note" aria-invalid=[fault.map(|_| "true")];
                    small #card-note .fault[fault.is_some()] {
                        (screen.say(fault.map_or("review-join-help", |fault| fault.words)))
                    }
                }
                p.actions { button.second name="act" value="join" { (screen.say("review-join")) } }
            }
        }
    }
}

fn offer(offer: &Offer, one: &Suggestion, data: &Desk, screen: &Screen<'_>) -> Markup {
    let why = if offer.suggestion.is_some() { "review-why-link" } else { "review-why-name" };
    html! {
        form.offer method="post" action=(action(data, screen)) {
            (screen.token())
            input type="hidden" name="stay" value=(one.id);
            p.value { (name::entity(offer.card, offer.name.as_deref(), screen)) }
            p.facts { span { (screen.say(why)) } @if let Some(quote) = &offer.quote { span { "“" bdi { (quote) } "”" } } }
            p.actions {
                @match &offer.suggestion {
                    Some(link) => {
                        input type="hidden" name="draft" value=(link);
                        button.second name="act" value="record" { (screen.say("review-same")) }
                        button.second name="act" value="reject" { (screen.say("review-not-same")) }
                    }
                    None => {
                        input type="hidden" name="draft" value=(one.id);
                        input type="hidden" name="card" value=(offer.card);
                        button.second name="act" value="join" { (screen.say("review-same")) }
                    }
                }
            }
        }
    }
}

fn last(last: &Last, data: &Desk, screen: &Screen<'_>) -> Markup {
    let done = match last.decision {
        Decision::Recorded => screen.count("done-recorded", last.count),
        Decision::Rejected => screen.count("done-rejected", last.count),
        Decision::Corrected => screen.say("done-corrected"),
        Decision::Joined => screen.say("done-joined"),
    };
    html! {
        form.last method="post" action=(action(data, screen)) {
            (screen.token())
            input type="hidden" name="step" value=(last.number);
            @if let Some(one) = hand(data) { input type="hidden" name="stay" value=(one.id); }
            span role="status" { (done) }
            button.second #undo name="act" value="undo" { (screen.say("undo")) }
        }
    }
}

fn others(data: &Desk, screen: &Screen<'_>) -> Markup {
    if data.suggestions.is_empty() {
        return html! {};
    }
    html! {
        h2 { (screen.say("review-others")) }
        ol.plain.others {
            @for (place, one) in data.suggestions.iter().enumerate() {
                li.in-hand[data.hand == Some(place)] {
                    a href=(to(&one.id, data, screen)) aria-current=[(data.hand == Some(place)).then_some("true")] {
                        bdi { (one.about.clone().unwrap_or_else(|| screen.say("nameless"))) } " · " (one.label)
                    }
                    " " bdi { (brief(one, screen)) }
                }
            }
        }
    }
}

/// What a suggestion says, in a line of a list.
fn brief(one: &Suggestion, screen: &Screen<'_>) -> String {
    match &one.cited.value.value {
        Value::File(id) => value::short(&id.0.to_string()).to_owned(),
        Value::Text { text, .. } => text.clone(),
        _ => screen.digits(&one.cited.value.words),
    }
}

/// The keys that the script listens to.
const KEYS: [(&str, &str); 7] = [
    ("j ↓", "key-next"),
    ("k ↑", "key-back"),
    ("r Enter", "key-record"),
    ("c", "key-correct"),
    ("x", "key-reject"),
    ("u", "key-undo"),
    ("?", "key-keys"),
];

fn keys(screen: &Screen<'_>) -> Markup {
    html! {
        details.fold.keys #keys {
            summary { (screen.say("review-keys")) }
            dl {
                @for (keys, words) in KEYS {
                    dt { @for key in keys.split(' ') { kbd { (key) } " " } }
                    dd { (screen.say(words)) }
                }
            }
            p.quiet { (screen.say("review-select")) }
        }
    }
}
