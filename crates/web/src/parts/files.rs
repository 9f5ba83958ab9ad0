//! Source files on a page: pictures small, each file to be taken along as it is.

use daftar_register::media::Size;
use maud::{Markup, html};

use crate::address::Address;
use crate::maker::LONGEST;
use crate::pages::file::{Files, Offer};
use crate::screen::Screen;
use crate::words::Said;

/// The files of a source that is called so.
pub(crate) fn files(files: &Files, title: &str, screen: &Screen<'_>) -> Markup {
    html! {
        @if !files.offered.is_empty() || files.withheld > 0 {
            section.files aria-labelledby="source-files" {
                h2 #source-files { (screen.say("files")) }
                @for offer in &files.offered {
                    figure {
                        (picture(offer, &screen.tell("picture-of-source", &[("title", Said::Text(title))]), screen))
                        figcaption { (take(offer, screen)) }
                    }
                }
                @if files.withheld > 0 { p.quiet { (screen.count("files-withheld", files.withheld)) } }
            }
        }
    }
}

/// A picture, if it is one, as a small copy that leads to a closer look; `alt` says what it shows.
pub(crate) fn picture(offer: &Offer, alt: &str, screen: &Screen<'_>) -> Markup {
    html! {
        @if let Some([width, height]) = offer.size {
            @let small = Size { width, height }.within(LONGEST);
            (veiled(offer, html! {
                a.closer href=(screen.plain(Address::Zoom(offer.source, offer.file))) {
                    img src=(Address::Small(offer.source, offer.file)) width=(small.width) height=(small.height) alt=(alt) loading="lazy" decoding="async";
                }
            }, screen))
        }
    }
}

/// A picture, blurred until somebody asks for it where it is marked as graphic.
pub(crate) fn veiled(offer: &Offer, picture: Markup, screen: &Screen<'_>) -> Markup {
    if !offer.graphic {
        return picture;
    }
    html! {
        div.graphic {
            label { input type="checkbox" autocomplete="off"; " " (screen.say("graphic-show")) }
            div { (picture) }
        }
    }
}

/// A picture as a small copy that leads somewhere; one that is marked as graphic stays blurred here.
pub(crate) fn small(offer: &Offer, to: &str, alt: &str) -> Markup {
    html! {
        @if let Some([width, height]) = offer.size {
            @let small = Size { width, height }.within(LONGEST);
            a.thumb.graphic[offer.graphic] href=(to) {
                img src=(Address::Small(offer.source, offer.file)) width=(small.width) height=(small.height) alt=(alt) loading="lazy" decoding="async";
            }
        }
    }
}

/// The link by which a file is taken along, with what it is.
fn take(offer: &Offer, screen: &Screen<'_>) -> Markup {
    html! {
        a href=(screen.plain(Address::File(offer.source, offer.file))) download { (screen.say("file-take")) }
        " " span.quiet {
            (screen.say(offer.sort.words()))
            @if let Some(bytes) = offer.length { (screen.comma()) bdi dir="ltr" { (screen.digits(&length(bytes))) } }
        }
        " " a.more href=(screen.plain(Address::Custody(offer.source, offer.file))) { (screen.say("custody")) }
    }
}

/// How much there is to fetch, as it is read.
fn length(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

#[cfg(test)]
mod tests {
    use super::length;

    #[test]
    fn lengths_are_read_as_they_are_spoken_of() {
        assert_eq!([12, 999, 1001, 74_300, 2_480_000].map(length), ["12 B", "999 B", "2 kB", "75 kB", "2.4 MB"]);
    }
}
