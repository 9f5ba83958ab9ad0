//! Two cards side by side: what they say property by property, and how it fits; then the question.

use daftar_register::Labels;
use daftar_register::claim::{ClaimId, EntityId, Hash};
use daftar_register::doubles::{Cards, Double, Fit, Verdict};
use daftar_register::table::Row;
use maud::{Markup, html};
use serde::Serialize;

use super::pair::Place;
use super::told::{self, Last, Why, to_pair};
use super::{along, ask};
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::layout::Content;
use crate::pages::file::{Files, Offer};
use crate::pages::kind::as_text;
use crate::pages::looking::Looking;
use crate::parts::trouble::not_done;
use crate::parts::{files, name};
use crate::screen::Screen;
use crate::visit::Site;
use crate::words::Said;

/// So many pictures of a card are shown.
const PICTURES: usize = 4;

/// What came of a form that was not recorded.
pub(super) enum Told {
    /// A card was other than it had been seen; with what was to be said, and why.
    Changed(Verdict, String),
    /// Somebody had said it already.
    Settled,
    /// Something else is wrong; with the words that were typed.
    Not(Trouble, String),
}

/// The pair.
#[derive(Serialize)]
pub(super) struct Beside {
    cards: [Card; 2],
    lines: Vec<Line>,
    /// Why they may be one, as far as that is kept.
    why: Option<Why>,
    /// What is said already of whether they are one.
    links: Vec<Link>,
    /// What tells their state from every other.
    #[serde(serialize_with = "as_text")]
    seen: Hash,
    /// Whether what is said of them is sealed.
    restricted: bool,
    number: Option<usize>,
    total: usize,
    #[serde(skip)]
    next: Option<[EntityId; 2]>,
    last: Option<Last>,
    #[serde(skip)]
    told: Option<Told>,
}

#[derive(Serialize)]
struct Card {
    #[serde(serialize_with = "as_text")]
    entity: EntityId,
    name: Option<String>,
    kinds: Vec<String>,
    pictures: Vec<Offer>,
}

/// One property.
#[derive(Serialize)]
struct Line {
    label: String,
    one: Vec<String>,
    other: Vec<String>,
    fit: Fit,
}

/// A statement of whether they are one.
#[derive(Serialize)]
struct Link {
    #[serde(serialize_with = "as_text")]
    claim: ClaimId,
    property: String,
}

impl Beside {
    pub(super) fn of(
        looking: &Looking<'_>,
        site: &Site,
        asked: &Asked,
        pair: [EntityId; 2],
        told: Option<Told>,
    ) -> Result<Beside, Trouble> {
        let [one, other] = pair;
        let register = looking.register;
        let cards = register.cards(&pair, &ask(looking.ask.lang))?;
        let (Some(left), Some(right)) = (cards.row(one), cards.row(other)) else { return Err(Trouble::Missing) };
        if one == other {
            return Err(Trouble::Missing);
        }
        let beside = register.beside(left, right);
        let cells = beside.iter().flat_map(|line| line.one.iter().chain(&line.other));
        let labels = register.labels_of(&cards, cells, &looking.ask);
        let lines = beside.iter().map(|line| Line::of(line, &labels)).collect();
        let links = cards.links(one, other).into_iter();
        let place = Place::of(looking, site, asked, pair)?;
        Ok(Beside {
            cards: [Card::of(one, left, looking)?, Card::of(other, right, looking)?],
            lines,
            why: why(site, pair, &cards, looking),
            links: links.map(|said| Link { claim: said.id, property: said.claim.property.to_string() }).collect(),
            seen: register.mark_of_pair(&cards, one, other)?,
            restricted: register.is_pair_restricted(one, other)?,
            number: place.as_ref().and_then(|place| place.number),
            total: place.as_ref().map_or(0, |place| place.total),
            next: place.and_then(|place| place.next),
            last: Last::of(looking, asked)?,
            told,
        })
    }
}

/// Why they may be one, if they are among the pairs that are kept.
fn why(site: &Site, [one, other]: [EntityId; 2], cards: &Cards, looking: &Looking<'_>) -> Option<Why> {
    let compared = site.0.compared.of(&site.0.registers)?;
    let is_it = |pair: &&daftar_register::doubles::Pair| [pair.one, pair.other] == [one, other];
    let pair = compared.pairs().iter().find(is_it)?;
    let double: Double = compared.told(pair, cards.row(one)?.clone(), cards.row(other)?.clone());
    let cells = double.reasons.iter().flat_map(|reason| reason.one.iter().chain(&reason.other));
    Some(Why::of(&double, &looking.register.labels_of(cards, cells, &looking.ask)))
}

impl Card {
    fn of(entity: EntityId, row: &Row, looking: &Looking<'_>) -> Result<Card, Trouble> {
        let sources = looking.register.depicting(&row.members)?;
        let sources: Vec<EntityId> = sources.into_values().flatten().collect();
        let heard = looking.entities(&sources)?;
        let mut pictures = Vec::new();
        for source in sources {
            pictures.extend(Files::of(source, &heard, looking)?.pictures());
        }
        pictures.truncate(PICTURES);
        let name = row.name(looking.ask.lang.tag()).map(|name| name.text.clone());
        let kinds = row.kinds.iter().map(|kind| looking.kind(kind)).collect();
        Ok(Card { entity, name, kinds, pictures })
    }
}

impl Line {
    fn of(line: &daftar_register::doubles::Beside, labels: &Labels<'_>) -> Line {
        let words = |cells: &[_]| cells.iter().map(|cell| labels.cell(&line.field, cell)).collect();
        Line { label: labels.field(&line.field), one: words(&line.one), other: words(&line.other), fit: line.fit }
    }
}

pub(super) fn render(data: &Beside, screen: &Screen<'_>) -> Content {
    let at = [("n", Said::Number(data.number.unwrap_or_default())), ("total", Said::Number(data.total))];
    let to_list = with_query(&Address::Doubles.to_string(), along(&screen.visit.asked));
    let body = html! {
        header {
            p.kind { a href=(to_list) { (screen.say("doubles")) } }
            h1 { (screen.say("pair")) }
            @if data.number.is_some() { p.quiet { (screen.tell("pair-at", &at)) } }
        }
        @if let Some(last) = &data.last { (told::last(last, screen)) }
        @if let Some(told) = &data.told { (said(told, screen)) }
        (links(data, screen))
        (heads(data, screen))
        @if let Some(why) = &data.why { p.facts { span.mark { (screen.say(why.likely)) } } (told::why(why, screen)) }
        (question(data, &to_list, screen))
        (table(data, screen))
    };
    Content::plain(screen.say("pair"), body)
}

fn called(card: &Card, screen: &Screen<'_>) -> String {
    screen.called(card.entity, card.name.as_deref())
}

/// Both cards, with their pictures.
fn heads(data: &Beside, screen: &Screen<'_>) -> Markup {
    html! {
        div.two-cards {
            @for card in &data.cards {
                section {
                    h2 { (name::entity(card.entity, card.name.as_deref(), screen)) }
                    p.quiet { (card.kinds.join(screen.comma())) }
                    @if !card.pictures.is_empty() {
                        div.pictures { div {
                            @for offer in &card.pictures {
                                figure { (files::picture(offer, &screen.tell("view-picture-of", &[("name", Said::Text(&called(card, screen)))]), screen)) }
                            }
                        } }
                    }
                }
            }
        }
    }
}

fn said(told: &Told, screen: &Screen<'_>) -> Markup {
    match told {
        Told::Not(trouble, _) => not_done(trouble, screen),
        Told::Settled => html! { div.notice.fault role="alert" { p { (screen.say("pair-settled")) } } },
        Told::Changed(verdict, _) => {
            let chosen = screen.say(if *verdict == Verdict::Same { "pair-same" } else { "pair-different" });
            html! {
                div.notice.fault role="alert" { p { (screen.tell("pair-changed", &[("chosen", Said::Text(&chosen))])) } }
            }
        }
    }
}

/// What is said already.
fn links(data: &Beside, screen: &Screen<'_>) -> Markup {
    let words = |link: &Link| match link.property.as_str() {
        "same-as" => "pair-link-same",
        "different-from" => "pair-link-different",
        _ => "pair-link-maybe",
    };
    html! {
        @if !data.links.is_empty() {
            ul.plain {
                @for link in &data.links {
                    li { (screen.say(words(link))) " " a href=(screen.plain(Address::Claim(link.claim))) { (screen.say("statement-whole")) } }
                }
            }
        }
    }
}

/// The question and its answers; of a pair that is decided, the way on.
fn question(data: &Beside, to_list: &str, screen: &Screen<'_>) -> Markup {
    let next = data.next.map_or_else(|| to_list.to_owned(), |[one, other]| to_pair(one, other, screen));
    if !data.links.is_empty() {
        return html! { p.actions { a.more href=(next) { (screen.say("pair-next")) } } };
    }
    let typed = match &data.told {
        Some(Told::Changed(_, why) | Told::Not(_, why)) => why.as_str(),
        _ => "",
    };
    let [one, other] = &data.cards;
    html! {
        form.deciding method="post" action=(to_pair(one.entity, other.entity, screen)) {
            (screen.token())
            input type="hidden" name="seen" value=(data.seen);
            @if data.restricted { p.mark { (screen.say("pair-restricted")) } }
            div.field {
                label for="why" { (screen.say("pair-why")) }
                textarea #why name="why" rows="2" dir="auto" aria-describedby="why-note" { (typed) }
                small #why-note { (screen.say("pair-why-help")) }
            }
            p.actions {
                button name="deed" value="same" { (screen.say("pair-same")) }
                button name="deed" value="different" { (screen.say("pair-different")) }
                a.more href=(next) { (screen.say("pair-later")) }
            }
        }
    }
}

fn fit_words(fit: Fit) -> &'static str {
    match fit {
        Fit::Same => "fit-same",
        Fit::Agrees => "fit-agrees",
        Fit::Words => "fit-words",
        Fit::Differs => "fit-differs",
        Fit::Open => "fit-open",
        Fit::One => "fit-one",
        Fit::Other => "fit-other",
    }
}

fn table(data: &Beside, screen: &Screen<'_>) -> Markup {
    let values = |values: &[String]| {
        html! { @for (n, value) in values.iter().enumerate() { @if n > 0 { " · " } bdi dir="auto" { (screen.digits(value)) } } }
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(screen.say("pair-beside")) {
            table.compared.besides {
                thead { tr {
                    th scope="col" { (screen.say("pair-property")) }
                    @for card in &data.cards { th scope="col" { bdi { (called(card, screen)) } } }
                } }
                tbody {
                    @for line in &data.lines {
                        @let differs = line.fit == Fit::Differs;
                        tr.differing[differs] {
                            th scope="row" { (line.label) " " span.mark { (screen.say(fit_words(line.fit))) } }
                            td { (values(&line.one)) }
                            td { (values(&line.other)) }
                        }
                    }
                }
            }
        }
    }
}
