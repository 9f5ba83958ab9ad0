//! The program `daftar`.
fn main() {}
