//! Pages that everybody sees alike are kept, but not beyond a change; a visitor's own are not.

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
