//! Whose words they are: reporting verbs before, behind and inside of what is said, "according to", hearsay, denials.

use std::ops::Range;

use super::super::clauses::Clause;
use super::super::sentence::Sentence;
use super::super::tags::Tag;
use super::super::verbs::lemmas;
use super::dated::{dated, usable};
use super::lexicon::ENGLISH;
use super::subject::Role;
use super::thing::is_many;
use super::{Dated, Mention, Modality, Place, Speaker};

/// Words that are somebody's.
#[derive(Clone, Debug)]
pub(super) struct Report {
    pub(super) speaker: Option<Speaker>,
    pub(super) verb: Option<Place>,
    /// Tokens of what is said.
    pub(super) content: Range<usize>,
    /// The tokens of speaker and verb.
    pub(super) zone: Range<usize>,
    pub(super) said: Option<Dated>,
    /// What it makes of what is said: doubted or denied.
    pub(super) modality: Option<Modality>,
    /// "reports that", "claims in the press that".
    pub(super) of_noun: bool,
    /// "… are mistaken".
    pub(super) untrue: bool,
    /// How near: a report inside of another goes before it.
    depth: usize,
}

/// Who spoke last, for "she added" and for quotations that go on.
#[derive(Clone, Debug, Default)]
pub(super) struct Voices {
    last: Option<(u64, String)>,
    open: Option<Report>,
}

impl Voices {
    /// All that somebody else than the document says in a sentence.
    pub(super) fn reports(&mut self, s: &Sentence, roles: &[Role]) -> Vec<Report> {
        let mut reports: Vec<Report> = (0..s.clauses.len()).filter_map(|k| self.verb(s, k, &roles[k])).collect();
        reports.extend(by_phrase(s));
        reports.extend(noun_led(s));
        reports.extend(headline(s));
        self.go_on(s, &mut reports);
        for report in &reports {
            if let Some(speaker) = report.speaker.as_ref().filter(|x| !x.unnamed && x.name.is_none()) {
                let tokens = s.passage.tokens_at(speaker.span.start, speaker.span.end);
                self.last = Some((s.number, s.passage.words(&tokens).to_owned()));
            }
        }
        reports
    }

    /// A sentence that is a quotation and names nobody goes on with who spoke before.
    fn go_on(&mut self, s: &Sentence, reports: &mut Vec<Report>) {
        let quoted = |i: usize| s.tag(i) == Some(Tag::Quote);
        if reports.is_empty()
            && quoted(s.range.start)
            && let Some(open) = &self.open
        {
            reports.push(Report { content: s.range.clone(), zone: s.range.start..s.range.start, ..open.clone() });
        }
        let quoting = reports.iter().find(|r| r.content.clone().any(quoted) && r.speaker.is_some());
        self.open = quoting.cloned();
    }

    fn verb(&self, s: &Sentence, k: usize, role: &Role) -> Option<Report> {
        let clause = &s.clauses[k];
        let lemma = lemmas(s.low(clause.verb));
        let is = |list: &rustc_hash::FxHashSet<String>| lemma.iter().any(|l| list.contains(l));
        let denies = is(&ENGLISH.denying);
        if !(is(&ENGLISH.saying) || denies || is(&ENGLISH.hearsay_passive) && role.passive)
            || !role.finite
            || put_in(s, clause)
        {
            return None;
        }
        if role.passive {
            return passive(s, clause, is(&ENGLISH.hearsay_passive), &lemma);
        }
        let modality = match () {
            () if clause.negated && denies => None,
            () if denies => Some(Modality::Denied),
            () if is(&ENGLISH.doubting) => Some(Modality::Possible),
            () => None,
        };
        let (who, content, zone) = behind(s, clause)
            .or_else(|| around(s, clause))
            .or_else(|| before(s, k, role, is(&ENGLISH.bare_saying) || denies))?;
        let speaker = self.speaker(s, who)?;
        let said = said(s, &content, &zone);
        let verb = Some(s.passage.span(&(clause.verb..clause.verb + 1)).into());
        Some(Report {
            speaker,
            verb,
            depth: content.start,
            content,
            zone,
            said,
            modality,
            of_noun: false,
            untrue: false,
        })
    }

    /// The speaker that a phrase names; none inside where it is the document itself ("we").
    fn speaker(&self, s: &Sentence, k: usize) -> Option<Option<Speaker>> {
        let phrase = &s.phrases[k];
        let low = s.low(phrase.range.start);
        if phrase.pronoun && matches!(low, "we" | "i") {
            return Some(None);
        }
        let name = || self.last.as_ref().filter(|(at, _)| at + 2 >= s.number).map(|(_, name)| name.clone());
        let nobody = ENGLISH.nobody.contains(s.low(phrase.head)) && !phrase.pronoun;
        let tokens = if phrase.pronoun { phrase.range.clone() } else { speaker_tokens(s, k) };
        if tokens.is_empty() {
            return None;
        }
        Some(Some(Speaker {
            span: s.passage.span(&tokens).into(),
            name: if phrase.pronoun { name() } else { None },
            unnamed: nobody,
        }))
    }
}

/// "An attempt, announced for the tenth, …": a participle put in reports nothing.
fn put_in(s: &Sentence, clause: &Clause) -> bool {
    let comma = clause.group.start.checked_sub(1).is_some_and(|i| s.tag(i) == Some(Tag::Comma));
    let plain = clause.group.clone().all(|i| s.tag(i) != Some(Tag::Auxiliary));
    comma && plain && s.tag(clause.verb + 1) == Some(Tag::Preposition)
}

/// A speaker's words: without the article, with what "of" hangs on it and the name behind a comma.
fn speaker_tokens(s: &Sentence, k: usize) -> Range<usize> {
    let phrase = &s.phrases[k];
    let both = s.low(phrase.range.start) == "both";
    let from = if both { phrase.range.start } else { phrase.core.start };
    let end = s.whole(k).end;
    let named = s.phrases.iter().find(|p| {
        p.range.start == end + 1 && s.tag(end) == Some(Tag::Comma) && s.tag(p.range.start) == Some(Tag::Name)
    });
    from..named.map_or(end, |p| p.range.end)
}

/// "it was reported that", "is said to be", "had been informed by the police that".
fn passive(s: &Sentence, clause: &Clause, hearsay: bool, lemma: &[String]) -> Option<Report> {
    let told = lemma.iter().any(|l| matches!(l.as_str(), "tell" | "inform" | "assure" | "warn"));
    let that = (clause.verb + 1..s.range.end.min(clause.verb + 12)).find(|i| s.low(*i) == "that");
    let zone = clause.group.clone();
    if let (true, Some(agent), Some(that)) = (told, clause.agent.first(), that) {
        let tokens = speaker_tokens(s, *agent);
        let speaker = Some(Speaker { span: s.passage.span(&tokens).into(), name: None, unnamed: false });
        let verb = Some(s.passage.span(&(clause.verb..clause.verb + 1)).into());
        let content = that + 1..end_of(s, that + 1);
        return Some(Report {
            speaker,
            verb,
            depth: content.start,
            content,
            zone,
            said: None,
            modality: None,
            of_noun: false,
            untrue: false,
        });
    }
    let next = s.low(clause.verb + 1);
    let first = clause.subject.first().map(|k| s.phrases[*k].range.start);
    let it = first.is_none_or(|at| s.low(at) == "it");
    let content = match () {
        () if !hearsay => return None,
        () if it && that.is_some() => that? + 1..end_of(s, clause.verb),
        () if next == "to" || ENGLISH.states.contains_key(next) => first?..end_of(s, clause.verb),
        () => return None,
    };
    let words = if it { first.unwrap_or(clause.group.start)..clause.group.end } else { clause.group.clone() };
    let speaker = Some(Speaker { span: s.passage.span(&words).into(), name: None, unnamed: true });
    let plain = lemma.iter().any(|l| l == "report");
    let modality = (!plain).then_some(Modality::Possible);
    Some(Report {
        speaker,
        verb: None,
        depth: content.start,
        content,
        zone,
        said: None,
        modality,
        of_noun: false,
        untrue: false,
    })
}

/// "…," said the director, Dr X.
fn behind(s: &Sentence, clause: &Clause) -> Option<(usize, Range<usize>, Range<usize>)> {
    let before = clause.group.start.checked_sub(1).filter(|i| s.range.contains(i))?;
    let closes = matches!(s.tag(before), Some(Tag::Comma | Tag::Quote));
    let k = s.phrases.iter().position(|p| p.range.start == clause.verb + 1 && closes)?;
    let says = matches!(
        s.low(clause.verb),
        "said"
            | "says"
            | "wrote"
            | "writes"
            | "explained"
            | "added"
            | "recalled"
            | "reported"
            | "insisted"
            | "replied"
            | "remarked"
            | "announced"
            | "claimed"
            | "noted"
            | "admitted"
    );
    let end = speaker_tokens(s, k).end;
    let zone = clause.group.start..end;
    let goes_on = s.tag(end) == Some(Tag::Comma) && s.range.end > end + 3;
    let from = part_start(s, before);
    (says && before > s.range.start).then_some((k, from..if goes_on { s.range.end } else { before }, zone))
}

/// "…, he said.", "pumps, they said, had been sold".
fn around(s: &Sentence, clause: &Clause) -> Option<(usize, Range<usize>, Range<usize>)> {
    let k = *clause.subject.first()?;
    let phrase = &s.phrases[k];
    let before = phrase.range.start.checked_sub(1).filter(|i| *i > s.range.start)?;
    let parted = matches!(s.tag(before), Some(Tag::Comma | Tag::Quote)) && phrase.range.end <= clause.group.start;
    let own_clause = s
        .clauses
        .iter()
        .filter(|c| c.finite && c.verb < phrase.range.start && c.class != super::super::verbs::Class::Say)
        .count()
        > 0
        || s.tag(before) == Some(Tag::Quote)
        || s.tag(before.wrapping_sub(1)) == Some(Tag::Quote);
    let stop = (clause.verb + 1..s.range.end)
        .find(|i| matches!(s.tag(*i), Some(Tag::Comma | Tag::Stop | Tag::But | Tag::Quote)))
        .unwrap_or(s.range.end);
    let says_more = (clause.verb + 1..stop).any(|i| matches!(s.tag(i), Some(Tag::Verb(_) | Tag::Subordinator)));
    let medial = s.tag(stop) == Some(Tag::Comma);
    if !parted || says_more || !(own_clause || medial) {
        return None;
    }
    let from = part_start(s, before);
    let end = if medial || s.tag(stop) == Some(Tag::Quote) { end_of(s, stop + 1) } else { before };
    Some((k, from..end, phrase.range.start..stop))
}

/// "The ministry said that …": what is said stands behind the verb.
fn before(s: &Sentence, k: usize, role: &Role, bare: bool) -> Option<(usize, Range<usize>, Range<usize>)> {
    let clause = &s.clauses[k];
    let who = *role.subject.first()?;
    let first = s.phrases[who].range.start.min(clause.group.start);
    let mut from = clause.verb + 1;
    let end = end_of(s, from);
    let that = (from..end.min(from + 14)).find(|i| s.low(*i) == "that" && s.tag(*i) == Some(Tag::Subordinator));
    let clause_between = |to: usize| (from..to).any(|i| matches!(s.tag(i), Some(Tag::Verb(_))));
    if let Some(that) = that.filter(|that| !clause_between(*that)) {
        from = that + 1;
    } else {
        while from < end
            && (matches!(s.tag(from), Some(Tag::Time | Tag::Comma))
                || s.low(from) == "on" && s.tag(from + 1) == Some(Tag::Time))
        {
            from += 1;
        }
    }
    let quoted = (from..end).any(|i| s.tag(i) == Some(Tag::Quote));
    let follows = s.clauses.iter().any(|c| (from..end).contains(&c.verb));
    let noun = matches!(s.tag(from), Some(Tag::Noun | Tag::Determiner)) && !bare;
    let reports = (from..from + 3).any(|i| ENGLISH.saying_nouns.contains(&super::super::words::singular(s.low(i))));
    (that.is_some() || quoted && follows || follows && !bare || follows && reports || noun).then_some((
        who,
        from..end,
        first..from,
    ))
}

/// Where a part of the sentence ends that one speaker's words fill: at a semicolon, or where somebody else speaks.
fn end_of(s: &Sentence, from: usize) -> usize {
    (from..s.range.end).find(|i| s.passage.mark(*i, ';')).unwrap_or(s.range.end)
}

/// Where the part of the sentence begins in which token `at` stands.
fn part_start(s: &Sentence, at: usize) -> usize {
    (s.range.start..at).rev().find(|i| s.passage.mark(*i, ';')).map_or(s.range.start, |i| i + 1)
}

/// "According to the water office, …", "in the words of its last warden, …".
fn by_phrase(s: &Sentence) -> Option<Report> {
    let stands = |i: usize, words: &[String]| words.iter().enumerate().all(|(n, word)| s.low(i + n) == word);
    let (at, length) = s.range.clone().find_map(|i| ENGLISH.by.iter().find(|w| stands(i, w)).map(|w| (i, w.len())))?;
    let k = s.phrases.iter().position(|p| p.range.start == at + length)?;
    let tokens = speaker_tokens(s, k);
    let from = part_start(s, at);
    let opens = at <= from + 1;
    let comma = s.tag(tokens.end) == Some(Tag::Comma);
    let content = match (opens, comma) {
        (true, _) | (false, true) => tokens.end..end_of(s, tokens.end),
        (false, false) => from..at,
    };
    let speaker = Some(Speaker { span: s.passage.span(&tokens).into(), name: None, unnamed: false });
    let verb = Some(s.passage.span(&(at..at + length)).into());
    Some(Report {
        speaker,
        verb,
        depth: content.start,
        content,
        zone: at..tokens.end,
        said: None,
        modality: None,
        of_noun: false,
        untrue: false,
    })
}

/// "Claims in the foreign press that …", "rejects reports that …".
fn noun_led(s: &Sentence) -> Option<Report> {
    let noun = |i: &usize| {
        ENGLISH.saying_nouns.contains(&super::super::words::singular(s.low(*i)))
            && !matches!(s.tag(*i), Some(Tag::Verb(_)))
    };
    // Words are looked up only where it can matter.
    s.range.clone().find(|i| s.low(*i) == "that")?;
    let at = s.range.clone().find(noun)?;
    let that = (at + 1..s.range.end.min(at + 8)).find(|i| s.low(*i) == "that")?;
    let source = s.phrases.iter().position(|p| {
        p.range.start > at && p.range.end <= that && matches!(s.low(p.range.start - 1), "in" | "by" | "from" | "of")
    });
    let tokens = source.map_or(at..at + 1, |k| speaker_tokens(s, k));
    let speaker = Some(Speaker { span: s.passage.span(&tokens).into(), name: None, unnamed: source.is_none() });
    let verb = source.map(|_| s.passage.span(&(at..at + 1)).into());
    let content = that + 1..s.range.end;
    let untrue = (that..s.range.end).any(|i| ENGLISH.untrue.contains(s.low(i)));
    Some(Report {
        speaker,
        verb,
        depth: content.start,
        content,
        zone: at..that,
        said: None,
        modality: None,
        of_noun: true,
        untrue,
    })
}

/// "Minister: no shell struck the bazaar".
fn headline(s: &Sentence) -> Option<Report> {
    let colon = (s.range.start..s.range.end.min(s.range.start + 5)).find(|i| s.passage.mark(*i, ':'))?;
    let k = s.phrases.iter().position(|p| p.range.start == s.range.start && p.range.end == colon)?;
    let office = matches!(
        s.low(s.phrases[k].head),
        "minister"
            | "mayor"
            | "police"
            | "army"
            | "ministry"
            | "governor"
            | "president"
            | "director"
            | "spokesman"
            | "spokeswoman"
            | "un"
            | "unesco"
            | "witness"
            | "witnesses"
            | "officials"
    );
    let tokens = speaker_tokens(s, k);
    let speaker = Some(Speaker { span: s.passage.span(&tokens).into(), name: None, unnamed: false });
    let content = colon + 1..s.range.end;
    office.then_some(Report {
        speaker,
        verb: None,
        depth: content.start,
        content,
        zone: s.range.start..colon,
        said: None,
        modality: None,
        of_noun: false,
        untrue: false,
    })
}

/// When it was said: a date that stands outside of what is said, beside the speaker or the verb.
fn said(s: &Sentence, content: &Range<usize>, zone: &Range<usize>) -> Option<Dated> {
    let part = part_start(s, zone.start)..end_of(s, zone.end);
    let outside = |t: &&super::super::sentence::Timed| {
        let at = t.tokens.start;
        part.contains(&at) && !content.contains(&at) && usable(s, t)
    };
    s.times.iter().find(outside).and_then(|t| dated(s, t))
}

/// Whose words a token stands in: those of the innermost report.
pub(super) fn at(reports: &[Report], token: usize) -> Option<&Report> {
    let holds = |r: &&Report| r.content.contains(&token) && !r.zone.contains(&token);
    reports.iter().filter(holds).max_by_key(|r| (r.depth, std::cmp::Reverse(r.content.end)))
}

/// A mention of a thing in many or one, for pronouns.
pub(super) fn many(s: &Sentence, k: usize) -> bool {
    is_many(s, &s.phrases[k])
}

/// The words of a mention.
pub(super) fn words(s: &Sentence, mention: &Mention) -> String {
    let tokens = s.passage.tokens_at(mention.span.start, mention.span.end);
    s.passage.words(&tokens).to_owned()
}
