//! Where an accession may still be: lots, safety duplicates, whoever was given or lent seed of it, and whoever grows it.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use daftar_claim::{ClaimId, Edtf, EntityId};
use daftar_date::Truth;
use serde::Serialize;

use super::World;
use crate::asked::{Asked, Spoken, said};
use crate::cite::Who;
use crate::json;
use crate::known;
use crate::promises::PROMISE;
use crate::spelling;
use crate::stock::{Amount, Left, Range, Stock, Unit, Units, scales, together};
use crate::values::{called, dates, entities, is_displaced, is_of_kind, named, of_kind, text, texts};

/// How seed of an accession came to be where it may still be. The first is the best to ask for.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Way {
    /// A lot of the notebook's own that is not lost.
    Here,
    /// A safety duplicate, stored elsewhere.
    Duplicate,
    /// A family grows it, as a card says.
    Grown,
    /// A family or a field grows something of that name.
    GrownByName,
    /// Seed was lent, and is still to come back.
    Lent,
    /// Seed was given, or lent and settled since.
    Given,
}

/// Something that may still be there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Chance {
    /// How it came there.
    pub way: Way,
    /// Who has it; none for what is here.
    pub holder: Option<Who>,
    /// Whether they were driven from home: they are not asked first.
    pub displaced: bool,
    /// The lot, here, or that of which it is a part.
    pub lot: Option<Who>,
    /// Where a lot that is here is kept, by what was said last.
    pub kept_at: Option<Who>,
    /// How much, as it is told.
    pub told: Option<Amount>,
    /// The same in seeds, as far as that is known.
    pub seeds: Option<Range>,
    /// When the seed was harvested; else when it was given, lent or put there.
    #[serde(serialize_with = "json::text_or_null")]
    pub since: Option<Edtf>,
    /// In which box, under which number there.
    pub marks: Vec<String>,
    /// Whether it is surely there, by what is said; else perhaps.
    pub sure: bool,
    /// The statements that say so, by id.
    #[serde(serialize_with = "json::texts")]
    pub statements: Vec<ClaimId>,
}

/// The kinds of cards that say who got seed of a lot, and what says who.
const TOLD: [(&str, &str); 3] = [("safety-duplicate", "holder"), ("distribution", "to-whom"), (PROMISE, "to-whom")];

/// The cards that say who got seed, by accession, with the lot that they name.
pub(super) fn told(asked: &Asked) -> HashMap<EntityId, Vec<(EntityId, Option<EntityId>)>> {
    let mut all: HashMap<EntityId, Vec<(EntityId, Option<EntityId>)>> = HashMap::new();
    for card in TOLD.iter().flat_map(|(kind, _)| of_kind(asked, kind)) {
        for about in entities(asked, card, "about") {
            match &entities(asked, about, "of-accession")[..] {
                [] => all.entry(about).or_default().push((card, None)),
                of => of.iter().for_each(|one| all.entry(*one).or_default().push((card, Some(about)))),
            }
        }
    }
    all
}

/// What families and fields are said to grow, by its name.
pub(super) fn grown(asked: &Asked) -> BTreeMap<String, Vec<(EntityId, ClaimId)>> {
    let mut all: BTreeMap<String, Vec<(EntityId, ClaimId)>> = BTreeMap::new();
    for card in ["family", "land"].iter().flat_map(|kind| of_kind(asked, kind)) {
        for one in said(asked, card, "grows") {
            if let Some(text) = text(one) {
                all.entry(spelling::folded(text)).or_default().push((card, asked.statement(one).statement.id));
            }
        }
    }
    all
}

impl World<'_, '_> {
    /// A lot that is here.
    pub(super) fn here(&self, stock: &Stock, told: Option<Amount>, unharmed: bool) -> Chance {
        let some = match stock.left {
            Left::Unsaid => true,
            Left::Some(range) => range.low > Units::NONE,
            Left::PerhapsOverdrawn(_) | Left::Overdrawn(_) => false,
        };
        let claims = stock.lines.iter().flat_map(|line| line.statements.clone());
        let of = said(self.asked, stock.lot, "of-accession").map(|one| self.asked.statement(one).statement.id);
        Chance {
            way: Way::Here,
            holder: None,
            displaced: false,
            seeds: self.seeds(told.as_ref(), Some(stock.lot), stock.accession),
            lot: Some(called(self.asked, stock.lot)),
            kept_at: self.kept_at(stock.lot),
            told,
            since: dates(self.asked, stock.lot, "harvested").pop(),
            marks: Vec::new(),
            sure: unharmed && some,
            statements: of.chain(claims).collect(),
        }
    }

    /// Where a lot is kept: by the statement with the latest date of its own, else by any.
    fn kept_at(&self, lot: EntityId) -> Option<Who> {
        let kept = said(self.asked, lot, known::KEPT_AT).filter_map(|one| Some((one, named(self.asked, one)?)));
        let latest = kept.max_by_key(|(one, place)| (one.when.is_written(), one.when.first, *place));
        latest.map(|(_, place)| called(self.asked, place))
    }

    /// With whom else it may be.
    pub(super) fn elsewhere(&self, accession: EntityId) -> Vec<Chance> {
        let told = self.told.get(&accession).into_iter().flatten();
        let mut chances: Vec<Chance> = told.flat_map(|(card, lot)| self.got(accession, *card, *lot)).collect();
        chances.extend(self.held_by_text(accession));
        chances.extend(said(self.asked, accession, "grown-by").filter_map(|one| self.grown_by(one)));
        let known: BTreeSet<EntityId> = chances.iter().filter_map(|one| one.holder.as_ref()?.entity).collect();
        chances.extend(
            self.grown_by_name(accession)
                .into_iter()
                .filter(|one| one.holder.as_ref().and_then(|who| who.entity).is_none_or(|who| !known.contains(&who))),
        );
        chances
    }

    /// Who got seed, by one card: each whom it names.
    fn got(&self, accession: EntityId, card: EntityId, lot: Option<EntityId>) -> Vec<Chance> {
        let Some((kind, whom)) = TOLD.iter().find(|(kind, _)| is_of_kind(self.asked, card, kind)) else {
            return Vec::new();
        };
        let given = dates(self.asked, card, if *kind == PROMISE { "began" } else { "date" });
        let lost = |who: &EntityId| self.losses.of_holder(*who, &given);
        let way = match *kind {
            PROMISE if self.is_settled(card) => Way::Given,
            PROMISE => Way::Lent,
            "distribution" => Way::Given,
            _ => Way::Duplicate,
        };
        let amounts: Option<Vec<Amount>> =
            said(self.asked, card, "quantity").map(|one| Amount::of(&one.value)).collect();
        let told = amounts.and_then(together);
        let marks = ["box-number", "reference"].iter().flat_map(|id| texts(self.asked, card, id)).map(str::to_owned);
        let harvested = lot.and_then(|lot| dates(self.asked, lot, "harvested").pop());
        let chance = Chance {
            way,
            holder: None,
            displaced: false,
            lot: lot.map(|lot| called(self.asked, lot)),
            kept_at: None,
            seeds: self.seeds(told.as_ref(), lot, Some(accession)),
            told,
            since: harvested.or_else(|| given.last().cloned()),
            marks: marks.collect(),
            sure: way == Way::Duplicate && !self.is_doubted(card),
            statements: ["about", whom]
                .iter()
                .flat_map(|id| said(self.asked, card, id))
                .map(|one| self.claim(one))
                .collect(),
        };
        let holders = entities(self.asked, card, whom);
        let to = |who: EntityId| self.to(chance.clone(), who, lost(&who));
        match holders.is_empty() {
            true => vec![Chance { sure: false, ..chance }],
            false => holders.into_iter().filter_map(to).collect(),
        }
    }

    /// The same with whoever has it; none where it was lost with them.
    fn to(&self, chance: Chance, who: EntityId, lost: Truth) -> Option<Chance> {
        let displaced = is_displaced(self.asked, who);
        let sure = chance.sure && lost.is_no();
        (!lost.is_yes()).then(|| Chance { holder: Some(called(self.asked, who)), displaced, sure, ..chance })
    }

    /// Who is said to hold a duplicate, in the words of a list.
    fn held_by_text(&self, accession: EntityId) -> Vec<Chance> {
        let told = ["duplicate-holder", "duplicate-institute"].iter().flat_map(|id| said(self.asked, accession, id));
        let by = |one: &Spoken| {
            let holder = Who { entity: None, name: Some(text(one)?.to_owned()) };
            Some(Chance { holder: Some(holder), ..self.by(Way::Duplicate, self.claim(one)) })
        };
        told.filter_map(by).collect()
    }

    fn grown_by(&self, one: &Spoken) -> Option<Chance> {
        let who = named(self.asked, one)?;
        self.to(self.by(Way::Grown, self.claim(one)), who, Truth::No)
    }

    /// Families and fields that are said to grow something of one of its names.
    fn grown_by_name(&self, accession: EntityId) -> Vec<Chance> {
        let names = [known::NAME, "local-name"].iter().flat_map(|id| texts(self.asked, accession, id));
        let growers: BTreeSet<(EntityId, ClaimId)> =
            names.filter_map(|name| self.grown.get(&spelling::folded(name))).flatten().copied().collect();
        let chance = |claim| Chance { sure: false, ..self.by(Way::GrownByName, claim) };
        growers.into_iter().filter_map(|(who, claim)| self.to(chance(claim), who, Truth::No)).collect()
    }

    /// By one statement that nobody says more about.
    fn by(&self, way: Way, claim: ClaimId) -> Chance {
        let (lot, kept_at, told, seeds, since, marks) = (None, None, None, None, None, Vec::new());
        let sure = !self.denied.contains(&claim);
        Chance {
            way,
            holder: None,
            displaced: false,
            lot,
            kept_at,
            told,
            seeds,
            since,
            marks,
            sure,
            statements: vec![claim],
        }
    }

    fn claim(&self, one: &Spoken) -> ClaimId {
        self.asked.statement(one).statement.id
    }

    /// Whether anything that a card says is denied.
    fn is_doubted(&self, card: EntityId) -> bool {
        self.asked.about(card).iter().any(|one| self.denied.contains(&self.claim(one)))
    }

    /// Whether a promise says that something came back, or that nothing more is owed.
    fn is_settled(&self, promise: EntityId) -> bool {
        ["returned", "forgiven"].iter().any(|id| said(self.asked, promise, id).next().is_some())
    }

    fn seeds(&self, told: Option<&Amount>, lot: Option<EntityId>, accession: Option<EntityId>) -> Option<Range> {
        let scales = scales(self.asked, lot?, accession, &self.measures);
        let seeds = told?.to(&Unit::Seeds, &scales)?;
        Some(Range { low: seeds.low.whole_ones(), high: seeds.high.whole_ones() })
    }
}
