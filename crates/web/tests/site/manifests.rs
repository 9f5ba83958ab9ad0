//! Manifests as other viewers read them: through the model that is made of the standard's own schema, where Python has it, and
//! what that schema misses. The model asks for types and for ids that are addresses, and drops what it does not know. It
//! does not ask for a context, for items, for sizes of a canvas, for a painting or what it is painted on, nor whether anything
//! that is named is there and is as large as is said; and it refuses languages with digits (`es-419`), which BCP 47 has.

use std::collections::BTreeSet;
use std::io::{Cursor, Write as _};
use std::process::{Command, Stdio};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use image::{DynamicImage, ImageFormat};
use serde_json::{Value, json};
use tower::ServiceExt as _;
use unic_langid::LanguageIdentifier;

use crate::files::{PUBLISHED, photograph, said};
use crate::keeper::{Keeper, keeper};
use crate::town::get;

const ORIGIN: &str = "http://127.0.0.1:4750";

/// Reads manifests into the model and writes them out again: what it does not know is missing then.
const THROUGH_THE_MODEL: &str = "
import json, sys
import iiif_prezi3
for given in json.load(sys.stdin):
    read = iiif_prezi3.Manifest(**given)
    written = json.loads(read.model_dump_json(by_alias=True, exclude_unset=True))
    if written != given:
        sys.exit('the standard does not know all of ' + json.dumps(given) + ' but ' + json.dumps(written))
";

fn drawn(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let mut bytes = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(width, height).write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

/// A photograph of 333 × 251 pixels that was taken with the camera on its side.
fn turned() -> Vec<u8> {
    let upright = drawn(333, 251, ImageFormat::Jpeg);
    let exif = b"\xFF\xE1\x00\x22Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0";
    [&upright[..2], exif, &upright[2..]].concat()
}

/// Adds pictures to a card.
async fn depicted(keeper: &Keeper, card: &str, files: &[(&str, &[u8])], told: &[(&str, &str)]) {
    let answer = keeper.send_files(&format!("{card}/picture"), files, &[told, &PUBLISHED].concat()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text);
}

async fn manifest(site: &Router, card: &str) -> Value {
    let answer = get(site, &format!("{card}/manifest.json")).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text);
    assert!(said(&answer, header::CONTENT_TYPE).contains("presentation/3"));
    serde_json::from_str(&answer.text).unwrap()
}

/// Cards with one picture, with several of all sorts, and with a name in one language alone.
async fn cards(keeper: &Keeper) -> [Value; 3] {
    let names = [("name.en", "Storage jar"), ("name.ar", "جرة تخزين"), ("credit.en", "Given by the quarter")];
    let jar = keeper.card("object", &names).await;
    depicted(keeper, &jar, &[("jar.png", &drawn(640, 480, ImageFormat::Png))], &[("title", "The jar drawn")]).await;
    let mill = keeper.card("object", &[("name.en", "Mill stone")]).await;
    let large = drawn(3001, 1499, ImageFormat::Png);
    let tiny = drawn(1, 1, ImageFormat::Gif);
    let files: [(&str, &[u8]); 4] =
        [("large.png", &large), ("turned.jpg", &turned()), ("tiny.gif", &tiny), ("broken.jpg", &photograph())];
    for file in files {
        depicted(keeper, &mill, &[file], &[("author", "A neighbour")]).await;
    }
    let seal = keeper.card("object", &[("name.ar", "ختم من طين")]).await;
    let webp = drawn(700, 99, ImageFormat::WebP);
    depicted(keeper, &seal, &[("seal.webp", &webp)], &[("title", "الختم من الأمام")]).await;
    let [jar, mill, seal] = [&jar, &mill, &seal].map(|card| manifest(&keeper.site, card));
    [jar.await, mill.await, seal.await]
}

#[tokio::test]
async fn manifests_are_what_the_standard_s_model_knows_and_what_they_name_is_so() {
    let keeper = keeper().await;
    let [jar, mill, seal] = cards(&keeper).await;
    for manifest in [&jar, &mill, &seal] {
        is_whole(manifest);
        for canvas in canvases(manifest) {
            is_so(&keeper.site, canvas).await;
        }
    }
    let sizes = |manifest: &Value| {
        let mut sizes: Vec<_> =
            canvases(manifest).iter().map(|one| (number(one, "width"), number(one, "height"))).collect();
        sizes.sort_unstable();
        sizes
    };
    assert_eq!(sizes(&mill), [(1, 1), (3, 2), (251, 333), (3001, 1499)]);
    assert_eq!(jar["label"], json!({ "en": ["Storage jar"], "ar": ["جرة تخزين"] }));
    assert_eq!(jar["requiredStatement"]["value"], json!({ "en": ["Given by the quarter"] }));
    assert_eq!((mill.get("requiredStatement"), mill.get("rights")), (None, None), "nobody told any");
    assert_eq!(seal["label"], json!({ "ar": ["ختم من طين"] }));
    through_the_model(&json!([jar, mill, seal]));
}

#[tokio::test]
async fn what_has_no_picture_for_this_visitor_has_no_manifest() {
    let keeper = keeper().await;
    let jar = keeper.card("object", &[("name.en", "Storage jar")]).await;
    let of = format!("{jar}/manifest.json");
    assert_eq!(keeper.get(&of).await.status, StatusCode::NOT_FOUND);
    let picture = drawn(64, 48, ImageFormat::Png);
    keeper.send_files(&format!("{jar}/picture"), &[("jar.png", &picture)], &[("published", "no")]).await;
    assert_eq!(keeper.get(&of).await.status, StatusCode::OK);
    assert_eq!(get(&keeper.site, &of).await.status, StatusCode::NOT_FOUND);
}

fn canvases(manifest: &Value) -> &[Value] {
    manifest["items"].as_array().unwrap()
}

fn number(part: &Value, name: &str) -> u32 {
    u32::try_from(part[name].as_u64().unwrap_or_else(|| panic!("no {name}: {part}"))).unwrap()
}

/// What can be told without asking for anything: ids, languages, canvases and what is painted on them.
fn is_whole(manifest: &Value) {
    assert_eq!(manifest["@context"], "http://iiif.io/api/presentation/3/context.json");
    let mut ids = BTreeSet::new();
    walk(manifest, &mut ids);
    assert!(!canvases(manifest).is_empty());
    for canvas in canvases(manifest) {
        assert!(number(canvas, "width") > 0 && number(canvas, "height") > 0, "{canvas}");
        assert!(!canvas["id"].as_str().unwrap().contains('#'), "the id of a canvas has no fragment: {canvas}");
        let paintings: Vec<&Value> =
            canvas["items"].as_array().unwrap().iter().flat_map(|page| page["items"].as_array().unwrap()).collect();
        assert!(!paintings.is_empty());
        for painting in paintings {
            assert_eq!((&painting["motivation"], &painting["target"]), (&json!("painting"), &canvas["id"]));
        }
    }
}

/// Every part has an address of its own; every label has texts, each under a language that there is.
fn walk(part: &Value, ids: &mut BTreeSet<String>) {
    part.as_array().into_iter().flatten().for_each(|one| walk(one, ids));
    let Some(members) = part.as_object() else { return };
    if let Some(kind) = part["type"].as_str() {
        let id = part["id"].as_str().unwrap_or_else(|| panic!("no id: {part}"));
        assert!(id.starts_with("http://") || id.starts_with("https://"), "{id}");
        let own = ["Manifest", "Canvas", "AnnotationPage", "Annotation"].contains(&kind);
        assert!(!own || ids.insert(id.to_owned()), "{id} stands twice");
    }
    for texts in ["label", "value"].iter().filter_map(|name| members.get(*name)) {
        let texts = texts.as_object().unwrap_or_else(|| panic!("no texts by language: {part}"));
        assert!(!texts.is_empty(), "{part}");
        for (lang, texts) in texts {
            assert!(lang == "none" || lang.parse::<LanguageIdentifier>().is_ok(), "{lang}");
            let texts = texts.as_array().unwrap();
            assert!(!texts.is_empty() && texts.iter().all(Value::is_string), "{part}");
        }
    }
    members.values().for_each(|one| walk(one, ids));
}

/// What a canvas names is there, of the kind and as large as is said.
async fn is_so(site: &Router, canvas: &Value) {
    let body = &canvas["items"][0]["items"][0]["body"];
    let own = [number(canvas, "width"), number(canvas, "height")];
    match body["service"][0]["id"].as_str() {
        Some(service) => {
            has_the_size_it_says(site, body).await;
            let info: Value = serde_json::from_slice(&sent(site, &format!("{service}/info.json")).await.1).unwrap();
            assert_eq!((info["id"].as_str(), &info["type"]), (Some(service), &body["service"][0]["type"]));
            assert_eq!([number(&info, "width"), number(&info, "height")], own);
            let whole = json!({ "width": body["width"], "height": body["height"] });
            assert!(info["sizes"].as_array().unwrap().contains(&whole), "{info}");
            has_the_size_it_says(site, &canvas["thumbnail"][0]).await;
        }
        // Of what cannot be opened there is nothing smaller; the file is sent as it is.
        None => {
            assert_eq!(sent(site, body["id"].as_str().unwrap()).await.0, body["format"]);
            assert_eq!(([number(body, "width"), number(body, "height")], canvas.get("thumbnail")), (own, None));
        }
    }
}

async fn has_the_size_it_says(site: &Router, picture: &Value) {
    let (format, bytes) = sent(site, picture["id"].as_str().unwrap()).await;
    assert_eq!(format, picture["format"]);
    let pixels = image::load_from_memory(&bytes).unwrap();
    assert_eq!([pixels.width(), pixels.height()], [number(picture, "width"), number(picture, "height")], "{picture}");
}

/// What an address of this site sends: its kind and its bytes.
async fn sent(site: &Router, id: &str) -> (String, Vec<u8>) {
    let path = id.strip_prefix(ORIGIN).unwrap_or_else(|| panic!("{id} is not of this site"));
    let request = Request::get(path).header(header::HOST, "127.0.0.1:4750").body(Body::empty()).unwrap();
    let (parts, body) = site.clone().oneshot(request).await.unwrap().into_parts();
    assert_eq!(parts.status, StatusCode::OK, "{id}");
    let kind = parts.headers[header::CONTENT_TYPE].to_str().unwrap().to_owned();
    (kind, to_bytes(body, usize::MAX).await.unwrap().to_vec())
}

/// Gives manifests to the standard's model, if this computer has it.
fn through_the_model(manifests: &Value) {
    let python = std::env::var("DAFTAR_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let here = Command::new(&python).args(["-c", "import iiif_prezi3"]).stderr(Stdio::null()).status();
    if !here.is_ok_and(|status| status.success()) {
        return println!("skipped: {python} has no iiif_prezi3; .ci/setup installs it");
    }
    let mut model = Command::new(&python);
    model.args(["-c", THROUGH_THE_MODEL]).stdin(Stdio::piped()).stderr(Stdio::piped());
    let mut model = model.spawn().unwrap();
    model.stdin.take().unwrap().write_all(manifests.to_string().as_bytes()).unwrap();
    let output = model.wait_with_output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}
