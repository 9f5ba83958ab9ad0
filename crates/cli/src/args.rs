//! The words of the command line.

use std::net::SocketAddr;
use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

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
    /// Only what this notebook held by then: a day or a time in UTC.
    #[arg(long, global = true, value_name = "TIME")]
    pub(crate) recorded: Option<String>,
    /// Only from these sources or speakers, by name or id.
    #[arg(long, global = true, value_name = "SOURCE")]
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
    },
    /// Source files: keep one without reading it, or write out what one says.
    #[command(subcommand)]
    Evidence(Evidence),
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
    /// The physical state of a thing.
    Condition {
        /// A name, the beginning of one, or an id.
        name: String,
    },
    /// Where sources differ, and why; with --agree also where they agree.
    Differ {
        /// Only on this.
        name: Option<String>,
        /// Show agreements, too.
        #[arg(long)]
        agree: bool,
    },
    /// Find words in all statements. Arabic is found however it is spelled.
    Search {
        /// Words, or a "phrase in quotes".
        #[arg(required = true)]
        words: Vec<String>,
        /// How many answers.
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
    /// Carry the notebook by hand.
    #[command(subcommand)]
    Bundle(Bundle),
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
        /// A bundle instead.
        #[arg(long, value_name = "FILE")]
        bundle: Option<PathBuf>,
        /// In which folder; else beside the notebook.
        #[arg(long, value_name = "FOLDER")]
        scratch: Option<PathBuf>,
    },
    /// Bring back from other copies what `daftar verify` finds damaged or missing.
    ///
    /// What is whole is not changed, and what was erased does not come back.
    Repair {
        /// A place of sealed copies, a bundle, or a copy of the notebook's folder; several are used together.
        #[arg(long, value_name = "COPY", required = true)]
        from: Vec<String>,
        /// In which folder the copies are brought back meanwhile; else beside the notebook.
        #[arg(long, value_name = "FOLDER")]
        scratch: Option<PathBuf>,
    },
    /// Bring this notebook and a peer's level: what either lacks goes over, encrypted, over SSH, HTTP or any other line.
    Sync(Sync),
    /// Peers to sync with: known by their keys, paired by a code that is good once.
    #[command(subcommand)]
    Peer(Peer),
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
    /// Start from a bundle of another's notebook.
    #[arg(long, value_name = "BUNDLE")]
    pub(crate) bundle: Option<PathBuf>,
}

/// Which suggestions.
#[derive(Debug, clap::Args)]
#[group(required = true, multiple = true)]
pub(crate) struct Chosen {
    /// All.
    #[arg(long)]
    pub(crate) all: bool,
    /// Those of this source.
    #[arg(long)]
    pub(crate) document: Option<String>,
    /// These.
    pub(crate) ids: Vec<String>,
    /// With proposed links between cards, too.
    #[arg(long)]
    pub(crate) links: bool,
}

/// A statement by hand.
#[derive(Debug, clap::Args)]
pub(crate) struct Add {
    /// What it is about: a name or id. A new name makes a new card, if --kind says of which kind.
    pub(crate) about: String,
    /// Which property, as the forms name it: state, founded, holds, …
    pub(crate) property: String,
    /// The kind of a new card: museum, object, water-point, …
    #[arg(long)]
    pub(crate) kind: Option<String>,
    #[command(flatten)]
    pub(crate) said: Said,
    /// Seal it.
    #[arg(long)]
    pub(crate) restricted: bool,
    /// Persons whom a sealed statement concerns.
    #[arg(long)]
    pub(crate) concerns: Vec<String>,
}

/// What is said, and by whom.
#[derive(Debug, clap::Args)]
pub(crate) struct Said {
    /// The value: text, a number ("12.5 m"), a count ("60", "60..", "50..70"), a date, a code, a name, WKT, `unknown`, `none`.
    pub(crate) value: String,
    /// When it held or happened.
    #[arg(long)]
    pub(crate) when: Option<String>,
    /// The source, by name or id; else you yourself.
    #[arg(long)]
    pub(crate) source: Option<String>,
    /// Who says so, if not the source.
    #[arg(long)]
    pub(crate) said_by: Option<String>,
    /// When it was said.
    #[arg(long)]
    pub(crate) stated: Option<String>,
    /// In which words.
    #[arg(long)]
    pub(crate) quote: Option<String>,
    /// How sure the speaker is.
    #[arg(long, value_parser = ["possible", "probable", "doubtful"])]
    pub(crate) certainty: Option<String>,
    /// The language of a text.
    #[arg(long)]
    pub(crate) text_lang: Option<String>,
}

/// What to erase.
#[derive(Debug, clap::Args)]
pub(crate) struct Erase {
    /// Statements.
    pub(crate) claims: Vec<String>,
    /// Everything that speaks of this person: statements, quotations, source files with the name in them.
    #[arg(long)]
    pub(crate) person: Option<String>,
    /// Source files, `file:…`
    #[arg(long)]
    pub(crate) file: Vec<String>,
    /// Why.
    #[arg(long, default_value = "consent-withdrawn", value_parser = ["consent-withdrawn", "safety", "mistake", "law"])]
    pub(crate) ground: String,
    /// Do it without asking.
    #[arg(long)]
    pub(crate) yes: bool,
    /// List erasures of others that wait for a keeper here.
    #[arg(long)]
    pub(crate) waiting: bool,
    /// Agree to a waiting one, as `--waiting` lists it.
    #[arg(long, value_name = "KEY/NUMBER")]
    pub(crate) consent: Option<String>,
}

/// Checkpoints.
#[derive(Debug, clap::Args)]
pub(crate) struct Checkpoint {
    /// The file to write; else standard output.
    #[arg(short, long, value_name = "FILE")]
    pub(crate) out: Option<PathBuf>,
    #[command(subcommand)]
    pub(crate) take: Option<TakeCheckpoint>,
}

/// What comes back from partners.
#[derive(Debug, Subcommand)]
pub(crate) enum TakeCheckpoint {
    /// Keep a checkpoint that partners co-signed.
    Take {
        /// The file.
        file: PathBuf,
    },
}

/// A proof, and what must be true of it.
#[derive(Debug, clap::Args)]
pub(crate) struct VerifyProof {
    /// The proof.
    pub(crate) file: PathBuf,
    /// Certificates of time-stamping authorities that you trust, in PEM form.
    #[arg(long, value_name = "CA.pem")]
    pub(crate) ca: Option<PathBuf>,
    /// It must be about this notebook, `register:…`
    #[arg(long, value_name = "REGISTER")]
    pub(crate) notebook: Option<String>,
    /// It must be about this statement, `claim:…`
    #[arg(long, value_name = "CLAIM")]
    pub(crate) claim: Option<String>,
    /// This key, `key:…`, must have co-signed.
    #[arg(long, value_name = "KEY")]
    pub(crate) cosigner: Vec<String>,
}

/// Time stamps.
#[derive(Debug, Subcommand)]
pub(crate) enum Timestamp {
    /// Write a request over a checkpoint of now. Send it to an authority; it tells them nothing but a hash.
    ///
    /// With curl: curl -H 'Content-Type: application/timestamp-query' --data-binary @FILE.tsq ADDRESS -o FILE.tsr
    Request {
        /// The file to write.
        #[arg(short, long, value_name = "FILE.tsq")]
        out: PathBuf,
    },
    /// Take the answer, after checking it.
    Take {
        /// The answer.
        file: PathBuf,
        /// The authority's certificate, or that of who vouches for it, in PEM form.
        #[arg(long, value_name = "CA.pem")]
        ca: PathBuf,
    },
}

/// Source files.
#[derive(Debug, Subcommand)]
pub(crate) enum Evidence {
    /// Keep files as source files, as they are.
    Add {
        /// The files: of any kind.
        #[arg(required = true)]
        files: Vec<PathBuf>,
        /// Keep them encrypted, each under a key of its own.
        #[arg(long)]
        restricted: bool,
    },
    /// Write out what a source file says; a restricted one asks for the passphrase.
    Get {
        /// The source file, `file:…`
        file: String,
        /// Where to write it: a new file.
        to: PathBuf,
    },
}

/// Syncing with a peer.
#[derive(Debug, clap::Args)]
pub(crate) struct Sync {
    /// The peer, by its name or address.
    #[arg(required_unless_present = "stdio")]
    pub(crate) peer: Option<String>,
    /// Answer a peer over standard input and output: what the other side runs here, by SSH for example.
    #[arg(long, conflicts_with_all = ["peer", "through"])]
    pub(crate) stdio: bool,
    /// Speak to the peer through this command's input and output, in the place of its address.
    #[arg(long, value_name = "COMMAND")]
    pub(crate) through: Option<String>,
    /// The most bytes a second, both ways together: 50k, 2M.
    #[arg(long, value_name = "BYTES", value_parser = bytes)]
    pub(crate) limit: Option<u64>,
}

/// Reads a number of bytes such as 50k.
fn bytes(text: &str) -> Result<u64, String> {
    let (digits, unit) = match text.trim_end_matches(['k', 'K', 'm', 'M']) {
        digits if digits.len() == text.len() => (digits, 1),
        digits if text.ends_with(['k', 'K']) && text.len() == digits.len() + 1 => (digits, 1_000),
        digits if text.len() == digits.len() + 1 => (digits, 1_000_000),
        _ => ("", 1),
    };
    let number = digits.parse::<u64>().ok().and_then(|number| number.checked_mul(unit)).filter(|number| *number > 0);
    number.ok_or_else(|| "expected a number of bytes such as 50k or 2M".to_owned())
}

/// Peers.
#[derive(Debug, Subcommand)]
pub(crate) enum Peer {
    /// Make a code for a new peer: good for one attempt within ten minutes. Tell it to the peer's keeper.
    Code {
        /// What the peer is to be called here.
        name: String,
        /// Keep back everything about these from it.
        #[arg(long)]
        withhold: Vec<String>,
    },
    /// Pair with a peer by the code that was made there.
    Add {
        /// What it is to be called here.
        name: String,
        /// Where it answers: ssh://HOST/PATH/TO/NOTEBOOK or http://HOST:PORT (a `daftar serve`).
        address: String,
        /// The code.
        code: String,
        /// Keep back everything about these from it.
        #[arg(long)]
        withhold: Vec<String>,
        /// Speak to it through this command's input and output, in the place of its address.
        #[arg(long, value_name = "COMMAND")]
        through: Option<String>,
    },
    /// List peers, when they were last heard, and which erasures they have not acknowledged.
    List,
    /// Forget a peer: it can no longer sync.
    Remove {
        /// Its name.
        name: String,
    },
}

/// The recovery key.
#[derive(Debug, clap::Args)]
pub(crate) struct Recovery {
    /// What to do.
    #[command(subcommand)]
    pub(crate) what: RecoveryDo,
    /// A file with the key, or with parts, an empty line between them; else it is asked for.
    #[arg(long, global = true, value_name = "FILE")]
    pub(crate) key_file: Option<PathBuf>,
}

/// What to do with the recovery key.
#[derive(Debug, Subcommand)]
pub(crate) enum RecoveryDo {
    /// Write the key as a sheet to print: words, digits and a code for a camera, on one page that needs no network.
    Sheet {
        /// The HTML file to write. It holds the key: print it, then destroy it.
        file: PathBuf,
    },
    /// Split the key among trustees: a sheet for each. Any so many of them give the key; fewer tell nothing of it.
    Split {
        /// How many parts are needed.
        #[arg(long)]
        need: u8,
        /// How many parts there are: as many as trustees are named, if any are.
        #[arg(long)]
        of: u8,
        /// A folder for the sheets. They hold the parts: print them, then destroy them.
        folder: PathBuf,
        /// Who gets a part, in order; recorded sealed, for keepers alone.
        #[arg(long, value_name = "NAME")]
        trustee: Vec<String>,
    },
    /// Say whether what stands on a sheet is this notebook's key, or parts that give it. Changes nothing.
    Check,
    /// Say that the key of a new notebook is on paper: this device forgets it.
    PutAway,
    /// Write the sealing keys into a file that only the recovery key opens. It replaces the one before: keep it apart from
    /// the copies, so that what is erased stays erased.
    Escrow {
        /// The file.
        file: PathBuf,
    },
    /// On the worst day, in a copy of the notebook: make this device a keeper's, and open the escrow.
    Use {
        /// The file of `daftar recovery escrow`.
        #[arg(long, value_name = "FILE")]
        escrow: Option<PathBuf>,
    },
    /// Make a new key in place of the old one, which then opens and orders nothing more here.
    Renew {
        /// The old key is lost: do it by the right of this device. Who has the old sheet and a copy of the notebook could still
        /// contest it.
        #[arg(long)]
        lost: bool,
    },
}

/// Bundles.
#[derive(Debug, Subcommand)]
pub(crate) enum Bundle {
    /// Write a bundle: entries, forms and source files, in one file that any tar program opens.
    Make {
        /// The file to write.
        file: PathBuf,
        /// Keep back everything about these.
        #[arg(long)]
        withhold: Vec<String>,
    },
    /// Take what a bundle brings. Twice, or half of one, does no harm.
    Take {
        /// The bundle.
        file: PathBuf,
    },
}

/// Sealed copies.
#[derive(Debug, Subcommand)]
pub(crate) enum Deposit {
    /// Add a place for sealed copies.
    Add {
        /// What you call it.
        name: String,
        /// Where: a folder (a disk, a stick), rest:URL, s3:URL/BUCKET/PREFIX or sftp:USER@HOST:/PATH.
        target: String,
        #[command(flatten)]
        door: Door,
        /// A file with the recovery key, where this device does not know it yet.
        #[arg(long, value_name = "FILE")]
        key_file: Option<PathBuf>,
    },
    /// Make a sealed copy at every place, or at one. People may go on writing.
    ///
    /// After an erasure the new copy is read back, and only then all earlier ones are removed.
    Now {
        /// The place.
        name: Option<String>,
    },
    /// List the places and their copies.
    List,
    /// Look whether the copies at a place are whole.
    Check {
        /// The place.
        name: String,
        /// Read and compare every byte.
        #[arg(long)]
        read_all: bool,
    },
    /// Bring a copy back into a new folder, and check it.
    ///
    /// With --from also where there is no notebook: it asks for the recovery key.
    #[command(override_usage = "daftar deposit restore <NAME> <FOLDER> [--snapshot <ID>]\n       \
                                daftar deposit restore --from <TARGET> <FOLDER> [--key-file <FILE>]")]
    Restore {
        /// The place, and the folder to make; with --from only the folder.
        #[arg(required = true, num_args = 1..=2, value_name = "NAME FOLDER")]
        names: Vec<PathBuf>,
        /// The beginning of the copy's id; else the latest.
        #[arg(long, value_name = "ID")]
        snapshot: Option<String>,
        /// Where the copies are.
        #[arg(long, value_name = "TARGET")]
        from: Option<String>,
        #[command(flatten)]
        door: Door,
        /// A file with the recovery key, or with the password of the copies.
        #[arg(long, value_name = "FILE")]
        key_file: Option<PathBuf>,
    },
    /// Remove copies, but the latest of each of the last days and weeks, and the last one that was found whole.
    Prune {
        /// The place.
        name: String,
        /// Of how many days the latest copy stays.
        #[arg(long, default_value_t = 7)]
        daily: usize,
        /// Of how many weeks the latest copy stays.
        #[arg(long, default_value_t = 8)]
        weekly: usize,
    },
}

/// What opens the door of a place that asks for a name.
#[derive(Debug, clap::Args)]
pub(crate) struct Door {
    /// The user, or the id of the S3 key.
    #[arg(long, value_name = "USER")]
    pub(crate) user: Option<String>,
    /// A file with the password, or with the secret of the S3 key.
    #[arg(long, value_name = "FILE", requires = "user")]
    pub(crate) secret_file: Option<PathBuf>,
}
