//! Which rows of a segment a filter lets through, certainly or possibly.

use std::collections::HashSet;

use daftar_claim::EntityId;
use daftar_date::Truth;
use daftar_table::{Cell, Filter, Test};

use super::bits::Bits;
use super::segment::{Column, Segment, damaged};
use super::words::folded;
use crate::index::search::{Term, terms};
use crate::index::{IndexError, fold};

/// The rows that are let through.
#[derive(Clone, Debug)]
pub(super) struct Passed {
    /// Certainly or possibly.
    pub(super) possibly: Bits,
    /// Certainly.
    pub(super) certainly: Bits,
}

/// The entities that are called by some words.
pub(super) type Called<'c> = &'c dyn Fn(&[Term]) -> Result<HashSet<EntityId>, IndexError>;

/// The rows of a segment that a filter lets through.
pub(super) fn passed(segment: &Segment, filter: &Filter, called: Called<'_>) -> Result<Passed, IndexError> {
    let rows = segment.rows();
    let mut passed = Passed { possibly: Bits::none(rows), certainly: Bits::none(rows) };
    let column = segment.column(&filter.field)?;
    let Some(column) = column else {
        if filter.tests.contains(&Test::Unsaid) {
            passed = Passed { possibly: Bits::all(rows), certainly: Bits::all(rows) };
        }
        return Ok(passed);
    };
    let of_code = truths(&column, &filter.tests, called)?;
    let unsaid = filter.tests.contains(&Test::Unsaid);
    for row in 0..rows as u32 {
        let codes = column.of(row);
        let truth = codes.iter().map(|code| truth_of(&of_code, *code)).fold(Truth::No, Truth::or);
        if truth.is_yes() || (unsaid && codes.is_empty()) {
            passed.certainly.insert(row);
        } else if !truth.is_no() {
            passed.possibly.insert(row);
        }
    }
    passed.possibly.or(&passed.certainly);
    Ok(passed)
}

fn truth_of(of_code: &[Truth], code: u32) -> Truth {
    of_code.get((code as usize).wrapping_sub(1)).copied().unwrap_or(Truth::No)
}

/// Whether each value of a column meets some test.
fn truths(column: &Column, tests: &[Test], called: Called<'_>) -> Result<Vec<Truth>, IndexError> {
    let mut truths = vec![Truth::No; column.values.len()];
    for test in tests {
        match test {
            Test::Is(wanted) => are(column, wanted, &mut truths),
            Test::Holds(words) => hold(column, words, called, &mut truths)?,
            Test::Touches(_) | Test::Within(_) => {
                for (truth, value) in
                    truths.iter_mut().zip(column.values.iter()).filter(|(_, value)| value.starts_with("d:"))
                {
                    if let Some(Cell::Date(date)) = Cell::parse(value) {
                        *truth = truth.or(test.of_date(&date));
                    }
                }
            }
            Test::Said => truths.iter_mut().for_each(|truth| *truth = Truth::Yes),
            Test::Unsaid => {}
        }
    }
    Ok(truths)
}

/// Whether a value is exactly this: as a cell is written, or as it would be typed.
pub(super) fn is(value: &str, wanted: &str) -> bool {
    let typed = match value.split_once(':') {
        Some(("c", code)) => code.split_once('/').map(|(_, code)| code),
        Some(("t" | "e" | "n" | "d", plain)) => Some(plain),
        _ => None,
    };
    value == wanted || typed == Some(wanted)
}

/// Values that are exactly this.
fn are(column: &Column, wanted: &str, truths: &mut [Truth]) {
    for (truth, _) in truths.iter_mut().zip(column.values.iter()).filter(|(_, value)| is(value, wanted)) {
        *truth = Truth::Yes;
    }
}

/// Texts in which all words are, entities that are called so, other values that begin so.
fn hold(column: &Column, words: &str, called: Called<'_>, truths: &mut [Truth]) -> Result<(), IndexError> {
    let (terms, start) = (terms(words), fold::name(words));
    if terms.is_empty() {
        return Ok(());
    }
    let mut entities = None;
    for (truth, value) in truths.iter_mut().zip(column.values.iter()) {
        let holds = match value.strip_prefix("t:") {
            Some(text) => {
                let words = folded(text);
                terms.iter().all(|term| !term.matches(&words).is_empty())
            }
            None => match Cell::parse(value).ok_or_else(damaged)? {
                Cell::Entity(id) => {
                    let named = match &mut entities {
                        Some(named) => named,
                        none => none.insert(called(&terms)?),
                    };
                    named.contains(&id)
                }
                other => fold::name(&other.plain()).starts_with(&start),
            },
        };
        if holds {
            *truth = Truth::Yes;
        }
    }
    Ok(())
}
