//! The lots of a seed bank: their books, how long they keep, what to save first, what to test next. For keepers: what families
//! hold and where stores are can be told from it.

mod asked;
pub(crate) mod completeness;
pub(crate) mod lot;
pub(crate) mod lots;
pub(crate) mod plan;
pub(crate) mod rescue;

use daftar_register::view::Ask;
use maud::Markup;

use crate::address::Address;
use crate::pages::keeping::ways_between;
use crate::pages::looking::Looking;
use crate::screen::Screen;

/// What is asked, now and of all sources.
fn now(looking: &Looking<'_>) -> Ask {
    Ask { audience: looking.ask.audience, lang: looking.ask.lang, ..Ask::default() }
}

/// The ways between these pages.
pub(in crate::pages) fn ways(screen: &Screen<'_>) -> Markup {
    let ways = [
        (Address::Lots, "lots"),
        (Address::SaveFirst, "save-first"),
        (Address::TestPlan, "test-plan"),
        (Address::Count, "count"),
        (Address::Phone, "phone"),
        (Address::Promises, "promises"),
        (Address::Survivors, "survivors"),
        (Address::Completeness, "completeness"),
    ];
    ways_between(&ways, "lots-ways", screen)
}
