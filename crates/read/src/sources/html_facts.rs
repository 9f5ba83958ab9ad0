//! What a web page says of itself, and what the browser that saved it wrote into it.

use super::html_tree::{Id, Tree};
use super::out::Out;
use super::report::Fact;

/// How far the encoding is looked for ("Determining the character encoding", 13.2.3.2).
const HEAD: usize = 1024;

/// Names of `meta` and what they are told as.
const METAS: [(&str, Fact); 18] = [
    ("author", Fact::Author),
    ("article:author", Fact::Author),
    ("dc.creator", Fact::Author),
    ("dcterms.creator", Fact::Author),
    ("date", Fact::Published),
    ("dc.date", Fact::Published),
    ("dcterms.issued", Fact::Published),
    ("pubdate", Fact::Published),
    ("article:published_time", Fact::Published),
    ("datepublished", Fact::Published),
    ("article:modified_time", Fact::Modified),
    ("last-modified", Fact::Modified),
    ("og:updated_time", Fact::Modified),
    ("generator", Fact::Producer),
    ("description", Fact::Description),
    ("og:title", Fact::Title),
    ("og:url", Fact::Address),
    ("content-language", Fact::Language),
];

/// The encoding that a page names in its first kilobyte.
pub(super) fn charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(HEAD)]).to_ascii_lowercase();
    let rest = head.split("charset").nth(1).or_else(|| head.strip_prefix("<?xml")?.split("encoding").nth(1))?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start().trim_start_matches(['"', '\'']);
    let label: String = rest.chars().take_while(|c| c.is_ascii_alphanumeric() || "-_:.".contains(*c)).collect();
    // A page that can be read so far is not in UTF-16, whatever it says.
    let label = if label.starts_with("utf-16") { "utf-8".to_owned() } else { label };
    (!label.is_empty()).then_some(label)
}

/// Tells title, language, `meta` and the address that the page calls its own.
pub(super) fn facts(tree: &Tree, out: &mut Out) {
    for id in 0..tree.nodes.len() {
        match tree.name(id) {
            "html" => out.told(Fact::Language, tree.attribute(id, "lang").unwrap_or_default(), "html lang"),
            "title" if in_head(tree, id) => out.told(Fact::Title, &tree.text(id), "head > title"),
            "meta" => meta(tree, id, out),
            "link" if tree.attribute(id, "rel") == Some("canonical") => {
                out.told(Fact::Address, tree.attribute(id, "href").unwrap_or_default(), "link rel=canonical");
            }
            _ => {}
        }
    }
}

fn in_head(tree: &Tree, id: Id) -> bool {
    tree.nodes[id].parent.is_some_and(|parent| tree.name(parent) == "head")
}

fn meta(tree: &Tree, id: Id, out: &mut Out) {
    let name = ["name", "property", "http-equiv", "itemprop"].iter().find_map(|key| tree.attribute(id, key));
    let Some(name) = name.map(str::to_ascii_lowercase) else { return };
    if let Some((_, fact)) = METAS.iter().find(|(known, _)| *known == name) {
        out.told(*fact, tree.attribute(id, "content").unwrap_or_default(), &format!("meta {name}"));
    }
}

/// What browsers and their helpers write into a comment when they save a page.
pub(super) fn comment(text: &str, out: &mut Out) {
    let text = text.trim();
    if let Some(rest) = text.strip_prefix("saved from url=(") {
        let address = rest.split_once(')').map_or("", |(_, address)| address);
        out.told(Fact::Address, address.trim(), "comment: saved from url");
    }
    if !text.starts_with("Page saved with SingleFile") {
        return;
    }
    out.told(Fact::Producer, "SingleFile", "comment of SingleFile");
    for line in text.lines() {
        let (key, value) = line.trim().split_once(':').unwrap_or_default();
        match key {
            "url" => out.told(Fact::Address, value, "comment of SingleFile: url"),
            "saved date" => out.told(Fact::Saved, value, "comment of SingleFile: saved date"),
            _ => {}
        }
    }
}
