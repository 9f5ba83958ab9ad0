//! Bundles: what was put into one, and what came of taking some.

use maud::{Markup, html};

use super::findings::list;
use crate::address::Address;
use crate::jobs::{Parcel, TakenRow};
use crate::screen::Screen;
use crate::words::Said;

fn number(n: u64) -> usize {
    usize::try_from(n).unwrap_or(usize::MAX)
}

/// A bundle that was made: where it lies, or its files to be downloaded.
pub(super) fn made(parcel: &Parcel, screen: &Screen<'_>) -> Markup {
    html! {
        p { (screen.count("bundle-made", number(parcel.entries))) }
        @if parcel.withheld > 0 { p { (screen.count("copy-withheld", number(parcel.withheld))) } }
        @match &parcel.folder {
            Some(folder) => {
                p { (screen.say("bundle-lies")) " " bdi.code dir="ltr" { (folder.display()) } }
                (list(parcel.files.iter().map(|(name, _)| name.clone())))
            },
            None => {
                p { (screen.say("bundle-download")) }
                ul.plain {
                    @for (place, (name, bytes)) in parcel.files.iter().enumerate() {
                        li {
                            a href=(Address::Parcel(place)) download=(name) { bdi dir="ltr" { (name) } } " · "
                            (screen.tell("size-kb", &[("size", Said::Text(&bytes.div_ceil(1000).to_string()))]))
                        }
                    }
                }
            },
        }
    }
}

/// What came of each file that was taken.
pub(super) fn taken(rows: &[TakenRow], screen: &Screen<'_>) -> Markup {
    html! { @for row in rows { div.copy { h3 { bdi.code dir="ltr" { (row.name) } } (one(row, screen)) } } }
}

fn one(row: &TakenRow, screen: &Screen<'_>) -> Markup {
    let came = [("entries", Said::Number(number(row.new_entries))), ("files", Said::Number(number(row.files)))];
    html! {
        p { (screen.tell("job-taken", &came)) }
        @if row.whole { p { (screen.say("bundle-whole")) } }
        @if let Some(part) = &row.part {
            p { (screen.tell("bundle-part", &[
                ("n", Said::Number(part.number as usize)), ("of", Said::Number(part.count as usize)),
            ])) }
            @if !part.missing.is_empty() {
                @let missing = part.missing.iter().map(u32::to_string).collect::<Vec<_>>().join(screen.comma());
                p.warning { (screen.tell("bundle-missing", &[("parts", Said::Text(&screen.digits(&missing)))])) }
            }
        }
        @if row.waiting > 0 { p.warning { (screen.count("bundle-waiting", row.waiting)) } }
        @if !row.refused.is_empty() { p.warning { (screen.say("job-refused")) } }
        (list(row.refused.iter().cloned()))
    }
}
