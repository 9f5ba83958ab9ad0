//! Strata that polygons give: damage is exchanged within each.

use std::path::Path;

use daftar_view::pattern::LeftOut;

use super::{Placed, Places, THINGS, Told, area};
use crate::RegisterError;

/// Puts things into the strata that polygons give them, and says what is told of those. What lies in none is left out, and so is what lies
/// in several: with what it may be compared, nobody says.
///
/// # Errors
/// When the file cannot be read, or nothing lies in just one of them.
pub(super) fn into(things: &mut Places, path: &Path) -> Result<Told, RegisterError> {
    let area::Areas { areas, told } = area::read(path)?;
    let (mut kept, mut none, mut several) = (Vec::new(), 0, 0);
    for mut one in things.placed.drain(..) {
        let mut within: Vec<&str> =
            areas.iter().filter(|area| area.contains(one.at)).map(|area| area.name.as_str()).collect();
        within.sort_unstable();
        within.dedup();
        match within.as_slice() {
            [name] => {
                one.stratum = crossed(&one, name);
                kept.push(one);
                continue;
            }
            [] => none += 1,
            _ => several += 1,
        }
        things.left_out.push(LeftOut { of: THINGS, which: one.which, why: why(&within) });
    }
    things.placed = kept;
    if things.placed.is_empty() && none + several > 0 {
        let found = format!("of the things at risk {none} lie in no stratum, and {several} in more than one");
        let expected = "expected strata that lie beside each other, around the things";
        return Err(RegisterError::Ask(format!("{}: {found}; {expected}", path.display())));
    }
    Ok(told)
}

/// The stratum of the list and that of the polygons.
fn crossed(one: &Placed, name: &str) -> String {
    if one.stratum.is_empty() { name.to_owned() } else { format!("{} · {name}", one.stratum) }
}

fn why(within: &[&str]) -> [String; 2] {
    if within.is_empty() {
        return ["lies in no stratum".to_owned(), "لا يقع في أي طبقة".to_owned()];
    }
    [
        format!("lies in more than one stratum: {}", within.join(", ")),
        format!("يقع في أكثر من طبقة: {}", within.join("، ")),
    ]
}
