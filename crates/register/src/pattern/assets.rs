//! Damage and what is at risk in two lists: each damage is laid to the thing whose number it names, else to the nearest one.

use std::collections::HashMap;

use daftar_view::pattern::daftar_pattern::{Facilities, Point};
use daftar_view::pattern::{Damaged, LeftOut};

use super::plane::Plane;
use super::{ASSETS, DAMAGE, Placed, Places, THINGS};

/// The things at risk with the damage that belongs to them. Damage that belongs to none is left out, and named: it is no sample of what is
/// at risk.
pub(super) fn damaged_by(assets: Places, damage: Places, join: f64) -> Places {
    let Places { placed: mut things, left_out: mut lost } = assets;
    lost.iter_mut().filter(|one| one.of == ASSETS).for_each(|one| one.of = THINGS);
    lost.extend(damage.left_out);
    // What the list of damage does not have counts as not damaged.
    things.iter_mut().filter(|thing| thing.damaged == Damaged::Unsaid).for_each(|thing| thing.damaged = Damaged::No);
    let found = belongs(&things, &damage.placed, join);
    for (one, thing) in damage.placed.into_iter().zip(found) {
        match thing.and_then(|at| things.get_mut(at)) {
            Some(thing) => strike(thing, one),
            None => lost.push(LeftOut { of: DAMAGE, which: one.which, why: why(join) }),
        }
    }
    Places { placed: things, left_out: lost }
}

fn why(join: f64) -> [String; 2] {
    [
        format!("damage of nothing that is listed: no number that the list has, and nothing of it within {join:.0} m"),
        format!("ضرر لا يخص شيئًا مدرجًا: لا رقم له في القائمة، ولا شيء منها ضمن {join:.0} م"),
    ]
}

/// Damaged is what any of its records says to be; disputed, where one says that it is disputed.
fn strike(thing: &mut Placed, damage: Placed) {
    thing.damaged = match (thing.damaged, damage.damaged) {
        (Damaged::Disputed, _) | (_, Damaged::Disputed) => Damaged::Disputed,
        (_, Damaged::Yes) => Damaged::Yes,
        (before, _) => before,
    };
    thing.error = thing.error.max(damage.error);
    thing.attack = damage.attack.or(thing.attack.take());
}

/// For each damage the place of its thing.
fn belongs(things: &[Placed], damage: &[Placed], join: f64) -> Vec<Option<usize>> {
    let mut by_number: HashMap<&str, Option<usize>> = HashMap::new();
    for (at, thing) in things.iter().enumerate() {
        if let Some(number) = &thing.number {
            // A number that two things bear is nobody's.
            by_number.entry(number).and_modify(|known| *known = None).or_insert(Some(at));
        }
    }
    let named = |one: &Placed| one.number.as_deref().and_then(|number| by_number.get(number)).copied();
    let nearest = nearest(things, damage, join);
    damage.iter().zip(nearest).map(|(one, near)| named(one).unwrap_or(near)).collect()
}

/// For each damage the nearest thing within reach.
fn nearest(things: &[Placed], damage: &[Placed], join: f64) -> Vec<Option<usize>> {
    let nothing = || vec![None; damage.len()];
    let Some(plane) = Plane::about(things.iter().chain(damage).map(|one| one.at)) else { return nothing() };
    let places: Vec<Point> = things.iter().map(|one| plane.at(one.at)).collect();
    let Ok(index) = Facilities::new(&places) else { return nothing() };
    let near =
        |one: &Placed| Some(index.nearest(plane.at(one.at))).filter(|(_, metres)| *metres <= join).map(|(at, _)| at);
    damage.iter().map(near).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn placed(which: &str, number: Option<&str>, east: f64, damaged: Damaged) -> Placed {
        Placed {
            which: which.into(),
            id: None,
            number: number.map(str::to_owned),
            at: (35.0, 21.0 + east),
            damaged,
            stratum: String::new(),
            error: 0.0,
            attack: None,
        }
    }

    #[test]
    fn damage_belongs_to_its_number_else_to_what_is_nearest() {
        let thing = |number: &str, east: f64| placed(number, Some(number), east, Damaged::Unsaid);
        let things = vec![thing("B 1", 0.0), thing("B 2", 0.001), thing("B 3", 0.002), thing("B 3", 0.003)];
        let damage = vec![
            placed("2", Some("B 2"), 0.0, Damaged::Yes),
            placed("3", None, 0.0001, Damaged::Disputed),
            placed("4", None, 0.01, Damaged::Yes),
            placed("5", Some("B 3"), 0.002, Damaged::Yes),
        ];
        let of = |placed: Vec<Placed>| Places { placed, left_out: Vec::new() };
        let both = damaged_by(of(things), of(damage), 25.0);
        let states: Vec<Damaged> = both.placed.iter().map(|one| one.damaged).collect();
        assert_eq!(states, [Damaged::Disputed, Damaged::Yes, Damaged::No, Damaged::No]);
        let lost: Vec<&str> = both.left_out.iter().map(|one| one.which.as_str()).collect();
        assert_eq!(lost, ["4", "5"], "too far, and a number that two things bear");
    }
}
