//! The town's two sources and what they say: source A on the museum, source B on the siege. They differ in date and in degree.

use daftar_claim::Statement;

use crate::support::Says;

/// What the sources and the named things are.
pub(crate) fn facts() -> Vec<Statement> {
    let name = |id: &str, english: &str, arabic: &str| {
        [("en", english), ("ar", arabic)].map(|(lang, text)| Says::of(id, "name").text(text, Some(lang)).done())
    };
    let kind = |id: &str, kind: &str| Says::of(id, "kind").code("kind", kind).done();
    let mut list = vec![kind("museum", "museum"), kind("seeds", "seed-bank"), kind("siege", "event")];
    list.extend([kind("battle", "event"), kind("A", "document"), kind("B", "document")]);
    list.extend(name("museum", "Mill Museum", "متحف الطاحونة"));
    list.extend(name("seeds", "House of Seeds", "بيت البذور"));
    list.extend(name("second", "House of Seeds in Marsa", "بيت البذور في مرسى"));
    list.extend(name("union", "Union of Island Museums", "اتحاد متاحف الجزيرة"));
    list.extend([Says::of("A", "title").text("On the museum", Some("en")).done()]);
    list.extend([Says::of("B", "title").text("On the siege", Some("en")).done()]);
    list.extend([Says::of("A", "published").date("2033-01").done(), Says::of("B", "published").date("2033-02").done()]);
    list
}

/// Source A: the museum.
pub(crate) fn museum() -> Vec<Statement> {
    let says = |property: &str| Says::of("museum", property).from("A");
    vec![
        says("founded").date("2014").quote("Founded in 2014").done(),
        says("holdings").count(Some(60), None, None).quote("over 60 pieces").done(),
        says("oldest").date("-3199").done(),
        says("state").state("damaged", "hit").when("2031-10").quote("was hit in October 2031").done(),
        says("state").state("destroyed", "lost").when("2031-10").quote("It was lost in October 2031.").done(),
        says("state").state("destroyed", "wholly lost").by("union").quote("later said that it was wholly lost").done(),
        says("remains").text("sherds and ash", Some("en")).unnamed("people say").done(),
    ]
}

/// Source B: the siege, and what it did.
pub(crate) fn siege() -> Vec<Statement> {
    let says = |subject: &str, property: &str| Says::of(subject, property).from("B");
    let why = "told among the effects of the siege";
    vec![
        says("museum", "founded").date("2014").quote("opened in 2014").done(),
        says("museum", "holdings").count(Some(60), None, None).done(),
        says("museum", "oldest").date("-3199").done(),
        says("museum", "state").state("destroyed", "lost").inferred("[..2032-04-07]", why).quote("was lost").done(),
        says("museum", "recovery").code("recovery", "renovation").when("2032-08").done(),
        says("seeds", "state").state("destroyed", "burnt").when("2031-12-06/2032-04-07").done(),
        says("seeds", "successor").entity("second").quote("a second house has begun in Marsa").done(),
        says("battle", "began").date("2031-12-06").quote("It began on 6 December").done(),
        says("battle", "date").date("2031-12-06/2032-04-07").done(),
        says("siege", "date").date("2031-12-12/2032-01-10").quote("Siege: 12 December").done(),
        says("siege", "may-be-same").entity("battle").from("reader").done(),
    ]
}

/// Everything.
pub(crate) fn all() -> Vec<Statement> {
    [facts(), museum(), siege()].concat()
}
