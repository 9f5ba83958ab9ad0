//! The article reader on any bytes: every draft's span lies in the text and its quotation is what stands there.
#![no_main]

use std::io::BufReader;

use daftar_claim::{EntityId, Hash, Locator};
use daftar_read::{Limits, Reader, derive};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let mut text = Vec::new();
    let Ok(derived) = derive(bytes, None, u64::MAX, &mut text) else { return };
    let chars: Vec<char> = String::from_utf8_lossy(&text).chars().collect();
    let mut count = 0_u64;
    let mut fresh = || {
        count += 1;
        EntityId(Hash::of(&count.to_le_bytes()))
    };
    let mut reader = Reader { names: &(), fresh: &mut fresh, limits: Limits::default(), published: None };
    let read = reader.read_text(BufReader::new(text.as_slice()), &derived, "fuzz", &mut |draft| {
        if let (Some(Locator::Text { span, .. }), Some(quote)) = (&draft.claim.locator, &draft.claim.quote) {
            let there: String = chars[span.start as usize..span.end as usize].iter().collect();
            assert_eq!(&there, quote);
        }
    });
    assert!(read.is_ok(), "a text in memory can be read");
});
