//! Measuring a piece of work: processor time, time by the clock, peak memory.

use std::fs;
use std::time::Instant;

use crate::Outcome;

/// A piece of work, measured.
pub(crate) struct Phase<T> {
    /// What it gave.
    pub(crate) result: T,
    /// CPU-seconds of all threads.
    #[allow(dead_code, reason = "one of the two programs asks for it")]
    pub(crate) cpu: f64,
    /// Seconds by the clock.
    #[allow(dead_code, reason = "one of the two programs asks for it")]
    pub(crate) wall: f64,
}

/// Does a piece of work and prints what it took.
pub(crate) fn phase<T>(name: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<Phase<T>> {
    // Where the system allows it, the peak is that of this phase alone.
    let _ = fs::write("/proc/self/clear_refs", "5");
    let (cpu, start) = (process_seconds()?, Instant::now());
    let result = work()?;
    let (cpu, wall) = (process_seconds()? - cpu, start.elapsed().as_secs_f64());
    println!("{name}: {cpu:.2} CPU-s, {wall:.2} s, peak memory {}", peak()?);
    Ok(Phase { result, cpu, wall })
}

/// CPU-seconds of the process, in system and user mode: fields 14 and 15 of proc(5), in hundredths.
fn process_seconds() -> Outcome<f64> {
    let text = fs::read_to_string("/proc/self/stat")?;
    let fields = text.rsplit(')').next().unwrap_or_default().split_whitespace();
    let ticks: Vec<f64> = fields.skip(11).take(2).map(str::parse).collect::<Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / 100.0)
}

/// CPU-seconds of this thread.
#[allow(dead_code, reason = "one of the two programs asks for it")]
pub(crate) fn thread_seconds() -> Outcome<f64> {
    let text = fs::read_to_string("/proc/thread-self/schedstat")?;
    Ok(text.split(' ').next().unwrap_or_default().parse::<f64>()? / 1e9)
}

fn peak() -> Outcome<String> {
    let text = fs::read_to_string("/proc/self/status")?;
    Ok(text.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim().to_owned())
}
