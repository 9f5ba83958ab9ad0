//! A report as sections of prose with its numbers.

use daftar_date::Lang;
use daftar_pattern::{Answer, Level, Taken, Verdict};

use super::words::{kind, length, p, percent, ratio, say, side, strata, too_few, unseen, verdict};
use super::{Asked, Attacks, Damaged, Given, Ground, Report, methods};

/// Most things that were left out are named one by one.
const NAMED: usize = 20;
/// Distances that are off by more than this share are told.
const STRETCH: f64 = 0.0005;

/// A part of a report under its heading.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Section {
    /// The heading.
    pub heading: String,
    /// What stands under it.
    pub lines: Vec<Line>,
}

/// A line of a report.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Line {
    /// A paragraph.
    Text(String),
    /// An item of a list.
    Item(String),
    /// A name and what stands beside it.
    Pair(String, String),
}

impl Line {
    /// The line as plain text.
    pub fn text(self) -> String {
        match self {
            Line::Text(text) | Line::Item(text) => text,
            Line::Pair(name, value) => format!("{name}: {value}"),
        }
    }
}

/// The report in a language: the answer first, then what was asked, the numbers, all tests, the other ways of asking, what it
/// cannot see, how it was reckoned, and what was left out.
pub fn sections(report: &Report, lang: Lang) -> Vec<Section> {
    let section = |en: &str, ar: &str, lines: Vec<Line>| Section { heading: say(lang, en, ar), lines };
    let all = [
        section("Answer", "الجواب", answer(report, lang)),
        section("What was asked", "ما سُئل عنه", asked(&report.asked, &report.given, lang)),
        section("The numbers", "الأعداد", numbers(report, lang)),
        section("All tests that were run", "كل ما أُجري من اختبارات", tests(&report.answer, lang)),
        section("Asked in other ways", "السؤال بطرق أخرى", other_ways(report, lang)),
        section("What this cannot see", "ما لا يراه هذا", cannot_see(report, lang)),
        section("How it was reckoned", "كيف حُسب", methods::lines(report, lang)),
        section("Left out", "ما تُرك", left_out(&report.given, lang)),
    ];
    all.into_iter().filter(|section| !section.lines.is_empty()).collect()
}

/// The verdict with its p.
fn outcome(answer: &Answer, lang: Lang) -> String {
    match answer.p() {
        Some(value) => format!("{} ({})", verdict(&answer.verdict, lang), p(value, lang)),
        None => verdict(&answer.verdict, lang),
    }
}

fn answer(report: &Report, lang: Lang) -> Vec<Line> {
    let Asked { facilities, things, .. } = &report.asked;
    let told = outcome(&report.answer, lang);
    let mut lines = vec![Line::Text(say(
        lang,
        format!("Damage to {things} near {facilities}: {told}."),
        format!("الضرر في «{things}» قرب «{facilities}»: {told}."),
    ))];
    lines.extend(power(report, lang).map(Line::Text));
    lines.extend(changes(report, lang).map(Line::Text));
    lines
}

/// What a "not distinguishable" is worth.
fn power(report: &Report, lang: Lang) -> Option<String> {
    let power = report.answer.power.as_ref()?;
    let (times, within) = (power.supposed.times, length(report.asked.within, lang));
    let (share, low, high) = (percent(power.share), percent(power.low), percent(power.high));
    Some(say(
        lang,
        format!(
            "Had the odds of damage within {within} been {times} times as high, this test would have found it in {share} of cases \
             ({low} to {high}, {} made-up patterns).",
            power.simulations
        ),
        format!(
            "لو كانت أرجحية الضرر ضمن {within} أعلى {times} مرات لوجده هذا الاختبار في {share} من الحالات (من {low} إلى {high}، \
             بعدد {} نمطًا مصطنعًا).",
            power.simulations
        ),
    ))
}

/// Whether another way of asking gives another answer: told at once, not on the last page.
fn changes(report: &Report, lang: Lang) -> Option<String> {
    let finds = |answer: &Answer| answer.p().map(|p| p <= report.asked.level);
    let first = finds(&report.answer);
    let finer = report.finer.iter().any(|level| finds(&level.answer) != first);
    let attacks = report.attacks.as_ref().is_some_and(|attacks| finds(&attacks.answer) != first);
    let disputed = report.disputed.as_ref().is_some_and(|disputed| disputed.changes);
    let ways = [
        (finer && report.given.ground.is_none(), "how coarse the strata are", "حجم الطبقات"),
        (finer && report.given.ground.is_some(), "how exactly the exposure is known", "دقة معرفة التعرّض"),
        (attacks, "whether things or attacks are counted", "عدّ الأشياء أو الهجمات"),
        (disputed, "how what is disputed is taken", "كيف يؤخذ المتنازَع فيه"),
    ];
    let ways: Vec<String> = ways.iter().filter(|(holds, ..)| *holds).map(|(_, en, ar)| say(lang, *en, *ar)).collect();
    let listed = ways.join(&say(lang, "; ", "؛ "));
    (!ways.is_empty())
        .then(|| say(lang, format!("The answer hangs on: {listed}."), format!("يتوقف الجواب على: {listed}.")))
}

fn asked(asked: &Asked, given: &Given, lang: Lang) -> Vec<Line> {
    let (facilities, things) = (&asked.facilities, &asked.things);
    let within = length(asked.within, lang);
    let strata = strata(given.strata.len(), lang);
    let supposition = match &given.ground {
        Some(Ground { exposure, .. }) => say(
            lang,
            format!(
                "The supposition that is tested: damage to {things} is spread as {exposure} is, each by itself, however near {facilities} lie."
            ),
            format!(
                "الفرض المختبَر: ينتشر الضرر في «{things}» كما ينتشر «{exposure}»، كلٌّ على حدة، مهما كان قرب «{facilities}»."
            ),
        ),
        None => say(
            lang,
            format!(
                "The supposition that is tested: {strata}, whether one of the {things} is damaged does not depend on how near it lies to {facilities}."
            ),
            format!("الفرض المختبَر: {strata}، لا يتوقف تضرر شيء من «{things}» على قربه من «{facilities}»."),
        ),
    };
    vec![
        Line::Item(supposition),
        Line::Item(say(
            lang,
            format!("Against it speaks: {}, up to {within} away.", side(asked.side, lang)),
            format!("وينقضه: {}، حتى مسافة {within}.", side(asked.side, lang)),
        )),
        Line::Item(say(
            lang,
            format!("It was declared that p up to {} is a finding; all tests that were run stand below.", asked.level),
            format!("وقد أُعلن أن p حتى {} يُعدّ نتيجة؛ وكل ما أُجري من اختبارات مذكور أدناه.", asked.level),
        )),
    ]
}

fn numbers(report: &Report, lang: Lang) -> Vec<Line> {
    let numbers = &report.answer.numbers;
    let pair = |en: &str, ar: &str, value: String| Line::Pair(say(lang, en, ar), value);
    let mut lines = vec![pair("facilities", "المرافق", numbers.facilities.to_string())];
    if let Some(ground) = &report.given.ground {
        lines.push(pair("exposure", "التعرّض", ground.exposure.clone()));
        lines.push(pair("damaged", "المتضرر", numbers.at_risk.damaged.to_string()));
        lines.extend(by_exposure(&report.answer, lang));
        return lines;
    }
    lines.push(pair("things at risk", "المعرّض للخطر", numbers.at_risk.assets.to_string()));
    lines.push(pair("damaged of these", "المتضرر منها", numbers.at_risk.damaged.to_string()));
    let many = |damaged: Damaged| report.given.things.iter().filter(|thing| thing.damaged == damaged).count();
    let (unsaid, disputed) = (many(Damaged::Unsaid), many(Damaged::Disputed));
    if unsaid > 0 {
        lines.push(pair(
            "nobody says anything of, counted as not damaged",
            "لا أحد يذكر عنه شيئًا، عُدّ غير متضرر",
            unsaid.to_string(),
        ));
    }
    if disputed > 0 {
        lines.push(pair(
            "disputed, counted as not damaged above",
            "متنازَع فيه، عُدّ أعلاه غير متضرر",
            disputed.to_string(),
        ));
    }
    if numbers.left_out.assets > 0 {
        let own = numbers.left_out.assets.to_string();
        lines.push(pair("facilities themselves, left out", "المرافق نفسها، تُركت", own));
    }
    if let Some(exact) = &report.answer.exact {
        let within = length(exact.reach, lang);
        lines.push(pair(
            &format!("at risk within {within}"),
            &format!("المعرّض للخطر ضمن {within}"),
            exact.at_risk.to_string(),
        ));
        lines.push(pair(
            &format!("damaged within {within}; by chance"),
            &format!("المتضرر ضمن {within}؛ وبالمصادفة"),
            format!("{}; {:.1}", exact.damaged, exact.expected),
        ));
    }
    for pooled in report.answer.risks.iter().filter_map(|risk| risk.pooled.as_ref()) {
        lines.push(pair("risk near over risk far", "الخطر قربها إلى الخطر بعيدًا", ratio(pooled, lang)));
    }
    lines
}

/// How much damage lies within the farthest distance, and how much the exposure gives there.
fn by_exposure(answer: &Answer, lang: Lang) -> Option<Line> {
    let exact = answer.exact.as_ref()?;
    let within = length(exact.reach, lang);
    let name =
        say(lang, format!("damaged within {within}; by the exposure"), format!("المتضرر ضمن {within}؛ وبحسب التعرّض"));
    Some(Line::Pair(name, format!("{}; {:.1}", exact.damaged, exact.expected)))
}

fn tests(answer: &Answer, lang: Lang) -> Vec<Line> {
    let primary = say(lang, " — the declared one", " — المعلن");
    let lines = answer.tests.iter().enumerate().map(|(at, test)| {
        let of = match test.simulations {
            0 => say(lang, "no simulation", "بلا محاكاة"),
            n => say(lang, format!("{n} simulations"), format!("عدد المحاكاة {n}")),
        };
        let name = format!("{}{}", kind(test.kind, lang), if at == 0 { primary.as_str() } else { "" });
        Line::Pair(name, format!("{} ({of})", p(test.p, lang)))
    });
    lines.collect()
}

fn other_ways(report: &Report, lang: Lang) -> Vec<Line> {
    let is_ground = report.given.ground.is_some();
    let mut lines: Vec<Line> = report.finer.iter().map(|level| Line::Item(finer(level, is_ground, lang))).collect();
    lines.extend(report.attacks.as_ref().map(|attacks| Line::Item(of_attacks(attacks, report.asked.attack, lang))));
    if let Some(disputed) = &report.disputed {
        let case = |(taken, answer): &(Taken, Answer)| {
            Line::Item(format!("{}: {}", how_taken(*taken, lang), outcome(answer, lang)))
        };
        lines.extend(disputed.extremes().into_iter().flatten().map(case));
    }
    if let Some(jittered) = &report.jittered {
        let (found, all) = (jittered.found, jittered.repetitions);
        lines.push(Line::Item(say(
            lang,
            format!("with places moved by their errors: a finding in {found} of {all} repetitions"),
            format!("مع تحريك المواضع بمقدار أخطائها: نتيجة في {found} من {all} إعادة"),
        )));
    }
    lines
}

fn finer(level: &Level, is_ground: bool, lang: Lang) -> String {
    let side = length(level.side.unwrap_or_default(), lang);
    let told = outcome(&level.answer, lang);
    if is_ground {
        return say(
            lang,
            format!("the exposure averaged over squares of {side}: {told}"),
            format!("التعرّض موسَّطًا على مربعات ضلعها {side}: {told}"),
        );
    }
    say(
        lang,
        format!("strata cut into squares of {side}: {told}"),
        format!("الطبقات مقسومة إلى مربعات ضلعها {side}: {told}"),
    )
}

fn of_attacks(attacks: &Attacks, reach: Option<f64>, lang: Lang) -> String {
    let (count, largest, told) = (attacks.count, attacks.largest, outcome(&attacks.answer, lang));
    let joined = match (attacks.told, reach) {
        (true, _) | (_, None) => say(lang, "as sources tell them", "كما ترويها المصادر"),
        (false, Some(reach)) => {
            let reach = length(reach, lang);
            say(lang, format!("damage within {reach} joined"), format!("بضم الأضرار ضمن {reach}"))
        }
    };
    say(
        lang,
        format!("attacks as units ({joined}; {count}, the largest of {largest}): {told}"),
        format!("الهجمات وحداتٍ ({joined}؛ عددها {count}، وأكبرها {largest}): {told}"),
    )
}

fn how_taken(taken: Taken, lang: Lang) -> String {
    match taken {
        Taken::None => say(lang, "what is disputed taken as not damaged", "المتنازَع فيه معدودًا غير متضرر"),
        Taken::All => say(lang, "what is disputed taken as damaged", "المتنازَع فيه معدودًا متضررًا"),
        Taken::Within(reach) => {
            let reach = length(reach, lang);
            say(
                lang,
                format!("of what is disputed only what lies within {reach} taken as damaged"),
                format!("من المتنازَع فيه ما يقع ضمن {reach} وحده معدودًا متضررًا"),
            )
        }
        Taken::Beyond(reach) => {
            let reach = length(reach, lang);
            say(
                lang,
                format!("of what is disputed only what lies beyond {reach} taken as damaged"),
                format!("من المتنازَع فيه ما يقع وراء {reach} وحده معدودًا متضررًا"),
            )
        }
    }
}

fn cannot_see(report: &Report, lang: Lang) -> Vec<Line> {
    let mut lines: Vec<Line> = report.answer.unseen.iter().map(|one| Line::Item(unseen(*one, lang))).collect();
    if report.given.stretch > STRETCH {
        let off = format!("{:.2}%", report.given.stretch * 100.0);
        lines.push(Line::Item(say(
            lang,
            format!("The earth is round: over so wide an area distances are off by up to {off}."),
            format!("الأرض كروية: في منطقة بهذا الاتساع تخطئ المسافات بما يصل إلى {off}."),
        )));
    }
    if let Verdict::TooFew(few) = &report.answer.verdict {
        let why = too_few(few, lang);
        lines.push(Line::Item(say(
            lang,
            format!("Anything about nearness: {why}."),
            format!("أي شيء عن القرب: {why}."),
        )));
    }
    lines
}

fn left_out(given: &Given, lang: Lang) -> Vec<Line> {
    let named = given.left_out.iter().take(NAMED);
    let mut lines: Vec<Line> =
        named.map(|one| Line::Pair(one.which.clone(), say(lang, one.why[0].as_str(), one.why[1].as_str()))).collect();
    let more = given.left_out.len().saturating_sub(NAMED);
    if more > 0 {
        lines.push(Line::Text(say(
            lang,
            format!("and {more} more; --json names all"),
            format!("و{more} غيرها؛ يسمّيها كلها --json"),
        )));
    }
    lines
}
