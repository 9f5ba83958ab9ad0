//! The order of steps: as entries had seen each other; what was told later, at the time that it is told of.

use daftar_date::Day;

use super::Link;

/// Steps in order.
pub(super) fn ordered(links: Vec<Link<'_>>) -> Vec<Link<'_>> {
    let (mut told, mut done): (Vec<Link<'_>>, Vec<Link<'_>>) = links.into_iter().partition(is_told_later);
    done.sort_by_key(|link| (link.taken.rank, link.first.map(|first| first.id)));
    told.sort_by_key(|link| (link.day(), link.taken.rank, link.first.map(|first| first.id)));
    collected_first(&mut done);
    merge(done, told)
}

/// Whence a file was come by stands before its being kept, where both are of one day: it is told once the file is here.
fn collected_first(done: &mut [Link<'_>]) {
    for at in 0..done.len() {
        let kept = |link: &Link<'_>| link.custody.action == "ingest" && link.day() == done[at].day();
        let kept = done[..at].iter().position(kept).filter(|_| done[at].custody.action == "collect");
        if let Some(kept) = kept {
            done[kept..=at].rotate_right(1);
        }
    }
}

/// Whether a step was recorded on another day than it was done.
fn is_told_later(link: &Link<'_>) -> bool {
    let (day, recorded) = (link.day(), link.day_recorded());
    day.is_some() && recorded.is_some() && day != recorded
}

/// Puts what was told later before the first step that was done on a later day. A clock that went back moves nothing: the
/// latest day so far holds.
fn merge<'a>(done: Vec<Link<'a>>, told: Vec<Link<'a>>) -> Vec<Link<'a>> {
    let mut told = told.into_iter().peekable();
    let (mut all, mut latest): (Vec<Link<'a>>, Option<Day>) = (Vec::new(), None);
    for link in done {
        latest = latest.max(link.day().or(link.day_recorded()));
        while let Some(one) = told.next_if(|one| one.day() < latest) {
            all.push(one);
        }
        all.push(link);
    }
    all.extend(told);
    all
}
