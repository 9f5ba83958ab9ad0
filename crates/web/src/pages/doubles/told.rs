//! Why two cards may be one thing or not, in words; and what was said last, with the way back.

use daftar_register::Labels;
use daftar_register::claim::{ClaimId, EntityId, Hash, Value};
use daftar_register::doubles::{Double, Reason, Verdict};
use maud::{Markup, html};
use serde::Serialize;

use super::along;
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::pages::kind::as_text;
use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::words::Said;

/// From so many bits on, a pair is very likely one thing.
const VERY_LIKELY: f64 = 10.0;

/// What was compared of two cards.
#[derive(Serialize)]
pub(super) struct Why {
    /// The id of the words for how likely it is.
    pub(super) likely: &'static str,
    speaks_for: Vec<Line>,
    speaks_against: Vec<Line>,
}

#[derive(Serialize)]
struct Line {
    /// The property, in words; none for pictures.
    label: Option<String>,
    one: String,
    other: String,
}

impl Why {
    pub(super) fn of(double: &Double, labels: &Labels<'_>) -> Why {
        let likely = match double.bits {
            bits if bits >= VERY_LIKELY => "doubles-very-likely",
            bits if bits >= 0.0 => "doubles-likely",
            _ => "doubles-worth-a-look",
        };
        let lines = |agrees: bool| {
            let all = double.reasons.iter().filter(move |reason| reason.agrees == agrees);
            all.filter_map(|reason| Line::of(reason, labels)).collect()
        };
        Why { likely, speaks_for: lines(true), speaks_against: lines(false) }
    }
}

impl Line {
    /// None where a property is not told any more that was compared.
    fn of(reason: &Reason, labels: &Labels<'_>) -> Option<Line> {
        let Some(property) = &reason.property else {
            return Some(Line { label: None, one: String::new(), other: String::new() });
        };
        let words = |cell| labels.cell(property, cell);
        let (one, other) = (words(reason.one.as_ref()?), words(reason.other.as_ref()?));
        Some(Line { label: Some(labels.field(property)), one, other })
    }
}

/// What speaks for it, then what speaks against it.
pub(super) fn why(why: &Why, screen: &Screen<'_>) -> Markup {
    html! {
        div.for-and-against {
            (lines("doubles-for", "doubles-pictures-alike", &why.speaks_for, screen))
            (lines("doubles-against", "doubles-pictures-unlike", &why.speaks_against, screen))
        }
    }
}

fn lines(title: &str, pictures: &str, lines: &[Line], screen: &Screen<'_>) -> Markup {
    html! {
        @if !lines.is_empty() {
            div {
                p.quiet { (screen.say(title)) }
                ul {
                    @for line in lines {
                        li {
                            @match &line.label {
                                None => { (screen.say(pictures)) },
                                Some(label) => {
                                    span.label { (label) } " "
                                    bdi dir="auto" { (screen.digits(&line.one)) }
                                    @if line.one != line.other { " | " bdi dir="auto" { (screen.digits(&line.other)) } }
                                },
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A statement of whether two cards are one.
#[derive(Serialize)]
pub(super) struct Last {
    #[serde(serialize_with = "as_text")]
    pub(super) claim: ClaimId,
    cards: [(String, Option<String>); 2],
    #[serde(skip)]
    pair: [EntityId; 2],
    same: bool,
}

impl Last {
    /// The statement that the address names as the last, if it stands.
    pub(super) fn of(looking: &Looking<'_>, asked: &Asked) -> Result<Option<Last>, Trouble> {
        let Some(claim) = asked.get("said").and_then(|said| Hash::parse(said).ok()).map(ClaimId) else {
            return Ok(None);
        };
        let Ok(said) = looking.register.statement(claim) else { return Ok(None) };
        let (Some(one), Value::Entity(other)) = (said.claim.subject.entity(), &said.claim.value) else {
            return Ok(None);
        };
        let same = match said.claim.property.as_str() {
            property if property == Verdict::Same.property() => true,
            property if property == Verdict::Different.property() => false,
            _ => return Ok(None),
        };
        let heard = looking.entities(&[one, *other])?;
        let called = |id: EntityId| (id.to_string(), heard.surroundings.name(id, looking.ask.lang).map(str::to_owned));
        let pair = [one, *other];
        Ok(said.stands().then(|| Last { claim, cards: pair.map(called), pair, same }))
    }
}

/// What was said last, with the button that takes it back.
pub(super) fn last(last: &Last, screen: &Screen<'_>) -> Markup {
    let [one, other] = last.pair;
    let names = [0, 1].map(|n| screen.called(last.pair[n], last.cards[n].1.as_deref()));
    let words = if last.same { "pair-said-same" } else { "pair-said-different" };
    html! {
        div.notice role="status" {
            p { (screen.tell(words, &[("one", Said::Text(&names[0])), ("other", Said::Text(&names[1]))])) }
            form.inline method="post" action=(to_pair(one, other, screen)) {
                (screen.token())
                input type="hidden" name="claim" value=(last.claim.0);
                button.second name="deed" value="undo" { (screen.say("undo")) }
                a href=(screen.plain(Address::Claim(last.claim))) { (screen.say("statement-whole")) }
            }
        }
    }
}

/// The address of a pair, within the same search.
pub(super) fn to_pair(one: EntityId, other: EntityId, screen: &Screen<'_>) -> String {
    with_query(&Address::Pair(one, other).to_string(), along(&screen.visit.asked))
}
