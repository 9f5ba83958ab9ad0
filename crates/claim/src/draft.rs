//! A draft: a claim that a reader proposes, kept outside the ledger until a person records it.

use std::fmt;

use crate::claim::{Claim, Locator, Span};
use crate::json::{Json, ObjectWriter};
use crate::members::Members;
use crate::value::ValueError;
use crate::{Hash, IdError};

/// A proposed claim.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Draft {
    /// What is proposed.
    pub claim: Claim,
    /// The rule that proposed it, in a word or two with hyphens.
    pub rule: String,
    /// Whether it links two entities (same-as, may-be-same): recorded only when asked for by name.
    pub link: bool,
    /// Of a hundred statements that this rule proposes, how many were right where it was measured; none where it was not.
    pub confidence: Option<u8>,
}

/// The name of a draft: the first sixteen digits of a hash of its content. Local, never published, and in no file: among a
/// million drafts two have the same name once in forty million times.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct DraftId([u8; 8]);

impl DraftId {
    /// The name of the draft whose content has this hash.
    pub fn of(content: Hash) -> DraftId {
        let [a, b, c, d, e, f, g, h, ..] = content.0;
        DraftId([a, b, c, d, e, f, g, h])
    }

    /// Reads sixteen lowercase hexadecimal digits.
    ///
    /// # Errors
    /// When the text has another length or another character.
    pub fn parse(text: &str) -> Result<DraftId, IdError> {
        let mut bytes = [0; 8];
        let fits = crate::id::from_hex(text, &mut bytes);
        let refuse = || IdError { found: text.to_owned(), expected: "the sixteen hexadecimal digits of a suggestion" };
        fits.then_some(DraftId(bytes)).ok_or_else(refuse)
    }
}

impl fmt::Display for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut text = String::new();
        crate::id::push_hex(&mut text, &self.0);
        f.write_str(&text)
    }
}

impl fmt::Debug for DraftId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Draft {
    /// The draft's name.
    pub fn id(&self) -> DraftId {
        DraftId::of(Hash::of(self.claim.content().as_bytes()))
    }

    /// Where in its text it was found: those that were found nowhere come first.
    pub fn place(&self) -> Option<Span> {
        match &self.claim.locator {
            Some(Locator::Text { span, .. }) => Some(*span),
            _ => None,
        }
    }

    /// One line of a drafts file.
    pub fn to_json(&self) -> String {
        let mut out = String::new();
        let mut object = ObjectWriter::new(&mut out);
        object.with("claim", |out| out.push_str(&self.claim.content()));
        if let Some(confidence) = self.confidence {
            object.integer("confidence", i64::from(confidence));
        }
        object.boolean("link", self.link);
        object.text("rule", &self.rule);
        object.end();
        out
    }

    /// Reads one line of a drafts file.
    ///
    /// # Errors
    /// Says which member is missing, superfluous or of another form.
    pub fn parse(line: &str) -> Result<Draft, ValueError> {
        let json = Json::parse(line).map_err(|error| ValueError::new(&error.to_string(), "a line of a drafts file"))?;
        let mut members = Members::of(&json, "a draft")?;
        let (claim, _) = Claim::read(members.required("claim")?)?;
        let confidence = members.optional_integer("confidence")?;
        let confidence = confidence.map(of_a_hundred).transpose()?;
        let link = matches!(members.required("link")?, Json::Bool(true));
        let rule = members.text("rule")?;
        members.end()?;
        Ok(Draft { claim, rule, link, confidence })
    }
}

fn of_a_hundred(found: i64) -> Result<u8, ValueError> {
    let fits = u8::try_from(found).ok().filter(|n| *n <= 100);
    fits.ok_or_else(|| ValueError::new(&found.to_string(), "a \"confidence\" from 0 to 100"))
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn a_line_says_how_sure_its_rule_is_where_that_was_measured() {
        let (source, property) = (crate::EntityId(Hash([1; 32])), crate::PropertyId::parse("state").unwrap());
        let claim = Claim::new(crate::Subject::Entity(source), property, crate::Value::text("x"), source);
        let draft = Draft { claim, rule: "befell".to_owned(), link: false, confidence: Some(73) };
        assert_eq!(Draft::parse(&draft.to_json()).unwrap(), draft);
        let unmeasured = Draft { confidence: None, ..draft.clone() };
        assert_eq!(Draft::parse(&unmeasured.to_json()).unwrap(), unmeasured);
        let beyond = draft.to_json().replace("73", "101");
        assert!(Draft::parse(&beyond).unwrap_err().to_string().contains("101"));
    }

    #[test]
    fn no_two_of_many_drafts_share_a_name() {
        let names: HashSet<DraftId> = (0..200_000u32).map(|n| DraftId::of(Hash::of(&n.to_le_bytes()))).collect();
        assert_eq!(names.len(), 200_000);
        let name = DraftId::of(Hash([0xab; 32]));
        assert_eq!(name.to_string(), "abababababababab");
        assert_eq!(DraftId::parse("abababababababab"), Ok(name));
        assert!(DraftId::parse("abababab").is_err());
    }
}
