use super::*;
use crate::ask::Ask;
use crate::testing::{Says, edtf, entity, gathered, shipped};

fn state(code: &str) -> Says {
    Says::of("well", "state").code("state", code)
}

/// What was learned of the well between two days, about the end of 2031.
fn between(list: &[Statement], before: &str, after: &str) -> Option<Learned> {
    let mut list = list.to_vec();
    list.push(Says::of("well", "kind").code("kind", "water-point").done());
    let (profiles, known) = (shipped(), gathered(&list));
    let ask = |said: &str| Ask { at: Some(edtf("2031-12-31")), said: Some(edtf(said)), ..Ask::default() };
    let (before, after) = (ask(before), ask(after));
    let was = Asked::new(&list, &before, &profiles, &known);
    let is = Asked::new(&list, &after, &profiles, &known);
    let mut found = learned(&was, &is, entity("well"));
    assert!(found.len() < 2, "a water point has one scale");
    found.pop()
}

fn news(list: &[Statement]) -> Vec<News> {
    between(list, "2031-11-30", "2032-06-30").map(|one| one.news).unwrap_or_default()
}

#[test]
fn what_is_said_for_the_first_time_names_its_statement() {
    let damaged = state("damaged").when("2031-10").stated("2032-03-02").done();
    let found = between(std::slice::from_ref(&damaged), "2032-01-31", "2032-06-30").unwrap();
    assert_eq!((found.news.as_slice(), found.new.as_slice()), (&[News::First][..], &[damaged.id][..]));
    assert_eq!(found.before.words(daftar_date::Lang::En), "nobody had said anything");
    assert_eq!(found.after.words(daftar_date::Lang::En), "damaged");
    assert_eq!(found.statements.len(), 1, "with its source");
    assert_eq!(between(&[damaged], "2031-12", "2032-01-31"), None);
}

#[test]
fn another_state_another_voice_and_a_dispute_are_told_apart() {
    let damaged = || state("damaged").when("2031-10").stated("2031-11-02").done();
    let later = |code: &str, when: &str| state(code).when(when).stated("2032-03-02").from("radio").done();
    assert_eq!(news(&[damaged(), later("damaged", "2031-10")]), [News::Confirmed]);
    assert_eq!(news(&[damaged(), later("destroyed", "2031-12")]), [News::Changed]);
    assert_eq!(news(&[damaged(), later("destroyed", "2031-10")]), [News::Changed, News::NewlyDisputed]);
    assert_eq!(news(&[damaged()]), []);
}

#[test]
fn a_denial_disputes_what_was_said() {
    let damaged = state("damaged").when("2031-10").stated("2031-11-02").done();
    let denial =
        Says::of_claim(damaged.id, "deny").text("it was not", None).by("committee").stated("2032-02-01").done();
    let found = between(&[damaged, denial.clone()], "2031-11-30", "2032-06-30").unwrap();
    assert_eq!(found.news, [News::NewlyDisputed]);
    assert_eq!(found.new, [denial.id]);
}

#[test]
fn what_was_taken_back_later_was_known_until_then() {
    let damaged = state("damaged").when("2031-10").stated("2031-11-02").done();
    let destroyed = state("destroyed").when("2031-10").stated("2031-11-03").from("radio").retracted().done();
    let day = |text: &str| edtf(text).bounds().earliest().unwrap();
    let list = [damaged, destroyed.clone(), Says::of("well", "kind").code("kind", "water-point").done()];
    let stood = as_they_stood(&list, day("2031-11-30"), &|_| Some(day("2032-02-01")));
    let (profiles, known) = (shipped(), gathered(&list));
    let ask = |said: &str| Ask { said: Some(edtf(said)), ..Ask::default() };
    let (first, second) = (ask("2031-11-30"), ask("2032-06-30"));
    let was = Asked::new(&stood, &first, &profiles, &known);
    let is = Asked::new(&list, &second, &profiles, &known);
    let found = learned(&was, &is, entity("well")).pop().unwrap();
    assert_eq!(found.news, [News::Changed, News::NoLongerDisputed]);
    assert_eq!(found.gone, [destroyed.id]);
    let untouched = as_they_stood(&list, day("2032-03-01"), &|_| Some(day("2032-02-01")));
    assert_eq!(untouched, list);
}
