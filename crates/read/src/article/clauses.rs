//! Clauses: a verb with its voice, who or what it is said of, what it acts on, and by whom.

use std::ops::Range;

use super::passage::Passage;
use super::phrases::{Phrase, whole_end};
use super::tags::Tag;
use super::verbs::{Class, Form};
use super::words;

/// A verb and what hangs on it. Phrases are numbered as in their sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) class: Class,
    /// The verb itself.
    pub(super) verb: usize,
    /// Auxiliaries, adverbs and verb.
    pub(super) group: Range<usize>,
    /// "was damaged", "founded by".
    pub(super) passive: bool,
    /// Has a subject of its own, unlike participles and infinitives.
    pub(super) finite: bool,
    /// "not", "never".
    pub(super) negated: bool,
    /// "may have", "would", "to destroy": not told as a fact.
    pub(super) mood: Mood,
    pub(super) subject: Vec<usize>,
    pub(super) object: Vec<usize>,
    pub(super) agent: Vec<usize>,
    /// From its subject, or a participle from itself, to the next clause.
    pub(super) range: Range<usize>,
}

/// Whether what a clause says is told as a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mood {
    /// It is.
    Fact,
    /// "may have".
    Possible,
    /// "would", "to …", "if": planned, feared, asked.
    Unreal,
}

/// The clauses of a sentence, one for each verb, in order.
pub(super) fn clauses(passage: &Passage, tags: &[Tag], first: usize, phrases: &[Phrase]) -> Vec<Clause> {
    let finder = Finder { passage, tags, first, phrases };
    let mut clauses: Vec<Clause> = Vec::new();
    for (at, tag) in tags.iter().enumerate() {
        if let Tag::Verb(_) = tag {
            let clause = finder.clause(at, &clauses);
            clauses.push(clause);
        }
    }
    finder.lend_subjects(&mut clauses);
    finder.close(&mut clauses);
    clauses
}

struct Finder<'a> {
    passage: &'a Passage,
    tags: &'a [Tag],
    first: usize,
    phrases: &'a [Phrase],
}

impl Finder<'_> {
    fn clause(&self, at: usize, earlier: &[Clause]) -> Clause {
        let (class, form) = match self.tags[at] {
            Tag::Verb(verb) => (verb.class, verb.form),
            _ => (Class::Other, Form::Base),
        };
        let group = self.group(at);
        let auxiliaries = self.auxiliaries(&group, at);
        let reduced = auxiliaries.is_empty() && self.is_reduced(at, form, earlier);
        let be = auxiliaries.last().is_some_and(|a| BE.contains(a));
        let passive = reduced || (be && matches!(form, Form::Past | Form::Participle));
        let bare = auxiliaries.iter().all(|a| matches!(*a, "being" | "having" | "been" | "be"));
        let finite = !reduced && form != Form::Base && !(bare && (form == Form::Gerund || !auxiliaries.is_empty()))
            || auxiliaries.iter().any(|a| !matches!(*a, "being" | "having" | "been" | "be"));
        let mut clause = Clause {
            class,
            verb: self.first + at,
            group: self.first + group.start..self.first + group.end,
            passive,
            finite,
            negated: self.tags[group.clone()].contains(&Tag::Not),
            mood: self.mood(&group, form, &auxiliaries),
            subject: Vec::new(),
            object: self.objects(at),
            agent: self.agents(at),
            range: self.first + group.start..self.first + group.end,
        };
        clause.subject = self.subject(&group, &clause, earlier);
        let relative = group.start > 0 && self.tags[group.start - 1] == Tag::Subordinator;
        let own = |k: &usize| !relative && earlier.last().is_none_or(|e| self.phrases[*k].range.start > e.verb);
        if let Some(k) = clause.subject.first().filter(|k| clause.finite && own(k)) {
            clause.range.start = self.with_date_before(clause.range.start.min(self.phrases[*k].range.start));
        }
        clause
    }

    /// "and in 1961, he left": the date behind "and" belongs to the clause that it opens.
    fn with_date_before(&self, start: usize) -> usize {
        let passes = |t: &Tag| matches!(t, Tag::Time | Tag::Comma | Tag::Preposition | Tag::Determiner);
        let before = &self.tags[..start - self.first];
        let from = before.iter().rposition(|t| !passes(t)).map_or(0, |at| at + 1);
        let opens = from > 0 && matches!(before[from - 1], Tag::And | Tag::But);
        let dated = before[from..].contains(&Tag::Time);
        if opens && dated { self.first + from } else { start }
    }

    /// The tags from the first auxiliary to the verb.
    fn group(&self, at: usize) -> Range<usize> {
        let mut from = at;
        while from > 0 && matches!(self.tags[from - 1], Tag::Auxiliary | Tag::Adverb | Tag::Not) {
            from -= 1;
        }
        let to = from > 0 && self.passage.low(self.first + from - 1) == "to";
        from - usize::from(to)..at + 1
    }

    fn auxiliaries(&self, group: &Range<usize>, at: usize) -> Vec<&str> {
        let auxiliary = |i: &usize| self.tags[*i] == Tag::Auxiliary;
        (group.start..at).filter(auxiliary).map(|i| self.passage.low(self.first + i)).collect()
    }

    /// A participle without auxiliary: "founded by her", "Founded in 2014, …", "shards smashed in".
    fn is_reduced(&self, at: usize, form: Form, earlier: &[Clause]) -> bool {
        let next = self.passage.low(self.first + at + 1);
        let before = self.tags[..at].iter().rev().find(|t| !matches!(t, Tag::Adverb | Tag::Quote | Tag::Aside));
        let preposition = matches!(next, "by" | "in" | "at" | "with" | "on" | "to" | "as" | "of" | "from" | "near");
        match (form, before) {
            (Form::Participle, _) => true,
            (Form::Past, Some(Tag::Comma)) => preposition && !self.closes_insertion(earlier),
            (Form::Past, None) => preposition,
            (Form::Past, Some(Tag::Noun | Tag::Name)) => next == "by" || self.continues(at, earlier),
            _ => false,
        }
    }

    /// "The mill, built of stone, stood in …": the comma ends what was inserted, and the main verb follows.
    fn closes_insertion(&self, earlier: &[Clause]) -> bool {
        let inserted = earlier.last().is_some_and(|e| !e.finite && !e.subject.is_empty());
        inserted && !earlier.iter().any(|e| e.finite)
    }

    /// Whether nothing parts the verb from a verb before it, which then is the one that stands by itself: "is a mill
    /// built of stone". Behind verbs of saying "that" may be left out.
    fn continues(&self, at: usize, earlier: &[Clause]) -> bool {
        let parts = |t: &Tag| matches!(t, Tag::And | Tag::But | Tag::Comma | Tag::Subordinator | Tag::Time);
        earlier.last().is_some_and(|e| {
            let between = &self.tags[e.verb - self.first + 1..at];
            e.finite && e.class != Class::Say && !between.iter().any(parts)
        })
    }

    fn mood(&self, group: &Range<usize>, form: Form, auxiliaries: &[&str]) -> Mood {
        let words = || group.clone().map(|i| self.passage.low(self.first + i));
        let infinitive = form == Form::Base && !matches!(auxiliaries.last(), Some(&"did" | &"does" | &"do"));
        let had = words().any(|w| matches!(w, "have" | "has")) && words().next() == Some("to");
        if words().any(words::is_possible) {
            Mood::Possible
        } else if had {
            Mood::Fact
        } else if words().any(words::is_unreal)
            || infinitive
            || words().next() == Some("to")
            || self.is_condition(group.start)
        {
            Mood::Unreal
        } else {
            Mood::Fact
        }
    }

    /// "if the mill had burned".
    fn is_condition(&self, start: usize) -> bool {
        let boundary =
            (0..start).rev().find(|i| matches!(self.tags[*i], Tag::Subordinator | Tag::Comma | Tag::Verb(_)));
        boundary.is_some_and(|i| matches!(self.passage.low(self.first + i), "if" | "unless" | "whether"))
    }

    /// The phrases that the clause is said of.
    fn subject(&self, group: &Range<usize>, clause: &Clause, earlier: &[Clause]) -> Vec<usize> {
        let before = self.tags[..group.start].iter().rposition(|t| !matches!(t, Tag::Quote | Tag::Aside | Tag::Time));
        let Some(before) = before else { return Vec::new() };
        match self.tags[before] {
            Tag::And | Tag::But if clause.finite => self.parallel(clause.class, earlier),
            Tag::And => self.inherited(&earlier[earlier.len().saturating_sub(1)..]),
            Tag::Comma if !clause.finite && clause.passive => self.adjacent(before),
            Tag::Comma if !clause.finite => self.inherited(earlier),
            Tag::Comma => {
                let nearest = self.nearest(before);
                let inserted = earlier.last().is_some_and(|e| !e.finite && self.between(e.verb, before));
                if inserted { self.inherited_or_first(earlier, before) } else { self.with_list(nearest) }
            }
            Tag::Subordinator => self.relative(before, earlier),
            Tag::Preposition | Tag::Verb(_) => self.inherited(earlier),
            _ => self.with_list(self.nearest(group.start)),
        }
    }

    fn between(&self, verb: usize, comma: usize) -> bool {
        verb < self.first + comma
    }

    /// "The mill, built of stone, fell": the subject stands before the inserted participle.
    fn inherited_or_first(&self, earlier: &[Clause], before: usize) -> Vec<usize> {
        let own = earlier.iter().rev().find(|e| e.finite);
        match own {
            Some(clause) => clause.subject.clone(),
            None => earlier
                .first()
                .map(|e| e.subject.clone())
                .filter(|s| !s.is_empty())
                .unwrap_or_else(|| self.with_list(self.nearest(before))),
        }
    }

    /// The subject of the last clause that has one of its own.
    fn inherited(&self, earlier: &[Clause]) -> Vec<usize> {
        let finite = earlier.iter().rev().find(|e| e.finite && !e.subject.is_empty());
        finite.or(earlier.last()).map(|e| e.subject.clone()).unwrap_or_default()
    }

    /// "She said that it fell and added that …": the subject of the last verb of its class, else of the last clause.
    fn parallel(&self, class: Class, earlier: &[Clause]) -> Vec<usize> {
        let says = earlier.iter().rev().find(|e| class == Class::Say && e.class == class && !e.subject.is_empty());
        says.map_or_else(|| self.inherited(earlier), |e| e.subject.clone())
    }

    /// The phrase that ends just before tag `at`.
    fn adjacent(&self, at: usize) -> Vec<usize> {
        self.phrases.iter().rposition(|p| p.range.end <= self.first + at).into_iter().collect()
    }

    /// "the mill, which burned": the phrase before; "that it burned" has its own.
    fn relative(&self, at: usize, earlier: &[Clause]) -> Vec<usize> {
        match self.passage.low(self.first + at) {
            "which" | "who" | "that" => self.adjacent(at),
            _ => self.inherited(earlier),
        }
    }

    /// The phrase that ends before tag `at`; where prepositions govern it, the one that they hang on.
    fn nearest(&self, at: usize) -> Vec<usize> {
        let Some(mut k) = self.phrases.iter().rposition(|p| p.range.end <= self.first + at) else {
            return Vec::new();
        };
        let last = k;
        while self.phrases[k].governed && k > 0 && !self.boundary(k) {
            k -= 1;
        }
        let k = if self.phrases[k].governed && !self.hangs_on_of(k) { last } else { k };
        vec![k]
    }

    fn hangs_on_of(&self, k: usize) -> bool {
        k > 0 && self.phrases[k - 1].of
    }

    /// Whether a clause or the sentence begins between phrase `k` and the one before it.
    fn boundary(&self, k: usize) -> bool {
        let (from, to) = (self.phrases[k - 1].range.end - self.first, self.phrases[k].range.start - self.first);
        let breaks = |t: &Tag| matches!(t, Tag::Subordinator | Tag::But | Tag::Verb(_) | Tag::Comma);
        self.tags[from..to].iter().any(breaks)
    }

    /// All phrases of the list in which the first one stands, up to it.
    fn with_list(&self, found: Vec<usize>) -> Vec<usize> {
        let Some(&last) = found.first() else { return found };
        let list = self.phrases[last].list;
        let governed = |k: usize| self.phrases[k].governed && !self.phrases[last].governed;
        let heads = (0..=last).filter(|k| self.phrases[*k].list == list && !governed(*k) && !self.hangs_on_of(*k));
        let heads: Vec<usize> = heads.collect();
        if heads.is_empty() { found } else { heads }
    }

    /// The list of phrases behind the verb, before any preposition or clause.
    fn objects(&self, at: usize) -> Vec<usize> {
        let mut i = at + 1;
        let particle = |i: usize| matches!(self.passage.low(self.first + i), "up" | "down" | "out" | "off");
        while matches!(self.tags.get(i), Some(Tag::Adverb | Tag::Aside | Tag::Quote | Tag::Not)) || particle(i) {
            i += 1;
        }
        let found = self.phrases.iter().position(|p| p.range.start == self.first + i);
        found.map(|k| self.list_from(k)).unwrap_or_default()
    }

    /// The phrases of a list from phrase `k` on, without those that hang on "of".
    pub(super) fn list_from(&self, k: usize) -> Vec<usize> {
        let list = self.phrases[k].list;
        let member = |i: &usize| self.phrases[*i].list == list && !self.hangs_on_of(*i);
        (k..self.phrases.len()).filter(member).collect()
    }

    /// Who did it: the phrases behind "by", before the next clause.
    fn agents(&self, at: usize) -> Vec<usize> {
        for i in at + 1..self.tags.len() {
            match self.tags[i] {
                Tag::Subordinator | Tag::Verb(_) | Tag::But => return Vec::new(),
                Tag::Preposition if self.passage.low(self.first + i) == "by" => {
                    let found = self.phrases.iter().position(|p| p.range.start == self.first + i + 1);
                    if let Some(k) = found {
                        return self.list_from(k);
                    }
                }
                _ => {}
            }
        }
        Vec::new()
    }

    /// A participle that opens the sentence has the subject of the clause that follows it.
    fn lend_subjects(&self, clauses: &mut [Clause]) {
        for k in (0..clauses.len().saturating_sub(1)).rev() {
            if clauses[k].subject.is_empty() && !clauses[k].finite {
                clauses[k].subject = clauses[k + 1].subject.clone();
            }
        }
    }

    /// Each clause lasts until the next one begins.
    fn close(&self, clauses: &mut [Clause]) {
        let mut end = self.first + self.tags.len();
        for clause in clauses.iter_mut().rev() {
            clause.range.end = end.max(clause.group.end);
            end = clause.range.start.max(clause.group.start.min(end));
        }
    }
}

/// The forms of "be".
const BE: [&str; 8] = ["was", "were", "is", "are", "be", "been", "being", "got"];

/// The last phrase of a whole, with all that "of" hangs on it.
pub(super) fn whole(phrases: &[Phrase], k: usize) -> Range<usize> {
    let last = whole_end(phrases, k) - 1;
    phrases[k].range.start..phrases[last].range.end
}
