//! Rules of English time expressions, one row or more for each.

use daftar_read::time::{Context, TimeKind, tag, timex};

/// Each row: a text, and the words and TIMEX value of every expression in it.
fn check(rows: &[(&str, &[(&str, &str)])]) {
    for (text, expected) in rows {
        let mentions = tag(text, &mut Context::new());
        let all: Vec<(String, String)> = mentions
            .iter()
            .flat_map(|mention| timex(text, mention))
            .map(|one| (text.chars().skip(one.span.0).take(one.span.1 - one.span.0).collect(), one.value))
            .collect();
        let found: Vec<(&str, &str)> = all.iter().map(|(words, value)| (words.as_str(), value.as_str())).collect();
        assert_eq!(found, *expected, "in: {text}");
    }
}

#[test]
fn lengths_reach_as_far_as_their_noun() {
    check(&[
        ("The two-year siege ended.", &[("two-year", "P2Y")]),
        ("It fell after three weeks of fierce fighting, and rain.", &[("three weeks of fierce fighting", "P3W")]),
        ("In the first two years of the siege no boat came.", &[("the first two years of the siege", "P2Y")]),
        ("It rained in the final months of the war.", &[("the final months of the war", "PXM")]),
        ("It took two-and-a-half years.", &[("two-and-a-half years", "P2.5Y")]),
        ("It stood for another two years.", &[("another two years", "P2Y")]),
        ("The Thirty Years' War ruined the trade.", &[("Thirty Years", "P30Y")]),
        ("In the months that followed, jars were counted.", &[("the months that followed", "PXM")]),
        ("The miller died at the age of 79, his son aged 22.", &[("79", "P79Y"), ("22", "P22Y")]),
    ]);
}

#[test]
fn days_that_lean_on_the_month_told() {
    check(&[
        (
            "On 3 May 1931 it rained; on the 8th the well ran dry.",
            &[("3 May 1931", "1931-05-03"), ("the 8th", "1931-05-08")],
        ),
        (
            "On 3 May 1931 it rained. On the 20th it opened.",
            &[("3 May 1931", "1931-05-03"), ("the 20th", "1931-05-20")],
        ),
        (
            "On 3 May 1931 it rained; the morning of the 7th was dry.",
            &[("3 May 1931", "1931-05-03"), ("the morning of the 7th", "1931-05-07TMO")],
        ),
        ("It lay on the 20th floor.", &[]),
    ]);
}

#[test]
fn parts_of_days_decades_and_centuries() {
    check(&[
        ("In the early hours of 7 May 1931 the roof fell.", &[("the early hours of 7 May 1931", "1931-05-07TMO")]),
        (
            "On 6 May 1931 it burned. In the early hours of the next day it fell.",
            &[("6 May 1931", "1931-05-06"), ("the early hours of the next day", "1931-05-07TMO")],
        ),
        (
            "At 0600 hours on 6 June 1944 boats came.",
            &[("0600 hours", "1944-06-06T06:00"), ("6 June 1944", "1944-06-06")],
        ),
        (
            "On the night of 4–5 August 1914 it burned.",
            &[("the night of 4", "1914-08-04TNI"), ("5 August 1914", "1914-08-05")],
        ),
        ("In the first decade of the 20th century it grew.", &[("the first decade of the 20th century", "190")]),
        ("It was built at the turn of the 20th century.", &[("the turn of the 20th century", "19")]),
        ("In the last days of August 1943 they left.", &[("the last days of August 1943", "1943-08")]),
        (
            "The mill closed in 1900. Half a century later it opened.",
            &[("1900", "1900"), ("Half a century later", "1950")],
        ),
        ("In 1932 a March operation was planned.", &[("1932", "1932"), ("March", "1932-03")]),
        ("In 1918 the spring offensive began.", &[("1918", "1918"), ("spring", "1918-SP")]),
    ]);
}

#[test]
fn dates_in_numbers() {
    check(&[
        ("The deed of 24/10/1648 names it.", &[("24/10/1648", "1648-10-24")]),
        ("Between 24.10.1648 and 3.11.1648 it was shut.", &[("24.10.1648", "1648-10-24"), ("3.11.1648", "1648-11-03")]),
        ("It weighs 24.5 kg.", &[]),
    ]);
    let text = "It was signed on 03/04/1931 in Marsa.";
    let mentions = tag(text, &mut Context::new());
    assert_eq!(mentions[0].edtf, "[1931-03-04,1931-04-03]", "nothing tells which is the day");
    assert!(mentions[0].members.is_empty() && mentions.len() == 1);
}

#[test]
fn an_anniversary_is_a_date_only_beside_one() {
    check(&[
        (
            "On 6 May 1933, the second anniversary of the fire, they met.",
            &[("6 May 1933", "1933-05-06"), ("the second anniversary of the fire", "1933-05-06")],
        ),
        (
            "On 6 May 1931 it burned; on the second anniversary of the fire they met.",
            &[("6 May 1931", "1931-05-06"), ("the second anniversary of the fire", "")],
        ),
    ]);
    let mentions = tag("On the second anniversary of the fire they met.", &mut Context::new());
    assert_eq!(mentions[0].kind, TimeKind::Vague);
}

/// The last value of a text: that of a month without a year.
fn last(text: &str) -> String {
    let mut context = Context::new();
    tag(text, &mut context).pop().map(|mention| mention.named).unwrap_or_default()
}

#[test]
fn what_ends_or_is_looked_ahead_to_does_not_move_the_narrative() {
    assert_eq!(last("In May 1940 it closed, until 1950 for good. In June it rained."), "1940-06");
    assert_eq!(last("In May 1940 it was to be open by 1950. In June it rained."), "1940-06");
    assert_eq!(last("In May 1940 it was shut; as of 1950 it still is. In June it rained."), "1940-06");
    assert_eq!(last("In May 1940 it closed. The mill had been sold in April 1931. In June it rained."), "1940-06");
}

#[test]
fn a_leap_is_come_back_from() {
    let text = "On 3 May 1940 it shut. On 8 May 1940 it rained. On 20 May 1940 it burned. It was rebuilt in October 1955. In June it rained.";
    assert_eq!(last(text), "1940-06");
}

#[test]
fn a_heading_gives_its_years() {
    use daftar_read::time::Place;
    let mut context = Context::new();
    context.enter(Place::Heading);
    tag("The siege, 1931–1932", &mut context);
    context.enter(Place::Body);
    let found = tag("In March 1931 the mill closed. In November it burned. In February it fell.", &mut context);
    assert_eq!(found.iter().map(|m| m.named.as_str()).collect::<Vec<_>>(), ["1931-03", "1931-11", "1932-02"]);
}

#[test]
fn a_dated_text_speaks_from_its_day() {
    let rows = [
        ("It was closed yesterday and opens tomorrow.", ["2031-10-12", "2031-10-14"]),
        ("Last year it was sold; this month it burned.", ["2030", "2031-10"]),
        ("Two days ago it burned; three years ago it flooded.", ["2031-10-11", "2028"]),
        ("It opened today, and is today a school.", ["2031-10-13", ""]),
        ("In November it closed; in May it opened.", ["2030-11", "2031-05"]),
    ];
    for (text, expected) in rows {
        let mut context = Context::new().published(&daftar_date::Edtf::parse("2031-10-13").unwrap());
        let named: Vec<String> = tag(text, &mut context).into_iter().map(|mention| mention.named).collect();
        assert_eq!(named, expected, "in: {text}");
    }
    assert_eq!(last("It was closed yesterday."), "", "without a day of publication nobody knows");
}

#[test]
fn lengths_say_how_much_more_and_which() {
    check(&[
        ("It took a year and a half.", &[("a year and a half", "P1.5Y")]),
        ("It held for the next century and a half.", &[("the next century and a half", "P150Y")]),
        ("It stood for three more years.", &[("three more years", "P3Y")]),
        ("It fell in a single day.", &[("a single day", "P1D")]),
        ("It was dry for a number of years.", &[("a number of years", "PXY")]),
        ("It took little more than an hour.", &[("little more than an hour", "PT1H")]),
        ("Some twenty years passed.", &[("Some twenty years", "P20Y")]),
        ("Months of heavy rain followed.", &[("Months of heavy rain", "PXM")]),
        ("In the decades before the drought it thrived.", &[("the decades before the drought", "PXY")]),
        (
            "In the dry weeks that followed the sale, it stood still.",
            &[("the dry weeks that followed the sale", "PXW")],
        ),
        ("In the six weeks before its end it was full.", &[("the six weeks before its end", "P6W")]),
        ("It was to last 45 days.", &[("45 days", "P45D")]),
    ]);
}

#[test]
fn what_is_counted_from_an_event_reaches_to_its_end() {
    check(&[
        ("Two days after the sale, it closed.", &[("Two days after the sale", "FUTURE_REF")]),
        ("The night before the sale was quiet.", &[("The night before the sale", "PAST_REF")]),
        (
            "It shut three days before the mill was sold, and burned.",
            &[("three days before the mill was sold", "PAST_REF")],
        ),
        ("A year after the fire the town left.", &[("A year after the fire", "FUTURE_REF")]),
        ("It shut a week after the fire in the harbour.", &[("a week after the fire in the harbour", "FUTURE_REF")]),
        ("By the time the boats came in, it was shut.", &[("the time the boats came in", "")]),
        (
            "On 6 May 1931 it rained. Two days after that the roof fell.",
            &[("6 May 1931", "1931-05-06"), ("Two days after that", "1931-05-08")],
        ),
        ("On the third day it fell.", &[("the third day", "")]),
        (
            "On 6 May 1931, the third day of the strike, it fell.",
            &[("6 May 1931", "1931-05-06"), ("the third day of the strike", "1931-05-06")],
        ),
    ]);
}

#[test]
fn clocks_are_said_in_many_ways() {
    check(&[
        ("On 6 May 1931 at 0430, it fell.", &[("6 May 1931", "1931-05-06"), ("0430", "1931-05-06T04:30")]),
        ("About four o'clock in the afternoon.", &[("About four o'clock in the afternoon", "XXXX-XX-XXT16:00")]),
        ("At two o'clock at night.", &[("two o'clock at night", "XXXX-XX-XXT02:00")]),
        ("By mid-afternoon it was shut.", &[("mid-afternoon", "XXXX-XX-XXTAF")]),
        ("They came overnight.", &[("overnight", "XXXX-XX-XXTNI")]),
        (
            "It began at 10 a.m. on 6 May 1931 and ended fifteen hours later.",
            &[
                ("10 a.m.", "1931-05-06T10:00"),
                ("6 May 1931", "1931-05-06"),
                ("fifteen hours later", "1931-05-07T01:00"),
            ],
        ),
        ("It was dark at dawn on 6 May 1931.", &[("dawn", "1931-05-06TMO"), ("6 May 1931", "1931-05-06")]),
        ("At 1500 metres it froze; at 1430 men left.", &[]),
    ]);
}

#[test]
fn feasts_seasons_and_what_is_named_after_them() {
    check(&[
        ("They were home by Christmas 1931.", &[("Christmas 1931", "1931-12-25")]),
        ("On All Saints' Day 1931 it burned.", &[("All Saints' Day 1931", "1931-11-01")]),
        ("It shut in 1931. On Christmas night it burned.", &[("1931", "1931"), ("Christmas night", "1931-12-25TNI")]),
        ("The Christmas Street bakery is shut.", &[]),
        ("It shut in 1931 after the May Uprising.", &[("1931", "1931"), ("May", "1931-05")]),
        ("In the harsh northern winter of 1931 it froze.", &[("the harsh northern winter of 1931", "1931-WI")]),
        ("It shut in mid-March 1931.", &[("mid-March 1931", "1931-03")]),
        ("In mid to late May 1931 it shut.", &[("mid to late May 1931", "1931-05")]),
        ("The dry season was long.", &[("dry season", "")]),
        ("In the last quarter of 1931.", &[("the last quarter of 1931", "1931-Q4")]),
        ("The 1953–54 drought ruined it.", &[("1953", "1953"), ("54", "1954")]),
        ("From 1906-7 it stood.", &[("1906", "1906"), ("7", "1907")]),
        ("From 1625 to 1629 it stood.", &[("1625", "1625"), ("1629", "1629")]),
        ("In the 200s BC it stood.", &[("the 200s BC", "BC02")]),
        (
            "In the late nineteenth and early twentieth centuries it grew.",
            &[("the late nineteenth", "18"), ("early twentieth centuries", "19")],
        ),
        (
            "On 6 May 1931 it shut; the former, it was said, for good, in the near future.",
            &[("6 May 1931", "1931-05-06"), ("the near future", "FUTURE_REF")],
        ),
    ]);
}

#[test]
fn words_that_point_lead_to_the_nearest() {
    check(&[
        // The 6th of May 1931 is a Wednesday.
        (
            "On 6 May 1931 it shut. The following Friday it opened.",
            &[("6 May 1931", "1931-05-06"), ("The following Friday", "1931-05-08")],
        ),
        (
            "On 6 June 1931 it shut. By the following May it was sold.",
            &[("6 June 1931", "1931-06-06"), ("the following May", "1932-05")],
        ),
        (
            "It shut in October 1931. In the first days of the new year it burned.",
            &[("October 1931", "1931-10"), ("the first days of the new year", "1932")],
        ),
        (
            "It shut in June 1931. In the spring of the following year it opened.",
            &[("June 1931", "1931-06"), ("the spring of the following year", "1932-SP")],
        ),
        ("It shut in May 1931. By year's end it was sold.", &[("May 1931", "1931-05"), ("year's end", "1931")]),
        ("It stands to this day.", &[("this day", "PRESENT_REF")]),
        (
            "Between the 5th and 9th of May 1931 it shut.",
            &[("the 5th", "1931-05-05"), ("9th of May 1931", "1931-05-09")],
        ),
    ]);
}

#[test]
fn a_year_looked_back_to_does_not_take_the_months_that_follow() {
    assert_eq!(last("It burned on 3 May 1940. In 1931 it had a dam. In June it was rebuilt."), "1940-06");
    assert_eq!(last("It burned on 3 May 1940. In 1931 it had a dam. Two years later it was sold."), "1933");
    assert_eq!(last("It burned on 3 May 1940 and was sold in 1950. Two years later it opened."), "1952");
    assert_eq!(last("It was leased from 1931 to 1935. The following summer it burned."), "1936-22");
    assert_eq!(last("It burned in May 1940. The 1941–42 drought was long. In June it rained."), "1940-06");
    assert_eq!(last("In June 1941 it shut. In the winter it froze."), "1942-24");
}

#[test]
fn numbers_of_people_are_no_years() {
    for text in [
        "Some 1800 died of thirst.",
        "A force of 1500 came back.",
        "They took 1500 of them.",
        "In all 1200 were captured.",
        "An army of c. 500 men came.",
    ] {
        check(&[(text, &[])]);
    }
    check(&[("The sales of 1950 were poor.", &[("1950", "1950")])]);
}

#[test]
fn stretches_that_are_known_by_what_befell_them() {
    check(&[
        ("On the morning of the sale it rained.", &[("the morning of the sale", "")]),
        ("The mill entered a period of slow decline.", &[("a period of slow decline", "")]),
        ("Towards the end of the second day it fell.", &[("the end of the second day", "")]),
        ("For the rest of 1931 it stood still.", &[("the rest of 1931", "1931")]),
        ("In the four previous weeks it rained.", &[("the four previous weeks", "P4W")]),
        ("It was a nine day long fair.", &[("nine day long", "P9D")]),
        ("The ten year's lease ended.", &[("ten year", "P10Y")]),
        ("It was sold only a few months before.", &[("only a few months before", "PAST_REF")]),
        ("A decades-long quarrel.", &[("decades-long", "PXY")]),
        (
            "In recent years it was shut; in those days nobody knew.",
            &[("recent years", "PAST_REF"), ("those days", "PAST_REF")],
        ),
        ("In the late sixties it grew; in the '80s it shut.", &[("the late sixties", "196"), ("80s", "198")]),
        ("In the 2nd millennium BC it stood.", &[("the 2nd millennium BC", "BC1")]),
    ]);
}

#[test]
fn days_months_and_years_told_through_others() {
    check(&[
        (
            "In 490 BC it rained. The drought (487–485) was long, about 470 it stood; in the 430s it shut.",
            &[
                ("490 BC", "BC0490"),
                ("487", "BC0487"),
                ("485", "BC0485"),
                ("about 470", "BC0470"),
                ("the 430s", "BC043"),
            ],
        ),
        (
            "On 6 May 1931 it shut, and on the afternoon of the same day it burned.",
            &[("6 May 1931", "1931-05-06"), ("the afternoon of the same day", "1931-05-06TAF")],
        ),
        ("It shut late on 6 May 1931.", &[("late on 6 May 1931", "1931-05-06")]),
        (
            "It shut on 6 May 1931, at 2 in the morning.",
            &[("6 May 1931", "1931-05-06"), ("2 in the morning", "1931-05-06T02:00")],
        ),
        (
            "It shut in 1931, in the first half of the year.",
            &[("1931", "1931"), ("the first half of the year", "1931")],
        ),
        ("It shut in the third week of May 1931.", &[("the third week of May 1931", "1931-05")]),
        ("It shut in the second year of the drought.", &[("the second year of the drought", "P1Y")]),
        ("It froze in the winter of 1931–1932.", &[("the winter of 1931–1932", "1931-WI")]),
        ("It shut no later than 1931, with more than 1800 sacks.", &[("1931", "1931")]),
        ("As of 1931 jars were sold; a month-long fair.", &[("1931", "1931"), ("month-long", "P1M")]),
        ("It stood for the first time in decades.", &[("decades", "PXY")]),
        (
            "In 490 BC it rained. In the summer of 487 it shut.",
            &[("490 BC", "BC0490"), ("the summer of 487", "BC0487-SU")],
        ),
    ]);
    assert_eq!(last("It shut on 3 May 1940. The lease of 6 June 1931 had ended. In July it rained."), "1940-07");
}
