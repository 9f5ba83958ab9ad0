//! When to test a lot next, and how many seeds to sow.

use daftar_claim::EntityId;
use daftar_date::{Day, Lang};
use daftar_viability::{Aim, Error, Plan};
use serde::{Serialize, Serializer};

use super::facts::{Holding, LotFacts};
use crate::forecast::{Outcome, Reached, Why};
use crate::json;
use crate::stock::Units;

/// Intervals between tests are no longer than this (FAO 2014, Genebank Standards, 4.3.3), in years.
const LONGEST_YEARS: i64 = 40;

/// A test is fresh for so many days: what follows from it is acted upon, and another so soon tells little.
const FRESH_DAYS: i64 = 90;

/// When a lot is to be tested.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct NextTest {
    /// When.
    pub when: When,
}

/// When a test is due.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum When {
    /// Now: it was never tested, or nothing can be said without another test.
    Now,
    /// On about this day.
    On(Day),
    /// No more: it is to be renewed.
    Never,
}

impl NextTest {
    /// Whether it is due.
    pub fn is_due(&self, today: Day) -> bool {
        match self.when {
            When::Now => true,
            When::On(day) => day <= today,
            When::Never => false,
        }
    }
}

impl Serialize for When {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            When::Now => serializer.serialize_str("now"),
            When::On(day) => serializer.collect_str(day),
            When::Never => serializer.serialize_str("never"),
        }
    }
}

impl LotFacts {
    /// When to test a lot next: after a third of the time from its last test to the earliest day on which it falls under the
    /// threshold (FAO 2014, Genebank Standards, 4.3.3), no sooner than three months and no later than forty years; at once where
    /// nothing can be said; no more where it has fallen, surely or by a fresh test.
    pub(super) fn next_test(&self, today: Day) -> NextTest {
        let when = match (&self.outcome, self.last) {
            (
                Outcome::Unknown(Why::NoConstants | Why::NoSpecies | Why::NoStorage | Why::StorageChanged),
                Some(last),
            ) => {
                // Another age is what is missing; half a year tells something where nothing is known.
                When::On(last.plus(182))
            }
            (Outcome::Unknown(_), _) | (_, None) => When::Now,
            (Outcome::Known(known), Some(_)) if known.late == Reached::Already => When::Never,
            (Outcome::Known(known), Some(last)) if known.best == Reached::Already => {
                match today.0 - last.0 <= FRESH_DAYS {
                    true => When::Never,
                    false => When::Now,
                }
            }
            (Outcome::Known(known), Some(last)) => match known.early {
                Reached::Already => When::On(last.plus(FRESH_DAYS)),
                Reached::Day(day) => When::On(last.plus(((day.0 - last.0) / 3).clamp(FRESH_DAYS, LONGEST_YEARS * 365))),
                Reached::Beyond => When::On(last.plus(LONGEST_YEARS * 365)),
            },
        };
        let now = matches!(when, When::On(day) if day <= today);
        NextTest { when: if now { When::Now } else { when } }
    }
}

/// What to test next: lots in which there is seed, by when.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct TestPlan {
    /// The lots, the first to be tested first.
    pub lots: Vec<ToTest>,
    /// How a test goes: after so many seeds it is known whether to keep the lot, or more are sown.
    pub stages: Vec<Step>,
    /// Seed of which so much germinates is taken for good seed.
    pub keep: f64,
    /// Seed of which so much germinates is to be renewed.
    pub regenerate: f64,
    /// How often good seed is renewed all the same.
    pub risk_of_waste: f64,
    /// How often bad seed is kept all the same.
    pub risk_of_loss: f64,
}

/// A lot to be tested.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct ToTest {
    /// The lot.
    #[serde(serialize_with = "json::text")]
    pub lot: EntityId,
    /// Its name or number.
    pub name: Option<String>,
    /// When.
    pub when: When,
    /// When its last test was; none where there is none that can be used.
    #[serde(serialize_with = "json::text_or_null")]
    pub last: Option<Day>,
    /// Whether there are seeds enough for a whole test, so far as that is known.
    pub enough: Option<bool>,
}

/// Where a test can end.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
pub struct Step {
    /// Seeds sown so far.
    pub sown: u32,
    /// Renew it if no more than so many came up; none where it is too early to tell.
    pub regenerate_at_most: Option<u32>,
    /// Keep it if at least so many came up; none where it is too early to tell.
    pub keep_at_least: Option<u32>,
}

impl TestPlan {
    /// What to test next of the lots of these accessions that are not lost, as they are seen on a day.
    ///
    /// # Errors
    /// As [`usual_aim`].
    pub fn of<'h>(holdings: impl Iterator<Item = &'h Holding>, today: Day, lang: Lang) -> Result<TestPlan, Error> {
        let (aim, plan) = usual_aim()?;
        let most = plan.stages().last().map_or(0, |stage| stage.sown);
        let kept = holdings.flat_map(|holding| &holding.lots).filter(|facts| facts.is_kept());
        let mut lots: Vec<ToTest> = kept.map(|facts| ToTest::of(facts, most, today, lang)).collect();
        lots.sort_by_key(|one| (one.when, one.last, one.lot));
        let stages = plan.stages().iter().map(|stage| Step {
            sown: stage.sown,
            regenerate_at_most: stage.regenerate_at_most,
            keep_at_least: stage.keep_at_least,
        });
        let (good, bad) = (plan.course(aim.keep)?, plan.course(aim.regenerate)?);
        Ok(TestPlan {
            lots,
            stages: stages.collect(),
            keep: aim.keep,
            regenerate: aim.regenerate,
            risk_of_waste: good.regenerate,
            risk_of_loss: bad.keep,
        })
    }
}

impl ToTest {
    fn of(facts: &LotFacts, most: u32, today: Day, lang: Lang) -> ToTest {
        let enough = facts.seeds.map(|seeds| seeds >= Units::whole(i64::from(most)));
        let (name, when) = (facts.name(lang).map(str::to_owned), facts.next_test(today).when);
        ToTest { lot: facts.lot, name, when, last: facts.last, enough }
    }
}

/// A test in groups of forty seeds, three at most, which tells seed of 90 % from seed of 75 % with these risks: to renew good
/// seed, one in ten; to keep bad seed, one in twenty.
///
/// # Errors
/// As [`Plan::of`].
pub fn usual_aim() -> Result<(Aim, Plan), Error> {
    let aim = Aim { keep: 0.90, regenerate: 0.75, risk_of_waste: 0.10, risk_of_loss: 0.05, group: 40, most_groups: 3 };
    Ok((aim, Plan::of(aim)?))
}
