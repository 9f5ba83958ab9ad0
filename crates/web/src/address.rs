//! Every address of the site is made here. They never change: an old one answers for ever.

use std::fmt;

use daftar_register::claim::{ClaimId, DraftId, EntityId, FileId};

/// A page of this site.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Address<'a> {
    /// What the place is, and where to begin.
    Overview,
    /// The card of an entity.
    Card(EntityId),
    /// A source: the document as it is.
    Source(EntityId),
    /// A source file of a source.
    File(EntityId, FileId),
    /// The small copy of a picture.
    Small(EntityId, FileId),
    /// The largest copy of a picture that is made in one piece.
    Whole(EntityId, FileId),
    /// Where a picture is looked at closely.
    Zoom(EntityId, FileId),
    /// A picture as the IIIF Image API has it.
    Iiif(EntityId, FileId),
    /// The pictures of a card as the IIIF Presentation API has them.
    Manifest(EntityId),
    /// The safekeeping history of a source file.
    Custody(EntityId, FileId),
    /// Where its bytes are compared with its name.
    Prove(EntityId, FileId),
    /// What goes along with a copy of a source file.
    Sidecar(EntityId, FileId),
    /// Where a redacted copy of a source file is given.
    Redact(EntityId, FileId),
    /// A plan: its picture, and what it shows.
    Plan(EntityId),
    /// Where a plan is laid on the map.
    PlacePlan(EntityId),
    /// Where a plan is added.
    AddPlan,
    /// Where pictures of something are added.
    AddPicture(EntityId),
    /// One statement.
    Claim(ClaimId),
    /// A statement's words in the text of its source.
    Words(EntityId, ClaimId),
    /// The documents whose suggestions wait.
    ToReview,
    /// A document beside its suggestions.
    Review(EntityId),
    /// The same, with one suggestion in hand.
    Suggestion(EntityId, DraftId),
    /// Where sources differ.
    Differ,
    /// The map.
    Map,
    /// What happened, on one line.
    Timeline,
    /// What came to be said between two moments.
    Moments,
    /// How many things are in which state.
    Totals,
    /// The same as a sheet.
    TotalsSheet,
    /// Search.
    Search,
    /// Everything that a search finds, as a sheet.
    SearchSheet,
    /// The statements about what a search finds, one on each line.
    SearchStatements,
    /// The accessions that a search finds, as a passport list.
    SearchPassports,
    /// The searches that keepers saved.
    SavedSearches,
    /// Cards that may be one thing twice.
    Doubles,
    /// Two cards side by side.
    Pair(EntityId, EntityId),
    /// Where all cards that a search finds are changed alike.
    Alike,
    /// All cards of one kind.
    Kind(&'a str),
    /// All sources.
    Sources,
    /// Who recorded what.
    Log,
    /// How the notebook is.
    Health,
    /// What lies elsewhere, and what would be lost.
    Copies,
    /// Where something is done for the copies: its name.
    CopiesDo(&'static str),
    /// A file of the bundle that was made last, by its place among them.
    Parcel(usize),
    /// The recovery key.
    RecoveryKey,
    /// Where what is damaged is mended from a copy.
    Mend,
    /// The same from files that are sent.
    MendFrom,
    /// Where its index is made anew.
    HealthIndex,
    /// Where it is put into one file.
    HealthBundle,
    /// Where the passphrase is given.
    Unlock,
    /// Where it is forgotten again.
    Lock,
    /// Which kind of card is to be added.
    Add,
    /// A new card of a kind.
    AddCard(&'a str),
    /// What somebody remembers.
    Remember,
    /// What can be added to a card.
    AddTo(EntityId),
    /// A statement of one property, to be added to a card.
    AddStatement(EntityId, &'a str),
    /// What was recorded of a card, and the card at two moments.
    History(EntityId),
    /// Which other card is the same, or is not.
    Same(EntityId),
    /// What can be done with a statement: `edit`, `retract`, `deny`, `prefer`, `assess`, `seen`, `seal`.
    Change(ClaimId, &'static str),
    /// What is carried first.
    Carry,
    /// The lots of a seed bank.
    Lots,
    /// One lot: its book, and how long it keeps.
    Lot(EntityId),
    /// What to save first of a seed bank.
    SaveFirst,
    /// What to test next.
    TestPlan,
    /// How complete passports are.
    Completeness,
    /// All places of keeping.
    Boxes,
    /// A new one.
    NewBox,
    /// What is in a place of keeping.
    Contents(EntityId),
    /// Where things are put into a box.
    Pack,
    /// What a code on a label names.
    Code,
    /// Where things are handed over.
    HandOver,
    /// The receipt of a handover.
    Receipt(EntityId),
    /// The stock-takings.
    Stock,
    /// One of them.
    StockTaking(EntityId),
    /// The lots of seeds, to be weighed and counted.
    Count,
    /// Where one of them is weighed or counted.
    CountLot(EntityId),
    /// Where it is found out what a thousand of its seeds weigh.
    SeedWeight(EntityId),
    /// Where a germination test of it begins.
    Germination(EntityId),
    /// Where it is said how many came up in one.
    Sprouts(EntityId, EntityId),
    /// Seed that was lent and is to come back.
    Promises,
    /// What is left of a holding, and where.
    Survivors,
    /// What a seed bank holds and inherited.
    Holding(EntityId),
    /// Where promised seed that came back is recorded.
    GiveBack(EntityId),
    /// Where a promise is forgiven.
    Forgive(EntityId),
    /// Where a phone is paired for one task.
    Phone,
    /// Where its pairing is ended.
    PhoneEnd,
    /// A sheet of one thing, to be printed: its name.
    Sheet(EntityId, &'static str),
    /// The inventory list of a search.
    SheetsList,
    /// The labels of a search.
    Labels,
    /// Where documents are given to be read.
    Read,
    /// What is found as a workbook.
    SearchBook,
    /// Where lists are imported.
    Import,
    /// Where something is done with the list that waits: its name.
    ImportDo(&'static str),
    /// What came of a list, row by row.
    ImportReport,
    /// A file that belongs to the list that waits.
    ImportFile(&'static str),
    /// Where a notebook begins.
    Begin,
    /// Where a copy makes the notebook again.
    BeginAgain,
    /// Where its recovery key is shown.
    BeginKey,
    /// Where it is forgotten.
    BeginKept,
}

impl fmt::Display for Address<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Address::Overview => f.write_str("/"),
            Address::Card(id) => write!(f, "/e/{}", id.0),
            Address::Source(id) => write!(f, "/s/{}", id.0),
            Address::File(source, file) => write!(f, "/s/{}/file/{}", source.0, file.0),
            Address::Small(source, file) => write!(f, "/s/{}/file/{}/small", source.0, file.0),
            Address::Whole(source, file) => write!(f, "/s/{}/file/{}/whole", source.0, file.0),
            Address::Zoom(source, file) => write!(f, "/s/{}/file/{}/zoom", source.0, file.0),
            Address::Iiif(source, file) => write!(f, "/s/{}/file/{}/iiif", source.0, file.0),
            Address::Manifest(id) => write!(f, "/e/{}/manifest.json", id.0),
            Address::Custody(source, file) => write!(f, "/s/{}/file/{}/custody", source.0, file.0),
            Address::Prove(source, file) => write!(f, "/s/{}/file/{}/prove", source.0, file.0),
            Address::Sidecar(source, file) => write!(f, "/s/{}/file/{}/sidecar", source.0, file.0),
            Address::Redact(source, file) => write!(f, "/s/{}/file/{}/redact", source.0, file.0),
            Address::Plan(id) => write!(f, "/plan/{}", id.0),
            Address::PlacePlan(id) => write!(f, "/plan/{}/place", id.0),
            Address::AddPlan => f.write_str("/plan/add"),
            Address::AddPicture(id) => write!(f, "/e/{}/picture", id.0),
            Address::Claim(id) => write!(f, "/c/{}", id.0),
            Address::Words(source, claim) => {
                let anchor = anchor(*claim);
                write!(f, "/s/{}?c={}#{anchor}", source.0, anchor.get(1..).unwrap_or_default())
            }
            Address::ToReview => f.write_str("/review"),
            Address::Review(source) => write!(f, "/review/{}", source.0),
            Address::Suggestion(source, draft) => write!(f, "/review/{}?in={draft}#here", source.0),
            Address::Differ => f.write_str("/differ"),
            Address::Map => f.write_str("/map"),
            Address::Timeline => f.write_str("/timeline"),
            Address::Moments => f.write_str("/moments"),
            Address::Totals => f.write_str("/totals"),
            Address::TotalsSheet => f.write_str("/totals.csv"),
            Address::Search => f.write_str("/search"),
            Address::SearchSheet => f.write_str("/search.csv"),
            Address::SearchStatements => f.write_str("/statements.csv"),
            Address::SearchPassports => f.write_str("/passports.csv"),
            Address::SavedSearches => f.write_str("/searches"),
            Address::Doubles => f.write_str("/doubles"),
            Address::Pair(one, other) => write!(f, "/doubles/{}/{}", one.0, other.0),
            Address::Alike => f.write_str("/search/change"),
            Address::SearchBook => f.write_str("/search.xlsx"),
            Address::Kind(kind) => write!(f, "/kind/{kind}"),
            Address::Sources => f.write_str("/sources"),
            Address::Log => f.write_str("/log"),
            Address::Health => f.write_str("/health"),
            Address::Copies => f.write_str("/copies"),
            Address::CopiesDo(what) => write!(f, "/copies/{what}"),
            Address::Parcel(number) => write!(f, "/copies/bundle/{number}"),
            Address::RecoveryKey => f.write_str("/copies/key"),
            Address::Mend => f.write_str("/health/mend"),
            Address::MendFrom => f.write_str("/health/mend/files"),
            Address::HealthIndex => f.write_str("/health/index"),
            Address::HealthBundle => f.write_str("/health/bundle"),
            Address::Unlock => f.write_str("/unlock"),
            Address::Lock => f.write_str("/lock"),
            Address::Add => f.write_str("/add"),
            Address::AddCard(kind) => write!(f, "/add/{kind}"),
            Address::Remember => f.write_str("/remember"),
            Address::AddTo(id) => write!(f, "/e/{}/add", id.0),
            Address::AddStatement(id, property) => write!(f, "/e/{}/add/{property}", id.0),
            Address::History(id) => write!(f, "/e/{}/history", id.0),
            Address::Same(id) => write!(f, "/e/{}/same", id.0),
            Address::Change(id, change) => write!(f, "/c/{}/{change}", id.0),
            Address::Carry => f.write_str("/carry"),
            Address::Lots => f.write_str("/lots"),
            Address::Lot(id) => write!(f, "/e/{}/lot", id.0),
            Address::SaveFirst => f.write_str("/save-first"),
            Address::Completeness => f.write_str("/completeness"),
            Address::TestPlan => f.write_str("/test-plan"),
            Address::Boxes => f.write_str("/boxes"),
            Address::NewBox => f.write_str("/boxes/new"),
            Address::Contents(id) => write!(f, "/e/{}/contents", id.0),
            Address::Pack => f.write_str("/pack"),
            Address::Code => f.write_str("/code"),
            Address::HandOver => f.write_str("/handover"),
            Address::Receipt(id) => write!(f, "/e/{}/receipt", id.0),
            Address::Stock => f.write_str("/stock"),
            Address::StockTaking(id) => write!(f, "/stock/{}", id.0),
            Address::Count => f.write_str("/count"),
            Address::CountLot(lot) => write!(f, "/count/{}", lot.0),
            Address::SeedWeight(lot) => write!(f, "/count/{}/seed-weight", lot.0),
            Address::Germination(lot) => write!(f, "/count/{}/germination", lot.0),
            Address::Sprouts(lot, test) => write!(f, "/count/{}/germination/{}", lot.0, test.0),
            Address::Promises => f.write_str("/promises"),
            Address::Survivors => f.write_str("/survivors"),
            Address::Holding(id) => write!(f, "/e/{}/holding", id.0),
            Address::GiveBack(id) => write!(f, "/e/{}/returned", id.0),
            Address::Forgive(id) => write!(f, "/e/{}/forgive", id.0),
            Address::Phone => f.write_str("/phone"),
            Address::PhoneEnd => f.write_str("/phone/end"),
            Address::Sheet(id, sheet) => write!(f, "/e/{}/sheet/{sheet}", id.0),
            Address::SheetsList => f.write_str("/sheets/list"),
            Address::Labels => f.write_str("/sheets/labels"),
            Address::Read => f.write_str("/read"),
            Address::Import => f.write_str("/import"),
            Address::ImportDo(what) => write!(f, "/import/{what}"),
            Address::ImportReport => f.write_str("/import/report"),
            Address::ImportFile(name) => write!(f, "/import/file/{name}"),
            Address::Begin => f.write_str("/begin"),
            Address::BeginAgain => f.write_str("/begin/again"),
            Address::BeginKey => f.write_str("/begin/key"),
            Address::BeginKept => f.write_str("/begin/kept"),
        }
    }
}

/// Where on a page a statement stands.
pub(crate) fn anchor(claim: ClaimId) -> String {
    let mut digits = claim.0.to_string();
    digits.truncate(16);
    format!("c{digits}")
}

/// Adds pairs to an address: before its fragment, each encoded.
pub(crate) fn with_query<'q>(address: &str, pairs: impl IntoIterator<Item = (&'q str, &'q str)>) -> String {
    let (path, fragment) = address.split_once('#').map_or((address, None), |(path, fragment)| (path, Some(fragment)));
    let mut out = path.to_owned();
    for (name, value) in pairs {
        out.push(if out.contains('?') { '&' } else { '?' });
        out.push_str(name);
        out.push('=');
        encode(&mut out, value);
    }
    if let Some(fragment) = fragment {
        out.push('#');
        out.push_str(fragment);
    }
    out
}

/// Percent-encodes all but the characters that need none in a query or a header.
pub(crate) fn encode(out: &mut String, text: &str) {
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            other => out.push_str(&format!("%{other:02X}")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn queries_stand_before_fragments_and_are_encoded() {
        let pairs = [("at", "2032-01"), ("words", "فخار & tea")];
        let made = with_query("/s/1#c2", pairs);
        assert_eq!(made, "/s/1?at=2032-01&words=%D9%81%D8%AE%D8%A7%D8%B1%20%26%20tea#c2");
        assert_eq!(with_query("/differ", []), "/differ");
    }
}
