//! What to test next, how many seeds to sow, and what the numbers decide.

use axum::response::Response;
use daftar_register::view::forecast::Reached;
use daftar_register::view::rescue::{TestPlan, ToTest};
use maud::{Markup, html};
use serde::Serialize;

use super::{asked, ways};
use crate::address::Address;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::layout::Content;
use crate::pages::keeping::printed_head;
use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// At most so many lots are shown; the rest is in the data.
const MOST: usize = 500;

/// The plan.
#[derive(Serialize)]
struct Planned {
    #[serde(flatten)]
    plan: TestPlan,
    #[serde(skip)]
    today: String,
}

/// `/test-plan`
pub(crate) async fn page(visit: Visit) -> Response {
    if let Some(first) = visit.unlock_first() {
        return first;
    }
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), render).await
}

fn data(looking: &Looking<'_>, asked: &Asked) -> Result<Planned, Trouble> {
    looking.keeper_only()?;
    let (terms, _) = asked::terms(looking.register, asked)?;
    let plan = looking.register.test_plan(&looking.ask, &terms)?;
    Ok(Planned { plan, today: looking.register.time().date().to_owned() })
}

fn render(data: &Planned, screen: &Screen<'_>) -> Content {
    let title = screen.say("test-plan");
    let plan = &data.plan;
    let body = html! {
        header {
            (printed_head(&data.today, screen))
            h1 { (title) }
            p.lead { (screen.say("test-plan-lead")) }
            (ways(screen))
        }
        @if plan.lots.is_empty() { p.empty { (screen.say("lots-empty")) } }
        @else {
            div.scroll tabindex="0" role="region" aria-label=(title) {
                table.loads {
                    thead { tr {
                        th.box scope="col" { (screen.say("column-done")) }
                        th scope="col" { (screen.say("lots-lot")) }
                        th scope="col" { (screen.say("lots-when")) }
                        th scope="col" { (screen.say("test-plan-last")) }
                    } }
                    tbody { @for one in plan.lots.iter().take(MOST) { (line(one, screen)) } }
                }
            }
        }
        (stages(plan, screen))
        p.screen-only.quiet { (screen.say("print-how")) }
    };
    Content::plain(title, body)
}

fn line(one: &ToTest, screen: &Screen<'_>) -> Markup {
    html! {
        tr {
            td.box { span.tick aria-hidden="true" {} }
            td data-column=(screen.say("lots-lot")) {
                a href=(screen.plain(Address::Lot(one.lot))) { bdi { (screen.called(one.lot, one.name.as_deref())) } }
                @if one.enough == Some(false) { " " span.mark { (screen.say("test-plan-few")) } }
            }
            td data-column=(screen.say("lots-when")) { (screen.digits(&one.when.words(screen.lang))) }
            td data-column=(screen.say("test-plan-last")) {
                @match one.last {
                    Some(day) => (screen.digits(&Reached::Day(day).words(screen.lang))),
                    None => span.quiet { (screen.say("test-plan-never")) },
                }
            }
        }
    }
}

/// How a test goes.
fn stages(plan: &TestPlan, screen: &Screen<'_>) -> Markup {
    let number =
        |number: Option<u32>| number.map_or_else(|| "–".to_owned(), |number| screen.digits(&number.to_string()));
    let percent = |share: f64| screen.digits(&format!("{:.1}%", share * 100.0));
    let (keep, waste) = (percent(plan.keep), percent(plan.risk_of_waste));
    let (regenerate, loss) = (percent(plan.regenerate), percent(plan.risk_of_loss));
    let risks = [("good", &keep), ("waste", &waste), ("bad", &regenerate), ("loss", &loss)];
    let risks = risks.map(|(name, text)| (name, Said::Text(text)));
    html! {
        section {
            h2 { (screen.say("test-plan-how")) }
            p { (screen.tell("test-plan-risks", &risks)) }
            table {
                thead { tr {
                    th scope="col" { (screen.say("test-plan-sown")) }
                    th scope="col" { (screen.say("test-plan-renew")) }
                    th scope="col" { (screen.say("test-plan-keep")) }
                } }
                tbody {
                    @for stage in &plan.stages {
                        tr {
                            td { (screen.digits(&stage.sown.to_string())) }
                            td { (number(stage.regenerate_at_most)) }
                            td { (number(stage.keep_at_least)) }
                        }
                    }
                }
            }
            p.quiet { (screen.say("test-plan-source")) }
        }
    }
}
