//! Subtitles: SubRip, which nobody standardised, and WebVTT (W3C, "WebVTT: The Web Video Text Tracks Format", section 4).
//! The derived text is the text of the file; the stretches are what is shown, cue by cue.

use std::io::Read;

use super::SourceError;
use super::lines::Lines;
use super::out::Out;
use super::place::Place;
use super::report::{Fact, Missing};

/// Whether a text begins with a cue: a number, then times with an arrow.
pub(super) fn begins(text: &str) -> bool {
    let mut lines = text.lines().map(str::trim).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or_default();
    let second = lines.next().unwrap_or_default();
    times(first).is_some()
        || !first.is_empty() && first.bytes().all(|byte| byte.is_ascii_digit()) && times(second).is_some()
}

/// Reads subtitles, cue by cue.
pub(super) fn read(file: &mut dyn Read, out: &mut Out) -> Result<(), SourceError> {
    let mut lines = Lines::open(file, out)?;
    let mut track = Track::default();
    while let Some(line) = lines.next(out)? {
        track.line(&line, lines.number, out)?;
    }
    track.close(out);
    Ok(())
}

/// Where in the track the reading is.
#[derive(Default)]
struct Track {
    number: u64,
    /// The line before, which names a cue when times follow it.
    before: Option<String>,
    /// The cue that is shown: where its text begins and ends so far, and what it is.
    open: Option<(u64, u64, Place)>,
    /// In a style sheet, a region or a note, up to the next empty line.
    aside: bool,
}

impl Track {
    fn line(&mut self, line: &str, number: u64, out: &mut Out) -> Result<(), SourceError> {
        let bare = line.trim();
        if bare.is_empty() {
            self.close(out);
        } else if let Some((from, until)) = times(bare) {
            let id = self.before.take();
            self.close(out);
            self.number += 1;
            out.push(line)?;
            let cue = Place::Cue { number: self.number, id, from, until, speaker: None };
            self.open = Some((out.chars(), out.chars(), cue));
            return Ok(());
        } else if self.open.is_none() {
            self.heading(bare, number, out);
        }
        out.push(line)?;
        self.shown(line, bare, out.chars());
        Ok(())
    }

    /// Text of the open cue.
    fn shown(&mut self, line: &str, bare: &str, chars: u64) {
        if let Some((_, end, Place::Cue { speaker, .. })) = &mut self.open
            && !bare.is_empty()
        {
            let white = line[line.trim_end().len()..].chars().count() as u64;
            *end = chars - white;
            if speaker.is_none() {
                *speaker = voice(bare);
            }
        }
    }

    /// A line outside of all cues.
    fn heading(&mut self, bare: &str, number: u64, out: &mut Out) {
        if self.aside {
            return;
        }
        let place = format!("line {number}");
        let first = bare.split_whitespace().next().unwrap_or_default();
        match first.trim_start_matches('\u{feff}') {
            "WEBVTT" => out.told(
                Fact::Title,
                bare.trim_start_matches('\u{feff}').trim_start_matches("WEBVTT").trim_start_matches([' ', '-']),
                &place,
            ),
            "STYLE" => out.unread(Missing::StyleSheet, &place, None),
            "REGION" => out.unread(Missing::UnknownPart, &place, Some("REGION")),
            "NOTE" => {}
            "Language:" => return out.told(Fact::Language, &bare["Language:".len()..], &place),
            _ => {
                if bare.contains("-->") {
                    out.unread(Missing::Damaged, &place, Some(bare));
                }
                self.before = Some(bare.to_owned());
                return;
            }
        }
        self.aside = matches!(first, "STYLE" | "REGION" | "NOTE");
    }

    fn close(&mut self, out: &mut Out) {
        self.aside = false;
        self.before = None;
        if let Some((start, end, cue)) = self.open.take() {
            out.stretch_until(start, end, cue);
        }
    }
}

/// The two times of a line, in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    let (from, until) = line.split_once("-->")?;
    let until = until.split_whitespace().next()?;
    Some((time(from.trim())?, time(until)?))
}

/// `01:02:03,456`, `01:02:03.456` or `02:03.456`.
fn time(text: &str) -> Option<u64> {
    let (clock, thousandths) = text.split_once([',', '.'])?;
    let number = |digits: &str| -> Option<u64> {
        (digits.len() <= 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then(|| digits.parse().ok())?
    };
    let parts: Vec<u64> = clock.split(':').map(number).collect::<Option<_>>()?;
    let [hours, minutes, seconds] = match parts[..] {
        [minutes, seconds] => [0, minutes, seconds],
        [hours, minutes, seconds] => [hours, minutes, seconds],
        _ => return None,
    };
    let sound = minutes < 60 && seconds < 60 && thousandths.len() == 3;
    sound.then_some(((hours * 60 + minutes) * 60 + seconds) * 1000 + number(thousandths)?)
}

/// Who speaks in `<v Salma>The mill stands.`
fn voice(text: &str) -> Option<String> {
    let tag = text.split_once("<v")?.1.split_once('>')?.0;
    let name = tag.split_once(char::is_whitespace)?.1.trim();
    (!name.is_empty()).then(|| name.to_owned())
}
