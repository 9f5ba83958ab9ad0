//! A device on which the program is run, and what it says.

use std::fs;
use std::path::Path;
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

/// A computer: a folder, and the keys that it has.
pub(crate) struct Computer<'d>(pub(crate) &'d Path, pub(crate) &'static str);

impl Device for Computer<'_> {
    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(DAFTAR);
        command.current_dir(self.0).env("DAFTAR_HOME", self.0.join(self.1).join("home"));
        command.env("DAFTAR", self.0.join(self.1).join("mill.daftar")).args(args);
        command
    }
}

/// The words on a sheet.
pub(crate) fn words(sheet: &Path) -> String {
    let page = fs::read_to_string(sheet).unwrap();
    assert!(!page.contains("<script") && !page.contains("http"), "it needs nothing else");
    let list = page.split_once("class=\"words\">").unwrap().1.split_once("</ol>").unwrap().0;
    list.replace("<li>", "").replace("</li>", " ")
}
