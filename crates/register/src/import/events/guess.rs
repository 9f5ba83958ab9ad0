//! Seeing by its headers that a list is a data set of events, and taking its columns for what its codebook says.

use super::super::guess::{Guess, Guessed};
use super::super::mapping::{Column, Dialect, Mapping};
use super::columns::{Reads, all, known};
use super::{EVENT, mapped};

/// So many columns of a codebook make a list one that follows it, these among them.
const ENOUGH: usize = 8;
const TELLING: [(Dialect, [&str; 3]); 2] = [
    (Dialect::UcdpGed, ["id", "where_prec", "date_prec"]),
    (Dialect::Acled, ["event_date", "event_type", "geo_precision"]),
];

/// The codebook that a list follows, by its headers, in any order and case.
pub(in crate::import) fn dialect_of(headers: &[String]) -> Option<Dialect> {
    let has = |name: &str| headers.iter().any(|header| header.trim().eq_ignore_ascii_case(name));
    let follows = |dialect: Dialect| headers.iter().filter(|header| known(dialect, header).is_some()).count() >= ENOUGH;
    TELLING
        .iter()
        .find(|(dialect, telling)| telling.iter().all(|name| has(name)) && follows(*dialect))
        .map(|(one, _)| *one)
}

/// Whether a column tells one event of the data set from all others.
pub(in crate::import) fn is_key(dialect: Dialect, header: &str) -> bool {
    known(dialect, header).is_some_and(|known| known.reads == Reads::Number)
}

/// Takes the columns for what the codebook says. What it does not know is kept as it is written.
pub(in crate::import) fn arrange(guess: Guess, dialect: Dialect) -> Guess {
    let Guess { mut mapping, mut why } = guess;
    why.clear();
    let mut met = Vec::new();
    for column in &mut mapping.columns {
        let known = known(dialect, &column.header).filter(|known| !met.contains(&known.name));
        *column = match known {
            Some(known) => {
                met.push(known.name);
                if known.property.is_some() {
                    why.insert(column.header.clone(), Guessed::OtherName);
                }
                mapped(known, &column.header)
            }
            None => Column { header: column.header.clone(), ..Column::default() },
        };
    }
    let number = all(dialect).iter().find(|known| known.reads == Reads::Number).map_or("", |known| known.name);
    let is_number = |column: &&Column| column.header.trim().eq_ignore_ascii_case(number);
    let key: Vec<String> = mapping.columns.iter().filter(is_number).map(|column| column.header.clone()).collect();
    let key = if key.is_empty() { mapping.key.clone() } else { key };
    Guess { mapping: Mapping { key, kind: EVENT.to_owned(), dialect: Some(dialect), ..mapping }, why }
}
