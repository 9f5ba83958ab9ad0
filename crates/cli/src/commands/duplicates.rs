//! `daftar duplicates`: cards that may be one thing twice.

use daftar_register::Labels;
use daftar_register::claim::PropertyId;
use daftar_register::date::Lang;
use daftar_register::doubles::{Doubles, Reason, Wanted};
use daftar_register::table::Cell;

use super::many::{keep, of_now, question_of};
use super::{Done, say};
use crate::args::Args;
use crate::failure::Failure;
use crate::session::Session;
use crate::terminal;

/// `daftar duplicates`
pub(crate) fn duplicates(args: &Args, words: &[String], filter: &[String], limit: usize) -> Result<Done, Failure> {
    keep(args);
    let session = Session::read(args)?;
    let wanted = Wanted { query: question_of(&session, words, filter)?, skip: 0, most: limit };
    let bar = terminal::bar("comparing cards");
    let progress = |done, total| {
        bar.set_length(total);
        bar.set_position(done);
    };
    let compare = |standing: &_| Ok(session.register.doubles(&wanted, standing, &session.ask, &progress)?);
    let found = session.with_standing(compare)?.ok_or_else(of_now)?;
    bar.finish_and_clear();
    let cells =
        found.pairs.iter().flat_map(|pair| &pair.reasons).flat_map(|reason| reason.one.iter().chain(&reason.other));
    let labels = session.register.labels(cells, &session.ask)?;
    say(args, &found, || text(&found, &session, &labels))
}

fn text(found: &Doubles, session: &Session<'_>, labels: &Labels) -> String {
    let lang = session.lang();
    let mut out = match lang {
        Lang::En => format!("{} pairs that may be one thing, of {} cards\n", found.total, found.cards),
        Lang::Ar => format!("أزواج قد تكون شيئًا واحدًا: {} من {} بطاقة\n", found.total, found.cards),
    };
    for pair in &found.pairs {
        out += "\n";
        for row in [&pair.one, &pair.other] {
            let name = row.name(lang.tag()).map_or("–", |name| &name.text);
            out += &format!("{}  {name}\n", row.entity.to_string().get(..19).unwrap_or_default());
        }
        pair.reasons.iter().for_each(|reason| out += &line(reason, session, labels));
    }
    if found.unseen > 0 {
        out += &match lang {
            Lang::En => {
                format!("\n{} pictures could not be compared: they are locked, broken or not here\n", found.unseen)
            }
            Lang::Ar => format!("\nصور لم تُقارن لأنها مقفلة أو تالفة أو ليست هنا: {}\n", found.unseen),
        };
    }
    out
}

/// `  = number: 1998.12` where both say so, else `  ≠ number: 1998.12 | 1998.14`.
fn line(reason: &Reason, session: &Session<'_>, labels: &Labels) -> String {
    let sign = if reason.agrees { '=' } else { '≠' };
    let Some(property) = &reason.property else {
        let words = match session.lang() {
            Lang::En => "the pictures",
            Lang::Ar => "الصور",
        };
        return format!("    {sign} {words}\n");
    };
    let words = |cell: &Option<Cell>| cell.as_ref().map(|cell| labels.cell(property, cell)).unwrap_or_default();
    let (one, other) = (words(&reason.one), words(&reason.other));
    let said = if one == other { one } else { format!("{one} | {other}") };
    let id = PropertyId::parse(property).ok();
    let declared = id.and_then(|id| session.register.profiles().property(&id));
    let label = declared.map_or(property.as_str(), |property| property.label.in_language(session.lang().tag()));
    format!("    {sign} {label}: {said}\n")
}
