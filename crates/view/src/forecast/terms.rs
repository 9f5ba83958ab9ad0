//! What a forecast goes by besides what is said of the lot, and what makes it doubtful.

use std::collections::BTreeSet;
use std::sync::Arc;

use daftar_claim::PropertyId;
use daftar_date::Day;
use daftar_viability::climate::{self, Climate};
use daftar_viability::{Caution, Error, Table, Threshold};
use serde::Serialize;

use super::memo::Memo;
use crate::json;

/// The probability with which intervals hold.
const LEVEL: f64 = 0.9;

/// What is asked of every lot, and the published tables.
#[derive(Clone, Debug)]
pub struct Terms {
    /// The day from which it is looked ahead.
    pub today: Day,
    /// Germination under which seed is to be renewed.
    pub threshold: Threshold,
    /// The probability with which intervals hold.
    pub level: f64,
    /// How long seeds of a species keep.
    pub constants: Table,
    /// What rooms without instruments are like.
    pub climates: Vec<Climate>,
    /// What was reckoned already; lists go by it.
    pub memo: Arc<Memo>,
}

impl Terms {
    /// Under 85 % of what germinated at first (FAO 2014, Genebank Standards, 4.3.4), with intervals that hold nine times in
    /// ten, by the tables that come with the program.
    ///
    /// # Errors
    /// None in practice: a test reads the tables.
    pub fn usual(today: Day) -> Result<Terms, Error> {
        Ok(Terms {
            today,
            threshold: Threshold::default(),
            level: LEVEL,
            constants: Table::shipped()?,
            climates: climate::parse(climate::SHIPPED)?,
            memo: Arc::default(),
        })
    }

    /// Whether it is asked as usual, whatever the day.
    pub fn is_usual(&self) -> bool {
        self.threshold == Threshold::default() && self.level == LEVEL
    }

    /// The species of which constants are published, each once, sorted.
    pub fn species(&self) -> Vec<String> {
        let all: BTreeSet<&str> = self.constants.used().iter().map(|row| row.species.as_str()).collect();
        all.into_iter().map(str::to_owned).collect()
    }
}

/// What makes a forecast less sure than it looks.
#[derive(Clone, PartialEq, Debug, Serialize)]
#[serde(tag = "doubt", rename_all = "kebab-case")]
pub enum Doubt {
    /// How oily the seed is, is not said: reckoned as 2 %, with which it keeps shortest in air of one humidity.
    OilUnsaid,
    /// Of what the moisture is a share, is not said: both are reckoned with.
    MoistureBasisUnsaid,
    /// How damp the air round it is, only salt tells, that stayed dry or turned moist.
    Salt,
    /// Moisture or air was noted without a day, and is taken to hold from the first test on.
    Undated,
    /// A number that cannot be is not used.
    NotUsed {
        /// Of which property.
        #[serde(serialize_with = "json::text")]
        property: PropertyId,
        /// As it is written.
        number: String,
    },
    /// Something that is said of where it lay is denied by somebody, and not reckoned with.
    Denied {
        /// Of which property.
        #[serde(serialize_with = "json::text")]
        property: PropertyId,
    },
    /// Nothing is published of the species, either, as which the keeper has it reckoned.
    NoProxy {
        /// Which.
        species: String,
    },
    /// Where it is kept, is said in several ways; one of them is taken.
    PlacesDiffer,
    /// The constants are those of another species, which the keeper chose: a guess.
    Proxy {
        /// Which.
        species: String,
    },
    /// Published constants differ: so many times as long by the slowest as by the fastest.
    SetsDiffer {
        /// How many times.
        times: f64,
    },
    /// The constants rest on storage at one temperature.
    OneTemperature,
    /// The constants lie far from those of other species.
    Unusual,
    /// Outside 5–25 % moisture or −20–90 °C, for which the equation was made.
    OutsideEquation,
    /// Drier than is of use; counted as this moisture in % of the fresh weight.
    TooDry {
        /// Percent.
        percent: f64,
    },
    /// Moisture was reckoned from air that the formula was not made for.
    OutsideAir,
    /// Temperature or humidity is guessed from the building and the season.
    Guessed,
    /// The storage changed since the last test: seeds age so many times as fast or as slowly.
    Moved {
        /// How many times.
        times: f64,
    },
    /// The tests vary so many times more than chance does.
    Heterogeneous {
        /// How many times.
        times: f64,
    },
    /// The latest test is far from what was expected: test again first.
    Surprising,
    /// Seeds that were alive but dormant are counted as alive.
    Dormant,
}

impl From<&Caution> for Doubt {
    fn from(caution: &Caution) -> Doubt {
        match caution {
            Caution::Proxy(species) => Doubt::Proxy { species: species.clone() },
            Caution::SetsDiffer(times) => Doubt::SetsDiffer { times: *times },
            Caution::OneTemperature => Doubt::OneTemperature,
            Caution::Unusual => Doubt::Unusual,
            Caution::OutsideEquation => Doubt::OutsideEquation,
            Caution::TooDry(percent) => Doubt::TooDry { percent: *percent },
            Caution::OutsideAir => Doubt::OutsideAir,
            Caution::Guessed => Doubt::Guessed,
            Caution::Moved(times) => Doubt::Moved { times: *times },
            Caution::Heterogeneous(times) => Doubt::Heterogeneous { times: *times },
            Caution::Surprising => Doubt::Surprising,
        }
    }
}
