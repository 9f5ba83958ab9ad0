//! Documents of word processors.

use daftar_read::sources::{Change, Fact, Form, Hiding, Limits, Mark, Missing, Place, SourceError, TableCell, gather};

use crate::made::{marks, missing, package, read, stretches, told, try_read};

fn document(body: &str) -> Vec<u8> {
    let main = format!("<w:document xmlns:w=\"w\"><w:body>{body}</w:body></w:document>");
    package(&[
        ("[Content_Types].xml", "<Types/>"),
        ("word/document.xml", &main),
        (
            "word/footnotes.xml",
            "<w:footnotes xmlns:w=\"w\"><w:footnote w:id=\"2\"><w:p><w:r><w:t>From the water office.</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
        (
            "word/comments.xml",
            "<w:comments xmlns:w=\"w\"><w:comment w:id=\"0\" w:author=\"Idris\" w:date=\"2031-03-13T08:00:00Z\"><w:p><w:r><w:t>Who says so?</w:t></w:r></w:p></w:comment></w:comments>",
        ),
        (
            "word/styles.xml",
            "<w:styles xmlns:w=\"w\"><w:style w:styleId=\"Secret\"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>",
        ),
        (
            "docProps/core.xml",
            "<c><dc:creator>Salma</dc:creator><dcterms:created>2031-03-12T21:14:00Z</dcterms:created></c>",
        ),
        ("word/vbaProject.bin", "x"),
        (
            "word/_rels/document.xml.rels",
            "<R><Relationship Type=\"x/hyperlink\" Target=\"https://a.example\" TargetMode=\"External\"/><Relationship Type=\"x/attachedTemplate\" Target=\"https://b.example/t.dotm\" TargetMode=\"External\"/></R>",
        ),
    ])
}

const BODY: &str = "<w:p><w:pPr><w:tabs><w:tab w:pos=\"1\"/></w:tabs></w:pPr><w:r><w:t xml:space=\"preserve\">The mill </w:t></w:r>\
    <w:del w:author=\"Idris\" w:date=\"2031-03-13T08:00:00Z\"><w:r><w:delText>burned</w:delText></w:r></w:del>\
    <w:ins w:author=\"Salma\"><w:r><w:t>stands</w:t></w:r></w:ins><w:r><w:t>.</w:t></w:r></w:p>\
    <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden words</w:t></w:r><w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>seen</w:t></w:r>\
    <w:r><w:rPr><w:rStyle w:val=\"Secret\"/></w:rPr><w:t>by style</w:t></w:r></w:p>\
    <w:tbl><w:tr><w:tc><w:p><w:r><w:t>wheat</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>قمح</w:t></w:r></w:p></w:tc></w:tr></w:tbl>\
    <w:p><w:r><w:instrText>INCLUDETEXT \"x\"</w:instrText></w:r><w:r><w:t>a&amp;b</w:t><w:tab/><w:t>c</w:t></w:r><w:r><w:drawing><pic:pic/></w:drawing></w:r></w:p>";

#[test]
fn paragraphs_tables_and_notes_with_their_places() {
    let source = read(document(BODY));
    assert_eq!(source.form, Form::Docx);
    assert_eq!(
        source.text,
        "The mill burnedstands.\n\nhidden wordsseenby style\n\nwheat\nقمح\n\na&b\tc\n\nFrom the water office.\n\nWho says so?\n"
    );
    let place = |place: &Place| match place {
        Place::Paragraph { part, paragraph, cell, note } => (part.clone(), *paragraph, *cell, note.clone()),
        other => panic!("{other:?}"),
    };
    let found = stretches(&source, place);
    let cell = Some(TableCell { table: 1, row: 1, cell: 2 });
    assert!(found.contains(&("قمح".to_owned(), ("word/document.xml".to_owned(), 4, cell, None))), "{found:?}");
    let note = ("word/footnotes.xml".to_owned(), 1, None, Some("2".to_owned()));
    assert!(found.contains(&("From the water office.".to_owned(), note)), "{found:?}");
}

#[test]
fn tracked_changes_comments_and_hidden_words_are_marked() {
    let source = read(document(BODY));
    let idris = Change { by: Some("Idris".to_owned()), at: Some("2031-03-13T08:00:00Z".to_owned()) };
    assert_eq!(marks(&source, "burned"), [Mark::Deleted(idris.clone())]);
    assert_eq!(marks(&source, "stands"), [Mark::Inserted(Change { by: Some("Salma".to_owned()), at: None })]);
    assert_eq!(marks(&source, "Who says so"), [Mark::Comment(idris)]);
    assert_eq!(marks(&source, "hidden words"), [Mark::Hidden(Hiding::Vanish)]);
    assert_eq!(marks(&source, "by style"), [Mark::Hidden(Hiding::Vanish)]);
    assert_eq!((marks(&source, "seen"), marks(&source, "The mill")), (vec![], vec![]));
}

#[test]
fn what_it_says_of_itself_and_what_is_missing() {
    let source = read(document(BODY));
    assert_eq!(
        (told(&source, Fact::Author), told(&source, Fact::Created)),
        (vec!["Salma"], vec!["2031-03-12T21:14:00Z"])
    );
    let missing = |what| missing(&source, what);
    assert_eq!(
        [missing(Missing::Script), missing(Missing::Remote), missing(Missing::Image), missing(Missing::Field)],
        [1, 1, 1, 1]
    );
}

#[test]
fn a_part_that_breaks_off_is_named_and_the_others_are_read() {
    let broken = package(&[
        ("word/document.xml", "<w:document><w:body><w:p><w:r><w:t>The mill"),
        (
            "word/footnotes.xml",
            "<w:footnotes><w:footnote w:id=\"1\"><w:p><w:r><w:t>A note.</w:t></w:r></w:p></w:footnote></w:footnotes>",
        ),
    ]);
    let source = read(broken);
    assert_eq!((source.text.as_str(), missing(&source, Missing::Damaged)), ("The mill\n\nA note.\n", 1));
}

#[test]
fn entities_of_the_document_are_not_resolved() {
    let source = read(package(&[(
        "word/document.xml",
        "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><d><p><r><t>a&x;b</t></r></p></d>",
    )]));
    assert_eq!(source.text, "a&x;b\n");
}

#[test]
fn what_unpacks_to_too_much_is_refused() {
    let big = "a".repeat(40 << 20);
    let error = try_read(package(&[("word/document.xml", &big)])).unwrap_err();
    assert!(matches!(error, SourceError::Bomb { .. }), "{error}");
    let limits = Limits { unpacked: 1000, ..Limits::default() };
    let error = gather(std::io::Cursor::new(document(&"x".repeat(2000))), "a.docx", limits).unwrap_err();
    assert!(matches!(error, SourceError::Bomb { limit: 1000, .. }), "{error}");
    let error = try_read(package(&[("readme.txt", "x")])).unwrap_err();
    assert!(matches!(error, SourceError::NotRead { .. }), "{error}");
}
