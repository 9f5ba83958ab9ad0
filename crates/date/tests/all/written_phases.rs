//! Cells that tell several dates, or what else happened; what other tongues call it.

use daftar_date::written::{Doubt, Written, read};

/// Written, read, what is said of it.
const PHASES: &[(&str, &str, &[Doubt])] = &[
    ("1820, 1835", "{1820,1835}", &[Doubt::SeveralDates]),
    ("1976,1997", "{1976,1997}", &[Doubt::SeveralDates]),
    ("1992, 93", "{1992,1993}", &[Doubt::SeveralDates]),
    ("1984–5, 1992–3", "{1984..1985,1992..1993}", &[Doubt::SeveralDates]),
    ("?1824–7, ?c.1800–10", "{1800%..1810%,1824?..1827?}", &[Doubt::SeveralDates]),
    ("1994, reconstructed 2001", "{1994,2001}", &[Doubt::SeveralDates]),
    ("1963, printed 1965", "{1963,1965}", &[Doubt::SeveralDates]),
    ("1951, printed 1970s", "{1951,197X}", &[Doubt::SeveralDates]),
    ("1965, printed early 1970s", "[1965..1975]", &[Doubt::SeveralDates]),
    ("1958, printed no later than 1968", "{1958,1958..1968}", &[Doubt::SeveralDates]),
    ("1956, printed after 1971", "{1956,1971..}", &[Doubt::SeveralDates]),
    ("designed 1890, made 1892", "{1890,1892}", &[Doubt::SeveralDates]),
    ("1934 (designed) 1941 (manufactured)", "{1934,1941}", &[Doubt::SeveralDates]),
    ("1848 (designed 1847)", "{1847,1848}", &[Doubt::SeveralDates]),
    ("begun 1820, finished 1830", "{1820,1830}", &[Doubt::SeveralDates]),
    ("1915–16, cast 1962", "1915/1916", &[Doubt::LeftOut("cast")]),
    ("1828, exhibited 1830", "1828", &[Doubt::LeftOut("exhibited")]),
    ("exhibited 1830, painted 1828", "1828", &[Doubt::LeftOut("exhibited")]),
    ("1809–39, exhibited 1809, 1840", "1809/1839", &[Doubt::LeftOut("exhibited"), Doubt::LeftOut("exhibited")]),
    ("published 1823, reprinted 1978–9", "1823", &[Doubt::Act("published"), Doubt::LeftOut("reprinted")]),
    ("1966 (repaired 2009)", "1966", &[Doubt::LeftOut("repaired")]),
    ("date of original 1820; posthumous cast", "1820", &[Doubt::LeftOut("cast")]),
    ("1820 (modern reproduction)", "1820", &[Doubt::LeftOut("modern reproduction")]),
    ("1890 (original), 1950 (copy)", "1890", &[Doubt::LeftOut("copy")]),
    ("1930, printed later", "1930", &[Doubt::LeftOut("printed")]),
    ("1915, ?later cast", "1915", &[Doubt::LeftOut("cast")]),
    ("19th century (c. 1850)", "1850~", &[]),
    ("1828 (or 1836)", "[1828,1836]", &[]),
    ("1989–", "1989/..", &[Doubt::OpenDash]),
    ("1924–5–c. 1937", "1924/1937~", &[]),
    ("c. 1829–33, or later", "[1829~..]", &[]),
    ("after c. 1819–20", "[1819~..]", &[]),
    ("1540 ± 9", "[1531..1549]", &[Doubt::Measured]),
    ("1540 +/- 9", "[1531..1549]", &[Doubt::Measured]),
    ("1200 ± 40 BC", "[-1239..-1159]", &[Doubt::Measured]),
    ("third millennium", "-2XXX", &[Doubt::MillenniumWithoutEra]),
    ("2nd millennium", "[-1999..-1000,1000..1999]", &[Doubt::MillenniumWithoutEra]),
    ("[18]20", "1820", &[]),
    ("[ca. 1820]", "1820~", &[]),
    ("1820[?]", "1820?", &[]),
    ("[18--]", "18XX", &[]),
    ("[186-?]", "186X?", &[]),
    ("first decade of the 20th century", "190X", &[]),
    ("the last decade of the 19th century", "189X", &[]),
    ("the later 18th century", "[1750~..1799]", &[]),
    // Other tongues.
    ("um 1850", "1850~", &[]),
    ("vers 1850", "1850~", &[]),
    ("19. Jh.", "18XX", &[]),
    ("1. Hälfte 19. Jahrhundert", "[1800..1849]", &[]),
    ("17.–18. Jh.", "16XX/17XX", &[]),
    ("3. Jh. v. Chr.", "-02XX", &[]),
    ("XIXe siècle", "18XX", &[]),
    ("fin XVIIIe siècle", "[1766~..1799]", &[]),
    ("IIe s. av. J.-C.", "-01XX", &[]),
    ("siglo XIX", "18XX", &[]),
    ("s. XIX", "18XX", &[]),
    ("V secolo a.C.", "-04XX", &[]),
    ("seconda metà del XV secolo", "[1450..1499]", &[]),
    ("mars 1871", "1871-03", &[]),
];

/// What can be several things, or leaves out what one would have to know.
const NOT_READ: &[&str] = &[
    "1930, printed posthumously",
    "posthumous cast",
    "1820, 5",
    "1820 1830",
    "1820 (1830)",
    "1820[1]",
    "1820 [1821]",
    "19th century, 1750",
    "200, 150 BC",
    "19th century in the style of the 16th",
    "1340, 1921",
    "before 1850, after 1870",
    "1820, no. 5",
    "May, June",
    "1820,,1830",
    "1820, ",
    "exhibited",
    "(1820",
];

#[test]
fn several_dates_are_taken_as_what_they_are_dates_of() {
    let said = |text: &str| match read(text) {
        Some(Written::Date { edtf, doubts }) => (edtf.to_string(), doubts),
        other => (format!("{other:?}"), Vec::new()),
    };
    let wrong = PHASES.iter().filter(|(text, edtf, doubts)| said(text) != ((*edtf).to_owned(), doubts.to_vec()));
    let wrong: Vec<String> = wrong.map(|(text, edtf, _)| format!("{text}: {:?} for {edtf}", said(text))).collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_may_be_several_things_is_not_read() {
    for text in NOT_READ {
        assert_eq!(read(text), None, "{text}");
    }
}
