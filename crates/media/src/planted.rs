//! Small pictures for tests, with and without a place planted wherever a file of their kind can hold one.

use crate::Picture;

const PLACE: &[u8] = b"35.0007N 20.9997E";

/// Whether the place is there.
pub(crate) fn tells(bytes: &[u8]) -> bool {
    bytes.windows(PLACE.len()).any(|window| window == PLACE)
}

/// A picture that tells.
pub(crate) fn with(picture: Picture) -> Vec<u8> {
    made(picture, true)
}

/// What is to be left of it.
pub(crate) fn without(picture: Picture) -> Vec<u8> {
    made(picture, false)
}

fn made(picture: Picture, telling: bool) -> Vec<u8> {
    let mut bytes = match picture {
        Picture::Jpeg => jpeg(telling),
        Picture::Png => png(telling),
        Picture::Gif => gif(telling),
        Picture::Webp => webp(telling),
    };
    bytes.extend(if telling { PLACE } else { b"" });
    bytes
}

fn jpeg(telling: bool) -> Vec<u8> {
    let segment = |marker: u8, content: &[u8]| {
        let length = u16::try_from(content.len() + 2).unwrap().to_be_bytes();
        [&[0xFF, marker], &length[..], content].concat()
    };
    let told = |marker: u8, mark: &[u8]| if telling { segment(marker, &[mark, PLACE].concat()) } else { Vec::new() };
    let exif = if telling { exif() } else { crate::exif::saying(6).to_vec() };
    let head: &[u8] =
        if telling { b"JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01rgb" } else { b"JFIF\0\x01\x01\0\0\x01\0\x01\0\0" };
    [
        vec![0xFF, 0xD8],
        segment(0xE0, head),
        segment(0xE1, &[crate::exif::MARK, &exif].concat()),
        told(0xE1, b"http://ns.adobe.com/xap/1.0/\0"),
        segment(0xE2, b"ICC_PROFILE\0\x01\x01colours"),
        told(0xE2, b"MPF\0"),
        told(0xED, b"Photoshop 3.0\0"),
        told(0xFE, b""),
        segment(0xDB, &[7; 65]),
        segment(0xC0, &[8, 0, 2, 0, 3, 1, 1, 0x11, 0]),
        segment(0xC4, &[9; 20]),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        b"data\xFF\0data\xFF\xD0data".to_vec(),
        segment(0xDA, &[1, 1, 0, 0, 63, 0]),
        b"more data".to_vec(),
        vec![0xFF, 0xD9],
    ]
    .concat()
}

/// Turned on its side, and telling where.
fn exif() -> Vec<u8> {
    [&b"II*\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0"[..], PLACE]
        .concat()
}

fn png(telling: bool) -> Vec<u8> {
    let chunk = |name: &[u8], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], name, content, b"sum!"].concat()
    };
    let told = |name: &[u8]| if telling { chunk(name, PLACE) } else { Vec::new() };
    [
        b"\x89PNG\r\n\x1A\n".to_vec(),
        chunk(b"IHDR", &[0, 0, 0, 3, 0, 0, 0, 2, 8, 0, 0, 0, 0]),
        told(b"tEXt"),
        told(b"eXIf"),
        told(b"iTXt"),
        chunk(b"IDAT", b"data"),
        told(b"tIME"),
        chunk(b"IEND", b""),
    ]
    .concat()
}

fn gif(telling: bool) -> Vec<u8> {
    let extension = |label: u8, first: &[u8], pieces: &[&[u8]]| {
        let mut bytes = vec![0x21, label];
        for piece in [first].iter().chain(pieces) {
            bytes.push(u8::try_from(piece.len()).unwrap());
            bytes.extend_from_slice(piece);
        }
        [bytes, vec![0]].concat()
    };
    let told = |label: u8, first: &[u8]| if telling { extension(label, first, &[PLACE]) } else { Vec::new() };
    [
        b"GIF89a\x03\0\x02\0\x80\0\0black white"[..13 + 6].to_vec(),
        told(0xFE, PLACE),
        told(0xFF, b"XMP DataXMP"),
        extension(0xFF, b"NETSCAPE2.0", &[b"\x01\0\0"]),
        extension(0xF9, b"\0\x0A\0\0", &[]),
        b"\x2C\0\0\0\0\x03\0\x02\0\0\x02\x04data\0".to_vec(),
        told(0x01, b"plain text!!"),
        vec![0x3B],
    ]
    .concat()
}

fn webp(telling: bool) -> Vec<u8> {
    let chunk = |name: &[u8], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_le_bytes();
        [name, &length[..], content, &[0][..content.len() % 2]].concat()
    };
    let told = |name: &[u8]| match telling {
        true => chunk(name, PLACE),
        false => chunk(b"JUNK", &[0; PLACE.len()]),
    };
    let flags = if telling { 0x10 | 0x0C } else { 0x10 };
    let body = [
        chunk(b"VP8X", &[flags, 0, 0, 0, 2, 0, 0, 1, 0, 0]),
        told(b"EXIF"),
        chunk(b"VP8L", b"\x2Fpixels"),
        told(b"XMP "),
    ]
    .concat();
    let length = u32::try_from(body.len() + 4).unwrap().to_le_bytes();
    [b"RIFF", &length[..], b"WEBP", &body].concat()
}
