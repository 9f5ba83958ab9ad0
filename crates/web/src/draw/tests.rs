//! Small drawings in both directions, and large ones in bytes.

use std::collections::HashSet;

use daftar_register::claim::ClaimId;
use daftar_register::date::{Day, Lang};
use daftar_register::view::{Item, Timeline};

use super::invented::{dated, differing, happened, many, siege, story, timeline_of, told};
use super::layout::Drawn;
use super::*;

/// Words that show where they stand, and short links.
struct Plain;

impl Links for Plain {
    fn item(&self, item: &Item) -> String {
        format!("/c/{}", item.value.words)
    }

    fn span(&self, from: Day, to: Day) -> String {
        format!("/timeline?from={from}&to={to}")
    }

    fn whole(&self) -> String {
        "/timeline".to_owned()
    }
}

impl Words for Plain {
    fn word(&self, word: Word) -> String {
        word.id().trim_start_matches("timeline-").to_owned()
    }

    fn items(&self, count: usize) -> String {
        format!("{count} items")
    }

    fn month(&self, month: u8) -> String {
        format!("m{month}")
    }
}

fn drawn<T>(lang: Lang, differing: &HashSet<ClaimId>, draw: impl Fn(&Drawing) -> T) -> T {
    let direction = if lang == Lang::En { Direction::Ltr } else { Direction::Rtl };
    let (id, name, lanes, shown) = ("t", "what happened", Lanes::Property, None);
    draw(&Drawing { id, name, width: 800, direction, lang, lanes, shown, differing, words: &Plain, links: &Plain })
}

/// The wide drawing alone, an element a line.
fn svg(timeline: &Timeline, lang: Lang) -> String {
    let markup = drawn(lang, &differing(timeline), |drawing| {
        let story = Story::new(timeline, drawing, 9);
        Svg::new(&layout(&story, drawing, &Size::PAGE), &story, drawing, &Size::PAGE).markup()
    });
    markup.into_string().replace("><", ">\n<")
}

fn small(lang: Lang) -> Timeline {
    let told = |what: &str, date| told("mill", "state", what, Some(date));
    timeline_of(vec![
        dated("bowl", "made", "-3199~", lang),
        told("damaged", "2031-10"),
        told("destroyed", "2031-12-06"),
        told("burnt", "[..2032-02]"),
        dated("siege", "took place", "2031-12-12~/2032-01-10", lang),
        dated("seeds", "open", "2032-03-01/..", lang),
    ])
}

#[test]
fn a_small_drawing_from_left_to_right() {
    insta::assert_snapshot!(svg(&small(Lang::En), Lang::En));
}

#[test]
fn the_same_drawing_from_right_to_left() {
    insta::assert_snapshot!(svg(&small(Lang::Ar), Lang::Ar));
}

#[test]
fn the_keyboard_moves_along_time_and_no_mark_is_lost() {
    let timeline = siege(Lang::En);
    let layout =
        drawn(Lang::En, &HashSet::new(), |drawing| layout(&Story::new(&timeline, drawing, 9), drawing, &Size::PAGE));
    let items: Vec<usize> = layout.stops.iter().map(|stop| stop.item).collect();
    let on_line = timeline.items.iter().filter(|item| shape::Shape::of(item).is_some()).count();
    assert_eq!(items, (0..on_line).collect::<Vec<_>>());
}

#[test]
fn every_mark_is_a_link_with_a_name_and_no_style_is_inline() {
    let timeline = story(Lang::Ar);
    let page = drawn(Lang::Ar, &differing(&timeline), |drawing| super::timeline(&timeline, drawing)).into_string();
    let marks = page.matches("tl-m tl-t").count();
    assert_eq!(marks, 2 * 22, "twenty-two dated items, drawn twice");
    assert_eq!(page.matches("<title>").count(), marks);
    assert_eq!(page.matches("<a ").count(), page.matches("href=").count());
    assert!(!page.contains("style=") && !page.contains("<script"));
}

#[test]
fn what_has_no_date_stands_apart() {
    let timeline = timeline_of(vec![happened("2031-10"), told("mill", "what happened", "a rumour", None)]);
    let page = drawn(Lang::En, &HashSet::new(), |drawing| super::timeline(&timeline, drawing)).into_string();
    let (line, apart) = page.split_once("tl-undated").unwrap();
    assert!(!line.contains("a rumour") && apart.contains("a rumour · mill · what happened"));
}

#[test]
fn ten_thousand_items_become_columns_that_count_all_of_them() {
    let timeline = many(10_000, Lang::En);
    let (layout, page, strip) = drawn(Lang::En, &HashSet::new(), |drawing| {
        let layout = layout(&Story::new(&timeline, drawing, 12), drawing, &Size::PAGE);
        (layout, super::timeline(&timeline, drawing).into_string(), super::strip(&timeline, drawing).into_string())
    });
    let count = |drawn: &Drawn| match drawn {
        Drawn::Mark { .. } => 1,
        Drawn::Column { column, .. } => column.count,
    };
    assert_eq!(layout.stops.iter().map(|stop| count(&stop.drawn)).sum::<usize>(), 10_000);
    assert!(page.len() < 150_000, "{} bytes", page.len());
    assert!(strip.len() < 30_000, "{} bytes", strip.len());
    assert!(page.contains("/timeline?from=2031-"));
}

#[test]
fn a_part_of_the_time_leads_to_its_neighbours() {
    let timeline = siege(Lang::En);
    let shown = Day::new(2032, 1, 1).zip(Day::new(2032, 1, 31));
    let page = drawn(Lang::En, &HashSet::new(), |drawing| super::timeline(&timeline, &Drawing { shown, ..*drawing }));
    let page = page.into_string();
    assert!(page.contains("from=2031-12-01&amp;to=2031-12-31"), "the month before");
    assert!(page.contains("severely damaged") && !page.contains("withdrawal"));
}

#[test]
fn nothing_to_draw_is_an_empty_line() {
    let page =
        drawn(Lang::En, &HashSet::new(), |drawing| super::timeline(&timeline_of(Vec::new()), drawing)).into_string();
    assert!(page.contains("<svg") && !page.contains("NaN") && !page.contains("inf"), "{page}");
}
