//! PDF: printed by a browser, and made by hand to be hostile.

use std::io::Write;

use daftar_read::sources::{Area, Fact, Form, Hiding, Mark, Missing, Oddity, Place, SourceError};
use flate2::Compression;
use flate2::write::ZlibEncoder;

use crate::made::{marks, missing, page, pdf, read, stretches, told, try_read};

const ENGLISH: &[u8] = include_bytes!("museum-en.pdf");
const ARABIC: &[u8] = include_bytes!("museum-ar.pdf");
const HELVETICA: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

fn area(place: &Place) -> (u32, Area) {
    match place {
        Place::Page { page, area } => (*page, *area),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_page_in_english_with_its_places() {
    let source = read(ENGLISH);
    assert_eq!(source.form, Form::Pdf);
    let lines: Vec<&str> = source.text.lines().collect();
    assert_eq!(lines[0], "Mill Museum of Sanabel");
    assert_eq!(
        lines[2],
        "The museum (متحف الطاحونة) opened in 2014 in a former flour mill. It held 60 objects: pottery,"
    );
    assert!(source.text.contains("most of them given by families of the office quarter."));
    let (_, (number, place)) = &stretches(&source, area)[0];
    assert_eq!((*number, place.left), (1, 34));
    assert!(place.bottom > 700 && place.top < 760 && place.right > 300, "{place:?}");
    assert_eq!(told(&source, Fact::Title), ["Mill Museum, invented example"]);
    assert_eq!(told(&source, Fact::Language), ["en"]);
    assert_eq!(source.odd, [Oddity::MixedDirections { lines: 1 }]);
}

#[test]
fn a_page_in_arabic_in_the_order_of_reading() {
    let source = read(ARABIC);
    let lines: Vec<&str> = source.text.lines().collect();
    assert_eq!(lines[0], "متحف الطاحونة في سنابل");
    assert_eq!(lines[2], "افتُتح المتحف سنة 2014 في طاحونة قديمة (Mill Museum)، وفيه 60 قطعة.");
    assert!(
        source.text.contains("إنّ القاعة الشرقية تضررت في ١٢/٣/٢٠٣١، وإن «السيف» و«الجرة» نُقلا إلى بيت البذور"),
        "{}",
        source.text
    );
    assert!(source.text.contains("القمح\n30%\n") && source.text.contains("12.5 كغ"));
    assert!(!source.text.chars().any(|c| matches!(c, '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}')));
}

#[test]
fn a_page_that_is_a_picture_is_named_and_what_was_recognised_on_it_marked() {
    let image = "<</Type/XObject/Subtype/Image/Width 1/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Length 1>>\nstream\nx\nendstream".to_owned();
    let resources = "/XObject<</I 6 0 R>>";
    let scan = "q 600 0 0 800 0 0 cm /I Do Q";
    let source = read(page(scan, HELVETICA, resources, std::slice::from_ref(&image)));
    assert_eq!((source.text.as_str(), missing(&source, Missing::ScannedPage)), ("", 1));
    let layered = format!("{scan} BT /F 12 Tf 3 Tr 100 700 Td (The mill) Tj ET");
    let source = read(page(&layered, HELVETICA, resources, &[image]));
    assert_eq!((marks(&source, "The mill"), missing(&source, Missing::ScannedPage)), (vec![Mark::Recognised], 0));
    let bare = "BT /F 12 Tf 100 700 Td (seen) Tj 3 Tr 0 -20 Td (unseen) Tj ET";
    let source = read(page(bare, HELVETICA, "", &[]));
    assert_eq!((marks(&source, "unseen"), marks(&source, "seen").len()), (vec![Mark::Hidden(Hiding::NoInk)], 0));
}

#[test]
fn letters_that_no_font_names_are_counted_and_not_guessed() {
    let font = "<</Type/Font/Subtype/Type0/BaseFont/X/Encoding/Identity-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType2/BaseFont/X>>]>>";
    let source = read(page("BT /F 12 Tf 100 700 Td <00410042> Tj ET", font, "", &[]));
    assert_eq!((source.text.as_str(), missing(&source, Missing::Letters)), ("", 2));
    let named = "<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 65/Widths[600 600 600]/Encoding<</Differences[65/uni0642/g7/afii57415]>>/FontDescriptor<</Flags 4/FontFile3 9 0 R>>>>";
    let source = read(page("BT /F 12 Tf 100 700 Td (ABC) Tj ET", named, "", &[]));
    assert_eq!(missing(&source, Missing::Letters), 1);
    assert_eq!(source.text.trim().chars().count(), 3, "{:?}", source.text);
}

#[test]
fn shapes_in_the_order_of_drawing_become_words() {
    // متحف as an old program wrote it: the shapes of the letters, from left to right.
    let map = "1 begincodespacerange <00> <FF> endcodespacerange 4 beginbfchar <01> <FED2> <02> <FEA4> <03> <FE98> <04> <FEE3> endbfchar";
    let map = format!("<</Length {}>>\nstream\n{map}\nendstream", map.len());
    let font = "<</Type/Font/Subtype/Type1/BaseFont/X/FirstChar 1/Widths[500 500 500 500]/ToUnicode 6 0 R>>";
    let source = read(page("BT /F 12 Tf 100 700 Td <01020304> Tj ET", font, "", std::slice::from_ref(&map)));
    assert_eq!(source.text, "متحف\n");
    // The same drawn from right to left, letter by letter.
    let back = "BT /F 12 Tf 1 0 0 1 118 700 Tm <04> Tj 1 0 0 1 112 700 Tm <03> Tj 1 0 0 1 106 700 Tm <02> Tj 1 0 0 1 100 700 Tm <01> Tj ET";
    assert_eq!(read(page(back, font, "", &[map])).text, "متحف\n");
}

#[test]
fn text_that_is_given_in_the_place_of_glyphs_is_taken() {
    let content = "BT /F 12 Tf 100 700 Td /Span <</ActualText <FEFF0642064506 2D>>> BDC (xyz) Tj EMC ( wheat) Tj ET";
    let source = read(page(content, HELVETICA, "", &[]));
    assert!(
        source.text.contains("قمح") && source.text.contains("wheat") && !source.text.contains("xyz"),
        "{:?}",
        source.text
    );
}

#[test]
fn pages_in_circles_and_forms_in_themselves_come_to_an_end() {
    let circle = pdf(&[
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]>>".to_owned(),
        "<</Type/Pages/Kids[2 0 R]/Parent 2 0 R>>".to_owned(),
    ]);
    assert!(try_read(circle).is_ok_and(|source| source.text.is_empty()) || try_read(pdf(&[])).is_err());
    let form = |next: usize, content: &str| {
        let length = content.len();
        format!(
            "<</Type/XObject/Subtype/Form/Resources<</Font<</F 5 0 R>>/XObject<</X {next} 0 R>>>>/Length {length}>>\nstream\n{content}\nendstream"
        )
    };
    let words = "BT /F 12 Tf 9 9 Td (The mill) Tj ET";
    let itself = read(page(&format!("/X Do {words}"), HELVETICA, "/XObject<</X 6 0 R>>", &[form(6, "/X Do /X Do")]));
    assert_eq!(itself.text, "The mill\n");
    let chain: Vec<String> =
        (7..40).map(|next| form(next, "/X Do")).chain([form(6, "BT /F 12 Tf 9 90 Td (deep) Tj ET")]).collect();
    let source = read(page(&format!("/X Do {words}"), HELVETICA, "/XObject<</X 6 0 R>>", &chain));
    assert_eq!((source.text.as_str(), missing(&source, Missing::Damaged)), ("The mill\n", 1));
}

#[test]
fn what_unpacks_to_too_much_is_refused_before_it_is_unpacked() {
    let mut zlib = ZlibEncoder::new(Vec::new(), Compression::best());
    let zeros = vec![0u8; 1 << 20];
    for _ in 0..1100 {
        zlib.write_all(&zeros).unwrap();
    }
    let packed = zlib.finish().unwrap();
    let mut bytes =
        format!("%PDF-1.7\n1 0 obj\n<</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length {}>>\nstream\n", packed.len())
            .into_bytes();
    bytes.extend_from_slice(&packed);
    bytes.extend_from_slice(b"\nendstream\nendobj\n");
    let error = try_read(bytes).unwrap_err();
    assert!(matches!(error, SourceError::Bomb { .. }), "{error}");
    let twice = "%PDF-1.7\n1 0 obj\n<</Filter[/FlateDecode/FlateDecode]/Length 1>>\nstream\nx\nendstream\nendobj\n";
    assert!(matches!(try_read(twice), Err(SourceError::Bomb { .. })));
    let hidden = twice.replace("/FlateDecode/", "/Fl#61teDecode/");
    assert!(matches!(try_read(hidden), Err(SourceError::Bomb { .. })));
    // A stream in what seems to be a stream, packed as text on top.
    let inside = "%PDF-1.7\n1 0 obj\n<<>>\nstream\n2 0 obj\n<</Type/ObjStm/N 1/First 4/X(obj)/Filter[/AHx/Fl]/Length 1>>\nstream\nx\nendstream\nendobj\n";
    let error = try_read(inside).unwrap_err();
    assert!(matches!(error, SourceError::Bomb { .. }), "{error}");
}

#[test]
fn a_broken_file_says_so_or_gives_its_pages() {
    let error = try_read("%PDF-1.7\nnothing").unwrap_err();
    assert!(matches!(error, SourceError::Damaged { .. }) && error.to_string().contains("another copy"), "{error}");
    // Without its table of objects, which stands at the end.
    let at = ENGLISH.windows(4).rposition(|window| window == b"xref").unwrap();
    let table = ENGLISH[..at].windows(4).rposition(|window| window == b"xref").unwrap_or(at);
    assert!(read(&ENGLISH[..table]).text.contains("Mill Museum of Sanabel"));
    let deep = format!("%PDF-1.7\n1 0 obj\n{}\nendobj\ntrailer <</Root 1 0 R>>", "[".repeat(1_000_000));
    assert!(try_read(deep).is_err());
}
