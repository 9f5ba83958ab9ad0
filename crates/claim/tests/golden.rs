//! The bytes that are hashed and signed, compared with golden files that never change.

use std::fs;
use std::path::PathBuf;

use daftar_claim::checkpoint::{Checkpoint, LogState};
use daftar_claim::*;

const SALT: Salt = Salt([9; 16]);

/// Compares with the golden file. A file that is not there yet is written when `DAFTAR_NEW_GOLDEN` is set; one that is
/// there is never overwritten.
fn golden(name: &str, bytes: &[u8]) {
    let file = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/format-1").join(name);
    if !file.exists() && std::env::var_os("DAFTAR_NEW_GOLDEN").is_some() {
        fs::write(&file, bytes).unwrap();
    }
    let kept = fs::read(&file).unwrap_or_else(|error| panic!("{}: {error}", file.display()));
    let (kept, made) = (String::from_utf8_lossy(&kept), String::from_utf8_lossy(bytes));
    assert_eq!(kept, made, "{name}: signed bytes differ from those in the world; mend the program, not the file");
}

fn entity(n: u8) -> EntityId {
    EntityId(Hash([n; 32]))
}

fn claim_id(n: u8) -> ClaimId {
    ClaimId(Hash([n; 32]))
}

fn file(n: u8) -> FileId {
    FileId(Hash([n; 32]))
}

fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap()
}

fn property(text: &str) -> PropertyId {
    PropertyId::parse(text).unwrap()
}

fn plain(value: Value) -> Claim {
    Claim::new(Subject::Entity(entity(1)), property("note"), value, entity(2))
}

/// A claim that has every member.
fn full() -> Claim {
    let span = |start, end| Span { start, end };
    Claim {
        when: Some(edtf("XXXX-12-06")),
        locator: Some(Locator::Text { text: file(3), span: span(120, 171), place: None }),
        said_by: Some(Speaker::Entity(entity(4))),
        stated: Some(edtf("2031-12-20")),
        certainty: Some(Certainty::Possible),
        quote: Some("On the 6th of December the mill \"was hit\"\n— سنابل".into()),
        inferred: Some(Inferred {
            when: Some(edtf("2031-12-06")),
            stated: Some(edtf("2031-12-20")),
            why: "year of the lead".into(),
            from: vec![span(3, 20)],
        }),
        ..plain(Value::Code { scheme: "state".into(), code: "damaged".into(), label: Some("was hit".into()) })
    }
}

fn values() -> Vec<Claim> {
    let decimal = |text| Decimal::parse(text).unwrap();
    let preference = Preference { first: claim_id(1), over: vec![claim_id(2)], supersedes: vec![claim_id(3)] };
    let custody = Custody {
        action: "ingest".into(),
        before: Some(file(1)),
        after: Some(file(2)),
        from: Some("a neighbour".into()),
        to: Some("the register".into()),
        tool: Some("daftar 0.1.0".into()),
    };
    let values = [
        Value::Text { text: "متحف الطاحونة".into(), lang: Some("ar".into()) },
        Value::Number { number: decimal("-12.50"), unit: Some("%".into()) },
        Value::Count { low: Some(60), best: None, high: None },
        Value::Count { low: None, best: None, high: None },
        Value::Date(edtf("-3199")),
        Value::code("state", "destroyed"),
        Value::Geometry { wkt: Wkt::parse("POINT (21.0 35.0)").unwrap(), uncertainty: Some(decimal("500")) },
        Value::Entity(entity(5)),
        Value::File(file(6)),
        Value::Preference(preference),
        Value::Custody(custody),
        Value::Unknown,
        Value::None,
    ];
    let mut claims: Vec<Claim> = values.into_iter().map(plain).collect();
    claims[0].locator = Some(Locator::Cell { sheet: Some("Objects".into()), row: 2, column: "name".into() });
    claims[1].locator = Some(Locator::Page("12".into()));
    claims[2].said_by = Some(Speaker::Unnamed("it was reported".into()));
    claims[3].subject = Subject::Claim(claim_id(7));
    claims[10].subject = Subject::File(file(8));
    claims
}

fn lines(bodies: impl IntoIterator<Item = Vec<u8>>) -> Vec<u8> {
    bodies.into_iter().flat_map(|body| [body, b"\n".to_vec()].concat()).collect()
}

fn sealed() -> SealedClaim {
    let secret = Secret { claim: plain(Value::text("given by a neighbour")), concerns: vec![entity(7)] };
    secret.seal(&SealKey([7; 64]), SALT)
}

fn device(n: u8) -> SigningKey {
    SigningKey::from_seed(&[n; 32])
}

fn header(n: u64, device_number: u8) -> Header {
    Header {
        register: None,
        entry: EntryId { log: device(device_number).public(), number: n },
        on_behalf_of: entity(1),
        previous: None,
        predecessor: None,
        heads: vec![],
        profiles: profile::set_hash(&[file(2), file(1)]),
        batch: None,
        time: Some(Timestamp::parse("2031-12-06T08:00:00Z").unwrap()),
        clock: Clock::Device,
        bodies: 0,
        root: Hash([0; 32]),
        acts: vec![],
        recovery: None,
    }
}

/// The founding entry, then one with every act, then the first of a log that goes on from a copy.
fn entries() -> Vec<Entry> {
    let recovery = Recovery { age: "age1invented".into(), sign: RecoverySeed([0xc8; 32]).signing_key().public() };
    let founding = Header { recovery: Some(recovery), ..header(1, 1) };
    let founding = Entry::sign(founding, vec![full().to_bytes(&SALT), sealed().to_bytes()], &device(1)).unwrap();
    let id = founding.header.header.entry;
    let other = EntryId { log: device(2).public(), number: 3 };
    let acts = vec![
        Act::Retract(vec![RecordingRange { entry: id, first: 0, last: 1 }]),
        Act::Replace { recording: RecordingId { entry: id, position: 1 }, with: 0 },
        Act::Grant { key: other.log, party: entity(1), may: vec![May::Record, May::Grant, May::Erase] },
        Act::Revoke { key: other.log, last: 2 },
        Act::Erase { claims: vec![claim_id(1)], files: vec![file(1)], ground: Ground::ConsentWithdrawn },
        Act::Consent(other),
        Act::Acknowledge(other),
        Act::CloseFork { log: other.log, last: 2 },
        Act::CorrectTime { first: id, last: 1, time: Some(Timestamp::parse("2031-12-07T00:00:00Z").unwrap()) },
        Act::Join(RegisterId(Hash([8; 32]))),
    ];
    let second = Header {
        register: Some(founding.header.register()),
        previous: Some(founding.header.hash()),
        heads: vec![Head { entry: other, hash: Hash([5; 32]) }],
        batch: Some(Batch { id: "0123456789abcdef0123456789abcdef".into(), last: true }),
        clock: Clock::Person,
        acts,
        ..header(2, 1)
    };
    let bodies = values().iter().map(|claim| claim.to_bytes(&SALT)).collect();
    let second = Entry::sign(second, bodies, &device(1)).unwrap();
    let vouched = device(1).vouch_for(device(2).public());
    let third = Header {
        register: Some(founding.header.register()),
        predecessor: Some(second.header.head()),
        time: None,
        clock: Clock::Unknown,
        acts: vec![Act::Succeed { log: device(1).public(), signature: vouched }],
        ..header(1, 2)
    };
    let third = Entry::sign(third, vec![], &device(2)).unwrap();
    vec![founding, second, third]
}

#[test]
fn claims() {
    golden("claim.json", &full().to_bytes(&SALT));
    golden("values.jsonl", &lines(values().iter().map(|claim| claim.to_bytes(&SALT))));
    for claim in values().into_iter().chain([full()]) {
        let bytes = claim.to_bytes(&SALT);
        assert_eq!(Body::parse(&bytes).unwrap(), Body::Open(Box::new(claim), SALT));
    }
}

#[test]
fn a_sealed_claim() {
    golden("sealed.json", &sealed().to_bytes());
    assert_eq!(Body::parse(&sealed().to_bytes()).unwrap(), Body::Sealed(sealed()));
}

/// The words of another claim: its plaintext is written out beside it, for a stranger to compare with.
#[test]
fn a_sealed_quotation() {
    let secret = Secret { claim: full().words_about(claim_id(7)), concerns: vec![entity(7)] };
    let sealed = secret.seal(&SealKey([7; 64]), SALT);
    golden("quotation.content.json", secret.claim.content().as_bytes());
    golden("quotation.json", &sealed.to_bytes());
    assert_eq!(sealed.open(&SealKey([7; 64])), Ok(secret));
    golden("parted.json", &full().without_words().to_bytes(&SALT));
}

#[test]
fn headers_signatures_and_hashes() {
    for (name, entry) in ["founding", "acts", "successor"].into_iter().zip(entries()) {
        golden(&format!("{name}.header.json"), &entry.header.bytes);
        golden(&format!("{name}.signature"), entry.header.signature_text().as_bytes());
        golden(&format!("{name}.hash"), entry.header.hash().to_string().as_bytes());
        let again = SignedHeader::parse(entry.header.bytes.clone(), entry.header.signature).unwrap();
        assert_eq!(again, entry.header);
    }
}

/// The recovery key orders, and an entry of a device carries it; and a device names a recovery key by itself.
#[test]
fn orders_of_a_recovery_key() {
    let old = RecoverySeed([0xc8; 32]).signing_key();
    let new = |n: u8| Recovery { age: "age1invented".into(), sign: RecoverySeed([n; 32]).signing_key().public() };
    let founding = &entries()[0].header;
    let register = founding.register();
    let grant = Act::Grant { key: device(2).public(), party: entity(1), may: vec![May::Record] };
    let granted = Order::sign(register, vec![grant, Act::Revoke { key: device(1).public(), last: 1 }], &old).unwrap();
    let kept = vec![granted.hash(register)];
    let next = Order::sign(register, vec![Act::Recovery { recovery: new(0xc9), kept }], &old).unwrap();
    let by_itself = Act::Recovery { recovery: new(0xca), kept: vec![] };
    let header = Header {
        register: Some(register),
        heads: vec![founding.head()],
        acts: vec![Act::Order(granted), Act::Order(next), by_itself],
        ..header(1, 2)
    };
    let entry = Entry::sign(header, vec![], &device(2)).unwrap();
    golden("orders.header.json", &entry.header.bytes);
    let again = SignedHeader::parse(entry.header.bytes.clone(), entry.header.signature).unwrap();
    assert_eq!(again, entry.header);
    let refused = Order::sign(register, vec![Act::Join(register)], &old);
    assert!(refused.unwrap_err().to_string().contains("in an order"));
}

#[test]
fn entity_ids() {
    let span = span_entity(file(1), "museum", Span { start: 4, end: 17 });
    let row = row_entity("mill-museum-2031", "object", &["A 1", "ب"]);
    golden("entities", format!("{span}\n{row}\n").as_bytes());
}

#[test]
fn a_recovery_seed() {
    let seed = RecoverySeed([0xc8; 32]);
    let age: String = seed.age_secret().iter().map(|byte| format!("{byte:02x}")).collect();
    golden("recovery", format!("{}\n{age}\n", seed.signing_key().public()).as_bytes());
}

#[test]
fn a_checkpoint_and_its_signatures() {
    let entries = entries();
    let log = LogState::of(device(1).public(), &[entries[0].header.hash(), entries[1].header.hash()]);
    let checkpoint = Checkpoint { register: entries[0].header.register(), logs: vec![log] };
    let signed = checkpoint.sign("sanabel", &device(1));
    let cosigned = checkpoint.cosign("marsa.example", &device(2), 1_954_137_600);
    golden("checkpoint", format!("{}\n{signed}{cosigned}", checkpoint.text()).as_bytes());
    assert!(checkpoint.signed_by(&signed, device(1).public()));
    assert_eq!(checkpoint.cosigned_by(&cosigned, device(2).public()), Some(1_954_137_600));
}

#[test]
fn any_change_of_a_byte_is_refused() {
    let entry = entries().remove(0);
    for at in 0..entry.header.bytes.len() {
        let mut bytes = entry.header.bytes.clone();
        bytes[at] ^= 1;
        assert!(SignedHeader::parse(bytes, entry.header.signature).is_err(), "byte {at} of the header");
    }
    for at in 0..64 {
        let mut signature = entry.header.signature;
        signature[at] ^= 1;
        assert!(SignedHeader::parse(entry.header.bytes.clone(), signature).is_err(), "byte {at} of the signature");
    }
}

#[test]
fn a_newer_format_is_named() {
    let text = String::from_utf8(entries().remove(0).header.bytes).unwrap().replace("daftar/1", "daftar/2");
    let error = Header::parse(text.as_bytes()).unwrap_err();
    assert!(matches!(&error, EntryError::Newer(format) if format == "daftar/2"), "{error}");
}
