//! What does not fit together in a chain of safekeeping.

use daftar_claim::{ClaimId, FileId};
use serde::Serialize;

use super::{Link, Step};
use crate::json;
use crate::spelling::folded;

/// What does not fit.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Break {
    /// No step says how the file came.
    NoArrival,
    /// A step is told of a time before the file came.
    BeforeArrival,
    /// The file was handed to one, and the next step is another's.
    Handover,
    /// A hash that a step names is not the file's.
    Hash,
    /// The file was found changed.
    Changed,
    /// The file was found missing.
    Missing,
    /// The clock says an earlier time than at a step that came before.
    ClockBack,
    /// A step is told of a day after the one on which it was recorded.
    Foretold,
    /// A step comes after the file was disposed of.
    AfterDisposal,
}

impl Break {
    /// A word for programs, as in JSON.
    pub fn word(self) -> &'static str {
        match self {
            Break::NoArrival => "no-arrival",
            Break::BeforeArrival => "before-arrival",
            Break::Handover => "handover",
            Break::Hash => "hash",
            Break::Changed => "changed",
            Break::Missing => "missing",
            Break::ClockBack => "clock-back",
            Break::Foretold => "foretold",
            Break::AfterDisposal => "after-disposal",
        }
    }
}

/// Something that does not fit, and where.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Misfit {
    /// What.
    pub what: Break,
    /// The place of the step, from 0; none where no step is meant.
    pub step: Option<usize>,
    /// The statement of the step.
    #[serde(serialize_with = "json::text_or_null")]
    pub claim: Option<ClaimId>,
    /// What should stand there: who held the file, the hash, the time of the step before.
    pub expected: Option<String>,
    /// What stands there.
    pub found: Option<String>,
}

/// Looks along a chain.
struct Looking<'a> {
    file: FileId,
    links: &'a [Link<'a>],
    steps: &'a [Step],
    misfits: Vec<Misfit>,
}

/// What does not fit together.
pub(super) fn misfits(file: FileId, links: &[Link<'_>], steps: &[Step], whole: bool) -> Vec<Misfit> {
    let mut looking = Looking { file, links, steps, misfits: Vec::new() };
    looking.arrival();
    looking.handovers();
    for at in 0..steps.len() {
        looking.hashes(at);
    }
    looking.clocks();
    looking.days();
    looking.disposal();
    if !whole {
        looking.state();
    }
    looking.misfits.sort_by_key(|misfit| misfit.step);
    looking.misfits
}

impl Looking<'_> {
    fn find(&mut self, what: Break, at: usize, expected: Option<String>, found: Option<String>) {
        let claim = self.steps.get(at).map(|step| step.claim);
        self.misfits.push(Misfit { what, step: Some(at), claim, expected, found });
    }

    /// Whether each step comes after the file did. How it came, and from whom to whom, may be told of the time before.
    fn arrival(&mut self) {
        let came = |step: &Step| matches!(step.action.as_str(), "collect" | "ingest");
        let Some(first) = self.steps.iter().position(came) else {
            self.misfits.push(Misfit { what: Break::NoArrival, step: None, claim: None, expected: None, found: None });
            return;
        };
        for at in (0..first).filter(|at| self.steps[*at].action != "transfer").collect::<Vec<_>>() {
            self.find(Break::BeforeArrival, at, None, None);
        }
    }

    /// Whether each step is by whom the file had been handed to. Hashing a copy that one still has is no handling of it.
    fn handovers(&mut self) {
        let mut holder: Option<String> = None;
        for (at, step) in self.steps.iter().enumerate().filter(|(_, step)| step.action != "verify") {
            let by = match (&step.from, step.action.as_str()) {
                (Some(from), "transfer") => Some(from.clone()),
                _ => step.by.name.clone(),
            };
            if let (Some(holder), Some(by)) = (&holder, &by)
                && folded(holder) != folded(by)
            {
                let (what, claim) = (Break::Handover, Some(step.claim));
                let (expected, found) = (Some(holder.clone()), Some(by.clone()));
                self.misfits.push(Misfit { what, step: Some(at), claim, expected, found });
            }
            holder = match step.action.as_str() {
                "transfer" => step.to.clone(),
                _ => holder.and(by),
            };
        }
    }

    /// Whether a step names the file's own hash where it should: what it makes of another, or another of it, may differ.
    fn hashes(&mut self, at: usize) {
        let step = &self.steps[at];
        let (before, after) = (step.before, step.after);
        let wrong = match step.action.as_str() {
            "ingest" | "collect" => after.filter(|after| *after != self.file),
            "redact" if before == Some(self.file) || after == Some(self.file) => None,
            // What a verification found is told by what it found.
            "verify" => before.filter(|before| *before != self.file),
            _ => [before, after].into_iter().flatten().find(|one| *one != self.file),
        };
        if let Some(wrong) = wrong {
            self.find(Break::Hash, at, Some(self.file.to_string()), Some(wrong.to_string()));
        }
    }

    /// Whether clocks went on with the steps that they were read at.
    fn clocks(&mut self) {
        let mut latest: Option<(usize, &str)> = None;
        let mut back = Vec::new();
        for (at, link) in self.links.iter().enumerate() {
            let Some(time) = link.recorded() else { continue };
            if let Some((_, before)) = latest.filter(|(rank, before)| *rank < link.taken.rank && time < *before) {
                back.push((at, before, time));
            }
            latest = latest.max(Some((link.taken.rank, time)));
        }
        for (at, before, time) in back {
            self.find(Break::ClockBack, at, Some(before.to_owned()), Some(time.to_owned()));
        }
    }

    /// Whether a step was done by the day on which it was recorded, wherever on earth that was.
    fn days(&mut self) {
        for (at, link) in self.links.iter().enumerate() {
            let (day, recorded) = (link.day(), link.day_recorded().map(|day| day.plus(1)));
            if recorded.is_some() && day > recorded {
                let (what, step, claim) = (Break::Foretold, Some(at), self.steps.get(at).map(|step| step.claim));
                self.misfits.push(Misfit { what, step, claim, expected: None, found: None });
            }
        }
    }

    fn disposal(&mut self) {
        let Some(gone) = self.steps.iter().position(|step| step.action == "dispose") else { return };
        for at in gone + 1..self.steps.len() {
            self.find(Break::AfterDisposal, at, None, None);
        }
    }

    /// What the last verification found, if it was not the file.
    fn state(&mut self) {
        let verified = |step: &Step| step.action == "verify" && step.before == Some(self.file);
        let Some(at) = self.steps.iter().rposition(verified) else { return };
        match self.steps[at].after {
            None => self.find(Break::Missing, at, Some(self.file.to_string()), None),
            Some(found) if found != self.file => {
                self.find(Break::Changed, at, Some(self.file.to_string()), Some(found.to_string()));
            }
            Some(_) => {}
        }
    }
}
