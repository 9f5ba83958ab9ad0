//! `daftar pattern`: whether damage near facilities is more than dispersed damage would give.

use std::fmt::Write as _;
use std::path::Path;

use daftar_register::date::Lang;
use daftar_register::pattern::{Around, Assets, Edge as PatternEdge, Whence, given_of_files, no_file};
use daftar_register::view::pattern::daftar_pattern::{Side as PatternSide, Statistic};
use daftar_register::view::pattern::{Asked, Given, Line, Report, curves_csv, sections, to_json};
use daftar_register::write_private;
use daftar_web::pattern_page;

use super::{Done, say};
use crate::args::{Args, Count, Edge, Pattern, Side};
use crate::failure::Failure;
use crate::session::{Session, language};
use crate::terminal::bar;

/// `daftar pattern`
pub(crate) fn pattern(args: &Args, asked: &Pattern) -> Result<Done, Failure> {
    let mut there = [&asked.to, &asked.curves].into_iter().flatten().filter(|path| path.exists() && !asked.force);
    if let Some(path) = there.next() {
        return Err(Failure::Ask(format!("{} is there already: give another name, or --force", path.display())));
    }
    let (given, names, lang) = given(args, asked)?;
    let bar = bar("Exchanging damage at random");
    let step = |done: u64, total: u64| {
        bar.set_length(total);
        bar.set_position(done);
    };
    let report = Report::of(question(asked, names), given, &step);
    bar.finish_and_clear();
    let report = report.map_err(|error| Failure::Ask(error.to_string()))?;
    if let Some(path) = &asked.to {
        write(path, pattern_page(&report, lang).as_bytes())?;
    }
    if let Some(path) = &asked.curves {
        let mut csv = Vec::new();
        curves_csv(&report, &mut csv)?;
        write(path, &csv)?;
    }
    say(args, &to_json(&report), || told(&report, lang))
}

/// What it is asked of, and what that is called: facilities, then things. Files need no notebook.
fn given(args: &Args, asked: &Pattern) -> Result<(Given, [String; 2], Lang), Failure> {
    let name = |text: &str| Path::new(text).file_stem().unwrap_or_default().to_string_lossy().into_owned();
    if !no_file(&asked.facilities) && !no_file(&asked.damage) {
        let lang = args.lang.as_deref().map_or(Lang::En, language);
        let given = given_of_files(Path::new(&asked.facilities), Path::new(&asked.damage), &around(asked))?;
        return Ok((given, [name(&asked.facilities), name(&asked.damage)], lang));
    }
    let session = super::keeping::keeper(Session::read(args)?)?;
    let (facilities, damage) = (from(&asked.facilities), from(&asked.damage));
    let given = session.register.given(facilities, damage, asked.from_rank, &around(asked), &session.ask)?;
    let tag = session.lang().tag();
    let many = |text: &String| match session.register.profiles().kinds.get(text).filter(|_| no_file(text)) {
        Some(kind) => kind.many(tag).to_owned(),
        None => name(text),
    };
    Ok((given, [many(&asked.facilities), many(&asked.damage)], session.lang()))
}

fn from(name: &str) -> Whence<'_> {
    if no_file(name) { Whence::Kind(name) } else { Whence::File(Path::new(name)) }
}

fn around(asked: &Pattern) -> Around {
    Around {
        assets: asked.assets.clone().map(|path| Assets { path, join: asked.join }),
        exposure: asked.exposure.clone(),
        window: asked.window.clone(),
        strata: asked.strata.clone(),
        edge: match asked.edge {
            Edge::Translation => PatternEdge::Translation,
            Edge::Isotropic => PatternEdge::Isotropic,
            Edge::Border => PatternEdge::Border,
        },
    }
}

fn question(asked: &Pattern, [facilities, things]: [String; 2]) -> Asked {
    Asked {
        facilities,
        things,
        within: asked.within,
        steps: asked.steps,
        statistic: match asked.count {
            Count::Nearest => Statistic::Nearest,
            Count::Every => Statistic::Every,
        },
        side: match asked.side {
            Side::Both => PatternSide::Both,
            Side::More => PatternSide::Greater,
            Side::Less => PatternSide::Less,
        },
        level: asked.level,
        simulations: asked.simulations,
        seed: asked.seed,
        threads: std::thread::available_parallelism().map_or(1, usize::from),
        squares: asked.squares.clone(),
        attack: asked.attack,
        times: asked.times,
    }
}

/// For the owner alone: where things lie may be nobody's business.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    write_private(path, bytes).map_err(|error| Failure::Ask(format!("{} cannot be written: {error}", path.display())))
}

fn told(report: &Report, lang: Lang) -> String {
    let mut out = String::new();
    for section in sections(report, lang) {
        let _ = writeln!(out, "{}", section.heading);
        for line in section.lines {
            let begin = if matches!(line, Line::Item(_)) { "  - " } else { "  " };
            let _ = writeln!(out, "{begin}{}", line.text());
        }
        let _ = writeln!(out);
    }
    out
}
