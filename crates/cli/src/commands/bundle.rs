//! Carrying a register by hand.

use std::collections::{BTreeMap, HashSet};

use daftar_register::claim::ClaimId;

use super::{Done, say};
use crate::args::{Args, Bundle};
use crate::failure::Failure;
use crate::session::Session;

/// `daftar bundle`
pub(crate) fn bundle(args: &Args, bundle: &Bundle) -> Result<Done, Failure> {
    match bundle {
        Bundle::Make { file, withhold } => {
            let mut session = Session::read(args)?;
            if !withhold.is_empty() {
                session.unlock()?;
            }
            let mut kept_back: HashSet<ClaimId> = HashSet::new();
            for name in withhold {
                let entity = session.register.entity(name)?;
                kept_back.extend(session.register.mentions(entity)?.claims);
            }
            let made = session.register.make_bundle(file, &BTreeMap::new(), &|claim| kept_back.contains(&claim))?;
            say(args, &made, || {
                format!(
                    "{}: {} entries, {} statements, {} withheld, {} source files\n",
                    file.display(),
                    made.entries,
                    made.bodies,
                    made.withheld,
                    made.files
                )
            })
        }
        Bundle::Take { file } => {
            let mut session = Session::write(args)?;
            let taken = session.register.take_bundle(file)?;
            let waiting = session.register.waiting().len();
            say(args, &taken, || {
                let mut out = format!(
                    "{} new entries, {} known already, {} new source files\n",
                    taken.new_entries, taken.known_entries, taken.files
                );
                if taken.erased > 0 {
                    out.push_str(&format!("{} statements were erased here: they were not taken again\n", taken.erased));
                }
                for refusal in &taken.refused {
                    out.push_str(&format!("refused: {}: {}\n", refusal.member, refusal.why));
                }
                if let Some(why) = &taken.broken_off {
                    out.push_str(&format!("the bundle breaks off ({why}); what came before was taken\n"));
                }
                if waiting > 0 {
                    out.push_str(&format!("{waiting} erasures of others wait for you: see `daftar erase --waiting`\n"));
                }
                out
            })?;
            let clean = taken.refused.is_empty() && taken.broken_off.is_none();
            Ok(if clean { Done::Well } else { Done::Found })
        }
    }
}
