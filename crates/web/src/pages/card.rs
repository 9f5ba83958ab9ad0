//! The card of an entity: everything that is said of it, by section, each value with its sources.

use axum::extract::Path;
use axum::response::Response;
use daftar_register::claim::{EntityId, Hash};
use daftar_register::view::inheritance::BANK;
use daftar_register::view::losses::PLACES;
use daftar_register::view::{
    self, Audience, Lack, LinkIn, Page, PropertyView, Reached, Remark, Sameness, Section, Timeline,
};
use maud::{Markup, html};
use serde::Serialize;

use super::file::Files;
use super::looking::Looking;
use super::pictures::{self, Pictured};
use crate::address::{Address, anchor};
use crate::draw;
use crate::error::Trouble;
use crate::layout::Content;
use crate::parts::drawing::{self, Picture};
use crate::parts::ticks::Ticks;
use crate::parts::{agreement, files, name, sides, statement, stops, value};
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::Said;

/// `/e/ID`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    visit.page(move |looking| data(looking, &id), render).await
}

/// An id as addresses have it: its digits, with or without the word before them.
pub(crate) fn entity(text: &str) -> Result<EntityId, Trouble> {
    let digits = text.strip_prefix("entity:").unwrap_or(text);
    Hash::parse(digits).map(EntityId).map_err(|_| Trouble::Missing)
}

/// A card, what there is to look at, and where its sliders stop.
#[derive(Serialize)]
struct Card {
    #[serde(flatten)]
    page: Page,
    /// Pictures of it.
    pictures: Vec<Pictured>,
    /// Of a source: its files.
    files: Files,
    /// For keepers: what is still to be said of it.
    levels: Vec<Reached>,
    #[serde(skip)]
    ticks: Ticks,
}

fn data(looking: &Looking<'_>, id: &str) -> Result<Card, Trouble> {
    let id = entity(id)?;
    let heard = looking.entity(id)?;
    let question = looking.asked(&heard);
    let page = view::page(&question, id);
    looking
        .call(&question, [page.entity].into_iter().chain(page.links_in.iter().filter_map(|link| link.entity.entity)));
    // With a narrower question a card may be empty; without any statement at all there is none.
    let known = heard.statements.iter().any(|one| {
        one.claim.entities().any(|entity| entity == id)
            && heard.surroundings.may_see(one, looking.ask.audience, looking.register.profiles())
    });
    if !known {
        return Err(Trouble::Missing);
    }
    let pictures = pictures::of(&page, looking)?;
    let levels = match looking.ask.audience {
        Audience::Keeper => view::levels(&page, looking.register.profiles(), looking.ask.lang),
        Audience::Public => Vec::new(),
    };
    Ok(Card { pictures, files: Files::of(id, &heard, looking)?, levels, ticks: Ticks::of(&heard, looking), page })
}

fn render(card: &Card, screen: &Screen<'_>) -> Content {
    let page = &card.page;
    let title = screen.called(page.entity, page.name.as_deref());
    let kinds: Vec<String> = page.kinds.iter().map(|kind| screen.kind(kind)).collect();
    let head = html! {
        header {
            p.kind { (kinds.join(" · ")) }
            h1 { bdi { (title) } }
            p.quiet { (screen.count("count-statements", page.statements.len())) }
            @if screen.visit.session.keeper {
                nav.deeds aria-label=(screen.say("add-to")) {
                    a href=(screen.plain(Address::AddTo(page.entity))) { (screen.say("add-to")) }
                    a href=(screen.plain(Address::AddPicture(page.entity))) { (screen.say("picture-add")) }
                    a href=(screen.plain(Address::Same(page.entity))) { (screen.say("same-go")) }
                    @if page.kinds.iter().any(|kind| kind == "lot") { a href=(screen.plain(Address::Lot(page.entity))) { (screen.say("lots-page")) } }
                    @if page.kinds.iter().any(|kind| kind == BANK) { a href=(screen.plain(Address::Holding(page.entity))) { (screen.say("holding")) } }
                    @if page.kinds.iter().any(|kind| PLACES.contains(&kind.as_str())) { a href=(screen.plain(Address::AddStatement(page.entity, "fate"))) { (screen.say("losses-mark-this")) } }
                    @if page.kinds.iter().any(|kind| kind == "location") { a href=(screen.plain(Address::Contents(page.entity))) { (screen.say("contents-here")) } }
                    @else if page.kinds.iter().any(|kind| kind == "stock-taking") { a href=(screen.plain(Address::StockTaking(page.entity))) { (screen.say("stock")) } }
                    @else if page.kinds.iter().any(|kind| kind == "handover") { a href=(screen.plain(Address::Receipt(page.entity))) { (screen.say("receipt")) } }
                    @else if page.kinds.iter().any(|kind| kind == "lot") {
                        a href=(screen.plain(Address::CountLot(page.entity))) { (screen.say("count")) }
                        a href=(screen.plain(Address::Sheet(page.entity, "label"))) { (screen.say("labels")) }
                    }
                    @else if page.kinds.iter().any(|kind| kind == "promise") {
                        a href=(screen.plain(Address::GiveBack(page.entity))) { (screen.say("back")) }
                        a href=(screen.plain(Address::Forgive(page.entity))) { (screen.say("forgive")) }
                    }
                    @else { a href=(screen.plain(Address::Sheet(page.entity, "object-id"))) { (screen.say("sheets")) } }
                }
            }
        }
    };
    let body = html! {
        article.card {
            (pictures::pictures(&card.pictures, page.entity, &title, screen))
            @if !page.differences.is_empty() {
                section.differences {
                    h2 { (screen.say("differ")) }
                    @for one in &page.differences { (sides::difference(one, &page.statements, screen, Some(page.entity))) }
                }
            }
            @for section in &page.sections { (self::section(section, page, screen)) }
            @if !page.timeline.is_empty() {
                section { h2 { (screen.say("card-timeline")) } (line(page, screen)) (stops::stops(&page.timeline, &page.statements, screen, false)) }
            }
            (files::files(&card.files, &title, screen))
            (agreements(page, screen))
            (remarks(&page.remarks, page, screen))
            (sameness(&page.sameness, page, screen))
            (links_in(&page.links_in, screen))
            (levels(&card.levels, page, screen))
            @if screen.visit.session.keeper { (remembered(page, screen)) }
            @if page.statements.is_empty() { p.empty { (screen.say("card-empty")) } }
            p.quiet { a.more href=(screen.plain(Address::History(page.entity))) { (screen.say("history-go")) } }
            p.id.quiet { (screen.say("card-id")) " " bdi.code dir="ltr" { (page.entity) } }
        }
    };
    Content::asking(title, head, body).sliding(&card.ticks)
}

/// The timeline as a drawing, where there is more than one thing to draw.
fn line(page: &Page, screen: &Screen<'_>) -> Markup {
    let timeline = Timeline { items: page.timeline.clone(), statements: page.statements.clone() };
    let differing = draw::differing(&page.differences);
    let picture = Picture { timeline: &timeline, differing: &differing, shown: None };
    html! { @if page.timeline.len() > 1 { div.drawing { (drawing::card(&picture, screen)) } } }
}

/// The sections that the words name; any other shows its id.
const HEADINGS: [(&str, &str); 8] = [
    ("identity", "section-identity"),
    ("history", "section-history"),
    ("holdings", "section-holdings"),
    ("keeping", "section-keeping"),
    ("condition", "section-condition"),
    ("event", "section-event"),
    ("links", "section-links"),
    ("record", "section-record"),
];

/// What a part of a card is called.
pub(crate) fn heading(section: &str, screen: &Screen<'_>) -> String {
    let known = HEADINGS.iter().find(|(id, _)| *id == section);
    known.map_or_else(|| section.to_owned(), |(_, words)| screen.say(words))
}

fn section(section: &Section, page: &Page, screen: &Screen<'_>) -> Markup {
    html! {
        section {
            h2 { (heading(&section.id, screen)) }
            dl.properties {
                @for one in &section.properties {
                    dt { (one.folded.label) }
                    dd { (property(one, page, screen)) }
                }
            }
        }
    }
}

fn property(one: &PropertyView, page: &Page, screen: &Screen<'_>) -> Markup {
    html! {
        @for told in &one.folded.values {
            div.told {
                p.value {
                    (value::value(&told.value, screen)) (value::marks(told, screen))
                    @if one.first.statement.is_some_and(|first| told.statements.contains(&first)) {
                        " " span.mark { (screen.say("shown-first")) }
                    }
                }
                (statement::sources(&told.statements, &page.statements, screen))
            }
        }
        @for prefer in &one.first.prefers {
            p.quiet {
                (screen.say("shown-first-by")) " " (name::who(&prefer.by, screen))
                @if let Some(why) = &prefer.why { ": " span dir="auto" { (why) } }
            }
        }
        @if !one.folded.past.is_empty() {
            details.past {
                summary { (screen.count("count-past", one.folded.past.len())) }
                @for told in &one.folded.past {
                    div.told {
                        p.value { (value::value(&told.value, screen)) (value::marks(told, screen)) }
                        (statement::sources(&told.statements, &page.statements, screen))
                    }
                }
            }
        }
    }
}

fn agreements(page: &Page, screen: &Screen<'_>) -> Markup {
    html! {
        @if !page.agreements.is_empty() {
            section {
                h2 { (screen.say("agree")) }
                ul.plain {
                    @for one in &page.agreements {
                        (agreement::agreement(one, &page.statements, screen, Some(page.entity)))
                    }
                }
            }
        }
    }
}

fn remarks(remarks: &[Remark], page: &Page, screen: &Screen<'_>) -> Markup {
    let about = |remark: &Remark| statement::find(&page.statements, remark.about).map(|one| one.value.words.clone());
    html! {
        @if !remarks.is_empty() {
            section {
                h2 { (screen.say("card-remarks")) }
                ul.plain {
                    @for remark in remarks {
                        li #(anchor(remark.claim)) {
                            p.value {
                                span.label { (remark.label) } " " (value::value(&remark.value, screen))
                                @if let Some(about) = about(remark) {
                                    " " span.quiet { (screen.tell("remark-about", &[("words", Said::Text(&about))])) }
                                }
                            }
                            (statement::sources(&[remark.claim], &page.statements, screen))
                        }
                    }
                }
            }
        }
    }
}

fn sameness(sameness: &Sameness, page: &Page, screen: &Screen<'_>) -> Markup {
    let lists = [
        ("same-as", &sameness.same_as),
        ("different-from", &sameness.different_from),
        ("may-be-same", &sameness.may_be_same),
    ];
    html! {
        @if lists.iter().any(|(_, links)| !links.is_empty()) {
            section {
                h2 { (screen.say("card-sameness")) }
                ul.plain {
                    @for (words, link) in lists.iter().flat_map(|(words, links)| links.iter().map(move |link| (words, link))) {
                        @let other = if page.members.contains(&link.one) && *words != "same-as" { link.other } else { link.one };
                        li {
                            p.value { span.label { (screen.say(words)) } " " (name_of(other, link.claim, page, screen)) }
                            (statement::sources(&[link.claim], &page.statements, screen))
                        }
                    }
                }
            }
        }
    }
}

/// The other card of a link, called as the link's statement calls it.
fn name_of(other: EntityId, claim: daftar_register::claim::ClaimId, page: &Page, screen: &Screen<'_>) -> Markup {
    let told = statement::find(&page.statements, claim).map(|one| one.value.words.as_str());
    name::entity(other, told.or(page.name.as_deref()), screen)
}

/// So many links to a card are shown at once; the others unfold.
const LINKS: usize = 60;

fn links_in(links: &[LinkIn], screen: &Screen<'_>) -> Markup {
    let (shown, more) = links.split_at(links.len().min(LINKS));
    let listed = |links: &[LinkIn]| {
        html! {
            ul.columns {
                @for link in links { li { (name::who(&link.entity, screen)) " " span.quiet { (link.label) } } }
            }
        }
    };
    html! {
        @if !shown.is_empty() {
            section {
                h2 { (screen.say("card-links-in")) }
                (listed(shown))
                @if !more.is_empty() {
                    details { summary { (screen.count("count-more-links", more.len())) } (listed(more)) }
                }
            }
        }
    }
}

/// Of what is remembered nothing more is asked for; but what else somebody recalls, and a family's picture, find their place.
fn remembered(page: &Page, screen: &Screen<'_>) -> Markup {
    let properties = || page.sections.iter().flat_map(|section| &section.properties);
    html! {
        @if properties().any(|one| one.folded.property.as_str() == "remembered-by" && !one.folded.values.is_empty()) {
            section {
                h2 { (screen.say("remembered")) }
                p { (screen.say("remembered-lead")) }
                p.inline {
                    a href=(screen.plain(Address::AddPicture(page.entity))) { (screen.say("remembered-picture")) }
                    a href=(screen.plain(Address::AddStatement(page.entity, "description"))) { (screen.say("remembered-more")) }
                    a href=(screen.plain(Address::AddStatement(page.entity, "fate"))) { (screen.say("remembered-fate")) }
                }
            }
        }
    }
}

/// What is still to be said, each with the form for it.
fn levels(levels: &[Reached], page: &Page, screen: &Screen<'_>) -> Markup {
    html! {
        @if !levels.is_empty() {
            section.levels {
                h2 { (screen.say("levels")) }
                @for level in levels {
                    p {
                        span.label { (level.label) } " " span.quiet { (level.standard) } ": "
                        @if level.missing.is_empty() { (screen.say("level-complete")) }
                        @else { (screen.tell("level-reached", &[("said", Said::Number(level.said)), ("of", Said::Number(level.of))])) }
                    }
                    @if !level.missing.is_empty() {
                        ul.columns {
                            @for lack in &level.missing {
                                li { (lacking(lack, page, screen)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// Something that is still to be said, with the form for it, if there is one.
fn lacking(lack: &Lack, page: &Page, screen: &Screen<'_>) -> Markup {
    let picture = lack.by_others && lack.property.as_str() == "depicts";
    html! {
        @if picture { a href=(screen.plain(Address::AddPicture(page.entity))) { (screen.say("level-picture")) } }
        @else if lack.by_others { (screen.tell("level-by-others", &[("label", Said::Text(&lack.label))])) }
        @else { a href=(screen.plain(Address::AddStatement(page.entity, lack.property.as_str()))) { (lack.label) } }
        @if !lack.or.is_empty() { " " span.quiet { (screen.tell("level-or", &[("others", Said::Text(&lack.or.join(screen.comma())))])) } }
    }
}
