//! What goes in comes out, whatever the claim, the order of noting, or the way in which bodies arrived.

use std::collections::BTreeMap;

use daftar_claim::RecordingId;
use daftar_store::index::{Access, Found, Index};
use proptest::prelude::*;

use crate::making::{Made, answers, any_entries, index_of};

/// Every public claim of some entries, as it should be found, by its recording.
fn expected(entries: &[Made]) -> BTreeMap<RecordingId, Found> {
    let found = |made: &Made| {
        let entry = made.entry;
        let open = made.claims.clone().into_iter().filter_map(move |(position, id, claim)| {
            let recording = RecordingId { entry, position };
            claim.map(|claim| (recording, Found { id, recording, claim }))
        });
        open.collect::<Vec<_>>()
    };
    entries.iter().flat_map(found).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_claim_is_put_together_again(entries in any_entries()) {
        let index = index_of(&entries);
        for (recording, expected) in expected(&entries) {
            let about = index.about(&expected.claim.subject).unwrap();
            prop_assert_eq!(about.iter().find(|found| found.recording == recording), Some(&expected));
            prop_assert!(index.claim(&expected.id).unwrap().contains(&expected));
            let content = index.find_content(&expected.claim).unwrap();
            prop_assert!(content.contains(&(expected.id, recording)));
        }
        let sealed = entries.iter().flat_map(|made| &made.claims).filter(|body| body.2.is_none()).count();
        prop_assert_eq!(index.sealed().unwrap().len(), sealed);
        prop_assert_eq!(index.counts().unwrap().sealed, sealed as u64);
    }

    #[test]
    fn the_order_of_noting_changes_no_answer(entries in any_entries(), shuffled in any::<prop::sample::Index>()) {
        let whole = answers(&index_of(&entries), &entries);
        let mut other = entries.clone();
        other.reverse();
        let by = shuffled.index(other.len());
        other.rotate_left(by);
        prop_assert_eq!(answers(&index_of(&other), &entries), whole);
    }

    #[test]
    fn late_bodies_and_repetitions_change_no_answer(entries in any_entries(), cut in 0..4usize) {
        let mut index = Index::in_memory().unwrap();
        let late = |made: &Made, late: bool| Made {
            entry: made.entry,
            claims: made.claims.iter().filter(|body| (body.0 as usize % 4 < cut) == late).cloned().collect(),
        };
        entries.iter().for_each(|made| late(made, false).add_to(&mut index));
        index.commit().unwrap();
        entries.iter().for_each(|made| late(made, true).add_to(&mut index));
        entries.iter().for_each(|made| made.add_to(&mut index));
        index.commit().unwrap();
        prop_assert_eq!(answers(&index, &entries), answers(&index_of(&entries), &entries));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(20))]

    #[test]
    fn an_index_opened_again_answers_alike(entries in any_entries(), after in any::<prop::sample::Index>()) {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = entries.split_at(after.index(entries.len()));
        for part in [first, second] {
            let mut index = Index::open(folder.path(), Access::Write).unwrap();
            part.iter().for_each(|made| made.add_to(&mut index));
            index.close().unwrap();
        }
        let index = Index::open(folder.path(), Access::Read).unwrap();
        prop_assert_eq!(answers(&index, &entries), answers(&index_of(&entries), &entries));
    }
}
