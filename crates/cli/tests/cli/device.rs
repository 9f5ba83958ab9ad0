//! A device on which the program is run, and what it says.

use std::process::{Command, Output};

use serde_json::Value;

/// The program.
pub(crate) const DAFTAR: &str = env!("CARGO_BIN_EXE_daftar");

/// A device with its keys.
pub(crate) trait Device {
    /// The program with these words, to be run here.
    fn command(&self, args: &[&str]) -> Command;

    fn run(&self, args: &[&str]) -> Output {
        self.command(args).output().unwrap()
    }

    /// What a command says that does what was asked.
    fn well(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap()
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.well(&[args, &["--json"]].concat())).unwrap()
    }

    /// The one line that a refused command says.
    fn refused(&self, args: &[&str]) -> String {
        let output = self.run(args);
        assert_eq!(output.status.code(), Some(3), "{args:?}: {}", String::from_utf8_lossy(&output.stdout));
        let words = String::from_utf8(output.stderr).unwrap();
        assert!(words.starts_with("daftar: ") && !words.contains("panicked"), "{words}");
        words
    }
}
