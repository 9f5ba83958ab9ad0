//! What a copy holds, while others write.

use daftar_store::{Copied, copied};

use crate::town::{Town, bodies};

fn named<'a>(list: &'a [Copied], end: &str) -> &'a Copied {
    list.iter().find(|file| file.name.ends_with(end)).unwrap_or_else(|| panic!("{end} is not among {list:?}"))
}

fn copy(list: &[Copied], to: &std::path::Path) {
    for file in list {
        let bytes = std::fs::read(&file.path).unwrap();
        let length = file.up_to.map_or(bytes.len(), |length| length as usize);
        std::fs::create_dir_all(to.join(&file.name).parent().unwrap()).unwrap();
        std::fs::write(to.join(&file.name), &bytes[..length]).unwrap();
    }
}

#[test]
fn all_that_cannot_be_made_again_is_listed_and_nothing_else() {
    let (_town, mut store) = Town::found();
    store.put_file(&b"a photograph"[..]).unwrap();
    let folder = store.folder().to_owned();
    std::fs::write(folder.join("evidence/half.unfinished"), "x").unwrap();
    std::fs::create_dir(folder.join("incoming")).unwrap();
    std::fs::write(folder.join("incoming/new"), "x").unwrap();
    std::fs::write(folder.join("drafts/one.jsonl"), "x").unwrap();
    let names: Vec<String> = copied(&folder).unwrap().into_iter().map(|file| file.name).collect();
    let starts = |start: &str| names.iter().filter(|name| name.starts_with(start)).count();
    assert_eq!((starts("logs/"), starts("evidence/"), starts("profiles/"), starts("drafts/")), (2, 1, 2, 1));
    assert_eq!(names.len(), 7, "and register.json: {names:?}");
}

#[test]
fn a_log_is_listed_up_to_its_last_complete_entry() {
    let (mut town, mut store) = Town::found();
    store.append(&town.device.next(bodies(3..8))).unwrap();
    let folder = store.folder().to_owned();
    let whole = copied(&folder).unwrap();
    let append = |name: &str, bytes: &[u8]| {
        let mut file = std::fs::File::options().append(true).open(town.log_file(name)).unwrap();
        std::io::Write::write_all(&mut file, bytes).unwrap();
    };
    append("000001.bodies.jsonl", b"{\"half\":");
    append("000001.headers.jsonl", b"{\"acts\":[],\"and so on\":1}\n");
    let torn = copied(&folder).unwrap();
    for end in ["headers.jsonl", "bodies.jsonl"] {
        assert!(named(&whole, end).up_to.is_some());
        assert_eq!(named(&torn, end).up_to, named(&whole, end).up_to);
    }
    let dir = tempfile::tempdir().unwrap();
    copy(&torn, dir.path());
    let report = daftar_store::verify(dir.path(), town.device.head, &|_, _| {}).unwrap();
    let findings: Vec<_> = report.findings.iter().filter(|finding| !finding.code.starts_with("index")).collect();
    assert!(findings.is_empty() && report.counted.bodies == 8, "{report:?}");
}
