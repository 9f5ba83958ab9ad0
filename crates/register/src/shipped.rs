//! The profiles that come with the program.

use std::sync::LazyLock;

use daftar_date::written::Periods;

/// The table of named periods, for [`crate::date::written::Periods::parse`].
pub const PERIODS: &str = include_str!("../../../profiles/periods.toml");

/// The same, read once. Empty if it could not be, which a test rules out.
pub fn shipped_periods() -> &'static Periods {
    static TABLE: LazyLock<Periods> = LazyLock::new(|| Periods::parse(PERIODS).unwrap_or_default());
    &TABLE
}

/// Each profile's text.
pub const PROFILES: [&str; 46] = [
    include_str!("../../../profiles/accession.toml"),
    include_str!("../../../profiles/acquisition.toml"),
    include_str!("../../../profiles/assessment.toml"),
    include_str!("../../../profiles/body.toml"),
    include_str!("../../../profiles/building.toml"),
    include_str!("../../../profiles/collecting-trip.toml"),
    include_str!("../../../profiles/collection.toml"),
    include_str!("../../../profiles/countries.toml"),
    include_str!("../../../profiles/distribution.toml"),
    include_str!("../../../profiles/document.toml"),
    include_str!("../../../profiles/event.toml"),
    include_str!("../../../profiles/exhibition.toml"),
    include_str!("../../../profiles/family.toml"),
    include_str!("../../../profiles/germination-test.toml"),
    include_str!("../../../profiles/grades.toml"),
    include_str!("../../../profiles/handover.toml"),
    include_str!("../../../profiles/heritage-place.toml"),
    include_str!("../../../profiles/institution.toml"),
    include_str!("../../../profiles/keeper.toml"),
    include_str!("../../../profiles/land.toml"),
    include_str!("../../../profiles/loan.toml"),
    include_str!("../../../profiles/location.toml"),
    include_str!("../../../profiles/lot.toml"),
    include_str!("../../../profiles/measure.toml"),
    include_str!("../../../profiles/military-site.toml"),
    include_str!("../../../profiles/movement.toml"),
    include_str!("../../../profiles/need.toml"),
    include_str!("../../../profiles/object.toml"),
    include_str!("../../../profiles/orchard.toml"),
    include_str!("../../../profiles/parcel.toml"),
    include_str!("../../../profiles/person.toml"),
    include_str!("../../../profiles/place.toml"),
    include_str!("../../../profiles/plan.toml"),
    include_str!("../../../profiles/promise.toml"),
    include_str!("../../../profiles/recount.toml"),
    include_str!("../../../profiles/recovery-work.toml"),
    include_str!("../../../profiles/regeneration.toml"),
    include_str!("../../../profiles/reservoir.toml"),
    include_str!("../../../profiles/safety-duplicate.toml"),
    include_str!("../../../profiles/seed-bank.toml"),
    include_str!("../../../profiles/statement.toml"),
    include_str!("../../../profiles/stock-taking.toml"),
    include_str!("../../../profiles/supply-scheme.toml"),
    include_str!("../../../profiles/thing.toml"),
    include_str!("../../../profiles/threat.toml"),
    include_str!("../../../profiles/water.toml"),
];
