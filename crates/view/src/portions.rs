//! Counting on several cores: things are gone through in portions, and what these come to is put together in their order. Portions are as large
//! whatever the machine, so that sums of fractions come out alike everywhere.

use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// So many things are a portion; in tests so few that whatever is counted there is put together from several.
const PORTION: usize = if cfg!(test) { 2 } else { 8_192 };

/// What `count` makes of each portion, in their order.
pub(crate) fn in_portions<T: Sync, R: Send>(all: &[T], count: impl Fn(&[T]) -> R + Sync) -> Vec<R> {
    let portions: Vec<&[T]> = all.chunks(PORTION).collect();
    let cores = thread::available_parallelism().map_or(1, NonZero::get).min(portions.len());
    if cores < 2 {
        return portions.into_iter().map(count).collect();
    }
    let next = AtomicUsize::new(0);
    let take = || {
        let mut done = Vec::new();
        while let Some((place, portion)) = take_next(&next, &portions) {
            done.push((place, count(portion)));
        }
        done
    };
    let mut done: Vec<(usize, R)> = thread::scope(|scope| {
        let others: Vec<_> = (1..cores).map(|_| scope.spawn(take)).collect();
        let own = take();
        let others =
            others.into_iter().flat_map(|one| one.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        own.into_iter().chain(others).collect()
    });
    done.sort_by_key(|(place, _)| *place);
    done.into_iter().map(|(_, result)| result).collect()
}

fn take_next<'a, T>(next: &AtomicUsize, portions: &[&'a [T]]) -> Option<(usize, &'a [T])> {
    let place = next.fetch_add(1, Ordering::Relaxed);
    portions.get(place).map(|portion| (place, *portion))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn portions_come_in_their_order_and_each_once() {
        let all: Vec<usize> = (0..PORTION * 50 + 1).collect();
        let counted = in_portions(&all, |portion| portion.to_vec());
        assert_eq!((counted.len(), counted.last().map(Vec::len)), (51, Some(1)));
        assert_eq!(counted.concat(), all);
        assert_eq!(in_portions(&[] as &[u8], <[u8]>::len), [] as [usize; 0]);
    }
}
