//! Relations against brute force: dates of a few weeks, every possible span listed one by one.

use crate::date;
use daftar_date::{Day, Reading, Time, Truth, before, by, overlaps, same, within};
use proptest::prelude::*;

/// Beyond every day of the test; stands for "no limit".
const HORIZON: i64 = 20_000;

/// What a text stands for, told without the crate's parser.
#[derive(Debug, Clone)]
enum Model {
    Day(i64),
    /// 2 or 3: February or March 2023.
    Month(u8),
    /// `2023-02-1X`, `2023-02-2X`: the tens.
    Tens(u8),
    /// `2023-0X-dd`.
    AnyMonth(u8),
    Interval(Limit, Limit),
    OneOf(Vec<Model>),
    /// Some day from one to another.
    Between(i64, i64),
    AllOf(Vec<Model>),
}

#[derive(Debug, Clone)]
enum Limit {
    Date(Box<Model>),
    Open,
    Unknown,
}

type Span = (i64, i64);

/// One possibility: the spans that hold together.
type World = Vec<Span>;

fn number(year: i64, month: u8, day: u8) -> i64 {
    Day::new(year, month, day).expect("a day of the calendar").0
}

fn month_span(month: u8) -> Span {
    (number(2023, month, 1), number(2023, month + 1, 1) - 1)
}

impl Model {
    fn text(&self) -> String {
        let list = |models: &[Model]| models.iter().map(Model::text).collect::<Vec<_>>().join(",");
        match self {
            Model::Day(day) => Day(*day).to_string(),
            Model::Month(month) => format!("2023-{month:02}"),
            Model::Tens(tens) => format!("2023-02-{tens}X"),
            Model::AnyMonth(day) => format!("2023-0X-{day:02}"),
            Model::Interval(start, end) => format!("{}/{}", start.text(), end.text()),
            Model::OneOf(models) => format!("[{}]", list(models)),
            Model::Between(first, last) => format!("[{}..{}]", Day(*first), Day(*last)),
            Model::AllOf(models) => format!("{{{}}}", list(models)),
        }
    }

    /// First and last day of each thing that it may be.
    fn choices(&self) -> Vec<Span> {
        let days = |days: Vec<i64>| days.into_iter().map(|day| (day, day)).collect();
        match self {
            Model::Day(day) => vec![(*day, *day)],
            Model::Month(month) => vec![month_span(*month)],
            Model::Tens(tens) => days((tens * 10..=(tens * 10 + 9).min(28)).map(|day| number(2023, 2, day)).collect()),
            Model::AnyMonth(day) => days((1..=9).filter_map(|m| Day::new(2023, m, *day)).map(|day| day.0).collect()),
            Model::Between(first, last) => days((*first..=*last).collect()),
            Model::OneOf(models) => models.iter().flat_map(Model::choices).collect(),
            Model::Interval(..) | Model::AllOf(_) => Vec::new(),
        }
    }

    fn worlds(&self, reading: Reading) -> Vec<World> {
        match self {
            Model::Interval(start, end) => interval_worlds(start, end, reading),
            Model::AllOf(models) => vec![models.iter().flat_map(Model::choices).collect()],
            _ => self.choices().into_iter().flat_map(|choice| read(choice, reading)).map(|span| vec![span]).collect(),
        }
    }

    /// Whether the crate promises the exact answer, not only one that is never wrong.
    fn is_exact(&self) -> bool {
        match self {
            Model::Day(_) | Model::Month(_) | Model::Interval(..) => true,
            Model::OneOf(models) => models.iter().all(Model::is_exact),
            _ => false,
        }
    }
}

impl Limit {
    fn text(&self) -> String {
        match self {
            Limit::Date(model) => model.text(),
            Limit::Open => "..".to_owned(),
            Limit::Unknown => String::new(),
        }
    }

    fn days(&self, open: i64) -> Vec<i64> {
        match self {
            Limit::Date(model) => model.choices().into_iter().flat_map(|(first, last)| first..=last).collect(),
            Limit::Open => vec![open],
            Limit::Unknown => (19_380..19_470).chain([open]).collect(),
        }
    }
}

fn read(choice: Span, reading: Reading) -> Vec<Span> {
    match reading {
        Reading::Throughout => vec![choice],
        Reading::Within => (choice.0..=choice.1).flat_map(|s| (s..=choice.1).map(move |e| (s, e))).collect(),
    }
}

fn interval_worlds(start: &Limit, end: &Limit, reading: Reading) -> Vec<World> {
    let (starts, ends) = (start.days(18_000), end.days(HORIZON));
    let spans: Vec<Span> = match reading {
        Reading::Throughout => starts.iter().flat_map(|&s| ends.iter().map(move |&e| (s, e))).collect(),
        // The shortest spans at both ends, and the longest, decide every relation.
        Reading::Within => {
            let (first, last) = (*starts.iter().min().expect("a day"), *ends.iter().max().expect("a day"));
            let near = |day: &i64| *day == first || *day == last || (19_380..19_470).contains(day);
            let days: Vec<i64> = (first..=last).filter(near).collect();
            days.iter().flat_map(|&s| days.iter().map(move |&e| (s, e))).collect()
        }
    };
    spans.into_iter().filter(|(s, e)| s <= e).map(|span| vec![span]).collect()
}

fn first(world: &World) -> i64 {
    world.iter().map(|span| span.0).min().expect("a span")
}

fn last(world: &World) -> i64 {
    world.iter().map(|span| span.1).max().expect("a span")
}

fn contains(world: &World, day: i64) -> bool {
    world.iter().any(|span| span.0 <= day && day <= span.1)
}

fn shares(a: &World, b: &World) -> bool {
    a.iter().any(|x| b.iter().any(|y| x.0 <= y.1 && y.0 <= x.1))
}

fn inside(a: &World, b: &World) -> bool {
    let whole = |x: &Span| b.iter().any(|y| y.0 <= x.0 && x.1 <= y.1);
    a.iter().all(|x| whole(x) || (b.len() > 1 && (x.0..=x.1).all(|day| contains(b, day))))
}

fn brute(a: &[World], b: &[World], holds: fn(&World, &World) -> bool) -> Truth {
    let (mut yes, mut no) = (false, false);
    for one in a {
        for other in b {
            if holds(one, other) {
                yes = true
            } else {
                no = true
            }
            if yes && no {
                return Truth::Possibly;
            }
        }
    }
    if yes { Truth::Yes } else { Truth::No }
}

type Relation = fn(Time, Time) -> Truth;

type Holds = fn(&World, &World) -> bool;

const RELATIONS: [(&str, Relation, Holds); 5] = [
    ("before", before, |a, b| last(a) < first(b)),
    ("overlaps", overlaps, shares),
    ("within", within, inside),
    ("by", by, |a, b| first(a) <= last(b)),
    ("same", same, |a, b| inside(a, b) && inside(b, a)),
];

fn simple() -> impl Strategy<Value = Model> {
    let day = number(2023, 2, 20)..number(2023, 3, 10);
    prop_oneof![4 => day.prop_map(Model::Day), 1 => (2..4u8).prop_map(Model::Month)]
}

fn limit() -> impl Strategy<Value = Limit> {
    let date = simple().prop_map(|model| Limit::Date(Box::new(model)));
    prop_oneof![6 => date, 1 => Just(Limit::Open), 1 => Just(Limit::Unknown)]
}

fn model() -> impl Strategy<Value = Model> {
    let days = number(2023, 2, 20)..number(2023, 3, 10);
    prop_oneof![
        3 => simple(),
        1 => (1..=2u8).prop_map(Model::Tens),
        1 => (1..=31u8).prop_map(Model::AnyMonth),
        3 => (limit(), limit()).prop_map(|(start, end)| Model::Interval(start, end)),
        2 => prop::collection::vec(simple(), 1..4).prop_map(Model::OneOf),
        1 => (days, 0..9i64).prop_map(|(first, more)| Model::Between(first, first + more)),
        2 => prop::collection::vec(simple(), 1..4).prop_map(Model::AllOf),
    ]
}

fn reading() -> impl Strategy<Value = Reading> {
    prop_oneof![Just(Reading::Throughout), Just(Reading::Within)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn relations_agree_with_every_possible_span(a in model(), b in model(), reading_a in reading(), reading_b in reading()) {
        // "All of" is listed for one reading only: each member whole.
        let of = |model: &Model, reading| if matches!(model, Model::AllOf(_)) { Reading::Throughout } else { reading };
        let (reading_a, reading_b) = (of(&a, reading_a), of(&b, reading_b));
        let parsed = [&a, &b].map(|model| daftar_date::Edtf::parse(&model.text()));
        // A beginning after the end is refused; so is an interval without any date.
        prop_assume!(parsed.iter().all(Result::is_ok));
        let (worlds_a, worlds_b) = (a.worlds(reading_a), b.worlds(reading_b));
        let (text_a, text_b) = (date(&a.text()), date(&b.text()));
        for (name, relation, holds) in RELATIONS {
            let expected = brute(&worlds_a, &worlds_b, holds);
            let answer = relation(Time { edtf: &text_a, reading: reading_a }, Time { edtf: &text_b, reading: reading_b });
            let exact = a.is_exact() && b.is_exact();
            let right = answer == expected || (!exact && answer == Truth::Possibly);
            prop_assert!(right, "{} {name} {}: {answer:?}, brute force {expected:?}", a.text(), b.text());
        }
    }
}
