//! Lists of things: sent, understood column by column, looked through, imported, accounted for row by row.

mod begin;
mod columns;
mod report;
mod rows;
mod whole;

use axum::Form as Sent;
use axum::extract::{Multipart, Path};
use axum::http::header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::date::Lang;
use daftar_register::import::Mapping;
use daftar_register::view::Audience;
use maud::{Markup, html};
use serde::Serialize;

pub(crate) use self::report::page as report;
use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::typed::{Asks, Typed};
use crate::jobs::{self, Job, Work};
use crate::layout::{self, Content};
use crate::lists::{self, Account, Stage, Waiting, inside};
use crate::parts::job;
use crate::parts::trouble::not_done;
use crate::pieces;
use crate::screen::Screen;
use crate::upload::receive_list;
use crate::visit::{Form, Visit};
use columns::Meant;
use report::Report;

/// What the page shows.
#[derive(Serialize)]
pub(crate) struct Import {
    /// The kinds that rows can be of.
    kinds: Vec<String>,
    /// The list that waits, as far as it is known.
    list: Option<Listed>,
    /// What came of looking through it, or of importing it.
    report: Option<Report>,
    /// Work on a list that goes on, or ended last.
    job: Option<Job>,
    #[serde(skip)]
    told: Option<Told>,
}

/// A list that waits.
#[derive(Serialize)]
struct Listed {
    #[serde(flatten)]
    waiting: Waiting,
    /// How many pictures were sent along.
    pictures: usize,
    /// What it holds, unless it cannot be read.
    meant: Option<Meant>,
    #[serde(skip)]
    unreadable: Option<Trouble>,
}

/// What is said of what was just asked.
enum Told {
    /// A form with a fault.
    Faulty(Typed),
    /// It was not done.
    Not(Trouble),
    /// What columns mean was changed: it is to be looked at once more before it is imported.
    Changed,
}

/// `GET /import`
pub(crate) async fn page(visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => shown(visit, None).await,
    }
}

async fn shown(visit: Visit, told: Option<Told>) -> Response {
    let visit = visit.at(Address::Import);
    let status = match &told {
        Some(Told::Not(trouble)) => trouble.status(),
        Some(Told::Faulty(_)) => StatusCode::UNPROCESSABLE_ENTITY,
        _ => StatusCode::OK,
    };
    let job = visit.site.0.jobs.last().filter(Job::is_of_list);
    let again = job.as_ref().and_then(|_| job::again(&visit));
    let (folder, asked) = (visit.site.0.registers.list(), visit.asked.clone());
    let data = move |looking: &Looking<'_>| {
        looking.keeper_only()?;
        let waiting = Waiting::load(&folder)?;
        let report = waiting.as_ref().and_then(|waiting| Report::of(waiting, &folder, &asked));
        let going = job.as_ref().is_some_and(|job| job.ended.is_none());
        let waiting = waiting.filter(|waiting| !going && !matches!(waiting.stage, Stage::Done(_)));
        let list = waiting.map(|waiting| Listed::of(waiting, &folder, looking, &asked));
        Ok(Import { kinds: super::add::kinds(looking), list, report, job, told })
    };
    let mut response = visit.page_with(status, data, render).await;
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response.headers_mut().extend(again);
    response
}

impl Listed {
    fn of(waiting: Waiting, folder: &std::path::Path, looking: &Looking<'_>, asked: &crate::asked::Asked) -> Listed {
        let pictures = Waiting::pictures(folder);
        match Meant::of(&waiting, folder, looking, asked) {
            Ok(meant) => Listed { waiting, pictures, meant: Some(meant), unreadable: None },
            Err(trouble) => Listed { waiting, pictures, meant: None, unreadable: Some(trouble) },
        }
    }
}

/// The page again, or why it was not done.
async fn done(visit: Visit, done: Result<(), Trouble>) -> Response {
    match done {
        Ok(()) => Redirect::to(&visit.along_to(&Address::Import.to_string())).into_response(),
        Err(trouble) => shown(visit, Some(Told::Not(trouble))).await,
    }
}

/// Whether the list may be changed: by a keeper, while nothing reads it.
fn may_change(visit: &Visit) -> Result<(), Trouble> {
    let going = visit.site.0.jobs.last().is_some_and(|job| job.is_of_list() && job.ended.is_none());
    match (visit.session.keeper, going) {
        (false, _) => Err(Trouble::Locked),
        (true, true) => Err(Trouble::Wrong("job-one-at-a-time")),
        (true, false) => Ok(()),
    }
}

/// `POST /import`: a list is sent.
pub(crate) async fn begin(visit: Visit, form: Multipart) -> Response {
    let begun = begun(&visit, form).await;
    done(visit, begun).await
}

async fn begun(visit: &Visit, form: Multipart) -> Result<(), Trouble> {
    may_change(visit)?;
    let registers = &visit.site.0.registers;
    let received = receive_list(form, registers).await?;
    let folder = registers.list();
    let begin = move |register: &daftar_register::Register| {
        let kind = received.answer_to("kind").filter(|kind| register.profiles().kinds.contains_key(*kind));
        let kind = kind.unwrap_or("object").to_owned();
        let mut waiting = Waiting::begin(&folder, &received, &kind)?;
        let guessed = waiting.guess(&folder, register, &kind);
        // A list that cannot be read as it is may be read in another way; what is none goes at once.
        match guessed {
            Err(Trouble::Mistyped("fault-sheet-kind", found)) => {
                lists::put_away(&folder)?;
                Err(Trouble::Mistyped("fault-sheet-kind", found))
            }
            Ok(()) | Err(Trouble::Mistyped(..) | Trouble::Wrong(_)) => waiting.save(&folder),
            Err(other) => Err(other),
        }
    };
    registers.read(Audience::Keeper, begin).await.map(|((), _)| ())
}

/// `POST /import/opening`: how the list is to be opened, and what its rows are.
pub(crate) async fn opening(visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    let opened = opened(&visit, Typed::sent(pairs)).await;
    done(visit, opened).await
}

async fn opened(visit: &Visit, typed: Typed) -> Result<(), Trouble> {
    may_change(visit)?;
    let registers = &visit.site.0.registers;
    let folder = registers.list();
    let header = typed.digits("header");
    if daftar_register::read::sheet::HeaderRows::parse(&header).is_none() {
        return Err(Trouble::Wrong("fault-sheet-header"));
    }
    let open = move |register: &daftar_register::Register| {
        let mut waiting = Waiting::must(&folder)?;
        let some = |name: &str| Some(typed.text(name).to_owned()).filter(|text| !text.is_empty());
        (waiting.sheet, waiting.encoding, waiting.header) = (some("sheet"), some("encoding"), header);
        if let Some(title) = some("title") {
            waiting.title = title;
        }
        let kind = some("kind").filter(|kind| register.profiles().kinds.contains_key(kind));
        let kind = kind.unwrap_or_else(|| waiting.mapping.kind.clone());
        let guessed = waiting.guess(&folder, register, &kind);
        waiting.save(&folder)?;
        guessed
    };
    registers.read(Audience::Keeper, open).await.map(|((), _)| ())
}

/// `POST /import/mapping`: what the columns mean, as it was saved.
pub(crate) async fn mapping(visit: Visit, form: Multipart) -> Response {
    let taken = mapped(&visit, form).await;
    done(visit, taken).await
}

async fn mapped(visit: &Visit, form: Multipart) -> Result<(), Trouble> {
    may_change(visit)?;
    let received = receive_list(form, &visit.site.0.registers).await?;
    let (_, path) = received.only().ok_or(Trouble::Wrong("fault-no-file"))?;
    let text = std::fs::read_to_string(path).map_err(|error| unread("fault-mapping", &error))?;
    let mapping = Mapping::parse(&text).map_err(|error| unread("fault-mapping", &error))?;
    let folder = visit.site.0.registers.list();
    let waiting = Waiting::must(&folder)?;
    let no_key = mapping.key.is_empty();
    let data_set = Some(mapping.data_set.clone()).filter(|id| !id.is_empty());
    let mapping = Mapping { data_set: data_set.unwrap_or(waiting.mapping.data_set.clone()), ..mapping };
    Waiting { mapping, no_key, stage: Stage::Open, ..waiting }.save(&folder)
}

fn unread(words: &'static str, error: &dyn std::fmt::Display) -> Trouble {
    Trouble::Mistyped(words, error.to_string())
}

/// `POST /import/pictures`: the pictures that it names.
pub(crate) async fn pictures(visit: Visit, form: Multipart) -> Response {
    let taken = pictured(&visit, form).await;
    done(visit, taken).await
}

async fn pictured(visit: &Visit, form: Multipart) -> Result<(), Trouble> {
    may_change(visit)?;
    let folder = visit.site.0.registers.list();
    let received = receive_list(form, &visit.site.0.registers).await?;
    if received.paths().is_empty() {
        return Err(Trouble::Wrong("fault-no-file"));
    }
    let waiting = Waiting::must(&folder)?;
    Waiting::take_pictures(&folder, &received)?;
    Waiting { stage: Stage::Open, ..waiting }.save(&folder)
}

/// `POST /import/columns`: what the columns mean; then it is shown, looked through, or imported.
pub(crate) async fn columns(visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    match settled(&visit, Typed::sent(pairs)).await {
        Ok(None) => {
            let page = visit.asked.get("page").unwrap_or_default().to_owned();
            let to = visit.along_to(&Address::Import.to_string());
            let to = if page.is_empty() { to } else { crate::address::with_query(&to, [("page", page.as_str())]) };
            Redirect::to(&to).into_response()
        }
        Ok(told) => shown(visit, told).await,
        Err(trouble) => shown(visit, Some(Told::Not(trouble))).await,
    }
}

async fn settled(visit: &Visit, mut typed: Typed) -> Result<Option<Told>, Trouble> {
    may_change(visit)?;
    let registers = visit.site.0.registers.clone();
    let folder = registers.list();
    let settle = move |register: &daftar_register::Register| {
        let mut waiting = Waiting::must(&folder)?;
        let names = waiting.look(&folder, register)?.names;
        let mut changed = lists::take(&mut waiting.mapping, &names, &mut typed);
        changed |= waiting.take_vintage(&mut typed);
        let no_key = typed.is("no-key", "yes") && waiting.mapping.key.is_empty();
        changed |= no_key != waiting.no_key;
        waiting.no_key = no_key;
        if changed {
            waiting.stage = Stage::Open;
        }
        waiting.save(&folder)?;
        let errors = waiting.mapping.check(&names, register.profiles());
        let before = register.imported_before(&waiting.mapping.data_set)?.is_some();
        Ok((waiting, typed, changed, errors.is_empty(), before))
    };
    let ((waiting, mut typed, changed, sound, before), _) = registers.read(Audience::Keeper, settle).await?;
    let go = typed.text("do").to_owned();
    if !typed.is_sound() {
        return Ok(Some(Told::Faulty(typed)));
    }
    if go != "look" && go != "go" || !sound {
        return Ok(None);
    }
    if waiting.mapping.key.is_empty() && !waiting.no_key && waiting.mapping.form.is_none() {
        typed.fault("no-key", "fault-list-key", Asks::Another);
        return Ok(Some(Told::Faulty(typed)));
    }
    let looked = match &waiting.stage {
        Stage::Looked(imported) => Some(imported),
        _ => None,
    };
    if go == "go" && changed {
        return Ok(Some(Told::Changed));
    }
    let emptied = looked.is_some_and(|imported| imported.emptied > 0);
    if go == "go" && emptied && !["keep", "withdraw"].contains(&typed.text("emptied")) {
        typed.fault("emptied", "fault-emptied", Asks::Another);
        return Ok(Some(Told::Faulty(typed)));
    }
    let (registers, jobs) = (visit.site.0.registers.clone(), &visit.site.0.jobs);
    let (folder, withdraw) = (registers.list(), typed.is("emptied", "withdraw"));
    // What would change in a list that was imported before is shown first.
    match go == "go" && (looked.is_some() || !before) {
        true => jobs.begin(Work::Import, waiting.title, |tell| jobs::import(registers, folder, withdraw, tell))?,
        false => jobs.begin(Work::LookThrough, waiting.title, |tell| jobs::look_through(registers, folder, tell))?,
    }
    Ok(None)
}

/// `POST /import/away`: the list, or what came of it, is put away.
pub(crate) async fn away(visit: Visit) -> Response {
    let away = may_change(&visit).and_then(|()| lists::put_away(&visit.site.0.registers.list()));
    done(visit, away).await
}

/// `GET /import/file/NAME`: what the columns mean, the refused rows, the account of every row.
pub(crate) async fn file(Path(name): Path<String>, visit: Visit) -> Response {
    if !visit.session.keeper {
        return layout::plain(&Trouble::Locked, Form::Html);
    }
    let own = visit.clone();
    let lang = visit.site.0.registers.read(Audience::Keeper, move |register| Ok(own.lang(register))).await;
    match lang.and_then(|(lang, _)| sent(&visit, &name, lang)) {
        Ok(response) => response,
        Err(trouble) => layout::plain(&trouble, Form::Html),
    }
}

fn sent(visit: &Visit, name: &str, lang: Lang) -> Result<Response, Trouble> {
    let folder = visit.site.0.registers.list();
    let kind = match name.rsplit('.').next() {
        Some("csv") => "text/csv; charset=utf-8",
        Some("xlsx") => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Some("jsonl") => "application/jsonl; charset=utf-8",
        _ => "application/toml; charset=utf-8",
    };
    let headers = [
        (CONTENT_TYPE, kind.to_owned()),
        (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (CACHE_CONTROL, "no-store".to_owned()),
    ];
    if name == "mapping.toml" {
        let waiting = Waiting::load(&folder)?.ok_or(Trouble::Missing)?;
        let text = waiting.mapping.to_toml().map_err(|error| Trouble::Inside(error.to_string()))?;
        return Ok((headers, text).into_response());
    }
    let own = Account::file(name, lang).ok_or(Trouble::Missing)?;
    let file = std::fs::File::open(folder.join(own)).map_err(|error| match error.kind() {
        std::io::ErrorKind::NotFound => Trouble::Missing,
        _ => inside(error),
    })?;
    let body = pieces::body(move |to| std::io::copy(&mut &file, to).map(drop));
    Ok((headers, body).into_response())
}

fn render(data: &Import, screen: &Screen<'_>) -> Content {
    let body = html! {
        header { h1 { (screen.say("import")) } p.lead { (screen.say("import-lead")) } }
        @if let Some(told) = &data.told { (said(told, screen)) }
        @if let Some(job) = data.job.as_ref().filter(|job| job.ended.is_none() || job.failed().is_some()) {
            (job::render(job, screen))
        }
        @if let Some(report) = &data.report { (report::summary(report, screen)) }
        @if let Some(list) = &data.list { (listed(list, data, screen)) }
        @else if data.job.as_ref().is_none_or(|job| job.ended.is_some()) { (begin::form(&data.kinds, screen)) }
    };
    Content::plain(screen.say("import"), body)
}

fn said(told: &Told, screen: &Screen<'_>) -> Markup {
    match told {
        Told::Not(trouble) => not_done(trouble, screen),
        Told::Faulty(_) => html! { div.notice.fault role="alert" { p { (screen.say("fault-fields")) } } },
        Told::Changed => html! { div.notice.fault role="alert" { p { (screen.say("import-changed")) } } },
    }
}

fn listed(list: &Listed, data: &Import, screen: &Screen<'_>) -> Markup {
    let nothing = Typed::default();
    let typed = match &data.told {
        Some(Told::Faulty(typed)) => typed,
        _ => &nothing,
    };
    html! {
        section.list {
            h2 { bdi { (list.waiting.title) } }
            @if list.waiting.restricted { p.mark { (screen.say("import-restricted-so")) } }
            @if let Some(trouble) = &list.unreadable { (not_done(trouble, screen)) }
            (begin::opening(list, &data.kinds, screen))
            @if let Some(meant) = &list.meant { (columns::form(list, meant, typed, screen)) }
            (begin::beside(list, screen))
        }
    }
}
