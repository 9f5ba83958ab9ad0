//! Making, checking and mending a register.

use daftar_paper::Paper;
use daftar_register::store::Severity;
use daftar_register::{Founding, Home, Register};
use serde_json::json;

use super::bundle::{identities, show};
use super::recovery::lines;
use super::{Done, say};
use crate::args::{Args, Init};
use crate::failure::Failure;
use crate::session::{folder, language, now};
use crate::terminal;

/// `daftar init`
pub(crate) fn init(args: &Args, init: &Init) -> Result<Done, Failure> {
    if !init.bundle.is_empty() {
        return init_from_bundle(args, init);
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
    let speaks = language(&lang);
    let founding = Founding { place, keeper, lang, passphrase };
    let register = Register::found(&init.folder, &Home::of_user()?, founding, now())?;
    let seed = register.fresh_seed()?.map_or([0; 32], |seed| seed.0);
    let paper = Paper::Seed(seed);
    let made = json!({
        "folder": init.folder.display().to_string(),
        "register": register.id().to_string(),
        "key": register.key().map(|key| key.to_string()),
        "recovery": { "words": paper.words(speaks), "digits": paper.digits() },
    });
    say(args, &made, || {
        let folder = init.folder.display();
        format!(
            "Made {folder}.\nIts recovery key: write it on paper and keep it away from this computer.\n{}\
             Print it: daftar -R {folder} recovery sheet FILE.html\n\
             When it is on paper: daftar -R {folder} recovery put-away\n\
             Next: daftar -R {folder} read ARTICLE.txt\n",
            lines(&paper.words(speaks), 6),
        )
    })
}

fn init_from_bundle(args: &Args, init: &Init) -> Result<Done, Failure> {
    let (home, identities) = (Home::of_user()?, identities(init.key_file.as_deref())?);
    let named = (args.lang.as_deref().unwrap_or("en"), init.keeper.as_deref());
    let bar = terminal::bar("taking");
    let bundles = (init.bundle.as_slice(), &identities);
    let started = Register::start_from_bundles(bundles, &init.folder, &home, named, now(), &show(&bar));
    bar.finish_and_clear();
    let (register, taken) = started?;
    let key = register.key().map(|key| key.to_string()).unwrap_or_default();
    let made = json!({
        "folder": init.folder.display().to_string(),
        "register": register.id().to_string(),
        "key": key,
        "taken": taken,
    });
    say(args, &made, || {
        format!(
            "Made {} from the bundle. What is recorded here counts once a keeper of the notebook has run\n  \
             daftar grant {key}\nafter taking a bundle from here; or, where \
             no other device is left, once this one has run\n  daftar recovery use\n{}",
            init.folder.display(),
            crate::print::still_to_take(&taken)
        )
    })?;
    Ok(if taken.iter().all(|one| one.taken.whole) { Done::Well } else { Done::Found })
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
