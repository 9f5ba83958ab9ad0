//! What came to be known between two days: what was said, card by card, beside what was known before; and the differences
//! that it brought.

mod between;
mod html;

use axum::response::Response;
use daftar_register::claim::Edtf;
use daftar_register::view::{Cited, Difference};
use serde::Serialize;

use self::between::CardNews;
use super::looking::Looking;
use crate::asked::Asked;
use crate::error::Trouble;
use crate::parts::list::Part;
use crate::parts::ticks::Ticks;
use crate::visit::Visit;

/// What one day knew and another did not.
#[derive(Serialize)]
pub(crate) struct Moments {
    earlier: String,
    later: String,
    /// The names of the days that cannot be read.
    faults: Vec<&'static str>,
    /// How many statements were new.
    new: usize,
    /// Of the cards with news, those on this page.
    part: Part,
    cards: Vec<CardNews>,
    /// Differences that were not known of on the earlier day.
    differences: Vec<Difference>,
    /// The statements that cards and differences name.
    cited: Vec<Cited>,
    /// The days that can be chosen.
    #[serde(skip)]
    ticks: Ticks,
}

/// `/moments?earlier=…&later=…`
pub(crate) async fn page(visit: Visit) -> Response {
    let asked = visit.asked.clone();
    visit.page(move |looking| data(looking, &asked), html::render).await
}

fn data(looking: &Looking<'_>, asked: &Asked) -> Result<Moments, Trouble> {
    let told = |name| asked.get(name).unwrap_or_default().trim().to_owned();
    let (earlier, later) = (told("earlier"), told("later"));
    let [first, second] = [&earlier, &later].map(|text| Edtf::parse(text).ok());
    let unread = [("earlier", &earlier, &first), ("later", &later, &second)].into_iter();
    let unread = unread.filter(|(_, text, day)| day.is_none() && !text.is_empty());
    let faults: Vec<&'static str> = unread.map(|(name, ..)| name).collect();
    let heard = looking.everything()?;
    let mut moments = Moments {
        ticks: Ticks::of(&heard, looking),
        part: Part::of(asked, 0),
        new: 0,
        cards: vec![],
        differences: vec![],
        cited: vec![],
        earlier,
        later,
        faults,
    };
    if let (Some(first), true) = (first, moments.faults.is_empty()) {
        moments.compare(looking, &heard, asked, [Some(first), second]);
    }
    Ok(moments)
}

impl Moments {
    /// Whether two days are compared.
    fn compares(&self) -> bool {
        !self.earlier.is_empty() && self.faults.is_empty()
    }
}
