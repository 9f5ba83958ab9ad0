//! The time tagger on phrases and short stories of the invented town.

use daftar_read::time::{Context, Part, Place, Relation, TimeKind, TimeMention, Why, tag};

/// Tags one text without any context.
fn alone(text: &str) -> Vec<TimeMention> {
    tag(text, &mut Context::new())
}

fn words(text: &str, mention: &TimeMention) -> String {
    let length = mention.end - mention.start;
    text.chars().skip(mention.start).take(length).collect()
}

/// Each row: a sentence, and the words and EDTF of every mention in it.
fn check(rows: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in rows {
        let mentions = alone(text);
        let found: Vec<(String, &str)> = mentions.iter().map(|m| (words(text, m), m.edtf.as_str())).collect();
        let expected: Vec<(String, &str)> = expected.iter().map(|(words, edtf)| (words.to_string(), *edtf)).collect();
        assert_eq!(found, expected, "in: {text}");
    }
}

#[test]
fn days_in_every_order() {
    check(&[
        ("It closed on 6 December 2031.", &[("6 December 2031", "2031-12-06")]),
        ("On the 6th of December, guards came.", &[("the 6th of December", "XXXX-12-06")]),
        ("On December 6, 2031, guards came.", &[("December 6, 2031", "2031-12-06")]),
        ("It fell on 6 Dec. 2031 at last.", &[("6 Dec. 2031", "2031-12-06")]),
        ("On March 20 the well ran dry.", &[("March 20", "XXXX-03-20")]),
        ("On the 7th of April, 2032 they left.", &[("the 7th of April, 2032", "2032-04-07")]),
        ("On Tuesday, 6 May 2031 it rained.", &[("Tuesday, 6 May 2031", "2031-05-06")]),
        ("Seen on the first of May 2031.", &[("the first of May 2031", "2031-05-01")]),
        ("Dated 2031-12-06 by the office.", &[("2031-12-06", "2031-12-06")]),
        ("Dated 2031-12 by the office.", &[("2031-12", "2031-12")]),
        ("It opened on New Year's Day 2031.", &[("New Year's Day 2031", "2031-01-01")]),
        ("On 6\u{a0}May\u{202f}2031 it rained.", &[("6\u{a0}May\u{202f}2031", "2031-05-06")]),
        ("On 31 June 2031 it rained.", &[("June 2031", "2031-06")]),
    ]);
}

#[test]
fn months_years_and_longer() {
    check(&[
        ("In August 2032 renovation began.", &[("August 2032", "2032-08")]),
        ("In February of 2031 it froze.", &[("February of 2031", "2031-02")]),
        ("They left in April having failed.", &[("April", "XXXX-04")]),
        ("Opened in 2014 by neighbours.", &[("2014", "2014")]),
        ("The 1954 survey names it.", &[("1954", "1954")]),
        ("In the early 1990s it grew.", &[("the early 1990s", "199X")]),
        ("A mill of the 19th century stood.", &[("the 19th century", "18XX")]),
        ("In the fourth century BC it stood.", &[("the fourth century BC", "[-0399..-0300]")]),
        ("In the 470s BC it stood.", &[("the 470s BC", "[-0478..-0469]")]),
        ("Built in the summer of 1955.", &[("the summer of 1955", "1955-22")]),
        ("In the winter of 1914–15 it froze.", &[("the winter of 1914–15", "1914-24")]),
        ("In the second half of 2008 it rose.", &[("the second half of 2008", "2008-41")]),
        ("Pottery from 4,000 BC was shown.", &[("4,000 BC", "-3999")]),
        ("A coin of 44 B.C.E. was found.", &[("44 B.C.E.", "-0043")]),
        ("A coin of AD 79 was found.", &[("AD 79", "0079")]),
        ("A jar of about 1910 was found.", &[("about 1910", "1910~")]),
        ("A jar, c. 466 BC, was found.", &[("c. 466 BC", "-0465~")]),
    ]);
}

#[test]
fn ranges_and_pairs() {
    check(&[
        ("(6–9 May 1990)", &[("6–9 May 1990", "1990-05-06/1990-05-09")]),
        ("(March 19–April 30)", &[("March 19–April 30", "XXXX-03-19/XXXX-04-30")]),
        (
            "Date: 6 December 2031 – 7 April 2032, at sea",
            &[("6 December 2031 – 7 April 2032", "2031-12-06/2032-04-07")],
        ),
        ("From 1939 to 1945 it stood.", &[("1939 to 1945", "1939/1945")]),
        ("Between 1920 and 1922 it grew.", &[("1920 and 1922", "1920/1922")]),
        ("In August/September 1956 it closed.", &[("August/September 1956", "1956-08/1956-09")]),
        ("The years 1957-60 were dry.", &[("The years 1957-60", "1957/1960")]),
        ("A revolt (499–493 BC) failed.", &[("499–493 BC", "-0498/-0492")]),
        ("Objects from 4000 BC to the present-day.", &[("4000 BC to the present-day", "-3999/..")]),
        ("On 6 or 7 May 1990 it fell.", &[("6 or 7 May 1990", "[1990-05-06,1990-05-07]")]),
        ("On 6 and 7 May 1990 it rained.", &[("6", "1990-05-06"), ("7 May 1990", "1990-05-07")]),
        ("In May and June 1990 it rained.", &[("May", "1990-05"), ("June 1990", "1990-06")]),
        ("In December–January 1944 it froze.", &[("December–January 1944", "1943-12/1944-01")]),
        ("In 1955 and 1956 it rained.", &[("1955", "1955"), ("1956", "1956")]),
    ]);
}

#[test]
fn relations_give_bounds() {
    let rows = [
        ("By February 2032 it was dry.", Relation::By, "[..2032-02]", "2032-02"),
        ("Before 1998 it stood empty.", Relation::Before, "[..1997]", "1998"),
        ("After 7 April 2032 they came back.", Relation::After, "[2032-04-08..]", "2032-04-07"),
        ("Since 2014 it has been open.", Relation::Since, "2014/..", "2014"),
        ("Until June 2031 it was open.", Relation::Until, "../2031-06", "2031-06"),
        ("During 2031 it was closed.", Relation::During, "2031", "2031"),
        ("Prior to the 1980s it was a mill.", Relation::Before, "[..1979]", "198X"),
        ("From 2014 onwards it was open.", Relation::Since, "2014/..", "2014"),
        ("About 1910 it was built.", Relation::About, "1910~", "1910~"),
        ("By late 1998 it was closed.", Relation::By, "[..1998]", "1998"),
    ];
    for (text, relation, edtf, named) in rows {
        let mentions = alone(text);
        assert_eq!(mentions.len(), 1, "in: {text}");
        let found = (mentions[0].relation, mentions[0].edtf.as_str(), mentions[0].named.as_str());
        assert_eq!(found, (relation, edtf, named), "in: {text}");
    }
}

#[test]
fn lengths_and_what_recurs() {
    let rows = [
        ("It took two weeks.", TimeKind::Duration, "two weeks", "P2W"),
        ("After a three-year siege it fell.", TimeKind::Duration, "three-year", "P3Y"),
        ("It lasted more than three years.", TimeKind::Duration, "more than three years", "P3Y"),
        ("It took two and a half years.", TimeKind::Duration, "two and a half years", "P2.5Y"),
        ("It took several days.", TimeKind::Duration, "several days", "PXD"),
        ("It took two or three days.", TimeKind::Duration, "two or three days", "P2D/P3D"),
        ("Half a century it stood.", TimeKind::Duration, "Half a century", "P50Y"),
        ("It took 24 hours.", TimeKind::Duration, "24 hours", "PT24H"),
        ("Each year they sow.", TimeKind::Set, "Each year", "P1Y"),
        ("The jars are counted annually.", TimeKind::Set, "annually", "P1Y"),
        ("They sow every two years.", TimeKind::Set, "every two years", "P2Y"),
    ];
    for (text, kind, phrase, duration) in rows {
        let mentions = alone(text);
        assert_eq!(mentions.len(), 1, "in: {text}");
        let found = (mentions[0].kind, words(text, &mentions[0]), mentions[0].duration.as_deref());
        assert_eq!(found, (kind, phrase.to_owned(), Some(duration)), "in: {text}");
    }
}

#[test]
fn vague_times_have_no_value() {
    for (text, phrase) in [
        ("It is now a school.", "now"),
        ("A former mill stood there.", "former"),
        ("It was recently repaired.", "recently"),
        ("At this time the harbour was shut.", "this time"),
        ("The seeds were given some years ago.", "some years ago"),
    ] {
        let mentions = alone(text);
        assert_eq!(mentions.len(), 1, "in: {text}");
        assert_eq!(words(text, &mentions[0]), phrase);
        assert_eq!((mentions[0].kind, mentions[0].edtf.as_str()), (TimeKind::Vague, ""));
        assert_eq!(mentions[0].inferred, None);
    }
}

#[test]
fn numbers_that_are_no_times() {
    for text in [
        "The guard had 1500 men and a 40-gun ship.",
        "It stands at 1175 East 29th Avenue.",
        "HMS Larch (1941) lay in the harbour.",
        "It cost $1950 or £1800 in all.",
        "See p. 1932 and No. 1944 of the list.",
        "A hall of 1200 square metres, 1800 km away.",
        "They may march to Marsa.",
        "May they rest. March on!",
        "He sold 2000 jars to 1400 families.",
        "The fall of Marsa came as a surprise.",
        "The Cold Spring Road and the Daily Courier.",
        "The U-1206 and the B-1942 were boats.",
    ] {
        assert_eq!(alone(text), [], "in: {text}");
    }
}

/// Tags sentences in order; gives words, inferred EDTF and reason of each inferred mention.
fn inferred(context: &mut Context, sentences: &[&str]) -> Vec<(String, String, Why)> {
    let mut found = Vec::new();
    let mut base = 0;
    for text in sentences {
        context.at(base);
        for mention in tag(text, context) {
            let phrase = words(text, &mention);
            found.extend(mention.inferred.map(|i| (phrase, i.edtf, i.why)));
        }
        base += text.chars().count();
    }
    found
}

fn expect(found: &[(String, String, Why)], expected: &[(&str, &str, Why)]) {
    let found: Vec<(&str, &str, Why)> =
        found.iter().map(|(words, edtf, why)| (words.as_str(), edtf.as_str(), *why)).collect();
    assert_eq!(found, expected);
}

#[test]
fn a_story_without_years_is_placed_by_its_lead() {
    let mut context = Context::new();
    context.enter(Place::Lead);
    tag("Date: 6 December 2031 – 7 April 2032", &mut context);
    tag("The siege began on 6 December 2031. The Guard withdrew in April.", &mut context);
    context.enter(Place::Heading);
    tag("The siege", &mut context);
    context.enter(Place::Body);
    let found = inferred(
        &mut context,
        &[
            "On the 6th of December the Guard entered. On 31 December it was told that more came. ",
            "On the 10th of January the Courier reached the mill. By February the pumps stood still. ",
            "On March 20, the Command stated that it had left.",
        ],
    );
    expect(
        &found,
        &[
            ("the 6th of December", "2031-12-06", Why::LeadDate),
            ("31 December", "2031-12-31", Why::NearestEarlierYear),
            ("the 10th of January", "2032-01-10", Why::NarrativeMovedOn),
            ("February", "[..2032-02]", Why::NearestEarlierYear),
            ("March 20", "2032-03-20", Why::NearestEarlierYear),
        ],
    );
}

#[test]
fn a_new_section_goes_back_to_the_start() {
    let mut context = Context::new();
    context.enter(Place::Lead);
    tag("The siege lasted from 6 December 2031 to 7 April 2032.", &mut context);
    context.enter(Place::Body);
    tag("On 22 May 2033 a raid was announced.", &mut context);
    context.enter(Place::Heading);
    context.enter(Place::Body);
    let found = inferred(&mut context, &["On 11 December the wells were hit."]);
    expect(&found, &[("11 December", "2031-12-11", Why::LeadDate)]);
}

#[test]
fn a_heading_gives_its_year() {
    let mut context = Context::new();
    context.enter(Place::Heading);
    tag("2031: the mill", &mut context);
    context.enter(Place::Body);
    let found = inferred(&mut context, &["In March the museum closed."]);
    expect(&found, &[("March", "2031-03", Why::SectionDate)]);
}

#[test]
fn relative_times_are_counted_from_the_date_told_last() {
    let found = inferred(
        &mut Context::new(),
        &[
            "On 30 December 2031 the mill burned. Two days later the Guard left. ",
            "The following month the wells ran dry. Later that year rain came. ",
            "The next year the museum opened. That summer seeds were sown. ",
            "Two years before 1998 it was sold, and in August of that year moved.",
        ],
    );
    expect(
        &found,
        &[
            ("Two days later", "2032-01-01", Why::Anchor),
            ("The following month", "2032-02", Why::Anchor),
            ("Later that year", "2032", Why::Anchor),
            ("The next year", "2033", Why::Anchor),
            ("That summer", "2033-22", Why::Anchor),
            ("Two years before 1998", "1996", Why::Anchor),
            ("August of that year", "1996-08", Why::Anchor),
        ],
    );
}

#[test]
fn a_look_back_does_not_move_the_story() {
    let found = inferred(
        &mut Context::new(),
        &[
            "On 5 March 2032 the jars were moved. The mill had been sold on 9 May 1998. ",
            "The 1954 survey names it. On 8 March the roof fell.",
        ],
    );
    expect(&found, &[("8 March", "2032-03-08", Why::NearestEarlierYear)]);
}

#[test]
fn times_of_day_join_their_day() {
    let text = "On the night of 6 May 2031, at 3:15 a.m. local time, the roof fell; at noon it burned.";
    let mentions = alone(text);
    let phrases: Vec<String> = mentions.iter().map(|m| words(text, m)).collect();
    assert_eq!(phrases, ["the night of 6 May 2031", "3:15 a.m. local time", "noon"]);
    assert!(mentions.iter().all(|m| m.kind == TimeKind::TimeOfDay));
    let named: Vec<&str> = mentions.iter().map(|m| m.named.as_str()).collect();
    assert_eq!(named, ["2031-05-06", "2031-05-06T03:15:00", "2031-05-06T12:00:00"]);
}

#[test]
fn early_mid_and_late_are_kept_beside() {
    for (text, part) in [
        ("In early 1998 it closed.", Part::Early),
        ("By mid-1998 it closed.", Part::Mid),
        ("By the end of May 1998 it closed.", Part::Late),
    ] {
        assert_eq!(alone(text)[0].part, Some(part), "in: {text}");
    }
}

#[test]
fn spans_of_what_it_rests_on_count_from_the_document() {
    let mut context = Context::new();
    context.at(100);
    tag("Opened on 4 May 2031.", &mut context);
    context.at(200);
    let mentions = tag("On 9 May it closed.", &mut context);
    let inferred = mentions[0].inferred.as_ref().expect("a year is inferred");
    assert_eq!(inferred.from, [(110, 120)]);
    assert_eq!(inferred.why.words(), "the year of the date told before it");
}

#[test]
fn members_of_an_interval_have_their_own_spans() {
    let text = "It lasted from May 1990 to June 1991.";
    let mentions = alone(text);
    assert_eq!(mentions[0].members, [(15, 23), (27, 36)]);
}

#[test]
fn nothing_is_inferred_from_nothing() {
    let mentions = alone("In March it closed. Two days later it opened. That year was dry.");
    assert_eq!(mentions.len(), 3);
    assert!(mentions.iter().all(|m| m.inferred.is_none()));
}
