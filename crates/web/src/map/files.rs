//! The files that the map's pages load: our own scripts and styles, and those of others under `vendor/`.

/// A file of the map: its path under the folder of assets, its media type, its bytes.
pub type File = (&'static str, &'static str, &'static [u8]);

const SCRIPT: &str = "text/javascript; charset=utf-8";
const STYLE: &str = "text/css; charset=utf-8";
const PICTURE: &str = "image/png";

/// All of them.
pub const FILES: [File; 10] = [
    ("map.js", SCRIPT, include_bytes!("../../assets/map.js")),
    ("plan.js", SCRIPT, include_bytes!("../../assets/plan.js")),
    ("map.css", STYLE, include_bytes!("../../assets/map.css")),
    ("vendor/leaflet/leaflet.js", SCRIPT, include_bytes!("../../assets/vendor/leaflet/leaflet.js")),
    ("vendor/leaflet/leaflet.css", STYLE, include_bytes!("../../assets/vendor/leaflet/leaflet.css")),
    ("vendor/leaflet/images/layers.png", PICTURE, include_bytes!("../../assets/vendor/leaflet/images/layers.png")),
    (
        "vendor/leaflet/images/layers-2x.png",
        PICTURE,
        include_bytes!("../../assets/vendor/leaflet/images/layers-2x.png"),
    ),
    (
        "vendor/leaflet/images/marker-icon.png",
        PICTURE,
        include_bytes!("../../assets/vendor/leaflet/images/marker-icon.png"),
    ),
    (
        "vendor/leaflet/images/marker-shadow.png",
        PICTURE,
        include_bytes!("../../assets/vendor/leaflet/images/marker-shadow.png"),
    ),
    (
        "vendor/protomaps-leaflet/protomaps-leaflet.js",
        SCRIPT,
        include_bytes!("../../assets/vendor/protomaps-leaflet/protomaps-leaflet.js"),
    ),
];

/// The styles that a page with a map loads, in this order.
pub const STYLES: [&str; 2] = ["vendor/leaflet/leaflet.css", "map.css"];

/// The plain scripts that it loads, deferred, in this order; [`MODULES`] use what they define.
pub const SCRIPTS: [&str; 2] = ["vendor/leaflet/leaflet.js", "vendor/protomaps-leaflet/protomaps-leaflet.js"];

/// The modules that it loads: the map's, and for a page with a plan's picture the plan's as well.
pub const MODULES: [&str; 2] = ["map.js", "plan.js"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_pages_load_is_there() {
        let paths: Vec<&str> = FILES.iter().map(|(path, ..)| *path).collect();
        assert!(STYLES.iter().chain(&SCRIPTS).chain(&MODULES).all(|path| paths.contains(path)));
    }

    #[test]
    fn scripts_and_styles_name_nothing_on_other_hosts() {
        for (path, _, bytes) in FILES.iter().filter(|(path, ..)| !path.starts_with("vendor/")) {
            let text = String::from_utf8_lossy(bytes);
            assert!(!text.contains("https://") && !text.contains("http://"), "{path}");
        }
    }
}
