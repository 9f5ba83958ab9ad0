//! How smoothly a map is moved: drags it and draws nearer in a real browser, and prints how long frames took, and how long it was
//! until what lies in the new part stood there. `benches/condition.py PROGRAM THINGS --browser` runs it.

use anyhow::{Context as _, Result};
use daftar_browser::{Browser, Screen};

/// Moves the map as a hand would, frame by frame, and notes each frame.
const MOVES: &str = r##"
const map = document.querySelector("#map");
const frames = [], waits = [];
const next = () => new Promise((done) => requestAnimationFrame(done));
const asked = () => performance.getEntriesByType("resource").filter((one) => one.name.includes("/map/crowd"));
const send = (what, to, x, y) => to.dispatchEvent(new MouseEvent(what, { bubbles: true, cancelable: true, view: window, clientX: x, clientY: y, button: 0, buttons: 1 }));
async function settled(before, start) {
  while (asked().length === before && performance.now() - start < 5000) await next();
  await next();
  waits.push(performance.now() - start);
}
async function drag(dx, dy) {
  const box = map.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
  const before = asked().length;
  send("mousedown", document.elementFromPoint(x, y), x, y);
  let last = await next();
  for (let step = 1; step <= 60; step++) {
    send("mousemove", document, x + (dx * step) / 60, y + (dy * step) / 60);
    const now = await next();
    frames.push(now - last);
    last = now;
  }
  send("mouseup", document, x + dx, y + dy);
  await settled(before, performance.now());
}
async function nearer() {
  const [before, start] = [asked().length, performance.now()];
  document.querySelector(".leaflet-control-zoom-in").click();
  let last = await next();
  while (performance.now() - start < 400) {
    const now = await next();
    frames.push(now - last);
    last = now;
  }
  await settled(before, start);
}
(async () => {
  for (let turn = 0; turn < 4; turn++) {
    await drag(-300, 120);
    await drag(250, -200);
    await nearer();
  }
  window.measured = { frames, waits, marks: document.querySelectorAll(".leaflet-marker-icon, path.leaflet-interactive").length };
})();
"##;

#[tokio::main]
async fn main() -> Result<()> {
    let address = std::env::args().nth(1).context("the address of a map, such as http://127.0.0.1:4811/map")?;
    let browser = Browser::start().await?;
    browser.look(Screen::DESK, false).await?;
    let start = std::time::Instant::now();
    browser.visit(&address).await?;
    browser.wait("#map[data-drawn=yes]").await?;
    println!("until the map stands: {} ms", start.elapsed().as_millis());
    let marks = browser.run("return document.querySelectorAll('.leaflet-marker-icon').length").await?;
    browser.run(MOVES).await?;
    let mut measured = serde_json::Value::Null;
    while measured.is_null() {
        tokio::time::sleep(std::time::Duration::from_millis(200)).await;
        measured = browser.run("return window.measured ?? null").await?;
    }
    let sorted = |name: &str| {
        let all = measured[name].as_array().into_iter().flatten();
        let mut all: Vec<f64> = all.filter_map(serde_json::Value::as_f64).collect();
        all.sort_by(f64::total_cmp);
        all
    };
    let at = |all: &[f64], part: f64| all.get((all.len() as f64 * part) as usize).copied().unwrap_or_default();
    let (frames, waits) = (sorted("frames"), sorted("waits"));
    let long = frames.iter().filter(|one| **one > 50.0).count();
    println!(
        "frames while it is moved: median {:.1} ms, 95 % {:.1} ms, longest {:.1} ms; {long} of {} above 50 ms",
        at(&frames, 0.5),
        at(&frames, 0.95),
        at(&frames, 1.0 - f64::EPSILON),
        frames.len()
    );
    println!(
        "until the new part stands: median {:.0} ms, longest {:.0} ms; marks {marks} at first, {} at last",
        at(&waits, 0.5),
        at(&waits, 1.0 - f64::EPSILON),
        measured["marks"]
    );
    browser.end().await
}
