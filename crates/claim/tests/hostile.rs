//! Bytes from strangers: nothing panics, and nothing changed passes for what it was.

use std::fs;
use std::path::PathBuf;

use daftar_claim::{Body, Draft, Header, SignedHeader};
use proptest::prelude::*;

fn golden(name: &str) -> Vec<u8> {
    fs::read(PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../fixtures/format-1").join(name)).unwrap()
}

proptest! {
    #[test]
    fn no_bytes_make_a_parser_panic(bytes in prop::collection::vec(any::<u8>(), 0..600)) {
        let _ = Body::parse(&bytes);
        let _ = Header::parse(&bytes);
        let _ = SignedHeader::parse(bytes.clone(), [0; 64]);
        let _ = Draft::parse(&String::from_utf8_lossy(&bytes));
    }

    #[test]
    fn json_of_any_shape_is_refused_or_read(text in r#"(\{|\}|\[|\]|"|:|,|salt|value|type|text|null|[0-9]|\\u[0-9a-f]{4}| ){0,60}"#) {
        let _ = Body::parse(text.as_bytes());
        let _ = Header::parse(text.as_bytes());
    }

    /// Whatever a flipped bit makes of a claim, it is refused or it is another claim, with another id.
    #[test]
    fn a_flipped_bit_never_passes(at in any::<prop::sample::Index>(), bit in 0u8..8) {
        let body = golden("claim.json");
        let mut changed = body.clone();
        changed[at.index(body.len())] ^= 1 << bit;
        prop_assert_ne!(Body::id_of(&changed), Body::id_of(&body));
        if let Ok(read) = Body::parse(&changed) {
            prop_assert_eq!(read.to_bytes(), changed);
        }
    }

    #[test]
    fn a_cut_claim_is_refused(at in any::<prop::sample::Index>()) {
        let body = golden("claim.json");
        prop_assert!(Body::parse(&body[..at.index(body.len())]).is_err());
    }
}
