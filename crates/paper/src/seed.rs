//! A recovery seed from what was typed or written down: the key itself, or enough parts of trustees.

use crate::{Paper, PaperError, ShareError, join};

/// Why that gives no seed.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// Something was mistyped.
    #[error(transparent)]
    Paper(#[from] PaperError),
    /// The parts are too few, or do not belong together.
    #[error(transparent)]
    Share(#[from] ShareError),
}

/// Reads one key, or parts with an empty line between them.
///
/// # Errors
/// What does not fit, and where.
pub fn read_seed(text: &str) -> Result<[u8; 32], SeedError> {
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
    if shares.is_empty() { Err(PaperError::Empty.into()) } else { Ok(join(&shares)?) }
}

#[cfg(test)]
mod tests {
    use daftar_date::Lang;

    use super::*;
    use crate::Split;

    #[test]
    fn a_key_or_enough_parts_of_it_give_the_seed() {
        let seed = [7; 32];
        let words = |paper: &Paper| paper.words(Lang::Ar).join(" ");
        assert_eq!(read_seed(&words(&Paper::Seed(seed))).unwrap(), seed);
        let parts: Vec<String> =
            Split::new(2, 3).unwrap().deal(&seed).unwrap().into_iter().map(|part| words(&Paper::Share(part))).collect();
        assert_eq!(read_seed(&format!("{}\r\n\r\n{}\r\n", parts[2], parts[0])).unwrap(), seed);
        assert!(matches!(read_seed(&parts[0]), Err(SeedError::Share(_))));
        assert!(matches!(read_seed(" \n\n "), Err(SeedError::Paper(PaperError::Empty))));
    }
}
