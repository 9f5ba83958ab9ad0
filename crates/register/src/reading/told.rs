//! What a file says of itself: as suggestions where a card of the source has a field for it, and as JSON.

use daftar_claim::{Claim, Draft, Edtf, EntityId, PropertyId, Subject, Value};
use daftar_date::Lang;
use daftar_date::written::{Order, Written, read_in_order};
use daftar_read::sources::{Fact, Told};
use serde::Serialize as _;
use serde_json::json;

use super::{Notes, Published};
use crate::RegisterError;

impl Notes {
    /// What the card of the source can say: its title; of a published document also who wrote it and in which language. Who
    /// wrote any other may be somebody whom nobody is to know. That it was published is the keeper's to say, never the file's.
    pub(super) fn drafts(&self, source: EntityId, published: &Published) -> Result<Vec<Draft>, RegisterError> {
        let public = published.publisher.is_some() || published.date.is_some();
        let property = |told: &Told| match told.fact {
            Fact::Title => Some("title"),
            Fact::Author if public => Some("author"),
            Fact::Language if public => Some("language"),
            _ => None,
        };
        let mut drafts: Vec<Draft> = Vec::new();
        for (property, told) in self.told.iter().filter_map(|told| Some((property(told)?, told))) {
            let value = Value::text(told.value.clone());
            let claim = Claim::new(Subject::Entity(source), PropertyId::parse(property)?, value, source);
            let draft = Draft { claim, rule: "told-by-the-file".to_owned(), link: false, confidence: None };
            if !drafts.contains(&draft) {
                drafts.push(draft);
            }
        }
        Ok(drafts)
    }
}

/// How a chat writes the time of its messages.
pub(super) struct Clock {
    order: Option<Order>,
}

impl Clock {
    /// By what the reading found out about the dates of all messages.
    pub(super) fn of(notes: &Notes) -> Clock {
        let told = notes.told.iter().find(|told| told.fact == Fact::DateOrder).map(|told| told.value.as_str());
        let order = match told {
            Some("day-first") => Some(Order::DayFirst),
            Some("month-first") => Some(Order::MonthFirst),
            _ => None,
        };
        Clock { order }
    }

    /// The day on which a message was sent, where it is surely read.
    pub(super) fn day(&self, at: &str) -> Option<Edtf> {
        let day = at.split([',', '،', ' ', 'T']).next()?;
        match read_in_order(day.trim(), self.order)? {
            Written::Date { edtf, doubts } if doubts.is_empty() => Some(edtf),
            _ => None,
        }
    }
}

/// The notes as members of the answer.
pub(super) fn as_json<S: serde::Serializer>(notes: &Notes, serializer: S) -> Result<S::Ok, S::Error> {
    let told = |told: &Told| json!({ "fact": told.fact.code(), "value": told.value, "place": told.place });
    let unread = |one: &daftar_read::sources::Unread| json!({ "what": one.what.code(), "place": one.place, "label": one.label, "count": one.count });
    json!({
        "conversion": notes.conversion,
        "told": notes.told.iter().map(told).collect::<Vec<_>>(),
        "unread": notes.unread.iter().map(unread).collect::<Vec<_>>(),
        "odd": notes.odd.iter().map(|odd| odd.words(Lang::En)).collect::<Vec<_>>(),
    })
    .serialize(serializer)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_day_of_a_message_is_read_only_where_it_is_sure() {
        let day = |order: &str, at: &str| {
            let told = Told { fact: Fact::DateOrder, value: order.to_owned(), place: String::new() };
            let notes = Notes { told: vec![told], ..Notes::default() };
            Clock::of(&notes).day(at).map(|day| day.to_string())
        };
        assert_eq!(day("day-first", "12/03/2031, 21:14").as_deref(), Some("2031-03-12"));
        assert_eq!(day("month-first", "12/03/2031, 9:14 PM").as_deref(), Some("2031-12-03"));
        assert_eq!(day("undecided", "12/03/2031, 21:14"), None);
        assert_eq!(day("both", "12/03/2031, 21:14"), None);
        assert_eq!(day("", "2032-03-04T10:00:00").as_deref(), Some("2032-03-04"));
        assert_eq!(day("day-first", "soon"), None);
    }
}
