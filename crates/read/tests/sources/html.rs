//! Saved web pages.

use daftar_read::sources::{Fact, Hiding, Limits, Mark, Missing, Oddity, Place, gather};

use crate::made::{marks, missing, read, stretches, told};

const PAGE: &str = "<!DOCTYPE html>\n<!-- saved from url=(0033)https://courier.rimal.example/mill -->\n<html lang=\"en\"><head><title>Mill</title>\
    <meta name=\"author\" content=\"Salma\"><meta property=\"article:published_time\" content=\"2031-03-12\"><style>p{color:red}</style></head>\
    <body><h1>The  mill</h1>\n<p>It <b>stands</b>.<br>So does<p>the well.\
    <div style=\"color: red; Display : None\">Nobody <i>sees</i> this.</div><span hidden>nor this</span><font style=\"font-size:0px\">nor that</font>\
    <table><tr><td>wheat<td>30</table><img src=\"mill.jpg\" alt=\"the mill\"><script>run()</script><noscript>no scripts</noscript>\
    <pre> a\n  b</pre><template><p>later</p></template></body></html>";

#[test]
fn a_page_reads_as_it_is_seen() {
    let source = read(PAGE);
    let lines: Vec<&str> = source.text.lines().filter(|line| !line.is_empty()).collect();
    assert!(source.text.starts_with("The mill\n\nIt stands.\nSo does\n\nthe well."), "{:?}", source.text);
    assert_eq!(lines[..4], ["The mill", "It stands.", "So does", "the well."]);
    assert!(lines.contains(&"wheat\t30") && source.text.contains(" a\n  b\n"), "{:?}", source.text);
    let path = |place: &Place| match place {
        Place::Element { path } => path.clone(),
        other => panic!("{other:?}"),
    };
    let found = stretches(&source, path);
    assert!(
        found.contains(&("stands".to_owned(), "html > body > p:nth-of-type(1) > b:nth-of-type(1)".to_owned())),
        "{found:?}"
    );
    assert!(found.contains(&("the well.".to_owned(), "html > body > p:nth-of-type(2)".to_owned())), "{found:?}");
}

#[test]
fn what_is_hidden_is_kept_and_marked() {
    let source = read(PAGE);
    for (words, hiding) in [
        ("Nobody", Hiding::Element),
        ("sees", Hiding::Element),
        ("nor this", Hiding::Element),
        ("nor that", Hiding::NoSize),
        ("no scripts", Hiding::NoScript),
        ("later", Hiding::Template),
    ] {
        assert_eq!(marks(&source, words), [Mark::Hidden(hiding)], "{words}");
    }
    assert_eq!(marks(&source, "wheat"), []);
}

#[test]
fn what_a_page_says_of_itself_and_what_is_missing() {
    let source = read(PAGE);
    assert_eq!(told(&source, Fact::Address), ["https://courier.rimal.example/mill"]);
    let told = |fact| told(&source, fact).join(";");
    assert_eq!(
        [told(Fact::Title), told(Fact::Author), told(Fact::Published), told(Fact::Language)],
        ["Mill", "Salma", "2031-03-12", "en"]
    );
    let missing = |what| missing(&source, what);
    assert_eq!(
        [missing(Missing::Image), missing(Missing::Script), missing(Missing::StyleSheet), missing(Missing::Remote)],
        [1, 1, 1, 0]
    );
    assert!(!source.text.contains("run()") && !source.text.contains("color"));
}

#[test]
fn single_file_tells_when_and_whence() {
    let source = read(
        "<!DOCTYPE html> <html><!--\n Page saved with SingleFile \n url: https://courier.rimal.example/well \n saved date: Wed Mar 12 2031 21:14:00 GMT+0200\n--><body>x",
    );
    assert_eq!(told(&source, Fact::Address), ["https://courier.rimal.example/well"]);
    assert_eq!(told(&source, Fact::Saved), ["Wed Mar 12 2031 21:14:00 GMT+0200"]);
}

#[test]
fn encodings_named_and_lied_about() {
    let arabic = |said: &str| {
        let page = format!(
            "<html><head><meta charset=\"{said}\"></head><body><p>المطحنة قائمة قرب بيت البذور</p></body></html>"
        );
        read(encoding_rs::WINDOWS_1256.encode(&page).0.into_owned())
    };
    let (honest, lying) = (arabic("windows-1256"), arabic("utf-8"));
    assert_eq!(honest.text, "المطحنة قائمة قرب بيت البذور\n");
    assert_eq!((lying.text.as_str(), honest.odd.len()), (honest.text.as_str(), 0));
    assert!(matches!(&lying.odd[..], [Oddity::Charset { read_as: "windows-1256", .. }]), "{:?}", lying.odd);
}

#[test]
fn overrides_of_direction_are_kept_and_counted() {
    let source = read("<html><body>mill\u{202e}gpj.exe</body></html>");
    assert!(source.text.contains('\u{202e}'));
    assert_eq!(source.odd, [Oddity::Overrides { count: 1 }]);
}

#[test]
fn elements_deep_inside_each_other_end_the_reading_with_a_word() {
    let page = format!("<html><body><p>The mill stands.</p>{}x", "<div>".repeat(200_000));
    let source = read(page);
    assert!(source.text.starts_with("The mill stands.\n"));
    assert_eq!(missing(&source, Missing::Damaged), 1);
    let many = format!("<html><body>{}", "<i>a</i>".repeat(50_000));
    let source =
        gather(std::io::Cursor::new(many.into_bytes()), "x.html", Limits { nodes: 1000, ..Limits::default() }).unwrap();
    assert_eq!(missing(&source, Missing::Damaged), 1);
}
