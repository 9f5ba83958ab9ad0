//! What somebody saw when stock was taken, on its way to the record: statements of the stock-taking, beside what others say.

use daftar_claim::{Claim, ClaimId, Edtf, EntityId, PropertyId, Speaker, Statement, Subject, Value};
use daftar_date::Lang;
use daftar_view::{Ask, Audience, KEPT_AT, Keeping, value_words};

use super::packing::day_of;
use super::plan::{Plan, claim};
use super::stock::{ENDED, FOUND, Finding, LEFT, Lookout, Seen, UNNUMBERED};
use crate::{Register, RegisterError};

/// What says that a statement is not so.
const DENY: &str = "deny";

impl Register {
    /// Plans that answers are recorded. What was answered before of the same thing is taken back.
    ///
    /// # Errors
    /// When there is no such stock-taking, or it has ended.
    pub fn look_out(&self, stock: EntityId, lookout: &Lookout) -> Result<Plan, RegisterError> {
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let taken = self.stock(stock, &ask)?;
        let (Some(place), Some(day)) = (taken.head.place, taken.head.day.clone()) else {
            return Err(RegisterError::Ask("a stock-taking has a place and a day: this one lost them".into()));
        };
        if taken.head.ended.is_some() {
            return Err(RegisterError::Ask("this stock-taking has ended: begin another".into()));
        }
        let looking = Looking { stock, place, day, by: taken.by, said: self.said_by_stock(stock)? };
        let mut plan = Plan::default();
        for finding in &lookout.findings {
            self.find(&mut plan, &looking, finding)?;
        }
        for words in &lookout.unnumbered {
            let known = taken.unnumbered.contains(words);
            if !known {
                plan.say(looking.says(stock, UNNUMBERED, Value::text(words.clone()))?, vec![place]);
            }
        }
        if let Some(day) = &lookout.ends {
            day_of(day)?;
            let answered =
                |thing: EntityId| lookout.findings.iter().any(|one| one.thing == thing && one.seen.is_some());
            let left = taken.lines.iter().filter(|one| one.seen.is_none() && !answered(one.load.entity)).count();
            let left = i64::try_from(left).ok();
            plan.say(looking.says(stock, ENDED, Value::Date(day.clone()))?, vec![place]);
            plan.say(looking.says(stock, LEFT, Value::Count { low: left, best: left, high: left })?, vec![place]);
        }
        Ok(plan)
    }

    fn find(&self, plan: &mut Plan, looking: &Looking, finding: &Finding) -> Result<(), RegisterError> {
        let heard = self.hear_entities(&[finding.thing], self.standing(), Audience::Keeper)?;
        let says_place = |one: &&Statement| one.stands() && one.claim.property.as_str() == KEPT_AT;
        let others: Vec<&Statement> =
            heard.statements.iter().filter(says_place).filter(|one| one.claim.source != looking.stock).collect();
        let new = match finding.seen {
            Some(seen) => looking.claims(finding.thing, seen, &self.current(finding.thing, &others)?, self)?,
            None => Vec::new(),
        };
        let about: Vec<ClaimId> = others.iter().map(|one| one.id).collect();
        let before = looking.said.iter().filter(|one| match one.claim.subject {
            Subject::Entity(thing) => thing == finding.thing,
            Subject::Claim(claim) => about.contains(&claim),
            Subject::File(_) => false,
        });
        let before: Vec<&Statement> = before.collect();
        before.iter().filter(|one| !new.contains(&one.claim)).for_each(|one| plan.retract(one.id));
        for said in new.into_iter().filter(|said| before.iter().all(|one| one.claim != *said)) {
            plan.say(said, vec![looking.place]);
        }
        Ok(())
    }

    /// The statements of a thing's place that still hold, the latest first, each with its place.
    fn current(&self, thing: EntityId, others: &[&Statement]) -> Result<Vec<(ClaimId, EntityId)>, RegisterError> {
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let surroundings = self.surroundings(&[], self.standing(), Audience::Keeper)?;
        let asked = daftar_view::Asked::new(others.iter().copied(), &ask, self.profiles(), &surroundings);
        let kept = Keeping::all(&asked, thing);
        Ok(kept.iter().flat_map(|one| one.statements.iter().map(|claim| (*claim, one.place))).collect())
    }
}

/// A stock-taking that is going on.
struct Looking {
    stock: EntityId,
    place: EntityId,
    day: Edtf,
    by: Option<EntityId>,
    said: Vec<Statement>,
}

impl Looking {
    fn says(&self, subject: EntityId, property: &str, value: Value) -> Result<Claim, RegisterError> {
        let said = claim(subject, property, value, self.stock)?;
        Ok(Claim { stated: Some(self.day.clone()), said_by: self.by.map(Speaker::Entity), ..said })
    }

    /// What it says of a thing: what was seen, where it is, and which statements of its place it denies.
    fn claims(
        &self,
        thing: EntityId,
        seen: Seen,
        current: &[(ClaimId, EntityId)],
        register: &Register,
    ) -> Result<Vec<Claim>, RegisterError> {
        let code = Value::code(FOUND, seen.code());
        let mut found = self.says(thing, FOUND, code.clone())?;
        found.when = Some(self.day.clone());
        let place = match seen {
            Seen::Here => Some(current.first().map_or(self.place, |(_, place)| *place)),
            Seen::Not => None,
            Seen::Elsewhere(place) => Some(place),
            Seen::Surplus => Some(self.place),
        };
        let mut claims = vec![found];
        claims.extend(place.map(|place| self.says(thing, KEPT_AT, Value::Entity(place))).transpose()?);
        let lang = if register.lang().starts_with("ar") { Lang::Ar } else { Lang::En };
        let words = value_words(&code, lang, register.profiles());
        for (denied, _) in current.iter().filter(|(_, one)| Some(*one) != place) {
            let words = Value::Text { text: words.clone(), lang: Some(lang.tag().to_owned()) };
            let denial = Claim::new(Subject::Claim(*denied), PropertyId::parse(DENY)?, words, self.stock);
            claims.push(Claim { stated: Some(self.day.clone()), said_by: self.by.map(Speaker::Entity), ..denial });
        }
        Ok(claims)
    }
}
