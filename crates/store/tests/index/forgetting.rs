//! Forgetting: the words are gone from every byte, and the rest answers as if they had never been there.

use std::fs;
use std::path::Path;

use daftar_claim::{Certainty, Claim, ClaimId, Locator, Speaker, Value};
use daftar_store::index::{Access, Index, SealState, check_seal};
use proptest::prelude::*;

use crate::making::{Made, answers, any_entries, claim, entry, file, index_of};

/// The files of the folder in which some bytes stand.
fn holding(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    let holds = |path: &Path| fs::read(path).unwrap().windows(bytes.len()).any(|window| window == bytes);
    files.filter(|file| holds(&file.path())).map(|file| file.file_name().to_string_lossy().into_owned()).collect()
}

/// A claim with planted words in every member that can hold words.
fn planted(n: usize) -> Claim {
    Claim {
        said_by: Some(Speaker::Unnamed(format!("zaqspeaker{n}"))),
        quote: Some(format!("so zaqquote{n} was seen")),
        locator: Some(Locator::Cell { sheet: None, row: 3, column: format!("zaqcolumn{n}") }),
        certainty: Some(Certainty::Possible),
        ..claim("mill", "name", Value::text(format!("ZAQNAME{n}")), "letter")
    }
}

fn kept(n: usize) -> Claim {
    claim(&format!("jar {}", n % 50), "name", Value::text(format!("Jar {n} of the mill")), "list")
}

fn town() -> (Vec<Made>, Vec<ClaimId>) {
    let kind = claim("mill", "kind", Value::code("kind", "zaqkind"), "letter");
    let about_file =
        Claim { locator: Some(Locator::Page("zaqpage".into())), ..claim("x", "f", Value::File(file("zaq")), "y") };
    let planted: Vec<Claim> = (0..30).map(planted).chain([kind, about_file]).collect();
    let claims = (0..600).map(kept).chain(planted.clone()).chain((600..900).map(kept));
    let entries = vec![Made::new(entry(1, 1), claims), Made::new(entry(2, 1), planted.into_iter().chain([kept(1)]))];
    let is_planted =
        |claim: &Claim| claim.content().to_lowercase().contains("zaq") || claim.value == Value::File(file("zaq"));
    let bodies = entries.iter().flat_map(|made| &made.claims);
    let gone = bodies.filter(|body| body.2.as_ref().is_some_and(is_planted)).map(|body| body.1).collect();
    (entries, gone)
}

#[test]
fn planted_words_stand_in_no_byte() {
    let (entries, gone) = town();
    let folder = tempfile::tempdir().unwrap();
    let mut index = Index::open(folder.path(), Access::Write).unwrap();
    entries.iter().for_each(|made| made.add_to(&mut index));
    index.commit().unwrap();
    let traces: Vec<Vec<u8>> = ["zaqspeaker", "zaqquote", "zaqcolumn", "ZAQNAME", "zaqname", "zaqkind", "zaqpage"]
        .map(|word| word.as_bytes().to_vec())
        .into_iter()
        .chain([file("zaq").0.0.to_vec(), gone[0].0.0.to_vec()])
        .collect();
    for trace in &traces {
        assert_ne!(holding(folder.path(), trace), [""; 0], "{}", String::from_utf8_lossy(trace));
    }
    index.forget(&gone).unwrap();
    for trace in &traces {
        assert_eq!(holding(folder.path(), trace), [""; 0], "{}", String::from_utf8_lossy(trace));
    }
    assert_eq!(index.search("zaqname3", 5).unwrap(), []);
    assert_eq!(index.search("jar mill", 60).unwrap().len(), 50);
    index.close().unwrap();
    assert_eq!(check_seal(folder.path()).unwrap(), SealState::Good);
    for trace in &traces {
        assert_eq!(holding(folder.path(), trace), [""; 0]);
    }
}

#[test]
fn what_was_forgotten_can_be_noted_in_another_entry_only() {
    let (entries, gone) = town();
    let mut index = index_of(&entries);
    index.forget(&gone).unwrap();
    entries.iter().for_each(|made| made.add_to(&mut index));
    index.commit().unwrap();
    assert_eq!(index.claim(&gone[0]).unwrap(), []);
    Made { entry: entry(3, 1), ..entries[0].clone() }.add_to(&mut index);
    index.commit().unwrap();
    assert_eq!(index.claim(&gone[0]).unwrap().len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(150))]

    #[test]
    fn the_rest_answers_as_if_nothing_else_had_been_there(entries in any_entries(), which in prop::collection::vec(any::<bool>(), 40)) {
        let mut index = index_of(&entries);
        let ids = entries.iter().flat_map(|made| &made.claims).map(|body| body.1);
        let gone: Vec<ClaimId> = ids.zip(&which).filter(|(_, gone)| **gone).map(|(id, _)| id).collect();
        let mut rest = entries.clone();
        for made in &mut rest {
            made.claims.retain(|body| !gone.contains(&body.1));
        }
        index.forget(&gone).unwrap();
        prop_assert_eq!(answers(&index, &entries), answers(&index_of(&rest), &entries));
        // Numbers in memory must have been forgotten too.
        let later = Made { entry: entry(5, 1), ..entries[0].clone() };
        later.add_to(&mut index);
        index.commit().unwrap();
        rest.push(later);
        let all: Vec<Made> = entries.into_iter().chain(rest.last().cloned()).collect();
        prop_assert_eq!(answers(&index, &all), answers(&index_of(&rest), &all));
    }
}
