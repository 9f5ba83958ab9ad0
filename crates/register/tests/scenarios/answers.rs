//! What a register answers, as plain data that older and newer programs must give alike. Only what the record says is in
//! it, not how a view happens to be written down.

use std::collections::BTreeMap;

use daftar_register::claim::{BodyState, Statement, Timestamp};
use daftar_register::view::{self, Ask, Audience, Page};
use serde_json::{Value as Json, json};

use crate::site::{Site, keeper};

/// Everything that a register answers.
pub(crate) fn answers(site: &mut Site) -> Json {
    let bodies = bodies(site);
    site.open();
    let opened = site.unlock(None).unwrap();
    let heard = site.hear_all(site.standing(), Audience::Keeper).unwrap();
    let statements: BTreeMap<_, _> = heard.statements.iter().map(|one| (one.id.to_string(), statement(one))).collect();
    let differences = site.asked(&keeper(), view::differences);
    let differ = |one: &view::Difference| {
        json!([one.entity.to_string(), one.property.as_str(), one.verdict.is_yes(), sides(one)])
    };
    json!({
        "bodies": bodies,
        "statements": statements,
        "opened": opened,
        "pages": pages(site, &keeper()),
        "public": public(site),
        "differences": differences.iter().map(differ).collect::<Vec<_>>(),
        "found": found(site),
        "suggested": site.drafts().unwrap().iter().map(|draft| parsed(&draft.to_json())).collect::<Vec<_>>(),
        "standing": standing(site),
    })
}

fn parsed(text: &str) -> Json {
    serde_json::from_str(text).unwrap()
}

/// What became of each body, entry by entry.
fn bodies(site: &mut Site) -> BTreeMap<String, Vec<String>> {
    let store = site.files();
    let word = |state: BodyState| match state {
        BodyState::Present(_) => "present".to_owned(),
        BodyState::Erased(id) => format!("erased {id}"),
        BodyState::Withheld(id) => format!("withheld {id}"),
        BodyState::Awaited(_) => "awaited".to_owned(),
        BodyState::Damaged(_) => "damaged".to_owned(),
    };
    let entries = store.headers().map(|header| header.header.entry);
    let told = |id| store.bodies(id).unwrap().into_iter().map(word).collect();
    entries.map(|id| (format!("{} {}", id.log, id.number), told(id))).collect()
}

fn statement(one: &Statement) -> Json {
    json!({
        "claim": parsed(&one.claim.content()),
        "recordings": one.recordings.len(),
        "standing": one.standing().count(),
        "sealed": one.sealed,
    })
}

/// Each page with its names, members, values and what is wished to be first.
fn pages(site: &Site, ask: &Ask) -> BTreeMap<String, Json> {
    site.asked(ask, |asked| {
        let pages = asked.entities().into_iter().map(|entity| view::page(asked, entity));
        pages.map(|page| (page.entity.to_string(), page_of(&page))).collect()
    })
}

fn page_of(page: &Page) -> Json {
    let mut properties = BTreeMap::new();
    for one in page.sections.iter().flat_map(|section| &section.properties) {
        let values: Vec<_> = one.folded.values.iter().map(|value| ids(&value.statements)).collect();
        let first = one.first.statement.map(|id| id.to_string());
        properties.insert(one.folded.property.to_string(), json!({ "values": values, "first": first }));
    }
    let timeline = page
        .timeline
        .iter()
        .map(|item| json!([item.date.as_ref().map(|date| date.to_string()), ids(&item.statements)]));
    json!({
        "name": page.name,
        "kinds": page.kinds,
        "members": ids(&page.members),
        "contradictions": page.sameness.contradictions.len(),
        "properties": properties,
        "timeline": timeline.collect::<Vec<_>>(),
    })
}

fn ids(ids: &[impl ToString]) -> Vec<String> {
    ids.iter().map(ToString::to_string).collect()
}

/// The statements that anybody may see.
fn public(site: &Site) -> Vec<String> {
    site.asked(&Ask::default(), |asked| asked.selected().iter().map(|one| one.statement.id.to_string()).collect())
}

fn sides(one: &view::Difference) -> Vec<Vec<String>> {
    one.sides.iter().map(|side| ids(&side.statements)).collect()
}

/// What some words find.
fn found(site: &Site) -> BTreeMap<&'static str, Vec<String>> {
    let keeper = Ask { audience: Audience::Keeper, ..Ask::default() };
    let find = |words| {
        let mut hits: Vec<_> = site.search(words, 50, site.standing(), &keeper).unwrap();
        hits.sort_by_key(|hit| hit.claim);
        hits.into_iter().map(|hit| hit.claim.to_string()).collect()
    };
    ["jar", "جرة", "museum", "Ternlane"].into_iter().map(|words| (words, find(words))).collect()
}

/// What counts: by day, by device; what is erased, what waits; which kinds there are.
fn standing(site: &Site) -> Json {
    let counted = |time: &str| {
        let standing = site.standing_at(&Timestamp::parse(time).unwrap());
        site.logs().values().flatten().filter(|header| standing.counts(header.header.entry)).count()
    };
    let logs: BTreeMap<_, _> = site.logs().iter().map(|(log, headers)| (log.to_string(), headers.len())).collect();
    let mut erased: Vec<_> = site.standing().erased.iter().map(ToString::to_string).collect();
    erased.sort();
    json!({
        "register": site.id().to_string(),
        "logs": logs,
        "counted-by": { "2033-04-01": counted("2033-04-01T00:00:00Z"), "2033-06-01": counted("2033-06-01T00:00:00Z") },
        "erased": erased,
        "erased-files": site.standing().erased_files.len(),
        "waiting": site.waiting().iter().map(|one| one.claims).collect::<Vec<_>>(),
        "kinds": site.profiles().kinds.keys().collect::<Vec<_>>(),
    })
}
