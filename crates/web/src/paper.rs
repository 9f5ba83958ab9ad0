//! A recovery key, or a trustee's part of one, as a sheet to be printed: in the notebook, and as a page by itself.

use daftar_paper::Paper;
use daftar_register::date::Lang;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::words::{Digits, Said, Words};

/// How the sheet looks, in the notebook and by itself.
pub(crate) const STYLE: &str = include_str!("../assets/paper.css");

/// What a sheet says beside the key.
#[derive(Clone, Debug)]
pub struct Sheet<'s> {
    /// The key, or the part.
    pub paper: &'s Paper,
    /// How many parts there are; none for the whole key.
    pub of: Option<u8>,
    /// The name of the place.
    pub place: &'s str,
    /// The notebook's id.
    pub register: &'s str,
    /// The day on which it was made, as it is written.
    pub made: &'s str,
    /// The language.
    pub lang: Lang,
}

/// A page by itself, which needs nothing else: no style sheet, no script, no network.
pub(crate) fn alone(lang: Lang, title: &str, body: &Markup) -> String {
    alone_in(lang, title, STYLE, body)
}

/// The same in another style.
pub(crate) fn alone_in(lang: Lang, title: &str, style: &str, body: &Markup) -> String {
    let (tag, direction) = if lang == Lang::Ar { ("ar", "rtl") } else { ("en", "ltr") };
    let page = html! {
        (DOCTYPE)
        html lang=(tag) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="robots" content="noindex";
                title { (title) }
                style { (PreEscaped(style)) }
            }
            body.alone { main { (body) } }
        }
    };
    page.into_string()
}

impl Sheet<'_> {
    /// The sheet as a page by itself.
    pub fn page(&self) -> String {
        alone(self.lang, &self.title(&self.words()), &self.body())
    }

    fn words(&self) -> Words {
        Words::of(self.lang, Digits::European)
    }

    fn title(&self, words: &Words) -> String {
        match self.paper {
            Paper::Seed(_) => words.say("key"),
            Paper::Share(share) => {
                let of = self.of.unwrap_or(share.need);
                words.tell("key-part", &[("n", number(share.number)), ("of", number(of))])
            }
        }
    }

    /// The sheet itself.
    pub(crate) fn body(&self) -> Markup {
        let words = self.words();
        html! {
            article.paper {
                header {
                    p.kind { bdi { (self.place) } }
                    h1 { (self.title(&words)) }
                    p.lead { (self.lead(&words)) }
                }
                section {
                    h2 { (words.say("key-words")) }
                    ol.words { @for word in self.paper.words(self.lang) { li { (word) } } }
                }
                div.twice {
                    section {
                        h2 { (words.say("key-digits")) }
                        ol.digits dir="ltr" { @for group in self.paper.digits() { li { (group) } } }
                    }
                    section {
                        h2 { (words.say("key-code")) }
                        (self.code(&words))
                    }
                }
                p.any { (words.say("key-any")) }
                ul.plain { @for id in self.advice() { li { (words.say(id)) } } }
                p.made {
                    (words.tell("key-made", &[("date", Said::Text(self.made))])) " · "
                    bdi dir="ltr" { (self.register) }
                }
            }
        }
    }

    fn lead(&self, words: &Words) -> String {
        match self.paper {
            Paper::Seed(_) => words.say("key-for"),
            Paper::Share(share) => words.tell("key-part-for", &[("need", number(share.need))]),
        }
    }

    fn advice(&self) -> &'static [&'static str] {
        match self.paper {
            Paper::Seed(_) => &["key-print", "key-away", "key-lost"],
            Paper::Share(_) => &["key-part-keep", "key-part-give", "key-away"],
        }
    }

    fn code(&self, words: &Words) -> Markup {
        let qr = self.paper.qr();
        html! {
            svg.code viewBox=(format!("0 0 {0} {0}", qr.size)) role="img" aria-label=(words.say("key-code")) shape-rendering="crispEdges" {
                rect width=(qr.size) height=(qr.size) fill="#fff" {}
                path d=(qr.path) fill="#000" {}
            }
        }
    }
}

/// What somebody holds to whom a part was given, as it is recorded.
pub fn holds(share: &daftar_paper::Share, of: u8, lang: Lang) -> String {
    let said = [("n", number(share.number)), ("of", number(of)), ("need", number(share.need))];
    Words::of(lang, Digits::European).tell("key-part-holds", &said)
}

fn number(number: u8) -> Said<'static> {
    Said::Number(usize::from(number))
}
