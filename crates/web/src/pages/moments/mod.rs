//! What came to be said between two days: statements, and differences that were not known of before.

use std::collections::HashMap;

use axum::response::Response;
use daftar_register::claim::{ClaimId, Edtf};
use daftar_register::date::Truth;
use daftar_register::view::{self, Ask, Asked as Question, Cited, Difference, cite};
use maud::{Markup, html};
use serde::Serialize;

use super::card;
use super::looking::Looking;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::{name, sides, statement};
use crate::screen::Screen;
use crate::visit::Visit;

/// What one day knew and another did not.
#[derive(Serialize)]
pub(crate) struct Moments {
    earlier: String,
    later: String,
    /// The names of the days that cannot be read.
    faults: Vec<&'static str>,
    /// What was new.
    statements: Vec<New>,
    /// Differences that were not known of on the earlier day.
    differences: Vec<Difference>,
    cited: Vec<Cited>,
}

/// A statement that was not known of, or only possibly.
#[derive(Serialize)]
struct New {
    name: Option<String>,
    label: String,
    /// Whether it had been said by the earlier day for all that is known: `possibly` or `no`.
    before: &'static str,
    #[serde(flatten)]
    cited: Cited,
}

/// `/moments?earlier=…&later=…`
pub(crate) async fn page(visit: Visit) -> Response {
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), render).await
}

fn data(looking: &Looking<'_>, asked: &Asked) -> Result<Moments, Trouble> {
    let told = |name| asked.get(name).unwrap_or_default().trim().to_owned();
    let (earlier, later) = (told("earlier"), told("later"));
    let days = [("earlier", &earlier), ("later", &later)].map(|(name, text)| (name, text, Edtf::parse(text).ok()));
    let faults =
        days.iter().filter(|(_, text, day)| day.is_none() && !text.is_empty()).map(|(name, ..)| *name).collect();
    let mut moments = Moments {
        earlier: earlier.clone(),
        later: later.clone(),
        faults,
        statements: vec![],
        differences: vec![],
        cited: vec![],
    };
    let [(_, _, first), (_, _, second)] = days;
    if let (Some(first), second) = (first, second)
        && moments.faults.is_empty()
    {
        moments.compare(looking, first, second)?;
    }
    Ok(moments)
}

impl Moments {
    fn compare(&mut self, looking: &Looking<'_>, first: Edtf, second: Option<Edtf>) -> Result<(), Trouble> {
        let heard = looking.everything()?;
        let ask = |said| Ask { said, ..looking.ask.clone() };
        let (before, after) = (ask(Some(first)), ask(second));
        let profiles = looking.register.profiles();
        let before = Question::new(&heard.statements, &before, profiles, &heard.surroundings);
        let after = Question::new(&heard.statements, &after, profiles, &heard.surroundings);
        let said: HashMap<ClaimId, Truth> = before.selected().iter().map(|one| (one.statement.id, one.said)).collect();
        for cited in cite(&after) {
            let known = said.get(&cited.claim).copied().unwrap_or(Truth::No);
            if known != Truth::Yes && cited.said != known {
                self.statements.push(New::of(cited, known, &after));
            }
        }
        let known = view::differences(&before);
        self.differences = view::differences(&after);
        self.differences.retain(|one| known.iter().all(|known| !is_same(one, known)));
        self.cited = view::cited(&after, &self.differences, &[]);
        Ok(())
    }
}

/// Whether both are about the same property of the same thing, with as many sides.
fn is_same(one: &Difference, other: &Difference) -> bool {
    (one.entity, one.other, &one.property, one.about, one.sides.len())
        == (other.entity, other.other, &other.property, other.about, other.sides.len())
}

impl New {
    fn of(cited: Cited, known: Truth, asked: &Question<'_>) -> New {
        let entity = card::entity(&cited.subject).ok();
        New {
            name: entity.and_then(|entity| asked.name(entity)).map(str::to_owned),
            label: asked.label(&cited.property).to_owned(),
            before: if known == Truth::Possibly { "possibly" } else { "no" },
            cited,
        }
    }
}

fn render(data: &Moments, screen: &Screen<'_>) -> Content {
    let title = screen.say("moments");
    let asked = !data.earlier.is_empty() && data.faults.is_empty();
    let body = html! {
        header { h1 { (title) } p.lead { (screen.say("moments-lead")) } }
        form.question {
            (screen.along(false))
            (field(screen, data, "earlier", "moments-earlier", &data.earlier))
            (field(screen, data, "later", "moments-later", &data.later))
            p.actions { button { (screen.say("question-ask")) } }
        }
        @if asked {
            p.quiet role="status" {
                (screen.count("moments-new", data.statements.len())) "; "
                (screen.count("moments-differences", data.differences.len()))
            }
            @for one in &data.differences { (sides::difference(one, &data.cited, screen, None)) }
            ol.plain { @for one in &data.statements { li { (new(one, screen)) } } }
        }
    };
    Content::plain(title, body)
}

fn new(one: &New, screen: &Screen<'_>) -> Markup {
    let entity = card::entity(&one.cited.subject).ok();
    html! {
        @if let Some(entity) = entity { p.about { (name::entity(entity, one.name.as_deref(), screen)) } }
        (statement::line(&one.cited, &one.label, screen))
        @if one.before == "possibly" { p { span.mark { (screen.say("moments-possibly")) } } }
    }
}

fn field(screen: &Screen<'_>, data: &Moments, name: &'static str, label: &str, text: &str) -> Markup {
    let fault = data.faults.contains(&name);
    let note = format!("{name}-note");
    html! {
        div.field {
            label for=(name) { (screen.say(label)) }
            input id=(name) name=(name) value=(text) autocomplete="off" aria-describedby=(note)
                aria-invalid=[fault.then_some("true")];
            small #(note) .fault[fault] { (screen.say(if fault { "fault-date" } else { "moments-help" })) }
        }
    }
}
