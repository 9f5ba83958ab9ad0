//! What does not go together in a profile file that can be read, with the lines: for whoever writes one.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::file::{CodeForm, FileForm, LevelForm, PropertyForm, SchemeForm, line_of};
use super::{Label, Profile, ProfileError, Profiles};
use crate::claim::PropertyId;

/// The standards in which a property may be named, by their short names.
const STANDARDS: [&str; 8] =
    ["cidoc-crm", "dublin-core", "eamena", "lido", "linked-art", "mcpd", "object-id", "spectrum"];
/// The parts of a page.
const SECTIONS: [&str; 8] = ["identity", "history", "holdings", "keeping", "condition", "event", "links", "record"];

/// How much it matters.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Severity {
    /// It works, and somebody may miss something.
    Warning,
    /// It cannot be brought into force like this.
    Error,
}

/// One thing that does not go together.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Finding {
    /// How much it matters.
    pub severity: Severity,
    /// The line in the file, from 1; none where the message of the TOML reader names it.
    pub line: Option<usize>,
    /// What was found, and what was expected or can be done.
    pub what: String,
}

/// What one file says, as it is checked.
struct Checked<'a> {
    text: &'a str,
    form: &'a FileForm,
    /// The profiles that are there besides.
    others: &'a Profiles,
    findings: Vec<Finding>,
}

/// Checks a profile file beside those that are in force: what cannot be read; properties, schemes and levels that name what
/// nothing defines; rules that are others than those in force; what is named twice; labels and standards that are missing or
/// unknown. Sorted by line.
pub fn check(text: &str, others: &Profiles) -> Vec<Finding> {
    let form = match FileForm::read(text) {
        Ok(form) => form,
        Err(error) => return vec![unreadable(&error)],
    };
    let mut checked = Checked { text, form: &form, others, findings: Vec::new() };
    checked.kind();
    checked.properties();
    checked.schemes();
    let mut findings = checked.findings;
    if let Err(error) = Profile::parse(text) {
        findings.push(unreadable(&error));
    }
    findings.sort_by_key(|finding| finding.line);
    findings
}

fn unreadable(error: &ProfileError) -> Finding {
    let (line, what) = match error {
        ProfileError::Toml(message) => (None, message.trim_end().to_owned()),
        ProfileError::Property { line, id, why } => (Some(*line), format!("property {id:?}: {why}")),
    };
    Finding { severity: Severity::Error, line, what }
}

impl Checked<'_> {
    fn at(&mut self, severity: Severity, place: &Spanned<String>, what: String) {
        let line = Some(line_of(self.text, place.span().start));
        self.findings.push(Finding { severity, line, what });
    }

    fn error(&mut self, place: &Spanned<String>, what: String) {
        self.at(Severity::Error, place, what);
    }

    fn warn(&mut self, place: &Spanned<String>, what: String) {
        self.at(Severity::Warning, place, what);
    }

    fn is_property(&self, id: &str) -> bool {
        let own = || self.form.property.iter().any(|property| property.id.get_ref() == id);
        own() || PropertyId::parse(id).is_ok_and(|id| self.others.properties.contains_key(&id))
    }

    fn kind(&mut self) {
        let form = self.form;
        let Some(kind) = &form.kind else {
            for id in form.properties.iter().chain(&form.first).chain(form.level.iter().map(|level| &level.id)) {
                self.error(id, format!("{:?} belongs to a kind, and the file defines none: add `kind`", id.get_ref()));
            }
            return;
        };
        self.label(kind, form.label.as_ref());
        self.named_once(&form.properties, "property");
        for id in form.properties.iter().filter(|id| !self.is_property(id.get_ref())).collect::<Vec<_>>() {
            self.error(
                id,
                format!("no profile defines the property {:?}: define it here, or mend its id", id.get_ref()),
            );
        }
        let listed: BTreeSet<String> = self.listed(kind.get_ref());
        self.among(&form.first, &listed, "is asked first");
        for level in &form.level {
            self.label(&level.id, Some(&level.label));
            self.among(&level.requires, &listed, "is required");
            self.among(&level.unless, &listed, "excuses from a level");
            self.groups(level, &listed);
            for id in level.requires_from.iter().filter(|id| !self.is_property(id.get_ref())).collect::<Vec<_>>() {
                self.error(
                    id,
                    format!("no profile defines the property {:?}, by which others point here", id.get_ref()),
                );
            }
        }
        if form.first.len() > 5 {
            self.warn(&form.first[5], format!("a form asks five things first; here are {}", form.first.len()));
        }
    }

    /// The properties of the kind, by this file and those that are in force.
    fn listed(&self, kind: &str) -> BTreeSet<String> {
        let known = self.others.kinds.get(kind).into_iter().flat_map(|kind| &kind.properties);
        let own = self.form.properties.iter().map(|id| id.get_ref().clone());
        known.map(ToString::to_string).chain(own).collect()
    }

    /// Groups of which one property is required: a group of one belongs among what is required.
    fn groups(&mut self, level: &LevelForm, listed: &BTreeSet<String>) {
        for group in &level.requires_any {
            self.among(group, listed, "is one of those required");
            match &group[..] {
                [] => self.error(
                    &level.id,
                    format!("{:?} requires one of none: fill the group or leave it out", level.id.get_ref()),
                ),
                [one] => {
                    self.warn(one, format!("{:?} stands alone in its group: name it in `requires`", one.get_ref()))
                }
                _ => {}
            }
        }
    }

    fn among(&mut self, ids: &[Spanned<String>], listed: &BTreeSet<String>, role: &str) {
        for id in ids.iter().filter(|id| !listed.contains(id.get_ref())) {
            self.error(id, format!("{:?} {role}, but is not among the kind's properties", id.get_ref()));
        }
    }

    fn properties(&mut self) {
        let form = self.form;
        let ids: Vec<Spanned<String>> = form.property.iter().map(|property| property.id.clone()).collect();
        self.named_once(&ids, "property");
        for property in &form.property {
            self.label(&property.id, Some(&property.label));
            self.points(property);
            self.rules(property);
            if !SECTIONS.contains(&property.section.as_str()) {
                self.warn(&property.id, format!("the section {:?} is none of {SECTIONS:?}", property.section));
            }
            for standard in property.standards.keys().filter(|name| !STANDARDS.contains(&name.get_ref().as_str())) {
                self.warn(standard, format!("the standard {:?} is none of {STANDARDS:?}", standard.get_ref()));
            }
        }
    }

    /// What a property points to: its scheme, and the properties that an interval speaks to.
    fn points(&mut self, property: &PropertyForm) {
        if let Some(scheme) = &property.scheme {
            let own = self.form.scheme.iter().any(|one| one.id.get_ref() == scheme.get_ref());
            if !own && !self.others.schemes.contains_key(scheme.get_ref()) {
                self.error(scheme, format!("no profile defines the scheme {:?}: add a [[scheme]]", scheme.get_ref()));
            }
        }
        for end in property.spans.iter().flatten().filter(|end| !self.is_property(end.get_ref())).collect::<Vec<_>>() {
            self.error(end, format!("no profile defines the property {:?} that this spans", end.get_ref()));
        }
    }

    /// Fold rules, type and scale of a property never change.
    fn rules(&mut self, form: &PropertyForm) {
        let Ok(id) = PropertyId::parse(form.id.get_ref()) else { return };
        let Some(known) = self.others.properties.get(&id) else { return };
        let newer = Profile::parse(self.text).ok();
        let newer = newer.and_then(|profile| profile.properties.into_iter().find(|property| property.id == id));
        let Some(newer) = newer else { return };
        let told = [
            ("type", known.value == newer.value),
            ("fold", known.fold == newer.fold),
            ("many", known.many == newer.many),
            ("persists", known.persists == newer.persists),
            ("scheme", known.scheme == newer.scheme),
            ("spans", known.spans == newer.spans),
        ];
        let changed: Vec<&str> = told.into_iter().filter(|(_, same)| !same).map(|(rule, _)| rule).collect();
        if !changed.is_empty() {
            let rules = changed.join(", ");
            self.error(
                &form.id,
                format!("{id} is in force with another {rules}: rules never change; give it a new id"),
            );
        }
        if newer.privacy < known.privacy {
            self.warn(&form.id, format!("{id} is more private in force: the stricter stays, whatever is said here"));
        }
    }

    fn schemes(&mut self) {
        let form = self.form;
        let ids: Vec<Spanned<String>> = form.scheme.iter().map(|scheme| scheme.id.clone()).collect();
        self.named_once(&ids, "scheme");
        for scheme in &form.scheme {
            self.label(&scheme.id, Some(&scheme.label));
            let codes: Vec<Spanned<String>> = scheme.code.iter().map(|code| code.id.clone()).collect();
            self.named_once(&codes, "code");
            for CodeForm { id, label, .. } in &scheme.code {
                self.label(id, Some(label));
            }
            self.crosswalk(scheme);
        }
    }

    /// A crosswalk leads to codes that are there.
    fn crosswalk(&mut self, scheme: &SchemeForm) {
        let Some(onto) = &scheme.crosswalk else {
            for code in scheme.code.iter().filter_map(|code| code.onto.first()) {
                self.error(
                    code,
                    format!("{:?} is mapped, but the scheme says onto nothing: add `crosswalk`", code.get_ref()),
                );
            }
            return;
        };
        let own = self.form.scheme.iter().find(|one| *one.id.get_ref() == onto.scheme);
        let own = own.into_iter().flat_map(|one| &one.code).map(|code| code.id.get_ref().as_str());
        let others = self.others.schemes.get(&onto.scheme).into_iter().flat_map(|one| &one.codes);
        let codes: BTreeSet<&str> = own.chain(others.map(|code| code.id.as_str())).collect();
        let lost: Vec<_> = scheme
            .code
            .iter()
            .flat_map(|code| &code.onto)
            .filter(|id| !codes.contains(id.get_ref().as_str()))
            .collect();
        for id in lost {
            self.error(id, format!("the scheme {:?} has no code {:?}", onto.scheme, id.get_ref()));
        }
        if codes.is_empty() {
            self.error(&scheme.id, format!("no profile defines the scheme {:?} onto which it is mapped", onto.scheme));
        }
    }

    fn named_once(&mut self, ids: &[Spanned<String>], what: &str) {
        let mut met: BTreeMap<&str, usize> = BTreeMap::new();
        for id in ids {
            let line = line_of(self.text, id.span().start);
            if let Some(first) = met.insert(id.get_ref(), line) {
                self.error(id, format!("the {what} {:?} stands here again; first on line {first}", id.get_ref()));
            }
        }
    }

    fn label(&mut self, place: &Spanned<String>, label: Option<&Label>) {
        let of = place.get_ref();
        match label {
            None => self.warn(place, format!("{of:?} has no label: people would read its id")),
            Some(label) if label.en.is_empty() => self.warn(place, format!("{of:?} has no English label")),
            Some(label) if label.ar.is_empty() => self.warn(place, format!("{of:?} has no Arabic label")),
            Some(_) => {}
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const KILN: &str = r#"version = 1
kind = "kiln"
label = { en = "kiln", ar = "فرن" }
properties = ["name", "fuel", "fuel", "flue"]
first = ["name", "door"]

[[level]]
id = "least"
label = { en = "least" }
requires = ["fuel", "heat"]
requires-any = [["fuel", "soot"], ["name"], []]
requires-from = ["shows"]

[[property]]
id = "fuel"
label = { en = "fuel", ar = "الوقود" }
section = "identity"
type = "code"
scheme = "fuels"
fold = "holds"
standards = { "cidoc-crm" = "P126", "cidoc" = "P126" }

[[property]]
id = "name"
label = { en = "name", ar = "الاسم" }
section = "identiy"
type = "text"
fold = "happens"
"#;

    fn in_force() -> Profiles {
        let name =
            "version = 1\n[[property]]\nid = \"name\"\nlabel = { en = \"name\" }\ntype = \"text\"\nfold = \"holds\"\n";
        Profiles::merge(&[Profile::parse(name).unwrap()]).0
    }

    #[test]
    fn each_finding_names_its_line() {
        let found = check(KILN, &in_force());
        let told: Vec<(Option<usize>, &str)> = found.iter().map(|one| (one.line, one.what.as_str())).collect();
        let expected = [
            (4, "the property \"fuel\" stands here again"),
            (4, "no profile defines the property \"flue\""),
            (5, "\"door\" is asked first"),
            (8, "\"least\" has no Arabic label"),
            (10, "\"heat\" is required"),
            (8, "\"least\" requires one of none"),
            (11, "\"soot\" is one of those required"),
            (11, "\"name\" stands alone in its group"),
            (12, "\"shows\", by which others point here"),
            (19, "no profile defines the scheme \"fuels\""),
            (21, "the standard \"cidoc\""),
            (24, "name is in force with another fold"),
            (24, "the section \"identiy\""),
        ];
        assert_eq!(told.len(), expected.len(), "{told:#?}");
        for (line, what) in expected {
            assert!(
                told.iter().any(|(at, says)| *at == Some(line) && says.contains(what)),
                "{line}: {what}\n{told:#?}"
            );
        }
    }

    #[test]
    fn a_crosswalk_leads_to_codes_that_are_there() {
        let scale = "[[scheme]]\nid = \"scale\"\nlabel = { en = \"s\", ar = \"س\" }\n\
            [[scheme.code]]\nid = \"bad\"\nlabel = { en = \"b\", ar = \"س\" }\nrank = 1\n";
        let other = |onto: &str, codes: &str| {
            let cross = format!(
                "[scheme.crosswalk]\nscheme = \"{onto}\"\nsource = \"s\"\nchecked = true\ncaveat = {{ en = \"c\" }}\n"
            );
            format!(
                "version = 1\n{scale}[[scheme]]\nid = \"theirs\"\nlabel = {{ en = \"t\", ar = \"ت\" }}\n{}\
                 [[scheme.code]]\nid = \"worse\"\nlabel = {{ en = \"w\", ar = \"و\" }}\nonto = [{codes}]\n",
                if onto.is_empty() { String::new() } else { cross }
            )
        };
        let told =
            |text: String| check(&text, &Profiles::default()).into_iter().map(|one| one.what).collect::<Vec<_>>();
        assert_eq!(told(other("scale", "\"bad\"")), Vec::<String>::new());
        assert!(told(other("scale", "\"worst\""))[0].contains("has no code \"worst\""));
        assert!(told(other("", "\"bad\""))[0].contains("add `crosswalk`"));
        assert!(told(other("scala", "")).iter().any(|what| what.contains("\"scala\" onto which")));
    }

    #[test]
    fn what_cannot_be_read_is_one_finding() {
        let found = check("version = 1\nkind = \"kiln\nlabel = 3\n", &Profiles::default());
        assert_eq!(found.len(), 1);
        assert!(found[0].what.contains("line 2"), "{}", found[0].what);
        let found = check(&KILN.replace("\"text\"", "\"prose\""), &in_force());
        assert!(found.iter().any(|one| one.line == Some(24) && one.what.contains("prose")), "{found:#?}");
    }
}
