//! What the text told before: the frame of its lead, the focus that dates move, and what years and
//! days can be inferred from them.

use daftar_date::Edtf;

use super::calendar::{plus_days, weekday};
use super::frame::{Frame, Section, Told, rank};
use super::hijri;
use super::moment::{Moment, Within, Year};
use super::phrase::{Relative, Target};
use super::reckon::reckon;
use super::scan::{Scan, Stand};
use super::sense::Unit;
use super::tokens::{Span, Token};
use super::why::Why;

/// Which part of a document the next text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Infobox or lead: its dates frame the whole.
    Lead,
    /// A section's heading. Entering one starts a new section.
    Heading,
    /// Running text of a section.
    Body,
}

/// The reading of one document in its own order: what earlier sentences said of time.
///
/// Feed it the document block by block: set [`Context::at`] and [`Context::enter`], then call
/// [`super::tag`].
#[derive(Debug)]
pub struct Context {
    pub(super) base: usize,
    pub(super) tokens: Vec<Token>,
    place: Place,
    frame: Option<Frame>,
    focus: Option<Told>,
    named: Option<Told>,
    /// Where the narrative stood before it leapt by years: it may come back.
    left: Option<Told>,
    /// How many dates in a row were of one year.
    told: u32,
    section: Option<Section>,
    /// A year that was told in passing, or that a sentence opened with to look back.
    aside: Option<Told>,
    /// Where the section that is told begins.
    section_from: usize,
    /// When the text was published.
    published: Option<Told>,
    /// The year of the Hijra told last.
    hijri: Option<(i32, Span)>,
    /// The sentence tells what recurs each year: its months are of no one year.
    recurs: bool,
    /// A day that the sentence looks back to: its times of day are of it.
    looked_back: Option<Told>,
    /// What was told last is a decade or longer: years are not counted from what was told before it.
    wide: bool,
}

/// A moment that was inferred.
#[derive(Clone, Debug)]
pub(super) struct Guess {
    pub(super) moment: Moment,
    pub(super) from: Vec<Span>,
    pub(super) why: Why,
}

/// A month that lies half a year or more before the one told last belongs to the next year;
/// a nearer one is a look back.
const COMES_ROUND: i32 = 6;

/// From so many years on a step is a leap, from which the narrative may come back.
const LEAP: i32 = 2;

/// A bare year that lies so many years before the date told last is looked back to.
const FLASHBACK: i32 = 3;

/// A year of which so many dates were told in a row is the one that the narrative is about.
const SETTLED: u32 = 3;

/// A month that lies this many months ahead of the one told last is rather the one just past.
const LOOKS_BACK: i32 = 10;

impl Default for Context {
    fn default() -> Self {
        Self {
            base: 0,
            tokens: Vec::new(),
            place: Place::Body,
            frame: None,
            focus: None,
            named: None,
            left: None,
            told: 0,
            section: None,
            section_from: 0,
            aside: None,
            published: None,
            hijri: None,
            recurs: false,
            looked_back: None,
            wide: false,
        }
    }
}

impl Context {
    /// A context that has read nothing yet; its first text is taken as running text.
    pub fn new() -> Self {
        Self::default()
    }

    /// The same, of a text that was published then: "yesterday" and months without a year count from there. A date that is
    /// within no one year tells nothing.
    #[must_use]
    pub fn published(self, on: &Edtf) -> Self {
        let bounds = on.bounds();
        let (Some(first), Some(last)) = (bounds.earliest(), bounds.latest()) else { return self };
        let ((year, month, day), end) = (first.date(), last.date());
        let within = match (month == end.1, day == end.2) {
            (true, true) => Within::Day(month, day),
            (true, false) => Within::Month(month),
            (false, _) => Within::Whole,
        };
        let told = i32::try_from(year).ok().filter(|_| year == end.0).map(|year| Told {
            moment: Moment::within(Year::One(year), within),
            year,
            span: (0, 0),
            place: Place::Body,
        });
        Self { published: told, ..self }
    }

    /// Says where the next text begins in its document, in Unicode scalar values, so that the
    /// spans of [`super::Inferred::from`] count from the document's start.
    pub fn at(&mut self, base: usize) {
        self.base = base;
    }

    /// Says what part of the document the next text is. At a heading the narrative goes back to
    /// the start of the frame, if the frame is no longer than a year (a longer one cannot place a
    /// month, so the date told last stays).
    pub fn enter(&mut self, place: Place) {
        self.place = place;
        self.left = self.left.filter(|_| place == Place::Body);
        self.section_from = if place == Place::Heading { self.base } else { self.section_from };
        if let (Place::Heading, Some(frame)) = (place, self.frame)
            && frame.is_short()
        {
            self.focus = Some(frame.first);
        }
    }

    /// The sentence is over, and what holds in it alone.
    pub(super) fn end_sentence(&mut self) {
        (self.recurs, self.looked_back) = (false, None);
    }

    /// The sentence tells what recurs each year.
    pub(super) fn recurs(&mut self) {
        self.recurs = true;
    }

    /// Takes note of a time that lies before the one told: the narrative does not move there, but times of day in the same sentence
    /// are of its day ("it opened yesterday, at seven").
    pub(super) fn look_back(&mut self, moment: &Moment, span: Span) {
        self.name(moment, span);
        self.looked_back = self.named.filter(|told| told.moment.full_day().is_some());
    }

    /// Whether the date told last lies before the common era.
    pub(super) fn is_ancient(&self) -> bool {
        self.focus.or(self.frame.map(|f| f.first)).is_some_and(|told| told.year <= 0)
    }

    /// A scan over a text's tokens, from where the narrative stands.
    pub(super) fn scan<'t>(&self, text: &'t str, tokens: &'t [Token]) -> Scan<'t> {
        Scan::new(text, tokens, self.is_ancient()).told(self.stand())
    }

    /// Where the narrative and its speaker stand. A narrative of the first centuries has no fifties of its own.
    fn stand(&self) -> Stand {
        let century = |told: Told| told.year.div_euclid(100) * 100;
        let narrative = self.focus.or(self.published).map(century).filter(|first| (1700..2100).contains(first));
        let spoken = self.published.map_or(2000, century);
        // What a text of this century calls the fifties are those of the last.
        let hundreds = narrative.map_or(1900, |first| if first >= 2000 { 1900 } else { first });
        let speaking_day = self.published.is_some_and(|told| told.moment.full_day().is_some());
        Stand { hundreds, spoken, speaking: self.published.is_some(), speaking_day }
    }

    /// Whether a bare year is a step on: the year told last, or the next after another bare year.
    pub(super) fn is_step(&self, moment: &Moment) -> bool {
        match (self.focus, moment.one_year()) {
            (Some(told), Some(year)) if told.moment.within == Within::Whole => (0..=1).contains(&(year - told.year)),
            (Some(told), Some(year)) => year == told.year,
            _ => true,
        }
    }

    /// Whether a moment lies more than a hundred years before the date told last: the text looks back.
    pub(super) fn is_far_back(&self, moment: &Moment) -> bool {
        self.focus.is_some_and(|told| moment.one_year().is_some_and(|year| told.year - year > 100))
    }

    /// Whether a bare year lies years before the date told last in the same section: the text looks back, and its next month is of
    /// what it was telling.
    pub(super) fn is_look_back(&self, moment: &Moment) -> bool {
        let back = |told: Told| moment.one_year().is_some_and(|year| told.year - year >= FLASHBACK);
        let here = self.focus.filter(|told| told.moment.within != Within::Whole && told.span.0 >= self.section_from);
        moment.within == Within::Whole && here.is_some_and(back)
    }

    /// Whether a moment with a year lies before the date told last.
    pub(super) fn is_back(&self, moment: &Moment) -> bool {
        let told = self.focus.and_then(|told| rank(&told.moment, false));
        told.is_some_and(|told| rank(moment, true).is_some_and(|rank| rank < told))
    }

    /// Takes note of a moment that "that year" can point back to, even where the narrative does not
    /// move there.
    pub(super) fn name(&mut self, moment: &Moment, span: Span) {
        let Some(moment) = &self.common(moment, span) else { return };
        if let Some(year) = moment.one_year() {
            let (moment, place) = (*moment, self.place);
            self.named = Some(Told { moment, year, span, place });
        }
    }

    /// The moment in the common calendar; a year of the Hijra is taken note of.
    fn common(&mut self, moment: &Moment, span: Span) -> Option<Moment> {
        if !moment.hijri {
            return Some(*moment);
        }
        self.hijri = moment.one_year().map(|year| (year, span)).or(self.hijri);
        hijri::common(moment)
    }

    /// Takes note of a moment with its year: the narrative stands there now.
    pub(super) fn tell(&mut self, moment: Moment, span: Span) {
        let Some(moment) = self.common(&moment, span) else { return };
        self.wide = matches!(moment.year, Year::Span(..));
        let Some(year) = moment.one_year() else {
            return;
        };
        let place = self.place;
        let told = Told { moment, year, span, place };
        if place == Place::Lead && self.frame.is_none() {
            self.frame = Some(Frame { first: told, last: None });
        }
        if place == Place::Heading {
            self.section = Some(Section { first: year, last: year, span });
        }
        let stays = self.focus.is_some_and(|focus| focus.year == year);
        self.left =
            self.focus.filter(|focus| year - focus.year >= LEAP && self.told >= SETTLED && place == Place::Body);
        self.told = if stays { self.told + 1 } else { 1 };
        let repeats = moment.within == Within::Whole && self.focus.is_some_and(|f| f.year == year && f.place == place);
        if !repeats {
            self.focus = Some(told);
        }
        self.named = Some(told);
    }

    /// Takes note of an interval; the first one of the lead is the frame.
    pub(super) fn tell_interval(&mut self, first: Moment, last: Moment, span: Span) {
        self.tell(first, span);
        let (Some(start), Some(end)) = (first.one_year(), last.one_year()) else {
            return;
        };
        if let Some(section) = self.section.as_mut().filter(|_| self.place == Place::Heading) {
            section.last = end;
        }
        let place = self.place;
        let told = |moment, year| Told { moment, year, span, place };
        let framed = self.frame.is_some_and(|f| f.last.is_some());
        if place == Place::Lead && !framed {
            let (first, last) = (told(first, start), Some(told(last, end)));
            self.frame = Some(Frame { first, last });
        }
        self.named = Some(told(last, end));
        self.aside = self.named.filter(|_| end > start);
        if last.full_day().is_some() {
            self.focus = Some(told(last, end));
        }
    }

    /// Places a moment that lacks its year, its day, or is only a time of day.
    pub(super) fn place(&self, moment: Moment) -> Option<Guess> {
        match moment.within {
            Within::Weekday(day) => self.next_weekday(moment, day, 0),
            Within::Whole if (moment.clock.is_some() || moment.day_part) && moment.year == Year::Unsaid => {
                let told = self.looked_back.or(self.focus).or(self.published)?;
                let day = told.moment.full_day()?;
                let Moment { clock, day_part, .. } = moment;
                Some(self.counted(Moment { clock, day_part, ..Moment::day(day) }, &told))
            }
            _ if moment.hijri && moment.wants_year() => {
                let (year, span) = self.hijri?;
                let moment = moment.in_year(year);
                let (from, why) = (vec![span], Why::NearestEarlierYear);
                moment.exists().then_some(Guess { moment, from, why })
            }
            _ if moment.wants_year() && !self.recurs => self.find_year(moment),
            _ => None,
        }
    }

    /// What was counted from a date that was told, or from when the text was published.
    fn counted(&self, moment: Moment, told: &Told) -> Guess {
        let published = told.span == (0, 0) && self.published.is_some();
        let (from, why) = if published { (Vec::new(), Why::Published) } else { (vec![told.span], Why::Anchor) };
        Guess { moment, from, why }
    }

    /// The day of the week on or before the day of publication, or after it.
    fn spoken_weekday(&self, wanted: u8, shift: i64) -> Option<Guess> {
        let published = self.published?;
        let day = published.moment.full_day()?;
        let back = (7 + i64::from(weekday(day)) - i64::from(wanted)) % 7;
        let days = match shift {
            0 => -back,
            ..0 => -back + 7 * (shift + i64::from(back > 0)),
            _ => 7 * shift - back,
        };
        Some(self.counted(Moment::day(plus_days(day, days)), &published))
    }

    fn next_weekday(&self, moment: Moment, wanted: u8, weeks: i64) -> Option<Guess> {
        let Some(focus) = self.focus else {
            let guess = self.spoken_weekday(wanted, weeks)?;
            let Moment { part, day_part, clock, .. } = moment;
            return Some(Guess { moment: Moment { part, day_part, clock, ..guess.moment }, ..guess });
        };
        let day = focus.moment.full_day()?;
        let ahead = (7 + i64::from(wanted) - i64::from(weekday(day))) % 7;
        // "The following Tuesday" is the first after the day told.
        let weeks = if weeks > 0 && ahead > 0 { weeks - 1 } else { weeks };
        let placed = Moment::day(plus_days(day, ahead + 7 * weeks));
        let Moment { part, day_part, clock, .. } = moment;
        Some(anchored(Moment { part, day_part, clock, ..placed }, &[focus.span]))
    }

    /// The year of a month, season or day that lacks one.
    fn find_year(&self, moment: Moment) -> Option<Guess> {
        let Some(told) = self.line(&moment) else {
            // A text tells what was: a month that is still to come when it is published is that of the year before.
            let told = self.published?;
            let ahead = moment.month() > told.moment.month() && told.moment.month().is_some();
            let moment = moment.in_year(told.year - i32::from(ahead));
            return moment.exists().then(|| self.counted(moment, &told));
        };
        let year = told.year + turn(&told.moment, &moment);
        if let Some(section) = self.section.filter(|section| section.corrects(&told, year)) {
            let moment = moment.in_year(year.clamp(section.first, section.last));
            return moment.exists().then(|| Guess { moment, from: vec![section.span], why: Why::SectionDate });
        }
        let guess = |year, from: Vec<Span>| Guess { moment: moment.in_year(year), why: reason(&told, year), from };
        let found = match self.frame {
            Some(frame) if frame.is_short() && !frame.holds(&moment.in_year(year)) => match frame.only_year(&moment) {
                Some(framed) if frame.holds(&told.moment) => guess(framed, vec![told.span, frame.first.span]),
                _ => guess(year, vec![told.span]),
            },
            _ => guess(year, vec![told.span]),
        };
        found.moment.exists().then_some(found)
    }

    /// The date that a moment without a year goes on from: the one told last, or the one before a leap when that is nearer.
    fn line(&self, moment: &Moment) -> Option<Told> {
        let focus = self.focus.or(self.frame.map(|f| f.first))?;
        let ahead = |told: &Told| Some((i32::from(moment.month()?) - i32::from(told.moment.month()?)).rem_euclid(12));
        let back =
            self.left.filter(|left| ahead(left).is_some_and(|left| ahead(&focus).is_none_or(|focus| left < focus)));
        Some(back.unwrap_or(focus))
    }

    /// "That year" points to the last year in words, everything else to where the narrative stands.
    fn pointed_at(&self, relative: &Relative) -> Option<Told> {
        match relative.target {
            Target::Within(_) => self.named,
            Target::Unit(Unit::Year) if relative.shift == 0 => self.named,
            Target::Unit(unit) if unit >= Unit::Year => self.told_aside().or(self.focus),
            Target::Season(_) if relative.shift != 0 => self.told_aside().or(self.focus),
            _ => self.focus,
        }
    }

    /// A year that was told since the narrative moved last: "it opened on 3 May 1931 and was sold in 1940; two years later".
    fn told_aside(&self) -> Option<Told> {
        let told = self.focus?;
        self.aside.filter(|aside| aside.span.0 >= told.span.0)
    }

    /// Takes note that the year named last was told in passing, so that what is counted in years goes on from there.
    pub(super) fn aside(&mut self) {
        self.aside = self.named;
    }

    /// Whether a moment lies in a later year than the narrative.
    pub(super) fn is_ahead(&self, moment: &Moment) -> bool {
        self.focus.is_some_and(|told| moment.one_year().is_some_and(|year| year > told.year))
    }

    /// The date from which a relative time without an anchor of its own is counted: what is said from the time of speaking from
    /// there, where it is known, and everything else from the narrative.
    fn counts_from(&self, relative: &Relative) -> Option<Told> {
        let narrative = self.pointed_at(relative);
        if relative.spoken { self.published.or(narrative) } else { narrative.or(self.published) }
    }

    /// Counts a relative time from its own anchor or from the date told last.
    pub(super) fn count(&self, relative: &Relative, anchor_span: Option<Span>) -> Option<Guess> {
        if let (Target::Weekday(day), None) = (relative.target, relative.anchor) {
            let Relative { part, day_part, clock, .. } = *relative;
            let spoken = self.published.filter(|_| relative.spoken);
            let guess = match spoken {
                Some(_) => self.spoken_weekday(day, relative.shift)?,
                None => self.next_weekday(Moment::default(), day, relative.shift)?,
            };
            return Some(Guess { moment: Moment { part, day_part, clock, ..guess.moment }, ..guess });
        }
        let told = match (relative.anchor, anchor_span) {
            (Some(found), Some(span)) if found.moment.one_year().is_some() => {
                Told { moment: found.moment, year: 0, span, place: self.place }
            }
            (Some(found), Some(_)) => {
                let guess = self.place(found.moment)?;
                Told { moment: guess.moment, year: 0, span: *guess.from.first()?, place: self.place }
            }
            _ if self.wide && relative.length.is_some_and(|length| length.unit >= Unit::Year) && !relative.spoken => {
                return None;
            }
            _ => self.counts_from(relative)?,
        };
        if let Target::Weekday(day) = relative.target {
            return self.next_weekday(Moment::default(), day, relative.shift);
        }
        let moment = reckon(relative, &told.moment)?;
        let Relative { part, day_part, clock, .. } = *relative;
        Some(self.counted(Moment { part, day_part, clock: clock.or(moment.clock), ..moment }, &told))
    }
}

fn anchored(moment: Moment, from: &[Span]) -> Guess {
    let why = Why::Anchor;
    let from = from.to_vec();
    Guess { moment, from, why }
}

/// Whether a month without a year lies in the year after the one told last (1), the same (0), or
/// the year before (-1).
fn turn(told: &Moment, moment: &Moment) -> i32 {
    let (Some(before), Some(now)) = (told.month(), moment.month()) else {
        return 0;
    };
    // A winter is named after its January, and one told behind spring is the next.
    if moment.within == Within::Season(24) && told.within != moment.within {
        return i32::from(before >= 4);
    }
    match i32::from(before) - i32::from(now) {
        back if back >= COMES_ROUND => 1,
        back if back <= -LOOKS_BACK => -1,
        _ => 0,
    }
}

fn reason(told: &Told, year: i32) -> Why {
    match told.place {
        _ if year > told.year => Why::NarrativeMovedOn,
        _ if year < told.year => Why::NarrativeLookedBack,
        Place::Lead => Why::LeadDate,
        Place::Heading => Why::SectionDate,
        Place::Body => Why::NearestEarlierYear,
    }
}
