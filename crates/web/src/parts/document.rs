//! A part of a document's text, as it is, with passages marked.

use daftar_register::BLACK;
use daftar_register::claim::Span;
use maud::{Markup, html};

use crate::marks::{Run, State};
use crate::screen::Screen;

/// What a run looks like and where it leads.
pub(crate) struct Look {
    /// What became of what it says.
    pub(crate) state: State,
    /// Whether it belongs to what is in hand.
    pub(crate) in_hand: bool,
    /// Where it leads.
    pub(crate) href: String,
    /// The ids of statements that begin here.
    pub(crate) anchors: Vec<String>,
}

/// The characters of a part, its runs marked. The text is nothing but the source's own: what is selected in it can be
/// counted.
/// Where something is withheld, `black` is said instead.
pub(crate) fn text(whole: &str, part: Span, runs: &[Run], black: Option<&str>, look: impl Fn(&Run) -> Look) -> Markup {
    let mut rest = whole.chars().skip(usize::try_from(part.start).unwrap_or(usize::MAX));
    let mut at = part.start;
    let mut take = |to: u64| -> String {
        let count = to.min(part.end).saturating_sub(at);
        at += count;
        rest.by_ref().take(usize::try_from(count).unwrap_or(usize::MAX)).collect()
    };
    let within = runs.iter().filter(|run| run.span.start < part.end && part.start < run.span.end);
    html! {
        div.document dir="auto" data-start=(part.start) {
            @for run in within {
                (words(&take(run.span.start), black))
                (marked(&words(&take(run.span.end), black), look(run)))
            }
            (words(&take(part.end), black))
        }
    }
}

/// Words, with what is said in the place of those that are black.
fn words(words: &str, black: Option<&str>) -> Markup {
    let Some(said) = black else { return html! { (words) } };
    let mut parts = Vec::new();
    let mut rest = words;
    while let Some((before, behind)) = cut(rest) {
        parts.push(before);
        rest = behind;
    }
    html! { @for part in parts { (part) span.mark { (said) } } (rest) }
}

/// What stands before the first black words, and what behind them.
fn cut(words: &str) -> Option<(&str, &str)> {
    let (before, _) = words.split_once(BLACK)?;
    let rest = words.get(before.len()..)?;
    let end = rest.find(|c: char| c != BLACK && !c.is_whitespace()).unwrap_or(rest.len());
    let black = rest.get(..end)?.trim_end();
    Some((before, rest.get(black.len()..)?))
}

fn marked(words: &Markup, look: Look) -> Markup {
    let state = look.state;
    html! {
        a.span.suggested[state.suggested].recorded[state.recorded].differs[state.differs].in-hand[look.in_hand]
            href=(look.href) draggable="false" aria-current=[look.in_hand.then_some("true")]
        { @for anchor in &look.anchors { i id=(anchor) {} } (words) }
    }
}

/// What the marks mean, in words; suggestions only where they are shown.
pub(crate) fn legend(suggestions: bool, screen: &Screen<'_>) -> Markup {
    html! {
        p.legend.quiet {
            span { span.span.recorded { (screen.say("state-recorded")) } }
            span { span.span.recorded.differs { (screen.say("state-differs")) } }
            @if suggestions { span { span.span.suggested { (screen.say("state-suggested")) } } }
        }
    }
}

/// The words for a state.
pub(crate) fn state(state: State, screen: &Screen<'_>) -> String {
    screen.say(match state {
        State { differs: true, .. } => "state-differs",
        State { suggested: true, .. } => "state-suggested",
        _ => "state-recorded",
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_black_is_said_once() {
        let said = |text: &str| words(text, Some("!")).into_string().replace("<span class=\"mark\">!</span>", "!");
        assert_eq!(said("It ███ ██\n██. So ██"), "It !. So !");
        assert_eq!(
            (said("██"), said("plain"), words("█", None).into_string()),
            ("!".into(), "plain".into(), "█".into())
        );
    }
}
