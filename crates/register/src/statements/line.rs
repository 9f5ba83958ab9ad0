//! One statement as the cells of a line, and the cells of a line as a statement.

use std::collections::BTreeMap;

use daftar_claim::json::{Json, write_text};
use daftar_claim::{Body, Claim, ClaimId, EntityId, Hash, Salt, Speaker, TextId as _, Value, ValueError};

use super::COLUMNS;

/// The letters of a stamp.
const STAMP: usize = 32;

/// The cells of a line, by their columns; none where nothing stands.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(crate) struct Line([Option<String>; COLUMNS.len()]);

/// What a line says of where its statement comes from.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Origin {
    /// It is the open claim of this id, to the last letter, and this is its salt.
    Open(ClaimId, Salt),
    /// It is what the sealed claim of this id says.
    Sealed(ClaimId),
    /// It was made from the claim of this id, and says something else now.
    Changed(ClaimId),
    /// Somebody wrote it into the sheet.
    New,
}

impl Line {
    /// The text in a column.
    pub(crate) fn get(&self, column: &str) -> Option<&str> {
        place(column).and_then(|place| self.0[place].as_deref())
    }

    /// Puts a text into a column.
    pub(crate) fn set(&mut self, column: &str, text: impl Into<String>) {
        if let Some(place) = place(column) {
            self.0[place] = Some(text.into());
        }
    }

    /// Puts a text into a column in which nothing stands.
    pub(crate) fn fill(&mut self, column: &str, text: impl FnOnce() -> Option<String>) {
        if let Some(cell) = place(column).map(|place| &mut self.0[place]).filter(|cell| cell.is_none()) {
            *cell = text();
        }
    }

    fn set_some(&mut self, column: &str, text: Option<impl Into<String>>) {
        if let Some(text) = text {
            self.set(column, text);
        }
    }

    /// What stands in all columns, in their order.
    pub(crate) fn cells(&self) -> impl Iterator<Item = Option<&str>> {
        self.0.iter().map(Option::as_deref)
    }

    /// Whether nothing stands in it but what is for the eye.
    pub(crate) fn is_empty(&self) -> bool {
        COLUMNS.iter().zip(&self.0).all(|(column, cell)| cell.is_none() || column.starts_with('('))
    }

    /// The line of a claim, without what tells where it comes from.
    pub(crate) fn of(claim: &Claim) -> Line {
        let mut line = Line::default();
        line.set("subject", claim.subject.to_string());
        line.set("property", claim.property.as_str());
        line.set("source", claim.source.to_string());
        line.set_some("certainty", claim.certainty.map(|certainty| certainty.word()));
        line.set_some("when", claim.when.as_ref().map(|date| date.as_str()));
        line.set_some("stated", claim.stated.as_ref().map(|date| date.as_str()));
        line.set_some("quote", claim.quote.as_deref());
        line.set_some("locator", claim.locator.as_ref().map(|locator| locator.to_json()));
        line.set_some("inferred", claim.inferred.as_ref().map(|inferred| inferred.to_json()));
        match &claim.said_by {
            Some(Speaker::Entity(speaker)) => line.set("said-by", speaker.to_string()),
            Some(Speaker::Unnamed(words)) => line.set("unnamed-speaker", words),
            None => {}
        }
        line.set_value(&claim.value);
        line
    }

    fn set_value(&mut self, value: &Value) {
        self.set("type", value.type_name());
        match value {
            Value::Text { text, lang } => {
                self.set("value", text);
                self.set_some("language", lang.as_deref());
            }
            Value::Number { number, unit } => {
                self.set("value", number.as_str());
                self.set_some("unit", unit.as_deref());
            }
            Value::Count { low, best, high } => self.set("value", count_words([low, best, high])),
            Value::Date(date) => self.set("value", date.as_str()),
            Value::Code { scheme, code, label } => {
                self.set("value", code);
                self.set("scheme", scheme);
                self.set_some("label", label.as_deref());
            }
            Value::Geometry { wkt, uncertainty } => {
                self.set("value", wkt.as_str());
                self.set_some("uncertainty", uncertainty.as_ref().map(|metres| metres.as_str()));
            }
            Value::Entity(entity) => self.set("value", entity.to_string()),
            Value::File(file) => self.set("value", file.to_string()),
            Value::Preference(_) | Value::Custody(_) => self.set("value", value.to_json()),
            Value::Unknown | Value::None => {}
        }
    }

    /// Says of which open claim it is the line.
    pub(crate) fn stamp_open(&mut self, id: ClaimId, salt: &Salt) {
        self.set("claim", id.to_string());
        self.set("stamp", hex(&salt.0));
    }

    /// Says of which sealed claim it is the line, and whom that concerns.
    pub(crate) fn stamp_sealed(&mut self, id: ClaimId, claim: &Claim, concerns: &[EntityId]) {
        self.set("sealed", "yes");
        let concerns: Vec<String> = concerns.iter().map(ToString::to_string).collect();
        self.set_some("concerns", (!concerns.is_empty()).then(|| concerns.join(" ")));
        self.set("claim", id.to_string());
        self.set("stamp", digest(claim));
    }

    /// The claim that the line holds.
    ///
    /// # Errors
    /// When a cell is not what its column holds, or stands where it has no meaning.
    pub(crate) fn claim(&self) -> Result<Claim, ValueError> {
        let mut members = BTreeMap::new();
        for name in ["certainty", "property", "quote", "source", "stated", "subject", "when"] {
            members.extend(self.get(name).map(|text| (name, quoted(text))));
        }
        for name in ["locator", "inferred"] {
            members.extend(self.get(name).map(|json| (name, json.to_owned())));
        }
        let unnamed = |words| object(&BTreeMap::from([("unnamed", quoted(words))]));
        let speaker = self.get("said-by").map(quoted).or_else(|| self.get("unnamed-speaker").map(unnamed));
        members.extend(speaker.map(|speaker| ("said_by", speaker)));
        members.insert("value", self.value()?);
        let text = object(&members);
        let json = Json::parse(&text).map_err(|error| self.no_json(&error.to_string()))?;
        let (claim, _) = Claim::read(&json)?;
        self.held_by(&claim)?;
        Ok(claim)
    }

    fn no_json(&self, why: &str) -> ValueError {
        let found = self.get("locator").or(self.get("inferred")).unwrap_or_default().to_owned();
        ValueError { found, expected: format!("JSON, as \"locator\" and \"inferred\" hold it ({why})") }
    }

    /// The value as JSON.
    fn value(&self) -> Result<String, ValueError> {
        let kind = self.get("type").unwrap_or_default();
        let text = self.get("value");
        let mut members = BTreeMap::from([("type", quoted(kind))]);
        let beside: &[(&str, &str)] = match kind {
            "text" => &[("language", "lang")],
            "number" => &[("unit", "unit")],
            "code" => &[("scheme", "scheme"), ("label", "label")],
            "geometry" => &[("uncertainty", "uncertainty")],
            _ => &[],
        };
        members.extend(beside.iter().filter_map(|(column, name)| Some((*name, quoted(self.get(column)?)))));
        match kind {
            "count" => members.extend(read_count(text.unwrap_or_default())?),
            "geometry" => members.extend(text.map(|text| ("wkt", quoted(text)))),
            // An empty cell is an empty text.
            "text" => members.extend([("text", quoted(text.unwrap_or_default()))]),
            "number" | "date" | "code" | "entity" | "file" => {
                let name = ["number", "date", "code", "entity", "file"].into_iter().find(|name| *name == kind);
                members.extend(name.zip(text.map(quoted)));
            }
            "preference" | "custody" => return Ok(text.unwrap_or_default().to_owned()),
            _ => {}
        }
        Ok(object(&members))
    }

    /// Whether the claim holds all that stands in the line.
    fn held_by(&self, claim: &Claim) -> Result<(), ValueError> {
        let back = Line::of(claim);
        for (place, column) in COLUMNS.iter().enumerate() {
            let of_claim = !column.starts_with('(')
                && !["sealed", "concerns", "claim", "stamp", "locator", "inferred"].contains(column);
            let (found, held) = (self.0[place].as_deref(), back.0[place].as_deref());
            if of_claim && found.unwrap_or_default() != held.unwrap_or_default() {
                return Err(ValueError {
                    found: found.unwrap_or_default().to_owned(),
                    expected: match held {
                        Some(held) => format!("{held:?}, as the column {column:?} has it"),
                        None => format!("what the column {column:?} holds beside this type: leave the cell empty"),
                    },
                });
            }
        }
        Ok(())
    }

    /// Where the statement of this line comes from.
    ///
    /// # Errors
    /// When the id of its claim is none.
    pub(crate) fn origin(&self, claim: &Claim) -> Result<Origin, ValueError> {
        let Some(id) = self.get("claim") else { return Ok(Origin::New) };
        let id = ClaimId::parse(id)?;
        let stamp = self.get("stamp").unwrap_or_default();
        if self.is_sealed()? {
            return Ok(if stamp == digest(claim) { Origin::Sealed(id) } else { Origin::Changed(id) });
        }
        let salt = salt(stamp).filter(|salt| Body::id_of(&claim.to_bytes(salt)) == id);
        Ok(salt.map_or(Origin::Changed(id), |salt| Origin::Open(id, salt)))
    }

    /// Whether it is to be sealed.
    ///
    /// # Errors
    /// When something else than `yes` stands there.
    pub(crate) fn is_sealed(&self) -> Result<bool, ValueError> {
        match self.get("sealed") {
            None => Ok(false),
            Some("yes") => Ok(true),
            Some(other) => {
                Err(ValueError { found: other.to_owned(), expected: "yes, or nothing, for \"sealed\"".to_owned() })
            }
        }
    }

    /// Whom it concerns.
    ///
    /// # Errors
    /// When one of them is no entity.
    pub(crate) fn concerns(&self) -> Result<Vec<EntityId>, ValueError> {
        let all = self.get("concerns").unwrap_or_default().split_whitespace();
        Ok(all.map(EntityId::parse).collect::<Result<_, _>>()?)
    }
}

fn place(column: &str) -> Option<usize> {
    COLUMNS.iter().position(|name| *name == column)
}

fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    write_text(&mut out, text);
    out
}

fn object(members: &BTreeMap<&str, String>) -> String {
    let members: Vec<String> = members.iter().map(|(name, value)| format!("{}:{value}", quoted(name))).collect();
    format!("{{{}}}", members.join(","))
}

/// `12`; or `LOW/BEST/HIGH`, each of which may be missing: `200//` is "over 200".
fn count_words([low, best, high]: [&Option<i64>; 3]) -> String {
    let words = |number: &Option<i64>| number.map_or(String::new(), |number| number.to_string());
    match (low, high) {
        (None, None) if best.is_some() => words(best),
        _ => format!("{}/{}/{}", words(low), words(best), words(high)),
    }
}

fn read_count(text: &str) -> Result<Vec<(&'static str, String)>, ValueError> {
    let wrong = || ValueError {
        found: text.to_owned(),
        expected: "a count such as 12, or LOW/BEST/HIGH such as 200// or 10//20".to_owned(),
    };
    let parts: Vec<&str> = text.split('/').collect();
    let [low, best, high] = match parts[..] {
        [best] => ["", best, ""],
        [low, best, high] => [low, best, high],
        _ => return Err(wrong()),
    };
    let mut members = Vec::new();
    for (name, part) in [("low", low), ("best", best), ("high", high)] {
        if !part.is_empty() {
            part.parse::<i64>().map_err(|_| wrong())?;
            members.push((name, part.to_owned()));
        }
    }
    Ok(members)
}

/// By what it is seen that a sealed statement still says the same: it has no salt, and its id covers the sealed bytes.
fn digest(claim: &Claim) -> String {
    Hash::of(claim.content().as_bytes()).to_string().chars().take(STAMP).collect()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The salt that a stamp gives.
fn salt(stamp: &str) -> Option<Salt> {
    let mut salt = [0; 16];
    if stamp.len() != STAMP || !stamp.is_ascii() {
        return None;
    }
    for (at, byte) in salt.iter_mut().enumerate() {
        *byte = u8::from_str_radix(stamp.get(2 * at..2 * at + 2)?, 16).ok()?;
    }
    Some(Salt(salt))
}

#[cfg(test)]
mod tests {
    use daftar_claim::{Certainty, Decimal, Edtf, FileId, Inferred, Locator, PropertyId, Span, Subject, Wkt};
    use proptest::collection::vec;
    use proptest::option;
    use proptest::prelude::*;

    use super::*;
    use crate::rows::quoted_line;
    use crate::statements::{guard, unguard};

    /// Texts as nobody would write them, and as people do.
    fn text() -> impl Strategy<Value = String> {
        prop_oneof![
            "\\PC{0,12}",
            "['=+@\\-\t\r\n\",; a]{0,8}",
            "[0-9]{1,6}",
            Just("جرّة\u{200f} ماء، \u{202b}x\u{202c}".to_owned()),
            Just(" 🏺\u{feff}\0 ".to_owned()),
            Just(String::new()),
        ]
    }

    fn entity() -> impl Strategy<Value = EntityId> {
        any::<[u8; 32]>().prop_map(|bytes| EntityId(Hash(bytes)))
    }

    fn claim_id() -> impl Strategy<Value = ClaimId> {
        any::<[u8; 32]>().prop_map(|bytes| ClaimId(Hash(bytes)))
    }

    fn date() -> impl Strategy<Value = Edtf> {
        let dates = ["2024-02", "[..1931]", "1820/1830", "0300~", "-3200?", "{1931,1948}", "195X", "../1900-05-04"];
        proptest::sample::select(dates.to_vec()).prop_map(|date| Edtf::parse(date).unwrap())
    }

    fn decimal() -> impl Strategy<Value = Decimal> {
        "-?[0-9]{1,9}(\\.[0-9]{1,4})?".prop_map(|number| Decimal::parse(&number).unwrap())
    }

    fn value() -> impl Strategy<Value = Value> {
        prop_oneof![
            (text(), option::of(text())).prop_map(|(text, lang)| Value::Text { text, lang }),
            (decimal(), option::of(text())).prop_map(|(number, unit)| Value::Number { number, unit }),
            (option::of(0..9i64), option::of(9..99i64), option::of(99..999i64))
                .prop_map(|(low, best, high)| Value::Count { low, best, high }),
            date().prop_map(Value::Date),
            (text(), text(), option::of(text())).prop_map(|(scheme, code, label)| Value::Code { scheme, code, label }),
            option::of(Just(Decimal::parse("12.50").unwrap())).prop_map(|uncertainty| Value::Geometry {
                wkt: Wkt::parse("POINT (21.0 35.00)").unwrap(),
                uncertainty,
            }),
            entity().prop_map(Value::Entity),
            any::<[u8; 32]>().prop_map(|bytes| Value::File(FileId(Hash(bytes)))),
            (claim_id(), vec(claim_id(), 0..3)).prop_map(|(first, over)| {
                Value::Preference(daftar_claim::Preference { first, over, supersedes: Vec::new() })
            }),
            Just(Value::Unknown),
            Just(Value::None),
        ]
    }

    fn locator() -> impl Strategy<Value = Locator> {
        prop_oneof![
            (option::of(text()), 0..99u64, text()).prop_map(|(sheet, row, column)| Locator::Cell {
                sheet,
                row,
                column
            }),
            text().prop_map(Locator::Page),
            (0..9u64, 9..99u64, option::of(text())).prop_map(|(start, end, place)| Locator::Text {
                text: FileId(Hash([7; 32])),
                span: Span { start, end },
                place
            }),
        ]
    }

    fn speaker() -> impl Strategy<Value = Speaker> {
        prop_oneof![entity().prop_map(Speaker::Entity), text().prop_map(Speaker::Unnamed)]
    }

    fn claim() -> impl Strategy<Value = Claim> {
        let subject = prop_oneof![entity().prop_map(Subject::Entity), claim_id().prop_map(Subject::Claim)];
        let inferred = (option::of(date()), text()).prop_map(|(when, why)| Inferred {
            when,
            stated: None,
            why,
            from: vec![Span { start: 1, end: 2 }],
        });
        let words = (option::of(locator()), option::of(text()), option::of(inferred));
        let told =
            (option::of(date()), option::of(date()), option::of(speaker()), option::of(Just(Certainty::Doubtful)));
        (subject, value(), entity(), words, told).prop_map(|(subject, value, source, words, told)| {
            let (locator, quote, inferred) = words;
            let (when, stated, said_by, certainty) = told;
            let claim = Claim::new(subject, PropertyId::parse("made").unwrap(), value, source);
            Claim { locator, quote, inferred, when, stated, said_by, certainty, ..claim }
        })
    }

    /// Written to a sheet and read from it again.
    fn through_a_sheet(lines: &[Line]) -> Vec<Line> {
        let mut out = "\u{feff}".as_bytes().to_vec();
        quoted_line(&mut out, COLUMNS.into_iter()).unwrap();
        for line in lines {
            let cells: Vec<String> =
                line.cells().map(|cell| cell.map_or(String::new(), |cell| guard(cell).into())).collect();
            quoted_line(&mut out, cells.iter().map(String::as_str)).unwrap();
        }
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), out).unwrap();
        let sheet = daftar_read::sheet::Sheet::open(file.path(), &Default::default()).unwrap();
        let read = sheet.map(|row| {
            let mut line = Line::default();
            for (column, cell) in COLUMNS.into_iter().zip(&row.unwrap().cells) {
                if let Some(text) = unguard(&cell.text) {
                    line.set(column, text);
                }
            }
            line
        });
        read.collect()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]
        #[test]
        fn every_claim_comes_back_to_the_last_letter(claims in vec(claim(), 1..24), salt in any::<[u8; 16]>()) {
            let salt = Salt(salt);
            let id = |claim: &Claim| Body::id_of(&claim.to_bytes(&salt));
            let lines: Vec<Line> = claims.iter().enumerate().map(|(n, claim)| {
                let mut line = Line::of(claim);
                match n % 2 {
                    0 => line.stamp_open(id(claim), &salt),
                    _ => line.stamp_sealed(id(claim), claim, &[claim.source]),
                }
                line
            }).collect();
            let read = through_a_sheet(&lines);
            prop_assert_eq!(read.len(), claims.len());
            for (n, (line, claim)) in read.iter().zip(&claims).enumerate() {
                prop_assert_eq!(&line.claim().unwrap(), claim);
                let origin = if n % 2 == 0 { Origin::Open(id(claim), salt) } else { Origin::Sealed(id(claim)) };
                prop_assert_eq!(line.origin(claim).unwrap(), origin);
            }
        }
    }

    fn jar() -> Line {
        let subject = Subject::Entity(EntityId(Hash([1; 32])));
        let value = Value::Text { text: "jar".into(), lang: Some("en".into()) };
        let claim = Claim::new(subject, PropertyId::parse("name").unwrap(), value, EntityId(Hash([2; 32])));
        let mut line = Line::of(&claim);
        let salt = Salt([3; 16]);
        line.stamp_open(Body::id_of(&claim.to_bytes(&salt)), &salt);
        line
    }

    #[test]
    fn what_was_changed_is_seen_whatever_it_is() {
        let line = jar();
        assert!(matches!(line.origin(&line.claim().unwrap()), Ok(Origin::Open(..))));
        for (column, text) in
            [("value", "jug"), ("language", "ar"), ("when", "1931"), ("stamp", "0"), ("quote", "a jar")]
        {
            let mut changed = line.clone();
            changed.set(column, text);
            let origin = changed.origin(&changed.claim().unwrap()).unwrap();
            assert!(matches!(origin, Origin::Changed(_)), "{column}: {origin:?}");
        }
    }

    #[test]
    fn what_is_no_statement_is_told_with_what_was_expected() {
        let wrong = [
            ("when", "last year", "EDTF"),
            ("certainty", "sure", "possible, probable or doubtful"),
            ("type", "colour", "colour"),
            ("unit", "cm", "leave the cell empty"),
            ("locator", "{\"page\":", "JSON"),
            ("subject", "entity:12", "entity, claim or file id"),
            ("property", "Name", "lowercase"),
            ("unnamed-speaker", "somebody", ""),
        ];
        for (column, text, expected) in wrong {
            let mut line = jar();
            line.set(column, text);
            if column == "unnamed-speaker" {
                line.set("said-by", EntityId(Hash([4; 32])).to_string());
            }
            let error = line.claim().unwrap_err().to_string();
            assert!(error.contains(expected), "{column}: {error}");
        }
        let mut line = jar();
        line.set("sealed", "perhaps");
        assert!(line.is_sealed().is_err());
        line.set("concerns", "Umm Yusuf");
        assert!(line.concerns().is_err());
    }

    #[test]
    fn counts_are_written_as_they_are_said() {
        let all = [[None, Some(12), None], [Some(200), None, None], [None, None, None], [Some(1), Some(2), Some(3)]];
        let words: Vec<String> = all.iter().map(|[low, best, high]| count_words([low, best, high])).collect();
        assert_eq!(words, ["12", "200//", "//", "1/2/3"]);
        for wrong in ["", "1/2", "many", "1.5", "1/2/3/4"] {
            let told = read_count(wrong);
            assert!(wrong.is_empty() || told.is_err(), "{wrong}");
        }
    }
}
