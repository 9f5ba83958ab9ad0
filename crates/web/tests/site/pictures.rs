//! Pictures on cards: added by a keeper, shown with who made them, to the public when they were published.

use axum::http::StatusCode;

use crate::files::photograph;
use crate::keeper::keeper;
use crate::town::get;

#[tokio::test]
async fn a_picture_that_a_keeper_adds_stands_on_the_card_with_its_credit() {
    let keeper = keeper().await;
    let jar = keeper.card("object", &[("name.en", "Storage jar")]).await;
    let form = keeper.get(&format!("{jar}/picture")).await;
    assert!(form.text.contains("name=\"files\"") && form.text.contains("Storage jar"), "{}", form.text);
    let told = [
        ("title", "The jar on its shelf"),
        ("author", "A neighbour"),
        ("published", "yes"),
        ("publisher", "Mill Museum"),
    ];
    let answer = keeper.send_files(&format!("{jar}/picture"), &[("jar.jpg", &photograph())], &told).await;
    assert_eq!((answer.status, answer.location()), (StatusCode::SEE_OTHER, jar.clone()), "{}", answer.text);
    let before = keeper.statements().await;
    for page in [keeper.get(&jar).await, get(&keeper.site, &jar).await] {
        assert!(
            page.text.contains("alt=\"\u{2068}Storage jar\u{2069}, as \u{2068}The jar on its shelf\u{2069} shows it\""),
            "{}",
            page.text
        );
        assert!(page.text.contains("A neighbour") && page.text.contains("Mill Museum"));
    }
    let again = keeper.send_files(&format!("{jar}/picture"), &[("jar.jpg", &photograph())], &told).await;
    assert_eq!((again.status, keeper.statements().await), (StatusCode::SEE_OTHER, before), "sent twice, kept once");
}

#[tokio::test]
async fn the_public_sees_no_picture_that_was_not_published() {
    let keeper = keeper().await;
    let jar = keeper.card("object", &[("name.en", "Storage jar")]).await;
    for way in ["no", "restricted"] {
        let picture = [photograph(), way.as_bytes().to_vec()].concat();
        keeper.send_files(&format!("{jar}/picture"), &[("jar.jpg", &picture)], &[("published", way)]).await;
    }
    assert_eq!(keeper.get(&jar).await.text.matches("<figure>").count(), 2);
    let public = get(&keeper.site, &jar).await;
    assert!(!public.text.contains("<figure>") && public.text.contains("Storage jar"));
    let data: serde_json::Value = serde_json::from_str(&get(&keeper.site, &format!("{jar}.json")).await.text).unwrap();
    assert_eq!(data["pictures"].as_array().map(Vec::len), Some(0));
}

#[tokio::test]
async fn what_is_no_picture_is_refused_and_nothing_is_kept() {
    let keeper = keeper().await;
    let jar = keeper.card("object", &[("name.en", "Storage jar")]).await;
    let before = keeper.statements().await;
    let files: [(&str, &[u8]); 2] = [("jar.jpg", &photograph()), ("jar.png", b"<svg onload=\"alert(1)\"/>")];
    let answer = keeper.send_files(&format!("{jar}/picture"), &files, &[("published", "no")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.text.contains("This is no picture that every browser shows"), "{}", answer.text);
    assert_eq!(keeper.statements().await, before);
    let nobody = keeper.send_files("/e/0000/picture", &files[..1], &[("published", "no")]).await;
    assert_eq!(nobody.status, StatusCode::NOT_FOUND);
}
