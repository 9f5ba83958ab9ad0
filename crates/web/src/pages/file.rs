//! Source files: which of them a source offers to whom, and sending one.
//!
//! Keepers get a file as it is; one that is encrypted, too, where its key is open. The public gets the files of published
//! sources that lie open: text and PDFs as they are, pictures without what their pixels do not need, for that may tell who
//! stood where. Other files hide such things in more ways than are known here: they are for keepers.

use std::collections::BTreeSet;
use std::io::{self, Read};

use axum::extract::Path;
use axum::http::header::{CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::{AppendHeaders, IntoResponse as _, Response};
use daftar_register::Heard;
use daftar_register::claim::{EntityId, FileId, Hash, Subject, Value};
use daftar_register::media::{self, Picture};
use daftar_register::view::Audience;
use maud::html;
use serde::{Serialize, Serializer};

use super::card;
use super::kind::as_text;
use super::looking::Looking;
use crate::address::encode;
use crate::error::Trouble;
use crate::guard::headers::SourceFile;
use crate::layout::Content;
use crate::pieces;
use crate::sniffed::{Sort, TELLING};
use crate::visit::Visit;

/// The longest name of a file that is sent, in characters.
const LONGEST: usize = 80;

/// A source file that somebody may have.
#[derive(Clone, Serialize)]
pub(crate) struct Offer {
    #[serde(serialize_with = "as_text")]
    pub(crate) source: EntityId,
    #[serde(serialize_with = "as_text")]
    pub(crate) file: FileId,
    #[serde(rename = "type", serialize_with = "media_type")]
    pub(crate) sort: Sort,
    /// Bytes; none for one that is encrypted.
    pub(crate) length: Option<u64>,
    /// Of a picture that browsers show: pixels across and down.
    pub(crate) size: Option<[u32; 2]>,
    /// Whether anybody says that it shows wounds or the dead.
    pub(crate) graphic: bool,
}

fn media_type<S: Serializer>(sort: &Sort, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(sort.media_type())
}

/// The files of a source.
#[derive(Clone, Default, Serialize)]
pub(crate) struct Files {
    /// Those that this audience may have.
    pub(crate) offered: Vec<Offer>,
    /// How many more are kept, for keepers.
    pub(crate) withheld: usize,
}

impl Files {
    /// The files that a source is said to have. What is said about the source must have been heard.
    pub(crate) fn of(source: EntityId, heard: &Heard, looking: &Looking<'_>) -> Result<Files, Trouble> {
        let mut files = Files::default();
        for file in named(source, heard, looking) {
            match Offer::of(source, file, heard, looking)? {
                Some((offer, _)) => files.offered.push(offer),
                None => files.withheld += 1,
            }
        }
        Ok(files)
    }

    /// The pictures among them.
    pub(crate) fn pictures(self) -> impl Iterator<Item = Offer> {
        self.offered.into_iter().filter(|offer| offer.size.is_some())
    }
}

/// The files that statements which this audience may see say that a source has.
fn named(source: EntityId, heard: &Heard, looking: &Looking<'_>) -> BTreeSet<FileId> {
    let profiles = looking.register.profiles();
    let about = heard.statements.iter().filter(|one| one.stands() && one.claim.subject == Subject::Entity(source));
    let told = about.filter(|one| heard.surroundings.may_see(one, looking.ask.audience, profiles));
    told.filter_map(|one| match one.claim.value {
        Value::File(file) if one.claim.property.as_str() == "file" => Some(file),
        _ => None,
    })
    .collect()
}

/// A file that a source is said to have, with what that source is called: for the public only one that it may have, and
/// that is here.
pub(crate) struct Known {
    pub(crate) source: EntityId,
    pub(crate) file: FileId,
    pub(crate) title: Option<String>,
    /// The file as it may be had.
    pub(crate) offer: Option<Offer>,
}

impl Known {
    /// The file of that address.
    pub(crate) fn of(source: &str, file: &str, looking: &Looking<'_>) -> Result<Known, Trouble> {
        let source = card::entity(source)?;
        let file = Hash::parse(file).map(FileId).map_err(|_| Trouble::Missing)?;
        let heard = looking.entities(&[source])?;
        if !named(source, &heard, looking).contains(&file) {
            return Err(Trouble::Missing);
        }
        let offer = Offer::of(source, file, &heard, looking)?.map(|(offer, _)| offer);
        if offer.is_none() && looking.ask.audience == Audience::Public {
            return Err(Trouble::Missing);
        }
        let title = heard.surroundings.name(source, looking.ask.lang).map(str::to_owned);
        Ok(Known { source, file, title, offer })
    }

    /// What a copy of it is called.
    pub(crate) fn name(&self) -> String {
        let ending = self.offer.as_ref().map_or("", |offer| offer.sort.ending());
        name(self.title.as_deref().unwrap_or_default(), ending)
    }
}

/// What a file holds, read as it is sent.
pub(super) type Bytes = Box<dyn Read + Send>;

impl Offer {
    /// A file of a source with its content, if this audience may have it and it is here.
    fn of(
        source: EntityId,
        file: FileId,
        heard: &Heard,
        looking: &Looking<'_>,
    ) -> Result<Option<(Offer, Bytes)>, Trouble> {
        let register = looking.register;
        let public = looking.ask.audience == Audience::Public;
        let published = heard.surroundings.about(source).is_some_and(|about| about.is_published());
        if public && (!published || !register.may_public_read_file(source, file)?) {
            return Ok(None);
        }
        let Some(mut content) = register.open_file(file)? else { return Ok(None) };
        let mut first = Vec::new();
        content.by_ref().take(TELLING).read_to_end(&mut first).map_err(unreadable)?;
        let sort = Sort::of(&first);
        if public && !sort.is_for_the_public() {
            return Ok(None);
        }
        let size = match sort {
            Sort::Picture(picture) => size(picture, file, looking)?,
            _ => None,
        };
        let graphic = is_graphic(source, heard);
        let offer = Offer { source, file, sort, length: register.open_length(file)?, size, graphic };
        Ok(Some((offer, Box::new(io::Cursor::new(first).chain(content)))))
    }
}

/// Whether a standing statement marks the pictures of a source, whoever may read that statement.
fn is_graphic(source: EntityId, heard: &Heard) -> bool {
    let mut about = heard.statements.iter().filter(|one| one.stands() && one.claim.subject == Subject::Entity(source));
    about.any(|one| {
        one.claim.property.as_str() == "content-warning" && one.claim.value == Value::code("content-warning", "graphic")
    })
}

/// The size of a picture; none of one that is broken.
fn size(picture: Picture, file: FileId, looking: &Looking<'_>) -> Result<Option<[u32; 2]>, Trouble> {
    let Some(mut content) = looking.register.open_file(file)? else { return Ok(None) };
    let size = media::size(picture, &mut content).ok().flatten();
    Ok(size.map(|size| [size.width, size.height]))
}

fn unreadable(error: io::Error) -> Trouble {
    Trouble::Inside(format!("a source file cannot be read: {error}"))
}

/// A file on its way.
struct Sending {
    sort: Sort,
    name: String,
    content: Bytes,
    /// Its length, where it is sent as it is.
    length: Option<u64>,
    /// Of which kind the picture is that is sent without what tells of who took it where.
    bare: Option<Picture>,
}

/// `/s/ID/file/FILE`
pub(crate) async fn send(Path((source, file)): Path<(String, String)>, visit: Visit) -> Response {
    let asking = visit.clone();
    let find = move |register: &daftar_register::Register| sending(&Looking::new(register, &asking)?, &source, &file);
    match visit.site.0.registers.read(visit.audience(), find).await {
        Ok((sending, _)) => sending.answer(),
        Err(trouble) => visit.page(move |_| Err::<(), _>(trouble), |(), _| Content::plain("", html! {})).await,
    }
}

/// A file of that address with its content, if this audience may have it.
pub(super) fn find(looking: &Looking<'_>, source: &str, file: &str) -> Result<(Offer, Bytes), Trouble> {
    let source = card::entity(source)?;
    let file = Hash::parse(file).map(FileId).map_err(|_| Trouble::Missing)?;
    let heard = looking.entities(&[source])?;
    let named = named(source, &heard, looking).contains(&file);
    let found = if named { Offer::of(source, file, &heard, looking)? } else { None };
    found.ok_or(Trouble::Missing)
}

fn sending(looking: &Looking<'_>, source: &str, file: &str) -> Result<Sending, Trouble> {
    let (offer, content) = find(looking, source, file)?;
    let public = looking.ask.audience == Audience::Public;
    let bare = match offer.sort {
        Sort::Picture(picture) if public => Some(picture),
        _ => None,
    };
    let heard = looking.entities(&[offer.source])?;
    let title = heard.surroundings.name(offer.source, looking.ask.lang).unwrap_or_default();
    Ok(Sending { sort: offer.sort, name: name(title, offer.sort.ending()), content, length: offer.length, bare })
}

impl Sending {
    /// Always as something to be kept, never as a page: pictures are shown within pages all the same.
    fn answer(self) -> Response {
        let Sending { sort, name, mut content, length, bare } = self;
        let mut encoded = String::new();
        encode(&mut encoded, &name);
        let named = format!("attachment; filename=\"source{}\"; filename*=UTF-8''{encoded}", sort.ending());
        let length = length.filter(|_| bare.is_none()).map(|length| (CONTENT_LENGTH, length.to_string()));
        let body = pieces::body(move |to| match bare {
            Some(picture) => media::bare(picture, &mut content, to).map_err(io::Error::other),
            None => io::copy(&mut content, to).map(drop),
        });
        let headers = [(CONTENT_TYPE, sort.media_type().to_owned()), (CONTENT_DISPOSITION, named)];
        let mut response = (headers, AppendHeaders(length), body).into_response();
        response.extensions_mut().insert(SourceFile);
        response
    }
}

/// A name that every system can keep a file under.
fn name(title: &str, ending: &str) -> String {
    let fits = |c: &char| !c.is_control() && !is_turning(*c) && !is_refused(*c);
    let clean: String = title.chars().filter(fits).take(LONGEST).collect();
    let clean = clean.trim().trim_start_matches('.');
    let bare = if clean.is_empty() { "source" } else { clean };
    if bare.ends_with(ending) { bare.to_owned() } else { format!("{bare}{ending}") }
}

/// Characters that some system has no names with.
fn is_refused(c: char) -> bool {
    matches!(c, '\\' | '/' | ':' | '*' | '?' | '\u{22}' | '<' | '>' | '|')
}

/// Characters that turn the direction of a line: with them a name can seem to end in another way than it does.
fn is_turning(c: char) -> bool {
    matches!(c, '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_clean_and_end_as_what_they_are() {
        assert_eq!(name("Letter of the committee", ".pdf"), "Letter of the committee.pdf");
        assert_eq!(name("mill.jpg", ".jpg"), "mill.jpg");
        assert_eq!(name("../..\\evil\u{202E}gpj.exe", ".png"), "evilgpj.exe.png");
        assert_eq!(name("\u{0}", ""), "source");
        assert_eq!(name("رسم الحي", ".png"), "رسم الحي.png");
    }
}
