//! `daftar import`: a list of things, shown as it is understood, then recorded, with an account of every row.

use std::fs::File;
use std::io::{self, BufWriter, Write as _};
use std::path::{Path, PathBuf};

use daftar_register::RegisterError;
use daftar_register::claim::Edtf;
use daftar_register::date::Lang;
use daftar_register::import::{
    Dates, Dialect, Imported, Looked, Mapping, MappingError, Plan, Refused, RefusedBook, RowTold,
};
use daftar_register::read::sheet::{Column, HeaderRows, Opening, Row};
use serde_json::json;

use super::{Done, say};
use crate::args::{Args, Emptied, Import, Order, Standard};
use crate::failure::Failure;
use crate::print::import as print;
use crate::session::Session;
use crate::terminal;

/// So many troubles are told; all are in the report.
const TOLD: usize = 20;

/// `daftar import`
pub(crate) fn import(args: &Args, asked: &Import) -> Result<Done, Failure> {
    let mut session = if asked.dry_run { Session::read(args)? } else { Session::write(args)? };
    let looked = look(&session, asked)?;
    let lang = session.lang();
    if let Some(path) = &asked.save_mapping {
        return save(args, &looked, path);
    }
    if !args.json && asked.mapping.is_none() && !asked.yes && (asked.dry_run || terminal::can_ask()) {
        eprint!("{}", print::mapping(&looked, session.register.profiles(), lang));
    }
    let restricts = session.register.restricts(&looked.mapping.kind);
    let plan = plan(asked, &looked, restricts)?;
    if asked.dry_run {
        return told(args, &go(&mut session, &plan, asked, true)?, true, lang);
    }
    if !asked.yes && (looked.before.is_some() || asked.mapping.is_none()) {
        let plan = confirm(&mut session, plan, asked, &looked)?;
        return told(args, &go(&mut session, &plan, asked, false)?, false, lang);
    }
    told(args, &go(&mut session, &plan, asked, false)?, false, lang)
}

fn look(session: &Session<'_>, asked: &Import) -> Result<Looked, Failure> {
    let given = asked.mapping.as_deref().map(read_mapping).transpose()?;
    let opening = Opening {
        sheet: asked.sheet.clone(),
        header: asked.header.as_deref().map(header_rows).transpose()?.unwrap_or_default(),
        encoding: asked.encoding.clone(),
        ..Opening::default()
    };
    let register = &session.register;
    let mut looked = match asked.standard {
        Some(Standard::Mcpd) => {
            register.look_at_passports(&asked.file, &opening, &asked.kind, asked.data_set.as_deref())?
        }
        Some(Standard::UcdpGed) => {
            register.look_at_events(&asked.file, &opening, Dialect::UcdpGed, asked.data_set.as_deref())?
        }
        Some(Standard::Acled) => {
            register.look_at_events(&asked.file, &opening, Dialect::Acled, asked.data_set.as_deref())?
        }
        None => register.look_at_list(&asked.file, &opening, &asked.kind, given, asked.data_set.as_deref())?,
    };
    if looked.mapping.dialect.is_none() && register.may_be_passports(&looked) {
        eprintln!(
            "daftar: the columns look like a passport list (MCPD): --as mcpd, or --kind accession, reads it as one"
        );
    }
    if looked.mapping.dialect.is_none()
        && let Some(dialect) = register.may_be_events(&looked)
    {
        let words = dialect.words(session.lang());
        eprintln!("daftar: the columns look like {words}: --kind event reads them as such");
    }
    looked.mapping.dates = asked.dates.map(order).or(looked.mapping.dates);
    looked.mapping.as_of = asked.as_of.clone().or(looked.mapping.as_of);
    looked.mapping.crs = asked.crs.clone().or(looked.mapping.crs);
    looked.mapping.region = asked.region.clone().or(looked.mapping.region);
    if asked.no_key || !asked.key.is_empty() {
        looked.mapping.key.clone_from(&asked.key);
    }
    if let Some(data_set) = &asked.data_set {
        looked.mapping.data_set.clone_from(data_set);
        looked.before = register.imported_before(data_set)?;
    }
    Ok(looked)
}

fn order(asked: Order) -> Dates {
    match asked {
        Order::DayFirst => Dates::DayFirst,
        Order::MonthFirst => Dates::MonthFirst,
    }
}

fn read_mapping(path: &Path) -> Result<Mapping, Failure> {
    let said = |error: String| Failure::Ask(format!("{}: {error}", path.display()));
    let text = std::fs::read_to_string(path).map_err(|error| said(error.to_string()))?;
    Mapping::parse(&text).map_err(|error: MappingError| said(error.to_string()))
}

/// The day on which a file was fetched.
fn day(text: &str) -> Result<Edtf, Failure> {
    Edtf::parse(text).map_err(|_| Failure::Ask(format!("--retrieved {text:?}: expected a date such as 2031-03-01")))
}

/// `3`, `2-3`, `none`.
fn header_rows(text: &str) -> Result<HeaderRows, Failure> {
    let wrong = || Failure::Ask(format!("--header {text:?}: expected a row (3), rows (2-3) or none"));
    HeaderRows::parse(text).ok_or_else(wrong)
}

fn save(args: &Args, looked: &Looked, path: &Path) -> Result<Done, Failure> {
    let toml = looked.mapping.to_toml().map_err(|error| Failure::Ask(error.to_string()))?;
    let mut file = File::create_new(path).map_err(|error| Failure::Ask(format!("{}: {error}", path.display())))?;
    file.write_all(toml.as_bytes())?;
    let path = path.display().to_string();
    say(args, &json!({ "mapping": path }), || {
        format!("{path}: mend it, then run it again with --mapping {path}. Nothing was imported.\n")
    })
}

fn plan(asked: &Import, looked: &Looked, restricts: bool) -> Result<Plan, Failure> {
    let mapping = looked.mapping.clone();
    if mapping.key.is_empty() && mapping.form.is_none() && !asked.no_key && asked.mapping.is_none() {
        return Err(Failure::Ask(format!(
            "which column tells one row from all others? --key COLUMN (in the first rows these do: {}); or --no-key, if none does",
            looked.keys.iter().map(|name| format!("{name:?}")).collect::<Vec<_>>().join(", ")
        )));
    }
    let name = || asked.file.file_name().unwrap_or_default().to_string_lossy().into_owned();
    // A passport list is looked for in all sheets of a workbook.
    let found = mapping.dialect.is_some() && looked.sheets.len() > 1;
    let sheet = looked.manner.sheet.clone().filter(|_| asked.sheet.is_some() || found);
    let header = match looked.manner.header {
        Some((first, last)) => HeaderRows::At { first, last },
        None => HeaderRows::Absent,
    };
    Ok(Plan {
        path: asked.file.clone(),
        opening: Opening { sheet, header, encoding: asked.encoding.clone(), ..Opening::default() },
        mapping,
        title: asked.title.clone().or_else(|| looked.before.clone()).unwrap_or_else(name),
        withdraw: asked.emptied == Some(Emptied::Withdraw),
        restricted: asked.restricted || (restricts && !asked.open),
        pictures: asked.pictures.clone(),
        retrieved: asked.retrieved.as_deref().map(day).transpose()?,
        note_gone: asked.note_gone,
    })
}

/// Asks whether it is to be done so; of a list that was imported before it is shown what would change.
fn confirm(session: &mut Session<'_>, plan: Plan, asked: &Import, looked: &Looked) -> Result<Plan, Failure> {
    if !terminal::can_ask() {
        let why = match &looked.before {
            Some(title) => format!("{title:?} was imported before: look with --dry-run at what would change, then"),
            None => "what the columns mean was guessed: look at it with --dry-run, then".to_owned(),
        };
        return Err(Failure::Ask(format!("{why} run it with --yes; or give a mapping of your own with --mapping")));
    }
    let mut plan = plan;
    if looked.before.is_some() {
        let seen = go(session, &plan, asked, true)?;
        eprint!("{}", print::imported(&seen.imported, true, session.lang()));
        if seen.imported.emptied > 0 && asked.emptied.is_none() {
            let question = format!("{} cells are empty now. Take back what they said? (y/N)", seen.imported.emptied);
            plan.withdraw = terminal::ask(&question, "--emptied")? == "y";
        }
    }
    match terminal::ask("Import it so? (y/N)", "--yes")?.as_str() {
        "y" | "Y" | "yes" | "ن" | "نعم" => Ok(plan),
        _ => Err(Failure::Ask("nothing was imported; --save-mapping FILE writes the mapping to be mended".to_owned())),
    }
}

/// What importing came to, and the first of what is to be looked at.
struct Seen {
    imported: Imported,
    rows: Vec<RowTold>,
}

fn go(session: &mut Session<'_>, plan: &Plan, asked: &Import, dry: bool) -> Result<Seen, Failure> {
    let bar = terminal::counter(if dry { "looking through" } else { "importing" });
    let progress = |rows, _| bar.set_position(rows);
    let lang = session.lang();
    let done = session.unlocking(|register| {
        let mut account = Account::begin(register, plan, asked, lang)?;
        let mut each = |row: &Row, told: &RowTold| account.take(row, told);
        let imported = match dry {
            true => register.look_through(plan, &progress, &mut each)?,
            false => register.import(plan, &progress, &mut each)?,
        };
        Ok(Seen { imported, rows: account.finish()? })
    });
    bar.finish_and_clear();
    done
}

/// The refused rows, in the form that the name of their file asks for.
enum RefusedRows {
    Csv(Box<Refused<BufWriter<File>>>),
    Book(Box<RefusedBook>, PathBuf),
}

impl RefusedRows {
    fn begin(path: &Path, columns: &[Column], lang: Lang) -> io::Result<RefusedRows> {
        if path.extension().is_some_and(|end| end.eq_ignore_ascii_case("xlsx")) {
            let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
            return Ok(RefusedRows::Book(Box::new(RefusedBook::begin(columns, folder, lang)?), path.to_owned()));
        }
        Ok(RefusedRows::Csv(Box::new(Refused::begin(BufWriter::new(File::create(path)?), columns, lang)?)))
    }

    fn take(&mut self, row: &Row, told: &RowTold) -> io::Result<()> {
        match self {
            RefusedRows::Csv(refused) => refused.take(row, told),
            RefusedRows::Book(refused, _) => refused.take(row, told),
        }
    }

    fn finish(self) -> io::Result<()> {
        match self {
            RefusedRows::Csv(refused) => refused.finish(),
            RefusedRows::Book(refused, path) => refused.save(&path),
        }
    }
}

/// Where the account of each row goes.
struct Account {
    refused: Option<RefusedRows>,
    report: Option<BufWriter<File>>,
    told: Vec<RowTold>,
    asked: Vec<PathBuf>,
}

impl Account {
    fn begin(
        register: &daftar_register::Register,
        plan: &Plan,
        asked: &Import,
        lang: Lang,
    ) -> Result<Account, RegisterError> {
        let create = |path: &PathBuf| {
            let file = File::create(path).map(BufWriter::new);
            file.map_err(|error| RegisterError::Io { path: path.clone(), error })
        };
        let refused = match &asked.refused {
            Some(path) => {
                let columns = register
                    .look_at_list(&plan.path, &plan.opening, &plan.mapping.kind, Some(plan.mapping.clone()), None)?
                    .columns;
                Some(RefusedRows::begin(path, &columns, lang).map_err(written(path))?)
            }
            None => None,
        };
        let asked_for = asked.refused.iter().chain(&asked.report).cloned().collect();
        let report = asked.report.as_ref().map(create).transpose()?;
        Ok(Account { refused, report, told: Vec::new(), asked: asked_for })
    }

    fn take(&mut self, row: &Row, told: &RowTold) -> Result<(), RegisterError> {
        let path = self.asked.first().cloned().unwrap_or_default();
        if let Some(refused) = &mut self.refused {
            refused.take(row, told).map_err(written(&path))?;
        }
        if let Some(report) = &mut self.report {
            let line = serde_json::to_string(told).map_err(std::io::Error::from).map_err(written(&path))?;
            writeln!(report, "{line}").map_err(written(&path))?;
        }
        if !told.troubles.is_empty() && self.told.len() < TOLD {
            self.told.push(told.clone());
        }
        Ok(())
    }

    fn finish(self) -> Result<Vec<RowTold>, RegisterError> {
        let path = self.asked.first().cloned().unwrap_or_default();
        if let Some(refused) = self.refused {
            refused.finish().map_err(written(&path))?;
        }
        if let Some(mut report) = self.report {
            report.flush().map_err(written(&path))?;
        }
        Ok(self.told)
    }
}

fn written(path: &Path) -> impl Fn(std::io::Error) -> RegisterError {
    move |error| RegisterError::Io { path: path.to_owned(), error }
}

fn told(args: &Args, seen: &Seen, dry: bool, lang: Lang) -> Result<Done, Failure> {
    say(args, &json!({ "imported": seen.imported, "dry-run": dry, "rows": seen.rows }), || {
        print::imported(&seen.imported, dry, lang) + &print::troubles(&seen.rows, &seen.imported, lang)
    })?;
    Ok(if seen.imported.refused > 0 { Done::Found } else { Done::Well })
}
