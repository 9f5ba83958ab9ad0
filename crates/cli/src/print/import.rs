//! Lists: what their columns mean, and what became of their rows.

use std::fmt::Write as _;

use daftar_register::claim::{Profiles, PropertyId};
use daftar_register::date::Lang;
use daftar_register::import::{Column, Dialect, Form, Guessed, Imported, Looked, Part, RowTold};
use daftar_register::mcpd::{DESCRIPTORS, Descriptor};

/// So many letters of a cell are shown, and so many of a line of cells.
const CELL: usize = 24;
const LINE: usize = 96;

/// What the columns are taken for, with what stands in the first rows.
pub(crate) fn mapping(looked: &Looked, profiles: &Profiles, lang: Lang) -> String {
    let mut out = String::new();
    for note in looked.told() {
        let _ = writeln!(out, "note: {}", note.words(lang));
    }
    if looked.mapping.form == Some(Form::Statements) {
        out.push_str("each row: a statement, as `daftar export` writes them\n");
        return out;
    }
    let kind = profiles.kinds.get(&looked.mapping.kind);
    let kind = kind.map_or(looked.mapping.kind.as_str(), |kind| kind.label.in_language(lang.tag()));
    let _ = writeln!(out, "each row: {kind}; list: {}", looked.mapping.data_set);
    if let Some(dialect) = looked.mapping.dialect.filter(|dialect| *dialect != Dialect::Mcpd) {
        let _ = writeln!(out, "{}", dialect.words(lang));
    }
    if looked.mapping.dialect == Some(Dialect::Mcpd) {
        let known = looked.names.iter().filter(|name| Descriptor::named(name).is_some()).count();
        let _ = match lang {
            Lang::En => {
                writeln!(out, "a passport list (MCPD v2.1): {known} of the standard's {} columns", DESCRIPTORS.len())
            }
            Lang::Ar => writeln!(out, "قائمة عيّنات على معيار MCPD v2.1: أعمدتها منه {known} من {}", DESCRIPTORS.len()),
        };
    }
    if let Some(crs) = &looked.manner.crs {
        let crs: String = crs.chars().take(CELL * 2).collect();
        let _ = match lang {
            Lang::En => writeln!(out, "coordinates as the file says: {crs}"),
            Lang::Ar => writeln!(out, "الإحداثيات كما يذكر الملف: {crs}"),
        };
    }
    for (at, name) in looked.names.iter().enumerate() {
        let column = looked.mapping.column(name);
        let property = column.and_then(|column| PropertyId::parse(column.property.as_deref()?).ok());
        let label = property.and_then(|id| Some(profiles.property(&id)?.label.in_language(lang.tag()).to_owned()));
        let tag = column.and_then(|column| column.lang.as_ref()).map_or(String::new(), |lang| format!(" ({lang})"));
        let key = if looked.mapping.key.contains(name) { " (key)" } else { "" };
        let why = looked.why.get(at).copied().flatten().map_or("", in_words);
        let meant = label.unwrap_or_else(|| without_property(column).to_owned());
        let part = column.and_then(|column| column.part).map_or("", |part| match part {
            Part::Latitude => " (latitude)",
            Part::Longitude => " (longitude)",
        });
        let scheme = column.and_then(|column| column.scheme.as_ref()).map_or(String::new(), |id| format!(" ({id})"));
        let _ = writeln!(out, "  {name:?} → {meant}{scheme}{part}{tag}{key}{why}\n      {}", sample(looked, at));
    }
    out.push_str(&several(looked, lang));
    out
}

/// In how many of the first rows several values stand in one cell, and what becomes of them.
fn several(looked: &Looked, lang: Lang) -> String {
    let columns = looked.several.iter().map(|(name, count)| format!("{name:?} ({count})")).collect::<Vec<_>>();
    match (columns.is_empty(), looked.mapping.pair.is_empty(), lang) {
        (true, ..) => String::new(),
        (_, true, Lang::En) => format!(
            "several values in one cell, among the first rows: {}. Each is a statement of its own; values of different columns are \
             not joined. Where they belong together by their places, pair = [\"DATES\", \"COLUMN\", …] in the mapping joins them\n",
            columns.join(", ")
        ),
        (_, true, Lang::Ar) => format!(
            "عدة قيم في خلية واحدة، في الصفوف الأولى: {}. كل منها معلومة بذاتها، ولا تُقرن قيم عمود بقيم عمود آخر. إن كان بعضها لبعض \
             بحسب مواضعها فإن pair = [\"DATES\", \"COLUMN\", …] في معاني الأعمدة يقرنها\n",
            columns.join("، ")
        ),
        (_, false, Lang::En) => format!("joined by their places in the cells: {}\n", looked.mapping.pair.join(", ")),
        (_, false, Lang::Ar) => format!("مقرونة بحسب مواضعها في الخلايا: {}\n", looked.mapping.pair.join("، ")),
    }
}

fn without_property(column: Option<&Column>) -> &'static str {
    match column {
        Some(column) if column.leave_out => "left out",
        Some(column) if column.pictures => "names of pictures; with --pictures FOLDER these are kept, too",
        _ => "kept as it is written",
    }
}

fn in_words(guessed: Guessed) -> &'static str {
    match guessed {
        Guessed::Name => "",
        Guessed::OtherName => "  [another name of it]",
        Guessed::Contains => "  [its name among other words]",
        Guessed::Alike => "  [looks like its name]",
    }
}

/// What stands in the first rows of a column.
fn sample(looked: &Looked, at: usize) -> String {
    let mut line = String::new();
    for cell in looked.sample.iter().filter_map(|row| row.cells.get(at)).filter(|cell| !cell.text.is_empty()) {
        let text: String = cell.text.split_whitespace().collect::<Vec<_>>().join(" ");
        let short: String = text.chars().take(CELL).collect();
        let more = if short.len() < text.len() { "…" } else { "" };
        if line.chars().count() + short.chars().count() > LINE {
            break;
        }
        let _ = write!(line, "{}{short}{more}", if line.is_empty() { "" } else { " · " });
    }
    line
}

/// What importing came to.
pub(crate) fn imported(imported: &Imported, dry: bool, lang: Lang) -> String {
    let account = Account { imported, dry, arabic: lang == Lang::Ar };
    let gone_on = account.pick(["An import that was broken off was gone on with.", "استؤنف استيراد انقطع من قبل."]);
    let kept =
        if dry { ["pictures would be kept", "صور ستُحفظ"] } else { ["pictures kept", "صور حُفظت"] };
    let gone = [
        "rows that stood in the list before are gone from it; nothing that they said is withdrawn",
        "صفوف كانت في القائمة ولم تعد فيها، ولم يُسحب شيء مما قالته",
    ];
    let lines = [
        imported.resumed.then(|| gone_on.to_owned()),
        Some(account.rows()),
        Some(account.statements()),
        (imported.pictures > 0).then(|| account.count(imported.pictures, kept)),
        (imported.absent > 0).then(|| account.count(imported.absent, gone)),
    ];
    lines.into_iter().flatten().map(|line| line + "\n").collect()
}

/// The numbers of an import in words: English, then Arabic, in which a number stands behind what it counts, so that no word has
/// to follow it.
struct Account<'i> {
    imported: &'i Imported,
    dry: bool,
    arabic: bool,
}

impl Account<'_> {
    fn pick(&self, words: [&'static str; 2]) -> &'static str {
        words[usize::from(self.arabic)]
    }

    fn count(&self, n: u64, words: [&'static str; 2]) -> String {
        let words = self.pick(words);
        if self.arabic { format!("{words}: {n}") } else { format!("{n} {words}") }
    }

    fn recorded(&self) -> [&'static str; 2] {
        if self.dry { ["would be recorded", "ما سيُدوَّن"] } else { ["recorded", "ما دُوّن"] }
    }

    fn replaced(&self) -> [&'static str; 2] {
        if self.dry { ["would be replaced", "ما سيُستبدل"] } else { ["replaced", "ما استُبدل"] }
    }

    fn rows(&self) -> String {
        let of_rows = [
            self.count(self.imported.recorded, self.recorded()),
            self.count(self.imported.unchanged, ["unchanged", "بلا تغيير"]),
            self.count(self.imported.replaced, self.replaced()),
            self.count(self.imported.refused, ["refused", "ما رُفض"]),
        ];
        let rows = self.count(self.imported.rows, ["rows", "الصفوف"]) + self.pick([": ", " — "]);
        let looked_at = self.count(self.imported.warned, ["to be looked at", "ما يحتاج إلى نظر"]);
        rows + &of_rows.join(self.pick([", ", "، "])) + self.pick(["; ", "؛ "]) + &looked_at
    }

    fn statements(&self) -> String {
        let named =
            if self.dry { "things would be named for the first time" } else { "things named for the first time" };
        let what = self.pick(["statements: ", "المعلومات: "]);
        let of_them = [
            self.count(self.imported.statements, self.recorded()),
            self.count(self.imported.gone, self.replaced()),
            self.count(self.imported.named, [named, "ما يُسمّى للمرة الأولى"]),
            self.count(self.imported.sealed, ["sealed", "ما خُتم"]),
        ];
        what.to_owned() + &of_them.join(self.pick([", ", "، "]))
    }
}

/// What is to be looked at, row by row.
pub(crate) fn troubles(rows: &[RowTold], imported: &Imported, lang: Lang) -> String {
    let mut out = String::new();
    let of_row = if lang == Lang::Ar { "الصف" } else { "row" };
    for row in rows {
        for trouble in &row.troubles {
            let column = trouble.column.as_ref().map_or(String::new(), |column| format!(", {column}"));
            let value = trouble.value.as_ref().map_or(String::new(), |value| format!(", {:?}", short(value)));
            let remedy = trouble.why.remedy(lang).map_or(String::new(), |remedy| match lang {
                Lang::En => format!("; {remedy}"),
                Lang::Ar => format!("؛ {remedy}"),
            });
            let _ = writeln!(out, "{of_row} {}{column}{value}: {}{remedy}", row.row, trouble.why.words(lang));
        }
    }
    let more = (imported.warned + imported.refused + imported.absent).saturating_sub(rows.len() as u64);
    if more > 0 {
        let _ = match lang {
            Lang::En => writeln!(out, "{more} further rows: --report FILE writes all of them"),
            Lang::Ar => writeln!(out, "صفوف أخرى: {more}؛ تكتبها كلها --report FILE"),
        };
    }
    out
}

fn short(text: &str) -> String {
    let short: String = text.chars().take(LINE).collect();
    if short.len() < text.len() { short + "…" } else { short }
}
