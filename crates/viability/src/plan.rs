//! Testing in groups: sow some seeds, decide or sow more, with stated risks of error.
//!
//! Wald's sequential probability ratio test (1945, *Annals of Mathematical Statistics* 16: 117–186), looked at after each
//! group and closed after the last. The risks and the number of seeds to expect are added up exactly over all courses that a
//! test can take, so that what groups and the end change is in them.

use crate::binomial::Draw;
use crate::error::{Error, within};

/// What is to be told apart, and how surely.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Aim {
    /// The fraction that germinates in seeds that should be kept.
    pub keep: f64,
    /// The fraction that germinates in seeds that should be regenerated; smaller.
    pub regenerate: f64,
    /// Largest probability to regenerate seeds that germinate as `keep` says.
    pub risk_of_waste: f64,
    /// Largest probability to keep seeds that germinate as `regenerate` says.
    pub risk_of_loss: f64,
    /// Seeds in each group.
    pub group: u32,
    /// Groups at most.
    pub most_groups: u32,
}

/// Where a test ends after so many seeds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stage {
    /// Seeds sown so far.
    pub sown: u32,
    /// Regenerate if at most so many germinated; None: too early to tell.
    pub regenerate_at_most: Option<u32>,
    /// Keep if at least so many germinated; None: too early to tell.
    pub keep_at_least: Option<u32>,
}

/// What to do next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// The seeds are good enough: stop.
    Keep,
    /// Too few germinate: stop, and regenerate.
    Regenerate,
    /// Sow so many more.
    Sow(u32),
}

/// What a plan does with seeds of which a given fraction germinates.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Course {
    /// Probability that they are kept.
    pub keep: f64,
    /// Probability that they are regenerated.
    pub regenerate: f64,
    /// Seeds sown on average.
    pub seeds: f64,
}

/// A plan.
#[derive(Debug, Clone, PartialEq)]
pub struct Plan {
    group: u32,
    stages: Vec<Stage>,
}

impl Plan {
    /// Draws up a plan.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] for impossible fractions, risks or groups (at most 10,000 seeds in all);
    /// [`Error::PlanTooSmall`] when so many seeds cannot tell.
    pub fn of(aim: Aim) -> Result<Plan, Error> {
        let aim = checked(aim)?;
        let most = aim.group * aim.most_groups;
        let mut stages: Vec<Stage> = (1..aim.most_groups).map(|n| wald(&aim, n * aim.group)).collect();
        stages.push(closing(most, 1));
        let keep = best_closing(&Plan { group: aim.group, stages: stages.clone() }, &aim)?;
        let (keep_percent, regenerate_percent) = (100.0 * aim.keep, 100.0 * aim.regenerate);
        let keep = keep.ok_or(Error::PlanTooSmall { most, keep: keep_percent, regenerate: regenerate_percent })?;
        Ok(Plan { group: aim.group, stages }.closed(keep))
    }

    /// The same plan with another end.
    fn closed(mut self, keep: u32) -> Plan {
        if let Some(last) = self.stages.last_mut() {
            *last = closing(last.sown, keep);
        }
        self
    }

    /// Where it can end.
    pub fn stages(&self) -> &[Stage] {
        &self.stages
    }

    /// What to do after so many seeds; `sown` a whole number of groups, 0 to begin.
    ///
    /// # Errors
    /// [`Error::Test`] for a test that cannot be; [`Error::OutOfRange`] when `sown` is no stage of the plan.
    pub fn next(&self, sown: u32, germinated: u32) -> Result<Next, Error> {
        if germinated > sown {
            return Err(Error::Test { sown, germinated });
        }
        if sown == 0 {
            return Ok(Next::Sow(self.group));
        }
        let expected = "a whole number of groups, and no more than the plan has";
        let stage = self.stages.iter().find(|stage| stage.sown == sown).ok_or(Error::OutOfRange {
            what: "the number of seeds sown",
            found: f64::from(sown),
            expected,
        })?;
        Ok(stage.next(germinated, self.group))
    }

    /// What it does with seeds of which `germination` (a fraction) germinates.
    ///
    /// # Errors
    /// [`Error::OutOfRange`] unless it is a fraction.
    pub fn course(&self, germination: f64) -> Result<Course, Error> {
        let share = within("germination", germination, [0.0, 1.0], "a fraction from 0 to 1 (0.85, not 85)")?;
        let group: Vec<f64> = Draw::of(self.group).chances(share).collect();
        let mut course = Course { keep: 0.0, regenerate: 0.0, seeds: 0.0 };
        let mut open = vec![1.0];
        for stage in &self.stages {
            course.seeds += f64::from(self.group) * open.iter().sum::<f64>();
            open = after(&open, &group);
            for (germinated, chance) in open.iter_mut().enumerate() {
                match stage.next(germinated as u32, self.group) {
                    Next::Keep => course.keep += std::mem::take(chance),
                    Next::Regenerate => course.regenerate += std::mem::take(chance),
                    Next::Sow(_) => {}
                }
            }
        }
        Ok(course)
    }
}

impl Stage {
    fn next(&self, germinated: u32, group: u32) -> Next {
        if self.keep_at_least.is_some_and(|least| germinated >= least) {
            Next::Keep
        } else if self.regenerate_at_most.is_some_and(|most| germinated <= most) {
            Next::Regenerate
        } else {
            Next::Sow(group)
        }
    }
}

fn checked(aim: Aim) -> Result<Aim, Error> {
    within("germination to keep", aim.keep, [0.01, 0.999], "a fraction from 0.01 to 0.999 (0.85, not 85)")?;
    let expected = "a fraction at least 0.001 and smaller than the one to keep";
    within("germination to regenerate", aim.regenerate, [0.001, aim.keep - 0.001], expected)?;
    for risk in [aim.risk_of_waste, aim.risk_of_loss] {
        within("a risk of error", risk, [0.001, 0.4], "a fraction from 0.001 to 0.4 (0.05, not 5)")?;
    }
    within("seeds in a group", f64::from(aim.group), [1.0, 2000.0], "from 1 to 2000")?;
    within("groups at most", f64::from(aim.most_groups), [1.0, 50.0], "from 1 to 50")?;
    within("seeds in all", f64::from(aim.group) * f64::from(aim.most_groups), [1.0, 10_000.0], "from 1 to 10,000")?;
    Ok(aim)
}

/// Wald's lines after `sown` seeds: x germinated say `keep` when the ratio of likelihoods falls to risk_of_loss /
/// (1 − risk_of_waste), `regenerate` when it rises to (1 − risk_of_loss) / risk_of_waste.
fn wald(aim: &Aim, sown: u32) -> Stage {
    let dead = ((1.0 - aim.regenerate) / (1.0 - aim.keep)).ln();
    let alive = (aim.regenerate / aim.keep).ln();
    let n = f64::from(sown);
    let line = |bound: f64| (n * dead - bound) / (dead - alive);
    let keep = line((aim.risk_of_loss / (1.0 - aim.risk_of_waste)).ln()).ceil();
    let regenerate = line(((1.0 - aim.risk_of_loss) / aim.risk_of_waste).ln()).floor();
    Stage {
        sown,
        regenerate_at_most: (regenerate >= 0.0).then_some(regenerate as u32),
        keep_at_least: (keep <= n).then_some(keep as u32),
    }
}

/// The distribution of those that germinated, one group later.
fn after(open: &[f64], group: &[f64]) -> Vec<f64> {
    let mut next = vec![0.0; open.len() + group.len() - 1];
    for (before, chance) in open.iter().enumerate().filter(|(_, chance)| **chance > 0.0) {
        for (more, share) in group.iter().enumerate() {
            next[before + more] += chance * share;
        }
    }
    next
}

/// The last stage: everything is decided.
fn closing(sown: u32, keep: u32) -> Stage {
    Stage { sown, regenerate_at_most: Some(keep - 1), keep_at_least: Some(keep) }
}

/// From how many germinated seeds on to keep in the end, so that the plan stays farthest below both risks; none when one is
/// exceeded whatever is chosen. A higher number wastes more and loses less, so that the best is found by halving.
fn best_closing(plan: &Plan, aim: &Aim) -> Result<Option<u32>, Error> {
    let risks = |keep: u32| -> Result<[f64; 2], Error> {
        let plan = plan.clone().closed(keep);
        let (good, bad) = (plan.course(aim.keep)?, plan.course(aim.regenerate)?);
        Ok([good.regenerate / aim.risk_of_waste, bad.keep / aim.risk_of_loss])
    };
    let (mut low, mut high) = (1, aim.group * aim.most_groups);
    while low < high {
        let middle = low + (high - low) / 2;
        let [waste, loss] = risks(middle)?;
        if waste < loss { low = middle + 1 } else { high = middle }
    }
    let mut best = (1.0, None);
    for keep in [low.max(2) - 1, low] {
        let [waste, loss] = risks(keep)?;
        if waste.max(loss) <= best.0 {
            best = (waste.max(loss), Some(keep));
        }
    }
    Ok(best.1)
}
