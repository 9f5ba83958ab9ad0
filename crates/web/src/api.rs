//! The OpenAPI document: every page, as data.

use axum::extract::State;
use axum::response::Response;
use utoipa::openapi::path::{HttpMethod, OperationBuilder, ParameterBuilder, ParameterIn, PathItem};
use utoipa::openapi::response::ResponseBuilder;
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, ObjectBuilder, OpenApi, OpenApiBuilder, Paths, RefOr, Required, Type,
};

use crate::visit::{Site, json};

/// A page as data: its address, what it tells, and the pairs of the query that it alone knows.
pub(crate) struct PageOf {
    pub(crate) path: &'static str,
    pub(crate) tells: &'static str,
    pub(crate) asks: bool,
    pub(crate) own: &'static [(&'static str, &'static str)],
}

const LABEL_SIZE: (&str, &str) =
    ("size", "Of labels: `a4-3x7`, `a4-2x7`, `a4-4x10`, `a4-5x13`, `roll` (62 mm), `roll-57` or `roll-40`.");
const COPIES: (&str, &str) = ("copies", "How many labels of each thing.");
const LABEL_SAYS: (&str, &str) = ("says", "`number` for the number alone, `name` for number, name and place.");
const PAGE: (&str, &str) = ("page", "Which page of the list, from 1.");

/// All pages.
pub(crate) const PAGES: &[PageOf] = &[
    PageOf {
        path: "/index.json",
        tells: "What the place held, what happened, what differs, what is left.",
        asks: true,
        own: &[],
    },
    PageOf {
        path: "/e/{id}.json",
        tells: "The card of an entity: its statements by section, with their sources.",
        asks: true,
        own: &[],
    },
    PageOf {
        path: "/s/{id}.json",
        tells: "A source: its text and the statements that come from it.",
        asks: true,
        own: &[],
    },
    PageOf {
        path: "/s/{id}/file/{file}/custody.json",
        tells: "A source file: who did what with it when, what in that does not fit together, when it was last found whole.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/s/{id}/file/{file}/redact.json",
        tells: "The form that takes a redacted copy of a source file; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/s/{id}/file/{file}/zoom.json",
        tells: "A picture: its size, who made it, in which sizes it is made.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/s/{id}/file/{file}/iiif/info.json",
        tells: "A picture as the IIIF Image API 3.0 has it, at level 0.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/e/{id}/manifest.json",
        tells: "The pictures of a card as a manifest of the IIIF Presentation API 3.0.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/e/{id}/history.json",
        tells: "What was recorded of a card when and by whom; and the card at two moments.",
        asks: false,
        own: &[("earlier", "A day, or a time in UTC."), ("later", "Another; now if there is none."), PAGE],
    },
    PageOf { path: "/c/{id}.json", tells: "One statement, its words and its history.", asks: false, own: &[] },
    PageOf { path: "/differ.json", tells: "Where sources differ, and why.", asks: true, own: &[PAGE] },
    PageOf {
        path: "/map.json",
        tells: "Everything that has a position, with its state; plans. `/map/drawing` tells the same as GeoJSON.",
        asks: true,
        own: &[("words", "Only what a search finds: with all that narrows a search down.")],
    },
    PageOf {
        path: "/timeline.json",
        tells: "What happened, in order of time; what has no date comes last.",
        asks: true,
        own: &[
            ("kind", "Only what happened to things of this kind."),
            ("place", "Only what happened to things at this place, by id."),
            ("since", "Not what ended before, EDTF."),
            ("until", "Not what began after, EDTF."),
            PAGE,
        ],
    },
    PageOf {
        path: "/moments.json",
        tells: "What came to be said between two days.",
        asks: false,
        own: &[("earlier", "The first day, EDTF."), ("later", "The second day, EDTF."), PAGE],
    },
    PageOf {
        path: "/totals.json",
        tells: "How many things are in which state, at least and at most, and sums of what is told of them, each number with its things and statements. `/totals.csv` tells the numbers as a sheet.",
        asks: true,
        own: &[
            ("kind", "Only things of this kind."),
            ("place", "Only what is said to lie in this place, by name or id."),
            ("by", "Into which groups: `whole`, `kind`, `place`, `state`, `month`, `source` or `speaker`."),
            ("of", "How many there are in all, where that is not how many the notebook has; with `of-source`."),
            ("of-source", "Where that number comes from."),
            (
                "open",
                "The number whose cards and statements the page lists: a state, `CODE+` for that or worse, `any-damage`, `not-known`, `none`, `no-claim`, `recovered` or `things`.",
            ),
            ("group", "The group of that number; `whole` if there is none."),
            PAGE,
        ],
    },
    PageOf {
        path: "/search.json",
        tells: "Cards by words and by what is said of them, with counts. `/search.csv` and `/search.xlsx` tell all of them as a sheet, `/statements.csv` every statement, one on each line, to be imported elsewhere; `/passports.csv` the accessions as a passport list (MCPD v2.1), for keepers with `restricted=yes` what is restricted, too.",
        asks: false,
        own: &[
            ("words", "What is looked for; `property:words` looks there alone."),
            (
                "where",
                "A filter: `FIELD=VALUE`, `FIELD:WORDS`, `FIELD~EDTF` possibly then, `FIELD!EDTF` certainly then, `FIELD?` said, `FIELD-` not said. Several of one field are alternatives.",
            ),
            ("dated", "A property with dates."),
            ("since", "Its date lies not before, EDTF."),
            ("until", "Its date lies not after, EDTF."),
            ("sure", "With `yes`, only what certainly lies between."),
            ("count", "A column whose values are counted beside those that always are; several may be given."),
            ("column", "A column of the table; several may be given."),
            ("view", "`list`, `gallery` or `table`."),
            PAGE,
        ],
    },
    PageOf { path: "/searches.json", tells: "The searches that keepers saved; for keepers.", asks: false, own: &[] },
    PageOf {
        path: "/search/change.json",
        tells: "The form that changes all cards that a search finds; for keepers.",
        asks: false,
        own: &[
            ("words", "As in a search, with all that narrows it down."),
            ("property", "The property that is changed."),
            ("done", "What was done, by the name that its form was given."),
        ],
    },
    PageOf { path: "/kind/{kind}.json", tells: "The cards of one kind.", asks: false, own: &[PAGE] },
    PageOf { path: "/sources.json", tells: "All sources.", asks: false, own: &[PAGE] },
    PageOf {
        path: "/doubles.json",
        tells: "Cards that may be one thing twice, the likeliest first, with what speaks for it and against it; for keepers.",
        asks: false,
        own: &[
            PAGE,
            ("words", "As in a search, with all that narrows it down: pairs of which it finds both cards."),
            ("said", "The statement that was recorded last."),
        ],
    },
    PageOf {
        path: "/doubles/{one}/{other}.json",
        tells: "Two cards side by side, property by property, and what is said of whether they are one; for keepers.",
        asks: false,
        own: &[("words", "As in the list of pairs."), ("said", "The statement that was recorded last.")],
    },
    PageOf { path: "/log.json", tells: "Who recorded what, when.", asks: false, own: &[PAGE] },
    PageOf { path: "/review.json", tells: "The documents whose suggestions wait; for keepers.", asks: false, own: &[] },
    PageOf {
        path: "/review/{id}.json",
        tells: "The suggestions of a document around the one in hand; for keepers.",
        asks: false,
        own: &[("in", "The suggestion in hand.")],
    },
    PageOf { path: "/health.json", tells: "How the notebook is.", asks: false, own: &[] },
    PageOf {
        path: "/health/mend.json",
        tells: "From what damage can be mended, and what came of it last; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/copies.json",
        tells: "What lies elsewhere, when that was last seen, and what would be lost with this computer; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/copies/key.json",
        tells: "Whether the recovery key is on paper, and how many sealing keys no escrow holds; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/carry.json",
        tells: "What is carried first, with sizes, weights and places; for keepers.",
        asks: false,
        own: &[("in", "Only what is kept within this place, by id.")],
    },
    PageOf {
        path: "/lots.json",
        tells: "The lots of a seed bank: what is left of each, how much comes up, and until when enough does; for keepers.",
        asks: false,
        own: &[
            (
                "below",
                "The share of what came up at first, in percent, under which seed is to be renewed; 85 if there is none.",
            ),
            PAGE,
        ],
    },
    PageOf {
        path: "/e/{id}/lot.json",
        tells: "One lot: its book, its germination tests, how long it keeps and what that rests on; for keepers.",
        asks: false,
        own: &[(
            "below",
            "The share of what came up at first, in percent, under which seed is to be renewed; 85 if there is none.",
        )],
    },
    PageOf {
        path: "/save-first.json",
        tells: "What to save first of a seed bank, with every term of the rank; for keepers.",
        asks: false,
        own: &[
            (
                "below",
                "The share of what came up at first, in percent, under which seed is to be renewed; 85 if there is none.",
            ),
            ("half-years", "After so many years an accession is half as urgent."),
            ("no-copy", "Times, where no copy is kept elsewhere."),
            ("no-holder", "Times, where nobody else is known to hold it."),
            ("last-seeds", "Times, where fewer living seeds are left than three sowings."),
            ("only-one", "Times, where it is the only accession of its crop."),
            ("sowing", "Seeds of one sowing."),
        ],
    },
    PageOf {
        path: "/completeness.json",
        tells: "How complete the passports of accessions are, and what to fill next; for keepers.",
        asks: false,
        own: &[PAGE],
    },
    PageOf {
        path: "/test-plan.json",
        tells: "What to test next, how many seeds to sow, and what the numbers decide; for keepers.",
        asks: false,
        own: &[(
            "below",
            "The share of what came up at first, in percent, under which seed is to be renewed; 85 if there is none.",
        )],
    },
    PageOf { path: "/boxes.json", tells: "The places of keeping; for keepers.", asks: false, own: &[] },
    PageOf {
        path: "/boxes/new.json",
        tells: "The form for a new place of keeping; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/e/{id}/contents.json",
        tells: "What is in a place of keeping; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/pack.json",
        tells: "The form that puts things into a box; for keepers.",
        asks: false,
        own: &[("into", "The box, by id.")],
    },
    PageOf {
        path: "/code.json",
        tells: "What a code on a label, or a number, names.",
        asks: false,
        own: &[("c", "The code or number.")],
    },
    PageOf {
        path: "/handover.json",
        tells: "The handovers, and the form for one; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf { path: "/e/{id}/receipt.json", tells: "The receipt of a handover; for keepers.", asks: false, own: &[] },
    PageOf {
        path: "/stock.json",
        tells: "The stock-takings, and the form that begins one; for keepers.",
        asks: false,
        own: &[("place", "The place of keeping, by id.")],
    },
    PageOf {
        path: "/stock/{id}.json",
        tells: "A stock-taking: what should be there and what was found; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/count.json",
        tells: "The lots of seeds, to be weighed and counted; for keepers.",
        asks: false,
        own: &[
            ("place", "Only those kept within this place of keeping, by id."),
            ("c", "A number or the code of a label."),
        ],
    },
    PageOf {
        path: "/count/{lot}.json",
        tells: "The book of a lot, and the form that records what is found of it; for keepers.",
        asks: false,
        own: &[("done", "The recount that was just recorded, by id.")],
    },
    PageOf {
        path: "/count/{lot}/seed-weight.json",
        tells: "The book of a lot, and the form that reckons what a thousand of its seeds weigh; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/promises.json",
        tells: "Seed that was lent, what of it is due, and what came back; for keepers.",
        asks: false,
        own: &[("day", "What is due on this day; today where none is given.")],
    },
    PageOf {
        path: "/survivors.json",
        tells: "What is left of a holding, where, whom to ask first, and what exists nowhere known; for keepers.",
        asks: false,
        own: &[
            ("of", "Only what was held in this store, building or bank, by id."),
            ("page", "Which page of accessions, from 1."),
        ],
    },
    PageOf {
        path: "/e/{id}/holding.json",
        tells: "What a seed bank holds, and the records that it inherited; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/count/{lot}/germination.json",
        tells: "The germination tests of a lot, and the form that begins one; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/e/{id}/returned.json",
        tells: "The form for promised seed that came back; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/count/{lot}/germination/{test}.json",
        tells: "A germination test, and the form that says how many had come up by a day; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/e/{id}/forgive.json",
        tells: "The form that forgives a promise; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/phone.json",
        tells: "The phone that counts, if there is one, without its code; and the form that pairs one; for keepers.",
        asks: false,
        own: &[("place", "The place whose lots are counted, by id."), ("lot", "The lot that is counted, by id.")],
    },
    PageOf {
        path: "/e/{id}/sheet/{sheet}.json",
        tells: "A sheet of one thing: `object-id`, `card` or `label`; for keepers.",
        asks: false,
        own: &[LABEL_SIZE, COPIES, LABEL_SAYS],
    },
    PageOf {
        path: "/sheets/list.json",
        tells: "The inventory list of a search, which is asked as `/search` is; for keepers.",
        asks: false,
        own: &[("words", "What is looked for.")],
    },
    PageOf {
        path: "/sheets/labels.json",
        tells: "The labels of a search, which is asked as `/search` is; for keepers.",
        asks: false,
        own: &[("words", "What is looked for."), LABEL_SIZE, COPIES, LABEL_SAYS],
    },
    PageOf { path: "/add.json", tells: "The kinds of card that can be added; for keepers.", asks: false, own: &[] },
    PageOf {
        path: "/add/{kind}.json",
        tells: "The form for a card of a kind: what it asks first, and the rest; for keepers.",
        asks: false,
        own: &[("name", "A name that is filled in.")],
    },
    PageOf { path: "/e/{id}/add.json", tells: "What can be added to a card; for keepers.", asks: false, own: &[] },
    PageOf {
        path: "/e/{id}/add/{property}.json",
        tells: "The form for a statement of one property; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/e/{id}/picture.json",
        tells: "The form that adds pictures to a card; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/plan/{id}.json",
        tells: "A plan: its picture, what it shows, how it lies on the ground.",
        asks: true,
        own: &[],
    },
    PageOf {
        path: "/plan/{id}/place.json",
        tells: "A plan that is to be laid on the map; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf { path: "/plan/add.json", tells: "The form that adds a plan; for keepers.", asks: false, own: &[] },
    PageOf {
        path: "/e/{id}/same.json",
        tells: "The form that joins or parts cards; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/c/{id}/{change}.json",
        tells: "The form that corrects, retracts, denies, prefers, assesses or seals a statement, or says how it was seen; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf {
        path: "/names.json",
        tells: "Names that begin so; for keepers.",
        asks: false,
        own: &[("begin", "How they begin."), ("of", "The kind that comes first.")],
    },
    PageOf {
        path: "/said.json",
        tells: "What was said under a property before, the most frequent first; for keepers.",
        asks: false,
        own: &[
            ("property", "The property."),
            ("begin", "How one of its words begins."),
            ("in", "The language, by its letters: `en` or `ar`."),
        ],
    },
    PageOf {
        path: "/remember.json",
        tells: "The form for what somebody remembers; for keepers.",
        asks: false,
        own: &[],
    },
    PageOf { path: "/read.json", tells: "The form that takes documents; for keepers.", asks: false, own: &[] },
    PageOf {
        path: "/import.json",
        tells: "The list that waits to be imported, its columns, its first rows as they are understood; for keepers.",
        asks: false,
        own: &[PAGE],
    },
    PageOf {
        path: "/import/report.json",
        tells: "What became of each row of the list that was imported last; for keepers.",
        asks: false,
        own: &[("which", "`to-look-at`, `refused`, `recorded`, `replaced`, `unchanged` or `gone`."), PAGE],
    },
    PageOf { path: "/unlock.json", tells: "Whether this session is unlocked.", asks: false, own: &[] },
];

/// The pairs of the query that every page knows.
const LANGUAGE: [(&str, &str); 2] =
    [("lang", "`en` or `ar`: the language of labels and reasons."), ("digits", "`arab` for Arabic-Indic digits.")];

/// The pairs of the question.
const QUESTION: [(&str, &str); 4] = [
    ("at", "As of when, EDTF."),
    ("known", "Only what had been said by then, EDTF."),
    ("recorded", "Only what this notebook held by then: a day or a time in UTC. For keepers."),
    ("from", "Only from this source or speaker, by name or id; may stand several times."),
];

/// `/openapi.json`
pub(crate) async fn page(State(_): State<Site>) -> Response {
    json(axum::http::StatusCode::OK, &document())
}

fn document() -> OpenApi {
    let info = InfoBuilder::new()
        .title("Daftar")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some("Every page of the notebook, as data. Only GET; no key. What is restricted never appears."));
    let mut paths = Paths::new();
    for page in PAGES {
        paths.paths.insert(page.path.to_owned(), item(page));
    }
    OpenApiBuilder::new().info(info.build()).paths(paths).build()
}

fn item(page: &PageOf) -> PathItem {
    let in_path = page.path.split('/').filter_map(|part| part.strip_prefix('{')?.split('}').next());
    let text = || ObjectBuilder::new().schema_type(Type::String).build();
    let parameter = |name: &str, tells: &str, place, required| {
        let built = ParameterBuilder::new().name(name).description(Some(tells)).parameter_in(place);
        built.required(required).schema(Some(text())).build()
    };
    let asked: &[(&str, &str)] = if page.asks { &QUESTION } else { &[] };
    let query = LANGUAGE.iter().chain(asked).chain(page.own);
    let found = ObjectBuilder::new().schema_type(Type::Object).build();
    let content = ContentBuilder::new().schema(Some(RefOr::T(utoipa::openapi::Schema::Object(found)))).build();
    let answer = ResponseBuilder::new().description(page.tells).content("application/json", content);
    let missing = ResponseBuilder::new().description("Nothing has this address, or it may not be seen.");
    let mut operation = OperationBuilder::new().summary(Some(page.tells));
    for name in in_path {
        operation = operation.parameter(parameter(
            name,
            "64 hexadecimal digits, or a kind.",
            ParameterIn::Path,
            Required::True,
        ));
    }
    for (name, tells) in query {
        operation = operation.parameter(parameter(name, tells, ParameterIn::Query, Required::False));
    }
    PathItem::new(HttpMethod::Get, operation.response("200", answer.build()).response("404", missing.build()))
}
