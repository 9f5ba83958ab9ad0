//! Host and Origin: a page of somebody else's must not reach this server through the visitor's browser, neither by
//! sending a form here nor by a name that suddenly means this computer (DNS rebinding). A name can be made to mean anything,
//! an address cannot: so the host must be `localhost` or an address.

use std::net::IpAddr;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::error::Trouble;
use crate::layout;
use crate::visit::{Form, Site};

/// Refuses what was not sent to this site by this site.
pub(crate) async fn guard(State(site): State<Site>, request: Request, next: Next) -> Response {
    let headers = request.headers();
    let reads = matches!(*request.method(), Method::GET | Method::HEAD);
    let from_here = host(headers).is_some_and(|host| is_own(host, site.0.loopback));
    // Nothing here tells who visits over a network: from there the notebook can be read, and no more.
    if from_here && (reads || (site.0.loopback && is_same_origin(headers))) {
        return next.run(request).await;
    }
    layout::plain(&Trouble::Refused, Form::Html)
}

fn host(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::HOST)?.to_str().ok()
}

/// The beginning of every address of this site, as this visitor calls it: what is given to other programs names it whole.
pub(crate) fn origin(headers: &HeaderMap) -> String {
    format!("http://{}", host(headers).unwrap_or("localhost"))
}

/// Whether a host names this computer: where only this computer can visit, an address must be a loopback one.
fn is_own(host: &str, loopback: bool) -> bool {
    let name = match host.strip_prefix('[') {
        Some(rest) => rest.split(']').next().unwrap_or_default(),
        None => host.split(':').next().unwrap_or_default(),
    };
    name == "localhost" || name.parse::<IpAddr>().is_ok_and(|address| !loopback || address.is_loopback())
}

/// Whether a request that changes something was sent by a page of this site. Browsers say so in `Origin` or
/// `Sec-Fetch-Site`; a program that says neither still needs the token.
fn is_same_origin(headers: &HeaderMap) -> bool {
    let text = |name: header::HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or("?"));
    let site = headers.get("sec-fetch-site").map(|value| value.to_str().unwrap_or("?"));
    let own = |origin: &str| origin.split_once("://").is_some_and(|(_, authority)| Some(authority) == host(headers));
    text(header::ORIGIN).is_none_or(own) && site.is_none_or(|site| site == "same-origin" || site == "none")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_addresses_and_localhost_are_this_site() {
        for (host, here, on_a_network) in [
            ("127.0.0.1:4750", true, true),
            ("localhost", true, true),
            ("[::1]:4750", true, true),
            ("192.168.1.7:4750", false, true),
            ("sanabel.example:4750", false, false),
            ("127.0.0.1.sanabel.example", false, false),
            ("", false, false),
        ] {
            assert_eq!((is_own(host, true), is_own(host, false)), (here, on_a_network), "{host}");
        }
    }
}
