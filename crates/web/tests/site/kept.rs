//! Pages that everybody sees alike are kept, but not beyond a change; a visitor's own are not.

use crate::forms::statement;
use crate::keeper::keeper;
use crate::town::{get, site};

#[tokio::test]
async fn what_a_keeper_records_is_on_the_next_page_that_anybody_sees() {
    let keeper = keeper().await;
    let card = keeper.card("object", &[("name.en", "Loom weight")]).await;
    for note in ["of fired clay", "pierced twice", "found by the mill"] {
        let before = get(&keeper.site, &card).await.text;
        assert!(!before.contains(note));
        let saved = keeper.fill(&format!("{card}/add/description"), &[("description.en", note)]).await;
        assert_eq!(saved.status.as_u16(), 303, "{}", saved.text);
        assert!(get(&keeper.site, &card).await.text.contains(note), "{note}");
    }
}

#[tokio::test]
async fn a_page_with_a_token_is_made_for_each_visitor() {
    let site = site();
    let (one, other) = (get(&site, "/unlock").await, get(&site, "/unlock").await);
    assert_ne!(one.token(), other.token());
}

/// Visitors who ask for a page again and again, all at once, until the test ends.
fn crowd(site: &axum::Router, address: &str, size: usize) -> Vec<tokio::task::JoinHandle<()>> {
    let visitor = || {
        let (site, address) = (site.clone(), address.to_owned());
        tokio::spawn(async move {
            loop {
                assert_eq!(get(&site, &address).await.status.as_u16(), 200);
                tokio::task::yield_now().await;
            }
        })
    };
    std::iter::repeat_with(visitor).take(size).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn in_a_crowd_nobody_sees_what_has_been_hidden_and_all_soon_see_what_was_added() {
    let keeper = keeper().await;
    let card = keeper.card("object", &[("name.en", "Loom weight")]).await;
    let crowd = crowd(&keeper.site, &card, 30);
    for note in ["given by Miryam", "lent by Hanin", "kept by Tarif"] {
        let saved = keeper.fill(&format!("{card}/add/description"), &[("description.en", note)]).await;
        assert_eq!(saved.status.as_u16(), 303, "{}", saved.text);
        while !get(&keeper.site, &card).await.text.contains(note) {
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        let claim = statement(&keeper, &card, note).await;
        let sealed = keeper.fill(&format!("{claim}/seal"), &[]).await;
        assert_eq!(sealed.status.as_u16(), 303, "{}", sealed.text);
        for _ in 0..50 {
            assert!(!get(&keeper.site, &card).await.text.contains(note), "{note}");
        }
    }
    assert!(crowd.iter().all(|visitor| !visitor.is_finished()), "nobody was refused");
    crowd.iter().for_each(|visitor| visitor.abort());
}
