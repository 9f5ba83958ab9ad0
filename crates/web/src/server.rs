//! The server: the addresses of all pages, what stands before them, and how it begins and ends.

use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::{DefaultBodyLimit, Request};
use axum::http::Uri;
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::Response;
use axum::routing::{get, post};
use daftar_register::date::Lang;
use tokio::net::TcpListener;

use crate::error::ServeError;
use crate::forms::key::Done;
use crate::guard::session::Sessions;
use crate::guard::{csrf, headers, host};
use crate::jobs::Jobs;
use crate::kept::Kept;
use crate::maker::{Maker, keep_up};
use crate::map::Tiles;
use crate::pages::{
    add, add_card, add_picture, add_statement, begin, begin_again, begin_key, card, change, claim, copies, count,
    crowd, custody, differ, doubles, edit, file, health, history, holding, import, keeping, kind, log, manifest, map,
    mend, missing, moments, names, overview, phone, place_plan, plan, promises, read, recovery, redact, remember,
    review, same, search, seeds, source, sources, survivors, tiles, timeline, totals, unlock, zoom,
};
use crate::phone::Phones;
use crate::registers::Registers;
use crate::visit::{Form, Inside, Site};
use crate::{Options, api, assets, guard, packed, sync};

/// Threads that look at registers; more wait for their turn.
const LOOKING: usize = 16;
/// How long whoever asked to end waits for what is being done.
const ENDING: Duration = Duration::from_secs(5);
/// How often idle sessions are looked for.
const SWEEP: Duration = Duration::from_secs(60);

/// Every page has its line here, and one in [`api::PAGES`].
fn pages() -> Router<Site> {
    Router::new()
        .route("/", get(overview::page))
        .route("/e/{id}", get(card::page))
        .route("/s/{id}", get(source::page))
        .route("/s/{id}/file/{file}", get(file::send))
        .route("/s/{id}/file/{file}/small", get(tiles::small))
        .route("/s/{id}/file/{file}/whole", get(tiles::whole))
        .route("/s/{id}/file/{file}/zoom", get(zoom::page))
        .route("/s/{id}/file/{file}/iiif", get(zoom::to_info))
        .route("/s/{id}/file/{file}/iiif/info", get(tiles::info))
        .route("/s/{id}/file/{file}/iiif/{region}/{size}/{rotation}/{quality}", get(tiles::tile))
        .route("/e/{id}/manifest", get(manifest::page))
        .route("/s/{id}/file/{file}/custody", get(custody::page).post(custody::save))
        .route("/s/{id}/file/{file}/prove", post(custody::prove))
        .route("/s/{id}/file/{file}/sidecar", get(custody::sidecar))
        .route("/s/{id}/file/{file}/redact", get(redact::page).post(redact::save).layer(streamed()))
        .route("/c/{id}", get(claim::page))
        .route("/differ", get(differ::page))
        .route("/map", get(map::page))
        .route("/map/drawing", get(map::drawing))
        .route("/map/crowd", get(crowd::drawing))
        .route("/map/base.pmtiles", get(map::base))
        .route("/map/own.pmtiles", get(map::own))
        .route("/timeline", get(timeline::page))
        .route("/moments", get(moments::page))
        .route("/totals", get(totals::page))
        .route("/totals.csv", get(totals::sheet))
        .route("/search", get(search::page))
        .route("/search.csv", get(search::sheet))
        .route("/statements.csv", get(search::statements))
        .route("/passports.csv", get(search::passports))
        .route("/searches", get(search::saved).post(search::keep))
        .route("/search/change", get(search::alike::page).post(search::alike::save))
        .route("/search.xlsx", get(search::book))
        .route("/kind/{kind}", get(kind::page))
        .route("/sources", get(sources::page))
        .route("/review", get(review::documents))
        .route("/review/{id}", get(review::page).post(review::decide))
        .route("/doubles", get(doubles::page).post(doubles::compare))
        .route("/doubles/{one}/{other}", get(doubles::pair).post(doubles::decide))
        .route("/log", get(log::page).post(log::undo))
        .route("/health", get(health::page).post(health::verify))
        .route("/health/mend", get(mend::page).post(mend::from))
        .route("/health/mend/files", post(mend::from_files).layer(streamed()))
        .route("/health/index", post(health::rebuild))
        .route("/health/bundle", post(health::bundle))
        .route("/copies", get(copies::page))
        .route("/copies/work", post(copies::work))
        .route("/copies/place", post(copies::place))
        .route("/copies/code", post(copies::code))
        .route("/copies/peer", post(copies::peer))
        .route("/copies/forget", post(copies::forget))
        .route("/copies/withhold", post(copies::withhold))
        .route("/copies/bundle", post(copies::bundles::make))
        .route("/copies/bundle/{number}", get(copies::bundles::send))
        .route("/copies/take", post(copies::bundles::take).layer(streamed()))
        .route("/copies/escrow", post(copies::escrow))
        .route("/copies/key", get(recovery::page).post(recovery::check))
        .route("/copies/key/parts", post(recovery::split))
        .route("/copies/key/new", post(recovery::renew))
        .route("/add", get(add::page))
        .route("/add/{kind}", get(add_card::page).post(add_card::save))
        .route("/remember", get(remember::page).post(remember::save))
        .route("/e/{id}/add", get(add_statement::choose))
        .route("/e/{id}/add/{property}", get(add_statement::page).post(add_statement::save))
        .route("/e/{id}/history", get(history::page))
        .route("/e/{id}/same", get(same::page).post(same::save))
        .route("/e/{id}/picture", get(add_picture::page).post(add_picture::save).layer(streamed()))
        .route("/carry", get(keeping::carry::page))
        .route("/boxes", get(keeping::contents::boxes))
        .route("/boxes/new", get(keeping::new_box::page).post(keeping::new_box::save))
        .route("/e/{id}/contents", get(keeping::contents::page))
        .route("/pack", get(keeping::pack::page).post(keeping::pack::save))
        .route("/code", get(keeping::code::page))
        .route("/handover", get(keeping::handover::page).post(keeping::handover::save))
        .route("/e/{id}/receipt", get(keeping::receipt::page).post(keeping::receipt::attach).layer(streamed()))
        .route("/stock", get(keeping::stock_list::page).post(keeping::stock_list::begin))
        .route("/stock/{id}", get(keeping::stock::page).post(keeping::stock::save))
        .route("/count", get(count::list::page))
        .route("/count/{lot}", get(count::weigh::page).post(count::weigh::save))
        .route("/count/{lot}/seed-weight", get(count::seed_weight::page).post(count::seed_weight::save))
        .route("/count/{lot}/germination", get(count::germination::page).post(count::germination::save))
        .route("/count/{lot}/germination/{test}", get(count::sprouts::page).post(count::sprouts::save))
        .route("/promises", get(promises::page))
        .route("/survivors", get(survivors::page))
        .route("/e/{id}/holding", get(holding::page))
        .route("/e/{id}/returned", get(promises::back::page).post(promises::back::save))
        .route("/e/{id}/forgive", get(promises::forgive::page).post(promises::forgive::save))
        .route("/phone", get(phone::page).post(phone::begin))
        .route("/phone/end", post(phone::end))
        .route("/e/{id}/sheet/{sheet}", get(keeping::sheet::page))
        .route("/sheets/list", get(keeping::sheets::list))
        .route("/sheets/labels", get(keeping::sheets::labels))
        .route("/lots", get(seeds::lots::page))
        .route("/e/{id}/lot", get(seeds::lot::page))
        .route("/save-first", get(seeds::rescue::page))
        .route("/completeness", get(seeds::completeness::page))
        .route("/test-plan", get(seeds::plan::page))
        .route("/plan/add", get(add_picture::plan_page).post(add_picture::plan_save).layer(streamed()))
        .route("/plan/{id}", get(plan::page))
        .route("/plan/{id}/place", get(place_plan::page).post(place_plan::save))
        .route("/c/{id}/edit", get(edit::page).post(edit::save))
        .route("/c/{id}/{change}", get(change::page).post(change::save))
        .route("/names", get(names::page))
        .route("/said", get(names::said))
        .route("/read", get(read::page).post(read::read).layer(streamed()))
        .route("/import", get(import::page).post(import::begin).layer(streamed()))
        .route("/import/opening", post(import::opening))
        .route("/import/columns", post(import::columns))
        .route("/import/mapping", post(import::mapping).layer(streamed()))
        .route("/import/pictures", post(import::pictures).layer(streamed()))
        .route("/import/away", post(import::away))
        .route("/import/report", get(import::report))
        .route("/import/file/{name}", get(import::file))
        .route("/begin", get(begin::page).post(begin::save))
        .route("/begin/again", get(begin_again::page).post(begin_again::save))
        .route("/begin/key", get(begin_key::page))
        .route("/begin/kept", post(begin_key::kept))
        .route("/sw.js", get(assets::worker))
        .route("/unlock", get(unlock::page).post(unlock::unlock))
        .route("/lock", get(unlock::page).post(unlock::lock))
        .route("/openapi", get(api::page))
        .route("/assets/{tag}/{name}", get(assets::send))
        .fallback(missing::page)
}

/// For forms with files: these go to the disk as they come, and are measured there.
fn streamed() -> DefaultBodyLimit {
    DefaultBodyLimit::disable()
}

/// The site: its pages, behind what guards them.
///
/// # Errors
/// When the folder is no register or cannot be read.
pub fn app(options: Options) -> Result<Router, ServeError> {
    Ok(guarded(site(options)?))
}

pub(crate) fn site(options: Options) -> Result<Site, ServeError> {
    let basemap = options.basemap.as_deref().map(Tiles::open).transpose()?;
    let lang = options.lang.as_deref().map(|tag| if tag.starts_with("ar") { Lang::Ar } else { Lang::En });
    Ok(Site(Arc::new(Inside {
        registers: Registers::open(options.register, options.home, options.now)?,
        kept: Kept::default(),
        jobs: Jobs::default(),
        maker: Maker::default(),
        sessions: Sessions::new()?,
        done: Done::default(),
        previews: Default::default(),
        compared: Default::default(),
        phones: Phones::default(),
        lang,
        basemap,
        loopback: options.address.ip().is_loopback(),
    })))
}

/// The first layer is the innermost.
fn guarded(site: Site) -> Router {
    let pages = pages().with_state(site.clone());
    let door = sync::Door::of(&site.0.registers);
    let guarded = Router::new()
        .fallback_service(pages)
        .layer(from_fn(without_json))
        .layer(from_fn_with_state(site.clone(), begin::guard))
        .layer(from_fn(csrf::guard))
        .layer(from_fn_with_state(site.clone(), guard::session::guard))
        .layer(from_fn_with_state(site, host::guard))
        .layer(from_fn(headers::guard))
        .layer(from_fn(packed::pack));
    // Peers stand before another guard: their keys. A browser cannot ask for this protocol.
    let line = Router::new().route(sync::PATH, get(sync::open)).with_state(door).layer(from_fn(headers::guard));
    line.fallback_service(guarded)
}

/// An address with `.json` behind it is that of the page, whose data answer.
async fn without_json(mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let Some(plain) = path.strip_suffix(".json").filter(|_| !path.starts_with("/assets/")) else {
        return next.run(request).await;
    };
    let plain = if plain == "/index" { "/" } else { plain };
    let query = request.uri().query().map(|query| format!("?{query}")).unwrap_or_default();
    if let Ok(uri) = format!("{plain}{query}").parse::<Uri>() {
        *request.uri_mut() = uri;
        request.extensions_mut().insert(Form::Json);
    }
    next.run(request).await
}

pub(crate) fn runtime() -> std::io::Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().max_blocking_threads(LOOKING).build()
}

/// Serves a register until Ctrl-C, or until the system asks to end. `ready` is told the address once it answers.
///
/// # Errors
/// When the register cannot be opened or the address not be listened on.
pub fn serve(options: Options, ready: impl FnOnce(&str)) -> Result<(), ServeError> {
    let runtime = runtime()?;
    let served = runtime.block_on(async {
        let (address, open) = (options.address, options.open);
        let site = site(options)?;
        let listen = |error| ServeError::Listen { address, error };
        let listener = TcpListener::bind(address).await.map_err(listen)?;
        let home = format!("http://{}/", listener.local_addr()?);
        ready(&home);
        if open {
            open_browser(&home);
        }
        tokio::spawn(forget_idle(site.clone()));
        tokio::spawn(keep_up(site.clone()));
        let registers = site.0.registers.clone();
        tokio::task::spawn_blocking(move || registers.keep_table());
        let ending = site.clone();
        let serving = axum::serve(listener, guarded(site));
        // Browsers keep connections open: whoever asked to end shall not wait for them.
        let served = tokio::select! {
            done = serving.with_graceful_shutdown(told_to_end()) => Ok(done?),
            () = async { told_to_end().await; tokio::time::sleep(Duration::from_secs(2)).await } => Ok(()),
        };
        ending.0.end_phone();
        served
    });
    // A long look at the register is not waited for; a write is, a while: cut short, it is as after a loss of power.
    runtime.shutdown_timeout(ENDING);
    served
}

async fn forget_idle(site: Site) {
    loop {
        tokio::time::sleep(SWEEP).await;
        if site.0.sessions.forget_idle() {
            site.0.lock();
        }
    }
}

/// Ctrl-C, or SIGTERM.
pub(crate) async fn told_to_end() {
    let interrupted = async { drop(tokio::signal::ctrl_c().await) };
    #[cfg(unix)]
    let terminated = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => drop(signal.recv().await),
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        () = terminated => {}
    }
}

/// Opens the browser; where that does not work, the address stands in the terminal.
fn open_browser(address: &str) {
    let (program, before): (&str, &[&str]) = match std::env::consts::OS {
        "macos" => ("open", &[]),
        "windows" => ("cmd", &["/C", "start", ""]),
        _ => ("xdg-open", &[]),
    };
    let quiet = Command::new(program).args(before).arg(address).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
    drop(quiet);
}
