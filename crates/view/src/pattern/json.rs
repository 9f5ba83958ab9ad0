//! A report for machines: all numbers, and the curves.

use std::io::{self, Write};

use daftar_date::Lang;
use daftar_pattern::{Answer, Ratio, Verdict};
use serde_json::{Value, json};

use super::words::verdict;
use super::{Damaged, LeftOut, Report, sections};

/// The report as JSON, with its prose in both languages.
pub fn to_json(report: &Report) -> Value {
    let prose = |lang| {
        let parts = sections(report, lang).into_iter().map(|section| {
            let lines: Vec<String> = section.lines.into_iter().map(|line| line.text()).collect();
            json!({ "heading": section.heading, "lines": lines })
        });
        parts.collect::<Vec<_>>()
    };
    let asked = &report.asked;
    json!({
        "asked": {
            "facilities": asked.facilities, "things": asked.things, "within": asked.within, "steps": asked.steps,
            "side": format!("{:?}", asked.side).to_lowercase(), "count": format!("{:?}", asked.statistic).to_lowercase(),
            "squares": asked.squares, "attack": asked.attack, "level": asked.level, "simulations": asked.simulations, "seed": asked.seed, "times": asked.times,
        },
        "answer": answer(&report.answer),
        "finer": report.finer.iter().map(|level| json!({ "square": level.side, "answer": answer(&level.answer) })).collect::<Vec<_>>(),
        "attacks": report.attacks.as_ref().map(|one| json!({
            "told": one.told, "count": one.count, "largest": one.largest, "answer": answer(&one.answer),
        })),
        "disputed": report.disputed.as_ref().map(|one| json!({ "count": one.count, "changes": one.changes })),
        "jittered": report.jittered.as_ref().map(|one| json!({ "found": one.found, "repetitions": one.repetitions, "p": one.all })),
        "unsaid": report.given.things.iter().filter(|thing| thing.damaged == Damaged::Unsaid).count(),
        "strata": report.given.strata,
        "stretch": report.given.stretch,
        "told": report.given.told.iter().map(|[en, _]| en).collect::<Vec<_>>(),
        "left-out": report.given.left_out.iter().map(left_out).collect::<Vec<_>>(),
        "prose": { "en": prose(Lang::En), "ar": prose(Lang::Ar) },
    })
}

fn answer(answer: &Answer) -> Value {
    let tests = answer
        .tests
        .iter()
        .map(|test| json!({ "test": format!("{:?}", test.kind), "p": test.p, "simulations": test.simulations }));
    let numbers = &answer.numbers;
    json!({
        "verdict": match &answer.verdict {
            Verdict::TooFew(_) => "too-few",
            Verdict::NotDistinguishable => "not-distinguishable",
            Verdict::More { .. } => "more",
            Verdict::Less { .. } => "less",
            Verdict::Mixed => "mixed",
            Verdict::AsAWhole => "as-a-whole",
        },
        "words": verdict(&answer.verdict, Lang::En),
        "p": answer.p(),
        "tests": tests.collect::<Vec<_>>(),
        "facilities": numbers.facilities,
        "at-risk": numbers.at_risk.assets,
        "damaged": numbers.at_risk.damaged,
        "exact": answer.exact.map(|exact| json!({
            "reach": exact.reach, "at-risk": exact.at_risk, "damaged": exact.damaged, "expected": exact.expected,
            "greater": exact.greater, "less": exact.less, "both": exact.both,
        })),
        "risk-ratios": answer.risks.iter().map(|risk| json!({ "from": risk.from, "to": risk.to, "pooled": risk.pooled.as_ref().map(ratio) })).collect::<Vec<_>>(),
        "power": answer.power.map(|power| json!({
            "times": power.supposed.times, "share": power.share, "low": power.low, "high": power.high, "simulations": power.simulations,
        })),
    })
}

fn ratio(ratio: &Ratio) -> Value {
    json!({ "estimate": ratio.estimate, "low": ratio.low, "high": ratio.high })
}

fn left_out(one: &LeftOut) -> Value {
    json!({ "of": one.of, "which": one.which, "why": one.why[0] })
}

/// The curves of the declared test: a line for each distance with the data, the band, the mean and every simulation.
///
/// # Errors
/// When nothing more can be written.
pub fn curves_csv(report: &Report, out: &mut dyn Write) -> io::Result<()> {
    let Some(picture) = &report.answer.picture else { return writeln!(out, "distance,observed,low,high,mean") };
    write!(out, "distance,observed,low,high,mean")?;
    (1..=picture.curves.simulations()).try_for_each(|at| write!(out, ",simulated {at}"))?;
    writeln!(out)?;
    let mean = picture.curves.mean();
    let edge = |edge: &Option<Vec<f64>>, at: usize| edge.as_ref().map(|edge| edge[at].to_string()).unwrap_or_default();
    for (at, reach) in picture.reaches.iter().enumerate() {
        let observed = picture.curves.observed()[at];
        write!(
            out,
            "{reach},{observed},{},{},{}",
            edge(&picture.band.low, at),
            edge(&picture.band.high, at),
            mean[at]
        )?;
        picture.curves.simulated().iter().try_for_each(|one| write!(out, ",{}", one[at]))?;
        writeln!(out)?;
    }
    Ok(())
}
