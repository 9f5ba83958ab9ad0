//! One pair, side by side, and what the keeper says of it.

use axum::Form as Sent;
use axum::extract::Path;
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Redirect, Response};
use daftar_register::Register;
use daftar_register::claim::{ClaimId, EntityId, Hash, Value};
use daftar_register::doubles::{Decided, Pair, Verdict};

use super::side::{self, Beside, Told};
use super::{along, open};
use crate::address::{Address, with_query};
use crate::asked::Asked;
use crate::error::Trouble;
use crate::forms::typed::Typed;
use crate::pages::card;
use crate::pages::looking::Looking;
use crate::visit::{Site, Visit};

/// `GET /doubles/ONE/OTHER`
pub(crate) async fn page(Path(pair): Path<(String, String)>, visit: Visit) -> Response {
    match visit.unlock_first() {
        Some(first) => first,
        None => shown(pair, visit, None).await,
    }
}

/// `POST /doubles/ONE/OTHER`: what the keeper says of the pair, or that it is taken back.
pub(crate) async fn decide(
    Path(pair): Path<(String, String)>,
    visit: Visit,
    Sent(fields): Sent<Vec<(String, String)>>,
) -> Response {
    let typed = Typed::sent(fields);
    let done = match typed.text("deed") {
        "undo" => taken_back(&pair, &visit, &typed).await,
        _ => said(&pair, &visit, &typed).await,
    };
    match done {
        Ok(Ok(to)) => Redirect::to(&to).into_response(),
        Ok(Err(told)) => shown(pair, visit, Some(told)).await,
        Err(trouble) => {
            trouble.tell();
            shown(pair, visit, Some(Told::Not(trouble, typed.text("why").to_owned()))).await
        }
    }
}

async fn shown((one, other): (String, String), visit: Visit, told: Option<Told>) -> Response {
    let status = match &told {
        Some(Told::Not(trouble, _)) => trouble.status(),
        Some(_) => StatusCode::CONFLICT,
        None => StatusCode::OK,
    };
    let (site, asked) = (visit.site.clone(), visit.asked.clone());
    let data = move |looking: &Looking<'_>| {
        looking.keeper_only()?;
        Beside::of(looking, &site, &asked, [card::entity(&one)?, card::entity(&other)?], told)
    };
    visit.page_with(status, data, side::render).await
}

fn cards((one, other): &(String, String)) -> Result<[EntityId; 2], Trouble> {
    Ok([card::entity(one)?, card::entity(other)?])
}

/// Where to go once it is said; else why it was not recorded.
async fn said(pair: &(String, String), visit: &Visit, typed: &Typed) -> Result<Result<String, Told>, Trouble> {
    let cards = cards(pair)?;
    let verdict = match typed.text("deed") {
        "same" => Verdict::Same,
        "different" => Verdict::Different,
        _ => return Err(Trouble::Wrong("pair-choose")),
    };
    let (seen, why) = (Hash::parse(typed.text("seen")).ok(), typed.text("why").to_owned());
    let words = why.clone();
    // Without what was seen, as from a form that is not ours, nothing was seen.
    let seen = seen.unwrap_or(Hash([0; 32]));
    let decided = visit.write(move |register| Ok(register.decide_pair(cards, verdict, Some(&words), seen)?)).await?;
    match decided {
        Decided::Said(claim) => Ok(Ok(onward(visit, cards, claim).await?)),
        Decided::Changed => Ok(Err(Told::Changed(verdict, why))),
        Decided::Settled => Ok(Err(Told::Settled)),
    }
}

/// The next pair, with what was said; the list after the last.
async fn onward(visit: &Visit, pair: [EntityId; 2], claim: ClaimId) -> Result<String, Trouble> {
    let asking = visit.clone();
    let next = move |register: &Register| {
        let looking = Looking::new(register, &asking)?;
        Ok(Place::of(&looking, &asking.site, &asking.asked, pair)?.and_then(|place| place.next))
    };
    let (next, _) = visit.site.0.registers.read(visit.audience(), next).await?;
    let to = next.map_or(Address::Doubles, |[one, other]| Address::Pair(one, other)).to_string();
    let claim = claim.0.to_string();
    Ok(with_query(&to, along(&visit.asked).chain([("said", claim.as_str())])))
}

/// Takes back what was said of a pair, and leads back to it.
async fn taken_back(pair: &(String, String), visit: &Visit, typed: &Typed) -> Result<Result<String, Told>, Trouble> {
    let [one, other] = cards(pair)?;
    let claim = Hash::parse(typed.text("claim")).map(ClaimId).map_err(|_| Trouble::Missing)?;
    let take_back = move |register: &mut Register| {
        let said = register.statement(claim)?;
        let ends =
            [said.claim.subject.entity(), if let Value::Entity(end) = said.claim.value { Some(end) } else { None }];
        let is_link =
            [Verdict::Same, Verdict::Different].iter().any(|one| one.property() == said.claim.property.as_str());
        if !is_link || ends != [Some(one), Some(other)] {
            return Err(Trouble::Missing);
        }
        if said.stands() {
            register.retract(claim)?;
        }
        Ok(())
    };
    visit.write(take_back).await?;
    Ok(Ok(with_query(&Address::Pair(one, other).to_string(), along(&visit.asked))))
}

/// Where a pair stands among those that are to be decided.
pub(super) struct Place {
    /// Its number, from 1; none when it was decided, or is not among them.
    pub(super) number: Option<usize>,
    pub(super) total: usize,
    /// The pair after it.
    pub(super) next: Option<[EntityId; 2]>,
}

impl Place {
    /// None where nothing is kept of what comparing came to.
    pub(super) fn of(
        looking: &Looking<'_>,
        site: &Site,
        asked: &Asked,
        [one, other]: [EntityId; 2],
    ) -> Result<Option<Place>, Trouble> {
        let Some(compared) = site.0.compared.of(&site.0.registers) else { return Ok(None) };
        let is_it = |pair: &Pair| [[one, other], [other, one]].contains(&[pair.one, pair.other]);
        let own = compared.pairs().iter().position(is_it);
        let all = open(&compared, looking, asked)?;
        let next = all.iter().find(|(place, _)| own.is_some_and(|own| *place > own));
        let next = next.map(|(_, pair)| [pair.one, pair.other]);
        let number = all.iter().position(|(_, pair)| is_it(pair)).map(|place| place + 1);
        Ok(Some(Place { number, total: all.len(), next }))
    }
}
