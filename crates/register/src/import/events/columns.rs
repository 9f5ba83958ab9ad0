//! The columns of data sets of events, as their codebooks have them: UCDP GED (Högbladh 2019) and ACLED (Raleigh et al. 2010).

use crate::import::mapping::Dialect;

/// How a column is read.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Reads {
    /// The event's number in the data set.
    Number,
    Text,
    Code,
    /// A party, to the letter.
    Party,
    /// Parties, parted by `;`.
    Parties,
    /// Who published the reports, parted by `;`.
    Publishers,
    Place,
    /// How many reports there are; below nought: that is not known.
    Reports,
    /// How many died.
    Deaths,
    /// The bounds of how many died.
    Low,
    High,
    /// The first and the last day that it may have been.
    Starts,
    Ends,
    /// Its day, which another column says how sure that is.
    Day,
    Latitude,
    Longitude,
    /// The same place once more.
    Shape,
    /// The year once more.
    Year,
    /// Who says so.
    Speaker,
    /// When that was said.
    Said,
}

/// A column of a codebook.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Known {
    pub(super) name: &'static str,
    /// What it says of an event; none where it says it of what other columns say.
    pub(super) property: Option<&'static str>,
    pub(super) reads: Reads,
}

const fn of(name: &'static str, property: &'static str, reads: Reads) -> Known {
    Known { name, property: Some(property), reads }
}

const fn beside(name: &'static str, reads: Reads) -> Known {
    Known { name, property: None, reads }
}

const UCDP: [Known; 33] = [
    of("id", "number", Reads::Number),
    beside("year", Reads::Year),
    of("type_of_violence", "ucdp-violence", Reads::Code),
    of("conflict_name", "conflict", Reads::Text),
    of("side_a", "party", Reads::Party),
    of("side_b", "party", Reads::Party),
    of("number_of_sources", "report-count", Reads::Reports),
    of("source_article", "report", Reads::Text),
    of("source_office", "reported-by", Reads::Publishers),
    beside("source_date", Reads::Said),
    of("source_headline", "headline", Reads::Text),
    beside("source_original", Reads::Speaker),
    of("where_prec", "ucdp-where-precision", Reads::Code),
    of("where_coordinates", "place", Reads::Place),
    of("where_description", "where-told", Reads::Text),
    of("adm_1", "adm-1", Reads::Text),
    of("adm_2", "adm-2", Reads::Text),
    of("latitude", "location", Reads::Latitude),
    of("longitude", "location", Reads::Longitude),
    beside("geom_wkt", Reads::Shape),
    of("country", "in-country", Reads::Text),
    of("event_clarity", "ucdp-clarity", Reads::Code),
    of("date_prec", "ucdp-date-precision", Reads::Code),
    of("date_start", "date", Reads::Starts),
    of("date_end", "date", Reads::Ends),
    of("deaths_a", "deaths-a", Reads::Deaths),
    of("deaths_b", "deaths-b", Reads::Deaths),
    of("deaths_civilians", "deaths-civilians", Reads::Deaths),
    of("deaths_unknown", "deaths-unknown", Reads::Deaths),
    of("low", "deaths", Reads::Low),
    of("best", "deaths", Reads::Deaths),
    of("high", "deaths", Reads::High),
    of("code_status", "ucdp-status", Reads::Text),
];

const ACLED: [Known; 22] = [
    of("event_id_cnty", "number", Reads::Number),
    of("event_date", "date", Reads::Day),
    beside("year", Reads::Year),
    of("time_precision", "acled-time-precision", Reads::Code),
    of("disorder_type", "acled-disorder", Reads::Text),
    of("event_type", "acled-event-type", Reads::Code),
    of("sub_event_type", "acled-sub-event-type", Reads::Code),
    of("actor1", "party", Reads::Party),
    of("assoc_actor_1", "party", Reads::Parties),
    of("actor2", "party", Reads::Party),
    of("assoc_actor_2", "party", Reads::Parties),
    of("country", "in-country", Reads::Text),
    of("admin1", "adm-1", Reads::Text),
    of("admin2", "adm-2", Reads::Text),
    of("location", "place", Reads::Place),
    of("latitude", "location", Reads::Latitude),
    of("longitude", "location", Reads::Longitude),
    of("geo_precision", "acled-geo-precision", Reads::Code),
    of("source", "reported-by", Reads::Publishers),
    of("source_scale", "acled-source-scale", Reads::Text),
    of("notes", "description", Reads::Text),
    of("fatalities", "deaths", Reads::Deaths),
];

/// The columns of a codebook.
pub(super) fn all(dialect: Dialect) -> &'static [Known] {
    match dialect {
        Dialect::Mcpd => &[],
        Dialect::UcdpGed => &UCDP,
        Dialect::Acled => &ACLED,
    }
}

/// The column that a header names, in whichever case.
pub(super) fn known(dialect: Dialect, header: &str) -> Option<&'static Known> {
    all(dialect).iter().find(|known| known.name.eq_ignore_ascii_case(header.trim()))
}

/// The name of a property as the program keeps it.
pub(super) fn property(id: &str) -> Option<&'static str> {
    UCDP.iter().chain(&ACLED).filter_map(|known| known.property).find(|known| *known == id)
}

/// In which columns stand who says it, and when.
pub(super) fn speech(dialect: Dialect) -> (&'static str, Option<&'static str>) {
    match dialect {
        Dialect::Mcpd => ("", None),
        Dialect::UcdpGed => ("source_original", Some("source_date")),
        Dialect::Acled => ("source", None),
    }
}

/// Whether several columns give one thing together, so that a thing has it only once all the same.
pub(in crate::import) fn gives_together(dialect: Dialect, header: &str) -> bool {
    let together = [Reads::Starts, Reads::Ends, Reads::Low, Reads::High, Reads::Deaths];
    known(dialect, header).is_some_and(|known| together.contains(&known.reads))
}

#[cfg(test)]
mod tests {
    use daftar_claim::PropertyId;
    use daftar_claim::profile::Profile;

    use super::*;

    #[test]
    fn every_column_has_a_property_of_events_that_names_it() {
        let files: Vec<Profile> = crate::PROFILES.iter().map(|text| Profile::parse(text).unwrap()).collect();
        let profiles = daftar_claim::Profiles::merge(&files).0;
        let event = &profiles.kinds["event"];
        for (dialect, standard) in [(Dialect::UcdpGed, "ucdp-ged"), (Dialect::Acled, "acled")] {
            for known in all(dialect) {
                let Some(property) = known.property else { continue };
                let id = PropertyId::parse(property).unwrap();
                assert!(event.properties.contains(&id), "{property}");
                let declared = profiles.property(&id).unwrap();
                let expected = match known.reads {
                    Reads::Code => "code",
                    Reads::Party | Reads::Parties | Reads::Publishers | Reads::Place => "entity",
                    Reads::Reports => "number",
                    Reads::Deaths | Reads::Low | Reads::High => "count",
                    Reads::Starts | Reads::Ends | Reads::Day => "date",
                    Reads::Latitude | Reads::Longitude => "geometry",
                    _ => "text",
                };
                assert_eq!(declared.value, expected, "{property}");
                // What all kinds have is named by no standard of one of them.
                let of_all = ["number", "place", "location", "description"].contains(&property);
                let named = declared
                    .standards
                    .get(standard)
                    .is_some_and(|names| names.split("; ").any(|one| one == known.name));
                assert!(named || of_all, "{property} is {} in {standard}", known.name);
            }
        }
    }
}
