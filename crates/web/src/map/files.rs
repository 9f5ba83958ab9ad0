//! The files that the map's pages load: our own scripts and styles, and those of others under `assets/vendor/`.

use maud::{Markup, html};

/// A file of the map: its name, its media type, its bytes.
pub type File = (&'static str, &'static str, &'static [u8]);

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";

/// All of them.
pub const FILES: [File; 7] = [
    ("map.js", SCRIPT, include_bytes!("../../assets/map.js")),
    ("plan.js", SCRIPT, include_bytes!("../../assets/plan.js")),
    ("zoom.js", SCRIPT, include_bytes!("../../assets/zoom.js")),
    ("map.css", STYLE, include_bytes!("../../assets/map.css")),
    ("leaflet.js", SCRIPT, include_bytes!("../../assets/vendor/leaflet/leaflet.js")),
    ("leaflet.css", STYLE, include_bytes!("../../assets/vendor/leaflet/leaflet.css")),
    ("protomaps-leaflet.js", SCRIPT, include_bytes!("../../assets/vendor/protomaps-leaflet/protomaps-leaflet.js")),
];

/// What a page with a map loads, `plan` when it shows a plan's picture as well. Deferred scripts run in this order, the
/// modules last. `address` tells where a file lies.
pub fn loaders(plan: bool, address: impl Fn(&str) -> String) -> Markup {
    html! {
        link rel="stylesheet" href=(address("leaflet.css"));
        link rel="stylesheet" href=(address("map.css"));
        script src=(address("leaflet.js")) defer {}
        script src=(address("protomaps-leaflet.js")) defer {}
        script type="module" src=(address("map.js")) {}
        @if plan { script type="module" src=(address("plan.js")) {} }
    }
}

/// What the page of one picture loads: no map, and nothing that draws one.
pub fn closer(address: impl Fn(&str) -> String) -> Markup {
    html! {
        link rel="stylesheet" href=(address("leaflet.css"));
        link rel="stylesheet" href=(address("map.css"));
        script src=(address("leaflet.js")) defer {}
        script type="module" src=(address("zoom.js")) {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_load_is_there() {
        let path = |name: &str| format!("/{name}");
        let loaded = loaders(true, path).into_string() + &closer(path).into_string();
        assert!(FILES.iter().all(|(name, ..)| loaded.contains(&format!("\"/{name}\""))), "{loaded}");
    }

    #[test]
    fn our_own_files_name_nothing_on_other_hosts() {
        for (name, _, bytes) in FILES.iter().filter(|(name, ..)| !name.contains("leaflet")) {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("https://") && !text.contains("http://"), "{name}");
        }
    }
}
