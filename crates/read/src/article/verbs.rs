//! Verbs: which form a word is of, and to what class of statement its verb leads.

use super::fates::is_verb;

/// What kind of statement a verb makes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Class {
    /// Harm to a thing; the code of the scheme `state` that the bare verb comes to.
    Harm(&'static str),
    /// Repair and return; the code of the scheme `recovery`.
    Recover(&'static str),
    /// "caused substantial damage": the noun tells.
    Inflict,
    /// "founded", "opened".
    Found,
    /// "contained", "included".
    Hold,
    /// "dated from".
    DateFrom,
    /// Saying: "stated", "announced".
    Say,
    /// "described … as", "criticised".
    Describe,
    /// "granted … a licence".
    Grant,
    /// "designed to", "aimed at".
    Aim,
    /// "collaborated with".
    Work,
    /// "celebrated", "hosted".
    Act,
    /// "began".
    Begin,
    /// "ended".
    End,
    /// "remained".
    Remain,
    /// "were displaced to".
    Displace,
    /// "housed in".
    House,
    /// "dissolved", "closed".
    Dissolve,
    /// "was a museum".
    Be,
    /// "issued", as one issues a warning.
    Issue,
    /// Any other verb.
    Other,
}

/// The form of a verb.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Form {
    /// "destroy", also after "to" and modals.
    Base,
    /// "destroys".
    Third,
    /// "destroyed": past tense or participle.
    Past,
    /// "blown": participle only.
    Participle,
    /// "destroying".
    Gerund,
}

use Class::{
    Act, Aim, Begin, DateFrom, Describe, Displace, Dissolve, End, Found, Grant, Harm, Hold, House, Inflict, Issue,
    Other, Recover, Remain, Say, Work,
};

const DESTROYED: Class = Harm("destroyed");
const DAMAGED: Class = Harm("damaged");

/// Verbs by their base form, in the order of the alphabet.
const VERBS: &[(&str, Class)] = &[
    ("acknowledge", Say),
    ("add", Say),
    ("admit", Say),
    ("advance", Other),
    ("aim", Aim),
    ("allege", Say),
    ("annihilate", DESTROYED),
    ("announce", Say),
    ("argue", Say),
    ("assert", Say),
    ("attack", Other),
    ("award", Grant),
    ("begin", Begin),
    ("blow", DESTROYED),
    ("bomb", Other),
    ("bombard", Other),
    ("bulldoze", DESTROYED),
    ("burn", DAMAGED),
    ("call", Describe),
    ("capture", Other),
    ("cause", Inflict),
    ("celebrate", Act),
    ("characterise", Describe),
    ("characterize", Describe),
    ("claim", Say),
    ("close", Dissolve),
    ("collaborate", Work),
    ("collapse", DESTROYED),
    ("commence", Begin),
    ("comprise", Hold),
    ("conclude", Say),
    ("condemn", Describe),
    ("confirm", Say),
    ("contain", Hold),
    ("cooperate", Work),
    ("crack", DAMAGED),
    ("create", Found),
    ("criticise", Describe),
    ("criticize", Describe),
    ("damage", DAMAGED),
    ("date", DateFrom),
    ("declare", Say),
    ("deface", DAMAGED),
    ("demolish", DESTROYED),
    ("denounce", Describe),
    ("deny", Say),
    ("deplore", Describe),
    ("describe", Describe),
    ("design", Aim),
    ("destroy", DESTROYED),
    ("devastate", Harm("severely-damaged")),
    ("disclose", Say),
    ("dismantle", DESTROYED),
    ("displace", Displace),
    ("dissolve", Dissolve),
    ("document", Say),
    ("end", End),
    ("establish", Found),
    ("estimate", Say),
    ("exhibit", Hold),
    ("explain", Say),
    ("explode", DESTROYED),
    ("feature", Hold),
    ("flatten", DESTROYED),
    ("flee", Displace),
    ("found", Found),
    ("grant", Grant),
    ("gut", Harm("severely-damaged")),
    ("hit", Other),
    ("hold", Hold),
    ("host", Act),
    ("house", House),
    ("inaugurate", Found),
    ("include", Hold),
    ("indicate", Say),
    ("inflict", Inflict),
    ("intend", Aim),
    ("issue", Issue),
    ("level", DESTROYED),
    ("locate", House),
    ("loot", Other),
    ("maintain", Say),
    ("mention", Say),
    ("note", Say),
    ("obliterate", DESTROYED),
    ("observe", Say),
    ("open", Found),
    ("organise", Act),
    ("organize", Act),
    ("pillage", Other),
    ("point", Say),
    ("possess", Hold),
    ("praise", Describe),
    ("publish", Say),
    ("raze", DESTROYED),
    ("rebuild", Recover("repair")),
    ("receive", Other),
    ("reconstruct", Recover("repair")),
    ("relaunch", Recover("restart")),
    ("relocate", Recover("relocation")),
    ("remain", Remain),
    ("renovate", Recover("renovation")),
    ("reopen", Recover("reopening")),
    ("repair", Recover("repair")),
    ("report", Say),
    ("restart", Recover("restart")),
    ("restore", Recover("renovation")),
    ("resume", Begin),
    ("reveal", Say),
    ("ruin", DESTROYED),
    ("sack", DAMAGED),
    ("say", Say),
    ("scorch", DAMAGED),
    ("shell", Other),
    ("sink", DESTROYED),
    ("smash", DESTROYED),
    ("start", Begin),
    ("state", Say),
    ("strike", Other),
    ("suffer", Inflict),
    ("suggest", Say),
    ("survive", Remain),
    ("sustain", Inflict),
    ("tell", Say),
    ("testify", Say),
    ("topple", DESTROYED),
    ("torch", DAMAGED),
    ("uproot", DESTROYED),
    ("use", Other),
    ("vandalise", DAMAGED),
    ("vandalize", DAMAGED),
    ("verify", Say),
    ("warn", Say),
    ("wind", Other),
    ("work", Work),
    ("wreck", DESTROYED),
    ("write", Say),
];

/// Irregular forms: the form, the base, whether it is only a participle.
const IRREGULAR: &[(&str, &str, bool)] = &[
    ("arose", "arise", false),
    ("ate", "eat", false),
    ("beat", "beat", false),
    ("became", "become", false),
    ("began", "begin", false),
    ("begun", "begin", true),
    ("bent", "bend", false),
    ("blew", "blow", false),
    ("blown", "blow", true),
    ("born", "bear", true),
    ("bought", "buy", false),
    ("broke", "break", false),
    ("broken", "break", true),
    ("brought", "bring", false),
    ("built", "build", false),
    ("burnt", "burn", false),
    ("burst", "burst", false),
    ("came", "come", false),
    ("caught", "catch", false),
    ("chose", "choose", false),
    ("cut", "cut", false),
    ("done", "do", true),
    ("drew", "draw", false),
    ("driven", "drive", true),
    ("drove", "drive", false),
    ("dug", "dig", false),
    ("eaten", "eat", true),
    ("fallen", "fall", true),
    ("fell", "fall", false),
    ("felt", "feel", false),
    ("fled", "flee", false),
    ("flew", "fly", false),
    ("fought", "fight", false),
    ("found", "find", false),
    ("froze", "freeze", false),
    ("frozen", "freeze", true),
    ("gave", "give", false),
    ("given", "give", true),
    ("gone", "go", true),
    ("grew", "grow", false),
    ("grown", "grow", true),
    ("heard", "hear", false),
    ("held", "hold", false),
    ("hid", "hide", false),
    ("hidden", "hide", true),
    ("hit", "hit", false),
    ("kept", "keep", false),
    ("killed", "kill", false),
    ("knew", "know", false),
    ("known", "know", true),
    ("laid", "lay", false),
    ("lay", "lie", false),
    ("led", "lead", false),
    ("left", "leave", false),
    ("lost", "lose", false),
    ("made", "make", false),
    ("meant", "mean", false),
    ("met", "meet", false),
    ("overran", "overrun", false),
    ("overthrew", "overthrow", false),
    ("paid", "pay", false),
    ("put", "put", false),
    ("ran", "run", false),
    ("rebuilt", "rebuild", false),
    ("reopened", "reopen", false),
    ("rose", "rise", false),
    ("said", "say", false),
    ("sank", "sink", false),
    ("sat", "sit", false),
    ("saw", "see", false),
    ("sawn", "saw", true),
    ("seen", "see", true),
    ("sent", "send", false),
    ("set", "set", false),
    ("shaken", "shake", true),
    ("shook", "shake", false),
    ("shot", "shoot", false),
    ("shown", "show", true),
    ("shut", "shut", false),
    ("sold", "sell", false),
    ("spent", "spend", false),
    ("split", "split", false),
    ("spoke", "speak", false),
    ("spoken", "speak", true),
    ("spread", "spread", false),
    ("stole", "steal", false),
    ("stolen", "steal", true),
    ("stood", "stand", false),
    ("struck", "strike", false),
    ("stuck", "stick", false),
    ("sunk", "sink", true),
    ("swept", "sweep", false),
    ("swore", "swear", false),
    ("sworn", "swear", true),
    ("swung", "swing", false),
    ("taken", "take", true),
    ("thought", "think", false),
    ("threw", "throw", false),
    ("thrown", "throw", true),
    ("told", "tell", false),
    ("took", "take", false),
    ("tore", "tear", false),
    ("torn", "tear", true),
    ("trodden", "tread", true),
    ("understood", "understand", false),
    ("went", "go", false),
    ("withdrawn", "withdraw", true),
    ("withdrew", "withdraw", false),
    ("woke", "wake", false),
    ("won", "win", false),
    ("wore", "wear", false),
    ("worn", "wear", true),
    ("written", "write", true),
    ("wrote", "write", false),
];

/// Words that end like a verb form and are none.
const NOT_VERBS: [&str; 34] = [
    "hundred",
    "armed",
    "sacred",
    "naked",
    "indeed",
    "exceed",
    "proceed",
    "embed",
    "breed",
    "greed",
    "seed",
    "need",
    "speed",
    "weed",
    "united",
    "allied",
    "morning",
    "evening",
    "building",
    "nothing",
    "something",
    "everything",
    "anything",
    "during",
    "following",
    "including",
    "according",
    "king",
    "ring",
    "wing",
    "spring",
    "string",
    "being",
    "kindred",
];

/// What a word is as a verb: its class and form.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verb {
    pub(super) class: Class,
    pub(super) form: Form,
    /// Whether the lexicon knows it, or only its ending tells.
    pub(super) known: bool,
}

/// Reads a lower-case word as a verb.
pub(super) fn verb(word: &str) -> Option<Verb> {
    let word = match word {
        "found" => return Some(Verb { class: Other, form: Form::Past, known: true }),
        "founded" => return Some(Verb { class: Found, form: Form::Past, known: true }),
        _ if NOT_VERBS.contains(&word) => return None,
        word => word,
    };
    if let Ok(at) = IRREGULAR.binary_search_by(|(form, _, _)| form.cmp(&word)) {
        let (_, base, participle) = IRREGULAR[at];
        let form = if participle { Form::Participle } else { Form::Past };
        return Some(Verb { class: class(base).unwrap_or(Other), form, known: true });
    }
    if let Some(class) = class(word) {
        return Some(Verb { class, form: Form::Base, known: true });
    }
    if is_verb(word) {
        return Some(Verb { class: Other, form: Form::Base, known: true });
    }
    regular(word)
}

/// The base forms that a word may come from: "carried" from "carry", "stolen" from "steal".
pub(super) fn lemmas(word: &str) -> Vec<String> {
    if let Ok(at) = IRREGULAR.binary_search_by(|(form, _, _)| form.cmp(&word)) {
        return vec![IRREGULAR[at].1.to_owned()];
    }
    let endings = [("ed", Form::Past), ("ing", Form::Gerund), ("s", Form::Third)];
    let mut lemmas = vec![word.to_owned()];
    for (ending, form) in endings {
        if let Some(stem) = word.strip_suffix(ending).filter(|stem| stem.len() > 1) {
            lemmas.extend(bases(stem, form));
        }
    }
    lemmas
}

fn class(base: &str) -> Option<Class> {
    VERBS.binary_search_by(|(verb, _)| (*verb).cmp(base)).ok().map(|at| VERBS[at].1)
}

fn regular(word: &str) -> Option<Verb> {
    let endings = [("ed", Form::Past), ("ing", Form::Gerund), ("s", Form::Third)];
    let (stem, form) = endings.iter().find_map(|(ending, form)| Some((word.strip_suffix(ending)?, *form)))?;
    if stem.len() < 2 || !stem.bytes().any(|b| matches!(b, b'a' | b'e' | b'i' | b'o' | b'u' | b'y')) {
        return None;
    }
    if let Some(class) = bases(stem, form).iter().find_map(|base| class(base)) {
        return Some(Verb { class, form, known: true });
    }
    if bases(stem, form).iter().any(|base| is_verb(base)) {
        return Some(Verb { class: Other, form, known: true });
    }
    // "-s" tells nothing by itself: most such words are plurals.
    (form != Form::Third && word.len() > 4).then_some(Verb { class: Other, form, known: false })
}

/// The base forms that a stem may come from: "raz" from "raze", "gutt" from "gut", "testifi" from "testify".
fn bases(stem: &str, form: Form) -> Vec<String> {
    let mut bases = vec![stem.to_owned()];
    if form != Form::Third {
        bases.push(format!("{stem}e"));
        let doubled = stem.as_bytes().windows(2).last().is_some_and(|pair| pair[0] == pair[1]);
        if doubled {
            bases.push(stem[..stem.len() - 1].to_owned());
        }
    }
    if let Some(short) = stem.strip_suffix('i').or(stem.strip_suffix("ie")) {
        bases.push(format!("{short}y"));
    }
    if let (Form::Third, Some(short)) = (form, stem.strip_suffix('e')) {
        bases.push(short.to_owned());
    }
    bases
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_are_sorted() {
        assert!(VERBS.is_sorted_by(|a, b| a.0 < b.0));
        assert!(IRREGULAR.is_sorted_by(|a, b| a.0 < b.0));
    }

    #[test]
    fn forms_lead_to_classes() {
        let read = |word| verb(word).map(|v| (v.class, v.form));
        assert_eq!(read("razed"), Some((Harm("destroyed"), Form::Past)));
        assert_eq!(read("gutted"), Some((Harm("severely-damaged"), Form::Past)));
        assert_eq!(read("blown"), Some((Harm("destroyed"), Form::Participle)));
        assert_eq!(read("testified"), Some((Say, Form::Past)));
        assert_eq!(read("claims"), Some((Say, Form::Third)));
        assert_eq!(read("rebuilding"), Some((Recover("repair"), Form::Gerund)));
        assert_eq!(read("invaded"), Some((Other, Form::Past)));
        assert_eq!(read("seed"), None);
        assert_eq!(read("wells"), None);
    }
}
