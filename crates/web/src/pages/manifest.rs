//! The pictures of a card for viewers of pictures: a manifest of the IIIF Presentation API 3.0. It names only what its reader
//! may see, and each picture with who made it and who published it.

use std::collections::{BTreeMap, HashSet};

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use daftar_register::claim::{EntityId, FileId, Value as Claimed};
use daftar_register::date::Lang;
use daftar_register::media::Size;
use daftar_register::store::Derived;
use daftar_register::view::{self, Name, Page};
use serde_json::{Value, json};
use unic_langid::LanguageIdentifier;

use super::looking::Looking;
use super::pictures::{self, Pictured};
use super::{card, tiles};
use crate::address::Address;
use crate::error::Trouble;
use crate::guard::host;
use crate::maker::LONGEST;
use crate::visit::Visit;
use crate::words::{Digits, Words};

/// How a museum wishes an object to be credited wherever it is shown.
const CREDIT: &str = "credit";

/// A card of which there are pictures.
struct Shown {
    id: EntityId,
    names: Vec<Name>,
    /// The words that are to be shown with it.
    credit: Vec<Name>,
    pictures: Vec<Pictured>,
    derived: Derived,
}

/// `/e/ID/manifest.json`
pub(crate) async fn page(Path(id): Path<String>, headers: HeaderMap, visit: Visit) -> Response {
    let (asking, origin) = (visit.clone(), host::origin(&headers));
    let look = move |register: &daftar_register::Register| Shown::of(&Looking::new(register, &asking)?, &id);
    match visit.site.0.registers.read(visit.audience(), look).await {
        Ok((shown, _)) => {
            let files = shown.pictures.iter().map(|one| one.offer.file);
            let unopened = visit.site.0.maker.unopened(&shown.derived, files).await;
            tiles::linked(&shown.manifest(&origin, &unopened), tiles::PRESENTATION, &visit.site)
        }
        Err(trouble) => tiles::refusal(trouble, visit).await,
    }
}

impl Shown {
    fn of(looking: &Looking<'_>, id: &str) -> Result<Shown, Trouble> {
        let id = card::entity(id)?;
        let heard = looking.entity(id)?;
        let page = view::page(&looking.asked(&heard), id);
        let mut pictures = pictures::of(&page, looking)?;
        pictures.retain(|one| one.offer.length.is_some());
        if pictures.is_empty() {
            return Err(Trouble::Missing);
        }
        let names = heard.surroundings.about(id).map(|about| about.names.clone()).unwrap_or_default();
        Ok(Shown { id, names, credit: credit(&page), pictures, derived: looking.register.derived() })
    }

    /// `unopened` are the files of which no smaller copies can be made: these are shown as they are.
    fn manifest(&self, origin: &str, unopened: &HashSet<FileId>) -> Value {
        let label = label(&self.names);
        let canvas = |one: &Pictured| canvas(one, origin, !unopened.contains(&one.offer.file));
        let items: Vec<Value> = self.pictures.iter().map(canvas).collect();
        let mut manifest = json!({
            "@context": "http://iiif.io/api/presentation/3/context.json",
            "id": format!("{origin}{}", Address::Manifest(self.id)),
            "type": "Manifest",
            "label": label,
            "homepage": [{
                "id": format!("{origin}{}", Address::Card(self.id)),
                "type": "Text",
                "label": label,
                "format": "text/html",
            }],
        });
        if let Some(thumbnail) = items.iter().find_map(|canvas| canvas.get("thumbnail")) {
            manifest["thumbnail"] = thumbnail.clone();
        }
        if !self.credit.is_empty() {
            manifest["requiredStatement"] = json!({ "label": in_both("picture-with"), "value": texts(&self.credit) });
        }
        manifest["items"] = Value::Array(items);
        manifest
    }
}

/// What is said of how it is to be credited, as far as this visitor may know it.
fn credit(page: &Page) -> Vec<Name> {
    let properties = page.sections.iter().flat_map(|section| &section.properties);
    let told = properties.filter(|one| one.folded.property.as_str() == CREDIT).flat_map(|one| &one.folded.values);
    told.filter_map(|value| match &value.value.value {
        Claimed::Text { text, lang } => Some(Name { text: text.clone(), lang: lang.clone() }),
        _ => None,
    })
    .collect()
}

/// Everything that it is called.
fn label(names: &[Name]) -> Value {
    if names.is_empty() { in_both("nameless") } else { texts(names) }
}

/// Texts by language; `none` where no language is told, or none that BCP 47 knows.
fn texts(all: &[Name]) -> Value {
    let tag = |lang: &str| lang.parse::<LanguageIdentifier>().map(|known| known.to_string()).ok();
    let mut texts: BTreeMap<String, Vec<&str>> = BTreeMap::new();
    for name in all {
        let lang = name.lang.as_deref().and_then(tag).unwrap_or_else(|| "none".to_owned());
        let told = texts.entry(lang).or_default();
        if !told.contains(&name.text.as_str()) {
            told.push(&name.text);
        }
    }
    json!(texts)
}

/// Words of our own, in both languages.
fn in_both(words: &str) -> Value {
    let say = |lang| Words::of(lang, Digits::European).say(words);
    json!({ "en": [say(Lang::En)], "ar": [say(Lang::Ar)] })
}

/// One picture. The page on which it is looked at closely is its name.
fn canvas(one: &Pictured, origin: &str, opens: bool) -> Value {
    let (source, file) = (one.offer.source, one.offer.file);
    let id = format!("{origin}{}", Address::Zoom(source, file));
    let [width, height] = one.offer.size.unwrap_or_default();
    let mut canvas = json!({
        "id": id,
        "type": "Canvas",
        "label": label(&one.names),
        "width": width,
        "height": height,
        "items": [{
            "id": format!("{id}#page"),
            "type": "AnnotationPage",
            "items": [{
                "id": format!("{id}#painting"),
                "type": "Annotation",
                "motivation": "painting",
                "body": if opens { body(one, origin) } else { itself(one, origin) },
                "target": id,
            }],
        }],
    });
    if one.offer.graphic {
        canvas["summary"] = in_both("graphic-marked");
    }
    // Viewers show small copies unasked.
    if opens && !one.offer.graphic {
        canvas["thumbnail"] = json!([thumbnail(one, origin)]);
    }
    if !one.credit.is_empty() {
        canvas["requiredStatement"] =
            json!({ "label": in_both("picture-credit"), "value": { "none": [one.credit.join(", ")] } });
    }
    canvas
}

fn thumbnail(one: &Pictured, origin: &str) -> Value {
    let [width, height] = one.offer.size.unwrap_or_default();
    let small = Size { width, height }.within(LONGEST);
    json!({
        "id": format!("{origin}{}", Address::Small(one.offer.source, one.offer.file)),
        "type": "Image",
        "format": "image/jpeg",
        "width": small.width,
        "height": small.height,
    })
}

/// The picture as its image service has it.
fn body(one: &Pictured, origin: &str) -> Value {
    let service = format!("{origin}{}", Address::Iiif(one.offer.source, one.offer.file));
    let largest = tiles::pyramid(&one.offer).map(|pyramid| pyramid.largest());
    let [width, height] = largest.map(|size| [size.width, size.height]).unwrap_or_default();
    json!({
        "id": format!("{service}/full/max/0/default.jpg"),
        "type": "Image",
        "format": "image/jpeg",
        "width": width,
        "height": height,
        "service": [{ "id": service, "type": "ImageService3", "profile": "level0" }],
    })
}

/// The file of a picture of which nothing smaller can be made.
fn itself(one: &Pictured, origin: &str) -> Value {
    let [width, height] = one.offer.size.unwrap_or_default();
    json!({
        "id": format!("{origin}{}", Address::File(one.offer.source, one.offer.file)),
        "type": "Image",
        "format": one.offer.sort.media_type(),
        "width": width,
        "height": height,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_stand_under_languages_that_there_are() {
        let name = |text: &str, lang: Option<&str>| Name { text: text.into(), lang: lang.map(str::to_owned) };
        let all = [
            name("Jar", Some("EN")),
            name("Pot", Some("en")),
            name("Jar", Some("en")),
            name("جرة", Some("ar-sy")),
            name("a mark", Some("no language")),
            name("77", None),
        ];
        let told = json!({ "en": ["Jar", "Pot"], "ar-SY": ["جرة"], "none": ["a mark", "77"] });
        assert_eq!(texts(&all), told);
        assert_eq!(label(&[]).as_object().map(|by| by.len()), Some(2), "what has no name says so in both languages");
    }
}
