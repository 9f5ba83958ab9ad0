use daftar_claim::{EntryId, Hash, Key, Subject, TextId as _};

use super::*;
use crate::testing::{Says, edtf, gathered};

const FILE: FileId = FileId(Hash([7; 32]));
const OTHER: FileId = FileId(Hash([8; 32]));

/// Steps as they were recorded, one entry each.
#[derive(Default)]
struct History {
    statements: Vec<Statement>,
    whole: bool,
}

impl History {
    /// A step at a time, recorded at a time.
    fn step(mut self, action: &str, when: &str, recorded: &'static str, change: impl FnOnce(&mut Custody)) -> History {
        let mut custody =
            Custody { action: action.to_owned(), before: None, after: None, from: None, to: None, tool: None };
        change(&mut custody);
        let mut one = Says::of("file", "custody").value(Value::Custody(custody)).when(when).by("keeper");
        one = one.recorded("keeper", Some(recorded));
        let mut one = one.salt(self.statements.len() as u8).done();
        one.claim.subject = Subject::File(FILE);
        let number = self.statements.len() as u64 + 1;
        one.recordings[0].id.entry = EntryId { log: Key::from_hash(Hash([1; 32])), number };
        self.statements.push(one);
        self
    }

    fn by(mut self, speaker: &str) -> History {
        let last = self.statements.last_mut().unwrap();
        last.claim.said_by = Some(Speaker::Unnamed(speaker.to_owned()));
        self
    }

    fn chain(&self) -> Chain {
        let taken: Vec<Taken<'_>> = self
            .statements
            .iter()
            .enumerate()
            .map(|(rank, statement)| Taken { statement, rank, why: None })
            .rev()
            .collect();
        chain(FILE, &taken, self.whole, &gathered(&[]), Lang::En)
    }

    fn actions(&self) -> Vec<String> {
        self.chain().steps.into_iter().map(|step| step.action).collect()
    }

    fn breaks(&self) -> Vec<(Break, Option<usize>)> {
        self.chain().misfits.into_iter().map(|misfit| (misfit.what, misfit.step)).collect()
    }
}

fn came() -> History {
    History::default().step("ingest", "2033-05-01T10:00:00Z", "2033-05-01T10:00:00Z", |step| {
        (step.before, step.after) = (Some(FILE), Some(FILE));
    })
}

#[test]
fn what_was_told_later_stands_at_its_time_and_nothing_else_is_amiss() {
    let history = came()
        .step("export", "2033-06-01", "2033-06-01T09:00:00Z", |step| step.after = Some(FILE))
        .step("collect", "2032-12", "2033-07-01T09:00:00Z", |step| step.from = Some("https://rimal.example/1".into()))
        .step("copy", "2033-05-20", "2033-07-02T09:00:00Z", |_| {});
    assert_eq!(history.actions(), ["collect", "ingest", "copy", "export"]);
    assert_eq!(history.breaks(), []);
    let step = &history.chain().steps[0];
    assert_eq!((step.when.clone(), step.recorded[0].clock), (Some(edtf("2032-12")), "clock"));
}

#[test]
fn whence_a_file_was_come_by_stands_before_its_being_kept_that_day() {
    let history = came().step("view", "2033-05-01T11:00:00Z", "2033-05-01T11:00:00Z", |_| {}).step(
        "collect",
        "2033-05-01",
        "2033-05-01T12:00:00Z",
        |_| {},
    );
    assert_eq!(history.actions(), ["collect", "ingest", "view"]);
    assert_eq!(history.breaks(), []);
}

#[test]
fn a_clock_that_goes_back_moves_nothing_and_is_named() {
    let history = came().step("view", "2023-05-02", "2023-05-02T10:00:00Z", |_| {}).step(
        "export",
        "2023-05-03",
        "2023-05-03T10:00:00Z",
        |_| {},
    );
    assert_eq!(history.actions(), ["ingest", "view", "export"]);
    assert_eq!(history.breaks(), [(Break::ClockBack, Some(1))], "named once, where it went back");
}

#[test]
fn a_step_before_the_file_came_is_named_and_handing_over_before_is_not() {
    let history = came()
        .step("transfer", "2031-01-01", "2033-05-02T10:00:00Z", |step| step.to = Some("Mill Museum".into()))
        .by("Widow of the miller")
        .step("view", "2032-01-01", "2033-05-03T10:00:00Z", |_| {})
        .by("Mill Museum");
    assert_eq!(history.actions(), ["transfer", "view", "ingest"]);
    let breaks = history.breaks();
    assert!(breaks.contains(&(Break::BeforeArrival, Some(1))) && !breaks.contains(&(Break::BeforeArrival, Some(0))));
    assert_eq!(History::default().breaks(), [(Break::NoArrival, None)]);
}

#[test]
fn who_handles_what_was_handed_to_another_is_named_once() {
    let history = came()
        .by("Mill Museum")
        .step("transfer", "2033-06-01", "2033-06-01T10:00:00Z", |step| step.to = Some("House of Seeds".into()))
        .by("Mill Museum")
        .step("verify", "2033-06-02", "2033-06-02T10:00:00Z", |_| {})
        .by("Mill Museum")
        .step("view", "2033-06-03", "2033-06-03T10:00:00Z", |_| {})
        .by("Harbour radio")
        .step("export", "2033-06-04", "2033-06-04T10:00:00Z", |_| {})
        .by("Harbour radio");
    let misfits = history.chain().misfits;
    let [misfit] = &misfits[..] else { panic!("{misfits:?}") };
    assert_eq!((misfit.what, misfit.step), (Break::Handover, Some(3)));
    assert_eq!(misfit.expected.as_deref(), Some("House of Seeds"));
    assert_eq!(misfit.found.as_deref(), Some("Harbour radio"));
    let handed_on = came()
        .by("Mill Museum")
        .step("transfer", "2033-06-01", "2033-06-01T10:00:00Z", |step| step.to = Some("House of Seeds".into()))
        .by("Mill Museum")
        .step("transfer", "2033-06-02", "2033-06-02T10:00:00Z", |step| {
            (step.from, step.to) = (Some("house of  seeds".into()), Some("Badr".into()));
        })
        .step("export", "2033-06-03", "2033-06-03T10:00:00Z", |_| {})
        .by("Badr");
    assert_eq!(handed_on.breaks(), []);
}

#[test]
fn other_hashes_than_the_files_are_named() {
    let history = came()
        .step("copy", "2033-06-01", "2033-06-01T10:00:00Z", |step| {
            (step.before, step.after) = (Some(FILE), Some(OTHER));
        })
        .step("redact", "2033-06-02", "2033-06-02T10:00:00Z", |step| {
            (step.before, step.after) = (Some(FILE), Some(OTHER));
        });
    let misfits = history.chain().misfits;
    assert_eq!(history.breaks(), [(Break::Hash, Some(1))], "a redaction has another hash");
    assert_eq!(misfits[0].found, Some(OTHER.to_string()));
    assert_eq!(misfits[0].claim, Some(history.statements[1].id));
}

#[test]
fn damage_is_named_until_the_file_was_found_whole_again() {
    let found = |after: Option<FileId>| {
        came().step("verify", "2033-06-01", "2033-06-01T10:00:00Z", |step| {
            (step.before, step.after) = (Some(FILE), after);
        })
    };
    assert_eq!(found(Some(OTHER)).breaks(), [(Break::Changed, Some(1))]);
    assert_eq!(found(None).breaks(), [(Break::Missing, Some(1))]);
    assert_eq!(found(Some(FILE)).breaks(), []);
    assert_eq!(History { whole: true, ..found(None) }.breaks(), []);
}

#[test]
fn a_step_that_is_told_of_a_day_to_come_is_named() {
    let told = |when: &str| came().step("collect", when, "2033-06-01T23:30:00Z", |_| {}).breaks();
    assert_eq!(told("2034"), [(Break::Foretold, Some(1))]);
    assert_eq!(told("2033-06-02"), [], "east of Greenwich it was that day already");
}

#[test]
fn steps_after_the_end_are_named() {
    let history = came().step("dispose", "2033-06-01", "2033-06-01T10:00:00Z", |step| step.before = Some(FILE)).step(
        "view",
        "2033-06-02",
        "2033-06-02T10:00:00Z",
        |_| {},
    );
    assert_eq!(history.breaks(), [(Break::AfterDisposal, Some(2))]);
}

#[test]
fn a_step_that_is_no_custody_is_passed_over() {
    let note = Says::of("file", "note").text("a note", None).done();
    let chain = chain(FILE, &[Taken { statement: &note, rank: 0, why: None }], true, &gathered(&[]), Lang::En);
    assert_eq!(chain.steps, []);
    assert_eq!(step_of(&note.claim), None);
}
