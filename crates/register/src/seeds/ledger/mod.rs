//! The ledger: what the lists of a seed bank follow from, gathered once for all accessions and kept level with what counts.
//!
//! Lists of lots are read far more often than anything changes, and going through all that is said of a hundred thousand accessions
//! takes a minute. So the facts are held ([`Holding`]), and where something else counts than before, those accessions on which it bears
//! are gathered anew, by the same functions of the view, from what is heard of them alone. Where that cannot be told (other profiles,
//! another measure of the bank's own, an entry that is gone), all are. It is held in memory, for keepers, as long as one of them has
//! the register open; beside their keys lies how it was when it was last written.

mod bearing;
mod changed;
mod kept;
#[cfg(test)]
mod tests;

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fs;

use daftar_claim::{EntityId, Hash, RecordingId};
use daftar_date::Day;
use daftar_store::table::Stamp;
use daftar_view::forecast::Terms;
use daftar_view::rescue::Holding;
use daftar_view::{Ask, Audience};

use crate::{Progress, Register, RegisterError};
use changed::Changed;

/// So many lots are gathered at a time. Few in tests, so that there are parts.
const AT_ONCE: usize = if cfg!(test) { 3 } else { 1_000 };

/// Of more cards than this, and than a quarter of all accessions, everything is gathered, part by part.
const MANY: usize = if cfg!(test) { 40 } else { 10_000 };

/// What a bank measures with: what all books may depend on.
const MEASURE: &str = "measure";
const LOT: &str = "lot";

/// The sealed statements that are open here, and whether each stands.
type Opened = BTreeMap<RecordingId, bool>;

/// The facts of all accessions, and what they were gathered from.
#[derive(Debug)]
pub(crate) struct Ledger {
    stamp: Stamp,
    opened: Opened,
    measures: BTreeSet<EntityId>,
    /// How many statements had been erased: of what they bore on nothing is known any more.
    erased: usize,
    /// The day on which they are seen.
    day: Day,
    holdings: BTreeMap<EntityId, Holding>,
    /// The accessions of which what is said must be asked again.
    stale: Vec<EntityId>,
    /// How many accessions were gathered since it was last written.
    fresh: usize,
}

impl Ledger {
    /// All accessions that have lots, by id.
    pub(super) fn holdings(&self) -> impl Iterator<Item = &Holding> {
        self.holdings.values()
    }
}

impl Register {
    /// The ledger, level with what counts: the one before, or the one that was kept, with what changed; or one made anew.
    pub(super) fn ledger(
        &self,
        before: Option<Ledger>,
        terms: &Terms,
        progress: Progress<'_>,
    ) -> Result<Ledger, RegisterError> {
        let mut ledger = self.ledger_after(before.or_else(|| self.kept_ledger(terms)), terms, progress)?;
        self.keep_ledger(&mut ledger);
        Ok(ledger)
    }

    fn ledger_after(
        &self,
        before: Option<Ledger>,
        terms: &Terms,
        progress: Progress<'_>,
    ) -> Result<Ledger, RegisterError> {
        let _look = self.look()?;
        let stamp = self.ledger_stamp()?;
        let erased = self.standing.erased.len();
        let before = before.filter(|ledger| ledger.stamp.ground == stamp.ground && ledger.erased == erased);
        match before.map(|ledger| self.ledger_level(ledger, &stamp, terms)).transpose()?.flatten() {
            Some(ledger) => Ok(ledger),
            None => self.ledger_anew(stamp, terms, progress),
        }
    }

    /// The ledger with what changed since; none where all is to be gathered.
    fn ledger_level(&self, mut ledger: Ledger, stamp: &Stamp, terms: &Terms) -> Result<Option<Ledger>, RegisterError> {
        let opened = self.opened_here();
        let Some(changed) = Changed::between(self, &ledger, stamp, &opened)? else { return Ok(None) };
        let measures = self.measures()?;
        if measures != ledger.measures || changed.is_about_any(&measures) {
            return Ok(None);
        }
        let mut cards = self.borne_upon(changed)?;
        ledger.look(terms.today);
        cards.extend(ledger.stale.drain(..));
        let cards = self.with_all_lots(cards)?;
        if cards.len() > MANY.max(ledger.holdings.len() / 4) {
            return Ok(None);
        }
        for card in &cards {
            ledger.holdings.remove(card);
        }
        let gathered = self.gathered(&cards, terms)?;
        ledger.take(gathered);
        Ok(Some(Ledger { stamp: stamp.clone(), opened, ..ledger }))
    }

    fn ledger_anew(&self, stamp: Stamp, terms: &Terms, progress: Progress<'_>) -> Result<Ledger, RegisterError> {
        let (opened, measures, erased) = (self.opened_here(), self.measures()?, self.standing.erased.len());
        let mut ledger = Ledger {
            stamp,
            opened,
            measures,
            erased,
            day: terms.today,
            holdings: BTreeMap::new(),
            stale: Vec::new(),
            fresh: 0,
        };
        let mut left: HashSet<EntityId> = self.of_kind(LOT)?.into_iter().collect();
        let all = left.len();
        let (mut part, mut last) = (BTreeSet::new(), 0);
        // In the order in which they were noted: what was recorded together lies together.
        loop {
            let noted = self.store.index().entities_after(last, AT_ONCE)?;
            let Some((reached, _)) = noted.last() else { break };
            last = *reached;
            part.extend(noted.into_iter().map(|(_, entity)| entity).filter(|entity| left.contains(entity)));
            if part.len() >= AT_ONCE {
                self.gather(&mut ledger, std::mem::take(&mut part), &mut left, terms)?;
                progress((all - left.len()) as u64, all as u64);
            }
        }
        // The rest, with the lots of which everything is sealed.
        self.gather(&mut ledger, left.iter().copied().collect(), &mut left, terms)?;
        Ok(ledger)
    }

    /// Gathers these lots with all that belong to them; what is still left to be gathered is told.
    fn gather(
        &self,
        ledger: &mut Ledger,
        lots: BTreeSet<EntityId>,
        left: &mut HashSet<EntityId>,
        terms: &Terms,
    ) -> Result<(), RegisterError> {
        // What came with an earlier part came with all that belongs to it.
        let lots = lots.into_iter().filter(|lot| left.contains(lot)).collect();
        let cards = self.with_all_lots(lots)?;
        for card in &cards {
            left.remove(card);
        }
        let gathered = self.gathered(&cards, terms)?;
        ledger.take(gathered);
        Ok(())
    }

    /// The bank's own measures, with all that are the same.
    fn measures(&self) -> Result<BTreeSet<EntityId>, RegisterError> {
        let identity = self.identity(&self.standing)?;
        Ok(self.of_kind(MEASURE)?.into_iter().flat_map(|measure| identity.members(measure)).collect())
    }

    /// What is gathered of these accessions and lots, which must be all that belong together.
    fn gathered(&self, cards: &BTreeSet<EntityId>, terms: &Terms) -> Result<Vec<Holding>, RegisterError> {
        if cards.is_empty() {
            return Ok(Vec::new());
        }
        let ask = Ask { audience: Audience::Keeper, ..Ask::default() };
        let heard = self.hear_cards(cards, ask.audience)?;
        // Of what was met on the way not everything was heard.
        Ok(self.holdings_heard(&heard, &ask, terms, &|lot| cards.contains(&lot)))
    }

    /// What a ledger follows from, as it is now. Entries are marked by the blocks of the index, which are others in another index: so
    /// it is of this one.
    fn ledger_stamp(&self) -> Result<Stamp, RegisterError> {
        let stamp = self.stamp()?;
        let index = self.store.index_folder().and_then(|folder| Some((fs::metadata(&folder).ok()?, folder)));
        let index =
            index.map(|(about, folder)| (fs::canonicalize(folder).ok(), about.created().ok(), number_of(&about)));
        let ground = Hash::of(format!("{:?} {index:?}", stamp.ground).as_bytes());
        Ok(Stamp { ground: ground.0, ..stamp })
    }

    /// The sealed statements that are open here, and whether each stands.
    fn opened_here(&self) -> Opened {
        let stands =
            |place: RecordingId| self.standing.party(place.entry).is_some() && self.standing.ended(place).is_none();
        self.opened.iter().map(|(_, place, _)| (*place, stands(*place))).collect()
    }
}

/// What tells a folder from the one that had its name before.
#[cfg(unix)]
fn number_of(about: &fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(about)
}

#[cfg(not(unix))]
fn number_of(_: &fs::Metadata) -> u64 {
    0
}

impl Ledger {
    fn take(&mut self, gathered: Vec<Holding>) {
        self.fresh += gathered.len();
        self.holdings.extend(gathered.into_iter().map(|holding| (holding.accession, holding)));
    }

    /// Has everything seen on another day.
    fn look(&mut self, today: Day) {
        if std::mem::replace(&mut self.day, today) != today {
            let gone =
                self.holdings.values_mut().filter_map(|holding| (!holding.look(today)).then_some(holding.accession));
            self.stale = gone.collect();
        }
    }
}
