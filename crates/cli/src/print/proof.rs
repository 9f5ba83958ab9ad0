//! What a proof shows, in words that promise no more than it does.

use daftar_register::claim::{Body, Claim, Value};
use daftar_register::copy::proof::{ProofError, Proved};
use daftar_register::date::{self, Lang};
use daftar_register::timestamp;

/// The earliest time at which somebody else than the notebook vouches for it: a partner, or an authority that is trusted.
pub(crate) fn by(proved: &Proved) -> Option<u64> {
    let stamped = proved.stamped.iter().filter(|stamped| stamped.trusted).map(|stamped| stamped.time);
    proved.seen.iter().map(|(_, time)| *time).chain(stamped).min()
}

/// A proof that holds.
pub(crate) fn proved(proved: &Proved, lang: Lang) -> String {
    let mut lines = vec![since(proved, lang), format!("  {}", proved.claim)];
    lines.extend(statement(proved, lang));
    lines.push(format!("{} {}", either(lang, "The notebook:", "الدفتر:"), proved.register));
    lines.push(recorded(proved, lang));
    lines.push(either(lang, "Who says so:", "من يقول ذلك:").to_owned());
    lines.extend(who(proved, lang));
    let limits = either(
        lang,
        "This does not say that the statement is true, nor whether it was taken back since. Compare the ids with those that \
         you know from elsewhere.",
        "لا يقول هذا إن المعلومة صحيحة، ولا إن كان قائلها قد تراجع عنها بعد ذلك. قارن المعرّفات بما تعرفه من مكان آخر.",
    );
    lines.push(limits.to_owned());
    lines.join("\n") + "\n"
}

fn either(lang: Lang, en: &'static str, ar: &'static str) -> &'static str {
    if lang == Lang::Ar { ar } else { en }
}

fn since(proved: &Proved, lang: Lang) -> String {
    match by(proved) {
        Some(time) => {
            format!("{} {}:", either(lang, "This was in the notebook by", "كان هذا في الدفتر بحلول"), moment(time))
        }
        None => either(
            lang,
            "This is in the notebook; since when, only the notebook itself says:",
            "هذا في الدفتر؛ أما منذ متى فلا يقوله إلا الدفتر نفسه:",
        )
        .to_owned(),
    }
}

fn recorded(proved: &Proved, lang: Lang) -> String {
    let (entry, party) = (proved.recording.entry, proved.party);
    let clock = proved.time.0.as_ref().map_or(either(lang, "unknown", "غير معروف"), |time| time.as_str());
    match lang {
        Lang::En => format!(
            "Recorded in entry {} of {}, on behalf of {party}; its own clock said: {clock}",
            entry.number, entry.log
        ),
        Lang::Ar => {
            format!("دُوّن في القيد {} من {} نيابة عن {party}؛ وقالت ساعة الجهاز: {clock}", entry.number, entry.log)
        }
    }
}

fn who(proved: &Proved, lang: Lang) -> Vec<String> {
    let own = either(
        lang,
        "the notebook itself, by a key that its first entry leads to",
        "الدفتر نفسه، بمفتاح يقود إليه أول قيد فيه",
    );
    let (partner, at) = (either(lang, "a co-signer", "موقّع مشارك"), either(lang, "who saw it at", "رآه في"));
    let signed = proved.signed.iter().map(|key| format!("  {own}: {key}"));
    let seen = proved.seen.iter().map(|(key, time)| format!("  {partner}: {key}, {at} {}", moment(*time)));
    let stamped = proved.stamped.iter().map(|stamped| {
        let trusted = match stamped.trusted {
            true => either(lang, "whom the certificate leads to", "والشهادة تقود إليها"),
            false => {
                either(lang, "not checked whether it is: give --ca CA.pem", "لم يُتحقق من أنها هي: أعطِ --ca CA.pem")
            }
        };
        let name = either(lang, "a time stamp of", "ختم زمني من");
        format!("  {name} {} ({trusted}), {}", stamped.authority, moment(stamped.time))
    });
    signed.chain(seen).chain(stamped).collect()
}

/// The statement, as far as the proof shows it. The names of what it speaks of are in the notebook.
fn statement(proved: &Proved, lang: Lang) -> Vec<String> {
    let claim = match (&proved.secret, &proved.body) {
        (Some(secret), _) => &secret.claim,
        (None, Body::Open(claim, _)) => claim.as_ref(),
        (None, Body::Sealed(_)) => {
            let sealed = either(lang, "sealed: the proof does not show what it says", "مختوم: لا يُظهر الإثبات ما فيه");
            return vec![format!("  {sealed}")];
        }
    };
    let mut lines = vec![format!("  {}: {}", claim.property, value(claim, lang))];
    let when = claim.when.as_ref().map(|when| date::words(when, lang));
    let parts = [
        (either(lang, "about", "عن"), Some(claim.subject.to_string())),
        (either(lang, "when", "متى"), when),
        (either(lang, "source", "المصدر"), Some(claim.source.to_string())),
        (either(lang, "in the words", "بهذه الكلمات"), claim.quote.as_ref().map(|quote| format!("«{}»", plain(quote)))),
    ];
    lines.extend(parts.into_iter().filter_map(|(name, part)| Some(format!("  {name}: {}", part?))));
    lines
}

fn value(claim: &Claim, lang: Lang) -> String {
    match &claim.value {
        Value::Text { text, .. } => plain(text),
        Value::Date(when) => date::words(when, lang),
        Value::Code { code, label, .. } => label.as_deref().map_or_else(|| code.clone(), plain),
        _ => {
            let content: Option<serde_json::Value> = serde_json::from_str(&claim.content()).ok();
            content.map(|content| content["value"].to_string()).unwrap_or_default()
        }
    }
}

/// Words of others, without what would steer the terminal.
fn plain(text: &str) -> String {
    text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect()
}

fn moment(seconds: u64) -> String {
    timestamp(seconds).map_or_else(|| seconds.to_string(), |time| time.as_str().to_owned())
}

/// A proof that does not hold.
pub(crate) fn refused(error: &ProofError, lang: Lang) -> String {
    match lang {
        Lang::En => format!("This proof does not hold: {error}\n"),
        Lang::Ar => format!("هذا الإثبات لا يصح: {}\n({error})\n", arabic(error)),
    }
}

fn arabic(error: &ProofError) -> &'static str {
    match error {
        ProofError::Damaged => "تغيّر الملف أو تلف؛ اطلبه من جديد",
        ProofError::Form { .. } => "ليس في الملف ما يكون في إثبات",
        ProofError::Body(_) | ProofError::Opens(_) => "لا تُقرأ المعلومة",
        ProofError::Entry(_) => "قيد فيه لا يصح توقيعه أو لا يُقرأ",
        ProofError::NotInEntry(_) => "المعلومة ليست مما دُوّن في القيد",
        ProofError::NotInLog { .. } => "القيد ليس في ما وُقّع عليه: التوقيع أقدم منه، أو هو عن شيء آخر",
        ProofError::Signature(_) => "توقيع ليس ممن يُنسب إليه",
        ProofError::Unsigned => "لم يوقّع عليه أي مفتاح من الدفتر",
        ProofError::Foreign(_) => "مفتاح ليس من مفاتيح الدفتر",
        ProofError::Stamp(_) => "الختم الزمني لا يصح",
        ProofError::OtherRegister(_) => "هو عن دفتر آخر غير الذي تسمّيه",
        ProofError::OtherClaim(_) => "هو عن معلومة أخرى غير التي تسمّيها",
        ProofError::NotCosigned(_) => "لم يوقّع عليه من تسمّيه",
        ProofError::NotStamped => "ليس فيه ختم زمني من الجهة التي تثق بها",
    }
}
