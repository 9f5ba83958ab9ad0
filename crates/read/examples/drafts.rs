//! Prints what the article reader proposes for each file named: `cargo run -p daftar-read --example drafts FILE…`.

use std::collections::HashMap;
use std::error::Error;
use std::fs::File;

use daftar_claim::{Claim, Draft, EntityId, Hash, Speaker, Subject, Value};
use daftar_read::{Limits, Reading, read};

fn main() -> Result<(), Box<dyn Error>> {
    for path in std::env::args().skip(1) {
        let mut count = 0_u64;
        let mut fresh = || {
            count += 1;
            EntityId(Hash::of(&count.to_le_bytes()))
        };
        let reading = read(File::open(&path)?, &path, &(), &mut fresh, &Limits::default())?;
        print(&path, &reading);
    }
    Ok(())
}

fn print(path: &str, reading: &Reading) {
    println!("# {path}: {} drafts, {} passages left out", reading.drafts.len(), reading.left_out_total);
    let names = names(&reading.drafts);
    for draft in &reading.drafts {
        println!("{}", line(draft, &names));
    }
    for left in &reading.left_out {
        let words: String = reading.text.chars().skip(left.span.start as usize).take(60).collect();
        println!("- left out ({:?}) at {}: {words}", left.why, left.span.start);
    }
}

/// What each entity is called, or what happened in it.
fn names(drafts: &[Draft]) -> HashMap<EntityId, String> {
    let mut names = HashMap::new();
    for Draft { claim, .. } in drafts {
        let naming = matches!(claim.property.as_str(), "name" | "what" | "title");
        if let (true, Subject::Entity(id), Value::Text { text, .. }) = (naming, claim.subject, &claim.value) {
            names.entry(id).or_insert_with(|| text.chars().take(40).collect());
        }
    }
    names
}

fn line(draft: &Draft, names: &HashMap<EntityId, String>) -> String {
    let claim = &draft.claim;
    let called = |id: EntityId| names.get(&id).cloned().unwrap_or_else(|| id.to_string().chars().take(15).collect());
    let subject = claim.subject.entity().map_or_else(String::new, called);
    let value = match &claim.value {
        Value::Entity(id) => format!("→ {}", called(*id)),
        value => value.to_json(),
    };
    let link = if draft.link { " (link)" } else { "" };
    format!("[{subject}] {} = {value}{}{link}  <{}>", claim.property, circumstances(claim, &called), draft.rule)
}

/// When, said by whom, when said, how surely.
fn circumstances(claim: &Claim, called: &dyn Fn(EntityId) -> String) -> String {
    let mut words = String::new();
    if let Some(when) = &claim.when {
        words.push_str(&format!(" when {when}"));
    }
    if let Some(speaker) = &claim.said_by {
        let speaker = match speaker {
            Speaker::Entity(id) => called(*id),
            Speaker::Unnamed(words) => format!("“{words}”"),
        };
        words.push_str(&format!(" said by {speaker}"));
    }
    if let Some(stated) = &claim.stated {
        words.push_str(&format!(" stated {stated}"));
    }
    if let Some(certainty) = claim.certainty {
        words.push_str(&format!(" {}", certainty.word()));
    }
    if let Some(inferred) = &claim.inferred {
        let dates = [("when", &inferred.when), ("stated", &inferred.stated)];
        for (name, date) in dates.iter().filter_map(|(name, date)| date.as_ref().map(|date| (name, date))) {
            words.push_str(&format!(" {{{name} {date}: {}}}", inferred.why));
        }
    }
    words
}
