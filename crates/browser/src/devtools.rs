//! What WebDriver has no word for: the width of a phone, a dark screen, scripts switched off.

use fantoccini::wd::WebDriverCompatibleCommand;
use http::Method;
use serde_json::{Value, json};
use url::{ParseError, Url};

/// A screen to look at pages on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Screen {
    /// Its name in the file of a picture.
    pub name: &'static str,
    /// Its width, CSS pixels.
    pub width: u32,
    /// Its height.
    pub height: u32,
}

impl Screen {
    /// A laptop.
    pub const DESK: Screen = Screen { name: "desk", width: 1280, height: 900 };
    /// A small phone.
    pub const PHONE: Screen = Screen { name: "phone", width: 360, height: 740 };
}

/// A command of the DevTools protocol, passed on by chromedriver.
#[derive(Debug)]
pub(crate) struct DevTools {
    command: &'static str,
    parameters: Value,
}

impl DevTools {
    /// Gives pages a size of their own, whatever the window's is.
    pub(crate) fn screen(screen: Screen) -> DevTools {
        let parameters = json!({ "width": screen.width, "height": screen.height, "deviceScaleFactor": 1, "mobile": screen.width < 600 });
        DevTools { command: "Emulation.setDeviceMetricsOverride", parameters }
    }

    /// Pictures show pages, not how far down they are.
    pub(crate) fn without_scrollbars() -> DevTools {
        DevTools { command: "Emulation.setScrollbarsHidden", parameters: json!({ "hidden": true }) }
    }

    /// Asks pages to be light or dark, and not to move.
    pub(crate) fn scheme(dark: bool) -> DevTools {
        let scheme = if dark { "dark" } else { "light" };
        let features = json!([
            { "name": "prefers-color-scheme", "value": scheme },
            { "name": "prefers-reduced-motion", "value": "reduce" },
        ]);
        DevTools { command: "Emulation.setEmulatedMedia", parameters: json!({ "features": features }) }
    }

    /// A step of dragging files from the desktop: `dragEnter`, `dragOver` or `drop`.
    pub(crate) fn drag(step: &str, (x, y): (f64, f64), files: &[String]) -> DevTools {
        let data = json!({ "items": [], "files": files, "dragOperationsMask": 1 });
        DevTools {
            command: "Input.dispatchDragEvent",
            parameters: json!({ "type": step, "x": x, "y": y, "data": data }),
        }
    }

    /// Lets pages run scripts, or not.
    pub(crate) fn scripts(on: bool) -> DevTools {
        DevTools { command: "Emulation.setScriptExecutionDisabled", parameters: json!({ "value": !on }) }
    }
}

impl WebDriverCompatibleCommand for DevTools {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/goog/cdp/execute", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        let body = json!({ "cmd": self.command, "params": self.parameters });
        (Method::POST, Some(body.to_string()))
    }
}

/// What the browser wrote into its log since it was asked last.
#[derive(Debug)]
pub(crate) struct Log;

impl WebDriverCompatibleCommand for Log {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        base.join(&format!("session/{}/se/log", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(json!({ "type": "browser" }).to_string()))
    }
}
