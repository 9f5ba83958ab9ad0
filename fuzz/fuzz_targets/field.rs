//! `daftar dates --field` on any text: what is read is EDTF, ends no earlier than it begins, and reads the same again.
#![no_main]

use std::sync::LazyLock;

use daftar_date::Edtf;
use daftar_date::written::{Periods, Written, read_with};
use libfuzzer_sys::fuzz_target;

static PERIODS: LazyLock<Periods> =
    LazyLock::new(|| Periods::parse(include_str!("../../profiles/periods.toml")).expect("the shipped table is sound"));

fuzz_target!(|text: &str| {
    let Some(Written::Date { edtf, .. }) = read_with(text, None, &PERIODS) else { return };
    assert_eq!(Edtf::parse(edtf.as_str()).as_ref(), Ok(&edtf));
    let bounds = edtf.stated_bounds();
    if let (Some(first), Some(last)) = (bounds.earliest(), bounds.latest()) {
        assert!(first <= last, "{edtf}");
    }
});
