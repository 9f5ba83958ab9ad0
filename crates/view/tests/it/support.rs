//! A small builder of statements, and the profiles that the tests fold by. Used by unit and integration tests alike.
#![allow(dead_code, reason = "each of the two test binaries uses its part")]

use daftar_claim::profile::Profile;
use daftar_claim::{
    Certainty, Claim, ClaimId, Clock, Custody, Decimal, Edtf, Ended, EntityId, EntryId, Hash, Inferred, Key, Locator,
    Preference, Profiles, PropertyId, Recording, RecordingId, Salt, Speaker, Statement, Subject, TextId, Timestamp,
    Value, Wkt,
};

use daftar_view::{Audience, Surroundings};

/// What a list tells the public of the entities that it names.
pub(crate) fn gathered(list: &[Statement]) -> Surroundings {
    Surroundings::gather(list, Audience::Public, &shipped())
}

/// The entity of a word.
pub(crate) fn entity(word: &str) -> EntityId {
    EntityId(Hash::of(word.as_bytes()))
}

/// A date that is known to be good.
pub(crate) fn edtf(text: &str) -> Edtf {
    Edtf::parse(text).unwrap_or_else(|error| panic!("{error}"))
}

/// A statement in the making.
#[derive(Clone)]
pub(crate) struct Says {
    claim: Claim,
    salt: u8,
    party: EntityId,
    time: Option<&'static str>,
    sealed: bool,
    ended: bool,
}

impl Says {
    /// About an entity; said by the source "letter" unless told otherwise.
    pub(crate) fn of(subject: &str, property: &str) -> Says {
        Says::about(Subject::Entity(entity(subject)), property)
    }

    /// About a claim.
    pub(crate) fn of_claim(subject: ClaimId, property: &str) -> Says {
        Says::about(Subject::Claim(subject), property)
    }

    fn about(subject: Subject, property: &str) -> Says {
        let property = PropertyId::parse(property).unwrap_or_else(|error| panic!("{error}"));
        let claim = Claim::new(subject, property, Value::Unknown, entity("letter"));
        Says {
            claim,
            salt: 0,
            party: entity("keeper"),
            time: Some("2032-08-01T10:00:00Z"),
            sealed: false,
            ended: false,
        }
    }

    pub(crate) fn value(mut self, value: Value) -> Says {
        self.claim.value = value;
        self
    }

    pub(crate) fn text(self, text: &str, lang: Option<&str>) -> Says {
        self.value(Value::Text { text: text.into(), lang: lang.map(Into::into) })
    }

    pub(crate) fn code(self, scheme: &str, code: &str) -> Says {
        self.value(Value::code(scheme, code))
    }

    /// A code of the scheme "state", with the source's own label.
    pub(crate) fn state(self, code: &str, label: &str) -> Says {
        self.value(Value::Code { scheme: "state".into(), code: code.into(), label: Some(label.into()) })
    }

    pub(crate) fn date(self, date: &str) -> Says {
        self.value(Value::Date(edtf(date)))
    }

    pub(crate) fn count(self, low: Option<i64>, best: Option<i64>, high: Option<i64>) -> Says {
        self.value(Value::Count { low, best, high })
    }

    pub(crate) fn number(self, number: &str, unit: Option<&str>) -> Says {
        let number = Decimal::parse(number).unwrap_or_else(|error| panic!("{error}"));
        self.value(Value::Number { number, unit: unit.map(Into::into) })
    }

    pub(crate) fn entity(self, word: &str) -> Says {
        self.value(Value::Entity(entity(word)))
    }

    pub(crate) fn prefers(self, first: ClaimId, over: &[ClaimId], supersedes: &[ClaimId]) -> Says {
        self.value(Value::Preference(Preference { first, over: over.to_vec(), supersedes: supersedes.to_vec() }))
    }

    pub(crate) fn from(mut self, source: &str) -> Says {
        self.claim.source = entity(source);
        self
    }

    pub(crate) fn by(mut self, speaker: &str) -> Says {
        self.claim.said_by = Some(Speaker::Entity(entity(speaker)));
        self
    }

    pub(crate) fn unnamed(mut self, words: &str) -> Says {
        self.claim.said_by = Some(Speaker::Unnamed(words.into()));
        self
    }

    pub(crate) fn when(mut self, when: &str) -> Says {
        self.claim.when = Some(edtf(when));
        self
    }

    pub(crate) fn stated(mut self, stated: &str) -> Says {
        self.claim.stated = Some(edtf(stated));
        self
    }

    pub(crate) fn inferred(mut self, when: &str, why: &str) -> Says {
        self.claim.inferred =
            Some(Inferred { when: Some(edtf(when)), stated: None, why: why.into(), from: Vec::new() });
        self
    }

    pub(crate) fn hedged(mut self) -> Says {
        self.claim.certainty = Some(Certainty::Possible);
        self
    }

    pub(crate) fn quote(mut self, words: &str) -> Says {
        self.claim.quote = Some(words.into());
        self
    }

    /// Read on that page, or in that part of a picture.
    pub(crate) fn page(mut self, page: &str) -> Says {
        self.claim.locator = Some(Locator::Page(page.into()));
        self
    }

    /// Another salt: the same content, recorded in parallel.
    pub(crate) fn salt(mut self, salt: u8) -> Says {
        self.salt = salt;
        self
    }

    pub(crate) fn recorded(mut self, party: &str, time: Option<&'static str>) -> Says {
        (self.party, self.time) = (entity(party), time);
        self
    }

    pub(crate) fn sealed(mut self) -> Says {
        self.sealed = true;
        self
    }

    pub(crate) fn retracted(mut self) -> Says {
        self.ended = true;
        self
    }

    pub(crate) fn done(self) -> Statement {
        let id = ClaimId(Hash::of(&self.claim.to_bytes(&Salt([self.salt; 16]))));
        let entry = EntryId { log: Key::from_hash(self.party.0), number: 1 };
        let recording = Recording {
            id: RecordingId { entry, position: 0 },
            party: self.party,
            time: self.time.and_then(|text| Timestamp::parse(text).ok()),
            clock: if self.time.is_some() { Clock::Device } else { Clock::Unknown },
            ended: self.ended.then_some(Ended::Retracted { by: entry }),
        };
        Statement { id, claim: self.claim, recordings: vec![recording], sealed: self.sealed }
    }
}

/// A step of safekeeping, a point on the map: values that tests need now and then.
pub(crate) fn point(wkt: &str, uncertainty: Option<&str>) -> Value {
    let wkt = Wkt::parse(wkt).unwrap_or_else(|error| panic!("{error}"));
    Value::Geometry { wkt, uncertainty: uncertainty.and_then(|text| Decimal::parse(text).ok()) }
}

/// A step of safekeeping.
pub(crate) fn custody(action: &str) -> Value {
    let action = action.to_owned();
    Value::Custody(Custody { action, before: None, after: None, from: None, to: None, tool: None })
}

/// The profiles that the program ships.
pub(crate) fn shipped() -> Profiles {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../profiles");
    let files = std::fs::read_dir(folder).unwrap_or_else(|error| panic!("{folder}: {error}"));
    // The tables of periods and of crops lie beside them and are no profiles.
    let is_table = |path: &std::path::Path| ["periods.toml", "crops.toml"].iter().any(|table| path.ends_with(table));
    let paths = files.map(|file| file.unwrap().path()).filter(|path| !is_table(path));
    let texts = paths.map(|path| std::fs::read_to_string(path).unwrap());
    let profiles: Vec<Profile> = texts.map(|text| Profile::parse(&text).unwrap()).collect();
    Profiles::merge(&profiles).0
}

/// The shipped profiles and one more.
pub(crate) fn with_profile(text: &str) -> Profiles {
    let mut profiles = shipped();
    let (more, conflicts) = Profiles::merge(&[Profile::parse(text).unwrap()]);
    assert!(conflicts.is_empty());
    profiles.properties.extend(more.properties);
    profiles.schemes.extend(more.schemes);
    profiles.kinds.extend(more.kinds);
    profiles
}
