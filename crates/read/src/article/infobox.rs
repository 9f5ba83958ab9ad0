//! Infobox lines: "- Key: value".

use daftar_claim::{EntityId, Span, Value, span_entity};

use super::claims::{Quote, Statement, When};
use super::passage::Passage;
use super::quantity;
use super::sentence::when;
use super::state::Article;
use crate::time::{TimeKind, tag};

/// What a key's value is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    /// One or more names: entities of this kind.
    Names(&'static str, &'static str),
    /// Words as they are, the whole value.
    Words(&'static str),
    /// Words, one statement for each part between commas.
    List(&'static str),
    /// A date.
    Date(&'static str),
    /// The times of the event, some of them with a label.
    Times,
    /// Place names, from the smallest to the largest.
    Places,
    /// A number.
    Count(&'static str),
    /// The title once more, or a picture: kept as a note.
    Note,
}

/// The field that a key names; a number at its end only tells columns apart.
fn field(key: &str) -> Field {
    let key = key.trim_end_matches(|c: char| c.is_ascii_digit()).trim().to_lowercase();
    match key.as_str() {
        "date" | "dates" | "time" => Field::Times,
        "place" | "location" | "city" | "town" => Field::Places,
        "result" | "outcome" => Field::Words("result"),
        "combatant" | "combatants" | "belligerents" | "belligerent" => Field::Names("party", "body"),
        "units" | "unit" => Field::List("unit"),
        "commander" | "commanders" | "commander and leaders" => Field::List("commander"),
        "casualties" | "losses" => Field::Count("casualties"),
        "dissolved" | "closed" => Field::Date("dissolved"),
        "established" | "founded" | "opened" | "opening" => Field::Date("founded"),
        "director" | "curator" => Field::Names("director", "person"),
        "founder" | "founders" => Field::Names("founder", "person"),
        "collections" | "collection" => Field::List("holds"),
        "collection size" | "holdings" => Field::Count("holdings"),
        "type" | "category" | "known for" => Field::Words("description"),
        "award" | "awards" => Field::List("award"),
        _ => Field::Note,
    }
}

impl Article<'_> {
    /// Proposes what an infobox line says of the main entity. False when it is no such line or there is no such entity.
    pub(super) fn infobox_line(&mut self, text: &str, start: u64) -> bool {
        let Some((key, rest)) = text.split_once(':') else { return false };
        let Some(main) = self.topic.main else { return false };
        let at =
            start + (key.chars().count() + 1) as u64 + rest.chars().take_while(|c| c.is_whitespace()).count() as u64;
        let line = Line { all: quote(text, start), value: quote(rest.trim(), at), main };
        if line.value.words.is_empty() {
            return false;
        }
        self.field(field(key), &line);
        true
    }

    fn field(&mut self, field: Field, line: &Line) {
        let unknown = line.value.words.eq_ignore_ascii_case("unknown");
        match field {
            Field::Words(property)
            | Field::List(property)
            | Field::Count(property)
            | Field::Date(property)
            | Field::Names(property, _)
                if unknown =>
            {
                self.of_main(line, property, Value::Unknown);
            }
            Field::Words(property) => self.of_main(line, property, Value::text(line.value.words.clone())),
            Field::List(property) => {
                for part in parts(&line.value) {
                    self.of_main(line, property, Value::text(part.words));
                }
            }
            Field::Names(property, kind) => self.names_field(line, property, kind),
            Field::Date(property) => self.date_field(line, property),
            Field::Times => self.times_field(line),
            Field::Places => self.places_field(line),
            Field::Count(property) => self.count_field(line, property),
            Field::Note => self.of_main(line, "note", Value::text(line.all.words.clone())),
        }
    }

    fn of_main(&mut self, line: &Line, property: &'static str, value: Value) {
        let subject = self.id(line.main);
        self.propose(Statement::new(subject, property, value, line.all.clone(), "infobox"));
    }

    fn names_field(&mut self, line: &Line, property: &'static str, kind: &'static str) {
        for part in parts(&line.value) {
            let known = self.entities.named(&part.words);
            if let Some(at) = known.or_else(|| self.enter(kind, &part, None)) {
                let value = Value::Entity(self.id(at));
                self.of_main(line, property, value);
                if property == "director" {
                    self.director_role(line, at);
                }
            }
        }
    }

    fn director_role(&mut self, line: &Line, person: usize) {
        let key = line.all.words.split(':').next().unwrap_or_default().trim().to_lowercase();
        let subject = self.id(person);
        self.propose(Statement::new(subject, "role", Value::text(key), line.all.clone(), "infobox"));
    }

    fn date_field(&mut self, line: &Line, property: &'static str) {
        let first = self.dates(&line.value).into_iter().next();
        match first.and_then(|dated| dated.when.best().cloned()) {
            Some(date) => self.of_main(line, property, Value::Date(date)),
            None => self.of_main(line, "note", Value::text(line.all.words.clone())),
        }
    }

    fn count_field(&mut self, line: &Line, property: &'static str) {
        let passage = Passage::new(line.value.words.clone(), line.value.span.start);
        match quantity::first(&passage, &(0..passage.tokens.len())).map(|q| q.value) {
            Some(value @ Value::Count { .. }) => self.of_main(line, property, value),
            _ => self.of_main(line, "note", Value::text(line.all.words.clone())),
        }
    }

    /// The times of the event. A labelled one ("Blockade: 3 May 2031 – …") is an event of its own, which may be the
    /// main one where its label is a word of the title.
    fn times_field(&mut self, line: &Line) {
        let mut any = false;
        for dated in self.dates(&line.value) {
            let Some(date) = dated.when.best().cloned() else { continue };
            any = true;
            match &dated.label {
                Some(label) => self.labelled(line, label, Value::Date(date)),
                None => {
                    self.of_main(line, "date", Value::Date(date));
                    if self.topic.when.is_none() {
                        self.topic.when = Some(dated.when);
                        self.topic.when_span = Some(dated.span);
                    }
                }
            }
        }
        if !any {
            self.of_main(line, "note", Value::text(line.all.words.clone()));
        }
    }

    fn labelled(&mut self, line: &Line, label: &Quote, date: Value) {
        let event = span_entity(self.derived.file, "event", label.span);
        let main = self.id(line.main);
        let told = |property, value| Statement::new(event, property, value, line.all.clone(), "infobox");
        self.propose(Statement { quote: label.clone(), ..told("kind", Value::code("kind", "event")) });
        self.propose(Statement { quote: label.clone(), ..told("name", Value::text(label.words.clone())) });
        self.propose(told("date", date));
        let title = self.entities.get(line.main).name.to_lowercase();
        let in_title = title.split(' ').any(|word| word == label.words.to_lowercase());
        match in_title {
            true => self.propose(told("may-be-same", Value::Entity(main)).link()),
            false => self.propose(told("part-of", Value::Entity(main))),
        }
    }

    fn dates(&mut self, value: &Quote) -> Vec<Dated> {
        self.time.at(value.span.start as usize);
        let mentions = tag(&value.words, &mut self.time);
        let dates = mentions.into_iter().filter(|m| matches!(m.kind, TimeKind::Date | TimeKind::Interval));
        let mut end = 0;
        let mut found = Vec::new();
        for mention in dates {
            let label = label(value, end, mention.start);
            end = mention.end;
            let start = value.span.start;
            let span = Span { start: start + mention.start as u64, end: start + mention.end as u64 };
            found.push(Dated { span, label, when: when(mention) });
        }
        found
    }

    /// Each place lies in the one behind it.
    fn places_field(&mut self, line: &Line) {
        let mut inner: Option<EntityId> = None;
        for part in parts(&line.value) {
            let known = self.entities.named(&part.words);
            let Some(at) = known.or_else(|| self.enter("place", &part, None)) else { continue };
            let place = self.id(at);
            match inner {
                None => self.of_main(line, "place", Value::Entity(place)),
                Some(inner) => {
                    self.propose(Statement::new(inner, "part-of", Value::Entity(place), line.all.clone(), "infobox"));
                }
            }
            inner = Some(place);
        }
    }
}

/// An infobox line with its value and the entity that it is of.
struct Line {
    all: Quote,
    value: Quote,
    main: usize,
}

/// A date of an infobox, with the label before it.
struct Dated {
    span: Span,
    label: Option<Quote>,
    when: When,
}

fn quote(text: &str, start: u64) -> Quote {
    Quote { span: Span { start, end: start + text.chars().count() as u64 }, words: text.to_owned() }
}

/// The words before a colon between two dates.
fn label(value: &Quote, from: usize, to: usize) -> Option<Quote> {
    let between: String = value.words.chars().skip(from).take(to.saturating_sub(from)).collect();
    let before = between.trim_end().strip_suffix(':')?;
    let words = before.trim_start_matches(|c: char| !c.is_alphabetic());
    let skipped = before.chars().count() - words.chars().count();
    (!words.is_empty()).then(|| quote(words, value.span.start + (from + skipped) as u64))
}

/// The parts of a value between commas and list marks.
fn parts(value: &Quote) -> Vec<Quote> {
    let mut parts = Vec::new();
    let mut at = value.span.start;
    for part in value.words.split([',', '*', ';', '•']) {
        let words = part.trim();
        let before = part.chars().take_while(|c| c.is_whitespace()).count() as u64;
        if words.chars().any(char::is_alphanumeric) {
            parts.push(quote(words, at + before));
        }
        at += part.chars().count() as u64 + 1;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_have_their_place() {
        let found = parts(&quote("Sanabel, * Rimal , ()", 10));
        let places: Vec<(&str, u64)> = found.iter().map(|p| (p.words.as_str(), p.span.start)).collect();
        assert_eq!(places, [("Sanabel", 10), ("Rimal", 21)]);
    }

    #[test]
    fn labels_stand_between_dates() {
        let value = quote("3 May 2031 , Siege: 6 May 2031", 100);
        let label = label(&value, 10, 20).unwrap();
        assert_eq!((label.words.as_str(), label.span.start), ("Siege", 113));
    }

    #[test]
    fn keys_with_numbers_are_the_same_field() {
        assert_eq!(field("Commander2"), Field::List("commander"));
        assert_eq!(field("Logo"), Field::Note);
    }
}
