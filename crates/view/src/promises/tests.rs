use super::*;
use crate::ask::Ask;
use crate::stock::Units;
use crate::surroundings::{Audience, Surroundings};
use crate::testing::{Says, edtf, entity, shipped};
use daftar_claim::Statement;

/// A jar of wheat, and 2 kg of it lent to a family, to come back as 3 kg by the summer of 2031.
fn lent() -> Vec<Statement> {
    vec![
        Says::of("jar", "kind").code("kind", "lot").done(),
        Says::of("jar", "number").text("HS 1/28", None).done(),
        Says::of("jar", "of-accession").entity("wheat").done(),
        Says::of("wheat", "kind").code("kind", "accession").done(),
        Says::of("qandil", "kind").code("kind", "family").done(),
        Says::of("loan", "kind").code("kind", "promise").done(),
        Says::of("loan", "about").entity("jar").done(),
        Says::of("loan", "to-whom").entity("qandil").done(),
        Says::of("loan", "quantity").number("2", Some("kg")).done(),
        Says::of("loan", "amount-to-return").number("3", Some("kg")).done(),
        Says::of("loan", "began").date("2030-10").done(),
        Says::of("loan", "due").date("2031-06/2031-08").done(),
    ]
}

/// A lot as which it came back.
fn came(lot: &str, number: &str, harvested: &str) -> Vec<Statement> {
    vec![
        Says::of(lot, "kind").code("kind", "lot").done(),
        Says::of(lot, "quantity").number(number, Some("g")).done(),
        Says::of(lot, "harvested").date(harvested).done(),
        Says::of(lot, "parent-lot").entity("jar").done(),
        Says::of("loan", "returned").entity(lot).done(),
    ]
}

fn with(parts: &[Vec<Statement>]) -> Vec<Statement> {
    lent().into_iter().chain(parts.iter().flatten().cloned()).collect()
}

fn asked_on(list: &[Statement], day: &str) -> Promises {
    let profiles = shipped();
    let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
    let surroundings = Surroundings::gather(list, Audience::Keeper, &profiles);
    promises(&Asked::new(list, &ask, &profiles, &surroundings), &edtf(day))
}

fn one(list: &[Statement]) -> Promise {
    asked_on(list, "2031-07-15").promises.remove(0)
}

#[test]
fn a_season_is_due_perhaps_until_it_is_over() {
    let due = |day: &str| asked_on(&lent(), day).promises[0].is_due;
    assert_eq!([due("2031-05-31"), due("2031-06-01"), due("2031-08-30")], [Due::NotYet, Due::Perhaps, Due::Perhaps]);
    assert_eq!([due("2031-08-31"), due("2031-09")], [Due::Yes, Due::Yes]);
    let mut differ = lent();
    differ.push(Says::of("loan", "due").date("2032-08").from("other").done());
    assert_eq!(asked_on(&differ, "2031-09-01").promises[0].is_due, Due::Perhaps, "sources differ");
    let without: Vec<Statement> = lent().into_iter().filter(|one| one.claim.property.as_str() != "due").collect();
    assert_eq!(asked_on(&without, "2031-09-01").promises[0].is_due, Due::Unsaid);
}

#[test]
fn it_stands_open_until_all_of_it_came_back() {
    assert_eq!(one(&lent()).state, State::Open);
    let part = one(&with(&[came("new", "1000", "2031-06")]));
    assert_eq!((part.state, part.came.map(|came| came.low)), (State::Partly, Some(Units::whole(1000))));
    assert_eq!(part.odd, []);
    assert_eq!(one(&with(&[came("new", "1000", "2031-06"), came("newer", "2000", "2032-06")])).state, State::Returned);
    let more = one(&with(&[came("new", "4000", "2031-06")]));
    assert_eq!((more.state, more.odd), (State::Returned, vec![Odd::More]), "told, and no error");
    let mut unclear = came("new", "4000", "2031-06");
    unclear[1] = Says::of("new", "quantity").number("4", Some("handfuls")).done();
    assert_eq!(one(&with(&[unclear])).state, State::Perhaps);
}

#[test]
fn forgiven_with_its_reason_and_disputed_when_somebody_denies() {
    let forgiven = vec![Says::of("loan", "forgiven").text("the drought of 2031", Some("en")).done()];
    let promise = one(&with(std::slice::from_ref(&forgiven)));
    assert_eq!((promise.state, promise.forgiven[0].why.as_str()), (State::Forgiven, "the drought of 2031"));
    let denial = Says::of_claim(forgiven[0].id, "deny").text("it rained", None).from("neighbour").done();
    assert_eq!(one(&with(&[forgiven, vec![denial]])).state, State::Disputed);
}

#[test]
fn who_was_displaced_is_counted_and_not_asked() {
    let away = Says::of("qandil", "displaced-to").entity("marsa").when("2031-01").done();
    let nobody = asked_on(&with(&[vec![away.clone()]]), "2032-01-01");
    assert_eq!((nobody.promises.len(), nobody.displaced, nobody.not_asked), (0, 1, 1));
    let somewhere = Says::of("qandil", "displaced-to").done();
    assert_eq!(asked_on(&with(&[vec![somewhere]]), "2032-01-01").displaced, 1, "nobody knows where to");
    let back = Says::of("qandil", "displaced-to").value(daftar_claim::Value::None).when("2031-10").done();
    assert_eq!(asked_on(&with(&[vec![away.clone(), back]]), "2032-01-01").promises.len(), 1);
    let both = Says::of("loan", "to-whom").entity("haddad").done();
    let one_left = asked_on(&with(&[vec![away.clone(), both]]), "2032-01-01");
    assert_eq!((one_left.promises[0].to.len(), one_left.promises[0].displaced), (1, 1));
    let whole = asked_on(&with(&[vec![away], came("new", "3000", "2031-06")]), "2032-01-01");
    assert_eq!((whole.displaced, whole.settled().count()), (0, 1), "nothing is waited for");
}

#[test]
fn what_does_not_fit_is_told() {
    let mut other = came("new", "3000", "2029");
    other[3] = Says::of("new", "parent-lot").entity("new").done();
    let lot = Who { entity: Some(entity("new")), name: None };
    let expected =
        [Odd::Circle { lot: lot.clone() }, Odd::OtherParent { lot: lot.clone() }, Odd::Before { lot: lot.clone() }];
    assert_eq!(one(&with(&[other])).odd, expected);
    let itself = vec![Says::of("loan", "returned").entity("jar").done()];
    assert!(matches!(&one(&with(&[itself])).odd[..], [Odd::Itself { .. }]));
    let mut twice = came("new", "3000", "2031-06");
    twice.push(Says::of("loan2", "kind").code("kind", "promise").done());
    twice.push(Says::of("loan2", "returned").entity("new").done());
    let told = asked_on(&with(&[twice]), "2032");
    assert!(told.promises.iter().all(|one| one.odd.contains(&Odd::Twice { lot: lot.clone() })));
    for value in [("-2", Some("kg")), ("2", None)] {
        let mut list = lent();
        list[9] = Says::of("loan", "amount-to-return").number(value.0, value.1).done();
        let promise = one(&list);
        assert_eq!((promise.promised, promise.odd.len()), (None, 1), "{value:?}");
    }
}

#[test]
fn what_is_due_stands_first_and_leads_to_its_statements() {
    let mut list = lent();
    list.push(Says::of("early", "kind").code("kind", "promise").done());
    list.push(Says::of("early", "due").date("2030-06").done());
    let all = asked_on(&list, "2031-07-15");
    assert_eq!(all.promises[0].promise, entity("early"));
    let promise = &all.promises[1];
    assert_eq!(promise.lots[0].name.as_deref(), Some("HS 1/28"), "a lot is called by its number");
    assert_eq!(promise.statements.len(), 7);
}
