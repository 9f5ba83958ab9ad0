//! The answers that a careful reader gives: as of five days, three differences, three agreements.

use daftar_claim::Statement;
use daftar_date::{Lang, Truth};
use daftar_view::{
    Answer, Ask, Asked, Condition, DatedBy, Difference, Independence, Scale, Surroundings, agreements, condition,
    differences, heading,
};

use crate::support::{Says, edtf, entity, gathered, shipped};
use crate::town;

fn ask(at: &str, from: &[&str]) -> Ask {
    Ask { at: Some(edtf(at)), from: from.iter().map(|word| entity(word)).collect(), ..Ask::default() }
}

fn condition_of(thing: &str, ask: &Ask) -> Condition {
    let (list, profiles) = (town::all(), shipped());
    let surroundings = gathered(&list);
    condition(&Asked::new(&list, ask, &profiles, &surroundings), entity(thing))
}

/// The answer on its physical state.
fn state_of(condition: &Condition) -> &Scale {
    condition.scales.iter().find(|scale| scale.property.as_str() == "state").unwrap()
}

/// Words and truth of each state, worst first.
fn states(condition: &Condition) -> Vec<(&str, Truth)> {
    let scale = state_of(condition);
    scale.values.iter().map(|value| (value.value.words.as_str(), value.held)).collect()
}

/// The sources that cite the n-th state, by the source's or speaker's name.
fn voices(condition: &Condition, n: usize) -> Vec<&str> {
    let cited = state_of(condition).values[n].statements.iter().map(|claim| {
        let cited = condition.statements.iter().find(|cited| cited.claim == *claim).unwrap();
        cited.speaker.as_ref().unwrap_or(&cited.source).name.as_deref().unwrap()
    });
    let mut voices: Vec<&str> = cited.collect();
    voices.sort_unstable();
    voices
}

#[test]
fn before_anything_happened_nobody_says_anything() {
    let museum = condition_of("museum", &ask("2031-09", &[]));
    assert_eq!(museum.scales.len(), 1);
    assert_eq!(state_of(&museum).answer, Answer::NoClaim);
    assert_eq!(states(&museum), [("destroyed", Truth::Possibly)], "from the statements that give no date");
    assert_eq!(voices(&museum, 0), ["On the siege", "Union of Island Museums"]);
    let dated: Vec<Statement> = town::museum().into_iter().filter(|s| s.claim.said_by.is_none()).collect();
    let (ask, profiles, surroundings) = (ask("2031-09", &[]), shipped(), gathered(&town::facts()));
    let museum = condition(&Asked::new(&dated, &ask, &profiles, &surroundings), entity("museum"));
    assert_eq!((state_of(&museum).answer, states(&museum)), (Answer::NoClaim, vec![]));
}

#[test]
fn from_one_source_worse_and_milder_stand_together() {
    let museum = condition_of("museum", &ask("2031-11", &["A"]));
    assert_eq!(states(&museum), [("destroyed", Truth::Yes), ("damaged", Truth::Yes)]);
    assert_eq!(voices(&museum, 0), ["On the museum", "Union of Island Museums"]);
    assert_eq!(state_of(&museum).answer, Answer::Certain);
    let verdicts: Vec<Truth> = museum.differences.iter().map(|difference| difference.verdict).collect();
    assert_eq!(verdicts, [Truth::Possibly]);
}

#[test]
fn from_the_other_source_nothing_is_certain() {
    let museum = condition_of("museum", &ask("2031-11", &["B"]));
    assert_eq!(states(&museum), [("destroyed", Truth::Possibly)]);
    let lost = &state_of(&museum).values[0];
    assert_eq!(lost.dated_by, DatedBy::Inferred);
    assert_eq!((state_of(&museum).answer, state_of(&museum).possibly), (Answer::NoClaim, true));
    assert!(museum.differences.is_empty());
    let cited = museum.statements.iter().find(|cited| cited.claim == lost.statements[0]).unwrap();
    let inferred = cited.inferred.as_ref().and_then(|note| note.when.as_ref()).unwrap();
    assert_eq!((cited.when.as_ref(), inferred.as_str()), (None, "[..2032-04-07]"));
}

#[test]
fn later_both_sources_stand_and_renovation_has_begun() {
    let museum = condition_of("museum", &ask("2032-09", &[]));
    assert_eq!(states(&museum), [("destroyed", Truth::Yes), ("damaged", Truth::Yes)]);
    assert_eq!(voices(&museum, 0), ["On the museum", "On the siege", "Union of Island Museums"]);
    assert_eq!(voices(&museum, 1), ["On the museum"]);
    let recovery = museum.beside.iter().find(|folded| folded.property.as_str() == "recovery").unwrap();
    assert_eq!((recovery.values[0].value.words.as_str(), recovery.values[0].held), ("renovation", Truth::Yes));
    assert!(condition_of("museum", &ask("2032-07", &[])).beside.iter().all(|f| f.property.as_str() != "recovery"));
}

#[test]
fn the_first_house_is_lost_and_a_second_has_begun() {
    let seeds = condition_of("seeds", &ask("2032-06", &[]));
    assert_eq!(states(&seeds), [("destroyed", Truth::Yes)]);
    assert_eq!(state_of(&seeds).answer, Answer::Certain);
    let successor = seeds.beside.iter().find(|folded| folded.property.as_str() == "successor").unwrap();
    let value = &successor.values[0];
    assert_eq!(
        (value.value.words.as_str(), value.held, value.dated_by),
        ("House of Seeds in Marsa", Truth::Possibly, DatedBy::Undated)
    );
}

#[test]
fn a_time_that_is_only_inferred_says_so_in_the_answer() {
    let lost = Says::of("seeds", "state").code("state", "destroyed").inferred("2031-12-06/2032-04-07", "in the siege");
    let (list, profiles, surroundings) = ([lost.done()], shipped(), gathered(&town::facts()));
    let answer = |at: &str| {
        let ask = ask(at, &[]);
        let seeds = condition(&Asked::new(&list, &ask, &profiles, &surroundings), entity("seeds"));
        let state = state_of(&seeds);
        (state.answer, state.values[0].held, state.values[0].as_dated)
    };
    assert_eq!(answer("2032-06"), (Answer::AsInferred, Truth::Possibly, Truth::Yes));
    assert_eq!(answer("2031-11"), (Answer::NoClaim, Truth::Possibly, Truth::No), "what is inferred never excludes");
}

fn told(differences: &[Difference], lang: Lang) -> Vec<String> {
    let profiles = shipped();
    let line = |difference: &Difference| {
        let sides = difference.sides.iter().filter_map(|side| side.value.as_ref()).map(|value| value.words.as_str());
        let sides: Vec<&str> = sides.collect();
        let reason = difference.reason.words(lang, &profiles);
        format!("{} | {} | {}: {reason}", difference.property, sides.join(" / "), heading(difference.verdict, lang))
    };
    differences.iter().map(line).collect()
}

#[test]
fn the_differences_surface_with_their_reasons() {
    let (list, profiles, ask) = (town::all(), shipped(), Ask::default());
    let surroundings = gathered(&list);
    let asked = Asked::new(&list, &ask, &profiles, &surroundings);
    let mut lines = told(&differences(&asked), Lang::En);
    lines.sort_unstable();
    let expected = [
        "began | 6 December 2031 / 12 December 2031 | sources may differ: only if both speak of the same thing",
        "ended | 10 January 2032 / 7 April 2032 | sources may differ: only if both speak of the same thing",
        "state | destroyed / damaged | sources may differ: both can have happened within one period (October 2031): \
         first damaged, then destroyed",
        "state | destroyed / destroyed | sources may differ: On the siege gives no date; “by 7 April 2032” is inferred: \
         told among the effects of the siege",
    ];
    assert_eq!(lines, expected);
}

#[test]
fn two_years_of_founding_cannot_both_be() {
    let list = [
        Says::of("museum", "founded").date("2014").from("A").done(),
        Says::of("museum", "founded").date("2016").from("B").done(),
    ];
    let (profiles, ask, surroundings) = (shipped(), Ask::default(), gathered(&town::facts()));
    let found = differences(&Asked::new(&list, &ask, &profiles, &surroundings));
    assert_eq!(
        told(&found, Lang::En),
        ["founded | 2014 / 2016 | sources differ: only one of these can be so at one time"]
    );
    assert_eq!(told(&found, Lang::Ar), ["founded | 2014 / 2016 | المصادر تختلف: لا يصح منها إلا واحد في الوقت نفسه"]);
}

#[test]
fn agreement_counts_origins_and_does_not_claim_independence() {
    let (mut list, profiles, ask) = (town::all(), shipped(), Ask::default());
    let agree = |list: &[Statement]| {
        let surroundings = gathered(list);
        let found = agreements(&Asked::new(list, &ask, &profiles, &surroundings));
        let line = |a: &daftar_view::Agreement| (a.property.to_string(), a.exact, a.origins.len(), a.independence);
        found.iter().map(line).collect::<Vec<_>>()
    };
    let unknown = |property: &str| (property.to_owned(), true, 2, Independence::Unknown);
    assert_eq!(agree(&list), [unknown("founded"), unknown("holdings"), unknown("oldest")]);
    list.push(Says::of("B", "origin").entity("A").done());
    let same = |property: &str| (property.to_owned(), true, 1, Independence::SameOrigin);
    assert_eq!(agree(&list), [same("founded"), same("holdings"), same("oldest")]);
}

#[test]
fn agreement_with_less_precision_and_by_one_speaker() {
    let founded = |date: &str, source: &str| Says::of("museum", "founded").date(date).from(source);
    let (profiles, ask, surroundings) = (shipped(), Ask::default(), Surroundings::default());
    let found = |list: &[Statement]| agreements(&Asked::new(list, &ask, &profiles, &surroundings));
    let less = found(&[founded("2014", "A").done(), founded("2014-05", "B").done()]);
    assert_eq!((less.len(), less[0].exact, less[0].values.len()), (1, false, 2));
    let quoted = found(&[founded("2014", "A").by("union").done(), founded("2014", "B").by("union").done()]);
    assert_eq!((quoted[0].sources.len(), quoted[0].independence), (2, Independence::SameOrigin));
    assert!(found(&[founded("2014", "A").done(), founded("2014", "A").by("union").done()]).is_empty(), "one source");
}
