//! The JSON of a page and of differences, as others read it.

use daftar_date::Lang;
use daftar_view::{Ask, Asked, differences, page};

use crate::support::{Says, entity, gathered, shipped};
use crate::town;

#[test]
fn the_page_of_the_museum() {
    let mut list = town::all();
    let lost = list.iter().find(|s| s.claim.quote.as_deref() == Some("It was lost in October 2031.")).unwrap().id;
    list.push(Says::of_claim(lost, "assessment").code("assessment", "field").by("keeper").when("2032-05").done());
    list.push(Says::of_claim(lost, "deny").text("it stands", Some("en")).by("guard").from("B").done());
    list.push(Says::of("museum", "prefer").prefers(lost, &[], &[]).by("keeper").quote("seen there").done());
    list.push(Says::of("sword", "part-of").entity("museum").done());
    let (profiles, ask) = (shipped(), Ask::default());
    let surroundings = gathered(&list);
    let page = page(&Asked::new(&list, &ask, &profiles, &surroundings), entity("museum"));
    assert_eq!((page.denials().count(), page.assessments().count()), (1, 1));
    assert_eq!(page.statement(lost).map(|cited| cited.value.words.as_str()), Some("destroyed"));
    insta::assert_json_snapshot!(page);
}

#[test]
fn the_differences_in_arabic() {
    let (list, profiles) = (town::all(), shipped());
    let ask = Ask { lang: Lang::Ar, ..Ask::default() };
    let surroundings = gathered(&list);
    insta::assert_json_snapshot!(differences(&Asked::new(&list, &ask, &profiles, &surroundings)));
}
