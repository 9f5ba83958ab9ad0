//! Mail.

use daftar_read::sources::{Fact, Form, Mark, Missing, Oddity, Place};

use crate::made::{marks, missing, read, stretches, told};

const HEAD: &str = "Received: from harbour.example by rimal.example; Wed, 12 Mar 2031 21:14:00 +0200\r\n\
    From: =?utf-8?B?2LPZhNmF2Yk=?= <salma@rimal.example>\r\nTo: Idris\r\n <idris@rimal.example>\r\n\
    Date: Wed, 12 Mar 2031 21:14:00 +0200\r\nSubject: =?windows-1256?Q?=C7=E1=E3=CA=CD=DD?=\r\nMessage-ID: <1@rimal.example>\r\n";

fn mail(rest: &str) -> String {
    format!("{HEAD}{rest}")
}

#[test]
fn the_header_is_decoded_and_told() {
    let source = read(mail("\r\nThe mill stands.\r\n> It burned, they say.\r\n"));
    assert_eq!(source.form, Form::Mail);
    assert_eq!(
        source.text,
        "From: سلمى <salma@rimal.example>\nTo: Idris <idris@rimal.example>\nDate: Wed, 12 Mar 2031 21:14:00 +0200\n\
         Subject: المتحف\n\nThe mill stands.\n> It burned, they say.\n"
    );
    assert_eq!(told(&source, Fact::Title), ["المتحف"]);
    assert_eq!((told(&source, Fact::Identifier).len(), told(&source, Fact::Received).len()), (1, 1));
    assert_eq!(source.stretches[0].place, Place::Header { name: "From".to_owned() });
    assert_eq!(marks(&source, "burned"), [Mark::Quoted(1)]);
    assert_eq!(marks(&source, "stands"), []);
}

#[test]
fn of_alternatives_one_is_read_and_the_other_named() {
    let source = read(mail(
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=out\r\n\r\n--out\r\nContent-Type: multipart/alternative; boundary=\"in\"\r\n\r\n\
         --in\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nThe =\r\nmill =D9=82=D9=85=D8=AD\r\n\
         --in\r\nContent-Type: text/html\r\n\r\n<p>The mill</p>\r\n--in--\r\n\
         --out\r\nContent-Type: image/jpeg\r\nContent-Disposition: attachment; filename*=utf-8''%D9%82%D9%85%D8%AD.jpg\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n\
         --out\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\nx\r\n--out--\r\n",
    ));
    assert!(source.text.ends_with("\n\nThe mill قمح\n"), "{:?}", source.text);
    let last = &source.stretches.last().unwrap().place;
    assert_eq!(last, &Place::Part { part: "1.1".to_owned(), within: Box::new(Place::Body) });
    let missing = |what| missing(&source, what);
    assert_eq!([missing(Missing::Alternative), missing(Missing::Image), missing(Missing::Encrypted)], [1, 1, 1]);
    assert!(
        source.unread.iter().any(|one| one.label.as_deref() == Some("قمح.jpg") && one.place == "part 2"),
        "{:?}",
        source.unread
    );
}

#[test]
fn a_mail_within_a_mail_is_read_as_part_of_it() {
    let inner = "From: radio@rimal.example\r\nSubject: Convoy\r\n\r\nThe convoy came.\r\n";
    let source = read(mail(&format!(
        "Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nSee below.\r\n--b\r\nContent-Type: message/rfc822\r\n\r\n{inner}--b--\r\n"
    )));
    assert!(
        source.text.contains("See below.\n\nFrom: radio@rimal.example\nSubject: Convoy\n\nThe convoy came.\n"),
        "{:?}",
        source.text
    );
    assert!(
        source.told.iter().any(|one| one.value == "Convoy" && one.place == "part 2, header Subject"),
        "{:?}",
        source.told
    );
}

#[test]
fn an_html_body_has_the_paths_of_its_elements() {
    let source = read(mail(
        "Content-Type: text/html; charset=utf-8\r\n\r\n<p>The <b>mill</b></p><img src=\"https://track.example/x.gif\">",
    ));
    let paths = stretches(&source, |place| format!("{place:?}"));
    assert!(
        paths.iter().any(|(text, path)| text == "mill" && path.contains("p:nth-of-type(1) > b:nth-of-type(1)")),
        "{paths:?}"
    );
    assert_eq!((missing(&source, Missing::Image), missing(&source, Missing::Remote)), (1, 1));
}

#[test]
fn soft_line_breaks_are_undone() {
    let source = read(mail("Content-Type: text/plain; format=flowed\r\n\r\nThe mill \r\nstands.\r\n> a \r\n> b\r\n"));
    assert!(source.text.ends_with("\n\nThe mill stands.\n> a b\n"), "{:?}", source.text);
}

#[test]
fn a_body_that_lies_about_its_encoding_is_read_and_told() {
    let mut bytes = mail("Content-Type: text/plain; charset=utf-8\r\n\r\n").into_bytes();
    bytes.extend_from_slice(&encoding_rs::WINDOWS_1256.encode("المطحنة قائمة قرب بيت البذور\r\n").0);
    let source = read(bytes);
    assert!(source.text.ends_with("المطحنة قائمة قرب بيت البذور\n"), "{:?}", source.text);
    let said = Some("utf-8".to_owned());
    assert_eq!(source.odd, [Oddity::Charset { said, read_as: "windows-1256", place: String::new() }]);
}

#[test]
fn what_is_malformed_gives_what_can_be_read() {
    let source = read(mail("Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\n\r\nThe mill stands."));
    assert!(source.text.ends_with("The mill stands.\n"));
    assert_eq!(missing(&source, Missing::Damaged), 1);
    let source = read(mail("Content-Type: multipart/mixed\r\n\r\nlost?"));
    assert_eq!(missing(&source, Missing::Damaged), 1);
    let deep = "Content-Type: message/rfc822\r\n\r\n".repeat(100_000);
    let source = read(mail(&deep));
    assert_eq!(missing(&source, Missing::Damaged), 1, "{:?}", source.unread);
}

#[test]
fn a_page_saved_with_its_parts() {
    let source = read(
        "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://courier.rimal.example/mill\r\nSubject: Mill\r\nDate: Wed, 12 Mar 2031 21:14:00 -0000\r\n\
         MIME-Version: 1.0\r\nContent-Type: multipart/related; type=\"text/html\"; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/html\r\n\r\n<h1>Mill</h1><p>It stands.</p>\r\n\
         --b\r\nContent-Type: image/png\r\nContent-Location: https://courier.rimal.example/mill.png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA\r\n--b--\r\n",
    );
    assert_eq!((source.form, source.text.as_str()), (Form::Mhtml, "Mill\n\nIt stands.\n"));
    assert_eq!(told(&source, Fact::Address), ["https://courier.rimal.example/mill"]);
    assert_eq!(told(&source, Fact::Saved), ["Wed, 12 Mar 2031 21:14:00 -0000"]);
    assert_eq!(missing(&source, Missing::Image), 1);
}
