//! How many things are in which state, at least and at most, and sums of what is told of them. Each number opens the cards and
//! statements under it.

mod opened;
mod table;

use axum::http::header;
use axum::response::{IntoResponse as _, Response};
use daftar_register::claim::EntityId;
use daftar_register::view::totals::{Asking, By, Group, words};
use daftar_register::view::{Audience, Totals};
use daftar_register::{Register, csv_line};
use maud::{Markup, html};
use serde::Serialize;

use super::looking::{Looking, may_ask};
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::forms::field::select;
use crate::forms::typed::Typed;
use crate::layout::Content;
use crate::screen::Screen;
use crate::visit::{Form, Visit};
use opened::Opened;

/// The page.
#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    totals: Totals,
    /// The 95 % intervals of the shares of everything that is asked about.
    shares: Vec<(String, words::Share)>,
    /// Where a stated number of all comes from.
    of_source: Option<String>,
    /// What the whole and the groups are called, in that order.
    #[serde(skip)]
    called: Vec<String>,
    /// The kinds that can be asked about, each with its label.
    #[serde(skip)]
    kinds: Vec<(String, String)>,
    #[serde(skip)]
    opened: Option<Opened>,
    /// What of the question could not be read: the id of the words that say so.
    #[serde(skip)]
    fault: Option<&'static str>,
}

/// What the address asks.
struct Question {
    asking: Asking,
    place: Option<EntityId>,
    of_source: Option<String>,
    fault: Option<&'static str>,
}

/// `/totals`
pub(crate) async fn page(visit: Visit) -> Response {
    let (asked, json) = (visit.asked.clone(), visit.form == Form::Json);
    let registers = visit.site.0.registers.clone();
    let answer = visit.page(move |looking| data(looking, &asked, json), render).await;
    if answer.status() == axum::http::StatusCode::SERVICE_UNAVAILABLE {
        tokio::spawn(async move { registers.keep_courses().await });
    }
    answer
}

/// `/totals.csv`: the same, one number on each line.
pub(crate) async fn sheet(visit: Visit) -> Response {
    let (asked, audience) = (visit.asked.clone(), visit.audience());
    let registers = visit.site.0.registers.clone();
    let counting = registers.clone();
    let write = move |register: &Register| {
        let looking = Looking::new(register, &visit)?;
        looking.understood(&asked)?;
        let question = Question::of(&asked, &looking, false);
        if let Some(fault) = question.fault {
            return Err(Trouble::Wrong(fault));
        }
        let totals = question.answer(&looking)?;
        let lang = looking.ask.lang;
        let headings = daftar_register::view::totals::headings(lang);
        let rows = daftar_register::view::totals::rows(&totals, &|kind| looking.kind(kind), lang);
        let mut text = String::from('\u{feff}');
        for row in std::iter::once(headings).chain(rows) {
            text.push_str(&csv_line(row.iter().map(String::as_str)));
        }
        Ok(text)
    };
    match registers.read(audience, write).await {
        Ok((text, _)) => {
            let kind = (header::CONTENT_TYPE, "text/csv; charset=utf-8");
            let named = (header::CONTENT_DISPOSITION, "attachment; filename=\"totals.csv\"");
            ([kind, named], text).into_response()
        }
        Err(trouble) => {
            if matches!(trouble, Trouble::Counting) {
                tokio::spawn(async move { counting.keep_courses().await });
            }
            crate::layout::plain(&trouble, Form::Html)
        }
    }
}

impl Question {
    fn of(asked: &Asked, looking: &Looking<'_>, named: bool) -> Question {
        let text = |name: &str| asked.get(name).map(str::trim).filter(|text| !text.is_empty());
        let mut fault = None;
        let kinds = text("kind").map(str::to_owned);
        let known = |kind: &String| looking.register.profiles().kinds.contains_key(kind);
        if kinds.as_ref().is_some_and(|kind| !known(kind)) {
            fault = Some("totals-fault-kind");
        }
        let by = text("by").map_or(Some(By::Whole), By::parse);
        fault = fault.or(by.is_none().then_some("totals-fault-by"));
        let of = text("of").map(|text| daftar_register::folded_number(text).parse::<u64>().ok().filter(|n| *n > 0));
        fault = fault.or((of == Some(None)).then_some("totals-fault-of"));
        let of_source = text("of-source").map(str::to_owned);
        fault = fault.or((of.is_some() && of_source.is_none()).then_some("totals-fault-source"));
        let place = text("place").map(|name| place(name, looking));
        fault = fault.or((place == Some(None)).then_some("totals-fault-place"));
        let asking = Asking {
            kinds: kinds.into_iter().filter(known).collect(),
            by: by.unwrap_or(By::Whole),
            of: of.flatten().filter(|_| of_source.is_some()),
            named,
            ..Asking::default()
        };
        Question { asking, place: place.flatten(), of_source, fault }
    }

    fn answer(&self, looking: &Looking<'_>) -> Result<Totals, Trouble> {
        if looking.register.are_courses_dear()? {
            return Err(Trouble::Counting);
        }
        Ok(looking.register.totals(&self.asking, self.place, looking.standing(), &looking.ask)?)
    }
}

/// A place by its name or id, as far as whoever asks may know it by that.
fn place(name: &str, looking: &Looking<'_>) -> Option<EntityId> {
    let found = looking.register.entity(name).ok()?;
    may_ask(looking.register, looking.ask.audience, name, found).then_some(found)
}

fn data(looking: &Looking<'_>, asked: &Asked, json: bool) -> Result<Page, Trouble> {
    let wanted = asked.get("open").filter(|text| !text.is_empty());
    let question = Question::of(asked, looking, json || wanted.is_some());
    if json && question.fault.is_some() {
        return Err(Trouble::Wrong(question.fault.unwrap_or("totals-fault-by")));
    }
    let totals = question.answer(looking)?;
    let kind = |kind: &str| looking.kind(kind);
    let groups = || std::iter::once(&totals.whole).chain(&totals.groups);
    let called = groups().map(|group| group.key.words(&totals, &kind, looking.ask.lang)).collect();
    let of = totals.whole.denominator(&totals);
    let share = |code: String| {
        let counted = totals.whole.counted(&code, &totals)?;
        Some((code.clone(), words::Share::of(counted, of)?))
    };
    let shares = daftar_register::view::totals::codes(&totals).into_iter().filter_map(share).collect();
    let key = asked.get("group").unwrap_or("whole");
    let group = groups().find(|group| group.key.to_string() == key);
    let opened = match (wanted, group) {
        (Some(code), Some(group)) => Opened::of(code, group, &totals, looking, asked)?,
        _ => None,
    };
    Ok(Page {
        shares,
        called,
        kinds: kinds(looking),
        opened,
        of_source: question.of_source,
        fault: question.fault,
        totals,
    })
}

/// The kinds that have a state or are counted.
fn kinds(looking: &Looking<'_>) -> Vec<(String, String)> {
    let of_kinds = daftar_register::view::totals::kinds(looking.register.profiles());
    of_kinds.into_iter().map(|kind| (kind.clone(), looking.kind(&kind))).collect()
}

fn render(data: &Page, screen: &Screen<'_>) -> Content {
    let head = html! {
        header { h1 { (screen.say("totals")) } p.lead { (screen.say("totals-lead")) } }
        (form(data, screen))
        @if let Some(fault) = data.fault { p.fault role="alert" { (screen.say(fault)) } }
    };
    // What was not understood is not counted as if it had not been asked.
    if data.fault.is_some() {
        return Content::asking(screen.say("totals"), head, html! {});
    }
    let body = html! {
        (table::whole(data, screen))
        @if let Some(opened) = &data.opened { (opened::render(opened, screen)) }
        (table::groups(data, screen))
        (notes(data, screen))
        p.inline.screen-only {
            a.more href=(with_query(&Address::TotalsSheet.to_string(), screen.visit.asked.pairs())) { (screen.say("totals-csv")) }
        }
        p.screen-only.quiet { (screen.say("print-how")) }
    };
    Content::asking(screen.say("totals"), head, body)
}

/// How the numbers are to be read, and what could not be counted.
fn notes(data: &Page, screen: &Screen<'_>) -> Markup {
    let reading = words::reading(screen.lang);
    let reading = if data.totals.has_scale { &reading[..] } else { &reading[..1] };
    html! {
        @for line in words::left_out(&data.totals, screen.lang) { p.note { (screen.digits(&line)) } }
        ul.plain.quiet { @for line in reading { li { (screen.digits(line)) } } }
    }
}

/// What is counted, into which groups, of how many.
fn form(data: &Page, screen: &Screen<'_>) -> Markup {
    let asked = &screen.visit.asked;
    let value = |name: &str| asked.get(name).unwrap_or_default().to_owned();
    let typed = Typed::preset(["kind", "by"].map(|name| (name.to_owned(), value(name))));
    let mut kinds = vec![(String::new(), screen.say("totals-all"))];
    kinds.extend(data.kinds.iter().cloned());
    let by = [
        (By::Whole, screen.say("totals-by-whole")),
        (By::Kind, screen.say("totals-by-kind")),
        (By::Place, screen.say("totals-by-place")),
        (By::State, screen.say("totals-by-state")),
        (By::Month, screen.say("totals-by-month")),
        (By::Source, screen.say("totals-by-source")),
        (By::Speaker, screen.say("totals-by-speaker")),
    ];
    let by: Vec<(String, String)> = by.into_iter().map(|(by, words)| (by.word().to_owned(), words)).collect();
    let field = |name: &str, label: String, size: &str| {
        html! {
            div.field { label for=(name) { (label) } input id=(name) name=(name) dir="auto" size=(size) autocomplete="off" value=(value(name)); }
        }
    };
    html! {
        form.in-place.screen-only action=(Address::Totals) {
            (screen.along(true))
            (select("kind", &screen.say("totals-kind"), &kinds, &typed))
            (select("by", &screen.say("totals-by"), &by, &typed))
            (field("place", screen.say("totals-place"), "16"))
            (field("of", screen.say("totals-of"), "6"))
            (field("of-source", screen.say("totals-of-source"), "16"))
            button { (screen.say("totals-go")) }
        }
    }
}

impl Page {
    /// The whole and the groups, each with what it is called.
    fn parts(&self) -> impl Iterator<Item = (&Group, &String)> {
        std::iter::once(&self.totals.whole).chain(&self.totals.groups).zip(&self.called)
    }
}

/// Whether whoever asks is the public: then sensitive things are counted by the square of the map.
fn is_public(screen: &Screen<'_>) -> bool {
    screen.visit.audience() == Audience::Public
}
