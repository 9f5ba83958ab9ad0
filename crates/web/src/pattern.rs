//! A question about patterns, answered: as a page by itself, with its curve and where everything lies.

use daftar_register::date::Lang;
use daftar_register::view::pattern::{Line, Report, Section, sections};
use maud::{Markup, html};

use crate::chart::{lie, reach};
use crate::paper::alone_in;
use crate::words::{Digits, Words};

/// How it looks.
const STYLE: &str = include_str!("../assets/pattern.css");

/// The page.
pub fn pattern_page(report: &Report, lang: Lang) -> String {
    let words = Words::of(lang, Digits::European);
    let title = words.say("pattern");
    let parts = sections(report, lang);
    let body = html! {
        h1 { (title) }
        p.lead { bdi { (report.asked.things) } " · " bdi { (report.asked.facilities) } }
        @for (at, part) in parts.iter().enumerate() {
            (section(part))
            @if at == 0 { (drawings(report, &words, lang)) }
        }
        p.quiet { (words.say("pattern-words")) }
    };
    alone_in(lang, &title, STYLE, &body)
}

fn section(section: &Section) -> Markup {
    html! {
        section {
            h2 { (section.heading) }
            @for line in section.lines.iter() {
                @if let Line::Text(text) = line { p { (text) } }
            }
            @let items: Vec<&String> = section.lines.iter().filter_map(|line| if let Line::Item(text) = line { Some(text) } else { None }).collect();
            @if !items.is_empty() { ul { @for item in items { li dir="auto" { (item) } } } }
            @let pairs: Vec<(&String, &String)> = section.lines.iter().filter_map(|line| if let Line::Pair(name, value) = line { Some((name, value)) } else { None }).collect();
            @if !pairs.is_empty() { dl { @for (name, value) in pairs { dt { (name) } dd { bdi { (value) } } } } }
        }
    }
}

fn drawings(report: &Report, words: &Words, lang: Lang) -> Markup {
    let unit = if lang == Lang::Ar { "م" } else { "m" };
    let length = |metres: f64| format!("{metres:.0} {unit}");
    html! {
        @if let Some(picture) = &report.answer.picture {
            figure {
                (reach(picture, &words.say("pattern-curve"), &words.say("pattern-distance"), &length))
                figcaption { (words.say("pattern-curve-help")) }
            }
        }
        figure {
            (lie(&report.given, &words.say("pattern-map"), &length))
            figcaption { (words.say("pattern-map-help")) }
        }
    }
}

#[cfg(test)]
mod tests {
    use daftar_register::view::pattern::daftar_pattern::{Point, Side, Statistic};
    use daftar_register::view::pattern::{Asked, Damaged, Given, Thing};

    use super::*;

    fn report(near: bool) -> Report {
        let thing = |number: i32| {
            let at = Point::new(f64::from(number % 30) * 40.0, f64::from(number / 30) * 40.0);
            let struck = number % 7 == 0 || (near && (at.x - 600.0).hypot(at.y - 400.0) < 160.0);
            let damaged = if struck { Damaged::Yes } else { Damaged::No };
            Thing { at, damaged, stratum: 0, error: 0.0, attack: None, is_facility: false }
        };
        let given = Given {
            facilities: vec![Point::new(600.0, 400.0)],
            things: (0..600).map(thing).collect(),
            strata: vec![String::new()],
            ..Given::default()
        };
        let asked = Asked {
            facilities: "wells".into(),
            things: "<houses>".into(),
            within: 300.0,
            steps: 6,
            statistic: Statistic::Nearest,
            side: Side::Both,
            level: 0.05,
            simulations: 199,
            seed: 1,
            threads: 1,
            squares: Vec::new(),
            attack: None,
            times: 2.0,
        };
        Report::of(asked, given, &|_, _| ()).unwrap()
    }

    #[test]
    fn the_page_stands_by_itself_in_both_languages() {
        let page = pattern_page(&report(true), Lang::En);
        assert!(page.contains("more damage near them than chance gives") && page.contains("chart-band"), "{page}");
        assert!(page.contains("&lt;houses&gt;") && !page.contains("<houses>") && !page.contains("http"), "{page}");
        let arabic = pattern_page(&report(false), Lang::Ar);
        assert!(arabic.contains("dir=\"rtl\"") && arabic.contains("لا يتميّز"), "{arabic}");
    }
}
