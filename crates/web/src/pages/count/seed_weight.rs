//! What a thousand seeds weigh: some are counted out and weighed. What was counted stands with the statement, in its words.

use axum::Form as Sent;
use axum::extract::Path;
use axum::response::Response;
use daftar_register::claim::{Claim, Decimal, Subject, Value};
use daftar_register::date::Lang;
use daftar_register::weight_of_a_thousand;
use maud::html;

use super::{Data, Lot, head, quantity, recorded, title, who_and_when};
use crate::address::Address;
use crate::error::Trouble;
use crate::forms::amount::amount;
use crate::forms::save::{self, FormPage, Page};
use crate::forms::shell::form;
use crate::forms::typed::Typed;
use crate::forms::writing::{Writing, property_id};
use crate::pages::keeping::today;
use crate::pages::looking::Looking;
use crate::screen::Screen;
use crate::visit::Visit;
use crate::words::{Digits, Said, Words};
use daftar_register::claim::Speaker;
use daftar_register::view::stock::Unit;

/// The property that says it.
const THOUSAND: &str = "thousand-seed-weight";

/// The form.
#[derive(Clone)]
struct SeedWeight(Lot);

/// `GET /count/LOT/seed-weight`
pub(crate) async fn page(Path(id): Path<String>, visit: Visit) -> Response {
    save::show(SeedWeight(Lot::of(id, &visit)), visit).await
}

/// `POST /count/LOT/seed-weight`
pub(crate) async fn save(Path(id): Path<String>, visit: Visit, Sent(pairs): Sent<Vec<(String, String)>>) -> Response {
    save::save(SeedWeight(Lot::of(id, &visit)), visit, pairs).await
}

impl FormPage for SeedWeight {
    type Data = Data;

    fn preset(&self, looking: &Looking<'_>) -> Result<Vec<(String, String)>, Trouble> {
        Ok(vec![("day".to_owned(), today(looking.register))])
    }

    fn data(&self, looking: &Looking<'_>) -> Result<Data, Trouble> {
        self.0.data(looking)
    }

    fn render(&self, data: &Data, typed: &Typed, screen: &Screen<'_>) -> Page {
        let fields = html! {
            (amount("seeds", "seed-weight-seeds", "seed-weight-seeds-help", typed, screen))
            (amount("weight", "seed-weight-weight", "seed-weight-weight-help", typed, screen))
            (who_and_when("count-by", data, typed, screen))
        };
        let known = data.book.scales.thousand_seeds;
        let told = known.map(|range| quantity::amount(range, Some(&Unit::Grams), screen));
        let body = html! {
            (head(data, screen))
            @if let Some(told) = &told {
                @let words = screen.tell("seed-weight-known", &[("amount", Said::Text(told))]);
                @if self.0.done.is_some() { (recorded(&html! { (screen.say("count-recorded")) " " (words) })) } @else { p { (words) } }
            }
            p.quiet { (screen.say("seed-weight-lead")) }
            (form(typed, "count-save", screen, fields))
        };
        Page { title: title("seed-weight", data, screen), body }
    }

    fn read(&self, writing: &mut Writing<'_>) -> Result<String, Trouble> {
        let (lot, _) = self.0.book(writing)?;
        let (seeds, weight) = (writing.seeds("seeds"), writing.amount("weight"));
        for field in ["seeds", "weight"] {
            if writing.typed.text(field).is_empty() {
                writing.fault(field, "fault-amount-empty");
            }
        }
        let (day, by) = (writing.past_day("day"), self.0.counter(writing)?);
        let (Some(seeds), Some(weight), Some(day)) = (seeds, weight, day) else { return Ok(String::new()) };
        let Some(thousand) = weight_of_a_thousand(&weight, seeds) else {
            let nothing = if seeds == 0 { "seeds" } else { "weight" };
            writing.fault(nothing, "fault-sample-none");
            return Ok(String::new());
        };
        let value = Value::Number { number: thousand, unit: Some("g".to_owned()) };
        let claim = Claim::new(Subject::Entity(lot), property_id(THOUSAND)?, value, writing.keeper);
        let quote = Some(sample(seeds, &weight, writing.register.lang()));
        let said_by = by.map(Speaker::Entity);
        writing.put(Claim { quote, said_by, stated: Some(day), ..claim }, false, Vec::new());
        Ok(format!("{}?done=yes", Address::SeedWeight(lot)))
    }
}

/// What was counted and weighed, in the notebook's language.
fn sample(seeds: i64, weight: &Decimal, lang: &str) -> String {
    let lang = if lang.starts_with("ar") { Lang::Ar } else { Lang::En };
    let seeds = seeds.to_string();
    let said = [("seeds", Said::Text(&seeds)), ("weight", Said::Text(weight.as_str()))];
    Words::of(lang, Digits::European).tell("seed-weight-sample", &said).replace(['\u{2068}', '\u{2069}'], "")
}
