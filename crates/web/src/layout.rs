//! The shell of every page.

use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use daftar_register::date::Lang;
use maud::{DOCTYPE, Markup, html};

use crate::address::Address;
use crate::assets;
use crate::error::Trouble;
use crate::parts::question;
use crate::parts::ticks::Ticks;
use crate::phone::Pairing;
use crate::screen::Screen;
use crate::visit::{self, Form};
use crate::words::{Digits, Said, Words};

/// A page that stands alone, where there is no register yet: with the way to its other language.
pub(crate) fn alone(lang: Lang, title: &str, other: &str, status: StatusCode, body: &Markup) -> Response {
    let (tag, direction) = if lang == Lang::Ar { ("ar", "rtl") } else { ("en", "ltr") };
    let (name, of) = if lang == Lang::Ar { ("English", "en") } else { ("العربية", "ar") };
    let language = html! { a.language lang=(of) hreflang=(of) href=(other) { (name) } };
    bare(tag, direction, title, status, &language, body)
}

/// A page of a phone before it is paired: of this notebook nothing stands in it.
pub(crate) fn alone_bare(lang: Lang, title: &str, status: StatusCode, body: &Markup) -> Response {
    let (tag, direction) = if lang == Lang::Ar { ("ar", "rtl") } else { ("en", "ltr") };
    bare(tag, direction, title, status, &html! {}, body)
}

/// A page of a phone that was paired for one task: no way leads elsewhere, and no script runs.
fn of_phone(screen: &Screen<'_>, pairing: &Pairing, content: &Content, status: StatusCode) -> Response {
    let (tag, direction) = if screen.lang == Lang::Ar { ("ar", "rtl") } else { ("en", "ltr") };
    let (other, of) = if screen.lang == Lang::Ar { ("English", "en") } else { ("العربية", "ar") };
    let minutes = usize::try_from(pairing.left().as_secs().div_ceil(60)).unwrap_or(usize::MAX);
    let beside = html! {
        span.quiet { (screen.count("phone-minutes", minutes)) }
        a.language lang=(of) hreflang=(of) href=(screen.here(&[("lang", of)])) { (other) }
    };
    bare(tag, direction, &content.title, status, &beside, &html! { (content.head) (content.body) })
}

/// The shell of what belongs to no register: the program's own name, and what may stand beside it.
fn bare(tag: &str, direction: &str, title: &str, status: StatusCode, beside: &Markup, body: &Markup) -> Response {
    let page = html! {
        (DOCTYPE)
        html lang=(tag) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="stylesheet" href=(assets::address("style.css"));
                link rel="icon" type="image/svg+xml" href=(assets::address("mark.svg"));
            }
            body {
                header.top {
                    span.place {
                        img src=(assets::address("mark.svg")) alt="" width="28" height="28";
                        "Daftar" span lang="ar" dir="rtl" { "دفتر" }
                    }
                    (beside)
                }
                main #main tabindex="-1" { (body) }
            }
        }
    };
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page.into_string()).into_response()
}

/// What a page puts into the shell.
pub(crate) struct Content {
    /// The title, without the name of the place.
    pub(crate) title: String,
    /// What stands before the question: what the page is about.
    pub(crate) head: Markup,
    /// The page's own part.
    pub(crate) body: Markup,
    /// Whether the page answers the question *as of, as known on*.
    pub(crate) asks: bool,
    /// Where its sliders stop.
    pub(crate) ticks: Ticks,
    /// The ES modules that it loads.
    pub(crate) scripts: &'static [&'static str],
}

/// The module of pages with sliders.
const SLIDERS: [&str; 1] = ["sliders.js"];

impl Content {
    /// A page that answers the question of the address.
    pub(crate) fn asking(title: impl Into<String>, head: Markup, body: Markup) -> Content {
        Content { head, asks: true, ..Content::plain(title, body) }
    }

    /// A page that does not depend on it.
    pub(crate) fn plain(title: impl Into<String>, body: Markup) -> Content {
        Content { title: title.into(), head: html! {}, body, asks: false, ticks: Ticks::default(), scripts: &[] }
    }

    /// With sliders that stop at these days.
    pub(crate) fn sliding(self, ticks: &Ticks) -> Content {
        Content { ticks: ticks.clone(), scripts: &SLIDERS, ..self }
    }
}

/// The pages that every page links to, with the ids of their words.
const NAV: [(Address<'static>, &str); 6] = [
    (Address::Overview, "nav-overview"),
    (Address::Timeline, "nav-timeline"),
    (Address::Map, "nav-map"),
    (Address::Differ, "nav-differ"),
    (Address::Sources, "nav-sources"),
    (Address::Log, "nav-log"),
];

/// A whole page.
pub(crate) fn page(screen: &Screen<'_>, content: Content, status: StatusCode) -> Response {
    if let Some(pairing) = &screen.visit.phone {
        return of_phone(screen, pairing, &content, status);
    }
    let direction = if screen.lang == Lang::Ar { "rtl" } else { "ltr" };
    let title = match content.title == screen.place {
        true => content.title.clone(),
        false => format!("{} · {}", content.title, screen.place),
    };
    let page = html! {
        (DOCTYPE)
        html lang=(screen.tag()) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                title { (title) }
                link rel="stylesheet" href=(assets::address("style.css"));
                link rel="stylesheet" href=(assets::address("timeline.css"));
                link rel="icon" type="image/svg+xml" href=(assets::address("mark.svg"));
                @for script in scripts(&content, screen) {
                    script type="module" src=(assets::address(script)) {}
                }
            }
            body data-sent=(screen.say("keep-sent")) data-left=(screen.say("keep-left"))
                data-waits=(screen.say("keep-waits")) data-see=(screen.say("keep-see")) {
                a.skip href="#main" { (screen.say("skip")) }
                (head(screen))
                main #main tabindex="-1" {
                    (content.head)
                    @if content.asks { (question::form(screen, &content.ticks)) }
                    (content.body)
                }
                (foot(screen))
            }
        }
    };
    (status, [(header::CONTENT_TYPE, "text/html; charset=utf-8")], page.into_string()).into_response()
}

fn head(screen: &Screen<'_>) -> Markup {
    let (other, tag) = if screen.lang == Lang::Ar { ("English", "en") } else { ("العربية", "ar") };
    html! {
        header.top {
            a.place href=(screen.plain(Address::Overview)) {
                img src=(assets::address("mark.svg")) alt="" width="28" height="28";
                bdi { (screen.place) }
            }
            nav aria-label=(screen.say("nav")) {
                @for (address, words) in NAV {
                    @let here = screen.visit.path == address.to_string();
                    a href=(screen.plain(address)) aria-current=[here.then_some("page")] { (screen.say(words)) }
                }
                @if screen.visit.session.keeper {
                    @let here = screen.visit.path.starts_with("/review");
                    a href=(screen.plain(Address::ToReview)) aria-current=[here.then_some("page")] { (screen.say("review")) }
                    @let here = screen.visit.path == Address::Carry.to_string();
                    a href=(screen.plain(Address::Carry)) aria-current=[here.then_some("page")] { (screen.say("carry")) }
                }
            }
            @if screen.visit.session.keeper || screen.visit.site.0.loopback {
                @let here = screen.visit.path == Address::Add.to_string();
                @let unlocked = screen.visit.session.keeper;
                a.add href=(if unlocked { screen.plain(Address::Add) } else { unlock_to(Address::Add, screen) }) aria-current=[here.then_some("page")] { (screen.say("add")) }
            }
            form.find role="search" action=(Address::Search) {
                (screen.along(false))
                input type="search" name="words" dir="auto" aria-label=(screen.say("search-label"))
                    placeholder=(screen.say("search")) value=[screen.visit.asked.get("words")];
                button { (screen.say("search-go")) }
            }
            a.language lang=(tag) hreflang=(tag) href=(screen.here(&[("lang", tag)])) { (other) }
        }
    }
}

/// The ES modules of a page: what was typed is kept on every page, and documents can be dropped onto every page by keepers
/// and by those who can become one here.
fn scripts(content: &Content, screen: &Screen<'_>) -> Vec<&'static str> {
    let mut scripts = vec!["keep.js"];
    scripts.extend((screen.visit.session.keeper || screen.visit.site.0.loopback).then_some("drop.js"));
    scripts.extend(screen.visit.session.keeper.then_some("offer.js"));
    scripts.extend(content.scripts);
    scripts
}

/// Where the keeper's view is opened, on the way to a page.
fn unlock_to(next: Address<'_>, screen: &Screen<'_>) -> String {
    let next = screen.plain(next);
    crate::address::with_query(&screen.plain(Address::Unlock), [("next", next.as_str())])
}

fn foot(screen: &Screen<'_>) -> Markup {
    let keeper = screen.visit.session.keeper;
    let folder = screen.visit.site.0.registers.folder().file_name().unwrap_or_default().to_string_lossy();
    let json = match screen.visit.path.as_str() {
        "/" => "/index.json".to_owned(),
        path => format!("{path}.json"),
    };
    html! {
        footer.foot {
            p { (screen.tell("foot-where", &[("folder", Said::Text(&folder))])) }
            p.links {
                a href=(crate::address::with_query(&json, screen.visit.asked.pairs())) { (screen.say("foot-json")) }
                a href=(screen.plain(Address::Health)) { (screen.say("nav-health")) }
                @if keeper { a href=(screen.plain(Address::Copies)) { (screen.say("nav-copies")) } }
                a href=(screen.plain(Address::Unlock)) {
                    (screen.say(if keeper { "foot-keeper" } else { "foot-public" }))
                }
            }
        }
    }
}

/// A page that says why there is no page.
pub(crate) fn trouble(screen: &Screen<'_>, trouble: &Trouble) -> Response {
    trouble.tell();
    let body = html! {
        header.calm {
            h1 { (screen.say(heading(trouble))) }
            p.lead { (screen.say(trouble.words())) }
        }
        @if screen.visit.phone.is_none() { (elsewhere(trouble, screen)) }
    };
    page(screen, Content::plain(screen.say(heading(trouble)), body), trouble.status())
}

/// Where to go from a page that is none.
fn elsewhere(trouble: &Trouble, screen: &Screen<'_>) -> Markup {
    html! {
        @if matches!(trouble, Trouble::Missing) { (search(screen, "")) }
        p.inline {
            @if matches!(trouble, Trouble::Locked) {
                a.more href=(screen.plain(Address::Unlock)) { (screen.say("trouble-unlock")) }
            }
            a href=(screen.plain(Address::Overview)) { (screen.say("trouble-back")) }
            a href=(screen.plain(Address::Timeline)) { (screen.say("nav-timeline")) }
            a href=(screen.plain(Address::Sources)) { (screen.say("nav-sources")) }
        }
    }
}

/// What the page of a trouble is called.
fn heading(trouble: &Trouble) -> &'static str {
    match trouble {
        Trouble::Missing => "trouble",
        Trouble::Locked => "trouble-closed",
        _ => "trouble-not-done",
    }
}

/// The search, where a page asks for nothing but words.
pub(crate) fn search(screen: &Screen<'_>, words: &str) -> Markup {
    html! {
        form.search action=(Address::Search) {
            (screen.along(false))
            label for="words" { (screen.say("search-help")) }
            div.row {
                input #words type="search" name="words" dir="auto" value=(words);
                button { (screen.say("search-go")) }
            }
        }
    }
}

/// The same without a register: in both languages, for nothing is known of the visit.
pub(crate) fn plain(trouble: &Trouble, form: Form) -> Response {
    trouble.tell();
    let said = |lang, id| Words::of(lang, Digits::European).say(id);
    let english = said(Lang::En, trouble.words());
    if form == Form::Json {
        return visit::json(trouble.status(), &serde_json::json!({ "error": english }));
    }
    let body = html! {
        @for (lang, tag, direction) in [(Lang::En, "en", "ltr"), (Lang::Ar, "ar", "rtl")] {
            section.calm lang=(tag) dir=(direction) {
                h1 { (said(lang, heading(trouble))) }
                p.lead { (said(lang, trouble.words())) }
                p { a href="/" { (said(lang, "trouble-back")) } }
            }
        }
    };
    bare("en", "ltr", &said(Lang::En, heading(trouble)), trouble.status(), &html! {}, &body)
}
