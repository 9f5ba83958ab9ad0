//! What a PDF says of itself, and what hangs on it or on its pages.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, DateTime, Dict, Name, Object, Stream};
use hayro_syntax::page::Page;

use crate::sources::out::Out;
use crate::sources::report::{Fact, Missing};

/// How many nodes of a tree of names are looked at.
const NODES: usize = 10_000;

/// Tells what the document says of itself, and names what hangs on it.
pub(super) fn tell(pdf: &Pdf, out: &mut Out) {
    let about = pdf.metadata();
    let texts = [
        (Fact::Title, &about.title, "/Info /Title"),
        (Fact::Author, &about.author, "/Info /Author"),
        (Fact::Description, &about.subject, "/Info /Subject"),
        (Fact::Description, &about.keywords, "/Info /Keywords"),
        (Fact::Producer, &about.creator, "/Info /Creator"),
        (Fact::Producer, &about.producer, "/Info /Producer"),
    ];
    for (fact, value, place) in texts {
        out.told(fact, &text_string(value.as_deref().unwrap_or_default()), place);
    }
    let date = |date: &Option<DateTime>| date.as_ref().map(iso).unwrap_or_default();
    out.told(Fact::Created, &date(&about.creation_date), "/Info /CreationDate");
    out.told(Fact::Modified, &date(&about.modification_date), "/Info /ModDate");
    if let Some(root) = pdf.xref().get::<Dict>(pdf.xref().root_id()) {
        hanging(&root, out);
    }
}

fn hanging(root: &Dict, out: &mut Out) {
    let language = root.get::<hayro_syntax::object::String>("Lang").map(|lang| text_string(lang.as_bytes()));
    out.told(Fact::Language, &language.unwrap_or_default(), "/Root /Lang");
    if root.get::<Stream>("Metadata").is_some() {
        out.unread(Missing::UnknownPart, "/Root /Metadata", Some("XMP"));
    }
    if let Some(form) = root.get::<Dict>("AcroForm") {
        let fields = form.get::<Array>("Fields").map_or(0, |fields| fields.raw_iter().count() as u64);
        out.unread_many(Missing::Annotation, "/Root /AcroForm", Some("fields of a form"), fields);
    }
    let action = root.get::<Dict>("OpenAction").and_then(|action| action.get::<Name>("S"));
    if root.contains_key("AA") || action.is_some_and(|kind| kind.as_str() == "JavaScript" || kind.as_str() == "Launch")
    {
        out.unread(Missing::Script, "/Root", Some("something to be done on opening"));
    }
    let names = root.get::<Dict>("Names").unwrap_or_default();
    for (key, what) in [("EmbeddedFiles", Missing::Attachment), ("JavaScript", Missing::Script)] {
        for name in names.get::<Dict>(key).map_or(Vec::new(), leaves) {
            out.unread(what, &format!("/Root /Names /{key}"), Some(&name));
        }
    }
}

/// The names in a tree of names (7.9.6), however it is made.
fn leaves(root: Dict) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![root];
    let mut seen = 0;
    while let Some(node) = open.pop() {
        seen += 1;
        if seen > NODES {
            break;
        }
        if let Some(kids) = node.get::<Array>("Kids") {
            open.extend(kids.iter::<Dict>().take(NODES));
        }
        for object in node
            .get::<Array>("Names")
            .into_iter()
            .flat_map(|names| names.iter::<Object>().take(NODES).collect::<Vec<_>>())
        {
            if let Object::String(name) = object {
                found.push(text_string(name.as_bytes()));
            }
        }
    }
    found.sort();
    found
}

/// Names the annotations of a page (12.5) but links.
pub(super) fn annotations(page: &Page, number: u32, out: &mut Out) {
    let Some(list) = page.raw().get::<Array>("Annots") else { return };
    for one in list.iter::<Dict>().take(NODES) {
        let kind = one.get::<Name>("Subtype").map(|kind| kind.as_str().to_owned()).unwrap_or_default();
        let what = match kind.as_str() {
            "Link" | "Popup" => continue,
            "FileAttachment" => Missing::Attachment,
            "Movie" | "Sound" | "Screen" | "RichMedia" | "3D" => Missing::Media,
            _ => Missing::Annotation,
        };
        let words = one.get::<hayro_syntax::object::String>("Contents").map(|words| text_string(words.as_bytes()));
        out.unread(what, &format!("page {number}"), Some(&words.filter(|words| !words.is_empty()).unwrap_or(kind)));
    }
}

/// A text string (7.9.2.2): UTF-16 or UTF-8 by its mark, else PDFDocEncoding, which is Latin-1 but for a few signs.
pub(super) fn text_string(bytes: &[u8]) -> String {
    if let Some((encoding, mark)) = encoding_rs::Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0.into_owned();
    }
    const SIGNS: &str = "•†‡…—–ƒ⁄‹›−‰„“”‘’‚™ﬁﬂŁŒŠŸŽıłœšž\u{fffd}€";
    let sign = |byte: u8| SIGNS.chars().nth(usize::from(byte - 0x80)).unwrap_or(char::REPLACEMENT_CHARACTER);
    bytes.iter().map(|byte| if (0x80..=0xA0).contains(byte) { sign(*byte) } else { char::from(*byte) }).collect()
}

fn iso(date: &DateTime) -> String {
    let DateTime { year, month, day, hour, minute, second, .. } = date;
    let sign = if date.utc_offset_hour < 0 { '-' } else { '+' };
    let (hours, minutes) = (date.utc_offset_hour.unsigned_abs(), date.utc_offset_minute);
    format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{sign}{hours:02}:{minutes:02}")
}
