//! Sealed copies of any folder, for measuring: `sealed put FOLDER TARGET`, `sealed check TARGET`, `sealed restore TARGET
//! FOLDER`. The password is in `RESTIC_PASSWORD`, as restic takes it.

use std::error::Error;
use std::path::{Path, PathBuf};

use daftar_deposit::{Deposit, Holding, Item, Target, Tell};

fn main() -> Result<(), Box<dyn Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    let password = std::env::var("RESTIC_PASSWORD")?;
    match words[..] {
        ["put", folder, target] => {
            let mut items = Vec::new();
            list(Path::new(folder), &PathBuf::new(), &mut items)?;
            let holding = Holding { folder: "copied".into(), items, clock: daftar_deposit::Timestamp::now() };
            let made = Deposit::create(&Target::parse(target)?, None, &password)?.put(&holding, "", &Tell::nobody())?;
            println!("{made:?}");
        }
        ["check", target] => {
            println!("{:?}", Deposit::open(&Target::parse(target)?, None, &password)?.check(true, &Tell::nobody())?);
        }
        ["restore", target, folder] => {
            let deposit = Deposit::open(&Target::parse(target)?, None, &password)?;
            println!("{:?}", deposit.restore(None, Path::new(folder), &Tell::nobody())?);
        }
        _ => return Err("sealed put FOLDER TARGET | check TARGET | restore TARGET FOLDER".into()),
    }
    Ok(())
}

fn list(root: &Path, below: &Path, items: &mut Vec<Item>) -> Result<(), Box<dyn Error>> {
    for entry in std::fs::read_dir(root.join(below))? {
        let name = below.join(entry?.file_name());
        match root.join(&name).is_dir() {
            true => list(root, &name, items)?,
            false => items.push(Item::new(name.to_string_lossy(), root.join(&name))?),
        }
    }
    Ok(())
}
