//! Making, checking and mending a register.

use daftar_register::store::Severity;
use daftar_register::{Founding, Home, Register};
use serde_json::json;

use super::{Done, say};
use crate::args::{Args, Init};
use crate::failure::Failure;
use crate::session::{folder, now};
use crate::terminal;

/// `daftar init`
pub(crate) fn init(args: &Args, init: &Init) -> Result<Done, Failure> {
    if let Some(bundle) = &init.bundle {
        return init_from_bundle(args, init, bundle);
    }
    let lang = match (&args.lang, terminal::can_ask()) {
        (Some(lang), _) => lang.clone(),
        (None, true) => terminal::ask("Language, en or ar / اللغة:", "--lang")?,
        (None, false) => "en".into(),
    };
    let given = |value: &Option<String>, question, flag| match value {
        Some(value) => Ok(value.clone()),
        None => terminal::ask(question, flag),
    };
    let place = given(&init.place, "The name of the place / اسم المكان:", "--place")?;
    let keeper = given(
        &init.keeper,
        "Your name or a pseudonym; everybody with a copy sees it / اسمك أو اسم مستعار:",
        "--keeper",
    )?;
    if place.is_empty() || keeper.is_empty() {
        return Err(Failure::Ask("the place and the keeper need a name".into()));
    }
    let passphrase = match init.no_passphrase {
        true => None,
        false => terminal::passphrase(
            args.passphrase_file.as_deref(),
            "A passphrase for sealed statements (empty: none) / عبارة مرور:",
        )?,
    };
    let lang = if lang == "ar" { "ar" } else { "en" }.to_owned();
    let founding = Founding { place, keeper, lang, passphrase };
    let (register, seed) = Register::create(&init.folder, &Home::of_user()?, founding, now())?;
    let seed: String = seed.0.iter().map(|byte| format!("{byte:02x}")).collect();
    let made = json!({
        "folder": init.folder.display().to_string(),
        "register": register.id().to_string(),
        "key": register.key().map(|key| key.to_string()),
        "recovery_seed": seed,
    });
    say(args, &made, || {
        format!(
            "Made {}.\nRecovery key, shown this once: write it on paper and keep it away from this computer.\n  {}\n\
             Next: daftar -R {} read ARTICLE.txt\n",
            init.folder.display(),
            grouped(&seed),
            init.folder.display()
        )
    })
}

fn init_from_bundle(args: &Args, init: &Init, bundle: &std::path::Path) -> Result<Done, Failure> {
    let lang = args.lang.as_deref().unwrap_or("en");
    let home = Home::of_user()?;
    let keeper = init.keeper.as_deref();
    let register = Register::start_from_bundle(bundle, &init.folder, &home, lang, keeper, now())?;
    let key = register.key().map(|key| key.to_string()).unwrap_or_default();
    let made =
        json!({ "folder": init.folder.display().to_string(), "register": register.id().to_string(), "key": key });
    say(args, &made, || {
        format!(
            "Made {} from the bundle. What is recorded here counts once a keeper of the notebook has run\n  \
             daftar grant {key}\nafter taking a bundle from here.\n",
            init.folder.display()
        )
    })
}

fn grouped(digits: &str) -> String {
    let groups: Vec<String> =
        digits.as_bytes().chunks(8).map(|part| String::from_utf8_lossy(part).into_owned()).collect();
    groups.join(" ")
}

/// `daftar verify`
pub(crate) fn verify(args: &Args) -> Result<Done, Failure> {
    let bar = terminal::bar("checking");
    let report = Register::verify(&folder(args)?, &Home::of_user()?, &|done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    say(args, &report, || crate::print::report(&report))?;
    let harmless = report.findings.iter().all(|finding| finding.severity == Severity::Note);
    Ok(if harmless { Done::Well } else { Done::Found })
}

/// `daftar rebuild`
pub(crate) fn rebuild(args: &Args) -> Result<Done, Failure> {
    let folder = folder(args)?;
    let bar = terminal::bar("making the index again");
    daftar_register::store::rebuild(&folder, &|done, total| {
        bar.set_length(total);
        bar.set_position(done);
    })?;
    bar.finish_and_clear();
    say(args, &json!({ "rebuilt": folder.display().to_string() }), || {
        "The index was made again from the logs.\n".into()
    })
}
