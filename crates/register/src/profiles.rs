//! Profiles (on screen: forms): which are in force, and how others come into force beside them.

use std::collections::BTreeSet;

use daftar_claim::profile::{self, Finding, Fold, Label, Privacy, Profile, Property, Severity};
use daftar_claim::{Hash, Profiles, PropertyId};

use crate::{PROFILES, Register, RegisterError};

/// What a keeper sets has a higher version than whatever comes with the program, so that no update sets it back.
const OWN: u64 = 1_000_000;

/// Checks a profile file beside those that come with the program, for whoever has no register at hand.
pub fn check_profile(text: &str) -> Vec<Finding> {
    profile::check(text, &merged(PROFILES.iter().map(|text| (*text).to_owned())))
}

fn merged(texts: impl Iterator<Item = String>) -> Profiles {
    let files: Vec<Profile> = texts.filter_map(|text| Profile::parse(&text).ok()).collect();
    Profiles::merge(&files).0
}

impl Register {
    /// Whether things of a kind are restricted, so that what is recorded of them is sealed unless somebody says otherwise.
    pub fn restricts(&self, kind: &str) -> bool {
        self.profiles.kinds.get(kind).is_some_and(|kind| kind.privacy == Privacy::Restricted)
    }

    /// The union of all sets of profiles that counted entries name.
    pub(crate) fn profiles_in_force(&self) -> Result<Profiles, RegisterError> {
        let headers = self.store.headers();
        let counted = headers.filter(|header| self.standing.counts(header.header.entry));
        let sets: BTreeSet<_> = counted.map(|header| header.header.profiles).collect();
        let mut files = Vec::new();
        for set in sets {
            for text in self.store.profiles(&set)?.unwrap_or_default() {
                files.extend(Profile::parse(&text));
            }
        }
        Ok(Profiles::merge(&files).0)
    }

    /// The texts of the profiles that new entries name: the set of this device's last entry, or the newest that counts.
    pub(crate) fn profile_set(&self) -> Hash {
        if let Some(adopted) = self.adopted {
            return adopted;
        }
        let own = self.key().and_then(|key| self.store.headers_of(key).last());
        let any = self.store.headers().last();
        own.or(any).map_or(Hash([0; 32]), |header| header.header.profiles)
    }

    /// Checks a profile file beside those in force; one that is in force itself has nothing that does not go together.
    pub fn check_profile(&self, text: &str) -> Vec<Finding> {
        profile::check(text, self.profiles())
    }

    /// Profiles that come with the program and are not in force here yet: it is newer than the register.
    ///
    /// # Errors
    /// When a profile's file cannot be read.
    pub fn shipped_news(&self) -> Result<Vec<String>, RegisterError> {
        let known = self.store.profiles(&self.profile_set())?.unwrap_or_default();
        let news = PROFILES.iter().filter(|text| known.iter().all(|one| one != *text));
        Ok(news.map(|text| (*text).to_owned()).collect())
    }

    /// Brings profiles into force beside those that are: for a new kind or property, no code is needed. Returns how many
    /// are new; nothing is written where none is.
    ///
    /// # Errors
    /// When a text is no profile, names what nothing defines, or gives a known property other rules.
    pub fn adopt_profiles(&mut self, texts: &[String]) -> Result<usize, RegisterError> {
        let mut all = self.store.profiles(&self.profile_set())?.unwrap_or_default();
        let new: Vec<String> = texts.iter().filter(|text| !all.contains(text)).cloned().collect();
        for text in &new {
            let others = all.iter().chain(&new).filter(|other| *other != text);
            let findings = profile::check(text, &merged(others.cloned()));
            if let Some(finding) = findings.into_iter().find(|finding| finding.severity == Severity::Error) {
                let line = finding.line.map(|line| format!("line {line}: ")).unwrap_or_default();
                return Err(RegisterError::Ask(format!(
                    "the form cannot be brought into force: {line}{}",
                    finding.what
                )));
            }
        }
        if new.is_empty() {
            return Ok(0);
        }
        all.extend(new.iter().cloned());
        let texts: Vec<&str> = all.iter().map(String::as_str).collect();
        self.adopted = Some(self.store.put_profiles(&texts)?);
        let done = self.append(Vec::new(), Vec::new());
        self.adopted = None;
        done.map(|_| new.len())
    }

    /// Sets for how many days after it was said the public is not told what a property says; 0 for not at all. Returns whether
    /// that is another time than before.
    ///
    /// # Errors
    /// When there is no such property or nothing of it is restricted, or when nothing could be written.
    pub fn hold_back(&mut self, property: &PropertyId, days: u32) -> Result<bool, RegisterError> {
        let known = self.profiles.property(property).filter(|one| one.held_back.is_some());
        let Some(known) = known else {
            let held: Vec<&str> = self
                .profiles
                .properties
                .values()
                .filter(|one| one.held_back.is_some())
                .map(|one| one.id.as_str())
                .collect();
            let held = held.join(", ");
            return Err(RegisterError::Ask(format!(
                "nothing of {:?} is held back; there is: {held}",
                property.as_str()
            )));
        };
        if known.held_back == Some(days) {
            return Ok(false);
        }
        let text = delaying(known, days, self.newest_version(property)?.max(OWN) + 1);
        Ok(self.adopt_profiles(&[text])? > 0)
    }

    /// The highest version of those profiles in force that define a property.
    fn newest_version(&self, property: &PropertyId) -> Result<u64, RegisterError> {
        let texts = self.store.profiles(&self.profile_set())?.unwrap_or_default();
        let files = texts.iter().filter_map(|text| Profile::parse(text).ok());
        let defining = files.filter(|file| file.properties.iter().any(|one| one.id == *property));
        Ok(defining.map(|file| file.version).max().unwrap_or_default())
    }
}

/// A profile that gives a property another delay, and all else as it is.
fn delaying(property: &Property, days: u32, version: u64) -> String {
    let mut told = toml::Table::new();
    let mut tell = |name: &str, value: toml::Value| told.insert(name.to_owned(), value);
    tell("id", property.id.as_str().into());
    tell("label", label(&property.label).into());
    tell("section", property.section.as_str().into());
    tell("type", property.value.as_str().into());
    tell("fold", if property.fold == Fold::Holds { "holds" } else { "happens" }.into());
    tell("many", property.many.into());
    tell("persists", property.persists.into());
    tell("held-back", i64::from(days).into());
    if let Some(scheme) = &property.scheme {
        tell("scheme", scheme.as_str().into());
    }
    if let Some(spans) = &property.spans {
        tell("spans", spans.iter().map(|one| toml::Value::from(one.as_str())).collect::<Vec<_>>().into());
    }
    let file = [("version", (version as i64).into()), ("property", vec![toml::Value::from(told)].into())];
    toml::Table::from_iter(file.map(|(name, value): (&str, toml::Value)| (name.to_owned(), value))).to_string()
}

fn label(label: &Label) -> toml::Table {
    let both = [("en", &label.en), ("ar", &label.ar)];
    both.into_iter().map(|(tag, text)| (tag.to_owned(), text.as_str().into())).collect()
}
