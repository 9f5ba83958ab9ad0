//! Pages that everybody sees alike, kept in memory for as long as the logs stay as they are: a thousand readers ask the
//! register once.
//!
//! A page is kept under its address and form; readers who come while it is being made wait for it. What only a keeper sees,
//! and what has a form of one visitor on it, is never kept.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use daftar_register::store::Trace;
use tokio::sync::OnceCell;

use crate::registers::Registers;

/// So many bytes are kept at most.
const MOST: usize = 24 << 20;
/// How often it is looked at most whether others changed the logs; what this program writes is looked for at once.
const LOOK: Duration = Duration::from_millis(20);
/// While somebody writes, readers may lag behind the logs: a page that they make is kept for so long.
const LAGS: Duration = Duration::from_millis(250);

/// A page as it is sent.
#[derive(Clone)]
struct Page {
    kind: HeaderValue,
    bytes: Bytes,
    /// Whether whoever made it was level with the logs.
    level: bool,
    made: Instant,
}

/// A page, or the place of one that is being made.
type Cell = Arc<OnceCell<Page>>;

/// What the logs look like, when that was looked at, and how often this program had written by then.
struct Seen {
    logs: Arc<Trace>,
    at: Instant,
    writes: u64,
}

/// The pages of one state of the logs.
#[derive(Default)]
struct Pages {
    cells: HashMap<String, Cell>,
    bytes: usize,
    of: Option<Seen>,
}

/// The pages that are kept.
#[derive(Default)]
pub(crate) struct Kept(Mutex<Pages>);

impl Kept {
    /// The page of that key, made by `make` unless it is kept. `make` tells what the logs looked like. A page on which the
    /// visitor's `token` stands is nobody else's.
    pub(crate) async fn page(
        &self,
        key: String,
        token: &str,
        registers: &Registers,
        make: impl Future<Output = (Response, Option<Trace>)>,
    ) -> Response {
        let Some((cell, asked)) = self.cell(key, registers) else { return make.await.0 };
        let made = cell.get_or_try_init(|| async {
            let (response, of) = make.await;
            let page = Page::of(response, token, &asked, of).await?;
            self.weigh(page.bytes.len());
            Ok::<Page, Box<Response>>(page)
        });
        match made.await {
            Ok(page) => page.answer(),
            Err(response) => *response,
        }
    }

    /// Forgets all pages: they were made from an index that is no more.
    pub(crate) fn forget(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).forget();
    }

    /// The place of a page, and what the logs look like; none when they cannot be looked at.
    fn cell(&self, key: String, registers: &Registers) -> Option<(Cell, Arc<Trace>)> {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.look(registers)?;
        let logs = Arc::clone(&pages.of.as_ref()?.logs);
        let cell = pages.cells.entry(key).or_default();
        if cell.get().is_some_and(|page| !page.serves()) {
            *cell = Cell::default();
        }
        Some((Arc::clone(cell), logs))
    }

    /// Counts what is kept; with too much of it all is forgotten.
    fn weigh(&self, bytes: usize) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.bytes += bytes;
        if pages.bytes > MOST {
            pages.forget();
        }
    }
}

impl Pages {
    /// Forgets all pages when the logs changed.
    fn look(&mut self, registers: &Registers) -> Option<()> {
        let writes = registers.writes();
        if self.of.as_ref().is_some_and(|seen| seen.writes == writes && seen.at.elapsed() < LOOK) {
            return Some(());
        }
        let logs = Arc::new(Trace::of(registers.folder()).ok()?);
        if self.of.as_ref().is_none_or(|seen| seen.logs != logs) {
            self.forget();
        }
        self.of = Some(Seen { logs, at: Instant::now(), writes });
        Some(())
    }

    fn forget(&mut self) {
        self.cells.clear();
        self.bytes = 0;
    }
}

impl Page {
    /// A page that may be kept; else the answer itself.
    async fn of(response: Response, token: &str, asked: &Trace, of: Option<Trace>) -> Result<Page, Box<Response>> {
        let kind = response.headers().get(header::CONTENT_TYPE).cloned();
        let (Some(of), StatusCode::OK, Some(kind)) = (of, response.status(), kind) else {
            return Err(Box::new(response));
        };
        let (parts, body) = response.into_parts();
        let Ok(bytes) = to_bytes(body, usize::MAX).await else {
            return Err(Box::new(StatusCode::INTERNAL_SERVER_ERROR.into_response()));
        };
        let own = !token.is_empty() && bytes.windows(token.len()).any(|part| part == token.as_bytes());
        match own {
            true => Err(Box::new(Response::from_parts(parts, Body::from(bytes)))),
            false => Ok(Page { kind, bytes, level: of == *asked, made: Instant::now() }),
        }
    }

    /// Whether it may still be shown while the logs stay as they are.
    fn serves(&self) -> bool {
        self.level || self.made.elapsed() < LAGS
    }

    fn answer(&self) -> Response {
        ([(header::CONTENT_TYPE, self.kind.clone())], Body::from(self.bytes.clone())).into_response()
    }
}
