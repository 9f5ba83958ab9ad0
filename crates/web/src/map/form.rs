//! The form by which a plan is placed: rows of numbers, typed or filled by clicks; and what it comes to.

use daftar_register::claim::{Claim, Decimal, EntityId, Locator, PropertyId, Speaker, Subject, Value, ValueError, Wkt};
use daftar_register::view::Placement;
use maud::{Markup, html};

use super::page::why;
use super::placing::{PlacingError, Tie, place};
use super::words::Words;
use crate::forms::typed::western;

/// How many points the form has room for.
pub const ROWS: usize = 12;

/// The four numbers of a point, as the form names them: pixels, then degrees.
const FIELDS: [&str; 4] = ["x", "y", "latitude", "longitude"];

/// What was typed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Typed {
    rows: [[String; 4]; ROWS],
    uncertainty: String,
}

/// What is wrong with it.
#[derive(Clone, PartialEq, Debug)]
pub enum Wrong {
    /// A field has no number that fits; the row counted from 1.
    Number(usize, &'static str),
    /// A row is not full.
    Half(usize),
    /// The points do not place the picture.
    Placing(PlacingError),
}

/// Points that place a picture.
#[derive(Clone, PartialEq, Debug)]
pub struct Known {
    /// The points.
    pub ties: Vec<Tie>,
    numbers: Vec<[Decimal; 2]>,
    uncertainty: Option<Decimal>,
}

impl Typed {
    /// Takes the fields of a form, `x1`, `y1`, `latitude1`, `longitude1` and so on, and `uncertainty`; others are passed over.
    pub fn new<'f>(fields: impl IntoIterator<Item = (&'f str, &'f str)>) -> Typed {
        let mut typed = Typed::default();
        for (name, text) in fields {
            let text = western(text.trim());
            if name == "uncertainty" {
                typed.uncertainty = text;
            } else if let Some(place) = typed.field(name) {
                *place = text;
            }
        }
        typed
    }

    /// The points of somebody who placed the plan before.
    pub fn of(placement: &Placement) -> Typed {
        let mut typed = Typed::default();
        for (row, point) in typed.rows.iter_mut().zip(&placement.points) {
            let [[x, y], [longitude, latitude]] = [point.pixel.map(f64::from), point.position];
            *row = [x, y, latitude, longitude].map(|number| number.to_string());
        }
        let told = placement.points.first().and_then(|point| point.uncertainty);
        typed.uncertainty = told.map(|metres| metres.to_string()).unwrap_or_default();
        typed
    }

    fn field(&mut self, name: &str) -> Option<&mut String> {
        let digits = name.trim_start_matches(|c: char| c.is_ascii_lowercase());
        let column = FIELDS.iter().position(|field| name.strip_suffix(digits) == Some(field))?;
        let row = digits.parse::<usize>().ok()?.checked_sub(1)?;
        self.rows.get_mut(row)?.get_mut(column)
    }

    /// The points.
    ///
    /// # Errors
    /// Everything that is wrong, in the order of the rows.
    pub fn read(&self) -> Result<Known, Vec<Wrong>> {
        let (mut known, mut wrong) = (Known { ties: Vec::new(), numbers: Vec::new(), uncertainty: None }, Vec::new());
        for (n, row) in self.rows.iter().enumerate().filter(|(_, row)| row.iter().any(|text| !text.is_empty())) {
            match point(n + 1, row) {
                Ok((tie, numbers)) => {
                    known.ties.push(tie);
                    known.numbers.push(numbers);
                }
                Err(problem) => wrong.push(problem),
            }
        }
        match distance(&self.uncertainty) {
            Ok(metres) => known.uncertainty = metres,
            Err(problem) => wrong.push(problem),
        }
        if let (true, Err(error)) = (wrong.is_empty(), place(&known.ties)) {
            wrong.push(Wrong::Placing(error));
        }
        if wrong.is_empty() { Ok(known) } else { Err(wrong) }
    }
}

fn point(number: usize, row: &[String; 4]) -> Result<(Tie, [Decimal; 2]), Wrong> {
    if row.iter().any(String::is_empty) {
        return Err(Wrong::Half(number));
    }
    let [x, y, latitude, longitude] = row;
    let pixel = |text: &str, field| text.parse::<u32>().map(f64::from).map_err(|_| Wrong::Number(number, field));
    let degrees = |text: &str, limit: f64, field| {
        let decimal = Decimal::parse(text).ok().filter(|degrees| degrees.to_f64().abs() <= limit);
        decimal.ok_or(Wrong::Number(number, field))
    };
    let pixel = [pixel(x, "x")?, pixel(y, "y")?];
    let (latitude, longitude) = (degrees(latitude, 90.0, "latitude")?, degrees(longitude, 180.0, "longitude")?);
    Ok((Tie { pixel, position: [longitude.to_f64(), latitude.to_f64()] }, [longitude, latitude]))
}

fn distance(text: &str) -> Result<Option<Decimal>, Wrong> {
    if text.is_empty() {
        return Ok(None);
    }
    let metres = Decimal::parse(text).ok().filter(|metres| metres.to_f64() >= 0.0);
    metres.map(Some).ok_or(Wrong::Number(0, "uncertainty"))
}

impl Known {
    /// How far off the positions may be, metres.
    pub fn metres(&self) -> Option<f64> {
        self.uncertainty.as_ref().map(Decimal::to_f64)
    }

    /// The statements that they are: "this pixel is that position", said by a person of the plan.
    ///
    /// # Errors
    /// Never for points that [`Typed::read`] gave.
    pub fn claims(&self, plan: EntityId, said_by: EntityId) -> Result<Vec<Claim>, ValueError> {
        let property = PropertyId::parse("control-point")?;
        let claim = |(tie, [longitude, latitude]): (&Tie, &[Decimal; 2])| {
            let wkt = Wkt::parse(&format!("POINT ({} {})", longitude.as_str(), latitude.as_str()))?;
            let value = Value::Geometry { wkt, uncertainty: self.uncertainty.clone() };
            let mut claim = Claim::new(Subject::Entity(plan), property.clone(), value, plan);
            claim.locator = Some(Locator::Page(format!("xywh=pixel:{},{},1,1", tie.pixel[0], tie.pixel[1])));
            claim.said_by = Some(Speaker::Entity(said_by));
            Ok(claim)
        };
        self.ties.iter().zip(&self.numbers).map(claim).collect()
    }
}

/// The form. `hidden` fields (a token against forged requests) go with it.
pub fn form(action: &str, hidden: &[(&str, &str)], typed: &Typed, wrong: &[Wrong], words: &Words) -> Markup {
    html! {
        form class="place-form" method="post" action=(action) {
            @for (name, value) in hidden { input type="hidden" name=(name) value=(value); }
            @for error in wrong {
                @if let Wrong::Placing(error) = error { p class="place-wrong" role="alert" { (why(error, words)) } }
            }
            ol class="place-rows" {
                @for (n, row) in typed.rows.iter().enumerate() { li { (fields(n + 1, row, wrong, words)) } }
            }
            (field("uncertainty", &typed.uncertainty, &words.say("place-uncertainty"), wrong_number(0, "uncertainty", &typed.uncertainty, wrong, words)))
            button type="submit" { (words.say("place-send")) }
        }
    }
}

fn fields(number: usize, row: &[String; 4], wrong: &[Wrong], words: &Words) -> Markup {
    let labels =
        [words.say("place-x"), words.say("place-y"), words.say("place-latitude"), words.say("place-longitude")];
    html! {
        fieldset data-row=(number) {
            legend { (words.count("place-point", number)) }
            @if wrong.contains(&Wrong::Half(number)) { p class="place-wrong" role="alert" { (words.say("place-half")) } }
            @for ((name, text), label) in FIELDS.iter().zip(row).zip(&labels) {
                (field(&format!("{name}{number}"), text, label, wrong_number(number, name, text, wrong, words)))
            }
        }
    }
}

fn field(name: &str, text: &str, label: &str, wrong: Option<String>) -> Markup {
    let about = format!("{name}-wrong");
    html! {
        label class="place-field" {
            span { (label) }
            input name=(name) value=(text) inputmode="decimal" autocomplete="off" dir="ltr" size="12"
                aria-invalid=[wrong.as_ref().map(|_| "true")] aria-describedby=[wrong.as_ref().map(|_| &about)];
            @if let Some(wrong) = &wrong { span class="place-wrong" id=(about) { (wrong) } }
        }
    }
}

fn wrong_number(number: usize, field: &str, text: &str, wrong: &[Wrong], words: &Words) -> Option<String> {
    let here = |one: &&Wrong| matches!(one, Wrong::Number(n, name) if *n == number && *name == field);
    wrong.iter().find(here).map(|_| words.with("place-no-number", "found", text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_register::claim::Hash;
    use daftar_register::date::Lang;

    const GOOD: [(&str, &str); 9] = [
        ("x1", "60"),
        ("y1", "60"),
        ("latitude1", "35.0007"),
        ("longitude1", "20.99970"),
        ("x3", "560"),
        ("y3", "420"),
        ("latitude3", "34.9973"),
        ("longitude3", "21.0030"),
        ("uncertainty", "10"),
    ];

    #[test]
    fn two_full_rows_become_two_statements() {
        let known = Typed::new(GOOD).read().unwrap();
        let (plan, keeper) = (EntityId(Hash([1; 32])), EntityId(Hash([2; 32])));
        let claims = known.claims(plan, keeper).unwrap();
        assert_eq!(claims.len(), 2);
        assert_eq!(claims[0].locator, Some(Locator::Page("xywh=pixel:60,60,1,1".into())));
        let Value::Geometry { wkt, uncertainty } = &claims[0].value else { panic!("a position") };
        assert_eq!((wkt.as_str(), uncertainty.as_ref().unwrap().as_str()), ("POINT (20.99970 35.0007)", "10"));
        assert_eq!((claims[1].source, &claims[1].said_by), (plan, &Some(Speaker::Entity(keeper))));
    }

    #[test]
    fn everything_that_is_wrong_is_said_beside_its_field() {
        let mut fields = GOOD.to_vec();
        fields[2].1 = "135";
        fields[4].1 = "";
        fields[8].1 = "-5";
        let typed = Typed::new(fields);
        let wrong = typed.read().unwrap_err();
        assert_eq!(wrong, [Wrong::Number(1, "latitude"), Wrong::Half(3), Wrong::Number(0, "uncertainty")]);
        let shown = form("/plan/1/place", &[("token", "t")], &typed, &wrong, &Words::of(Lang::En)).into_string();
        assert!(shown.contains("135 is not a number") || shown.contains("135\u{2069} is not a number"), "{shown}");
        assert!(shown.contains("value=\"60\"") && shown.contains("aria-describedby=\"latitude1-wrong\""));
    }

    #[test]
    fn one_point_is_too_few_and_foreign_fields_are_passed_over() {
        let typed = Typed::new(GOOD[..4].iter().copied().chain([("x0", "1"), ("x99", "1"), ("other", "1"), ("", "")]));
        assert_eq!(typed.read().unwrap_err(), [Wrong::Placing(PlacingError::TooFew(1))]);
    }
}
