//! Drawings of timelines, in the words of the screen and with links that keep its question.

use std::collections::HashSet;

use daftar_register::claim::ClaimId;
use daftar_register::date::{Day, Lang};
use daftar_register::view::{Item, Timeline};
use maud::Markup;

use crate::address::{Address, with_query};
use crate::draw::{self, Direction, Drawing, Lanes, Links, Word, Words};
use crate::screen::Screen;

/// How wide a drawing is laid out; the style sheet fits it to the page.
const WIDTH: u16 = 1056;

/// What a drawing shows.
pub(crate) struct Picture<'p> {
    /// The timeline.
    pub(crate) timeline: &'p Timeline,
    /// The statements that others differ from.
    pub(crate) differing: &'p HashSet<ClaimId>,
    /// Only the time between these days.
    pub(crate) shown: Option<(Day, Day)>,
}

/// For a page of its own.
pub(crate) fn page(picture: &Picture<'_>, lanes: Lanes<'_>, screen: &Screen<'_>) -> Markup {
    drawn(picture, lanes, screen, draw::timeline)
}

/// For a card.
pub(crate) fn card(picture: &Picture<'_>, screen: &Screen<'_>) -> Markup {
    drawn(picture, Lanes::Together, screen, draw::card)
}

/// For the overview.
pub(crate) fn strip(picture: &Picture<'_>, screen: &Screen<'_>) -> Markup {
    drawn(picture, Lanes::Together, screen, draw::strip)
}

fn drawn(
    picture: &Picture<'_>,
    lanes: Lanes<'_>,
    screen: &Screen<'_>,
    draw: fn(&Timeline, &Drawing<'_>) -> Markup,
) -> Markup {
    let on = On(screen);
    let drawing = Drawing {
        id: "tl",
        name: &screen.say("timeline"),
        width: WIDTH,
        direction: if screen.lang == Lang::Ar { Direction::Rtl } else { Direction::Ltr },
        lang: screen.lang,
        lanes,
        shown: picture.shown,
        differing: picture.differing,
        words: &on,
        links: &on,
    };
    draw(picture.timeline, &drawing)
}

/// The words and links of a screen.
struct On<'s>(&'s Screen<'s>);

impl On<'_> {
    /// The timeline page with some pairs: itself as it was asked when the drawing stands on it.
    fn timeline(&self, since: &str, until: &str) -> String {
        let pairs = [("since", since), ("until", until), ("page", "")];
        let address = Address::Timeline.to_string();
        if self.0.visit.path == address {
            return self.0.here(&pairs);
        }
        let given = pairs.into_iter().filter(|(_, value)| !value.is_empty());
        with_query(&address, self.0.visit.asked.along(true).chain(given))
    }
}

impl Links for On<'_> {
    fn item(&self, item: &Item) -> String {
        match (item.statements.first(), item.entity.entity) {
            (Some(claim), _) => self.0.to(Address::Claim(*claim)),
            (None, Some(entity)) => self.0.to(Address::Card(entity)),
            (None, None) => self.whole(),
        }
    }

    fn span(&self, from: Day, to: Day) -> String {
        self.timeline(&from.to_string(), &to.to_string())
    }

    fn whole(&self) -> String {
        self.timeline("", "")
    }
}

/// The short names of the months, by their ids.
const MONTHS: [&str; 12] = [
    "month-1", "month-2", "month-3", "month-4", "month-5", "month-6", "month-7", "month-8", "month-9", "month-10",
    "month-11", "month-12",
];

impl Words for On<'_> {
    fn word(&self, word: Word) -> String {
        self.0.say(word.id())
    }

    fn items(&self, count: usize) -> String {
        self.0.count("timeline-items", count)
    }

    fn month(&self, month: u8) -> String {
        let id = MONTHS.get(usize::from(month).wrapping_sub(1));
        id.map(|id| self.0.say(id)).unwrap_or_default()
    }
}
