//! The words of the command line.

mod attach;
mod condition;
mod copies;
mod dates;
mod eval;
mod evidence;
mod export;
mod import;
mod keeping;
mod lending;
mod pattern;
mod profiles;
mod proof;
mod recovery;
mod seeds;
mod statements;

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

pub(crate) use attach::Attach;
pub(crate) use condition::{By, Condition, Totals};
pub(crate) use copies::{Bundle, Deposit, Door, MakeBundle, Peer, Sync};
pub(crate) use dates::Dates;
pub(crate) use eval::Eval;
pub(crate) use evidence::{Collecting, Evidence, Stepping};
pub(crate) use export::{Export, Layout, Mcpd};
pub(crate) use import::{Emptied, Import, Order, Standard};
pub(crate) use keeping::{Handover, Labels, Look, Pack, Pair, PairDo, Stock};
pub(crate) use lending::{Back, PromiseDo};
pub(crate) use pattern::{Count, Edge, Pattern, Side};
pub(crate) use profiles::{Profiles, ProfilesDo};
pub(crate) use proof::{Checkpoint, TakeCheckpoint, Timestamp, VerifyProof};
pub(crate) use recovery::{Recovery, RecoveryDo};
pub(crate) use seeds::{Ahead, Lots, SaveFirst};
pub(crate) use statements::{Add, Change, Chosen, Erase, How, Said};

/// The notebook of a place: what it held, what happened to it, who says so.
///
/// Everything in a notebook is a statement with a source. Sources that differ stand side by side. Start with
/// `daftar demo`, or with `daftar init MyTown.daftar`, then `daftar read ARTICLE.txt`, `daftar drafts`,
/// `daftar record --all`, `daftar timeline`.
///
/// Exit codes: 0 done; 1 done, and something was found or refused; 2 wrong words; 3 could not be done.
#[derive(Debug, Parser)]
#[command(name = "daftar", version, max_term_width = 100, propagate_version = true)]
pub(crate) struct Args {
    /// The notebook's folder; else $DAFTAR, else the folder that you stand in.
    #[arg(short = 'R', long = "register", value_name = "DIR", global = true)]
    pub(crate) register: Option<PathBuf>,
    /// Answer in JSON.
    #[arg(long, global = true)]
    pub(crate) json: bool,
    /// The language of the answer, en or ar; else that of the notebook.
    #[arg(long, global = true, value_name = "LANG", value_parser = ["en", "ar"])]
    pub(crate) lang: Option<String>,
    /// As of when, an EDTF date such as 2023-11 or 1948~.
    #[arg(long, global = true, value_name = "DATE")]
    pub(crate) at: Option<String>,
    /// Only what had been said by then.
    #[arg(long, global = true, value_name = "DATE")]
    pub(crate) known: Option<String>,
    /// Only what this notebook held by then: a day or a time in UTC. With --audience keeper: what was taken back or restricted since
    /// stands there.
    #[arg(long, global = true, value_name = "TIME")]
    pub(crate) recorded: Option<String>,
    /// Only from these sources or speakers, by name or id.
    #[arg(long, global = true, value_name = "SOURCE", alias = "from-source")]
    pub(crate) from: Vec<String>,
    /// Who is to see the answer. `keeper` asks for the passphrase, if there is one.
    #[arg(long, global = true, value_enum, default_value_t = Audience::Public)]
    pub(crate) audience: Audience,
    /// A file with the passphrase, for use without a terminal.
    #[arg(long, global = true, value_name = "FILE", env = "DAFTAR_PASSPHRASE_FILE", hide_env_values = true)]
    pub(crate) passphrase_file: Option<PathBuf>,
    /// When this is being recorded, if the clock is wrong: a day, a time in UTC, or `unknown`.
    #[arg(long = "date", global = true, value_name = "TIME")]
    pub(crate) moment: Option<String>,
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

/// Who is to see an answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Audience {
    /// Everybody: nothing sealed or restricted.
    Public,
    /// A keeper of the notebook.
    Keeper,
}

/// How a claim was checked.
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(crate) enum Assessment {
    /// Nobody checked it.
    NotAssessed,
    /// Compared with other sources.
    CrossChecked,
    /// Seen in imagery.
    Imagery,
    /// Seen in the field.
    Field,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a notebook from the example, an invented town, and show what can be asked of it.
    Demo {
        /// The folder to make; else a new one in the folder for temporary files.
        folder: Option<PathBuf>,
        /// Only make it: do not serve it in the browser.
        #[arg(long)]
        no_serve: bool,
        /// A base map of your own, with more detail: a PMTiles file.
        #[arg(long, value_name = "FILE")]
        basemap: Option<PathBuf>,
    },
    /// Open the notebook in the browser. It answers this computer only, unless --address says otherwise; over a network it
    /// can be read, not changed or unlocked.
    ///
    /// Where no notebook is named and you stand in none, it is `notebook.daftar` in your home folder. Where there is none
    /// yet, the first page makes it.
    Serve {
        /// Where to listen.
        #[arg(long, default_value = "127.0.0.1:4750", value_name = "ADDRESS")]
        address: SocketAddr,
        /// Do not open the browser.
        #[arg(long)]
        no_open: bool,
        /// A base map of your own, with more detail than the one inside the program: a PMTiles file.
        #[arg(long, value_name = "FILE")]
        basemap: Option<PathBuf>,
    },
    /// Make a notebook. Asks what it needs; without a terminal give --place and --keeper.
    Init(Init),
    /// Read documents: keep them as source files, and what they say as suggestions.
    Read {
        /// Text files in UTF-8 or UTF-16.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// The encoding, where it is another, such as windows-1256.
        #[arg(long)]
        encoding: Option<String>,
        /// Who published it. Persons whom a published document names are public; those in any other are shown to
        /// keepers only.
        #[arg(long)]
        publisher: Option<String>,
        /// When it was published.
        #[arg(long, value_name = "DATE")]
        published: Option<String>,
        /// Keep it encrypted under a key of its own; what is recorded of it is sealed.
        #[arg(long)]
        restricted: bool,
        #[command(flatten)]
        collected: Collecting,
    },
    /// Find the dates in texts and say what they mean, as EDTF and as TIMEX. Needs no notebook.
    ///
    /// A date without a year gets one from what was told before it; that it was inferred, from which dates and why, is said.
    ///
    /// English and Arabic are read, in one text too: each word is known by its script. Arabic months by their names in the Levant and
    /// Iraq, in Egypt and the Gulf, in the Maghreb; digits of every form; Hijri dates are converted by the tabular calendar, good to
    /// two days, and their calendar is named. What can be read in two ways (03/04/1931) is both.
    /// With --json, a line for each time expression: where it stands (Unicode characters from the start), EDTF, TIMEX, earliest and
    /// latest day. With --timex3, the text itself with the expressions marked. With --field, each line is read as a catalogue writes
    /// dates; what is not wholly understood gives nothing, and the exit code is 1.
    Dates(Dates),
    /// Measure how well the reader reads, by texts whose answers were marked by hand. Needs no notebook.
    ///
    /// A corpus is a folder with texts.jsonl and gold.jsonl, of claims or of dates, as corpus/README.md describes them; anyone's will
    /// do. For each field it says how much was found, how much of that is right (P), how much of what is marked was found (R), and both
    /// together (F1); then the same for the claims that belong together, effects taken for others, and whether the reader is right as
    /// often as it is sure. The same corpus gives the same bytes every time.
    ///
    /// `daftar eval corpus/claims-en/dev --misses`
    Eval(Eval),
    /// Import a list of things: CSV, TSV, XLSX, ODS, JSON Lines; GeoJSON, KML, Shapefile, GeoPackage. First shows what it takes the columns
    /// for.
    ///
    /// Each row is a thing, each cell a statement with the list as its source. Columns that mean nothing to the notebook are kept
    /// as they are written. Import the list again after it changed, and what changed in it takes the place of what it said
    /// before; what you edited in the notebook meanwhile stays. `daftar undo` takes an import back as a whole.
    ///
    /// Nothing of a list counts before all of it is recorded. If it is broken off, run it again: it goes on.
    ///
    /// What `daftar export` wrote is known by its columns: each row is a statement, from the source that it names.
    ///
    /// A seed bank's passport list (MCPD) is known by its columns, too: `daftar import list.csv --kind accession`. Its dates, codes
    /// and positions are read by the standard's rules; givers, collectors and where it was collected are sealed.
    Import(Box<Import>),
    /// Write statements out as CSV, one on each line, so that `daftar import` reads the same statements back.
    ///
    /// Each line holds one statement to the letter: its value, language and unit, its dates, how sure it is, who says it and where that
    /// is written; denials stand below what they deny. First come the cards that are found, then those that these name. In an empty
    /// notebook `daftar import FILE.csv` gives the same statements under the same ids; in this one it changes nothing, but for
    /// lines that you changed: these take the place of what they were. A line that you delete withdraws nothing.
    ///
    /// Columns in brackets are for reading alone. To add a statement, write a line with subject, property, value and, for texts,
    /// language; where the subject is no id, all lines with the same words there are about one new card. Of a spreadsheet that
    /// changes what it opens (007 to 7, dates), every line that is no longer what it was is told by `daftar import --dry-run`.
    ///
    /// Only what the public may see is written; with --audience keeper everything, for nobody's eyes but yours. Source files and
    /// pictures with what is said of their safekeeping, what was taken back, and who recorded what when are carried by
    /// `daftar bundle make`.
    ///
    /// `daftar export all.csv --audience keeper`, then `daftar -R Other.daftar import all.csv --yes`
    ///
    /// For genebanks: `daftar export passports.csv --as mcpd` writes a row for each accession, with the columns of MCPD v2.1.
    Export(Box<Export>),
    /// Passport lists of genebanks (MCPD v2.1).
    #[command(subcommand)]
    Mcpd(Mcpd),
    /// Source files: keep them, hash them again, hand out copies, and show who did what with each.
    ///
    /// A file is named by `file:` and its SHA-256, by the first digits of that, or by the name of the document that has it.
    /// Originals are never changed: `view` and `export` write copies. What names a person or a place of keeping is sealed.
    #[command(subcommand)]
    Evidence(Evidence),
    /// Add pictures of something: keep them as they are, say what they show, and who made them.
    ///
    /// Each becomes a source of its own, or with --from a file of the source that you name. What the camera wrote into a
    /// picture (place, time, names) is kept with it and shown to nobody else: copies for others are made without it. Only
    /// what is published is shown to others, so name the --publisher.
    ///
    /// `daftar attach "Upper well" well.jpg --credit "Museum committee" --publisher "Mill Museum"`
    Attach(Attach),
    /// What to carry first on the worst day: by the keeper's priority, with sizes, weights and places; for keepers.
    Carry {
        /// Only what is kept within this store, shelf or box.
        #[arg(long = "in", value_name = "PLACE")]
        within: Option<String>,
    },
    /// Put things into a box, onto a shelf, into a store. It is sealed; where they were before stays in their history.
    ///
    /// Where it is said who did it, why, or from where, it is kept as a movement besides, one for each place that they leave.
    ///
    /// `daftar pack "Box 7" MM-12 MM-13`, `daftar move "Shelf 4" MM-12 --why "damp on shelf 3" --by Basel`
    #[command(visible_alias = "move")]
    Pack(Pack),
    /// Hand things over: who gives what to whom, when, in what state. It is sealed; the receipt is printed and signed.
    ///
    /// A box is handed over with what is in it. `daftar handover MM-12:"rim chipped" B-7 --from "Mill Museum" --to "House of
    /// Seeds" --receipt receipt.html`
    Handover(Box<Handover>),
    /// Write labels with QR codes as a page to be printed: for jars and packets the number and nothing else.
    ///
    /// `daftar labels L-12 --copies 10 --size a4-5x13 --to packets.html`
    Labels(Labels),
    /// Pair a phone in the same network to weigh and count: for one task, for a time, and nothing else of the notebook.
    ///
    /// A code is shown that works once. Ctrl-C ends it, or `daftar pair end`. `daftar pair "Shelf 3" --address 192.168.1.7`
    Pair(Pair),
    /// Take stock of a shelf: what should be there, what is seen, and what differs.
    ///
    /// What is found stands beside the record and overwrites nothing.
    #[command(subcommand)]
    Stock(Stock),
    /// The lots of a seed bank: what is left of each, how much of it comes up today, and until when enough does; for keepers.
    ///
    /// Every gram is accounted for: what a lot began with, was counted anew, sown, given out, lent. How long it keeps is a range, never
    /// one date, from its germination tests, how it is kept, and published constants of its species; what is missing is said.
    Lots(Lots),
    /// What to save first of a seed bank, with every term of the rank; for keepers.
    ///
    /// How soon the longest-living lot of an accession may fall under the line, times what makes it irreplaceable: no copy elsewhere,
    /// nobody else who holds it, its last seeds, the only one of its crop.
    SaveFirst(SaveFirst),
    /// What to test next, and how many seeds to sow: in groups, with the risks of either mistake; for keepers.
    TestPlan {
        #[command(flatten)]
        ahead: Ahead,
    },
    /// Seed that was lent and is to come back: what is due, what came back, what was forgiven; for keepers. Nothing is sent to anybody.
    ///
    /// A season is a date: `2032-06/2032-08` is due when it is over, and perhaps due while it lasts. Families that were displaced are
    /// not listed, only counted. `daftar promises return 3f2a9c "3 kg" --harvested 2032-06`
    #[command(args_conflicts_with_subcommands = true)]
    Promises {
        /// What is due on this day; else today.
        #[arg(long, value_name = "DAY")]
        due: Option<String>,
        /// What to do with one.
        #[command(subcommand)]
        deed: Option<PromiseDo>,
    },
    /// Whether damage near facilities is more than dispersed damage would give: an answer in words with its numbers, all tests that were run,
    /// and what no such test can see. Of files it needs no notebook; of cards it is for keepers.
    Pattern(Pattern),
    /// What is left of a holding, and where: for every accession what was lost and where it may still be, with how many seeds and how
    /// old; whom to ask first; and what exists nowhere known. For keepers.
    ///
    /// A store, building or bank is lost by a statement on its card: `daftar add "House of Seeds" fate destroyed --when 2032-01-06
    /// --source "Rimal Courier"`. What was kept there on that day is lost by inference, and nothing is recorded of it.
    Survivors {
        /// Only what was held in this store, building or bank: its name, number or id.
        #[arg(long, value_name = "PLACE")]
        of: Option<String>,
    },
    /// List the suggestions that wait.
    Drafts {
        /// Only those of this source.
        document: Option<String>,
    },
    /// Record suggestions as said. Recording that a source says something is not believing it.
    Record(Chosen),
    /// Drop suggestions.
    Reject(Chosen),
    /// What happened, in order.
    Timeline {
        /// Only what happened to this.
        name: Option<String>,
    },
    /// The card of an entity, or one statement with its sentence.
    Show {
        /// A name, the beginning of one, or an id.
        name: String,
    },
    /// The physical state of a thing, or of all things of a kind: from when to when each state holds, by whom.
    ///
    /// A state begins and ends between two days, the first and the last on which it may have. Nothing is chosen: where sources differ,
    /// states lie over each other. `--known` asks as of what had been said by then; of a statement without a day of saying, by when its
    /// source was published, archived or recorded.
    ///
    /// `daftar condition --kind water-point --at 2032-02 --known 2032-06`; what was learned in between:
    /// `daftar condition --kind water-point --known 2032-02 --against 2032-06`
    Condition(Condition),
    /// How many things are in which state, at least and at most, and sums of what is told of them.
    ///
    /// The lower number takes of each thing the mildest that any source says, the higher the worst. Figures of one thing are never added.
    /// What nobody says, what is said not to be known and what is intact are three numbers. Each share says of how many, with its 95 %
    /// interval (Wilson 1927), and unasked how many things rest on one source alone. With --json each number names its things and
    /// statements.
    ///
    /// `daftar totals --kind water-point --at 2032-02 --by place`; `daftar totals --kind water-point --of 40 --of-source "Water office"`
    Totals(Totals),
    /// Where sources differ, and why; with --agree also where they agree.
    Differ {
        /// Only on this.
        name: Option<String>,
        /// Show agreements, too.
        #[arg(long)]
        agree: bool,
    },
    /// Find words in all statements, cards by what is said of them, and how many. Arabic is found however it is spelled.
    Search {
        /// Words, or a "phrase in quotes"; with the options below also property:words.
        #[arg(required_unless_present_any = ["filter", "facet", "csv", "xlsx", "saved"])]
        words: Vec<String>,
        /// How many answers.
        #[arg(long, default_value_t = 20)]
        limit: usize,
        #[command(flatten)]
        many: Many,
    },
    /// Cards that may be one thing twice, by number, name, maker, date, measures and pictures, the likeliest first.
    ///
    /// Nothing is changed. Decide with `daftar same ONE OTHER` or `daftar different ONE OTHER`; what was decided is not asked
    /// again. Pictures, and what is restricted, are compared with --audience keeper alone.
    Duplicates {
        /// Only among cards that these words find, as `daftar search` does.
        words: Vec<String>,
        /// Only cards where it is so: FIELD=VALUE and so on, as `daftar search` has it.
        #[arg(long = "where", value_name = "FILTER")]
        filter: Vec<String>,
        /// How many pairs.
        #[arg(long, default_value_t = 20)]
        limit: usize,
    },
    /// Write a statement by hand.
    Add(Add),
    /// Put another statement in the place of one of yours: an edit, no disagreement.
    Edit {
        /// The statement.
        claim: String,
        #[command(flatten)]
        said: Said,
    },
    /// Change all cards that a search finds, in one piece of work. First shows what would become of each.
    ///
    /// `daftar change --where kind=object --property material --replace pottry --by pottery --dry-run`
    Change(Box<Change>),
    /// Show one statement before others, and say why.
    Prefer {
        /// The statement to show first.
        first: String,
        /// The statements that it was compared with.
        #[arg(long, required = true)]
        over: Vec<String>,
        /// Earlier preferences that this one supersedes.
        #[arg(long)]
        supersedes: Vec<String>,
        /// Why.
        #[arg(long)]
        why: Option<String>,
    },
    /// Say that two cards speak of the same thing. Can be undone.
    Same {
        /// One.
        one: String,
        /// The other.
        other: String,
    },
    /// Say that two cards do not speak of the same thing.
    Different {
        /// One.
        one: String,
        /// The other.
        other: String,
    },
    /// Take back what you recorded. Others' recordings of it stand.
    Retract {
        /// The statement.
        claim: String,
    },
    /// Record that somebody denies a statement.
    Deny {
        /// The statement.
        claim: String,
        /// In which words.
        words: String,
        /// Who denies it; else you.
        #[arg(long)]
        said_by: Option<String>,
        /// When it was denied.
        #[arg(long)]
        stated: Option<String>,
    },
    /// Record how a statement was checked.
    Assess {
        /// The statement.
        claim: String,
        /// How.
        #[arg(value_enum)]
        assessment: Assessment,
    },
    /// Record how a state was seen, as its source says: on the spot, in images of which days, by testimony.
    Seen {
        /// The statement.
        claim: String,
        /// How: field, satellite, aerial, pictures, testimony, documents.
        by: String,
        /// The satellite or camera, as the source names it.
        #[arg(long)]
        sensor: Option<String>,
        /// When the image was taken in which it was seen.
        #[arg(long, value_name = "DATE")]
        image: Option<String>,
        /// When the image was taken with which it was compared.
        #[arg(long, value_name = "DATE")]
        compared: Option<String>,
    },
    /// Seal a statement: only holders of its key can read it. The open one is erased.
    Seal {
        /// The statement.
        claim: String,
        /// Only its quotation and its place in the source; the rest stays open.
        #[arg(long)]
        quote: bool,
        /// Persons whom it concerns: any of them can have it withdrawn.
        #[arg(long)]
        concerns: Vec<String>,
    },
    /// Erase for ever, here and on every copy that hears of it.
    Erase(Erase),
    /// Undo the last piece of work, or the entry of this number.
    Undo {
        /// The entry's number in this device's log; see `daftar log`.
        number: Option<u64>,
    },
    /// Who recorded what, when.
    Log,
    /// Carry the notebook by hand: on a stick, on disks, in the post.
    ///
    /// `daftar bundle make town.tar` here, `daftar bundle take town.tar` there, and the same back: both hold the same.
    #[command(subcommand)]
    Bundle(Bundle),
    /// What lies elsewhere, when it was last proved, and what would be lost if this device were gone now.
    Copies,
    /// Sealed copies: encrypted copies elsewhere, which only the recovery key opens.
    ///
    /// Whoever keeps one cannot read it. `daftar deposit add stick /media/stick/copies`, then `daftar deposit now`. The
    /// copies are in the format of the program restic, which opens them without this one.
    #[command(subcommand)]
    Deposit(Deposit),
    /// Try a copy: bring it back into a scratch folder, check every byte, compare it with the notebook, and wipe it.
    ///
    /// That it was tried is recorded. What is here and not in the copy is counted: what came since, and what is missing.
    Rehearse {
        /// The place of sealed copies; its latest one is tried.
        #[arg(required_unless_present = "bundle", conflicts_with = "bundle")]
        name: Option<String>,
        /// A bundle instead; of one in parts, any part, with the others beside it.
        #[arg(long, value_name = "FILE")]
        bundle: Option<PathBuf>,
        /// In which folder; else beside the notebook.
        #[arg(long, value_name = "FOLDER")]
        scratch: Option<PathBuf>,
    },
    /// Bring back from other copies what `daftar verify` finds damaged or missing.
    ///
    /// What is whole is not changed, and what was erased does not come back. A peer is asked only for what is damaged; every byte
    /// that it gives is checked like that of any copy, and what it withholds stays missing.
    Repair {
        /// A place of sealed copies, a peer (`daftar peer list`), a bundle, or a copy of the notebook's folder; several are used
        /// together.
        #[arg(long, value_name = "COPY", required = true)]
        from: Vec<String>,
        /// Speak to the peer through this command's input and output, in the place of its address.
        #[arg(long, value_name = "COMMAND")]
        through: Option<String>,
        /// In which folder the copies are brought back meanwhile; else beside the notebook.
        #[arg(long, value_name = "FOLDER")]
        scratch: Option<PathBuf>,
    },
    /// Bring this notebook and a peer's level: what either lacks goes over, encrypted, over SSH, HTTP or any other line.
    Sync(Sync),
    /// Peers to sync with: known by their keys, paired by a code that is good once.
    #[command(subcommand)]
    Peer(Peer),
    /// Kinds of things and what can be said of them: list, check, add. A new kind is a file, not a new program.
    Profiles(Profiles),
    /// The recovery key: on paper, among trustees, and on the worst day.
    ///
    /// Where the key is asked for, its words (English or Arabic) or its digits will do, or the parts of enough trustees, one
    /// after the other.
    Recovery(Recovery),
    /// Sign what the notebook holds now: a short text for partners to co-sign. From then on it cannot be changed unseen.
    ///
    /// Give the file to partners; each runs `daftar cosign FILE` with a notebook of their own and gives it back; then
    /// `daftar checkpoint take FILE`. What `daftar prove` makes from then on names them.
    #[command(args_conflicts_with_subcommands = true)]
    Checkpoint(Checkpoint),
    /// Co-sign a partner's checkpoint: that this device saw it now. You need not know what their notebook says.
    Cosign {
        /// The checkpoint's file: your line is added to it.
        file: PathBuf,
    },
    /// Prove that a statement was in the notebook: a small file that anybody can check, without the notebook.
    ///
    /// It proves when the statement was recorded, not that it is true. It holds this statement alone, and whoever gets it can
    /// pass it on. When it was there is proved by partners who co-signed (`daftar checkpoint`) and by authorities (`daftar
    /// timestamp`); without them only this notebook says so.
    Prove {
        /// The statement, or a recording as KEY/NUMBER/POSITION.
        what: String,
        /// The file to write; else standard output.
        #[arg(short, long, value_name = "FILE")]
        out: Option<PathBuf>,
        /// Prove it though it is restricted; of a sealed statement, let the proof show what it says.
        #[arg(long)]
        reveal: bool,
    },
    /// Check a proof. No notebook is needed; FORMAT.md says how to check it without this program, too.
    VerifyProof(VerifyProof),
    /// Let a time-stamping authority (RFC 3161) say when the notebook held what it holds.
    #[command(subcommand)]
    Timestamp(Timestamp),
    /// Check the passphrase, and list the sealed statements that this device can read.
    Unlock,
    /// Let another device's key record here.
    Grant {
        /// The key, `key:…` (see `daftar log` there).
        key: String,
        /// For which person or body; else the one that its first entry names.
        #[arg(long)]
        party: Option<String>,
        /// What it may do besides recording.
        #[arg(long, value_parser = ["grant", "erase"])]
        may: Vec<String>,
    },
    /// Take a key's rights back, from now or from an entry on.
    Revoke {
        /// The key.
        key: String,
        /// The number of the last entry that counts; 0 for none.
        #[arg(long)]
        last: Option<u64>,
    },
    /// Trust the keys of another notebook whose entries are here.
    Join {
        /// `register:…`
        other: String,
    },
    /// Say that the clock was wrong for entries of this device.
    CorrectTime {
        /// The first entry's number.
        first: u64,
        /// The last entry's number.
        last: u64,
        /// When the first was made, if known.
        #[arg(long)]
        time: Option<String>,
    },
    /// Check every file, and name everything that is damaged, missing, unsigned or out of its chain.
    Verify,
    /// Drop the index and make it again from the logs.
    Rebuild,
    /// Print shell completions.
    Completions {
        /// The shell.
        shell: clap_complete::Shell,
    },
}

/// What a new notebook is told.
#[derive(Debug, clap::Args)]
pub(crate) struct Init {
    /// The folder to make, by custom NAME.daftar.
    pub(crate) folder: PathBuf,
    /// The name of the place.
    #[arg(long)]
    pub(crate) place: Option<String>,
    /// The keeper's name or pseudonym. Everybody who gets a copy sees it.
    #[arg(long)]
    pub(crate) keeper: Option<String>,
    /// Without a passphrase for sealed statements.
    #[arg(long)]
    pub(crate) no_passphrase: bool,
    /// Start from a bundle of another's notebook, or from its parts: as many as are at hand.
    #[arg(long, value_name = "BUNDLE", num_args = 1..)]
    pub(crate) bundle: Vec<PathBuf>,
    /// A file with the identity of age that opens the bundle, if it is encrypted.
    #[arg(long, value_name = "FILE", requires = "bundle")]
    pub(crate) key_file: Option<PathBuf>,
}

/// What is asked of many cards at once.
#[derive(Debug, clap::Args)]
pub(crate) struct Many {
    /// Only cards where it is so: FIELD=VALUE, FIELD:WORDS, FIELD~DATE (possibly then), FIELD!DATE (certainly then), FIELD?
    /// (anything is said), FIELD- (nothing is). Several of one field are alternatives.
    #[arg(long = "where", value_name = "FILTER")]
    pub(crate) filter: Vec<String>,
    /// Ask what was saved under this name, besides.
    #[arg(long, value_name = "NAME")]
    pub(crate) saved: Option<String>,
    /// Count the values of a property among what is found.
    #[arg(long, value_name = "FIELD")]
    pub(crate) facet: Vec<String>,
    /// Write everything that is found as CSV.
    #[arg(long)]
    pub(crate) csv: bool,
    /// Write everything that is found into this workbook.
    #[arg(long, value_name = "FILE", conflicts_with = "csv")]
    pub(crate) xlsx: Option<PathBuf>,
    /// A column of the CSV or workbook; all when none is named.
    #[arg(long, value_name = "FIELD")]
    pub(crate) column: Vec<String>,
}

impl Many {
    /// Whether anything of it is asked.
    pub(crate) fn asks(&self) -> bool {
        let goes_out = self.csv || self.xlsx.is_some();
        goes_out || self.saved.is_some() || !self.filter.is_empty() || !self.facet.is_empty()
    }
}
