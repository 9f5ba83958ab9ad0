//! The program `daftar`: arguments and messages. What it does lies in `daftar_register`.

mod args;
mod commands;
mod failure;
mod print;
mod recovery_key;
mod session;
mod terminal;
mod words;

use std::process::ExitCode;

use clap::Parser as _;

use args::Args;
use failure::Failure;

/// Lists make and drop very many small pieces, on several threads: what the system brings for that waits much on itself.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// Exit codes: 0 done; 1 done, and something was found (differences in `verify`, refusals in `bundle take`);
/// 2 the words of the command are wrong; 3 it could not be done.
fn main() -> ExitCode {
    let args = Args::parse();
    let outcome = commands::run(&args);
    match outcome {
        Ok(done) => done.exit_code(),
        // Whoever reads our output may close it early: `daftar timeline | head`.
        Err(Failure::Output(error)) if error.kind() == std::io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(failure) => {
            terminal::stop_if_told();
            failure.report(args.json);
            ExitCode::from(3)
        }
    }
}
