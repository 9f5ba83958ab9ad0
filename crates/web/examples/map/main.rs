//! Serves the map of an invented town on this machine, with the strict rules for browsers that the program has:
//! `cargo run -p daftar-web --example map`, then open the address that it prints.

mod town;

use axum::Router;
use axum::extract::{Path, Query, Request};
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderMap};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use daftar_register::date::Lang;
use daftar_register::view::{Audience, Plan};
use daftar_web::map::{
    Drawing, FILES, Links, Picture, Tiles, Typed, Words, form, loaders, map, placing_page, plan, under,
};
use maud::{DOCTYPE, Markup, html};

const RULES: &str =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'";

const PLAN: &str = include_str!("plan.svg");
const PICTURE: Picture<'static> = Picture { address: "/plan.svg", width: 640, height: 480 };

/// `?lang=ar` and `?keeper=yes`.
#[derive(serde::Deserialize)]
struct Asked {
    lang: Option<String>,
    keeper: Option<String>,
}

impl Asked {
    fn lang(&self) -> Lang {
        if self.lang.as_deref() == Some("ar") { Lang::Ar } else { Lang::En }
    }

    fn audience(&self) -> Audience {
        if self.keeper.is_some() { Audience::Keeper } else { Audience::Public }
    }

    fn drawing(&self) -> String {
        format!(
            "/map.geojson?lang={}{}",
            Words::of(self.lang()).tag(),
            if self.keeper.is_some() { "&keeper=yes" } else { "" }
        )
    }
}

#[tokio::main]
async fn main() -> std::io::Result<()> {
    let app = Router::new()
        .route("/", get(map_page))
        .route("/plan", get(plan_page))
        .route("/place", get(place_page))
        .route("/map.geojson", get(drawing))
        .route("/basemap.pmtiles", get(|headers: HeaderMap| async move { Tiles::natural_earth().answer(&headers) }))
        .route("/plan.svg", get(|| async { ([(CONTENT_TYPE, "image/svg+xml")], PLAN) }))
        .route("/assets/{*path}", get(file))
        .layer(from_fn(with_rules));
    let port = std::env::args().nth(1).unwrap_or_else(|| "4751".into());
    let listener = tokio::net::TcpListener::bind(format!("127.0.0.1:{port}")).await?;
    println!("http://{}/  /plan  /place  (?lang=ar)", listener.local_addr()?);
    axum::serve(listener, app).await
}

async fn with_rules(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static(RULES));
    response
}

async fn file(Path(path): Path<String>) -> Response {
    match FILES.iter().find(|(name, ..)| *name == path) {
        Some((_, kind, bytes)) => ([(CONTENT_TYPE, *kind)], *bytes).into_response(),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn drawing(Query(asked): Query<Asked>) -> impl IntoResponse {
    let (places, plans) = town::shown(asked.audience(), asked.lang());
    axum::Json(Drawing::new(&places.places, &plans, |_| Some(PICTURE.address.into())))
}

async fn map_page(Query(asked): Query<Asked>) -> Markup {
    let (places, plans) = town::shown(asked.audience(), asked.lang());
    let words = Words::of(asked.lang());
    page(&words, false, &map(&places.places, &plans, links(&asked.drawing()), &words))
}

async fn plan_page(Query(asked): Query<Asked>) -> Markup {
    let words = Words::of(asked.lang());
    page(&words, true, &plan(&sketch(asked.lang()), PICTURE, &[], &|entity| under("/e", entity), &words))
}

async fn place_page(Query(asked): Query<Asked>) -> Markup {
    let words = Words::of(asked.lang());
    let typed = Typed::new([("x1", "60"), ("y1", "60"), ("latitude1", "35.0008"), ("longitude1", "20.9997")]);
    let form = form("/place", &[], &typed, &[], &words);
    page(&words, true, &placing_page(&sketch(asked.lang()), PICTURE, links(&asked.drawing()), &form, &words))
}

fn sketch(lang: Lang) -> Plan {
    let (_, mut plans) = town::shown(Audience::Public, lang);
    plans.remove(0)
}

fn links(drawing: &str) -> Links<'_> {
    Links {
        drawing,
        base: "/basemap.pmtiles",
        own: None,
        card: &|entity| under("/e", entity),
        plan: &|_| Some("/place".into()),
    }
}

fn page(words: &Words, plan: bool, content: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(words.tag()) dir=(words.direction()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { "Sanabel (invented example)" }
                (loaders(plan, |name| format!("/assets/{name}")))
            }
            body { main { (content) } }
        }
    }
}
