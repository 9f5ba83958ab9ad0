//! One stock-taking: what should be there, each to be answered; what was found. It can be left and gone on with: what was
//! answered is recorded.

use axum::Form as Sent;
use axum::extract::Path;
use axum::response::Response;
use daftar_register::claim::EntityId;
use daftar_register::{Finding, Found, Lookout, Meant, Seen, Stock};
use maud::{Markup, html};
use serde::Serialize;

use super::{keepers, printed_head, private, ready, today, ways};
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::field::{Ask, Input, check, field, names};
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::{Typed, WHOLE};
use crate::forms::writing::{Deed, Writing};
use crate::pages::card;
use crate::pages::looking::Looking;
use crate::parts::{load, name};
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// A stock-taking.
#[derive(Clone)]
struct Taking {
    id: String,
}

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    #[serde(flatten)]
    stock: Stock,
    today: String,
    #[serde(skip)]
    names: Vec<daftar_register::Offered>,
}

/// What can be answered of each thing, with the words for it.
const ANSWERS: [(&str, &str); 4] =
    [("", "stock-not-yet"), ("seen", "stock-seen"), ("not-seen", "stock-not-seen"), ("elsewhere", "stock-elsewhere")];

/// `GET /stock/ID`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    save::show(Taking { id }, visit).await
}

/// `POST /stock/ID`
pub(crate) async fn save(Path(id): Path<String>, visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    save::save(Taking { id }, visit, pairs).await
}

/// The fields of a thing: its answer, and where it is.
fn fields_of(thing: EntityId) -> [String; 2] {
    [format!("found.{}", thing.0), format!("where.{}", thing.0)]
}

impl FormPage for Taking {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        ready(looking)?;
        let stock = looking.register.stock(card::entity(&self.id)?, &looking.ask)?;
        let mut preset = Vec::new();
        for line in &stock.lines {
            let [found, place] = fields_of(line.load.entity);
            match line.seen {
                Some(Seen::Elsewhere(at)) => {
                    preset.push((found, "elsewhere".to_owned()));
                    preset.push((place, looking.name(at).unwrap_or_else(|| at.to_string())));
                }
                Some(Seen::Not) => preset.push((found, "not-seen".to_owned())),
                Some(_) => preset.push((found, "seen".to_owned())),
                None => {}
            }
        }
        Ok(preset)
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        ready(looking)?;
        let stock = looking.register.stock(card::entity(&self.id)?, &looking.ask)?;
        Ok(Data { stock, today: today(looking.register), names: looking.offered()? })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let stock = &data.stock;
        let place = if stock.head.path.is_empty() { screen.say("nameless") } else { stock.head.path.clone() };
        let title = format!("{}: {place}", screen.say("stock"));
        let body = html! {
            header {
                (printed_head(&data.today, screen))
                p.kind { (screen.say("stock")) }
                h1 { bdi { (place) } }
                p.lead { (when_and_who(stock, screen)) }
                (summary(stock, screen))
                (ways(screen))
            }
            @if stock.head.ended.is_some() { (ended(data, screen)) } @else { (open(data, typed, screen)) }
            (differences(stock, screen))
        };
        Page { title, body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let id = card::entity(&self.id)?;
        let stock = writing.register.stock(id, &keepers())?;
        if stock.head.ended.is_some() {
            writing.fault(WHOLE, "fault-stock-ended");
            return Ok(String::new());
        }
        let mut lookout = Lookout::default();
        for line in &stock.lines {
            lookout.findings.extend(answer(writing, line)?);
        }
        for line in writing.numbered("surplus")? {
            lookout.findings.push(Finding { thing: line.thing, seen: Some(Seen::Surplus) });
        }
        let unnumbered = writing.typed.text("unnumbered").to_owned();
        lookout.unnumbered =
            unnumbered.lines().map(str::trim).filter(|line| !line.is_empty()).map(str::to_owned).collect();
        if writing.typed.is("end", "yes") {
            lookout.ends = daftar_register::claim::Edtf::parse(&today(writing.register)).ok();
        }
        if writing.typed.is_sound() {
            writing.deed = Deed::CarryOut(writing.register.look_out(id, &lookout)?);
        }
        Ok(Address::StockTaking(id).to_string())
    }
}

/// What was answered of one thing, where that is other than before.
fn answer(writing: &mut Writing<'_>, line: &Found) -> Result<Option<Finding>, Trouble> {
    let [found, place] = fields_of(line.load.entity);
    let seen = match writing.typed.text(&found) {
        "seen" => Some(Seen::Here),
        "not-seen" => Some(Seen::Not),
        "elsewhere" => match place_called(writing, &place)? {
            Some(place) => Some(Seen::Elsewhere(place)),
            None => return Ok(None),
        },
        _ => None,
    };
    let finding = Finding { thing: line.load.entity, seen };
    Ok(Some(finding).filter(|_| seen != line.seen))
}

/// The place of keeping that a field names, by its name or its number.
fn place_called(writing: &mut Writing<'_>, field: &str) -> Result<Option<EntityId>, Trouble> {
    let typed = writing.typed.text(field).to_owned();
    if typed.is_empty() {
        writing.fault(field, "fault-where");
        return Ok(None);
    }
    let numbers = writing.register.numbers(&keepers())?;
    let found = match writing.register.meant(&typed, &numbers, &keepers())? {
        Meant::One(place) => Some(place),
        _ => writing.entity(field)?,
    };
    let Some(found) = found else { return Ok(None) };
    let is_place = writing.register.kinds_of(found)?.iter().any(|kind| kind == "location");
    if !is_place {
        writing.fault(field, "fault-keeping-place");
    }
    Ok(Some(found).filter(|_| is_place))
}

fn when_and_who(stock: &Stock, screen: &Screen<'_>) -> Markup {
    html! {
        @if let Some(day) = &stock.head.day { (screen.date(day)) }
        @if let Some(who) = stock.by { (screen.comma()) (screen.say("stock-looked")) " " (name::entity(who, stock.by_name.as_deref(), screen)) }
        @if let Some(ended) = &stock.head.ended { (screen.comma()) (screen.say("stock-ended-on")) " " (screen.date(ended)) }
    }
}

fn summary(stock: &Stock, screen: &Screen<'_>) -> Markup {
    let [seen, not, elsewhere, surplus] = stock.counts();
    let counted = [
        ("stock-count-seen", seen),
        ("stock-count-not", not),
        ("stock-count-elsewhere", elsewhere),
        ("stock-count-surplus", surplus),
        ("stock-count-unnumbered", stock.unnumbered.len()),
        ("stock-count-left", stock.left),
    ];
    html! {
        ul.tally { @for (words, n) in counted { li { (screen.tell(words, &[("n", Said::Number(n))])) } } }
    }
}

/// What differs from the record, each with the way to put the record right.
fn differences(stock: &Stock, screen: &Screen<'_>) -> Markup {
    let differing: Vec<&Found> = stock.all().filter(|one| one.seen.is_some_and(|seen| seen != Seen::Here)).collect();
    html! {
        @if !differing.is_empty() || !stock.unnumbered.is_empty() {
            section {
                h2 { (screen.say("stock-differs")) }
                p.quiet.screen-only { (screen.say("stock-differs-lead")) }
                ul.plain {
                    @for one in differing {
                        li {
                            p.value { (load::called(&one.load, screen)) ": " (seen_words(one, stock, screen)) }
                            (load::places(&one.load, &stock.places, screen))
                            p.screen-only { a.more href=(screen.plain(Address::AddStatement(one.load.entity, "kept-at"))) { (screen.say("stock-mend")) } }
                        }
                    }
                    @for words in &stock.unnumbered { li { p.value { span.label { (screen.say("stock-unnumbered")) } " " span dir="auto" { (words) } } } }
                }
            }
        }
    }
}

fn seen_words(one: &Found, stock: &Stock, screen: &Screen<'_>) -> Markup {
    match one.seen {
        Some(Seen::Here) => html! { (screen.say("stock-seen")) },
        Some(Seen::Not) => html! { (screen.say("stock-not-seen")) },
        Some(Seen::Surplus) => html! { (screen.say("stock-surplus")) },
        Some(Seen::Elsewhere(place)) => {
            html! { (screen.say("stock-elsewhere")) " " bdi { (stock.places.path(place)) } }
        }
        None => html! { (screen.say("stock-not-yet")) },
    }
}

/// What was looked for, once it has ended.
fn ended(data: &Data, screen: &Screen<'_>) -> Markup {
    html! {
        section.inventory {
            h2 { (screen.say("stock-lines")) }
            ul.plain {
                @for one in &data.stock.lines { li { (load::called(&one.load, screen)) ": " (seen_words(one, &data.stock, screen)) } }
            }
        }
    }
}

/// The form, as long as it goes on: on paper, a list with boxes to be ticked by hand.
fn open(data: &Data, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let ask = |name: &str, label: &str, help: &str| {
        field(&Ask { name, label: &screen.say(label), help: &screen.say(help), input: Input::Long }, typed, screen)
    };
    let fields = html! {
        ol.looking { @for one in &data.stock.lines { li { (question(one, data, typed, screen)) } } }
        @if data.stock.lines.is_empty() { p.empty { (screen.say("stock-empty")) } }
        div.screen-only {
            (ask("surplus", "stock-surplus-ask", "stock-surplus-help"))
            (ask("unnumbered", "stock-unnumbered-ask", "stock-unnumbered-help"))
            (check("end", &screen.say("stock-end"), &screen.say("stock-end-help"), typed))
        }
        div.by-hand {
            p { (screen.say("stock-surplus-ask")) }
            @for _ in 0..6 { p.rule {} }
        }
        (names(&data.names, screen))
        (private())
    };
    html! {
        section {
            h2 { (screen.say("stock-lines")) }
            (form(typed, "stock-save", screen, fields))
            p.screen-only.quiet { (screen.say("stock-print")) }
        }
    }
}

fn question(one: &Found, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let [found, place] = fields_of(one.load.entity);
    let at = one.load.kept.first().map(|kept| data.stock.places.path(kept.place));
    html! {
        fieldset.ask {
            legend { (load::called(&one.load, screen)) }
            @if let Some(at) = at.filter(|at| *at != data.stock.head.path) { p.quiet { bdi { (at) } } }
            div.answers {
                @for (value, words) in ANSWERS {
                    @let id = format!("{found}-{value}");
                    span.answer {
                        input id=(id) type="radio" name=(found) value=(value) checked[typed.text(&found) == value];
                        label for=(id) { (screen.say(words)) }
                    }
                }
            }
            div.where-else { (field(&Ask { name: &place, label: &screen.say("stock-where"), help: "", input: Input::Card }, typed, screen)) }
        }
    }
}
