//! The pictures of a card for viewers of pictures: a manifest of the IIIF Presentation API 3.0. It names only what its reader
//! may see, and each picture with who made it and who published it.

use axum::extract::Path;
use axum::http::HeaderMap;
use axum::response::Response;
use daftar_register::Heard;
use daftar_register::claim::EntityId;
use daftar_register::media::Size;
use daftar_register::view;
use serde_json::{Map, Value, json};

use super::looking::Looking;
use super::pictures::{self, Pictured};
use super::{card, tiles};
use crate::address::Address;
use crate::error::Trouble;
use crate::guard::host;
use crate::maker::LONGEST;
use crate::visit::Visit;
use crate::words::{Digits, Words};

/// `/e/ID/manifest.json`
pub(crate) async fn page(Path(id): Path<String>, headers: HeaderMap, visit: Visit) -> Response {
    let (asking, origin) = (visit.clone(), host::origin(&headers));
    let look = move |register: &daftar_register::Register| manifest(&Looking::new(register, &asking)?, &id, &origin);
    match visit.site.0.registers.read(visit.audience(), look).await {
        Ok((manifest, _)) => tiles::linked(&manifest, tiles::PRESENTATION, &visit.site),
        Err(trouble) => tiles::refusal(trouble, visit).await,
    }
}

fn manifest(looking: &Looking<'_>, id: &str, origin: &str) -> Result<Value, Trouble> {
    let id = card::entity(id)?;
    let heard = looking.entity(id)?;
    let page = view::page(&looking.asked(&heard), id);
    let pictures: Vec<Pictured> =
        pictures::of(&page, looking)?.into_iter().filter(|one| one.offer.length.is_some()).collect();
    if pictures.is_empty() {
        return Err(Trouble::Missing);
    }
    let label = label(id, &heard);
    let items: Vec<Value> = pictures.iter().map(|one| canvas(one, origin)).collect();
    Ok(json!({
        "@context": "http://iiif.io/api/presentation/3/context.json",
        "id": format!("{origin}{}", Address::Manifest(id)),
        "type": "Manifest",
        "label": label,
        "homepage": [{
            "id": format!("{origin}{}", Address::Card(id)),
            "type": "Text",
            "label": label,
            "format": "text/html",
        }],
        "thumbnail": items[0]["thumbnail"],
        "items": items,
    }))
}

/// Everything that it is called, by language; `none` where no language is told.
fn label(id: EntityId, heard: &Heard) -> Value {
    let mut label = Map::new();
    for name in heard.surroundings.about(id).map(|about| about.names.as_slice()).unwrap_or_default() {
        let lang = name.lang.as_deref().unwrap_or("none").to_owned();
        let names = label.entry(lang).or_insert_with(|| json!([]));
        names.as_array_mut().into_iter().for_each(|names| names.push(json!(name.text)));
    }
    if label.is_empty() {
        return in_both("nameless");
    }
    Value::Object(label)
}

/// Words of our own, in both languages.
fn in_both(words: &str) -> Value {
    let say = |lang| Words::of(lang, Digits::European).say(words);
    json!({ "en": [say(daftar_register::date::Lang::En)], "ar": [say(daftar_register::date::Lang::Ar)] })
}

/// One picture. The page on which it is looked at closely is its name.
fn canvas(one: &Pictured, origin: &str) -> Value {
    let (source, file) = (one.offer.source, one.offer.file);
    let address = |address: Address<'_>| format!("{origin}{address}");
    let id = address(Address::Zoom(source, file));
    let [width, height] = one.offer.size.unwrap_or_default();
    let small = Size { width, height }.within(LONGEST);
    let mut canvas = json!({
        "id": id,
        "type": "Canvas",
        "label": one.title.as_ref().map_or_else(|| in_both("nameless"), |title| json!({ "none": [title] })),
        "width": width,
        "height": height,
        "thumbnail": [{
            "id": address(Address::Small(source, file)),
            "type": "Image",
            "format": "image/jpeg",
            "width": small.width,
            "height": small.height,
        }],
        "items": [{
            "id": format!("{id}#page"),
            "type": "AnnotationPage",
            "items": [{
                "id": format!("{id}#painting"),
                "type": "Annotation",
                "motivation": "painting",
                "body": body(one, &address(Address::Iiif(source, file))),
                "target": id,
            }],
        }],
    });
    if !one.credit.is_empty() {
        canvas["requiredStatement"] =
            json!({ "label": in_both("picture-credit"), "value": { "none": [one.credit.join(", ")] } });
    }
    canvas
}

fn body(one: &Pictured, service: &str) -> Value {
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
