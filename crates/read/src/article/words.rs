//! The closed classes of English words, and the nouns that tell a kind.

/// What a word does in a sentence, as far as the word alone tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Role {
    /// "the", "a", "some", "this".
    Determiner,
    /// "its", "their".
    Owning,
    /// "it", "they", "he".
    Pronoun,
    /// "in", "by", "of".
    Preposition,
    /// "and", "or", "alongside".
    And,
    /// "but", "then", "yet": a new clause of the same rank.
    But,
    /// "that", "which", "while": a clause below.
    Subordinator,
    /// "was", "has", "may".
    Auxiliary,
    /// "not", "never".
    Not,
    /// "also", "later", "completely".
    Adverb,
    /// Nothing that the word alone tells.
    Open,
}

/// The role of a lower-case word.
pub(super) fn role(word: &str) -> Role {
    match word {
        "the" | "a" | "an" | "this" | "these" | "those" | "some" | "any" | "each" | "every" | "no" | "another"
        | "both" | "several" | "many" | "few" | "all" | "most" | "much" | "various" => Role::Determiner,
        "its" | "his" | "her" | "their" | "our" | "my" | "whose" => Role::Owning,
        "it" | "they" | "he" | "she" | "them" | "him" | "itself" | "we" | "i" | "there" => Role::Pronoun,
        "of" | "in" | "on" | "at" | "by" | "from" | "to" | "into" | "onto" | "with" | "without" | "for" | "against"
        | "near" | "around" | "about" | "over" | "under" | "through" | "towards" | "toward" | "inside" | "outside"
        | "within" | "between" | "among" | "amongst" | "across" | "along" | "upon" | "off" | "during" | "following"
        | "including" | "like" | "despite" | "via" | "behind" | "beyond" | "beside" | "besides" | "throughout"
        | "opposite" | "beneath" | "underneath" | "aboard" | "per" | "such" | "until" | "till" | "since" | "prior"
        | "due" | "concerning" | "regarding" | "amid" | "above" | "below" | "up" | "down" | "out" => Role::Preposition,
        "and" | "or" | "&" | "alongside" | "plus" => Role::And,
        "but" | "then" | "yet" | "nor" => Role::But,
        "that" | "which" | "who" | "whom" | "where" | "when" | "while" | "whilst" | "whereas" | "although"
        | "though" | "because" | "if" | "whether" | "after" | "before" | "as" | "so" | "unless" | "once" => {
            Role::Subordinator
        }
        "is" | "are" | "was" | "were" | "be" | "been" | "being" | "am" | "has" | "have" | "had" | "having" | "do"
        | "does" | "did" | "may" | "might" | "could" | "can" | "will" | "would" | "shall" | "should" | "must"
        | "cannot" | "got" => Role::Auxiliary,
        "not" | "never" | "hardly" | "scarcely" | "neither" => Role::Not,
        "downstream" | "upstream" | "abroad" | "overseas" | "nearby" | "today" | "elsewhere" | "intact"
        | "unharmed" | "undamaged" | "unscathed" | "ablaze" | "alight" | "extinct" | "roofless" => Role::Adverb,
        "also" | "later" | "however" | "again" | "soon" | "still" | "already" | "now" | "thus" | "therefore"
        | "only" | "just" | "even" | "too" | "very" | "almost" | "nearly" | "quite" | "often" | "meanwhile"
        | "instead" | "together" | "further" | "afterwards" | "moreover" | "furthermore" | "nevertheless" | "well"
        | "far" | "less" | "more" | "ever" | "always" | "twice" | "back" | "away" | "perhaps" | "here" | "least"
        | "badly" => Role::Adverb,
        _ if word.len() > 4 && word.ends_with("ly") && !LY_NOUNS.contains(&word) => Role::Adverb,
        _ => Role::Open,
    }
}

/// Words in -ly that are no adverbs.
const LY_NOUNS: [&str; 13] = [
    "family", "supply", "assembly", "italy", "early", "rally", "reply", "monopoly", "anomaly", "daily", "weekly",
    "monthly", "july",
];

/// How certain a modal leaves it.
pub(super) fn is_possible(word: &str) -> bool {
    matches!(word, "may" | "might" | "could" | "possibly" | "perhaps" | "can")
}

/// Words that leave it likely.
pub(super) fn is_probable(word: &str) -> bool {
    matches!(word, "probably" | "likely" | "presumably" | "reportedly" | "allegedly" | "believed" | "thought")
}

/// What comes after these is planned, feared or asked for, and has not happened.
pub(super) fn is_unreal(word: &str) -> bool {
    matches!(word, "will" | "would" | "should" | "shall" | "must" | "if" | "unless" | "whether")
}

/// The kind that a noun tells of, with the ids of the profiles; `two` is the noun with the word before it.
pub(super) fn kind_of(noun: &str, two: &str) -> Option<&'static str> {
    let (noun, two) = (singular(noun), singular(two));
    match two.as_str() {
        "seed bank" | "seed vault" | "seed library" | "seed house" => return Some("seed-bank"),
        "water supply" | "supply scheme" | "water scheme" | "water network" | "water system" | "water main" => {
            return Some("supply-scheme");
        }
        "water infrastructure" | "water tower" | "water tank" | "pumping station" | "desalination plant" => {
            return Some("water-point");
        }
        "weapon depot" | "weapons depot" | "ammunition depot" | "arms depot" | "weapon cache" | "weapons cache"
        | "arms cache" | "ammunition dump" | "command post" | "firing position" | "military position"
        | "military site" | "training camp" | "launch site" | "rocket launcher" | "missile launcher" => {
            return Some("military-site");
        }
        "railway tunnel" | "rail tunnel" | "road tunnel" | "metro tunnel" => return Some("building"),
        "water tunnel" => return Some("water-point"),
        "olive garden" | "olive tree" => return Some("orchard"),
        "display case" | "show case" => return Some("object"),
        "grave yard" | "burial ground" => return Some("place"),
        _ => {}
    }
    by_noun(&noun)
}

fn by_noun(noun: &str) -> Option<&'static str> {
    Some(match noun {
        "museum" | "gallery" => "museum",
        "collection" | "holding" | "archive" | "exhibit" => "collection",
        "building" | "house" | "church" | "mosque" | "synagogue" | "temple" | "school" | "hospital" | "fort"
        | "fortress" | "bridge" | "tower" | "structure" | "silo" | "cathedral" | "palace" | "castle" | "monastery"
        | "minaret" | "market" | "factory" | "warehouse" | "depot" | "library" | "theatre" | "theater"
        | "university" | "infrastructure" | "home" | "mill" | "facility" | "runway" | "hull" | "interior" | "roof"
        | "wall" | "installation" | "magazine" | "shrine" | "chapel" | "monument" | "lighthouse" | "station"
        | "convent" | "clinic" | "bakery" => "building",
        "tunnel" | "bunker" | "launcher" => "military-site",
        "orchard" | "grove" | "vineyard" => "orchard",
        "farmland" | "land" | "field" | "garden" | "crop" | "plantation" | "greenhouse" | "farm" | "pasture"
        | "cropland" | "terrace" => "land",
        "reservoir" => "reservoir",
        "well" | "cistern" | "pipeline" | "aqueduct" | "spring" | "dam" | "borehole" | "canal" => "water-point",
        "town" | "village" | "city" | "district" | "island" | "harbour" | "harbor" | "port" | "quarter" | "region"
        | "province" | "neighbourhood" | "neighborhood" | "settlement" | "capital" | "camp" | "base" | "strip"
        | "street" | "avenue" | "road" | "bay" | "strait" | "peninsula" | "square" | "site" | "county" | "state"
        | "river" | "valley" | "coast" | "ocean" | "sea" | "colony" | "country" | "ecology" => "place",
        "siege" | "battle" | "war" | "raid" | "attack" | "campaign" | "offensive" | "operation" | "invasion"
        | "engagement" | "bombardment" | "bombing" | "evacuation" | "assault" | "conflict" | "uprising"
        | "massacre" | "earthquake" | "flood" | "fire" | "revolution" | "fighting" | "blockade" => "event",
        "mosaic" | "sword" | "statue" | "coin" | "manuscript" | "bomber" | "aircraft" | "ship" | "frigate"
        | "vessel" | "boat" | "trawler" | "tank" | "painting" | "jar" | "vehicle" | "helicopter" | "galleon"
        | "plane" | "artefact" | "artifact" | "rigging" => "object",
        _ => return is_group(noun).then_some("body"),
    })
}

/// Nouns of people who act together: "forces", "committee".
pub(super) fn is_group(noun: &str) -> bool {
    matches!(
        singular(noun).as_str(),
        "force"
            | "troop"
            | "army"
            | "navy"
            | "militant"
            | "fighter"
            | "soldier"
            | "brigade"
            | "battalion"
            | "division"
            | "regiment"
            | "squadron"
            | "government"
            | "ministry"
            | "committee"
            | "commission"
            | "council"
            | "agency"
            | "organization"
            | "organisation"
            | "association"
            | "society"
            | "institute"
            | "union"
            | "party"
            | "movement"
            | "front"
            | "group"
            | "authority"
            | "command"
            | "guard"
            | "police"
            | "militia"
            | "office"
            | "department"
            | "congregation"
            | "congress"
            | "parliament"
            | "company"
            | "monitor"
            | "official"
            | "rebel"
            | "crew"
            | "fleet"
            | "courier"
            | "press"
            | "radio"
            | "board"
            | "corps"
            | "legion"
            | "league"
            | "club"
            | "federation"
            | "administration"
            | "embassy"
            | "room"
            | "jihad"
            | "team"
            | "municipality"
            | "delegation"
            | "coalition"
            | "alliance"
            | "service"
    )
}

/// Nouns that name no one and yet speak: "reports indicated".
pub(super) fn is_hearsay(noun: &str) -> bool {
    matches!(
        singular(noun).as_str(),
        "report"
            | "account"
            | "witness"
            | "eyewitness"
            | "source"
            | "resident"
            | "expert"
            | "observer"
            | "analyst"
            | "survey"
            | "assessment"
            | "study"
            | "analysis"
            | "rumour"
            | "rumor"
            | "image"
            | "imagery"
            | "official"
            | "historian"
            | "media"
            | "local"
    )
}

/// Nouns of damage.
pub(super) fn is_damage(noun: &str) -> bool {
    matches!(noun, "damage" | "destruction" | "devastation")
}

/// Titles and ranks before a person's name.
pub(super) fn is_rank(word: &str) -> bool {
    matches!(
        word,
        "mr" | "mrs"
            | "ms"
            | "dr"
            | "prof"
            | "professor"
            | "maj"
            | "major"
            | "gen"
            | "general"
            | "brig"
            | "brigadier"
            | "col"
            | "colonel"
            | "lt"
            | "lieutenant"
            | "capt"
            | "captain"
            | "cmdr"
            | "commander"
            | "sgt"
            | "sergeant"
            | "adm"
            | "admiral"
            | "rear-admiral"
            | "vice-admiral"
            | "commodore"
            | "president"
            | "minister"
            | "mayor"
            | "king"
            | "queen"
            | "prince"
            | "princess"
            | "sir"
            | "lord"
            | "lady"
            | "rabbi"
            | "imam"
            | "sheikh"
            | "bishop"
            | "father"
            | "historian"
            | "ambassador"
            | "governor"
            | "senator"
            | "secretary"
            | "director"
            | "curator"
            | "keeper"
            | "architect"
            | "archaeologist"
            | "wife"
            | "husband"
            | "brother"
            | "sister"
            | "son"
            | "daughter"
            | "founder"
            | "spokesman"
            | "spokesperson"
            | "spokeswoman"
            | "chairman"
            | "farmer"
    )
}

/// Words between the parts of a name: "Deir al-Balah", "Vasco da Gama".
pub(super) fn is_particle(word: &str) -> bool {
    matches!(
        word,
        "al" | "el"
            | "bin"
            | "ibn"
            | "abu"
            | "umm"
            | "de"
            | "da"
            | "del"
            | "della"
            | "di"
            | "van"
            | "von"
            | "der"
            | "den"
            | "la"
            | "le"
            | "du"
            | "dos"
    ) || word
        .strip_prefix("al-")
        .or(word.strip_prefix("al–"))
        .or(word.strip_prefix("el-"))
        .is_some_and(|r| !r.is_empty())
}

/// Institutions whose names go on with "of": "Ministry of Tourism and Antiquities".
pub(super) fn is_office(word: &str) -> bool {
    matches!(
        word,
        "ministry"
            | "department"
            | "directorate"
            | "office"
            | "authority"
            | "commission"
            | "committee"
            | "council"
            | "institute"
            | "faculty"
            | "society"
            | "academy"
            | "school"
            | "museum"
            | "centre"
            | "center"
            | "board"
            | "agency"
            | "association"
            | "house"
    )
}

/// The singular of a regular English noun.
pub(super) fn singular(noun: &str) -> String {
    match noun {
        "forces" | "houses" | "warehouses" | "licences" => return noun[..noun.len() - 1].to_owned(),
        _ => {}
    }
    if let Some(stem) = noun.strip_suffix("ies").filter(|stem| stem.len() > 2) {
        return format!("{stem}y");
    }
    for (ending, kept) in [("sses", 2), ("ches", 2), ("shes", 2), ("xes", 1)] {
        if let Some(stem) = noun.strip_suffix(ending) {
            return format!("{stem}{}", &ending[..kept]);
        }
    }
    match noun.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with(['s', 'u', 'i']) && stem != "corp" => stem.to_owned(),
        _ => noun.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kinds_of_nouns() {
        assert_eq!(kind_of("museums", "four museums"), Some("museum"));
        assert_eq!(kind_of("bank", "seed bank"), Some("seed-bank"));
        assert_eq!(kind_of("forces", "guard forces"), Some("body"));
        assert_eq!(kind_of("scheme", "supply scheme"), Some("supply-scheme"));
        for site in ["the tunnels", "weapons depot", "ammunition depots", "rocket launcher"] {
            assert_eq!(kind_of(site.split(' ').next_back().unwrap(), site), Some("military-site"), "{site}");
        }
        assert_eq!(kind_of("depot", "bus depot"), Some("building"));
        assert_eq!(kind_of("tunnel", "railway tunnel"), Some("building"));
        assert_eq!(kind_of("reservoirs", "two reservoirs"), Some("reservoir"));
        assert_eq!(kind_of("groves", "olive groves"), Some("orchard"));
        assert_eq!(kind_of("idea", "an idea"), None);
    }

    #[test]
    fn singulars() {
        for (many, one) in [("churches", "church"), ("families", "family"), ("glass", "glass"), ("mosaics", "mosaic")] {
            assert_eq!(singular(many), one);
        }
    }
}
