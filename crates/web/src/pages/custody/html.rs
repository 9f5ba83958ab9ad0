//! The page of a safekeeping history.

use daftar_register::History;
use daftar_register::view::{Break, Misfit, Step};
use maud::{Markup, html};

use super::{Custody, TOLD};
use crate::address::{Address, with_query};
use crate::forms::field::{Ask, Input, field, select};
use crate::layout::Content;
use crate::parts::{name, time};
use crate::screen::Screen;
use crate::words::Said;

pub(super) fn render(data: &Custody, screen: &Screen<'_>) -> Content {
    let body = html! {
        article.claim {
            header {
                p.kind { a href=(screen.to(Address::Source(data.source))) { bdi { (title(data, screen)) } } }
                h1 { (screen.say("custody")) }
                p.lead { (screen.say("custody-lead")) }
            }
            @if data.compared { (compared(&data.history, screen)) }
            (state(&data.history, screen))
            (misfits_of_all(&data.history, screen))
            section {
                h2 { (screen.say("custody-steps")) }
                @if data.history.chain.steps.is_empty() { p.empty { (screen.say("custody-none")) } }
                ol.plain {
                    @for (at, one) in data.history.chain.steps.iter().enumerate() {
                        li { (step(one, screen)) (misfits(&data.history, Some(at), screen)) }
                    }
                }
            }
            @if data.keeper { (deeds(data, screen)) }
            p.id.quiet { (screen.say("custody-name")) " " bdi.code dir="ltr" { (data.digits()) } }
        }
    };
    Content::plain(format!("{} · {}", screen.say("custody"), title(data, screen)), body)
}

fn title(data: &Custody, screen: &Screen<'_>) -> String {
    data.title.clone().unwrap_or_else(|| screen.say("nameless"))
}

/// What came of comparing its bytes with its name just now.
fn compared(history: &History, screen: &Screen<'_>) -> Markup {
    match history.proved.as_ref().is_some_and(|proved| proved.whole) {
        true => html! { p.notice role="status" { (screen.say("custody-compared-whole")) } },
        false => html! {
            div.notice.fault role="alert" {
                p { (screen.say("custody-compared-wrong")) }
                p { a href=(screen.plain(Address::Mend)) { (screen.say("mend-go")) } }
            }
        },
    }
}

/// The button that compares its bytes with its name.
fn proving(data: &Custody, screen: &Screen<'_>) -> Markup {
    html! {
        form.inline method="post" action=(screen.plain(Address::Prove(data.source, data.history.file))) {
            (screen.token())
            p.actions { button.second { (screen.say("custody-compare")) } small { (screen.say("custody-compare-help")) } }
        }
    }
}

/// Whether the file is here, and when it was last found whole.
fn state(history: &History, screen: &Screen<'_>) -> Markup {
    let whole = history.proved.as_ref().and_then(|proved| proved.last_whole.as_deref());
    html! {
        @if history.erased { p.warning { (screen.say("custody-erased")) } }
        @else if !history.here { p.warning { (screen.say("custody-not-here")) } }
        @else {
            p {
                @match whole {
                    Some(_) => { (screen.say("custody-whole")) " " (time::moment(whole, screen)) },
                    None => (screen.say("custody-unproved")),
                }
                @if history.restricted { " " span.mark { (screen.say("custody-restricted")) } }
            }
        }
    }
}

fn step(step: &Step, screen: &Screen<'_>) -> Markup {
    let words = [("custody-from", &step.from), ("custody-to", &step.to), ("custody-why", &step.why)];
    let hashes = [("custody-before", step.before), ("custody-after", step.after)];
    html! {
        p {
            strong { (screen.say(action(&step.action))) } " · "
            @match &step.when { Some(when) => (screen.date(when)), None => span.quiet { (screen.say("undated")) } }
            " · " (name::who(&step.by, screen))
            @if step.sealed { " " span.mark { (screen.say("sealed")) } }
        }
        dl.measures {
            @for (label, told) in words {
                @if let Some(told) = told { dt { (screen.say(label)) } dd { bdi dir="auto" { (told) } } }
            }
            @if let Some(tool) = &step.tool { dt { (screen.say("custody-tool")) } dd { bdi dir="ltr" { (tool) } } }
        }
        details {
            summary { (screen.say("custody-more")) }
            dl.measures {
                @for (label, file) in hashes {
                    @if let Some(file) = file { dt { (screen.say(label)) } dd { bdi.code dir="ltr" { (file.0) } } }
                }
                @for one in &step.recorded {
                    dt { (screen.say("custody-recorded")) }
                    dd { (name::bare(one.party.name.as_deref(), screen)) " · " (time::moment(one.time.as_deref(), screen)) }
                }
            }
            a.more href=(screen.plain(Address::Claim(step.claim))) { (screen.say("claim")) }
        }
    }
}

/// The id of the words for a step.
fn action(action: &str) -> &'static str {
    match action {
        "collect" => "custody-collect",
        "ingest" => "custody-ingest",
        "verify" => "custody-verify",
        "copy" => "custody-copy",
        "transfer" => "custody-transfer",
        "view" => "custody-view",
        "export" => "custody-export",
        "redact" => "custody-redact",
        _ => "custody-dispose",
    }
}

/// The id of the words for what does not fit.
fn told(what: Break) -> &'static str {
    match what {
        Break::NoArrival => "custody-break-no-arrival",
        Break::BeforeArrival => "custody-break-before-arrival",
        Break::Handover => "custody-break-handover",
        Break::Hash => "custody-break-hash",
        Break::Changed => "custody-break-changed",
        Break::Missing => "custody-break-missing",
        Break::ClockBack => "custody-break-clock-back",
        Break::Foretold => "custody-break-foretold",
        Break::AfterDisposal => "custody-break-after-disposal",
    }
}

/// What does not fit with the chain as a whole.
fn misfits_of_all(history: &History, screen: &Screen<'_>) -> Markup {
    misfits(history, None, screen)
}

/// What does not fit at a step.
fn misfits(history: &History, at: Option<usize>, screen: &Screen<'_>) -> Markup {
    let here = history.chain.misfits.iter().filter(|misfit| misfit.step == at);
    html! { @for misfit in here { p.warning { (misfit_words(misfit, screen)) } } }
}

fn misfit_words(misfit: &Misfit, screen: &Screen<'_>) -> String {
    let expected = misfit.expected.as_deref().unwrap_or_default();
    let found = misfit.found.as_deref().unwrap_or_default();
    screen.tell(told(misfit.what), &[("expected", Said::Text(expected)), ("found", Said::Text(found))])
}

/// What a keeper can do here.
fn deeds(data: &Custody, screen: &Screen<'_>) -> Markup {
    let (source, file) = (data.source, data.history.file);
    let sidecar = screen.plain(Address::Sidecar(source, file));
    html! {
        @if data.offer.is_some() {
            section {
                h2 { (screen.say("custody-hand-out")) }
                p { (screen.say("custody-hand-out-lead")) }
                ul {
                    li { a href=(screen.plain(Address::File(source, file))) download { (screen.say("file-take")) } }
                    li { a href=(sidecar) download { (screen.say("custody-sidecar")) } }
                    li { a href=(with_query(&sidecar, [("restricted", "yes")])) download { (screen.say("custody-sidecar-whole")) } }
                }
            }
        }
        @if !data.history.erased { (proving(data, screen)) }
        (telling(data, screen))
        @if data.history.here {
            nav.deeds aria-label=(screen.say("changes")) {
                a href=(screen.plain(Address::Redact(source, file))) { (screen.say("redact")) }
            }
        }
    }
}

/// The form in which a step is told.
fn telling(data: &Custody, screen: &Screen<'_>) -> Markup {
    let typed = &data.form;
    let actions: Vec<(String, String)> = TOLD.map(|told| (told.to_owned(), screen.say(action(told)))).into();
    let ask = |name: &str, label: &str, help: &str, input: Input| {
        let help = if help.is_empty() { String::new() } else { screen.say(help) };
        field(&Ask { name, label: &screen.say(label), help: &help, input }, typed, screen)
    };
    html! {
        section {
            h2 { (screen.say("custody-tell")) }
            p { (screen.say("custody-tell-lead")) }
            form method="post" action=(screen.plain(data.address())) {
                (screen.token())
                input type="hidden" name="key" value=(typed.text("key"));
                (select("action", &screen.say("custody-action"), &actions, typed))
                (ask("to", "custody-to", "custody-to-help", Input::Line))
                (ask("giver", "custody-giver", "custody-giver-help", Input::Line))
                (ask("when", "custody-when", "custody-when-help", Input::Latin))
                (ask("why", "custody-why", "", Input::Line))
                p.actions { button { (screen.say("custody-save")) } }
            }
        }
    }
}
