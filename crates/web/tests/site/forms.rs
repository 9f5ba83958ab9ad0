//! Forms made from profiles: what is typed is recorded, once, with its source; what is wrong is told beside its field.

use axum::http::StatusCode;
use daftar_register::store::Access;
use daftar_register::{Home, Register, system_clock};

use crate::keeper::{hidden, keeper};
use crate::town::Answer;

/// Kind, property, fields with what is typed in them, and what the card then shows.
type Value = (&'static str, &'static str, &'static [(&'static str, &'static str)], &'static str);

/// A value of every type, the fields that it is typed in, and what the card then shows.
const VALUES: [Value; 7] = [
    (
        "object",
        "description",
        &[("description.en", "A jar with two handles"), ("description.ar", "جرّة بعروتين")],
        "جرّة بعروتين",
    ),
    ("object", "number", &[("number.en", "M-12")], "M-12"),
    ("water-point", "depth", &[("depth.number", "١٢٫٥"), ("depth.unit", "m")], "12.5"),
    ("museum", "holdings", &[("holdings.low", "3,500")], "3500"),
    ("object", "made", &[("made.date", "-3199~")], "3200"),
    ("object", "fate", &[("fate.code", "missing")], "missing"),
    (
        "place",
        "location",
        &[("location.lat", "35.01"), ("location.lon", "21.02"), ("location.metres", "50")],
        "POINT (21.02 35.01)",
    ),
];

#[tokio::test]
async fn every_type_of_value_is_typed_and_shown() {
    let keeper = keeper().await;
    for (n, (kind, property, fields, shown)) in VALUES.into_iter().enumerate() {
        let name = format!("Thing {n}");
        let card = keeper.card(kind, &[("name.en", &name)]).await;
        let saved = keeper.fill(&format!("{card}/add/{property}"), fields).await;
        assert_eq!(saved.status, StatusCode::SEE_OTHER, "{property}: {}", saved.text);
        let page = keeper.get(&card).await;
        assert!(page.text.contains(shown), "{property}: {shown} is not on {}", page.text);
        assert!(page.text.contains("1 May 2032"), "{property}: when it was said");
    }
}

/// What cannot be read: the field, what was typed, and the id of what is said of it.
const WRONG: [(&str, &str, &str, &str, &str); 8] = [
    ("water-point", "depth", "depth.number", "deep", "This is no number"),
    ("museum", "holdings", "holdings.best", "-4", "This is no count"),
    ("object", "made", "made.date", "long ago", "This is no date"),
    ("object", "fate", "fate.code", "eaten", "Choose one of the list"),
    ("place", "location", "location.lat", "35", "needs latitude and longitude"),
    ("object", "place", "place.entity", "Nowhere", "No card has this name"),
    ("object", "description", "when", "then", "This is no date"),
    ("object", "description", "concerns", "Nobody Here", "is on no card"),
];

#[tokio::test]
async fn what_is_wrong_is_told_beside_its_field_and_nothing_typed_is_lost() {
    let keeper = keeper().await;
    for (kind, property, field, typed, told) in WRONG {
        let card = keeper.card(kind, &[("name.en", &format!("Thing {field}"))]).await;
        let before = keeper.statements().await;
        let fields = [(field, typed), ("quote", "said the <old> miller")];
        let answer = keeper.fill(&format!("{card}/add/{property}"), &fields).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{field}");
        assert!(answer.text.contains(told), "{field}: {}", answer.text);
        assert!(answer.text.contains("said the &lt;old&gt; miller"), "{field}");
        assert!(answer.text.contains(&format!("value=\"{typed}\"")) || field == "fate.code", "{field}");
        assert_eq!(keeper.statements().await, before, "{field}");
    }
}

#[tokio::test]
async fn a_form_that_is_sent_twice_is_saved_once() {
    let mut keeper = keeper().await;
    let page = keeper.get("/add/object").await;
    let key = hidden(&page.text, "key");
    let fields =
        [("key", key.as_str()), ("from", "me"), ("stated", "2032-05-01"), ("name.en", "Jar"), ("name.ar", "جرّة")];
    let first = keeper.post("/add/object", &fields).await;
    assert_eq!(first.status, StatusCode::SEE_OTHER, "{}", first.text);
    let saved = keeper.statements().await;
    let second = keeper.post("/add/object", &fields).await;
    assert_eq!((second.location(), keeper.statements().await), (first.location(), saved));
    keeper.restart().await;
    let third = keeper.post("/add/object", &fields).await;
    assert_eq!((third.location(), keeper.statements().await), (first.location(), saved), "after a restart, too");
}

#[tokio::test]
async fn a_second_card_of_a_name_is_asked_about() {
    let keeper = keeper().await;
    keeper.card("object", &[("name.ar", "جرّة")]).await;
    let twin = keeper.fill("/add/object", &[("name.ar", "جرة")]).await;
    assert_eq!(twin.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(twin.text.contains("A card of this name is here already"), "{}", twin.text);
    keeper.card("object", &[("name.ar", "جرة"), ("again", "yes")]).await;
    let several = keeper.fill("/add/object", &[("name.en", "Lid"), ("part-of.entity", "جرة")]).await;
    assert!(several.text.contains("Several cards have this name"), "{}", several.text);
    let (_, which) = several.text.split_once("name=\"part-of.entity.which\"").unwrap();
    let mut offered = which.split("value=\"").skip(1).map(|rest| rest.split('"').next().unwrap().to_owned());
    assert_eq!(offered.next().as_deref(), Some(""), "of several none is chosen beforehand");
    let id = offered.next().unwrap();
    keeper.card("object", &[("name.en", "Lid"), ("part-of.entity", "جرة"), ("part-of.entity.which", &id)]).await;
}

#[tokio::test]
async fn a_card_is_never_meant_by_its_name_alone() {
    let keeper = keeper().await;
    let jar = keeper.card("object", &[("name.en", "Jar")]).await;
    let asked = keeper.fill(&format!("{jar}/add/place"), &[("place.entity", "sanabel")]).await;
    assert_eq!(asked.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(asked.text.contains("Is it the one that is meant?"), "{}", asked.text);
    let (_, which) = asked.text.split_once("name=\"place.entity.which\"").unwrap();
    let id = which.split("value=\"").nth(1).unwrap().split('"').next().unwrap().to_owned();
    let fields = [("place.entity", "sanabel"), ("place.entity.which", id.as_str())];
    assert_eq!(keeper.fill(&format!("{jar}/add/place"), &fields).await.status, StatusCode::SEE_OTHER);
    let picked = keeper.picked("Sanabel").await;
    assert!(picked.starts_with("Sanabel · "), "{picked}");
    let other = keeper.card("object", &[("name.en", "Lid"), ("place.entity", &picked)]).await;
    for card in [jar, other] {
        assert!(keeper.get(&card).await.text.contains(&id.replace("entity:", "/e/")), "{card}");
    }
    let wrong = picked.replace(|c: char| c.is_ascii_digit(), "0");
    let nobody = keeper.fill("/add/object", &[("name.en", "Urn"), ("place.entity", &format!("{wrong}f"))]).await;
    assert!(nobody.text.contains("No card has this name"), "{}", nobody.text);
    let none = "0".repeat(64);
    let unknown = keeper.fill("/add/object", &[("name.en", "Urn"), ("place.entity", &format!("entity:{none}"))]).await;
    assert_ne!(unknown.status, StatusCode::SEE_OTHER, "an id that nothing has is nobody");
}

#[tokio::test]
async fn another_value_is_asked_for_without_losing_what_was_typed() {
    let keeper = keeper().await;
    let jar = keeper.card("object", &[("name.en", "Jar")]).await;
    let before = keeper.statements().await;
    let address = format!("{jar}/add/material");
    let asked = keeper.fill(&address, &[("material.en", "clay"), ("material.ar", "طين"), ("more", "material")]).await;
    assert_eq!((asked.status, keeper.statements().await), (StatusCode::OK, before), "nothing is saved yet");
    for shown in ["value=\"clay\"", "value=\"طين\"", "name=\"material_2.en\"", "name=\"material_2.ar\""] {
        assert!(asked.text.contains(shown), "{shown}: {}", asked.text);
    }
    assert!(!asked.text.contains("material_3"));
    let fields = [("material.en", "clay"), ("material.ar", "طين"), ("material_2.en", "straw")];
    assert_eq!(keeper.fill(&address, &fields).await.status, StatusCode::SEE_OTHER);
    let page = keeper.get(&jar).await.text;
    assert!(["clay", "طين", "straw"].iter().all(|shown| page.contains(shown)), "{page}");
    let many: Vec<(String, String)> = (1..=60).map(|n| (format!("material_{n}.en"), format!("m{n}"))).collect();
    let many: Vec<(&str, &str)> = many.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let refused = keeper.fill(&address, &many).await;
    assert!(refused.text.contains("up to 50 values"), "{}", refused.text);
    let both = keeper.fill(&address, &[("material.en", "clay"), ("material.how", "unknown")]).await;
    assert!(both.text.contains("cannot both be said"), "{}", both.text);
    let once = keeper.fill(&format!("{jar}/add/made"), &[("made.date", "1948"), ("more", "made")]).await;
    assert!(!once.text.contains("made_2."), "what has one value has one field");
}

#[tokio::test]
async fn what_was_said_before_is_offered_to_keepers() {
    let mut keeper = keeper().await;
    for (name, material) in [("Jar", "fired clay"), ("Urn", "fired clay"), ("Lid", "cedar"), ("Bowl", "فخّار")] {
        keeper.card("object", &[("name.en", name), ("material.en", material)]).await;
    }
    let offered = |begin: &str, lang: &str| {
        format!("/said.json?property=material&begin={}&in={lang}", crate::keeper::encoded(begin))
    };
    let texts = async |address: String| {
        let data: serde_json::Value = serde_json::from_str(&keeper.get(&address).await.text).unwrap();
        data["texts"].as_array().unwrap().iter().map(|text| text.as_str().unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(texts(offered("", "en")).await, ["fired clay", "cedar"], "the most frequent first");
    assert_eq!(texts(offered("CL", "en")).await, ["fired clay"]);
    assert_eq!(texts(offered("فخار", "ar")).await, ["فخّار"], "however it is spelled");
    assert_eq!(keeper.get("/said.json?property=no-such").await.status, StatusCode::NOT_FOUND);
    keeper.card("person", &[("name.en", "Qamar"), ("restricted", "yes")]).await;
    let of: serde_json::Value = serde_json::from_str(&keeper.get("/names.json?begin=&of=person").await.text).unwrap();
    assert_eq!(of["cards"][0]["name"], "Qamar", "those of the kind come first");
    keeper.post("/lock", &[]).await;
    for address in ["/said.json?property=material", "/names.json?begin=Ja"] {
        assert_eq!(keeper.get(address).await.status, StatusCode::UNAUTHORIZED, "{address}");
    }
    keeper.cookie.clear();
}

#[tokio::test]
async fn a_name_that_no_card_has_can_become_one() {
    let keeper = keeper().await;
    let fields = [("name.en", "Jar"), ("place.entity", "Old Mill"), ("place.entity.make", "building")];
    let card = keeper.card("object", &fields).await;
    assert!(keeper.get(&card).await.text.contains("Old Mill"));
    assert!(keeper.get("/kind/building").await.text.contains("Old Mill"));
}

#[tokio::test]
async fn what_a_source_says_names_it() {
    let keeper = keeper().await;
    let jar = keeper.card("object", &[("name.en", "Jar")]).await;
    let told = [("from", "source"), ("description.en", "It held oil"), ("certainty", "probable"), ("page", "12")];
    let none = keeper.fill(&format!("{jar}/add/description"), &told).await;
    assert!(none.text.contains("Which source is it?"), "{}", none.text);
    keeper.card("document", &[("title.en", "Harbour list"), ("publisher.en", "Water Office")]).await;
    let list = keeper.picked("Harbour list").await;
    let fields = [&told[..], &[("source", list.as_str())]].concat();
    assert_eq!(keeper.fill(&format!("{jar}/add/description"), &fields).await.status, StatusCode::SEE_OTHER);
    let page = keeper.get(&jar).await.text;
    for shown in ["It held oil", "Harbour list", "Water Office", "said as probable", "page \u{2068}12"] {
        assert!(page.contains(shown), "{shown}");
    }
}

#[tokio::test]
async fn persons_are_restricted_without_being_asked() {
    let keeper = keeper().await;
    let form = keeper.get("/add/person").await;
    assert!(form.text.contains("name=\"restricted\" type=\"checkbox\" value=\"yes\" checked"), "{}", form.text);
    let card = keeper.card("person", &[("name.en", "Qamarine Tellwright"), ("restricted", "yes")]).await;
    let giver = keeper.picked("Qamarine").await;
    let jar =
        keeper.card("object", &[("name.en", "Jar"), ("given-by.entity", &giver), ("given-by.restricted", "yes")]).await;
    assert!(keeper.get(&card).await.text.contains("Qamarine") && keeper.get(&jar).await.text.contains("Qamarine"));
    assert!(!contains(keeper.folder.path().join("sanabel.daftar"), "Qamarine"), "the name lies open on the disk");
    for address in [card, jar, "/search.json?words=Qamarine".into(), "/names.json?begin=Qama".into(), "/log".into()] {
        let page = crate::town::get(&keeper.site, &address).await;
        assert!(!page.text.contains("Qamarine Tellwright"), "{address}");
    }
}

fn contains(path: std::path::PathBuf, words: &str) -> bool {
    if path.is_dir() {
        return std::fs::read_dir(path).unwrap().any(|entry| contains(entry.unwrap().path(), words));
    }
    std::fs::read(path).unwrap().windows(words.len()).any(|part| part == words.as_bytes())
}

#[tokio::test]
async fn whoever_has_not_unlocked_cannot_write_and_loses_nothing() {
    let mut keeper = keeper().await;
    let jar = keeper.card("object", &[("name.en", "Jar")]).await;
    assert_eq!(keeper.post("/lock", &[]).await.status, StatusCode::SEE_OTHER);
    for address in ["/add", "/add/object", &format!("{jar}/add/description"), &format!("{jar}/same"), "/read"] {
        let page = keeper.get(address).await;
        assert!(page.location().starts_with("/unlock?next="), "{address}");
        assert_eq!(keeper.get(&format!("{address}.json")).await.status, StatusCode::UNAUTHORIZED, "{address}");
    }
    let late = keeper.post("/add/object", &[("key", &"a".repeat(64)), ("name.en", "Typed for an hour")]).await;
    assert_eq!(late.status, StatusCode::UNAUTHORIZED);
    assert!(late.text.contains("Typed for an hour") && late.text.contains("keeper’s view"), "{}", late.text);
    assert_eq!(keeper.give(&[("a.txt", b"A jar.")], &[]).await.status, StatusCode::UNAUTHORIZED);
    keeper.token = "0".repeat(64);
    assert_eq!(keeper.post("/add/object", &[("name.en", "Forged")]).await.status, StatusCode::FORBIDDEN);
    assert_eq!(keeper.give(&[("a.txt", b"A jar.")], &[]).await.status, StatusCode::FORBIDDEN);
}

#[tokio::test]
async fn what_does_not_exist_has_no_form() {
    let keeper = keeper().await;
    let none = "0".repeat(64);
    let jar = keeper.card("object", &[("name.en", "Jar")]).await;
    for address in [
        "/add/dragon".to_owned(),
        format!("/e/{none}/add"),
        format!("/e/{none}/add/name"),
        format!("{jar}/add/prefer"),
        format!("{jar}/add/no-such"),
        format!("/c/{none}/edit"),
        format!("/c/{none}/retract"),
        format!("/c/{none}/burn"),
        "/e/x/same".to_owned(),
    ] {
        assert_eq!(keeper.get(&address).await.status, StatusCode::NOT_FOUND, "{address}");
        let sent = keeper.post(&address, &[("key", &none), ("name.en", "x"), ("other", "Jar")]).await;
        assert_ne!(sent.status, StatusCode::SEE_OTHER, "{address}");
    }
}

#[tokio::test]
async fn forms_speak_arabic() {
    let keeper = keeper().await;
    let form = keeper.get("/add/object?lang=ar").await.text;
    for shown in
        ["dir=\"rtl\"", "العربية", "أجب عما تعرفه", "احفظ", "رأيته بنفسي اليوم", "action=\"/add/object?lang=ar\""]
    {
        assert!(form.contains(shown), "{shown}");
    }
    let wrong = keeper.fill("/add/object?lang=ar", &[("made.date", "قديمًا")]).await;
    assert!(wrong.text.contains("ليس هذا تاريخًا"), "{}", wrong.text);
    let saved = keeper.fill("/add/object?lang=ar", &[("name.ar", "جرّة"), ("made.date", "١٩٤٨~")]).await;
    assert!(saved.location().ends_with("?lang=ar"));
    assert!(keeper.get(&saved.location()).await.text.contains("1948"));
}

/// The statement of a card that has these words.
pub(crate) async fn statement(keeper: &crate::keeper::Keeper, card: &str, words: &str) -> String {
    let page: Answer = keeper.get(&format!("{card}.json")).await;
    let page: serde_json::Value = serde_json::from_str(&page.text).unwrap();
    let all = page["statements"].as_array().unwrap();
    let one = all.iter().find(|one| one.to_string().contains(words)).unwrap_or_else(|| panic!("no {words}: {page}"));
    format!("/c/{}", one["claim"].as_str().unwrap().trim_start_matches("claim:"))
}

const KILN: &str = "version = 1\nkind = \"kiln\"\nlabel = { en = \"kiln\", ar = \"فرن\" }\nproperties = [\"name\", \"heat\"]\n\
                    first = [\"name\"]\n[[level]]\nid = \"least\"\nlabel = { en = \"the least\", ar = \"الأقل\" }\n\
                    standard = \"Mill Museum\"\nrequires = [\"name\", \"heat\"]\nrequires-from = [\"depicts\"]\n\
                    [[property]]\nid = \"heat\"\nlabel = { en = \"heat\", ar = \"الحرارة\" }\ntype = \"number\"\nfold = \"holds\"\n";

#[tokio::test]
async fn a_new_kind_has_forms_and_says_what_is_still_to_be_said() {
    let keeper = keeper().await;
    let (folder, home) = (keeper.folder.path().join("sanabel.daftar"), Home::at(keeper.folder.path().join("keys")));
    let mut register = Register::open(&folder, &home, Access::Write, system_clock).unwrap();
    register.adopt_profiles(&[KILN.to_owned()]).unwrap();
    drop(register);
    assert!(keeper.get("/add").await.text.contains(">kiln<"));
    assert!(keeper.get("/add/kiln").await.text.contains("name=\"heat.number\""));
    let card = keeper.card("kiln", &[("name.en", "Mill kiln")]).await;
    let plain = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
    let page = plain(keeper.get(&card).await.text);
    assert!(page.contains("1 of 3 said") && page.contains(&format!("{card}/add/heat")), "{page}");
    assert!(page.contains(&format!("{card}/picture")), "what others are to say has its form, too");
    assert!(!crate::town::get(&keeper.site, &card).await.text.contains("Still to be said"), "for keepers alone");
    keeper.fill(&format!("{card}/add/heat"), &[("heat.number", "900"), ("heat.unit", "C")]).await;
    assert!(plain(keeper.get(&format!("{card}?lang=ar")).await.text).contains("ذُكر 2 من 3"));
    assert!(keeper.get("/kind/kiln").await.text.contains("Mill kiln"));
}
