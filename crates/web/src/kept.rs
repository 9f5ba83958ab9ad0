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
/// How often it is looked at most whether the logs changed.
const LOOK: Duration = Duration::from_millis(1);
/// While somebody writes, readers may lag behind the logs: a page that they make is kept for so long.
const LAGS: Duration = Duration::from_millis(250);

/// A page as it is sent.
#[derive(Clone)]
struct Page {
    kind: HeaderValue,
    bytes: Bytes,
    /// What the logs looked like when it was asked for, to whoever made it, and when that was.
    asked: Trace,
    of: Trace,
    made: Instant,
}

/// A page, or the place of one that is being made.
type Cell = Arc<OnceCell<Page>>;

#[derive(Default)]
struct Pages {
    cells: HashMap<String, Cell>,
    bytes: usize,
    /// What the logs look like, and when that was looked at.
    now: Option<(Trace, Instant)>,
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
            let page = Page::of(response, token, asked, of).await?;
            self.weigh(page.bytes.len());
            Ok::<Page, Box<Response>>(page)
        });
        match made.await {
            Ok(page) => page.answer(),
            Err(response) => *response,
        }
    }

    /// The place of a page, and what the logs look like; none when they cannot be looked at.
    fn cell(&self, key: String, registers: &Registers) -> Option<(Cell, Trace)> {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let known = pages.now.take().filter(|(_, looked)| looked.elapsed() < LOOK);
        let (now, looked) = match known {
            Some(known) => known,
            None => (Trace::of(registers.folder()).ok()?, Instant::now()),
        };
        pages.cells.retain(|_, cell| cell.get().is_none_or(|page| page.serves(&now)));
        pages.now = Some((now.clone(), looked));
        Some((Arc::clone(pages.cells.entry(key).or_default()), now))
    }

    /// Counts what is kept; with too much of it all is forgotten.
    fn weigh(&self, bytes: usize) {
        let mut pages = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        pages.bytes += bytes;
        if pages.bytes > MOST {
            *pages = Pages { now: pages.now.take(), ..Pages::default() };
        }
    }
}

impl Page {
    /// A page that may be kept; else the answer itself.
    async fn of(response: Response, token: &str, asked: Trace, of: Option<Trace>) -> Result<Page, Box<Response>> {
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
            false => Ok(Page { kind, bytes, asked, of, made: Instant::now() }),
        }
    }

    /// Whether it may be shown when the logs look like this.
    fn serves(&self, now: &Trace) -> bool {
        self.of == *now || (self.asked == *now && self.made.elapsed() < LAGS)
    }

    fn answer(&self) -> Response {
        ([(header::CONTENT_TYPE, self.kind.clone())], Body::from(self.bytes.clone())).into_response()
    }
}
