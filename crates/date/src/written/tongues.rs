//! Words of dates that catalogues in English keep from other tongues: German, French, Spanish, Italian, Dutch, Latin.
//!
//! Words that mean something else in another of them, or are a single letter, are left out: what is not known is not read.

use super::meaning::Meaning::*;
use super::meaning::{Era, Scale, Table};

/// Words that mean the same, and what. Dots of abbreviations are left out.
pub(super) const TABLE: Table = &[
    ("um|etwa|ungefähr|vers|env|environ|hacia|alrededor de|verso|rond|omstreeks", About),
    (
        "wohl|vermutlich|vielleicht|peut être|probablement|probablemente|quizás|forse|probabilmente|wahrscheinlich",
        Perhaps,
    ),
    ("vor|avant|antes de|prima del|voor", Before),
    ("nach|nach dem|après|apres|después de|dopo il", After),
    ("bis", To),
    ("zwischen|entre|tra", Between),
    ("und|et", And),
    ("oder|ou", Or),
    ("anfang|début|debut|principios|principios de|inicios|inizio|begin", Third(0)),
    ("mitte|milieu|mediados|mediados de|midden", Third(1)),
    ("ende|fin|finales|finales de|fines|fine|eind|einde", Third(2)),
    ("hälfte|moitié|mitad|helft|metà", Fraction(2)),
    ("drittel|tiers|tercio", Fraction(3)),
    ("viertel|quart|cuarto|kwart", Fraction(4)),
    (
        "jh|jhd|jhdt|jahrh|jahrhundert|jahrhunderts|siècle|siècles|siecle|siglo|siglos|sec|secolo|secoli|eeuw|saec|saeculum",
        Scale(Scale::Century),
    ),
    ("e|er|re|ère|ere|ème|eme|ste|de|º|ª", OrdinalEnding),
    ("v chr|vchr|vuz|av j c|avant j c|a c|ac", Era(Era::Before)),
    ("n chr|nchr|nuz|ap j c|apr j c|après j c|d c|dc", Era(Era::Common)),
    ("januar|janvier|janv|enero|gennaio", Month(1)),
    ("februar|février|fevrier|févr|febrero|febbraio", Month(2)),
    ("märz|maerz|mars|marzo", Month(3)),
    ("avril|avr|abril|aprile", Month(4)),
    ("mai|mayo|maggio", Month(5)),
    ("juni|juin|junio|giugno", Month(6)),
    ("juli|juillet|juil|julio|luglio", Month(7)),
    ("août|aout|agosto", Month(8)),
    ("septembre|septiembre|settembre", Month(9)),
    ("oktober|octobre|octubre|ottobre", Month(10)),
    ("novembre|noviembre", Month(11)),
    ("dezember|décembre|decembre|diciembre|dicembre", Month(12)),
    ("des|der|du|del|im|le|la|el|il|dell|van de", Filler),
    ("hergestellt|entstanden|fait|réalisé|exécuté|peint|hecho|eseguito", Made),
];

const ORDINALS: [(&str, u8); 20] = [
    ("erste", 1),
    ("ersten", 1),
    ("zweite", 2),
    ("zweiten", 2),
    ("dritte", 3),
    ("dritten", 3),
    ("vierte", 4),
    ("première", 1),
    ("premier", 1),
    ("seconde", 2),
    ("deuxième", 2),
    ("troisième", 3),
    ("quatrième", 4),
    ("primera", 1),
    ("segunda", 2),
    ("tercer", 3),
    ("prima", 1),
    ("seconda", 2),
    ("eerste", 1),
    ("tweede", 2),
];

/// Ordinals in words, as far as halves and quarters need them.
pub(super) fn ordinals() -> impl Iterator<Item = (String, u8)> {
    ORDINALS.into_iter().map(|(word, n)| (word.to_owned(), n))
}
