//! Places of the cards of a kind, with their states at the time that is asked for.

use daftar_claim::profile::Privacy;
use daftar_view::pattern::{Damaged, LeftOut, suffered};
use daftar_view::{Ask, Asked, Place, places};

use super::{Placed, Places};
use crate::{Register, RegisterError};

impl Register {
    /// The places of the cards of a kind. Damaged is what is surely at least of this rank; where sources differ on that, or it
    /// is not certain, it is disputed. Of what nobody says anything, nobody says that it is damaged.
    pub(super) fn places_of_kind(
        &self,
        kind: &str,
        of: &'static str,
        rank: i64,
        ask: &Ask,
    ) -> Result<Places, RegisterError> {
        if !self.profiles().kinds.contains_key(kind) {
            let known: Vec<&str> = self.profiles().kinds.keys().map(String::as_str).collect();
            return Err(RegisterError::Ask(format!(
                "{kind:?} is neither a file nor a kind of card; there are {}",
                known.join(", ")
            )));
        }
        if self.profiles().kinds.get(kind).is_some_and(|kind| kind.privacy == Privacy::Embargoed) {
            return Err(RegisterError::Ask(format!(
                "where something of the kind {kind:?} lies is embargoed: it is neither drawn nor reckoned with"
            )));
        }
        let cards = self.of_kind(kind)?;
        let heard = self.hear_entities(&cards, self.standing(), ask.audience)?;
        let asked = Asked::new(&heard.statements, ask, self.profiles(), &heard.surroundings);
        let found: Vec<Place> =
            places(&asked).places.into_iter().filter(|place| place.kinds.iter().any(|one| one == kind)).collect();
        let states = suffered(&asked, self.profiles(), rank);
        let mut all = Places::default();
        for place in &found {
            let which = place.name.clone().unwrap_or_else(|| place.entity.to_string());
            let damaged = states.get(&place.entity).copied().unwrap_or(Damaged::Unsaid);
            all.take(placed(place, &which, damaged), of, which);
        }
        let lost = cards.iter().filter(|card| asked.is_of_kinds(**card, &[kind])).filter(|card| {
            let first = asked.identity().first(**card);
            first == **card && !found.iter().any(|place| place.entity == first)
        });
        all.left_out.extend(lost.map(|card| LeftOut {
            of,
            which: asked.name(*card).map_or_else(|| card.to_string(), str::to_owned),
            why: ["nobody says where it lies".to_owned(), "لا أحد يذكر أين يقع".to_owned()],
        }));
        Ok(all)
    }
}

fn placed(place: &Place, which: &str, damaged: Damaged) -> Result<Placed, [String; 2]> {
    let exact = place.spots.iter().filter(|spot| !spot.area);
    let middles: Vec<[f64; 2]> = exact.filter_map(|spot| spot.shape.middle()).collect();
    if middles.is_empty() && place.spots.iter().any(|spot| spot.area) {
        let (en, ar) = ("its position stands for an area, not for a place", "موضعه يمثل منطقة لا مكانًا");
        return Err([en.to_owned(), ar.to_owned()]);
    }
    let [east, north] = *middles.first().ok_or_else(|| {
        ["its position is no point, line or area".to_owned(), "موضعه ليس نقطة ولا خطًا ولا مساحة".to_owned()]
    })?;
    let told = place.spots.iter().filter_map(|spot| spot.uncertainty).fold(0.0, f64::max);
    // Where sources differ, the place is as uncertain as they lie apart.
    let apart =
        middles.iter().map(|[e, n]| ((n - north) * 111_200.0).hypot((e - east) * 111_200.0 * north.to_radians().cos()));
    let error = apart.fold(told, f64::max);
    Ok(Placed {
        which: which.to_owned(),
        id: Some(place.entity.to_string()),
        number: None,
        at: (north, east),
        damaged,
        stratum: String::new(),
        error,
        attack: None,
    })
}
