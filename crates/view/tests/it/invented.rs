//! A property that the program has never heard of folds and differs by its rules alone.

use daftar_claim::Statement;
use daftar_date::Truth;
use daftar_view::{Ask, Asked, Surroundings, condition, differences};

use crate::support::{Says, edtf, entity, gathered, with_profile};

const LANTERN: &str = r#"
version = 1
kind = "lantern"
label = { en = "lantern", ar = "فانوس" }
properties = ["wick", "glow", "care"]

[[property]]
id = "wick"
label = { en = "number of wicks" }
section = "identity"
type = "count"
fold = "holds"

[[property]]
id = "glow"
label = { en = "glow" }
section = "condition"
type = "code"
fold = "happens"
persists = true
scheme = "glow"

[[property]]
id = "care"
label = { en = "care" }
section = "condition"
type = "code"
fold = "happens"
many = true
persists = true
scheme = "care"

[[scheme]]
id = "care"
label = { en = "care" }
[[scheme.code]]
id = "lent"
label = { en = "lent" }
[[scheme.code]]
id = "mended"
label = { en = "mended" }
restores = true

[[scheme]]
id = "glow"
label = { en = "glow" }
[[scheme.code]]
id = "bright"
label = { en = "bright" }
rank = 0
[[scheme.code]]
id = "relit"
label = { en = "relit" }
rank = 0
restores = true
[[scheme.code]]
id = "dim"
label = { en = "dim" }
rank = 1
[[scheme.code]]
id = "out"
label = { en = "out" }
rank = 2
once = true
"#;

fn verdicts(list: &[Statement]) -> Vec<(String, Truth)> {
    let (profiles, ask, surroundings) = (with_profile(LANTERN), Ask::default(), Surroundings::default());
    let found = differences(&Asked::new(list, &ask, &profiles, &surroundings));
    found.iter().map(|difference| (difference.property.to_string(), difference.verdict)).collect()
}

fn glow(code: &str, when: &str) -> Statement {
    Says::of("lamp", "glow").code("glow", code).when(when).done()
}

#[test]
fn an_invented_property_differs() {
    let wicks = |n| Says::of("lamp", "wick").count(None, Some(n), None).done();
    assert_eq!(verdicts(&[wicks(2), wicks(3)]), [("wick".to_owned(), Truth::Yes)]);
    let once = [("glow".to_owned(), Truth::Yes)];
    assert_eq!(verdicts(&[glow("out", "2031-03"), glow("out", "2031-05")]), once);
    assert_eq!(verdicts(&[glow("out", "2031-03"), glow("relit", "2031-04"), glow("out", "2031-05")]), []);
    let never_went_out = [glow("out", "2031-03"), glow("bright", "2031-04")];
    assert_eq!(verdicts(&never_went_out), [("glow".to_owned(), Truth::Possibly)]);
    assert_eq!(verdicts(&[glow("dim", "2031-03"), glow("out", "2031-03")])[0].1, Truth::Possibly);
}

#[test]
fn only_what_its_profile_says_restores() {
    let care = |code: &str| Says::of("lamp", "care").code("care", code).when("2031-04").done();
    let lost_twice = |care: &Statement| verdicts(&[glow("out", "2031-03"), care.clone(), glow("out", "2031-05")]);
    assert_eq!(lost_twice(&care("lent")), [("glow".to_owned(), Truth::Yes)]);
    assert_eq!(lost_twice(&care("mended")), []);
    let milder = |care: &Statement| verdicts(&[glow("out", "2031-03"), care.clone(), glow("dim", "2031-05")]);
    assert_eq!(milder(&care("lent")), [("glow".to_owned(), Truth::Possibly)]);
    assert_eq!(milder(&care("mended")), []);
}

#[test]
fn an_invented_scale_has_a_condition() {
    let list = [glow("dim", "2031-03"), glow("out", "2031-05")];
    let profiles = with_profile(LANTERN);
    let surroundings = gathered(&[Says::of("lamp", "kind").code("kind", "lantern").done()]);
    let ask = Ask { at: Some(edtf("2031-04")), ..Ask::default() };
    let found = condition(&Asked::new(&list, &ask, &profiles, &surroundings), entity("lamp"));
    assert_eq!(found.scales[0].values[0].value.words, "dim");
}

#[test]
fn what_no_profile_declares_is_kept_and_differs_from_nothing() {
    let odd = |words: &str| Says::of("lamp", "smell").text(words, Some("en")).done();
    assert_eq!(verdicts(&[odd("sweet"), odd("sour")]), []);
}
