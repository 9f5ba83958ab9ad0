//! Bundles for a peer, made and handed over; and bundles that came, taken.

use std::io;
use std::path::PathBuf;

use axum::Form as Sent;
use axum::extract::{Multipart, Path};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::response::{IntoResponse as _, Response};
use maud::{Markup, html};
use serde::Deserialize;

use super::{done, line};
use crate::address::{Address, encode};
use crate::error::Trouble;
use crate::jobs::{self, Ended, Wish, Work};
use crate::layout;
use crate::pieces;
use crate::screen::Screen;
use crate::upload::receive_bundles;
use crate::visit::{Form, Visit};

/// How large parts may be: what is asked for, in bytes, and the words for it.
const PARTS: [(&str, &str); 4] = [
    ("", "bundle-part-none"),
    ("25000000", "bundle-part-mail"),
    ("700000000", "bundle-part-disc"),
    ("4000000000", "bundle-part-stick"),
];

/// A bundle that is asked for.
#[derive(Deserialize)]
pub(crate) struct Asked {
    name: String,
    #[serde(default)]
    part: String,
    #[serde(default)]
    sealed: String,
    #[serde(default)]
    folder: String,
}

impl Asked {
    fn wish(&self) -> Result<Wish, Trouble> {
        let folder = Some(self.folder.trim()).filter(|folder| !folder.is_empty()).map(PathBuf::from);
        if folder.as_ref().is_some_and(|folder| !folder.is_absolute() || !folder.is_dir()) {
            return Err(Trouble::Wrong("fault-bundle-folder"));
        }
        let known = |part: &&str| PARTS.iter().any(|(bytes, _)| bytes == part);
        let part = Some(self.part.as_str()).filter(known).and_then(|part| part.parse().ok());
        Ok(Wish { peer: self.name.clone(), part, sealed: self.sealed == "yes", folder })
    }
}

/// `POST /copies/bundle`: makes one for a peer.
pub(crate) async fn make(visit: Visit, Sent(asked): Sent<Asked>) -> Response {
    if !visit.session.keeper {
        return done(visit, Err(Trouble::Locked)).await;
    }
    let registers = visit.site.0.registers.clone();
    let begun = asked
        .wish()
        .and_then(|wish| visit.site.0.jobs.begin(Work::Bundle, asked.name, |tell| jobs::make(registers, wish, tell)));
    done(visit, begun).await
}

/// `GET /copies/bundle/NUMBER`: a file of the bundle that was made last.
pub(crate) async fn send(Path(number): Path<usize>, visit: Visit) -> Response {
    let file = visit.site.0.jobs.last().and_then(|job| match job.ended {
        Some(Ended::Bundled(parcel)) => Some((parcel.file(number)?.to_owned(), parcel)),
        _ => None,
    });
    if !visit.session.keeper {
        return layout::plain(&Trouble::Locked, Form::Html);
    }
    let Some((path, parcel)) = file else { return layout::plain(&Trouble::Missing, Form::Html) };
    let mut encoded = String::new();
    encode(&mut encoded, &path.file_name().unwrap_or_default().to_string_lossy());
    let named = format!("attachment; filename=\"bundle.tar\"; filename*=UTF-8''{encoded}");
    let body = pieces::body(move |to| {
        // It lies there for as long as the parcel is held.
        let _held = parcel;
        io::copy(&mut std::fs::File::open(&path)?, to).map(drop)
    });
    let headers = [
        (CONTENT_TYPE, "application/octet-stream".to_owned()),
        (CONTENT_DISPOSITION, named),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    (headers, body).into_response()
}

/// `POST /copies/take`: takes bundles that are sent.
pub(crate) async fn take(visit: Visit, form: Multipart) -> Response {
    if !visit.session.keeper {
        return done(visit, Err(Trouble::Locked)).await;
    }
    let site = visit.site.clone();
    let begun = receive_bundles(form, &site.0.registers).await.and_then(|received| {
        let (registers, names) = (site.0.registers.clone(), received.names());
        site.0.jobs.begin(Work::Take, names, |tell| jobs::take(registers, received, tell))
    });
    done(visit, begun).await
}

/// The form that makes a bundle for a peer.
pub(super) fn making(peer: &str, place: usize, recipient: bool, screen: &Screen<'_>) -> Markup {
    let form = format!("bundle-{place}");
    let part = format!("{form}-part");
    let sealed = format!("{form}-sealed");
    html! {
        details {
            summary { (screen.say("bundle-for")) }
            p { (screen.say("bundle-for-help")) }
            form method="post" action=(screen.plain(Address::CopiesDo("bundle"))) {
                (screen.token())
                input type="hidden" name="name" value=(peer);
                div.field {
                    label for=(part) { (screen.say("bundle-part-size")) }
                    select id=(part) name="part" {
                        @for (bytes, words) in PARTS { option value=(bytes) { (screen.say(words)) } }
                    }
                }
                @if recipient {
                    p.check {
                        input id=(sealed) type="checkbox" name="sealed" value="yes" checked;
                        label for=(sealed) { (screen.say("bundle-sealed")) }
                    }
                } @else { p.quiet { (screen.say("bundle-open")) } }
                (line(&form, "folder", "bundle-folder", Some("bundle-folder-help"), "text", screen))
                p.actions { button { (screen.say("bundle-go")) } }
            }
        }
    }
}

/// The form that takes bundles.
pub(super) fn taking(screen: &Screen<'_>) -> Markup {
    html! {
        section #take {
            h2 { (screen.say("bundle-take")) }
            p { (screen.say("bundle-take-lead")) }
            form method="post" enctype="multipart/form-data" action=(screen.plain(Address::CopiesDo("take"))) {
                (screen.token())
                div.field {
                    label for="take-files" { (screen.say("bundle-files")) }
                    input #take-files type="file" name="files" multiple aria-describedby="take-files-note";
                    small #take-files-note { (screen.say("bundle-files-help")) }
                }
                p.actions { button { (screen.say("bundle-take-go")) } }
            }
        }
    }
}
