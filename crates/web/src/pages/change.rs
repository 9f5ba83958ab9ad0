//! What else can be done with a statement: take it back, deny it, show it first, say how it was checked, seal it. Each is a
//! statement or an act of its own; nothing is overwritten.

use axum::Form as Sent;
use axum::extract::Path;
use axum::response::Response;
use daftar_register::claim::{Claim, ClaimId, EntityId, Preference, Recording, Speaker, Statement, Subject, Value};
use daftar_register::view::{Cited, cite};
use daftar_register::{Offered, Register};
use maud::{Markup, html};
use serde::Serialize;

use super::claim::{around, id_of};
use super::kind::as_text;
use super::looking::Looking;
use super::seen;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::field::{Ask, Input, field, names, select};
use crate::forms::privacy;
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::{Typed, WHOLE};
use crate::forms::value::date_help;
use crate::forms::writing::{Deed, Writing, property_id};
use crate::parts::{statement, value};
use crate::screen::Screen;
use crate::visit::Visit;

/// What is to be done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Deeds {
    Retract,
    Deny,
    Prefer,
    Assess,
    Seen,
    Seal,
}

/// A form for one of them.
#[derive(Clone)]
struct Change {
    claim: String,
    deed: Deeds,
}

/// What showing it needs.
#[derive(Serialize)]
struct Data {
    #[serde(rename = "claim", serialize_with = "as_text")]
    id: ClaimId,
    cited: Option<Cited>,
    label: String,
    /// The other values of the same property.
    others: Vec<Cited>,
    #[serde(skip)]
    names: Vec<Offered>,
}

/// `GET /c/ID/CHANGE`
pub(crate) async fn page(Path((claim, deed)): Path<(String, String)>, visit: Visit) -> Response {
    match named(&deed) {
        Some(deed) => save::show(Change { claim, deed }, visit).await,
        None => super::missing::page(visit).await,
    }
}

/// `POST /c/ID/CHANGE`
pub(crate) async fn save(
    Path((claim, deed)): Path<(String, String)>,
    visit: Visit,
    Sent(pairs): Sent<Vec<(String, String)>>,
) -> Response {
    match named(&deed) {
        Some(deed) => save::save(Change { claim, deed }, visit, pairs).await,
        None => super::missing::page(visit).await,
    }
}

fn named(deed: &str) -> Option<Deeds> {
    Some(match deed {
        "retract" => Deeds::Retract,
        "deny" => Deeds::Deny,
        "prefer" => Deeds::Prefer,
        "assess" => Deeds::Assess,
        "seen" => Deeds::Seen,
        "seal" => Deeds::Seal,
        _ => return None,
    })
}

impl Deeds {
    /// The ids of the heading, what leads in, and the button.
    fn words(self) -> [&'static str; 3] {
        match self {
            Deeds::Retract => ["retract", "retract-lead", "retract-go"],
            Deeds::Deny => ["deny", "deny-lead", "deny-go"],
            Deeds::Prefer => ["prefer", "prefer-lead", "prefer-go"],
            Deeds::Assess => ["assess", "assess-lead", "assess-go"],
            Deeds::Seen => ["seen", "seen-lead", "seen-go"],
            Deeds::Seal => ["seal", "seal-lead", "seal-go"],
        }
    }
}

impl FormPage for Change {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        Ok(vec![("stated".to_owned(), looking.register.time().date().to_owned())])
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        looking.keeper_only()?;
        let id = id_of(&self.claim)?;
        let told = looking.register.statement(id)?;
        let heard = around(looking, &told)?;
        let asked = looking.asked(&heard);
        let (mine, others): (Vec<Cited>, Vec<Cited>) =
            cite(&asked).into_iter().partition(|one| one.claim == id || one.same.contains(&id));
        let (subject, property) = (told.claim.subject.to_string(), told.claim.property.clone());
        let others = others.into_iter().filter(|one| one.subject == subject && one.property == property);
        Ok(Data {
            id,
            cited: mine.into_iter().next(),
            label: asked.label(&property).to_owned(),
            others: others.collect(),
            names: looking.offered()?,
        })
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let [heading, lead, button] = self.deed.words();
        let fields = match self.deed {
            Deeds::Retract => html! {},
            Deeds::Deny => denial(data, typed, screen),
            Deeds::Prefer => preference(data, typed, screen),
            Deeds::Assess => assessment(typed, screen),
            Deeds::Seen => seen::fields(typed, screen),
            Deeds::Seal => privacy::concerned(typed, screen),
        };
        let body = html! {
            header { h1 { (screen.say(heading)) } p.lead { (screen.say(lead)) } }
            @if let Some(cited) = &data.cited { div.about-claim { (statement::line(cited, &data.label, screen)) } }
            (form(typed, button, screen, fields))
            p { a href=(screen.plain(Address::Claim(data.id))) { (screen.say("change-back")) } }
        };
        Page { title: screen.say(heading), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let told = writing.register.statement(id_of(&self.claim)?)?;
        let path = Address::Claim(told.id).to_string();
        match self.deed {
            Deeds::Retract => writing.deed = Deed::Retract(told.id),
            Deeds::Deny => deny(writing, &told)?,
            Deeds::Prefer => prefer(writing, &told)?,
            Deeds::Assess => assess(writing, &told)?,
            Deeds::Seen => seen::read(writing, &told)?,
            Deeds::Seal => {
                writing.deed = Deed::Seal(told.id, writing.concerns()?);
                // The open statement is erased: its address answers no more.
                return Ok(told.claim.subject.entity().map_or(path, |entity| Address::Card(entity).to_string()));
            }
        }
        Ok(path)
    }
}

fn denial(data: &Data, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let ask = |name: &str, label: &str, help: &str, input| {
        field(&Ask { name, label: &screen.say(label), help: &screen.say(help), input }, typed, screen)
    };
    html! {
        (ask("words", "deny-words", "deny-words-help", Input::Long))
        (ask("speaker", "deny-speaker", "deny-speaker-help", Input::Card))
        (ask("stated", "origin-stated", "origin-stated-help", Input::Latin))
        (date_help(screen))
        (names(&data.names, screen))
    }
}

fn deny(writing: &mut Writing<'_>, told: &Statement) -> Result<(), Trouble> {
    let words = writing.typed.text("words").to_owned();
    if words.is_empty() {
        writing.fault("words", "fault-words");
    }
    let (speaker, stated) = (writing.entity("speaker")?, writing.date("stated"));
    let mut claim = Claim::new(Subject::Claim(told.id), property_id("deny")?, Value::text(words), writing.keeper);
    claim.said_by = speaker.map(Speaker::Entity);
    claim.stated = stated;
    // What is said of a sealed statement could give it away.
    writing.put(claim, told.sealed, Vec::new());
    Ok(())
}

fn preference(data: &Data, typed: &Typed, screen: &Screen<'_>) -> Markup {
    let why =
        Ask { name: "why", label: &screen.say("prefer-why"), help: &screen.say("prefer-why-help"), input: Input::Long };
    html! {
        fieldset.ask {
            legend { (screen.say("prefer-over")) }
            @if data.others.is_empty() { p.quiet { (screen.say("prefer-alone")) } }
            @for one in &data.others {
                @let id = one.claim.to_string();
                div.check {
                    input id=(id) type="checkbox" name="over" value=(id) checked[!typed.sent || typed.is("over", &id)];
                    label for=(id) { (value::value(&one.value, screen)) }
                    small { (screen.say("according-to")) " " (statement::voice(one, screen)) }
                }
            }
        }
        (field(&why, typed, screen))
    }
}

fn prefer(writing: &mut Writing<'_>, told: &Statement) -> Result<(), Trouble> {
    let why = writing.typed.text("why").to_owned();
    if why.is_empty() {
        writing.fault("why", "fault-why");
    }
    let mut over = Vec::new();
    for id in writing.typed.all("over") {
        over.push(id_of(&id)?);
    }
    if over.is_empty() {
        writing.fault(WHOLE, "prefer-alone");
    }
    let supersedes = own_preferences(writing.register, told, writing.keeper)?;
    let value = Value::Preference(Preference { first: told.id, over, supersedes });
    let mut claim = Claim::new(told.claim.subject, property_id("prefer")?, value, writing.keeper);
    claim.quote = Some(why);
    writing.put(claim, told.sealed, Vec::new());
    Ok(())
}

/// The keeper's own earlier preferences about the same property, whose place a new one takes. Others' stay beside it.
fn own_preferences(register: &Register, told: &Statement, keeper: EntityId) -> Result<Vec<ClaimId>, Trouble> {
    let Some(entity) = told.claim.subject.entity() else { return Ok(Vec::new()) };
    let audience = daftar_register::view::Audience::Keeper;
    let heard = register.hear_entities(&[entity], register.standing(), audience)?;
    let same = |id: ClaimId| register.statement(id).is_ok_and(|one| one.claim.property == told.claim.property);
    let own = |one: &&Statement| match &one.claim.value {
        Value::Preference(preference) => {
            one.stands() && one.claim.source == keeper && preference.first != told.id && same(preference.first)
        }
        _ => false,
    };
    Ok(heard.statements.iter().filter(own).map(|one| one.id).collect())
}

fn assessment(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let codes = screen.profiles.schemes.get("assessment").map(|scheme| scheme.codes.as_slice()).unwrap_or_default();
    let codes: Vec<(String, String)> =
        codes.iter().map(|code| (code.id.clone(), code.label.in_language(screen.tag()).to_owned())).collect();
    let stated = Ask {
        name: "stated",
        label: &screen.say("assess-when"),
        help: &screen.say("origin-stated-help"),
        input: Input::Latin,
    };
    html! {
        (select("assessment", &screen.say("assess-how"), &codes, typed))
        (field(&stated, typed, screen))
    }
}

fn assess(writing: &mut Writing<'_>, told: &Statement) -> Result<(), Trouble> {
    let code = writing.typed.text("assessment").to_owned();
    if writing.register.profiles().code("assessment", &code).is_none() {
        writing.fault(WHOLE, "fault-code");
    }
    let stated = writing.date("stated");
    let value = Value::code("assessment", &code);
    let mut claim = Claim::new(Subject::Claim(told.id), property_id("assessment")?, value, writing.keeper);
    claim.stated = stated;
    writing.put(claim, told.sealed, Vec::new());
    Ok(())
}

/// What a keeper can do with a statement, on its page: correcting and taking back only with one's own.
pub(crate) fn links(told: &Statement, party: Option<EntityId>) -> Vec<(Address<'static>, &'static str)> {
    let own = |recording: &Recording| Some(recording.party) == party;
    let mine = told.standing().any(own);
    let entity = told.claim.subject.entity().is_some();
    let all = [
        (mine && entity, "edit", "edit-go"),
        (entity, "deny", "deny-go"),
        (entity, "prefer", "prefer-go"),
        (true, "assess", "assess-go"),
        (entity, "seen", "seen-go"),
        (mine, "retract", "retract-go"),
        (mine && !told.sealed, "seal", "seal-go"),
    ];
    let wanted = all.into_iter().filter(|(can, ..)| *can && told.stands());
    wanted.map(|(_, change, words)| (Address::Change(told.id, change), words)).collect()
}
