//! How smoothly a map is moved: drags it and draws nearer in a real browser, and prints how long frames took, and how long it was
//! until what lies in the new part stood there. `benches/condition.py PROGRAM THINGS --browser` runs it.

use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use daftar_browser::{Browser, Screen};

/// Notes each frame from now on, and each new part that stands: once its answer was read and one frame has gone by.
const WATCH: &str = r##"
const map = document.querySelector("#map");
map.scrollIntoView({ block: "center" });
window.seen = { frames: [], asked: 0, stands: 0 };
const plain = window.fetch;
window.fetch = async (...all) => {
  const answer = plain(...all);
  if (!String(all[0]).includes("/map/crowd")) return answer;
  seen.asked += 1;
  const read = (await answer).clone();
  read.json().then(() => requestAnimationFrame(() => { seen.stands += 1; }));
  return answer;
};
let last = performance.now();
const frame = (now) => { seen.frames.push(now - last); last = now; requestAnimationFrame(frame); };
requestAnimationFrame(frame);
const box = map.getBoundingClientRect();
return [box.x + box.width / 2, box.y + box.height / 2];
"##;

/// How many things are drawn on the map.
const MARKS: &str =
    "return document.querySelectorAll('#map .leaflet-marker-icon, #map path.leaflet-interactive').length";

/// How long a new part may take.
const PATIENCE: Duration = Duration::from_secs(10);

/// Waits until one more part stands than before.
async fn settled(browser: &Browser, before: u64) -> Result<f64> {
    let start = Instant::now();
    while stands(browser).await? == before {
        ensure!(start.elapsed() < PATIENCE, "the map was moved, and no new part stood after {} s", PATIENCE.as_secs());
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    Ok(start.elapsed().as_secs_f64() * 1000.0)
}

async fn stands(browser: &Browser) -> Result<u64> {
    browser.run("return seen.stands").await?.as_u64().context("the page was left")
}

/// Draws the map about with a mouse and draws nearer; how long it was each time until the new part stood, in milliseconds.
async fn moves(browser: &Browser, [x, y]: [f64; 2]) -> Result<Vec<f64>> {
    let mut waits = Vec::new();
    for _ in 0..4 {
        for (dx, dy) in [(-200.0, 80.0), (180.0, -120.0)] {
            let before = stands(browser).await?;
            browser.drag_between([x, y], [x + dx, y + dy]).await?;
            waits.push(settled(browser, before).await?);
        }
        let before = stands(browser).await?;
        browser.find(".leaflet-control-zoom-in").await?.click().await?;
        waits.push(settled(browser, before).await?);
    }
    Ok(waits)
}

#[tokio::main]
async fn main() -> Result<()> {
    let address = std::env::args().nth(1).context("the address of a map, such as http://127.0.0.1:4811/map")?;
    let browser = Browser::start().await?;
    browser.look(Screen::DESK, false).await?;
    let start = Instant::now();
    browser.visit(&address).await?;
    browser.wait("#map[data-drawn=yes]").await?;
    println!("until the map stands: {} ms", start.elapsed().as_millis());
    let first = browser.run(MARKS).await?;
    let middle = serde_json::from_value(browser.run(WATCH).await?)?;
    let waits = moves(&browser, middle).await?;
    let frames: Vec<f64> = serde_json::from_value(browser.run("return seen.frames").await?)?;
    told("frames while it is moved", &frames);
    println!("{} of {} frames above 50 ms", frames.iter().filter(|one| **one > 50.0).count(), frames.len());
    told("until the new part stands, from when the hand let go", &waits);
    println!("marks: {first} at first, {} at last", browser.run(MARKS).await?);
    browser.end().await
}

fn told(what: &str, times: &[f64]) {
    let mut sorted = times.to_vec();
    sorted.sort_by(f64::total_cmp);
    let at =
        |part: f64| sorted.get((sorted.len() as f64 * part) as usize).or(sorted.last()).copied().unwrap_or_default();
    println!("{what}: median {:.1} ms, 95 % {:.1} ms, longest {:.1} ms", at(0.5), at(0.95), at(1.0));
}
