//! The forms around a list: sending it, how it is opened, what comes along with it, putting it away.

use maud::{Markup, html};

use super::Listed;
use crate::address::Address;
use crate::pages::read::ENCODINGS;
use crate::screen::Screen;

/// The form that sends a list.
pub(super) fn form(kinds: &[String], screen: &Screen<'_>) -> Markup {
    html! {
        form.read method="post" enctype="multipart/form-data" action=(screen.plain(Address::Import)) {
            (screen.token())
            h2 { (screen.say("import-new")) }
            div.field {
                label for="files" { (screen.say("import-file")) }
                input #files type="file" name="files" required aria-describedby="files-note"
                    accept=".csv,.tsv,.txt,.xlsx,.ods,.jsonl,.ndjson,.xls,.xlsb,.json,.geojson,.geojsonl,.kml,.kmz,.zip,.gpkg";
                small #files-note { (screen.say("import-file-help")) }
            }
            (kind("object", kinds, screen))
            div.check {
                input #restricted type="checkbox" name="restricted" value="yes" aria-describedby="restricted-note";
                label for="restricted" { (screen.say("import-restricted")) }
                small #restricted-note { (screen.say("import-restricted-help")) }
            }
            details {
                summary { (screen.say("import-more")) }
                div.field {
                    label for="title" { (screen.say("import-title")) }
                    input #title name="title" dir="auto" autocomplete="off" aria-describedby="title-note";
                    small #title-note { (screen.say("import-title-help")) }
                }
                (encoding(None, screen))
            }
            p.actions { button { (screen.say("import-send")) } }
        }
    }
}

fn kind(chosen: &str, kinds: &[String], screen: &Screen<'_>) -> Markup {
    html! {
        div.field {
            label for="kind" { (screen.say("import-kind")) }
            select #kind name="kind" {
                @for kind in kinds { option value=(kind) selected[kind == chosen] { (screen.kind(kind)) } }
            }
        }
    }
}

fn encoding(chosen: Option<&str>, screen: &Screen<'_>) -> Markup {
    let other = chosen.filter(|label| !ENCODINGS.contains(label));
    html! {
        div.field {
            label for="encoding" { (screen.say("read-encoding")) }
            select #encoding name="encoding" {
                option value="" { (screen.say("read-encoding-known")) }
                @for label in ENCODINGS.into_iter().chain(other) {
                    option value=(label) selected[chosen == Some(label)] { (label) }
                }
            }
        }
    }
}

/// How the list is opened; open by itself where it cannot be read as it is.
pub(super) fn opening(list: &Listed, kinds: &[String], screen: &Screen<'_>) -> Markup {
    let waiting = &list.waiting;
    let sheets = list.meant.as_ref().map(|meant| meant.sheets.as_slice()).unwrap_or_default();
    let how = list.meant.as_ref().map(|meant| meant.how(screen)).unwrap_or_default();
    html! {
        @if !how.is_empty() { p.quiet { (how) } }
        @if let Some(meant) = &list.meant {
            @for note in &meant.notes { p.quiet { (screen.say("import-note")) " " bdi { (note) } } }
        }
        details.read open[list.meant.is_none()] {
            summary { (screen.say("import-opening")) }
            form method="post" action=(screen.plain(Address::ImportDo("opening"))) {
                (screen.token())
                (kind(&waiting.mapping.kind, kinds, screen))
                @if sheets.len() > 1 {
                    div.field {
                        label for="sheet" { (screen.say("import-sheet")) }
                        select #sheet name="sheet" {
                            option value="" { (screen.say("import-sheet-first")) }
                            @for name in sheets {
                                option value=(name) selected[waiting.sheet.as_ref() == Some(name)] { (name) }
                            }
                        }
                    }
                }
                div.field {
                    label for="header" { (screen.say("import-header")) }
                    input #header name="header" value=(waiting.header) dir="ltr" autocomplete="off" aria-describedby="header-note";
                    small #header-note { (screen.say("import-header-help")) }
                }
                (encoding(waiting.encoding.as_deref(), screen))
                div.field {
                    label for="title" { (screen.say("import-title")) }
                    input #title name="title" value=(waiting.title) dir="auto" autocomplete="off";
                }
                p.quiet { (screen.say("import-opening-help")) }
                p.actions { button.second { (screen.say("import-open-so")) } }
            }
        }
    }
}

/// What is saved and sent along; and how it is put away.
pub(super) fn beside(list: &Listed, screen: &Screen<'_>) -> Markup {
    html! {
        @if list.meant.as_ref().is_some_and(|meant| meant.names_pictures) || list.pictures > 0 {
            section {
                h3 { (screen.say("import-pictures")) }
                p { (screen.count("import-pictures-here", list.pictures)) }
                (files("pictures", "import-pictures-files", "import-pictures-help", true, screen))
            }
        }
        details.read {
            summary { (screen.say("import-mapping")) }
            p { (screen.say("import-mapping-help")) }
            p { a href=(screen.plain(Address::ImportFile("mapping.toml"))) { (screen.say("import-mapping-save")) } }
            (files("mapping", "import-mapping-file", "import-mapping-file-help", false, screen))
        }
        form method="post" action=(screen.plain(Address::ImportDo("away"))) {
            (screen.token())
            p.actions { button.second { (screen.say("import-away")) } span.quiet { (screen.say("import-away-help")) } }
        }
    }
}

fn files(what: &'static str, label: &str, help: &str, many: bool, screen: &Screen<'_>) -> Markup {
    let note = format!("{what}-note");
    html! {
        form method="post" enctype="multipart/form-data" action=(screen.plain(Address::ImportDo(what))) {
            (screen.token())
            div.field {
                label for=(what) { (screen.say(label)) }
                input id=(what) type="file" name="files" required multiple[many] aria-describedby=(note);
                small id=(note) { (screen.say(help)) }
            }
            p.actions { button.second { (screen.say("import-send-along")) } }
        }
    }
}
