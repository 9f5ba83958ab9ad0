//! Sources as they come, on any bytes: stretches lie in the text, in its order, and do not overlap.
#![no_main]

use daftar_read::sources::{Limits, gather};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let limits = Limits { whole: 1 << 20, text: 1 << 22, line: 1 << 20, unpacked: 1 << 24, ..Limits::default() };
    let Ok(source) = gather(bytes, "fuzz", limits) else { return };
    let chars = source.text.chars().count() as u64;
    let mut at = 0;
    for stretch in &source.stretches {
        assert!(at <= stretch.span.start && stretch.span.start < stretch.span.end && stretch.span.end <= chars);
        assert!(!stretch.fragment().contains('\n'));
        at = stretch.span.end;
    }
});
