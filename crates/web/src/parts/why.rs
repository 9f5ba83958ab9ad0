//! Why a cell or row of a list was not taken as it stands, and what to do; what is wrong with what its columns were said to mean.

use daftar_register::claim::PropertyId;
use daftar_register::date::Lang;
use daftar_register::import::{MappingError, Misfit, Why};

use crate::screen::Screen;
use crate::words::Said;

/// What it is.
pub(crate) fn words(why: &Why, screen: &Screen<'_>) -> String {
    let arabic = screen.lang == Lang::Ar;
    let in_row = |words: &str, row: u64| screen.tell(words, &[("row", Said::Text(&row.to_string()))]);
    match why {
        Why::NoDate => screen.say("why-no-date"),
        Why::DoubtfulDate { read, doubt, in_arabic } => {
            let doubt = if arabic { in_arabic } else { doubt };
            screen.tell("why-doubtful-date", &[("read", Said::Text(read)), ("doubt", Said::Text(doubt))])
        }
        Why::NoNumber => screen.say("why-no-number"),
        Why::NoCode { codes, in_arabic } => {
            screen.tell("why-no-code", &[("codes", Said::Text(if arabic { in_arabic } else { codes }))])
        }
        Why::NoPosition => screen.say("why-no-position"),
        Why::OffTheEarth => screen.say("why-off-the-earth"),
        Why::Turned => screen.say("why-turned"),
        Why::HalfPosition => screen.say("why-half-position"),
        Why::NoPicture => screen.say("why-no-picture"),
        Why::PictureElsewhere => screen.say("why-picture-elsewhere"),
        Why::NotAPicture => screen.say("why-not-a-picture"),
        Why::NoValue => screen.say("why-no-value"),
        Why::Several => screen.say("why-several"),
        Why::NoSuch { kind, in_arabic } => {
            screen.tell("why-no-such", &[("kind", Said::Text(if arabic { in_arabic } else { kind }))])
        }
        Why::SeveralSuch { count } => screen.tell("why-several-such", &[("n", Said::Text(&count.to_string()))]),
        Why::NoKey => screen.say("why-no-key"),
        Why::SameKey { row } => in_row("why-same-key", *row),
        Why::AlikeKey { row } => in_row("why-alike-key", *row),
        Why::Emptied { withdrawn: true } => screen.say("why-emptied-withdrawn"),
        Why::Emptied { withdrawn: false } => screen.say("why-emptied"),
        Why::EditedHere => screen.say("why-edited-here"),
        Why::Gone => screen.say("why-gone"),
        Why::NoStatement { note } => screen.tell("why-no-statement", &[("why", Said::Text(note))]),
        Why::Altered => screen.say("why-altered"),
        Why::Passport(_)
        | Why::Event(_)
        | Why::Shape(_)
        | Why::Withdrawn
        | Why::PerhapsGone
        | Why::FurtherShape { .. }
        | Why::NotPaired { .. } => sentence(&why.words(screen.lang)),
        Why::Noted { note, in_arabic } | Why::NoRow { note, in_arabic } => {
            screen.digits(if arabic { in_arabic } else { note })
        }
    }
}

/// What to do about it; none where there is nothing to be done.
pub(crate) fn remedy(why: &Why, screen: &Screen<'_>) -> Option<String> {
    let words = match why {
        Why::NoDate => "remedy-no-date",
        Why::DoubtfulDate { .. } => "remedy-doubtful-date",
        Why::NoNumber => "remedy-no-number",
        Why::NoCode { .. } => "remedy-no-code",
        Why::NoPosition | Why::OffTheEarth => "remedy-no-position",
        Why::Turned => "remedy-turned",
        Why::HalfPosition => "remedy-half-position",
        Why::NoPicture => "remedy-no-picture",
        Why::PictureElsewhere => "remedy-picture-elsewhere",
        Why::NotAPicture => "remedy-not-a-picture",
        Why::NoValue => "remedy-no-value",
        Why::Several => "remedy-several",
        Why::NoSuch { .. } => "remedy-no-such",
        Why::SeveralSuch { .. } => "remedy-several-such",
        Why::NoKey => "remedy-no-key",
        Why::SameKey { .. } => "remedy-same-key",
        Why::AlikeKey { .. } => "remedy-alike-key",
        Why::Emptied { withdrawn: false } => "remedy-emptied",
        Why::EditedHere => "remedy-edited-here",
        Why::Gone => "remedy-gone",
        Why::NoStatement { .. } => "remedy-no-statement",
        Why::Altered => "remedy-altered",
        Why::NoRow { .. } => "remedy-no-row",
        Why::Passport(_) | Why::Event(_) | Why::Shape(_) | Why::PerhapsGone | Why::NotPaired { .. } => {
            return why.remedy(screen.lang).map(sentence);
        }
        Why::Withdrawn | Why::FurtherShape { .. } | Why::Emptied { withdrawn: true } | Why::Noted { .. } => {
            return None;
        }
    };
    Some(screen.say(words))
}

/// Words of the standard's own rules, as a sentence. Its digits are left alone: they are to be typed as they stand.
fn sentence(words: &str) -> String {
    let mut letters = words.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    format!("{first}{}.", letters.as_str().trim_end_matches('.'))
}

/// What is wrong with a mapping.
pub(crate) fn mapping_error(error: &MappingError, screen: &Screen<'_>) -> String {
    let label = |id: &str| {
        let declared = PropertyId::parse(id).ok().and_then(|id| screen.profiles.property(&id));
        declared.map_or(id, |declared| declared.label.in_language(screen.tag())).to_owned()
    };
    let of_column = |words: &str, header: &str| screen.tell(words, &[("column", Said::Text(header))]);
    match error {
        MappingError::Toml(why) => screen.tell("mapping-toml", &[("why", Said::Text(why))]),
        MappingError::Kind(kind) => screen.tell("mapping-kind", &[("kind", Said::Text(kind))]),
        MappingError::Region { region, .. } => screen.tell("mapping-region", &[("region", Said::Text(region))]),
        MappingError::AsOf(day) => screen.tell("mapping-as-of", &[("day", Said::Text(day))]),
        MappingError::Property { header, property, kind } => screen.tell(
            "mapping-property",
            &[
                ("column", Said::Text(header)),
                ("property", Said::Text(&label(property))),
                ("kind", Said::Text(&screen.kind(kind))),
            ],
        ),
        MappingError::Twice { property, one, other } => screen.tell(
            "mapping-twice",
            &[("property", Said::Text(&label(property))), ("one", Said::Text(one)), ("other", Said::Text(other))],
        ),
        MappingError::Half { header } => of_column("mapping-half", header),
        MappingError::NoPosition { header, property } => screen
            .tell("mapping-no-position", &[("column", Said::Text(header)), ("property", Said::Text(&label(property)))]),
        MappingError::Header { header, why: Misfit::Unknown } => of_column("mapping-unknown", header),
        MappingError::Header { header, why: Misfit::Pictures } => of_column("mapping-pictures", header),
        MappingError::Header { header, why: Misfit::Twice } => of_column("mapping-header-twice", header),
        MappingError::Header { header, why: Misfit::Key } => of_column("mapping-key", header),
        MappingError::Header { header, why: Misfit::Fixed } => of_column("mapping-fixed", header),
        MappingError::Header { header, why: Misfit::Lacking } => of_column("mapping-lacking", header),
        MappingError::Header { header, why: Misfit::Unit } => of_column("mapping-unit", header),
        MappingError::Header { header, why: Misfit::When } => of_column("mapping-when", header),
        MappingError::Header { header, why: Misfit::Of } => of_column("mapping-of", header),
        MappingError::Header { header, why: Misfit::About } => of_column("mapping-about", header),
        MappingError::Remark { header, known, .. } => {
            screen.tell("mapping-remark", &[("column", Said::Text(header)), ("known", Said::Text(known))])
        }
        MappingError::Header { header, why: Misfit::Pair } => of_column("mapping-pair", header),
        MappingError::Scheme { header, scheme, known, .. } => screen.tell(
            "mapping-scheme",
            &[("column", Said::Text(header)), ("scheme", Said::Text(scheme)), ("known", Said::Text(known))],
        ),
    }
}
