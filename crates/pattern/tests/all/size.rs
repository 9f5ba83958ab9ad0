//! How often a finding is made where there is nothing to find; docs/pattern.md has more of it, with more data sets.

use chacha20::ChaCha8Rng;
use chacha20::rand_core::{Rng, SeedableRng};
use daftar_pattern::*;

const SETS: u64 = 200;

struct Town {
    assets: Vec<Asset>,
    facilities: Facilities,
    attacks: Vec<Option<u32>>,
}

/// 600 things and 8 facilities at random; each of 15 attacks damages so many things next to each other.
fn town(set: u64, each: usize) -> Town {
    let mut numbers = ChaCha8Rng::seed_from_u64(99);
    numbers.set_stream(set);
    let mut share = || (numbers.next_u64() >> 11) as f64 / (1u64 << 53) as f64;
    let mut places = |count: usize| (0..count).map(|_| Point::new(share(), share())).collect::<Vec<Point>>();
    let facilities = Facilities::new(&places(8)).unwrap();
    let seats = places(15);
    let asset = |at: Point| Asset { at, damaged: false, stratum: 0, is_facility: false };
    let mut assets: Vec<Asset> = places(600).into_iter().map(asset).collect();
    let mut attacks = vec![None; 600];
    for (attack, seat) in (0..).zip(seats) {
        let mut order: Vec<usize> = (0..600).collect();
        let off = |index: &usize| (assets[*index].at.x - seat.x).hypot(assets[*index].at.y - seat.y);
        order.sort_by(|a, b| off(a).total_cmp(&off(b)));
        for index in &order[..each] {
            assets[*index].damaged = true;
            attacks[*index].get_or_insert(attack);
        }
    }
    Town { assets, facilities, attacks }
}

/// Share of towns in which something is found.
fn found(statistic: Statistic, each: usize, as_units: bool) -> f64 {
    let reaches = Reaches::even(0.15, 10).unwrap();
    let is_found = |set: &u64| {
        let mut town = town(*set, each);
        if as_units {
            town.assets = Incidents::told(&town.assets, &town.attacks).unwrap().as_units(&town.assets);
        }
        let found = AtRisk::new(&town.assets, &town.facilities, &reaches).unwrap();
        let run = Run::new(99, *set, 1).unwrap();
        let question = Question { statistic, side: Side::Both, level: 0.05, run, supposed: None };
        ask(&found, question).unwrap().p().is_some_and(|p| p <= 0.05)
    };
    (0..SETS).filter(is_found).count() as f64 / SETS as f64
}

/// Of 200 at 5 %, 2 to 19 are within 99.9 % of chance.
#[test]
fn attacks_as_units_keep_the_level_and_things_as_units_do_not() {
    for statistic in [Statistic::Nearest, Statistic::Every] {
        assert!((0.01..=0.095).contains(&found(statistic, 1, false)), "single hits, {statistic:?}");
        assert!((0.01..=0.095).contains(&found(statistic, 6, true)), "attacks as units, {statistic:?}");
        assert!(found(statistic, 6, false) > 0.25, "attacked things as units, {statistic:?}");
    }
}
