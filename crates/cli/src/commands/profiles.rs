//! `daftar profiles`: which kinds there are, and files that define others.

use std::path::{Path, PathBuf};

use daftar_register::claim::profile::{Finding, Kind, Privacy, Property, Severity};
use daftar_register::claim::{Profiles, PropertyId};
use daftar_register::date::Lang;
use daftar_register::{RegisterError, check_profile};
use serde_json::{Value, json};

use super::{Done, say};
use crate::args::{self, Args, ProfilesDo};
use crate::failure::Failure;
use crate::session::{Session, folder};

/// `daftar profiles`
pub(crate) fn profiles(args: &Args, profiles: &args::Profiles) -> Result<Done, Failure> {
    match profiles.what.as_ref().unwrap_or(&ProfilesDo::List) {
        ProfilesDo::List => list(args),
        ProfilesDo::Show { kind } => show(args, kind),
        ProfilesDo::Check { files } => check(args, files),
        ProfilesDo::Add { files } => add(args, files),
        ProfilesDo::HoldBack { property, days } => hold_back(args, property.as_deref(), *days),
        ProfilesDo::Update => update(args),
    }
}

fn list(args: &Args) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let (profiles, lang) = (session.register.profiles(), session.lang().tag());
    let kinds: Vec<Value> = profiles.kinds.values().map(|kind| in_short(kind, lang)).collect();
    say(args, &kinds, || {
        let line = |kind: &Value| {
            let text = |name: &str| kind[name].as_str().unwrap_or_default().to_owned();
            format!("{}: {}, {} properties, {}\n", text("id"), text("label"), kind["properties"], text("privacy"))
        };
        kinds.iter().map(line).collect()
    })
}

fn in_short(kind: &Kind, lang: &str) -> Value {
    json!({
        "id": kind.id,
        "label": kind.label.in_language(lang),
        "properties": kind.properties.len(),
        "levels": kind.levels.iter().map(|level| &level.id).collect::<Vec<_>>(),
        "privacy": seen_by(kind.privacy),
    })
}

fn seen_by(privacy: Privacy) -> &'static str {
    match privacy {
        Privacy::Public => "public",
        Privacy::Cell => "public, but its position coarsely",
        Privacy::Embargoed => "public, but its position coarsely, for keepers too",
        Privacy::Restricted => "restricted",
    }
}

fn show(args: &Args, name: &str) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let (profiles, lang) = (session.register.profiles(), session.lang());
    let called = |kind: &&Kind| kind.id == name || kind.label.en == name || kind.label.ar == name;
    let Some(kind) = profiles.kinds.values().find(called) else {
        let known: Vec<&str> = profiles.kinds.keys().map(String::as_str).collect();
        let why = format!("{name:?} is no kind here; there are: {}", known.join(", "));
        return Err(RegisterError::Ask(why).into());
    };
    let whole = in_full(kind, profiles, lang);
    say(args, &whole, || printed(&whole))
}

fn in_full(kind: &Kind, profiles: &Profiles, lang: Lang) -> Value {
    let properties = kind.properties.iter().filter_map(|id| profiles.property(id));
    let property = |property: &daftar_register::claim::profile::Property| {
        json!({
            "id": property.id.as_str(),
            "label": property.label.in_language(lang.tag()),
            "type": property.value,
            "scheme": property.scheme,
            "many": property.many,
            "privacy": seen_by(property.privacy),
            "held_back_days": property.held_back,
            "asked_first": kind.first.contains(&property.id),
            "standards": property.standards,
        })
    };
    let level = |level: &daftar_register::claim::profile::Level| {
        json!({
            "id": level.id,
            "label": level.label.in_language(lang.tag()),
            "standard": level.standard,
            "requires": level.requires.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
            "requires_any": level.requires_any.iter().map(|group| group.iter().map(|id| id.as_str()).collect::<Vec<_>>()).collect::<Vec<_>>(),
            "requires_from": level.requires_from.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
            "unless": level.unless.iter().map(|id| id.as_str()).collect::<Vec<_>>(),
        })
    };
    let mut whole = in_short(kind, lang.tag());
    whole["properties"] = properties.map(property).collect();
    whole["levels"] = kind.levels.iter().map(level).collect();
    whole
}

fn printed(kind: &Value) -> String {
    let text = |value: &Value, name: &str| value[name].as_str().unwrap_or_default().to_owned();
    let mut out = format!("{} ({}), {}\n", text(kind, "id"), text(kind, "label"), text(kind, "privacy"));
    for property in kind["properties"].as_array().into_iter().flatten() {
        let first = if property["asked_first"] == true { ", asked first" } else { "" };
        let many = if property["many"] == true { ", several" } else { "" };
        let scheme = property["scheme"].as_str().map(|scheme| format!(" of {scheme}")).unwrap_or_default();
        let (id, label) = (text(property, "id"), text(property, "label"));
        let (value, privacy) = (text(property, "type"), text(property, "privacy"));
        let held = property["held_back_days"].as_u64().filter(|days| *days > 0);
        let held = held.map(|days| format!(" until {days} days after it was said")).unwrap_or_default();
        out += &format!("  {id} ({label}): {value}{scheme}{many}{first}, {privacy}{held}\n");
        for (standard, name) in property["standards"].as_object().into_iter().flatten() {
            out += &format!("    {standard}: {}\n", name.as_str().unwrap_or_default());
        }
    }
    for level in kind["levels"].as_array().into_iter().flatten() {
        let ids = |name: &str| {
            let ids = level[name].as_array().into_iter().flatten().filter_map(Value::as_str);
            ids.collect::<Vec<_>>().join(", ")
        };
        out += &format!("{} ({}): {}", text(level, "label"), text(level, "standard"), ids("requires"));
        for group in level["requires_any"].as_array().into_iter().flatten() {
            let ids: Vec<&str> = group.as_array().into_iter().flatten().filter_map(Value::as_str).collect();
            out += &format!("; one of {}", ids.join(", "));
        }
        let from = ids("requires_from");
        out += &if from.is_empty() { String::new() } else { format!("; named by others under {from}") };
        let unless = ids("unless");
        out += &if unless.is_empty() { "\n".to_owned() } else { format!("; unless {unless} is said\n") };
    }
    out
}

fn check(args: &Args, files: &[PathBuf]) -> Result<Done, Failure> {
    let session = if folder(args).is_ok() { Some(Session::read(args)?) } else { None };
    let mut told = Vec::new();
    for path in files {
        let text = read(path)?;
        let findings = match &session {
            Some(session) => session.register.check_profile(&text),
            None => check_profile(&text),
        };
        told.extend(findings.into_iter().map(|finding| (path, finding)));
    }
    let as_json: Vec<Value> = told.iter().map(|(path, finding)| in_json(path, finding)).collect();
    say(args, &as_json, || {
        let lines: String = told.iter().map(|(path, finding)| line(path, finding)).collect();
        if lines.is_empty() { "Nothing is wrong.\n".to_owned() } else { lines }
    })?;
    let refused = told.iter().any(|(_, finding)| finding.severity == Severity::Error);
    Ok(if refused { Done::Found } else { Done::Well })
}

fn in_json(path: &Path, finding: &Finding) -> Value {
    json!({
        "file": path.display().to_string(),
        "line": finding.line,
        "severity": severity(finding),
        "what": finding.what,
    })
}

fn severity(finding: &Finding) -> &'static str {
    match finding.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    }
}

fn line(path: &Path, finding: &Finding) -> String {
    let line = finding.line.map(|line| format!(":{line}")).unwrap_or_default();
    format!("{}{line}: {}: {}\n", path.display(), severity(finding), finding.what)
}

fn add(args: &Args, files: &[PathBuf]) -> Result<Done, Failure> {
    let texts = files.iter().map(|path| read(path)).collect::<Result<Vec<_>, _>>()?;
    brought(args, |_| Ok(texts))
}

fn hold_back(args: &Args, property: Option<&str>, days: Option<u32>) -> Result<Done, Failure> {
    let (Some(property), Some(days)) = (property, days) else {
        return held_back(args, &Session::read(args)?, property);
    };
    let mut session = Session::write(args)?;
    let id = PropertyId::parse(property).map_err(|error| RegisterError::Ask(error.to_string()))?;
    session.register.hold_back(&id, days)?;
    held_back(args, &session, Some(property))
}

fn held_back(args: &Args, session: &Session<'_>, only: Option<&str>) -> Result<Done, Failure> {
    let all = session.register.profiles().properties.values().filter(|one| only.is_none_or(|id| one.id.as_str() == id));
    let held: Vec<_> = all.filter_map(|one| Some((one, one.held_back?))).collect();
    let shown: Vec<Value> =
        held.iter().map(|(one, days)| json!({ "property": one.id.as_str(), "held_back_days": days })).collect();
    say(args, &shown, || {
        let line = |(one, days): &(&Property, u32)| {
            let label = one.label.in_language(session.lang().tag());
            match session.lang() {
                Lang::En => {
                    format!("{} ({label}): told to the public {days} days after it was said\n", one.id.as_str())
                }
                Lang::Ar => format!("{} ({label}): يُعرض للجميع بعد قوله بعدد الأيام: {days}\n", one.id.as_str()),
            }
        };
        held.iter().map(line).collect()
    })
}

fn update(args: &Args) -> Result<Done, Failure> {
    brought(args, |session| Ok(session.register.shipped_news()?))
}

fn brought(args: &Args, texts: impl FnOnce(&Session<'_>) -> Result<Vec<String>, Failure>) -> Result<Done, Failure> {
    let mut session = Session::write(args)?;
    let texts = texts(&session)?;
    let new = session.register.adopt_profiles(&texts)?;
    let kinds = session.register.profiles().kinds.len();
    say(args, &json!({ "new": new, "kinds": kinds }), || match new {
        0 => "All of that is in force already.\n".to_owned(),
        _ => format!("{new} profile(s) brought into force; there are {kinds} kinds now.\n"),
    })
}

fn read(path: &Path) -> Result<String, Failure> {
    let why = |error: std::io::Error| RegisterError::Ask(format!("{}: {error}", path.display()));
    Ok(std::fs::read_to_string(path).map_err(why)?)
}
