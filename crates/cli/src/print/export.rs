//! What was written out, and what was not.

use std::fmt::Write as _;
use std::path::Path;

use daftar_register::WrittenOut;
use daftar_register::date::Lang;
use daftar_register::mcpd::{Completeness, MovedAside, NamesChecked, PassportsOut, Unwritten};
use daftar_register::view::Audience;

/// How many cards without a row are named one by one.
const NAMED: usize = 20;

/// What a sheet of statements holds, and what it does not.
pub(crate) fn exported(file: &Path, written: &WrittenOut, audience: Audience) -> String {
    let mut out = format!(
        "{}: {} statements about {} cards that were found and {} that these name\n",
        file.display(),
        written.statements,
        written.cards,
        written.named
    );
    let told = [
        (
            written.sealed,
            "statements are sealed in the notebook, and stand in this file in the open: keep it as you keep the passphrase; `daftar import` seals them again",
        ),
        (written.files, "statements name source files, which a sheet cannot carry: `daftar bundle make` carries them"),
        (written.without_words, "statements go without their words, which the public does not read"),
        (
            written.hidden,
            "statements are left out, for the public does not see them: --audience keeper writes them, too",
        ),
        (written.taken_back, "statements are left out that were taken back or gave way to others"),
        (written.about_sealed, "statements about sealed statements are left out, for these get other ids"),
        (
            written.locked,
            "sealed statements of the notebook cannot be opened by this device; what they are about is not known",
        ),
    ];
    for (count, words) in told.into_iter().filter(|(count, _)| *count > 0) {
        let _ = writeln!(out, "{count} {words}");
    }
    if audience == Audience::Keeper && written.sealed == 0 {
        out.push_str("It is written for keepers: it may name persons whom the public does not see.\n");
    }
    out
}

/// What a passport list holds, and what it does not.
pub(crate) fn passports(file: &Path, written: &PassportsOut, restricted: bool, lang: Lang) -> String {
    let say = |en: String, ar: String| if lang == Lang::Ar { ar } else { en };
    let mut lines = vec![say(
        format!("{}: {} accessions, one in each row", file.display(), written.rows),
        format!("{}: العيّنات، واحدة في كل صف: {}", file.display(), written.rows),
    )];
    lines.extend(restricted.then(|| {
        say(
            "It holds what is restricted in the open: names, places. Keep it as you keep the passphrase.".into(),
            "فيها ما هو مقيّد مكشوفًا: أسماء وأماكن. احفظها كما تحفظ كلمة السر.".into(),
        )
    }));
    lines.extend((!written.closed.is_empty()).then(|| {
        say(
            format!("left out, for it is restricted: {}; --with-restricted writes it", written.closed.join(", ")),
            format!("ما تُرك لأنه مقيّد: {}؛ يكتبه --with-restricted", written.closed.join("، ")),
        )
    }));
    let left_out: Vec<String> = written.restricted.iter().map(|(code, count)| format!("{code} {count}")).collect();
    lines.extend((!left_out.is_empty()).then(|| {
        say(
            format!("of these, what is not sealed stands in so many rows: {}", left_out.join(", ")),
            format!("منها غير مختوم، وعدد صفوفه: {}", left_out.join("، ")),
        )
    }));
    lines.extend((written.sealed > 0).then(|| {
        say(
            format!("sealed statements of the notebook that were not looked at: {}", written.sealed),
            format!("معلومات مختومة في الدفتر لم يُنظر فيها: {}", written.sealed),
        )
    }));
    lines.extend(written.moved.iter().flat_map(|(code, moved)| aside(code, *moved, lang)));
    let without = written.unwritten.iter().map(|(card, why)| format!("{card}: {}", without_row(*why, lang)));
    lines.extend(without.take(NAMED));
    let more = written.unwritten.len().saturating_sub(NAMED);
    lines.extend((more > 0).then(|| {
        say(
            format!("without a row besides: {more}; --json names them all"),
            format!("ما بقي بلا صف غير ذلك: {more}؛ يسمّيها كلها --json"),
        )
    }));
    lines.into_iter().map(|line| line + "\n").collect()
}

/// A line for each accession: how complete its passport is, and the three things that would add most.
pub(crate) fn scores(scores: &[Completeness], all: usize, lang: Lang) -> String {
    let mut out = String::new();
    for one in scores {
        let next: Vec<String> = one
            .missing
            .iter()
            .take(3)
            .map(|next| format!("{} +{}.{:02}", next.code, next.adds / 100, next.adds % 100))
            .collect();
        let _ = writeln!(out, "{:>5}  {}  {}  {}", one.index(), one.number, one.name, next.join(", "));
    }
    let _ = match lang {
        Lang::En => writeln!(out, "{all} accessions, of 10 at most; behind each, what would add most"),
        Lang::Ar => writeln!(out, "عدد العيّنات {all}، من 10 على الأكثر؛ وبعد كل منها أكثر ما يزيدها"),
    };
    out
}

/// A line for each name of which a list says something.
pub(crate) fn names_checked(checked: &NamesChecked, lang: Lang) -> String {
    let mut out = String::new();
    for one in &checked.remarks {
        let _ = writeln!(out, "{}  {}  {}: {}", one.number, one.name, one.written, one.remark.words(lang));
    }
    let NamesChecked { accessions, listed, not_listed, .. } = checked;
    let _ = match lang {
        Lang::En => writeln!(out, "{accessions} accessions; names in the list: {listed}; not in it: {not_listed}"),
        Lang::Ar => writeln!(out, "عدد العيّنات {accessions}؛ أسماء في القائمة: {listed}؛ ليست فيها: {not_listed}"),
    };
    out
}

/// What stands in REMARKS instead of its own column.
fn aside(code: &str, moved: MovedAside, lang: Lang) -> Vec<String> {
    let why = [
        (moved.others, "differs from what is shown first", "غير ما يُعرض أولًا"),
        (
            moved.undecided,
            "sources differ, and nobody said which is shown first",
            "المصادر تختلف ولم يقل أحد أيها يُعرض أولًا",
        ),
        (moved.unfit, "cannot be written as the standard asks", "لا يُكتب على ما يطلبه المعيار"),
    ];
    let line = |(count, en, ar): (u64, &str, &str)| match lang {
        Lang::En => format!("in REMARKS instead of {code}, in {count} rows: {en}"),
        Lang::Ar => format!("في REMARKS بدلًا من {code}، عدد الصفوف {count}: {ar}"),
    };
    why.into_iter().filter(|(count, ..)| *count > 0).map(line).collect()
}

fn without_row(why: Unwritten, lang: Lang) -> &'static str {
    let (en, ar) = match why {
        Unwritten::NoNumber => ("no row, for it has no number", "بلا صف لأنها بلا رقم"),
        Unwritten::SeveralNumbers => (
            "no row, for it has several numbers: say on its card which is shown first",
            "بلا صف لأن لها عدة أرقام: قل على بطاقتها أيها يُعرض أولًا",
        ),
        Unwritten::SameKey => (
            "no row, for another accession has the same institute, number and genus",
            "بلا صف لأن لعيّنة أخرى المؤسسة والرقم والجنس أنفسها",
        ),
    };
    if lang == Lang::Ar { ar } else { en }
}
