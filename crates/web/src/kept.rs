//! Pages that everybody sees alike, kept in memory for as long as the logs stay as they are: a thousand readers ask the
//! register once.
//!
//! A page is kept under its address and form; readers who come while it is being made wait for it. Where many wait already,
//! others get the page as it was a moment ago, while it is made anew: as long as all that was written since only added to
//! the register. After what hides something, nobody sees a page from before. What only a keeper sees, and what has a form of
//! one visitor on it, is never kept.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
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
/// So many visitors wait for pages before others are shown them as they were, and for how long that goes on.
const FEW: usize = 4;
const CROWDED: Duration = Duration::from_secs(2);
/// For how long a page is shown after the logs changed, at most; and how long it rests before it is made anew for those who
/// do not wait.
const BEHIND: Duration = Duration::from_secs(3);
const RESTS: Duration = Duration::from_secs(1);

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

/// A page of one state of the logs, and when these were seen to have changed.
#[derive(Clone)]
struct Dated {
    cell: Cell,
    logs: Arc<Trace>,
    changed: Option<Instant>,
}

/// One address: the last page of it that was made, and the next one.
#[derive(Default)]
struct Place {
    made: Option<Dated>,
    making: Option<Dated>,
}

/// What the logs look like, when that was looked at, how often this program had written by then, and in which era.
struct Seen {
    logs: Arc<Trace>,
    at: Instant,
    writes: u64,
    era: Option<u64>,
}

/// The pages of one era.
#[derive(Default)]
struct Pages {
    places: HashMap<String, Place>,
    bytes: usize,
    of: Option<Seen>,
    /// When many visitors last waited at once.
    crowd: Option<Instant>,
}

/// What a visitor is to do.
enum Turn {
    /// Take this page.
    Take(Page),
    /// Take this page, and see to it that the next is made.
    Renew(Page, Dated),
    /// Wait for this page, and make it if nobody does.
    Wait(Dated),
}

/// The pages that are kept.
#[derive(Clone, Default)]
pub(crate) struct Kept(Arc<Inside>);

#[derive(Default)]
struct Inside {
    pages: Mutex<Pages>,
    waiting: AtomicUsize,
}

/// A visitor who waits.
struct Waiting<'i>(&'i Inside);

impl Kept {
    /// The page of that key, made by `make` unless it is kept. `make` tells what the logs looked like. A page on which the
    /// visitor's `token` stands is nobody else's.
    pub(crate) async fn page(
        &self,
        key: String,
        token: &str,
        registers: &Registers,
        make: impl Future<Output = (Response, Option<Trace>)> + Send + 'static,
    ) -> Response {
        let many = self.0.waiting.load(Ordering::Acquire) >= FEW;
        let turn = self.0.pages().turn(&key, registers, many);
        match turn {
            None => make.await.0,
            Some(Turn::Take(page)) => page.answer(),
            Some(Turn::Renew(page, next)) => {
                let (kept, token) = (self.clone(), token.to_owned());
                tokio::spawn(async move { kept.made(&key, &token, next, make).await });
                page.answer()
            }
            Some(Turn::Wait(next)) => {
                let _waits = Waiting::among(&self.0);
                self.made(&key, token, next, make).await
            }
        }
    }

    /// Forgets all pages: they were made from an index that is no more.
    pub(crate) fn forget(&self) {
        self.0.pages().forget();
    }

    /// Waits for a page, or makes it; then it is shown to others.
    async fn made(
        &self,
        key: &str,
        token: &str,
        next: Dated,
        make: impl Future<Output = (Response, Option<Trace>)>,
    ) -> Response {
        let made = next.cell.get_or_try_init(|| async {
            let (response, of) = make.await;
            Page::of(response, token, &next.logs, of).await
        });
        let made = made.await.cloned();
        self.0.pages().settle(key, &next.cell, made.is_ok());
        match made {
            Ok(page) => page.answer(),
            Err(response) => *response,
        }
    }
}

impl Inside {
    fn pages(&self) -> MutexGuard<'_, Pages> {
        self.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<'i> Waiting<'i> {
    fn among(inside: &'i Inside) -> Waiting<'i> {
        inside.waiting.fetch_add(1, Ordering::AcqRel);
        Waiting(inside)
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::AcqRel);
    }
}

impl Pages {
    /// What a visitor is to do who comes for this page, while `many` wait already; none when the logs cannot be looked at.
    fn turn(&mut self, key: &str, registers: &Registers, many: bool) -> Option<Turn> {
        self.look(registers)?;
        if many {
            self.crowd = Some(Instant::now());
        }
        let crowded = self.crowd.is_some_and(|since| since.elapsed() < CROWDED);
        let logs = Arc::clone(&self.of.as_ref()?.logs);
        let place = self.places.entry(key.to_owned()).or_default();
        if let Some(page) = place.made.as_ref().and_then(Dated::current) {
            return Some(Turn::Take(page));
        }
        let was = place.made.as_ref().filter(|_| crowded).and_then(Dated::behind);
        if let Some((page, since)) = &was
            && (place.making.is_some() || since.elapsed() < RESTS)
        {
            return Some(Turn::Take(page.clone()));
        }
        // One that was begun before the last entry is as good: made again and again, none would ever be whole.
        let late = |next: &mut Dated| next.changed.is_some_and(|since| since.elapsed() >= BEHIND);
        drop(place.making.take_if(late));
        let next = place.making.get_or_insert_with(|| Dated { cell: Cell::default(), logs, changed: None }).clone();
        Some(match was {
            Some((page, _)) => Turn::Renew(page, next),
            None => Turn::Wait(next),
        })
    }

    /// A page was made, or cannot be kept. With too much of it all is forgotten.
    fn settle(&mut self, key: &str, cell: &Cell, made: bool) {
        let Some(place) = self.places.get_mut(key) else { return };
        let Some(dated) = place.making.take_if(|making| Arc::ptr_eq(&making.cell, cell)) else { return };
        if !made && place.made.is_none() {
            self.places.remove(key);
        } else if made {
            let old = place.made.replace(dated).map_or(0, |old| old.weight());
            self.bytes = self.bytes + place.made.as_ref().map_or(0, Dated::weight) - old;
        }
        if self.bytes > MOST {
            self.forget();
        }
    }

    /// Looks at the logs. When they changed, pages are old; unless it is known that they only grew, they are forgotten.
    fn look(&mut self, registers: &Registers) -> Option<()> {
        let writes = registers.writes();
        if self.of.as_ref().is_some_and(|seen| seen.writes == writes && seen.at.elapsed() < LOOK) {
            return Some(());
        }
        let logs = Arc::new(Trace::of(registers.folder()).ok()?);
        let (at, era) = (Instant::now(), registers.era(&logs));
        let before = self.of.replace(Seen { logs: Arc::clone(&logs), at, writes, era });
        let same = before.as_ref().is_some_and(|seen| seen.logs == logs);
        // An era is known only once this program writes: then also of what was seen just before.
        let was = before.and_then(|seen| seen.era.or_else(|| registers.era(&seen.logs)));
        match (same, was == era) {
            (true, true) => {}
            (false, true) if era.is_some() => self.grow_old(),
            _ => self.forget(),
        }
        Some(())
    }

    fn grow_old(&mut self) {
        let now = Instant::now();
        let all = self.places.values_mut().flat_map(|place| place.made.iter_mut().chain(&mut place.making));
        all.for_each(|page| page.changed = page.changed.or(Some(now)));
    }

    fn forget(&mut self) {
        self.places.clear();
        self.bytes = 0;
    }
}

impl Dated {
    /// The page, if it shows what the logs hold now.
    fn current(&self) -> Option<Page> {
        self.cell.get().filter(|page| self.changed.is_none() && page.serves()).cloned()
    }

    /// The page, if it may be shown though the logs changed, and since when they had.
    fn behind(&self) -> Option<(Page, Instant)> {
        let page = self.cell.get()?;
        let since = self.changed.unwrap_or(page.made);
        (since.elapsed() < BEHIND).then(|| (page.clone(), since))
    }

    fn weight(&self) -> usize {
        self.cell.get().map_or(0, |page| page.bytes.len())
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
