//! The recovery key as it is typed or read from a file: whole, or in the parts of trustees.

use std::path::Path;

use daftar_paper::{Paper, Share, join, read_seed};

use crate::failure::Failure;
use crate::terminal;

/// The seed of the key, from a file or asked for.
pub(crate) fn read(file: Option<&Path>) -> Result<[u8; 32], Failure> {
    match file {
        Some(file) => {
            let text =
                std::fs::read_to_string(file).map_err(|error| Failure::Ask(format!("{}: {error}", file.display())))?;
            Ok(read_seed(&text)?)
        }
        None => asked(),
    }
}

/// Asks for the key, and for more parts until they are enough; what is mistyped is asked for again.
fn asked() -> Result<[u8; 32], Failure> {
    let mut shares: Vec<Share> = Vec::new();
    loop {
        let question = match shares.first() {
            None => "The recovery key, in words or digits; or the first trustee's part:".to_owned(),
            Some(share) => format!("Another part ({} of {} are here):", shares.len(), share.need),
        };
        match Paper::read(&terminal::ask(&question, "--key-file")?) {
            Ok(Paper::Seed(seed)) => return Ok(seed),
            Ok(Paper::Share(share)) if shares.contains(&share) => eprintln!("this part is here already"),
            Ok(Paper::Share(share)) => shares.push(share),
            Err(mistake) => eprintln!("{mistake}"),
        }
        if shares.first().is_some_and(|share| shares.len() >= usize::from(share.need)) {
            return Ok(join(&shares)?);
        }
    }
}
