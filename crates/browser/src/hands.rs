//! What hands do: keys, the mouse, files dragged from the desktop.

use std::time::Duration;

use anyhow::{Result, bail};
use fantoccini::actions::{InputSource as _, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction};
use fantoccini::elements::Element;
use fantoccini::key::Key;
use serde_json::Value;

use crate::Browser;
use crate::devtools::DevTools;

/// No page has more stops than this before what a test looks for.
const STOPS: usize = 400;

impl Browser {
    /// Presses a key, wherever the focus is.
    ///
    /// # Errors
    /// As every method of this type: when the browser refuses or does not answer.
    pub async fn press(&self, key: char) -> Result<()> {
        self.strike(&[], &[key]).await
    }

    /// Presses a key while others are held.
    pub async fn chord(&self, held: &[Key], key: char) -> Result<()> {
        let held: Vec<char> = held.iter().map(|key| char::from(*key)).collect();
        self.strike(&held, &[key]).await
    }

    /// Writes by the keyboard, wherever the focus is.
    pub async fn write(&self, text: &str) -> Result<()> {
        self.strike(&[], &text.chars().collect::<Vec<_>>()).await
    }

    async fn strike(&self, held: &[char], keys: &[char]) -> Result<()> {
        let mut actions = KeyActions::new("keys".into());
        for value in held.iter().copied() {
            actions = actions.then(KeyAction::Down { value });
        }
        for value in keys.iter().copied() {
            actions = actions.then(KeyAction::Down { value }).then(KeyAction::Up { value });
        }
        for value in held.iter().rev().copied() {
            actions = actions.then(KeyAction::Up { value });
        }
        Ok(self.client.perform_actions(actions).await?)
    }

    /// The element that has the focus.
    pub async fn focused(&self) -> Result<Element> {
        Ok(self.client.active_element().await?)
    }

    /// Goes on by Tab until what a selector finds has the focus.
    pub async fn tab_to(&self, selector: &str) -> Result<()> {
        for _ in 0..STOPS {
            self.press(Key::Tab.into()).await?;
            let there = self.run(&format!("return document.activeElement.matches({selector:?})")).await?;
            if there == Value::Bool(true) {
                return Ok(());
            }
        }
        bail!("Tab never comes to {selector}")
    }

    /// Clicks into an element, so many pixels from its middle.
    pub async fn click_at(&self, selector: &str, x: f64, y: f64) -> Result<()> {
        let element = self.find(selector).await?;
        let middle = format!("document.querySelector({selector:?}).scrollIntoView({{ block: 'center' }})");
        self.run(&middle).await?;
        let mouse = MouseActions::new("mouse".into())
            .then(PointerAction::MoveToElement { element, duration: None, x, y })
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT })
            .then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        Ok(self.client.perform_actions(mouse).await?)
    }

    /// Presses the mouse in what a selector finds, draws it sideways, and lets go: from one part of its width to another.
    pub async fn drag(&self, selector: &str, from: f64, to: f64) -> Result<()> {
        let element = self.find(selector).await?;
        let width = format!("return document.querySelector({selector:?}).getClientRects()[0].width");
        let width = self.run(&width).await?.as_f64().unwrap_or_default();
        let at = |part: f64| PointerAction::MoveToElement {
            element: element.clone(),
            duration: Some(Duration::from_millis(20)),
            x: (part - 0.5) * width,
            y: 0.0,
        };
        let mouse = MouseActions::new("mouse".into());
        let mouse = mouse.then(at(from)).then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        // A hand does not jump.
        let steps = [0.25, 0.5, 0.75, 1.0].map(|step| at(from + step * (to - from)));
        let mouse = steps.into_iter().fold(mouse, MouseActions::then);
        let mouse = mouse.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        Ok(self.client.perform_actions(mouse).await?)
    }

    /// Presses the mouse at a point of the window, moves it to another as slowly as a hand, a step in each frame, and lets go.
    pub async fn drag_between(&self, from: [f64; 2], to: [f64; 2]) -> Result<()> {
        let at = |part: f64, time| PointerAction::MoveTo {
            duration: Some(Duration::from_millis(time)),
            x: from[0] + (to[0] - from[0]) * part,
            y: from[1] + (to[1] - from[1]) * part,
        };
        let mouse = MouseActions::new("mouse".into()).then(at(0.0, 0));
        let mouse = mouse.then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        let mouse = (1..=40).map(|step| at(f64::from(step) / 40.0, 16)).fold(mouse, MouseActions::then);
        let mouse = mouse.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        Ok(self.client.perform_actions(mouse).await?)
    }

    /// Drags files from the desktop onto the page and lets them fall.
    pub async fn drop_files(&self, files: &[String]) -> Result<()> {
        for step in ["dragEnter", "dragOver", "drop"] {
            self.client.issue_cmd(DevTools::drag(step, (200.0, 300.0), files)).await?;
        }
        Ok(())
    }
}
