//! A list in the browser: sent, understood, looked through, imported, accounted for, changed, undone; and lists that are none.

use std::time::Duration;

use axum::http::{StatusCode, header};
use serde_json::Value;

use crate::keeper::{Keeper, keeper, site};
use crate::town::{Answer, PLAN_PICTURE, get};

const CATALOGUE: &[u8] = include_bytes!("../../../../examples/sanabel/catalogue.csv");
const LIST: &str =
    "No,Title,Date,Fate,Given by\n1,Water jar,1820,safe,Umm Yusuf\n2,Coin,long ago,gone,\n2,Lamp,1900,safe,\n";

async fn told(keeper: &Keeper) -> Value {
    serde_json::from_str(&keeper.get("/import.json").await.text).unwrap()
}

async fn give(keeper: &Keeper, name: &str, list: &[u8]) -> Answer {
    keeper.send_files("/import", &[(name, list)], &[("kind", "object")]).await
}

/// Presses a button under the columns, and waits until the work is done; with the page that is then shown as data.
async fn press(keeper: &Keeper, fields: &[(&str, &str)]) -> Value {
    let answer = keeper.post("/import/columns", fields).await;
    assert_eq!(answer.location(), "/import", "{}", answer.text);
    for _ in 0..1200 {
        let page = told(keeper).await;
        if page["job"].is_null() || !page["job"]["ended"].is_null() {
            return page;
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("it does not end");
}

fn lying(keeper: &Keeper) -> Vec<String> {
    let folder = keeper.folder.path().join("sanabel.daftar/incoming/list");
    let names = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut names: Vec<String> = names.map(|one| one.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

#[tokio::test]
async fn a_catalogue_is_understood_imported_accounted_for_and_undone() {
    let keeper = keeper().await;
    let before = keeper.statements().await;
    assert_eq!(give(&keeper, "catalogue.csv", CATALOGUE).await.location(), "/import");
    let page = keeper.get("/import").await.text;
    assert!(
        page.contains("Storage jar with rope pattern") && page.contains("Fairly sure: another name of it."),
        "{page}"
    );
    assert!(page.contains("value=\"made\" selected"), "the date is guessed");
    let arabic = keeper.get("/import?lang=ar").await.text;
    assert!(arabic.contains("الصفوف الأولى كما فُهمت") && arabic.contains("dir=\"rtl\""), "{arabic}");
    let waiting = told(&keeper).await;
    assert_eq!(waiting["list"]["meant"]["rows"].as_array().unwrap().len(), 10);
    assert_eq!(waiting["list"]["mapping"]["key"], serde_json::json!(["No"]));
    assert_eq!(keeper.statements().await, before, "nothing is recorded yet");
    let done = press(&keeper, &[("do", "go")]).await;
    let imported = &done["report"]["imported"];
    assert_eq!((&imported["rows"], &imported["recorded"]), (&60.into(), &60.into()), "{done}");
    assert!(done["list"].is_null());
    // What was sent is gone; what became of it stays until it is put away.
    assert!(!lying(&keeper).iter().any(|name| name == "file" || name == "pictures"), "{:?}", lying(&keeper));
    let rows = keeper.get("/import/report?which=recorded").await.text;
    let card = rows.split("href=\"/e/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    assert!(keeper.get(&format!("/e/{card}")).await.text.contains("MM 1"));
    assert_eq!(keeper.get("/import/file/account.jsonl").await.text.lines().count(), 60);
    // It is undone by its button.
    let page = keeper.get("/import").await.text;
    let field =
        |name: &str| page.split(&format!("name=\"{name}\" value=\"")).nth(1).unwrap().split('"').next().unwrap();
    let undone = keeper.post("/log", &[("log", field("log")), ("number", field("number"))]).await;
    assert_eq!(undone.status, StatusCode::SEE_OTHER, "{}", undone.text);
    assert!(keeper.get("/search.json?words=rope").await.text.contains("\"total\":0"));
    assert_eq!(keeper.post("/import/away", &[]).await.location(), "/import");
    assert!(lying(&keeper).is_empty());
}

#[tokio::test]
async fn every_refused_and_doubted_row_says_why_and_what_to_do() {
    let keeper = keeper().await;
    give(&keeper, "list.csv", LIST.as_bytes()).await;
    let done = press(&keeper, &[("do", "look")]).await;
    assert_eq!((&done["report"]["dry"], &done["report"]["imported"]["refused"]), (&true.into(), &1.into()), "{done}");
    assert!(!done["list"].is_null(), "it still waits");
    press(&keeper, &[("do", "go")]).await;
    let english = keeper.get("/import").await.text;
    for said in ["has the same key.", "Give each thing a key of its own", "Write it as 1931-05-04", "None of:"] {
        assert!(english.contains(said), "{said}: {english}");
    }
    let arabic = keeper.get("/import/report?lang=ar&which=refused").await.text;
    assert!(arabic.contains("المفتاح نفسه") && !arabic.contains("لا تاريخ مفهوم"), "{arabic}");
    let refused = keeper.get("/import/file/refused.csv").await;
    assert!(refused.text.contains("2,Lamp,1900,safe,,\"row 4: row 3 has the same key"), "{}", refused.text);
    let book = keeper.get("/import/file/refused.xlsx").await;
    assert!(
        book.text.starts_with("PK") && book.headers[header::CONTENT_DISPOSITION].to_str().unwrap().contains("xlsx")
    );
    let arabic = keeper.get("/import/file/refused.csv?lang=ar").await;
    assert!(arabic.text.contains("2,Lamp,1900,safe,,الصف 4: للصف 3 المفتاح نفسه: أعطِ كل شيء"), "{}", arabic.text);
    assert!(arabic.text.contains("daftar: رُفض لأن") && !arabic.text.contains("refused because"), "{}", arabic.text);
    assert!(keeper.get("/import/file/refused.xlsx?lang=ar").await.text.starts_with("PK"));
    assert_eq!(keeper.get("/import/file/refused.en.csv").await.status, StatusCode::NOT_FOUND, "it has one name");
    // Mended under the name of the list, it is known again, and the other rows are not said to be gone.
    let mended = refused.text.replace("2,Lamp", "3,Lamp");
    give(&keeper, "list.csv", mended.as_bytes()).await;
    let looked = press(&keeper, &[("do", "go")]).await;
    assert_eq!(looked["report"]["dry"], true, "what would change is shown first: {looked}");
    let done = press(&keeper, &[("do", "go")]).await;
    let imported = &done["report"]["imported"];
    assert_eq!((&imported["recorded"], &imported["absent"]), (&1.into(), &0.into()), "{done}");
}

#[tokio::test]
async fn a_list_whose_reasons_were_in_arabic_is_known_again_too() {
    let keeper = keeper().await;
    give(&keeper, "list.csv", LIST.as_bytes()).await;
    press(&keeper, &[("do", "go")]).await;
    let refused = keeper.get("/import/file/refused.csv?lang=ar").await.text;
    give(&keeper, "list.csv", refused.replace("2,Lamp", "3,Lamp").as_bytes()).await;
    press(&keeper, &[("do", "go")]).await;
    let done = press(&keeper, &[("do", "go")]).await;
    let imported = &done["report"]["imported"];
    assert_eq!(
        (&imported["recorded"], &imported["absent"], &imported["refused"]),
        (&1.into(), &0.into(), &0.into()),
        "{done}"
    );
    let lamp = keeper.get("/search.json?words=Lamp&view=table").await.text;
    assert!(!lamp.contains("المفتاح نفسه"), "the reason is none of the list's columns: {lamp}");
}

#[tokio::test]
async fn a_keeper_says_whether_days_or_months_come_first() {
    let keeper = keeper().await;
    give(&keeper, "days.csv", "No,Title,Date\n1,Ration card,03/04/1931\n".as_bytes()).await;
    let page = keeper.get("/import").await.text;
    assert!(
        page.contains("[1931-03-04,1931-04-03]") || page.contains("day and month may be the other way round"),
        "{page}"
    );
    assert!(page.contains("name=\"c2.dates\"") && !page.contains("name=\"c1.dates\""), "only of dates: {page}");
    let told = [("c2.name", "Date"), ("c2.property", "made"), ("c2.dates", "month-first"), ("do", "show")];
    keeper.post("/import/columns", &told).await;
    let mapping = keeper.get("/import/file/mapping.toml").await.text;
    assert!(mapping.contains("dates = \"month-first\""), "{mapping}");
    let page = plain(&keeper.get("/import?lang=ar").await.text);
    assert!(page.contains("الشهر أولًا") && !page.contains("قد يكون اليوم مكان الشهر"), "{page}");
    press(&keeper, &[("do", "go")]).await;
    let found: Value = serde_json::from_str(&keeper.get("/search.json?words=Ration").await.text).unwrap();
    let card = found["found"][0]["entity"].as_str().unwrap().replace("entity:", "/e/");
    assert!(keeper.get(&card).await.text.contains("4 March 1931"), "{found}");
}

fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}

#[tokio::test]
async fn a_list_that_changed_shows_what_is_replaced_emptied_and_gone() {
    let keeper = keeper().await;
    let list = "No,Title,Material\n1,Jar,clay\n2,Coin,bronze\n3,Dress,cotton\n";
    give(&keeper, "list.csv", list.as_bytes()).await;
    press(&keeper, &[("do", "go")]).await;
    let changed = "No,Title,Material\n1,Great jar,clay\n2,Coin,\n";
    give(&keeper, "list.csv", changed.as_bytes()).await;
    let looked = press(&keeper, &[("do", "go")]).await;
    let would = &looked["report"]["imported"];
    assert_eq!(
        (&would["replaced"], &would["emptied"], &would["absent"]),
        (&1.into(), &1.into(), &1.into()),
        "{looked}"
    );
    // It is asked what becomes of the empty cell.
    let unanswered = keeper.post("/import/columns", &[("do", "go")]).await;
    assert_eq!(unanswered.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(unanswered.text.contains("Say what becomes of what the empty cells said."));
    let done = press(&keeper, &[("do", "go"), ("emptied", "withdraw")]).await;
    assert_eq!(done["report"]["imported"]["gone"], 2, "{done}");
    let gone = keeper.get("/import/report?which=gone").await.text;
    assert!(
        gone.contains("In the list before, and gone from it now") && gone.contains("<bdi dir=\"auto\">3</bdi>"),
        "{gone}"
    );
    assert!(
        keeper.get("/search.json?words=dress").await.text.contains("\"total\":1"),
        "nothing is withdrawn by itself"
    );
    assert!(keeper.get("/search.json?words=bronze").await.text.contains("\"total\":0"));
}

#[tokio::test]
async fn what_a_column_tells_of_another_is_kept_changed_and_taken_off() {
    let keeper = keeper().await;
    let list = b"SiteID,Main_Damage_Site_Class,SensorID,Remarks\n1,Destroyed,Heliograph-2,seen twice\n";
    keeper.send_files("/import", &[("points.csv", list)], &[("kind", "building")]).await;
    let about = async |more: &[(&str, &str)]| {
        let always = [("c2.name", "SensorID"), ("c2.property", "sensor"), ("do", "look")];
        press(&keeper, &[&always, more].concat()).await["list"]["mapping"]["column"][2]["about"].clone()
    };
    assert!(keeper.get("/import").await.text.contains("name=\"c2.about\""), "it can be seen");
    assert_eq!(about(&[]).await, "Main_Damage_Site_Class", "a form without the field leaves it");
    assert_eq!(about(&[("c2.about", "Main_Damage_Site_Class")]).await, "Main_Damage_Site_Class");
    assert_eq!(about(&[("c2.about", "")]).await, Value::Null);
    let page = keeper.get("/import").await.text;
    assert!(page.contains("SensorID") && !page.contains("value=\"go\""), "a remark on nothing is not imported: {page}");
}

#[tokio::test]
async fn columns_can_mean_something_else_and_two_cannot_mean_what_there_is_once() {
    let keeper = keeper().await;
    give(&keeper, "list.csv", b"No,Title,Year,Secret place\n1,Jar,1820,x\n2,Coin,1830,y\n").await;
    let twice =
        [("c1.name", "Title"), ("c1.property", "made"), ("c2.name", "Year"), ("c2.property", "made"), ("do", "go")];
    keeper.post("/import/columns", &twice).await;
    let page = keeper.get("/import").await.text;
    assert!(page.contains("both give") && !page.contains("value=\"go\""), "{page}");
    let arabic = keeper.get("/import?lang=ar").await.text;
    assert!(arabic.contains("كلاهما يعطي"), "{arabic}");
    // What was changed is looked at before it is imported.
    let mended = [
        ("c0.name", "No"),
        ("c0.property", "number"),
        ("c0.key", "yes"),
        ("c1.name", "Title"),
        ("c1.property", "name"),
        ("c1.lang", "en"),
        ("c3.name", "Secret place"),
        ("c3.property", "-"),
        ("do", "go"),
    ];
    let again = keeper.post("/import/columns", &mended).await;
    assert!(again.text.contains("Look at the rows below once more"), "{}", again.text);
    let toml = keeper.get("/import/file/mapping.toml").await.text;
    assert!(toml.contains("leave-out = true") && toml.contains("lang = \"en\""), "{toml}");
    // Without a key, that is said first.
    let keyless = keeper.post("/import/columns", &[("c0.name", "No"), ("c0.property", "number"), ("do", "look")]).await;
    assert!(keyless.text.contains("Say which column tells one thing"), "{}", keyless.text);
    // A saved meaning takes the place of what was said; one that is torn is told with its line.
    let torn = keeper.send_files("/import/mapping", &[("m.toml", b"kind = \"object\"\ncolumn = 3\n")], &[]).await;
    assert_eq!(torn.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(torn.text.contains("line 2"), "{}", torn.text);
    assert_eq!(keeper.send_files("/import/mapping", &[("m.toml", toml.as_bytes())], &[]).await.location(), "/import");
    let done = press(&keeper, &[("do", "go")]).await;
    assert_eq!(done["report"]["imported"]["recorded"], 2, "{done}");
    let all = keeper.get("/search.csv?words=").await.text;
    assert!(!all.contains(",x\r") && !all.contains("Secret"), "{all}");
}

#[tokio::test]
async fn pictures_that_are_sent_along_are_shown_on_their_cards() {
    let keeper = keeper().await;
    let list = "No,Title,Photo\n1,Jar,JAR.PNG\n2,Coin,coin.png; ../plan.png\n3,Dress,\n";
    give(&keeper, "list.csv", list.as_bytes()).await;
    assert!(keeper.get("/import").await.text.contains("No pictures were sent along yet."));
    let sent =
        keeper.send_files("/import/pictures", &[("jar.png", PLAN_PICTURE), ("../../list.json", b"{}")], &[]).await;
    assert_eq!(sent.location(), "/import", "{}", sent.text);
    let done = press(&keeper, &[("do", "go")]).await;
    assert_eq!(
        (&done["report"]["imported"]["pictures"], &done["report"]["imported"]["warned"]),
        (&1.into(), &1.into()),
        "{done}"
    );
    let page = keeper.get("/import").await.text;
    assert!(
        page.contains("No picture of that name was sent along") && page.contains("it leads to another folder"),
        "{page}"
    );
    let rows = keeper.get("/import/report?which=recorded").await.text;
    let card = rows.split("href=\"/e/").nth(1).and_then(|rest| rest.split('"').next()).unwrap().to_owned();
    assert!(keeper.get(&format!("/e/{card}")).await.text.contains("/small"), "the picture is on the card");
    // Imported again, nothing is new.
    give(&keeper, "list.csv", list.as_bytes()).await;
    keeper.send_files("/import/pictures", &[("jar.png", PLAN_PICTURE)], &[]).await;
    press(&keeper, &[("do", "look")]).await;
    let again = press(&keeper, &[("do", "go")]).await;
    assert_eq!(
        (&again["report"]["imported"]["pictures"], &again["report"]["imported"]["statements"]),
        (&0.into(), &0.into())
    );
}

#[tokio::test]
async fn what_is_no_list_says_what_it_is_and_does_not_stay() {
    let keeper = keeper().await;
    let photo = give(&keeper, "photo.csv", b"\xFF\xD8\xFF\xE0 no list").await;
    assert_eq!(photo.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(photo.text.contains("This is no list."), "{}", photo.text);
    assert!(lying(&keeper).is_empty());
    assert!(keeper.send_files("/import", &[], &[]).await.text.contains("Choose a document first."));
    let two = keeper.send_files("/import", &[("a.csv", b"No\n1\n"), ("b.csv", b"No\n1\n")], &[]).await;
    assert!(two.text.contains("One list at a time"), "{}", two.text);
}

#[tokio::test]
async fn hostile_lists_are_read_or_refused_and_nothing_is_lost() {
    let keeper = keeper().await;
    // Ragged rows, a NUL, UTF-16 with its mark.
    let ragged = "No,Title\n1\n2,Co\0in,more,and more\n3,Dress\n";
    let utf16: Vec<u8> = "\u{feff}".encode_utf16().chain(ragged.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for (name, list) in [("ragged.csv", ragged.as_bytes()), ("utf16.csv", &utf16)] {
        give(&keeper, name, list).await;
        let done = press(&keeper, &[("do", "go")]).await;
        assert_eq!(
            (&done["report"]["imported"]["recorded"], &done["report"]["imported"]["warned"]),
            (&3.into(), &2.into()),
            "{done}"
        );
        let page = keeper.get("/import").await.text;
        assert!(page.contains("a NUL character") && page.contains("cells where there are 2 columns"), "{page}");
    }
    // Ten thousand columns come in parts.
    let header: Vec<String> = (0..10_000).map(|n| format!("Column {n}")).collect();
    let cells: Vec<String> = (0..10_000).map(|n| format!("v{n}")).collect();
    let wide = format!("{}\n{}\n{}\n", header.join(","), cells.join(","), cells.join(",").replacen("v0", "w0", 1));
    give(&keeper, "wide.csv", wide.as_bytes()).await;
    let page = keeper.get("/import?page=200").await;
    assert!(page.text.contains("Column 9999") && !page.text.contains("Column 12\""), "{}", page.text.len());
    assert!(page.text.len() < 1 << 20, "{}", page.text.len());
    let key = [("c0.name", "Column 0"), ("c0.property", "number"), ("c0.key", "yes"), ("do", "show")];
    keeper.post("/import/columns", &key).await;
    let done = press(&keeper, &[("do", "go")]).await;
    assert_eq!(done["report"]["imported"]["statements"], 20_002, "{done}");
}

#[tokio::test]
async fn a_list_waits_for_its_keeper_but_one_that_is_to_be_sealed_does_not() {
    let mut keeper = keeper().await;
    give(&keeper, "list.csv", LIST.as_bytes()).await;
    keeper.restart().await;
    assert_eq!(told(&keeper).await["list"]["name"], "list.csv");
    let restricted = [("kind", "object"), ("restricted", "yes")];
    keeper.send_files("/import", &[("secret.csv", LIST.as_bytes())], &restricted).await;
    keeper.restart().await;
    assert!(told(&keeper).await["list"].is_null() && lying(&keeper).is_empty());
    keeper.send_files("/import", &[("secret.csv", LIST.as_bytes())], &restricted).await;
    press(&keeper, &[("do", "go")]).await;
    keeper.post("/import/away", &[]).await;
    let public = site(&keeper.folder);
    assert!(get(&public, "/search.json?words=jar").await.text.contains("\"total\":0"));
    let folder = keeper.folder.path().join("sanabel.daftar");
    let found = files(&folder).into_iter().filter(|(_, bytes)| bytes.windows(9).any(|part| part == b"Umm Yusuf"));
    let found: Vec<std::path::PathBuf> = found.map(|(path, _)| path).collect();
    assert!(found.is_empty(), "it lies in the open in {found:?}");
}

fn files(folder: &std::path::Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let paths = std::fs::read_dir(folder).unwrap().flatten().map(|one| one.path());
    let read = |path: std::path::PathBuf| std::fs::read(&path).map(|bytes| (path, bytes)).unwrap();
    paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![read(path)] }).collect()
}

#[tokio::test]
async fn nobody_but_a_keeper_sees_or_sends_a_list() {
    let keeper = keeper().await;
    give(&keeper, "list.csv", LIST.as_bytes()).await;
    let public = site(&keeper.folder);
    assert!(get(&public, "/import").await.location().starts_with("/unlock?"));
    for address in ["/import.json", "/import/report.json", "/import/file/mapping.toml", "/import/file/account.jsonl"] {
        let answer = get(&public, address).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{address}");
        assert!(!answer.text.contains("jar") && !answer.text.contains("Title"), "{}", answer.text);
    }
    for path in ["/import/file/list.json", "/import/file/..%2Flist.json", "/import/file/nothing"] {
        assert_eq!(keeper.get(path).await.status, StatusCode::NOT_FOUND, "{path}");
    }
}

#[tokio::test]
async fn what_is_found_goes_out_as_a_workbook_without_formulas() {
    let keeper = keeper().await;
    keeper.card("object", &[("name.en", "=1+1")]).await;
    let book = keeper.get("/search.xlsx?where=kind%3Dobject&column=name").await;
    assert_eq!(book.status, StatusCode::OK, "{}", book.text);
    assert!(book.text.starts_with("PK"));
    let incoming = keeper.folder.path().join("sanabel.daftar/incoming");
    assert_eq!(std::fs::read_dir(incoming).unwrap().count(), 0, "nothing stays");
    assert!(keeper.get("/search?words=").await.text.contains("/search.xlsx"));
}

#[tokio::test]
async fn statements_that_were_written_out_are_known_by_their_columns_and_come_in_again() {
    let keeper = keeper().await;
    give(&keeper, "catalogue.csv", CATALOGUE).await;
    press(&keeper, &[("do", "go")]).await;
    keeper.post("/import/away", &[]).await;
    let search = keeper.get("/search?words=rope").await.text;
    assert!(search.contains("/statements.csv?words=rope") && search.contains("keep it safe"), "{search}");
    let out = keeper.get("/statements.csv?where=kind%3Dobject").await;
    assert!(out.headers[header::CONTENT_DISPOSITION].to_str().unwrap().contains("statements.csv"));
    let lines = out.text.matches("\r\n").count() as u64 - 1;
    assert!(out.text.contains("Storage jar with rope pattern") && lines > 60 * 8, "{lines}");
    let before = keeper.statements().await;
    let changed = out.text.replacen(",Storage jar with rope pattern,en", ",Great storage jar,en", 1);
    let changed = if changed == out.text {
        out.text.replacen(",Storage jar with rope pattern,", ",Great storage jar,", 1)
    } else {
        changed
    };
    assert_eq!(give(&keeper, "statements.csv", changed.as_bytes()).await.location(), "/import");
    let page = keeper.get("/import").await.text;
    assert!(page.contains("Each row of this file is a statement") && !page.contains("No column does"), "{page}");
    assert!(keeper.get("/import?lang=ar").await.text.contains("كل صف في هذا الملف معلومة"));
    let looked = press(&keeper, &[("do", "look")]).await;
    let would = &looked["report"]["imported"];
    assert_eq!((would["rows"].as_u64(), would["replaced"].as_u64()), (Some(lines), Some(1)), "{looked}");
    assert_eq!(keeper.statements().await, before, "nothing is recorded yet");
    let done = press(&keeper, &[("do", "go")]).await;
    assert_eq!(done["report"]["imported"]["unchanged"].as_u64(), Some(lines - 1), "{done}");
    assert!(keeper.get("/import/report?which=to-look-at").await.text.contains("Not as it was written out"));
    assert!(keeper.get("/search.json?words=great+storage").await.text.contains("\"total\":1"));
}

#[tokio::test]
async fn a_passport_list_is_known_read_by_its_rules_and_goes_out_without_what_is_restricted() {
    const PASSPORTS: &str = include_str!("../../../../examples/sanabel/accessions.csv");
    let keeper = keeper().await;
    let bad = PASSPORTS.replacen("RIM001,HS 002,", "RIM001,,", 1).replacen(",202309--,", ",20231301,", 1);
    keeper.send_files("/import", &[("accessions.csv", bad.as_bytes())], &[("kind", "accession")]).await;
    let page = keeper.get("/import").await.text;
    assert!(
        page.contains("a passport list of a genebank (MCPD v2.1)") && page.contains("value=\"genus\" selected"),
        "{page}"
    );
    assert!(keeper.get("/import?lang=ar").await.text.contains("قائمة عيّنات لبنك جينات"));
    assert_eq!(told(&keeper).await["list"]["mapping"]["key"], serde_json::json!(["INSTCODE", "ACCENUMB", "GENUS"]));
    let done = press(&keeper, &[("do", "go")]).await;
    let imported = &done["report"]["imported"];
    assert_eq!(
        (&imported["recorded"], &imported["refused"], &imported["warned"]),
        (&29.into(), &1.into(), &1.into()),
        "{done}"
    );
    let report = keeper.get("/import").await.text;
    for said in ["No accession number (ACCENUMB).", "No date; kept as it is written.", "Write 20230501; 202305--"] {
        assert!(report.contains(said), "{said}: {report}");
    }
    assert!(keeper.get("/import/report?lang=ar&which=refused").await.text.contains("لا رقم للعيّنة (ACCENUMB)."));
    let search = keeper.get("/search?where=kind%3Daccession").await.text;
    assert!(search.contains("/passports.csv?where=kind%3Daccession") && search.contains("restricted=yes"), "{search}");
    let all = keeper.get("/passports.csv?where=kind%3Daccession&restricted=yes").await.text;
    let open = keeper.get("/passports.csv?where=kind%3Daccession").await.text;
    let public = get(&site(&keeper.folder), "/passports.csv?where=kind%3Daccession&restricted=yes").await.text;
    assert_eq!(all.lines().count(), 30, "{all}");
    assert!(all.contains("Family Qandil") && all.contains("35.0000"));
    assert_eq!(open, public, "the public gets what a keeper gives away");
    for name in ["Family", "Terraces", "35.0", "jar without"] {
        assert!(!public.contains(name), "{name}: {public}");
    }
    assert!(public.contains("قمح المرفأ"), "{public}");
}

/// What a mapping file says of a list as a whole can be said in the browser.
#[tokio::test]
async fn what_is_said_of_a_list_as_a_whole_is_taken_from_its_form() {
    let keeper = keeper().await;
    let list = "number,state,seen on,told\nB-1,\"Damaged, None, Destroyed\",\"2031-04-21, 2031-09-01, 2032-05-19\",2032-06-01\n";
    give(&keeper, "buildings.csv", list.as_bytes()).await;
    let head = [("kind", "building"), ("title", "Buildings"), ("header", ""), ("encoding", ""), ("sheet", "")];
    keeper.post("/import/opening", &head).await;
    let fields = [
        ("nothing", "None; -"),
        ("stated-from", "told"),
        ("pair", "seen on"),
        ("crs", ""),
        ("retrieved", "2032-07-01"),
        ("c0.name", "number"),
        ("c0.property", "number"),
        ("c0.key", "yes"),
        ("c1.name", "state"),
        ("c1.property", "state"),
        ("c1.split", ","),
        ("c1.paired", "yes"),
        ("c2.name", "seen on"),
        ("c3.name", "told"),
        ("do", "show"),
    ];
    keeper.post("/import/columns", &fields).await;
    let mapping = keeper.get("/import/file/mapping.toml").await.text;
    for said in ["nothing = [\"None\", \"-\"]", "stated-from = \"told\"", "pair = [\"seen on\", \"state\"]"] {
        assert!(mapping.contains(said), "{said}: {mapping}");
    }
    let wrong: Vec<(&str, &str)> =
        fields.iter().map(|(name, value)| (*name, if *name == "crs" { "UTM" } else { *value })).collect();
    let page = keeper.post("/import/columns", &wrong).await.text;
    assert!(page.contains("Write it as EPSG:32637"), "{page}");
    keeper.post("/import/columns", &fields).await;
    let done = press(&keeper, &[("do", "go"), ("retrieved", "2032-07-01")]).await;
    assert_eq!(done["report"]["imported"]["recorded"], 1, "{done}");
    let found = keeper.get("/search.json?words=Buildings").await.text;
    assert!(found.contains("Buildings"), "{found}");
}
