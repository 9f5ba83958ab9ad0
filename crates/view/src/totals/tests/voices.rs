//! On whom numbers rest, and what each says alone.

use super::*;

/// Of how many things anything is told, and how many rest on whom alone.
fn rests(group: &Group) -> (u64, Vec<(EntityId, u64)>) {
    (group.rests.told, group.rests.on.iter().map(|lone| (lone.on, lone.things)).collect())
}

#[test]
fn what_rests_on_one_voice_is_told() {
    let mut list = five();
    list.push(state("1", "damaged").from("radio").done());
    list.push(Says::of("radio", "origin").entity("letter").done());
    let found = counted(&list, &wells(), &Ask::default());
    let rests = &found.whole.rests;
    assert_eq!((rests.told, rests.alone), (4, 3), "the radio says what the letter says");
    assert_eq!((rests.on[0].on, rests.on[0].things), (entity("letter"), 3));
    let words = found.whole.rests_words(&found, Lang::En).unwrap();
    assert!(words.starts_with("3 of 4 rest on one source alone; 3 of 4 on "), "{words}");
}

#[test]
fn how_a_source_sorts_what_it_was_told_is_no_second_source() {
    let list = [
        Says::of("raid", "kind").code("kind", "event").done(),
        Says::of("raid", "deaths").count(None, Some(4), None).by("radio").from("data set").done(),
        Says::of("raid", "what").text("shelling", None).from("data set").done(),
    ];
    let asking = Asking { kinds: vec!["event".into()], ..Asking::default() };
    let found = counted(&list, &asking, &Ask::default());
    let rests = &found.whole.rests;
    assert_eq!((rests.told, rests.alone, rests.on[0].on), (1, 1, entity("radio")));
}

#[test]
fn only_voices_of_what_is_current_carry_it() {
    let list = [
        well("1"),
        Says::of("1", "state").code("state", "damaged").when("2031-05").done(),
        Says::of("1", "state").code("state", "destroyed").when("2032-01").from("courier").done(),
        Says::of("1", "users").count(None, Some(40), None).from("radio").done(),
    ];
    let found = counted(&list, &wells(), &Ask::default());
    assert_eq!(rests(&found.whole), (1, vec![(entity("courier"), 1)]), "neither what is past, nor other numbers");
    let unknown = [well("1"), state("1", "damaged").done(), state("1", "unknown").from("courier").done()];
    let found = counted(&unknown, &wells(), &Ask::default());
    assert_eq!(rests(&found.whole), (1, vec![(entity("letter"), 1)]), "that it is not known carries no state");
}

#[test]
fn each_of_two_states_rests_on_those_who_tell_it() {
    let list = [well("1"), state("1", "destroyed").done(), state("1", "intact").from("courier").done()];
    let found = counted(&list, &Asking { by: By::State, ..wells() }, &Ask::default());
    let of: Vec<_> = found.groups.iter().map(rests).collect();
    assert_eq!(of, [(1, vec![(entity("courier"), 1)]), (1, vec![(entity("letter"), 1)])]);
    assert_eq!(rests(&found.whole), (1, vec![]));
}

#[test]
fn who_tells_of_things_without_a_place_carries_them() {
    let list = [well("1"), state("1", "destroyed").done()];
    let found =
        counted(&list, &Asking { by: By::Place, ..wells() }, &Ask { audience: Audience::Keeper, ..Ask::default() });
    assert_eq!(found.groups.iter().map(|group| group.key.clone()).collect::<Vec<_>>(), [Key::Unsaid]);
    assert_eq!(rests(&found.groups[0]), rests(&found.whole));
}

#[test]
fn what_one_says_alone_nobody_else_denies() {
    let damaged = state("1", "damaged").done();
    let denial = Says::of_claim(damaged.id, "deny").text("it is not", None).from("courier").done();
    let found = counted(&[well("1"), damaged, denial], &Asking { by: By::Source, ..wells() }, &Ask::default());
    let letter = found.groups.iter().find(|group| group.key == Key::Source(entity("letter"))).unwrap();
    assert_eq!((span(&letter.damaged), span(&found.whole.damaged)), ((1, 1), (0, 1)));
}

#[test]
fn a_wish_of_later_or_of_others_chooses_nothing() {
    let (mild, bad) = (state("1", "intact").done(), state("1", "destroyed").done());
    let wish = Says::of("1", "prefer").prefers(bad.id, &[mild.id], &[]).from("courier").stated("2033").done();
    let list = [well("1"), mild, bad, wish];
    let best = |ask: &Ask| counted(&list, &wells(), ask).whole.damaged.best;
    assert_eq!(best(&Ask::default()), Some(1));
    assert_eq!(best(&Ask { said: Some(edtf("2032-12-31")), ..Ask::default() }), None);
    assert_eq!(best(&Ask { from: vec![entity("letter")], ..Ask::default() }), None);
}
