//! One address of every kind of page, from the routes of the server itself: a new page is looked at without being named here.

use anyhow::{Result, bail};

use crate::{Browser, Notebook};

const SERVER: &str = include_str!("../../web/src/server.rs");
/// What is asked by scripts, programs and style sheets; everything else is a page.
const NO_PAGES: [&str; 25] = [
    "/search.csv",
    "/totals.csv",
    "/statements.csv",
    "/passports.csv",
    "/search.xlsx",
    "/import/file/{name}",
    // Nothing is there before a list was imported.
    "/import/report",
    "/copies/bundle/{number}",
    "/map/drawing",
    "/map/crowd",
    "/map/base.pmtiles",
    "/map/own.pmtiles",
    "/s/{id}/file/{file}",
    "/s/{id}/file/{file}/sidecar",
    "/s/{id}/file/{file}/small",
    "/s/{id}/file/{file}/whole",
    "/s/{id}/file/{file}/iiif",
    "/s/{id}/file/{file}/iiif/info",
    "/s/{id}/file/{file}/iiif/{region}/{size}/{rotation}/{quality}",
    "/e/{id}/manifest",
    "/assets/{tag}/{name}",
    "/openapi",
    "/sw.js",
    "/names",
    "/said",
];
/// Pages that show nothing until they are asked something.
const ASKED: [(&str, &str); 2] = [("/moments", "?earlier=2032-01&later=2032-05"), ("/search", "?words=mill")];

/// A kind of page, and where to see one.
#[derive(Clone, Debug)]
pub struct Kind {
    /// Its name in the file of a picture.
    pub name: String,
    /// The address of one, without the slash at its beginning.
    pub path: String,
}

/// All kinds of pages of a notebook, and the page that says that there is none.
///
/// # Errors
/// When the browser cannot look for a statement to show, or nobody knows an example of a route.
pub async fn kinds(browser: &Browser, notebook: &Notebook) -> Result<Vec<Kind>> {
    browser.visit(&format!("{}e/{}", notebook.home, notebook.museum.0)).await?;
    let link = browser.find("a[href^='/c/']").await?.attr("href").await?.unwrap_or_default();
    let statement = link.trim_start_matches("/c/").split('?').next().unwrap_or_default().to_owned();
    let mut kinds = vec![Kind { name: "missing".into(), path: "no-such-page".into() }];
    for route in pages() {
        kinds.push(Kind { name: name(route), path: path(route, notebook, &statement)? });
    }
    Ok(kinds)
}

/// The routes that answer to GET with a page.
fn pages() -> impl Iterator<Item = &'static str> {
    let lines = SERVER.split(".route(\"").skip(1).filter(|line| line.contains("get("));
    let routes = lines.filter_map(|line| line.split('"').next());
    routes.filter(|route| !NO_PAGES.contains(route))
}

/// `/e/{id}/add` is called `e-id-add`.
fn name(route: &str) -> String {
    let words: Vec<_> = route.split(['/', '{', '}']).filter(|word| !word.is_empty()).collect();
    if words.is_empty() { "overview".to_owned() } else { words.join("-") }
}

fn path(route: &str, notebook: &Notebook, statement: &str) -> Result<String> {
    let mut path = Vec::new();
    let (source, file) = match route.ends_with("/zoom") {
        true => (notebook.plan, notebook.drawing),
        false => (notebook.article, notebook.file),
    };
    for part in route.split('/').skip(1) {
        let of = path.last().map_or("", String::as_str);
        path.push(match (of, part) {
            ("e", "{id}") if route.ends_with("/contents") => notebook.shelf.0.to_string(),
            ("e", "{id}") if route.ends_with("/lot") => notebook.lot.0.to_string(),
            ("e", "{id}") if route.ends_with("/holding") => notebook.bank.0.to_string(),
            ("e", "{id}") if ["/returned", "/forgive"].iter().any(|end| route.ends_with(end)) => {
                notebook.promise.0.to_string()
            }
            ("e", "{id}") if route.ends_with("/receipt") => notebook.handover.0.to_string(),
            ("e", "{id}") => notebook.museum.0.to_string(),
            ("s", "{id}") => source.0.to_string(),
            ("file", "{file}") => file.0.to_string(),
            ("plan", "{id}") => notebook.plan.0.to_string(),
            ("c", "{id}") => statement.to_owned(),
            ("review", "{id}") => notebook.waiting.0.to_string(),
            ("doubles", "{one}") => notebook.museum.0.to_string(),
            (_, "{other}") => notebook.shelf.0.to_string(),
            (_, "{kind}") => "object".to_owned(),
            (_, "{property}") => "description".to_owned(),
            (_, "{change}") => "retract".to_owned(),
            (_, "{sheet}") => "object-id".to_owned(),
            (_, "{lot}") => notebook.lot.0.to_string(),
            (_, "{test}") => notebook.test.0.to_string(),
            ("stock", "{id}") => notebook.stock.0.to_string(),
            (_, part) if part.starts_with('{') => bail!("which {part} shows what {route} is? Add an example"),
            (_, part) => part.to_owned(),
        });
    }
    let asked = ASKED.iter().find(|(asked, _)| *asked == route).map_or("", |(_, query)| query);
    Ok(path.join("/") + asked)
}
