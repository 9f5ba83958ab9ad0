//! The driver of the browser: a program beside the tests that ends when they do.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use anyhow::{Context as _, Result};

/// A running chromedriver.
pub(crate) struct Driver {
    child: Child,
    /// Where it listens.
    pub(crate) address: String,
}

impl Driver {
    /// Starts it on a port that is free.
    pub(crate) fn start() -> Result<Driver> {
        let mut command = Command::new("chromedriver");
        let command = command.arg("--port=0").stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().context("chromedriver could not be started")?;
        let told = child.stdout.take().context("chromedriver has no output")?;
        let port = BufReader::new(told).lines().map_while(Result::ok).find_map(|line| port_in(&line));
        let port = port.context("chromedriver ended before it said on which port it listens")?;
        Ok(Driver { child, address: format!("http://127.0.0.1:{port}") })
    }
}

impl Drop for Driver {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// "ChromeDriver was started successfully on port 41235."
fn port_in(line: &str) -> Option<u16> {
    line.strip_suffix('.')?.rsplit_once("on port ")?.1.parse().ok()
}

/// Whether a program is on the path.
pub(crate) fn is_installed(program: &str) -> bool {
    let paths = std::env::var_os("PATH").unwrap_or_default();
    std::env::split_paths(&paths).any(|folder| folder.join(program).is_file())
}
