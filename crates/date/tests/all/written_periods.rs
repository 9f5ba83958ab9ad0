//! Named periods: the table that is shipped, what names are read as with it, and what is told of it.

use daftar_date::Lang;
use daftar_date::written::{Doubt, Periods, Written, read, read_with};

/// Written, read with the shipped table.
const NAMES: &[(&str, &str)] = &[
    ("late Bronze Age, Levant", "[-1549~..-1199~]"),
    ("Late Bronze Age–Iron Age I, Levant", "[-1549~..-0999~]"),
    ("Late Bronze Age", "[-1649~..-1049~,-1599~..-1049~,-1549~..-1199~,-1299~..-0799~]"),
    ("Iron Age II, Palestine", "[-0999~..-0585~]"),
    ("Ottoman, Syria", "[1516..1918]"),
    ("Ottoman period", "[1299..1922,1516..1918,1517..1914,1534..1918]"),
    ("Egypt, Roman", "[-0029..0395]"),
    ("early Ottoman, Egypt", "[1517..1649~]"),
    ("early to late Ottoman, Egypt", "[1517..1914]"),
    ("Victorian", "[1837..1901]"),
    ("probably Victorian", "[1837?..1901?]"),
    ("Edo period", "[1615..1868]"),
    ("Edo to Meiji", "[1615..1912]"),
    ("Ming or Qing dynasty", "[1368..1644,1644..1911]"),
    ("18th Dynasty", "[-1549~..-1294~]"),
    ("Dynasty XVIII", "[-1549~..-1294~]"),
    ("New Kingdom, 18th Dynasty", "[-1549~..-1294~]"),
    ("Late Roman – 7th century, Levant", "[0132..06XX]"),
    // A word of a name is left to the name beside it.
    ("Dynasty 18–19", "[-1549~..-1185~]"),
    ("18th–19th Dynasty", "[-1549~..-1185~]"),
    ("18th or 19th Dynasty", "[-1549~..-1294~,-1294~..-1185~]"),
    ("Iron Age I–II, Levant", "[-1199~..-0585~]"),
    ("Early and Middle Bronze Age, Levant", "[-3299~..-1549~]"),
    ("reign of Ramesses II", "[-1278~..-1212~]"),
    ("Dynasty 18, reign of Thutmose III–IV", "[-1478~..-1389~]"),
    ("Abdulhamid II, 1890s", "189X"),
    ("Northern or Southern Song", "[0960..1127,1127..1279]"),
    ("Early Roman–Byzantine, Levant", "[-0036..0638]"),
    // Beside a date the date counts.
    ("Mamluk, 14th century", "13XX"),
    ("14th century, Mamluk", "13XX"),
    ("14th century Mamluk", "13XX"),
    ("Ming Dynasty, 1368-1644", "1368/1644"),
    ("Edo period (1615–1868)", "1615/1868"),
    ("Kushan period (50–320 CE), 2nd century", "01XX"),
    ("Meiji, 1890", "1890"),
    ("Mamluk, 17th century", "16XX"),
    ("Qing dynasty, Qianlong mark and period (1736–1795)", "1736/1795"),
    ("Meiji era, late 19th century", "[1866~..1899]"),
    // Only one era, or one calendar, fits.
    ("Safavid, dated 1052/1642", "1642-04-01/1642-12-31"),
    ("Mamluk, 1340/1921", "1340/1921"),
    ("Hellenistic, 3rd century", "-02XX"),
    ("New Kingdom, c. 1570–1200", "-1569~/-1199~"),
    // A find, or a slip: the year is kept, with a doubt.
    ("Neolithic, 1936", "1936"),
    // Not read: no such name, what contradicts itself, what is only a manner.
    ("Golden Age", "not read"),
    ("Victorian style", "not read"),
    ("Ming, Edo", "not read"),
    ("Ottoman, Japan", "not read"),
    ("period", "not read"),
    ("Early", "not read"),
    ("Ottoman Ottoman 1820 1830", "not read"),
];

fn said(text: &str, periods: &Periods) -> (String, Vec<Doubt>) {
    match read_with(text, None, periods) {
        Some(Written::Date { edtf, doubts }) => (edtf.to_string(), doubts),
        Some(Written::Unknown) => ("unknown".to_owned(), Vec::new()),
        None => ("not read".to_owned(), Vec::new()),
    }
}

#[test]
fn names_of_periods_are_read_by_the_table() {
    let periods = crate::periods();
    let wrong = NAMES.iter().filter(|(text, expected)| said(text, &periods).0 != *expected);
    let wrong: Vec<String> =
        wrong.map(|(text, expected)| format!("{text}: {} for {expected}", said(text, &periods).0)).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn without_a_table_no_name_is_read() {
    for text in ["Ottoman period", "Mamluk, 14th century", "العصر المملوكي"] {
        assert_eq!(read(text), None, "{text}");
    }
}

#[test]
fn a_date_that_rests_on_the_table_says_so() {
    let periods = crate::periods();
    let doubts = |text: &str| said(text, &periods).1;
    let ottoman = doubts("Ottoman, Syria");
    assert!(matches!(ottoman.as_slice(), [Doubt::Period(means)] if means[0].id == "levant-ottoman"), "{ottoman:?}");
    let words = ottoman[0].words(Lang::En);
    assert!(words.contains("Ottoman (Levant), 1516–1918: C. E. Bosworth"), "{words}");
    assert!(words.contains(", not looked up there"), "{words}");
    assert!(matches!(doubts("Mamluk").as_slice(), [Doubt::PeriodsOfOneName(means)] if means.len() == 2));
    assert!(doubts("Mamluk, 14th century").is_empty());
    assert!(matches!(doubts("Mamluk, 17th century").as_slice(), [Doubt::PeriodDiffers(_)]));
    assert!(matches!(doubts("Neolithic, 1936").as_slice(), [Doubt::PeriodDiffers(_)]));
    assert!(matches!(doubts("Hellenistic, 3rd century").as_slice(), [Doubt::EraFromPeriod(_)]));
    assert!(matches!(doubts("العصر المملوكي، القرن الثامن").as_slice(), [Doubt::EraFromPeriod(_), Doubt::Tabular]));
    let arabic = doubts("Iron Age II, Palestine")[0].words(Lang::Ar);
    assert!(arabic.contains("الحديدي الثاني (بلاد الشام)، 1000 ق.م–586 ق.م"), "{arabic}");
    assert!(arabic.contains("ولم يُراجَع فيه"), "{arabic}");
}

#[test]
fn at_home_a_name_means_what_it_means_there() {
    let here = crate::periods().at_home("egypt").expect("a region of the table");
    assert_eq!(said("Mamluk", &here).0, "[1250..1517]");
    assert_eq!(said("Mamluk, Syria", &here).0, "[1260..1516]");
    assert_eq!(said("Edo", &here).0, "[1615..1868]");
    assert!(crate::periods().at_home("atlantis").is_none());
}

/// Each name in the table is read, by itself, as its own years among others.
#[test]
fn every_name_in_the_table_is_read() {
    let periods = crate::periods();
    for period in periods.all() {
        let home = crate::periods().at_home(&period.region).expect("its region is in the table");
        let year = |year: i32| i64::from(if year < 0 { year + 1 } else { year });
        for name in period.en.iter().chain(&period.ar) {
            let Some(Written::Date { edtf, doubts }) = read_with(name, None, &home) else { panic!("{name} is read") };
            let bounds = edtf.stated_bounds();
            let years = (bounds.earliest().expect("a limit").date().0, bounds.latest().expect("a limit").date().0);
            assert_eq!(years, (year(period.first), year(period.last)), "{name}: {edtf}");
            assert!(matches!(doubts.as_slice(), [Doubt::Period(_)]), "{name}: {doubts:?}");
        }
    }
}

#[test]
fn a_table_that_contradicts_itself_is_refused_with_why() {
    let region = "[[region]]\nid = \"r\"\nen = [\"R\"]\nar = [\"منطقة\"]\n";
    let period = |id: &str, name: &str, first: i64, last: i64, more: &str| {
        format!(
            "[[period]]\nid = \"{id}\"\nen = [\"{name}\"]\nar = [\"{name}ي\"]\nregion = \"r\"\nfirst = {first}\nlast = {last}\nsource = \"s\"\n{more}"
        )
    };
    let refused = |table: String| Periods::parse(&table).expect_err("refused").to_string();
    for (table, why) in [
        ("period = 3".to_owned(), "table of periods"),
        (period("a", "Abc", 1, 2, ""), "no region \"r\""),
        (format!("{region}{}", period("a", "Abc", 5, 2, "")), "begin before it ends"),
        (format!("{region}{}", period("a", "Abc", 0, 2, "")), "no year 0"),
        (format!("{region}{}", period("a", "late", 1, 2, "")), "a word of dates"),
        (format!("{region}{}", period("a", "", 1, 2, "")), "is no name"),
        (format!("{region}{}", period("a", "Abc", 1, 2, "colour = 1\n")), "colour"),
        (format!("{region}{}", period("a", "Abc", 1, 2, "broader = \"b\"\n")), "not in the table"),
        (
            format!("{region}{}{}", period("a", "Abc", 1, 2, ""), period("b", "abc", 3, 4, "")),
            "already, in the same region",
        ),
        (format!("{region}{}{}", period("a", "Abc", 1, 2, ""), period("a", "Abd", 3, 4, "")), "stands above it"),
        (
            format!("{region}{}{}", period("a", "Abc", 1, 2, ""), period("b", "Abd", 1, 3, "broader = \"a\"\n")),
            "within its broader",
        ),
        (format!("{region}{}", region.replace("\"r\"", "\"q\"")), "stands above for something else"),
    ] {
        let said = refused(table);
        assert!(said.contains(why), "{said} has not {why:?}");
    }
}
