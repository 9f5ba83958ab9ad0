//! The recovery key as it is typed or read from a file: whole, or in the parts of trustees.

use std::path::Path;

use daftar_paper::{Paper, Share, join};

use crate::failure::Failure;
use crate::terminal;

/// The seed of the key, from a file or asked for.
pub(crate) fn read(file: Option<&Path>) -> Result<[u8; 32], Failure> {
    match file {
        Some(file) => {
            let text =
                std::fs::read_to_string(file).map_err(|error| Failure::Ask(format!("{}: {error}", file.display())))?;
            of_text(&text)
        }
        None => asked(),
    }
}

/// One key, or parts with an empty line between them.
fn of_text(text: &str) -> Result<[u8; 32], Failure> {
    // A key's own lines may stand apart.
    if let Ok(Paper::Seed(seed)) = Paper::read(text) {
        return Ok(seed);
    }
    let text = text.replace("\r\n", "\n");
    let blocks: Vec<&str> = text.split("\n\n").filter(|block| !block.trim().is_empty()).collect();
    let mut shares = Vec::with_capacity(blocks.len());
    for block in &blocks {
        match Paper::read(block)? {
            Paper::Seed(seed) => return Ok(seed),
            Paper::Share(share) => shares.push(share),
        }
    }
    if shares.is_empty() { Err(daftar_paper::PaperError::Empty.into()) } else { Ok(join(&shares)?) }
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
