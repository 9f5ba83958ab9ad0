//! How it is known: seen by the keeper, told by somebody, or read in a source; when it was said, how surely, in which words.
//! Preset is "seen by me, today".

use daftar_register::claim::{
    Certainty, Claim, Edtf, EntityId, Locator, PropertyId, Speaker, Subject, Timestamp, Value,
};
use maud::{Markup, html};

use super::field::{Ask, Input, field, radio, select};
use super::typed::Typed;
use super::value::date_help;
use super::writing::Writing;
use crate::error::Trouble;
use crate::screen::Screen;

/// Everything of a claim but what it says of what.
#[derive(Clone)]
pub(crate) struct Origin {
    source: EntityId,
    said_by: Option<Speaker>,
    when: Option<Edtf>,
    stated: Option<Edtf>,
    certainty: Option<Certainty>,
    quote: Option<String>,
    locator: Option<Locator>,
}

impl Origin {
    /// The same, without saying when it held.
    pub(crate) fn timeless(&self) -> Origin {
        Origin { when: None, ..self.clone() }
    }

    /// A claim of this origin.
    pub(crate) fn claim(&self, subject: Subject, property: PropertyId, value: Value) -> Claim {
        let mut claim = Claim::new(subject, property, value, self.source);
        claim.said_by.clone_from(&self.said_by);
        claim.when.clone_from(&self.when);
        claim.stated.clone_from(&self.stated);
        claim.certainty = self.certainty;
        claim.quote.clone_from(&self.quote);
        claim.locator.clone_from(&self.locator);
        claim
    }
}

/// The preset fields: seen by me, today.
pub(crate) fn preset(now: &Timestamp) -> Vec<(String, String)> {
    vec![("from".to_owned(), "me".to_owned()), ("stated".to_owned(), now.date().to_owned())]
}

impl Writing<'_> {
    /// Reads how it is known.
    pub(crate) fn origin(&mut self) -> Result<Origin, Trouble> {
        let from = self.typed.text("from").to_owned();
        let (source, said_by) = match from.as_str() {
            "source" => (self.source()?, self.entity("speaker")?),
            "told" => (Some(self.keeper), self.told_by()?),
            _ => (Some(self.keeper), None),
        };
        let certainty = self.typed.text("certainty").to_owned();
        Ok(Origin {
            source: source.unwrap_or(self.keeper),
            said_by: said_by.map(Speaker::Entity),
            when: self.date("when"),
            stated: self.date("stated"),
            certainty: Certainty::parse(&certainty).ok(),
            quote: Some(self.typed.text("quote").to_owned()).filter(|quote| !quote.is_empty()),
            locator: Some(self.typed.text("page").to_owned()).filter(|page| !page.is_empty()).map(Locator::Page),
        })
    }

    fn source(&mut self) -> Result<Option<EntityId>, Trouble> {
        if self.typed.text("source").is_empty() {
            self.fault("source", "fault-source-empty");
        }
        self.entity("source")
    }

    fn told_by(&mut self) -> Result<Option<EntityId>, Trouble> {
        if self.typed.text("teller").is_empty() {
            self.fault("teller", "fault-teller-empty");
        }
        self.entity("teller")
    }
}

/// The fields that an origin is read from.
const OWN: [&str; 8] = ["source", "speaker", "teller", "stated", "when", "quote", "page", "certainty"];

/// The fields, folded under "seen by me, today" unless something else is told or wrong.
pub(crate) fn fields(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let open = OWN.iter().any(|field| typed.fault_of(field).is_some()) || !typed.is("from", "me");
    html! {
        details.origin open[open] {
            summary { (screen.say("origin-summary")) }
            (known(typed, screen))
            (more(typed, screen))
        }
    }
}

/// Who says it.
fn known(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let card = |name: &str, label: &str, help: &str| {
        field(&Ask { name, label: &screen.say(label), help: &screen.say(help), input: Input::Card }, typed, screen)
    };
    html! {
        fieldset.ask {
            legend { (screen.say("origin")) }
            (radio("from", "me", &screen.say("origin-me"), typed))
            (radio("from", "told", &screen.say("origin-told"), typed))
            div.under { (card("teller", "origin-teller", "origin-teller-help")) }
            (radio("from", "source", &screen.say("origin-source"), typed))
            div.under.pair {
                (card("source", "origin-which", "origin-which-help"))
                (card("speaker", "origin-speaker", "origin-speaker-help"))
            }
        }
    }
}

/// When it was said, how surely, in which words.
fn more(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let ask = |name: &str, label: &str, help: &str, input| {
        field(&Ask { name, label: &screen.say(label), help: &screen.say(help), input }, typed, screen)
    };
    let sure = [
        ("", "sure-plain"),
        ("possible", "sure-possible"),
        ("probable", "sure-probable"),
        ("doubtful", "sure-doubtful"),
    ];
    let sure = sure.map(|(value, words)| (value.to_owned(), screen.say(words)));
    html! {
        div.pair {
            (ask("stated", "origin-stated", "origin-stated-help", Input::Latin))
            (select("certainty", &screen.say("sure"), &sure, typed))
        }
        (ask("quote", "origin-quote", "origin-quote-help", Input::Long))
        (ask("page", "origin-page", "origin-page-help", Input::Line))
    }
}

/// When it held or happened.
pub(crate) fn when(typed: &Typed, screen: &Screen<'_>) -> Markup {
    let (label, help) = (screen.say("origin-when"), screen.say("origin-when-help"));
    html! {
        (field(&Ask { name: "when", label: &label, help: &help, input: Input::Latin }, typed, screen))
        (date_help(screen))
    }
}
