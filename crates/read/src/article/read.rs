//! Goes through the blocks of an article and hands each sentence to the rules.

use std::io::{self, BufRead};
use std::ops::Range;

use daftar_claim::{Span, Value};

use super::Why;
use super::blocks::{Block, Blocks, Kind};
use super::claims::{Quote, Statement};
use super::fates::is_arabic;
use super::passage::Passage;
use super::sections::{Section, section};
use super::sentence::{Sentence, when};
use super::state::Article;
use super::verbs::Class;
use crate::time::{Place, tag};

/// How many infobox lines wait for the first sentence, which tells what they are of.
const INFOBOX: usize = 200;

impl Article<'_> {
    /// Reads all blocks. `name` stands in for a title.
    ///
    /// # Errors
    /// When reading the text fails.
    pub(super) fn read(&mut self, text: impl BufRead, name: &str) -> io::Result<()> {
        let mut blocks = Blocks::new(text, self.limits.paragraph);
        let mut head = Head::default();
        self.time.enter(Place::Lead);
        while let Some(block) = blocks.next()? {
            if let Some((start, end)) = block.cut {
                self.leave_out(Span { start, end }, Why::TooLong);
            }
            match head.open {
                true => self.block(block),
                false => self.head(block, &mut head, name),
            }
        }
        if !head.open {
            self.open_with(&mut head, "", name);
        }
        Ok(())
    }

    /// Collects title and infobox until the first sentence or heading.
    fn head(&mut self, block: Block, head: &mut Head, name: &str) {
        let marker = block.text.trim().eq_ignore_ascii_case("infobox");
        match block.kind {
            Kind::Title if head.title.is_none() => head.title = Some(quote(&block)),
            Kind::Remark => self.leave_out(quote(&block).span, Why::NoRule),
            Kind::Item if head.items.len() < INFOBOX => head.items.push(block),
            Kind::Paragraph if marker => {}
            _ => {
                let untitled = head.title.is_none() && block.kind == Kind::Paragraph && is_title(&block.text);
                if untitled {
                    head.title = Some(quote(&block));
                    return;
                }
                self.open_with(head, &block.text, name);
                self.block(block);
            }
        }
    }

    fn open_with(&mut self, head: &mut Head, lead: &str, name: &str) {
        head.open = true;
        let title = head.title.clone().unwrap_or_default();
        self.document(&title, name);
        let key = |block: &Block| block.text.split(':').next().unwrap_or_default().trim().to_lowercase();
        let keys: Vec<String> = head.items.iter().map(key).collect();
        if head.title.is_some() {
            self.open(&title, lead, &keys);
        }
        for item in std::mem::take(&mut head.items) {
            if !self.infobox_line(&item.text, item.start) {
                self.leave_out(quote(&item).span, Why::NoRule);
            }
        }
    }

    fn block(&mut self, block: Block) {
        match block.kind {
            Kind::Title | Kind::Heading => {
                self.section = section(&block.text);
                self.harm = None;
                self.time.enter(Place::Heading);
                self.time.at(block.start as usize);
                tag(&block.text, &mut self.time);
                self.time.enter(Place::Body);
            }
            Kind::Remark => self.leave_out(quote(&block).span, Why::NoRule),
            Kind::Item => self.item(&block),
            Kind::Paragraph if self.section == Section::Links => self.leave_out(quote(&block).span, Why::NoRule),
            Kind::Paragraph => self.paragraph(Passage::new(block.text, block.start)),
        }
    }

    /// A list item: an award in a list of awards, else a sentence if it is one.
    fn item(&mut self, block: &Block) {
        let words = quote(block);
        match (self.section, self.topic.main) {
            (Section::Awards, Some(main)) => {
                self.time.at(block.start as usize);
                let dated = tag(&block.text, &mut self.time).into_iter().next().map(when).unwrap_or_default();
                let subject = self.id(main);
                let value = Value::text(block.text.clone());
                self.propose(Statement::new(subject, "award", value, words, "award").when(dated));
            }
            (Section::Links, _) => self.leave_out(words.span, Why::NoRule),
            _ => self.paragraph(Passage::new(block.text.clone(), block.start)),
        }
    }

    fn paragraph(&mut self, passage: Passage) {
        let arabic = is_arabic(passage.text());
        for range in passage.sentences() {
            let before = self.proposed;
            match arabic {
                true => self.arabic(&passage, range.clone()),
                false => self.sentence(&passage, range.clone()),
            }
            if self.proposed == before {
                self.leave_out(passage.span(&range), Why::NoRule);
            }
        }
    }

    fn sentence(&mut self, passage: &Passage, range: Range<usize>) {
        self.sentences += 1;
        self.said_already.clear();
        let known = |name: &str| self.entities.named(name).is_some();
        let s = Sentence::new(passage, range, self.sentences, &mut self.time, &known);
        self.notice(&s);
        self.native_names(passage, &s.range);
        self.rules(&s);
    }

    /// Every rule, clause by clause; what none has put into words may be an event.
    fn rules(&mut self, s: &Sentence) {
        let said = self.sayings(s);
        let mut told = vec![false; s.clauses.len()];
        let mut described: Option<Range<usize>> = None;
        for (k, clause) in s.clauses.iter().enumerate() {
            told[k] = match described.as_ref() {
                Some(words) if words.contains(&clause.verb) => true,
                _ if clause.class == Class::Describe => {
                    described = self.description(s, k);
                    described.is_some()
                }
                _ => self.clause(s, k, &said),
            };
        }
        self.rules_of_nouns(s, &said, &mut told);
        self.befell(s, &told);
        self.events(s, &said, &told);
    }

    fn clause(&mut self, s: &Sentence, k: usize, said: &[super::speakers::Said]) -> bool {
        match s.clauses[k].class {
            Class::Harm(code) => self.harm(s, k, code, said),
            Class::Recover(code) => self.recovery(s, k, code, said),
            Class::Begin | Class::End => self.beginning(s, k, said),
            Class::Found => self.founding(s, k, said),
            Class::Hold => self.holdings(s, k, said),
            Class::DateFrom => self.age(s, k, said),
            Class::Work => self.works_with(s, k, said),
            Class::Aim => self.aim(s, k, said),
            Class::Act => self.activity(s, k, said),
            Class::Grant => self.grant(s, k, said),
            Class::House => self.housing(s, k, said),
            Class::Dissolve => self.dissolution(s, k, said),
            Class::Displace => self.displacement(s, k, said),
            Class::Remain => self.remains(s, k, said),
            Class::Issue => self.warning(s, k, said),
            Class::Be => self.being(s, k, said),
            Class::Other => self.result_from(s, k, said) || self.loss(s, k, said),
            Class::Say | Class::Describe | Class::Inflict => false,
        }
    }

    /// Statements that nouns make, and the roles of the persons who are named.
    fn rules_of_nouns(&mut self, s: &Sentence, said: &[super::speakers::Said], told: &mut [bool]) {
        self.distinctions(s, said);
        self.included(s, said);
        let described = s.clauses.iter().enumerate().any(|(k, c)| c.class == Class::Describe && told[k]);
        if !described && self.damage_nouns(s, said) {
            for (k, clause) in s.clauses.iter().enumerate() {
                told[k] |= clause.class == Class::Inflict;
            }
        }
        for k in 0..s.phrases.len() {
            if let Some(person) = self.name_of(s, k, None).filter(|at| self.kind(*at) == "person") {
                self.role(s, k, person);
            }
        }
    }
}

/// What comes before the first sentence.
#[derive(Default)]
struct Head {
    title: Option<Quote>,
    items: Vec<Block>,
    open: bool,
}

/// A first line without a full stop is a title.
fn is_title(text: &str) -> bool {
    let text = text.trim();
    text.chars().count() <= 120 && !text.contains('\n') && !text.ends_with(['.', '!', '?', ':', ','])
}

fn quote(block: &Block) -> Quote {
    let words = block.text.trim_end().to_owned();
    Quote { span: Span { start: block.start, end: block.start + words.chars().count() as u64 }, words }
}
