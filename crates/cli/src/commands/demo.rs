//! `daftar demo`: a notebook of the invented town of Sanabel, and what can be asked of it.

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use daftar_register::{Founding, Home, Published, Register, Which};
use serde_json::json;

use super::serve::{self, Serving};
use super::{Done, say};
use crate::args::Args;
use crate::failure::Failure;
use crate::session::now;

const DOCUMENTS: [(&str, &str); 7] = [
    ("siege-of-sanabel.txt", include_str!("../../../../examples/sanabel/siege-of-sanabel.txt")),
    ("mill-museum.txt", include_str!("../../../../examples/sanabel/mill-museum.txt")),
    ("house-of-seeds.txt", include_str!("../../../../examples/sanabel/house-of-seeds.txt")),
    ("water-office-list.txt", include_str!("../../../../examples/sanabel/water-office-list.txt")),
    ("rimal-courier-report.txt", include_str!("../../../../examples/sanabel/rimal-courier-report.txt")),
    ("harbour-radio.txt", include_str!("../../../../examples/sanabel/harbour-radio.txt")),
    ("museum-committee-letter.txt", include_str!("../../../../examples/sanabel/museum-committee-letter.txt")),
];

const BY_HAND: &str = include_str!("../../../../examples/sanabel/by-hand.toml");
const PLAN: &str = include_str!("../../../../examples/sanabel/plan.toml");
const PLAN_PICTURE: &[u8] = include_bytes!("../../../../examples/sanabel/plan.png");

/// Makes the example's notebook and says what to ask of it. Its keys lie beside it, so that a demonstration leaves
/// nothing in the user's own configuration.
pub(crate) fn demo(
    args: &Args,
    folder: Option<&Path>,
    in_browser: bool,
    basemap: Option<&Path>,
) -> Result<Done, Failure> {
    let folder = match folder {
        Some(folder) => folder.to_owned(),
        None => free_folder(),
    };
    let home = folder.with_extension("keys");
    let founding = Founding {
        place: "Sanabel".into(),
        keeper: "Keeper of the example".into(),
        lang: args.lang.clone().unwrap_or_else(|| "en".into()),
        passphrase: None,
    };
    let (mut register, _) = Register::create(&folder, &Home::at(&home), founding, now())?;
    let by_hand = register.record_by_hand(BY_HAND)?;
    let documents = folder.with_extension("documents");
    std::fs::create_dir_all(&documents)?;
    let picture = documents.join("plan.png");
    std::fs::write(&picture, PLAN_PICTURE)?;
    register.keep_file(&picture, false)?;
    let plan = register.record_by_hand(PLAN)?;
    let mut drafts = 0;
    for (name, text) in DOCUMENTS {
        let path = documents.join(name);
        std::fs::write(&path, text)?;
        drafts += register.read(&path, None, &Published::default())?.drafts;
    }
    let links = register.drafts()?.iter().filter(|draft| draft.link).count();
    let recorded = register.record_drafts(&Which::All, true)?;
    drop(register);
    let made = json!({
        "folder": folder.display().to_string(),
        "keys": home.display().to_string(),
        "by_hand": by_hand,
        "plan": plan,
        "suggestions": drafts,
        "recorded": recorded,
        "links": links,
    });
    say(args, &made, || {
        tour(&folder, &home, by_hand.recorded + by_hand.sealed + plan.recorded, recorded.recorded, links)
    })?;
    if in_browser && !args.json && std::io::stdout().is_terminal() {
        let (home, address) = (Home::at(home), serve::any_port());
        serve::at(args, Serving { register: folder, home, address, open: true, basemap })?;
    }
    Ok(Done::Well)
}

fn free_folder() -> PathBuf {
    let folder = std::env::temp_dir();
    let name = |n: u32| folder.join(if n == 0 { "sanabel.daftar".to_owned() } else { format!("sanabel-{n}.daftar") });
    (0..).map(name).find(|path| !path.exists()).unwrap_or_else(|| name(0))
}

fn tour(folder: &Path, home: &Path, by_hand: usize, read: usize, links: usize) -> String {
    let folder = folder.display();
    format!(
        "Everything in this notebook is invented: the town of Sanabel, its museum, its seeds, its wells.\n\
         {folder}: {by_hand} statements by hand in English and Arabic, {read} read from seven documents,\n\
         {links} of them links that join the cards of one thing.\n\n\
         export DAFTAR={folder} DAFTAR_HOME={}\n\n\
         See it in the browser                    daftar serve\n\
         What happened, who says so               daftar timeline\n\
         The card of the museum                   daftar show 'Mill Museum'\n\
         What state was it in, in January 2032?   daftar condition 'Mill Museum' --at 2032-01\n\
         And by what had been said in April?      daftar condition 'Mill Museum' --at 2032-01 --known 2032-04\n\
         Where sources differ, and why            daftar differ --agree\n\
         The same in Arabic                       daftar show 'متحف الطاحونة' --lang ar\n\
         Find a word, however it is spelled       daftar search فخار\n\
         Who recorded what                        daftar log\n\
         Is every byte as it was written?         daftar verify\n",
        home.display()
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use daftar_register::claim::{FileId, Hash};

    #[test]
    fn the_plan_names_its_picture() {
        let file = FileId(Hash::of(PLAN_PICTURE)).to_string();
        assert!(PLAN.contains(&format!("file = \"{file}\"")), "plan.toml does not name {file}, which plan.png is");
    }
}
