//! Unlocking: what is sealed or restricted is shown to this session only after its passphrase was given, or, where there
//! is none, after a button was pressed on this computer.

use axum::Form as Sent;
use axum::response::{IntoResponse, Redirect, Response};
use daftar_register::Passphrase;
use daftar_register::view::Audience;
use maud::html;
use serde::{Deserialize, Serialize};

use super::looking::Looking;
use crate::address::Address;
use crate::error::Trouble;
use crate::layout::Content;
use crate::screen::Screen;
use crate::visit::Visit;

/// Whether this session is unlocked.
#[derive(Serialize)]
pub(crate) struct Unlock {
    unlocked: bool,
    /// Whether a passphrase is asked for.
    passphrase: bool,
    /// Whether the passphrase that was given was wrong.
    wrong: bool,
    /// Where the visitor wanted to go.
    #[serde(skip)]
    next: Option<String>,
}

/// What the form sends.
#[derive(Deserialize)]
pub(crate) struct Given {
    #[serde(default)]
    passphrase: String,
    /// Where the visitor wanted to go.
    #[serde(default)]
    next: String,
}

/// `GET /unlock`
pub(crate) async fn page(visit: Visit) -> Response {
    let next = visit.asked.get("next").map(str::to_owned);
    shown(visit, false, next).await
}

/// `POST /unlock`
pub(crate) async fn unlock(visit: Visit, Sent(given): Sent<Given>) -> Response {
    let inside = visit.site.0.clone();
    let passphrase = (!given.passphrase.is_empty()).then(|| Passphrase::new(given.passphrase));
    // Without a passphrase anybody could press the button: then it must be this computer.
    let allowed = passphrase.is_some() || inside.loopback;
    let tried = match allowed {
        true => inside.registers.unlock(passphrase).await,
        false => Err(Trouble::Locked),
    };
    match tried {
        Ok(()) => {
            inside.sessions.unlock(&visit.session);
            let fresh = inside.registers.read(Audience::Keeper, |register| Ok(register.has_fresh_seed())).await;
            match own_path(&given.next) {
                _ if matches!(fresh, Ok((true, _))) => Redirect::to(&visit.along_to("/begin/key")).into_response(),
                Some(next) => Redirect::to(next).into_response(),
                None => back(&visit),
            }
        }
        Err(_) => shown(visit, true, Some(given.next).filter(|next| !next.is_empty())).await,
    }
}

/// `POST /lock`
pub(crate) async fn lock(visit: Visit) -> Response {
    // Whoever locks means all of it.
    visit.site.0.end_phone();
    if visit.site.0.sessions.lock(&visit.session) {
        visit.site.0.lock();
    }
    back(&visit)
}

/// An address of this site, and of no other: `//` would begin the name of another host.
fn own_path(next: &str) -> Option<&str> {
    let plain = next.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    Some(next).filter(|next| plain && next.starts_with('/') && !next.starts_with("//"))
}

fn back(visit: &Visit) -> Response {
    let address = crate::address::with_query(&Address::Overview.to_string(), visit.asked.along(false));
    Redirect::to(&address).into_response()
}

async fn shown(visit: Visit, wrong: bool, next: Option<String>) -> Response {
    let unlocked = visit.session.keeper;
    let data = move |looking: &Looking<'_>| {
        Ok::<_, Trouble>(Unlock { unlocked, passphrase: looking.register.is_locked(), wrong, next })
    };
    visit.page(data, render).await
}

fn render(data: &Unlock, screen: &Screen<'_>) -> Content {
    let action = screen.plain(if data.unlocked { Address::Lock } else { Address::Unlock });
    let button = if data.unlocked { "lock-button" } else { "unlock-button" };
    let body = html! {
        header {
            h1 { (screen.say(if data.unlocked { "lock" } else { "unlock" })) }
            p.lead { (screen.say(if data.unlocked { "lock-lead" } else { "unlock-lead" })) }
        }
        form method="post" action=(action) {
            (screen.token())
            @if let Some(next) = &data.next { input type="hidden" name="next" value=(next); }
            @if !data.unlocked && (data.passphrase || data.wrong) {
                div.field {
                    label for="passphrase" { (screen.say("unlock-passphrase")) }
                    input #passphrase type="password" name="passphrase" autocomplete="current-password"
                        aria-describedby="passphrase-note" aria-invalid=[data.wrong.then_some("true")];
                    small #passphrase-note .fault[data.wrong] {
                        (screen.say(if data.wrong { "unlock-wrong" } else { "unlock-help" }))
                    }
                }
            }
            p.actions { button { (screen.say(button)) } }
        }
    };
    Content::plain(screen.say("unlock"), body)
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn nobody_is_sent_to_another_site() {
        assert_eq!(own_path("/add/object?lang=ar"), Some("/add/object?lang=ar"));
        for next in ["", "add", "//sanabel.example", "https://sanabel.example", "/\\sanabel.example", "/a\nb"] {
            assert_eq!(own_path(next), None, "{next}");
        }
    }
}
