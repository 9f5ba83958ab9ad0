//! One lot: its book, how much was left over time, how many seeds come up, and all that this rests on.

use axum::extract::Path;
use axum::response::Response;
use daftar_register::Outlook;
use daftar_register::date::Day;
use daftar_register::view::forecast::{Forecast, Germination, Outcome, Reached, Share, Sowing, Why};
use daftar_register::view::stock::{Line, Stock};
use maud::{Markup, html};
use serde::Serialize;

use super::{asked, ways};
use crate::address::Address;
use crate::asked::Asked;
use crate::chart::{Curve, Stair, curve, stairs};
use crate::error::Trouble;
use crate::layout::Content;
use crate::pages::card;
use crate::pages::looking::Looking;
use crate::pages::survivors::lost_with;
use crate::parts::{name, statement};
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// Points of the curve.
const POINTS: i64 = 60;
/// The curve shows at least and at most so many days ahead.
const AHEAD: [i64; 2] = [2 * 365, 20 * 365];

/// The page.
#[derive(Serialize)]
struct Lot {
    #[serde(flatten)]
    outlook: Outlook,
    /// Whether what was typed as threshold cannot be one.
    odd: bool,
    /// How many come up, by day.
    curve: Vec<Point>,
    /// Where nothing is published of its species: the species of which something is.
    published: Vec<String>,
    #[serde(skip)]
    today: Day,
    #[serde(skip)]
    accession: Option<String>,
}

/// How many come up on a day.
#[derive(Serialize)]
struct Point {
    #[serde(serialize_with = "crate::pages::kind::as_text")]
    day: Day,
    #[serde(flatten)]
    share: Share,
}

/// `/e/ID/lot`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &id, &asked), render).await
}

fn data(looking: &Looking<'_>, id: &str, asked: &Asked) -> Result<Lot, Trouble> {
    looking.keeper_only()?;
    let (terms, odd) = asked::terms(looking.register, asked)?;
    let outlook = looking.register.outlook(card::entity(id)?, &looking.ask, &terms)?;
    let accession = outlook.book.accession.and_then(|accession| looking.name(accession));
    let published = match outlook.forecast.outcome {
        Outcome::Unknown(Why::NoConstants) => terms.species(),
        _ => Vec::new(),
    };
    Ok(Lot { published, curve: points(&outlook.forecast, terms.today), outlook, odd, today: terms.today, accession })
}

/// The curve from the first test to when it has surely fallen, or twenty years ahead.
fn points(forecast: &Forecast, today: Day) -> Vec<Point> {
    let (Some(first), Outcome::Known(known)) = (forecast.first(), &forecast.outcome) else { return Vec::new() };
    let ahead = match known.late {
        Reached::Day(day) => day.0 - today.0,
        Reached::Already => AHEAD[0],
        Reached::Beyond => AHEAD[1],
    };
    let last = today.plus(ahead.clamp(AHEAD[0], AHEAD[1]));
    let day = |at: i64| first.plus((last.0 - first.0) * at / POINTS);
    (0..=POINTS).map(day).filter_map(|day| Some(Point { day, share: forecast.on(day)? })).collect()
}

fn render(data: &Lot, screen: &Screen<'_>) -> Content {
    let book = &data.outlook.book;
    let title = screen.called(book.lot, book.name.as_deref());
    let body = html! {
        header {
            p.kind { (screen.kind("lot")) }
            h1 { bdi { (title) } }
            @if let Some(accession) = book.accession {
                p { (screen.say("lots-of")) " " (name::entity(accession, data.accession.as_deref(), screen)) }
            }
            p.inline.screen-only {
                a href=(screen.to(Address::Card(book.lot))) { (screen.say("source-card")) } " "
                a href=(screen.plain(Address::CountLot(book.lot))) { (screen.say("count")) }
            }
            (ways(screen))
        }
        @for with in &data.outlook.lost { p { (lost_with(with, screen)) } }
        @if data.odd { p.fault role="alert" { (screen.say("lots-odd")) } }
        (left(book, data.today, screen))
        (keeps(data, screen))
        (tests(&data.outlook.forecast, screen))
    };
    Content::plain(title, body)
}

/// The book.
fn left(book: &Stock, today: Day, screen: &Screen<'_>) -> Markup {
    let words = book.left.words(book.unit.as_ref(), screen.lang);
    let steps: Vec<Stair> = book.lines.iter().filter_map(stair).collect();
    let title = screen.tell("lots-left-chart", &[("left", Said::Text(&words))]);
    let unit = book.unit.as_ref().map(|unit| unit.words(screen.lang).to_owned()).unwrap_or_default();
    let number = |at: f64| screen.digits(&format!("{} {unit}", (at * 10.0).round() / 10.0));
    html! {
        section {
            h2 { (screen.say("lots-left")) ": " bdi { (screen.digits(&words)) } }
            (stairs(&steps, today, screen.tag() == "ar", &title, &number))
            @if book.lines.is_empty() { p.empty { (screen.say("lots-no-book")) } }
            @else {
                div.scroll tabindex="0" role="region" aria-label=(screen.say("lots-book")) {
                    table.loads {
                        thead { tr {
                            th scope="col" { (screen.say("lots-when")) }
                            th scope="col" { (screen.say("lots-what")) }
                            th scope="col" { (screen.say("lots-much")) }
                            th scope="col" { (screen.say("lots-after")) }
                        } }
                        tbody { @for one in &book.lines { (line(one, book, screen)) } }
                    }
                }
            }
        }
    }
}

/// Where a line stands in the chart: where its day and what was left are known.
fn stair(line: &Line) -> Option<Stair> {
    let bounds = line.when.as_ref()?.bounds();
    let (first, last) = (bounds.earliest()?, bounds.latest()?);
    let day = first.plus((last.0.checked_sub(first.0)?) / 2);
    let after = line.after?;
    Some(Stair { day, low: after.low.to_f64(), high: after.high.to_f64() })
}

fn line(line: &Line, book: &Stock, screen: &Screen<'_>) -> Markup {
    let told = line.told.as_ref().map(|told| told.words(screen.lang)).unwrap_or_default();
    let unit = book.unit.as_ref();
    let other = line.told.as_ref().is_some_and(|told| Some(&told.unit) != unit);
    let same = line.amount.zip(unit).filter(|_| other).map(|(amount, unit)| amount.words(unit, screen.lang));
    let differs = line.differs.zip(unit).map(|(differs, unit)| differs.words(unit, screen.lang));
    html! {
        tr {
            td data-column=(screen.say("lots-when")) {
                @match &line.when { Some(date) => (screen.date(date)), None => span.quiet { (screen.say("undated")) } }
            }
            td data-column=(screen.say("lots-what")) {
                @match line.event {
                    Some(event) => a href=(screen.to(Address::Card(event))) { (line.movement.words(screen.lang)) },
                    None => (line.movement.words(screen.lang)),
                }
                @for who in &line.to { " → " (name::who(who, screen)) }
                (statement::sources_undated(&line.statements, &book.statements, screen))
            }
            td data-column=(screen.say("lots-much")) {
                bdi { (screen.digits(&told)) }
                @if let Some(same) = same { " = " bdi { (screen.digits(&same)) } }
                @if let Some(how) = line.reckoned.words(screen.lang) { p.quiet { (how) } }
                @if let Some(differs) = differs { p.quiet { (screen.say("lots-differs")) " " bdi { (screen.digits(&differs)) } } }
            }
            td data-column=(screen.say("lots-after")) {
                @if let (Some(after), Some(unit)) = (line.after, unit) { bdi { (screen.digits(&after.words(unit, screen.lang))) } }
            }
        }
    }
}

/// How long it keeps, with all that it rests on.
fn keeps(data: &Lot, screen: &Screen<'_>) -> Markup {
    let forecast = &data.outlook.forecast;
    html! {
        section {
            h2 { (screen.say("lots-keeps")) }
            @match &forecast.outcome {
                Outcome::Unknown(why) => { p { (why.words(screen.lang)) } (choose(data, screen)) }
                Outcome::Known(known) => (known_words(known, data, screen)),
            }
            @if !forecast.doubts.is_empty() {
                h3 { (screen.say("lots-doubts")) }
                ul { @for doubt in &forecast.doubts { li { (screen.digits(&doubt.words(screen.lang))) } } }
            }
            @if !forecast.sources.is_empty() {
                h3 { (screen.say("lots-constants")) }
                ul { @for source in &forecast.sources { li { bdi dir="ltr" { (source) } } } }
            }
            form.in-place.screen-only action=(Address::Lot(data.outlook.book.lot)) {
                (screen.along(false))
                (asked::below(screen))
                button.second { (screen.say("search-apply")) }
            }
            @if !forecast.statements.is_empty() {
                details {
                    summary { (screen.say("lots-rests")) }
                    ol { @for one in &forecast.statements { li { (statement::one_source(one, screen)) } } }
                }
            }
        }
    }
}

/// As which species its ageing may be reckoned, by the keeper's choice.
fn choose(data: &Lot, screen: &Screen<'_>) -> Markup {
    html! {
        @if !data.published.is_empty() {
            p {
                (screen.say("lots-published")) " "
                @for (at, species) in data.published.iter().enumerate() {
                    @if at > 0 { (screen.comma()) }
                    bdi { i lang="la" { (species) } }
                }
            }
            @if let Some(accession) = data.outlook.book.accession {
                p { a href=(screen.plain(Address::AddStatement(accession, "reckoned-as"))) { (screen.say("lots-reckon")) } }
            }
        }
    }
}

fn known_words(known: &Germination, data: &Lot, screen: &Screen<'_>) -> Markup {
    let points: Vec<(Day, Share)> = data.curve.iter().map(|point| (point.day, point.share)).collect();
    let used = data.outlook.forecast.tests.iter().filter(|test| test.left_out.is_none());
    let tests: Vec<(Day, f64)> = used.filter_map(|test| Some((test.day()?, alive(test)?))).collect();
    let falls = screen.digits(&known.early.between(known.late, screen.lang));
    let now = screen.digits(&known.now.words());
    let name = screen.tell("lots-curve", &[("now", Said::Text(&now)), ("falls", Said::Text(&falls))]);
    let rtl = screen.tag() == "ar";
    let word = screen.say("lots-today");
    html! {
        p { (screen.say("lots-now")) ": " strong { bdi dir="ltr" { (now) } } }
        p { (screen.say("lots-falls")) ": " strong { bdi { (falls) } } }
        p.quiet { (screen.say("lots-by")) " " (known.basis.words(screen.lang)) }
        (curve(&Curve { points: &points, tests: &tests, today: data.today, rtl, name: &name, today_word: &word }))
    }
}

/// The share that was alive in a test.
fn alive(test: &Sowing) -> Option<f64> {
    let (sown, germinated) = (test.sown?, test.germinated?);
    (sown > 0).then(|| f64::from(germinated + test.dormant) / f64::from(sown))
}

fn tests(forecast: &Forecast, screen: &Screen<'_>) -> Markup {
    let number = |number: Option<u32>| number.map_or_else(|| "?".to_owned(), |number| number.to_string());
    html! {
        section {
            h2 { (screen.say("lots-tests")) }
            @if forecast.tests.is_empty() { p.empty { (screen.say("lots-no-tests")) } }
            ul {
                @for test in &forecast.tests {
                    li {
                        a href=(screen.to(Address::Card(test.test))) {
                            @match &test.when { Some(date) => (screen.date(date)), None => (screen.say("undated")) }
                        }
                        ": " bdi dir="ltr" { (screen.digits(&format!("{}/{}", number(test.germinated), number(test.sown)))) }
                        @for who in &test.by { " · " (name::who(who, screen)) }
                        @if let Some(why) = test.left_out { " " span.mark { (why.words(screen.lang)) } }
                    }
                }
            }
        }
    }
}
