//! What rendering has at hand: words, labels, links that keep the language and the question.

use std::collections::HashMap;

use daftar_register::claim::{Edtf, EntityId, Profiles, RegisterId};
use daftar_register::date::{self, Lang};
use maud::{Markup, html};

use crate::address::{Address, with_query};
use crate::pages::looking::Looking;
use crate::visit::Visit;
use crate::words::{Said, Words};

/// A page in the making.
pub(crate) struct Screen<'r> {
    /// The language.
    pub(crate) lang: Lang,
    /// The visit.
    pub(crate) visit: &'r Visit,
    /// The name of the place.
    pub(crate) place: String,
    /// The forms in force.
    pub(crate) profiles: &'r Profiles,
    /// The notebook's id.
    pub(crate) notebook: RegisterId,
    /// Whether the question names a source that is not here.
    pub(crate) unknown_source: bool,
    words: Words,
    gists: HashMap<EntityId, String>,
}

impl<'r> Screen<'r> {
    /// The screen of a visit.
    pub(crate) fn new(looking: &Looking<'r>, visit: &'r Visit) -> Screen<'r> {
        let place = looking.register.place().ok().flatten();
        let lang = looking.ask.lang;
        let words = Words::of(lang, visit.asked.digits);
        let name = place.and_then(|place| looking.name(place));
        Screen {
            lang,
            visit,
            place: name.unwrap_or_else(|| words.say("notebook")),
            profiles: looking.register.profiles(),
            notebook: looking.register.id(),
            unknown_source: looking.unknown_source,
            words,
            gists: looking.gists(),
        }
    }

    /// `en` or `ar`.
    pub(crate) fn tag(&self) -> &'static str {
        self.lang.tag()
    }

    /// Words of the screen's language.
    pub(crate) fn say(&self, id: &str) -> String {
        self.words.say(id)
    }

    /// Words that speak of something.
    pub(crate) fn tell(&self, id: &str, of: &[(&'static str, Said<'_>)]) -> String {
        self.words.tell(id, of)
    }

    /// Words that count `n`.
    pub(crate) fn count(&self, id: &str, n: usize) -> String {
        self.tell(id, &[("n", Said::Number(n))])
    }

    /// A text of our own with the digits that are asked for.
    pub(crate) fn digits(&self, text: &str) -> String {
        self.visit.asked.digits.write(text).into_owned()
    }

    /// What stands between two names.
    pub(crate) fn comma(&self) -> &'static str {
        if self.lang == Lang::Ar { "، " } else { ", " }
    }

    /// A date in words.
    pub(crate) fn date(&self, date: &Edtf) -> String {
        self.digits(&date::words(date, self.lang))
    }

    /// A link that keeps language and question.
    pub(crate) fn to(&self, address: Address<'_>) -> String {
        with_query(&address.to_string(), self.visit.asked.along(true))
    }

    /// A link that keeps the language alone.
    pub(crate) fn plain(&self, address: Address<'_>) -> String {
        with_query(&address.to_string(), self.visit.asked.along(false))
    }

    /// This page, with some pairs of its query put in place of those it has; an empty value leaves its pair out.
    pub(crate) fn here(&self, put: &[(&str, &str)]) -> String {
        let others = self.visit.asked.pairs().filter(|(name, _)| put.iter().all(|(other, _)| other != name));
        let put = put.iter().copied().filter(|(_, value)| !value.is_empty());
        with_query(&self.visit.path, others.chain(put))
    }

    /// Hidden fields that keep language, and the question with `whole`, when a form is sent.
    pub(crate) fn along(&self, whole: bool) -> Markup {
        html! {
            @for (name, value) in self.visit.asked.along(whole) {
                input type="hidden" name=(name) value=(value);
            }
        }
    }

    /// The hidden field that every form which changes something must have.
    pub(crate) fn token(&self) -> Markup {
        html! { input type="hidden" name="token" value=(self.visit.session.token); }
    }

    /// What a thing is called: its name, else its kind and what is told of it, else that it has none.
    pub(crate) fn called(&self, id: EntityId, name: Option<&str>) -> String {
        let gist = || self.gists.get(&id).cloned().unwrap_or_else(|| self.say("nameless"));
        name.map_or_else(gist, str::to_owned)
    }

    /// What several things of a kind are called.
    pub(crate) fn kinds(&self, kind: &str) -> String {
        self.profiles.kinds.get(kind).map_or(kind, |declared| declared.many(self.tag())).to_owned()
    }

    /// The label of a kind.
    pub(crate) fn kind(&self, kind: &str) -> String {
        self.profiles.kinds.get(kind).map_or(kind, |kind| kind.label.in_language(self.tag())).to_owned()
    }
}
