//! Writes an HTML file with drawings of an invented timeline: `cargo run -p daftar-web --example draw -- en FILE` (or `ar`).

mod invented;

use std::collections::HashSet;
use std::time::Instant;

use daftar_register::date::{Day, Lang};
use daftar_register::view::{Item, Timeline};
use daftar_web::draw::{Direction, Drawing, Lanes, Links, Word, Words, card, strip, timeline};
use maud::{DOCTYPE, Markup, PreEscaped, html};

fn main() -> std::io::Result<()> {
    let lang = if std::env::args().nth(1).as_deref() == Some("ar") { Lang::Ar } else { Lang::En };
    let file = std::env::args().nth(2).unwrap_or_else(|| "draw.html".to_owned());
    let page = page(lang).into_string();
    std::fs::write(&file, &page)?;
    println!("{file}: {} bytes", page.len());
    Ok(())
}

fn page(lang: Lang) -> Markup {
    let (direction, tag, head) = match lang {
        Lang::En => ("ltr", "en", "What happened here (invented example)"),
        Lang::Ar => ("rtl", "ar", "ما جرى للمكان (مثال مُتخيَّل)"),
    };
    let style = include_str!("../../assets/timeline.css");
    html! {
        (DOCTYPE)
        html lang=(tag) dir=(direction) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width";
                title { (head) }
                style { (PreEscaped(style)) (PreEscaped(PAGE)) }
            }
            body { h1 { (head) } (drawings(lang)) }
        }
    }
}

const PAGE: &str = "body{font:16px/1.5 system-ui,'Noto Sans Arabic',sans-serif;margin:1rem auto;max-width:70rem;padding:0 .5rem;\
background:var(--paper,#fdfcf9);color:var(--ink,#22201c)} h1{font-size:1.5rem} h2{font-size:1.1rem;margin-block:2rem .5rem}\
@media(prefers-color-scheme:dark){:root{--paper:#191815;--ink:#ece8df;--muted:#a29c8f;--line:#3a372f}}";

fn drawings(lang: Lang) -> Markup {
    let (story, siege, many) = (invented::story(lang), invented::siege(lang), invented::many(10_000, lang));
    let half = Day::new(2031, 12, 1).zip(Day::new(2032, 2, 29));
    let few = invented::timeline_of(story.items.iter().take(4).cloned().collect());
    html! {
        h2 { "1" } (timed("lanes", lang, &story, |drawing| timeline(&story, &drawing)))
        h2 { "2" } (timed("siege", lang, &siege, |drawing| timeline(&siege, &Drawing { lanes: Lanes::Entity, ..drawing })))
        h2 { "3" } (timed("part", lang, &siege, |drawing| timeline(&siege, &Drawing { shown: half, ..drawing })))
        h2 { "4" } (timed("many", lang, &many, |drawing| timeline(&many, &drawing)))
        h2 { "5" } (timed("strip", lang, &story, |drawing| strip(&story, &drawing)))
        h2 { "6" } (timed("strip-many", lang, &many, |drawing| strip(&many, &drawing)))
        h2 { "7" } (timed("card", lang, &few, |drawing| card(&few, &drawing)))
    }
}

/// Draws with a clock beside it.
fn timed(id: &str, lang: Lang, of: &Timeline, draw: impl Fn(Drawing) -> Markup) -> Markup {
    let differing: HashSet<_> = invented::differing(of);
    let direction = if lang == Lang::En { Direction::Ltr } else { Direction::Rtl };
    let words = Example { lang };
    let started = Instant::now();
    let markup = draw(Drawing {
        id,
        name: id,
        width: 880,
        direction,
        lang,
        lanes: Lanes::Property,
        shown: None,
        differing: &differing,
        words: &words,
        links: &words,
    });
    let (size, items) = (markup.0.len(), of.items.len());
    println!("{id}: {items} items, {:.1} ms, {size} bytes", started.elapsed().as_secs_f64() * 1000.0);
    markup
}

/// The words and links of the example.
struct Example {
    lang: Lang,
}

impl Links for Example {
    fn item(&self, item: &Item) -> String {
        format!("/c/{}", item.statements[0])
    }

    fn span(&self, from: Day, to: Day) -> String {
        format!("/timeline?from={from}&to={to}")
    }

    fn whole(&self) -> String {
        "/timeline".to_owned()
    }
}

impl Words for Example {
    fn word(&self, word: Word) -> String {
        let (english, arabic) = both(word);
        (if self.lang == Lang::En { english } else { arabic }).to_owned()
    }

    fn items(&self, count: usize) -> String {
        match (self.lang, count) {
            (Lang::En, 1) => "1 item".to_owned(),
            (Lang::En, _) => format!("{count} items"),
            (Lang::Ar, 1) => "بند واحد".to_owned(),
            (Lang::Ar, 2) => "بندان".to_owned(),
            (Lang::Ar, 3..=10) => format!("{count} بنود"),
            (Lang::Ar, _) => format!("{count} بندًا"),
        }
    }

    fn month(&self, month: u8) -> String {
        let english = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec";
        let arabic = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر";
        let names = if self.lang == Lang::En { english } else { arabic };
        names.split(' ').nth(usize::from(month) - 1).unwrap_or_default().to_owned()
    }
}

fn both(word: Word) -> (&'static str, &'static str) {
    match word {
        Word::According => ("according to", "بحسب"),
        Word::Differs => ("sources differ", "المصادر تختلف"),
        Word::Possibly => ("possibly", "ربما"),
        Word::Told => ("told", "رُوي في"),
        Word::Inferred => ("time inferred", "الوقت مستنتَج"),
        Word::Others => ("others", "غير ذلك"),
        Word::Undated => ("without a date", "بلا تاريخ"),
        Word::Point => ("on that day", "في ذلك اليوم"),
        Word::Within => ("at some time within", "في وقت ما ضمنه"),
        Word::About => ("about then", "نحو ذلك الوقت"),
        Word::Throughout => ("all that time", "طوال ذلك الوقت"),
        Word::By => ("by then, or before", "بحلوله أو قبله"),
        Word::From => ("then, or later", "فيه أو بعده"),
        Word::Column => ("how many; at most", "العدد، وأكثره"),
        Word::Break => ("time left out", "زمن متروك"),
        Word::Show => ("Show", "اعرض"),
        Word::Earlier => ("earlier", "قبل ذلك"),
        Word::Later => ("later", "بعد ذلك"),
        Word::Wider => ("wider", "أوسع"),
        Word::Whole => ("everything", "الكل"),
    }
}
