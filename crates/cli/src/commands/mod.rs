//! What each command does.

mod alike;
mod attach;
mod bundle;
mod condition;
mod copies;
mod custody;
mod dates;
mod demo;
mod deposit;
mod duplicates;
mod erase;
mod eval;
mod evidence;
mod export;
mod handover;
mod import;
mod keeping;
mod labels;
mod lending;
mod look;
mod make;
mod many;
mod pair;
mod pattern;
mod peer;
mod profiles;
mod proof;
mod recovery;
mod rehearse;
mod seeds;
mod serve;
mod suggest;
mod survivors;
mod sync;
mod write;

use std::io::Write as _;
use std::process::ExitCode;

use clap::CommandFactory as _;
use daftar_register::Published;
use daftar_register::claim::Edtf;
use serde::Serialize;

use crate::args::{Args, Command, Mcpd};
use crate::failure::Failure;

/// The exit code of a program that was told to stop, as shells have it.
const STOPPED: u8 = 130;

/// How a command ended that did what was asked.
pub(crate) enum Done {
    /// Well.
    Well,
    /// Something was found or refused.
    Found,
    /// It was told to stop before it came to its end.
    Stopped,
}

impl Done {
    pub(crate) fn exit_code(&self) -> ExitCode {
        match self {
            Done::Well => ExitCode::SUCCESS,
            Done::Found => ExitCode::from(1),
            Done::Stopped => ExitCode::from(STOPPED),
        }
    }
}

/// Runs the command.
pub(crate) fn run(args: &Args) -> Result<Done, Failure> {
    match &args.command {
        Command::Demo { folder, no_serve, basemap } => {
            demo::demo(args, folder.as_deref(), !no_serve, basemap.as_deref())
        }
        Command::Serve { address, no_open, basemap } => serve::serve(args, *address, !no_open, basemap.as_deref()),
        Command::Init(init) => make::init(args, init),
        Command::Dates(asked) => dates::dates(args, asked),
        Command::Eval(asked) => eval::eval(args, asked),
        Command::Read { files, encoding, publisher, published, restricted, collected } => {
            let date = published.as_deref().map(Edtf::parse).transpose()?;
            let published = Published { publisher: publisher.clone(), date };
            let reading =
                suggest::Reading { encoding: encoding.as_deref(), published, restricted: *restricted, collected };
            suggest::read(args, files, &reading)
        }
        Command::Import(asked) => import::import(args, asked),
        Command::Export(asked) => export::export(args, asked),
        Command::Mcpd(Mcpd::Template { file, force }) => export::template(args, file, *force),
        Command::Mcpd(Mcpd::Names { words, filter, list }) => export::names(args, words, filter, list.as_deref()),
        Command::Mcpd(Mcpd::Score { words, filter, limit }) => export::score(args, words, filter, *limit),
        Command::Evidence(evidence) => evidence::evidence(args, evidence),
        Command::Attach(pictures) => attach::attach(args, pictures),
        Command::Carry { within } => keeping::carry(args, within.as_deref()),
        Command::Pack(asked) => keeping::pack(args, asked),
        Command::Labels(asked) => labels::labels(args, asked),
        Command::Pair(asked) => pair::pair(args, asked),
        Command::Handover(asked) => handover::handover(args, asked),
        Command::Stock(asked) => keeping::stock(args, asked),
        Command::Lots(asked) => seeds::lots(args, asked),
        Command::SaveFirst(asked) => seeds::save_first(args, asked),
        Command::TestPlan { ahead } => seeds::test_plan(args, ahead),
        Command::Promises { due, deed } => lending::promises(args, due.as_deref(), deed.as_ref()),
        Command::Pattern(asked) => pattern::pattern(args, asked),
        Command::Survivors { of } => survivors::survivors(args, of.as_deref()),
        Command::Drafts { document } => suggest::drafts(args, document.as_deref()),
        Command::Record(chosen) => suggest::record(args, chosen),
        Command::Reject(chosen) => suggest::reject(args, chosen),
        Command::Timeline { name } => look::timeline(args, name.as_deref()),
        Command::Show { name } => look::show(args, name),
        Command::Condition(asked) => condition::condition(args, asked),
        Command::Totals(asked) => condition::totals(args, asked),
        Command::Differ { name, agree } => look::differ(args, name.as_deref(), *agree),
        Command::Duplicates { words, filter, limit } => duplicates::duplicates(args, words, filter, *limit),
        Command::Search { words, limit, many } if many.asks() => many::search(args, words, *limit, many),
        Command::Search { words, limit, .. } => look::search(args, words, *limit),
        Command::Log => look::log(args),
        Command::Unlock => look::unlock(args),
        Command::Add(add) => write::add(args, add),
        Command::Edit { claim, said } => write::edit(args, claim, said),
        Command::Change(asked) => alike::change(args, asked),
        Command::Prefer { first, over, supersedes, why } => {
            write::prefer(args, first, over, supersedes, why.as_deref())
        }
        Command::Same { one, other } => write::link(args, "same-as", one, other),
        Command::Different { one, other } => write::link(args, "different-from", one, other),
        Command::Retract { claim } => write::retract(args, claim),
        Command::Deny { claim, words, said_by, stated } => {
            write::deny(args, claim, words, said_by.as_deref(), stated.as_deref())
        }
        Command::Assess { claim, assessment } => write::assess(args, claim, *assessment),
        Command::Seen { claim, by, sensor, image, compared } => {
            write::seen(args, claim, by, sensor.as_deref(), [image.as_deref(), compared.as_deref()])
        }
        Command::Undo { number } => write::undo(args, *number),
        Command::Grant { key, party, may } => write::grant(args, key, party.as_deref(), may),
        Command::Revoke { key, last } => write::revoke(args, key, *last),
        Command::Join { other } => write::join(args, other),
        Command::CorrectTime { first, last, time } => write::correct_time(args, *first, *last, time.as_deref()),
        Command::Seal { claim, quote, concerns } => erase::seal(args, claim, *quote, concerns),
        Command::Erase(erase) => erase::erase(args, erase),
        Command::Bundle(bundle) => bundle::bundle(args, bundle),
        Command::Copies => copies::copies(args),
        Command::Deposit(deposit) => deposit::deposit(args, deposit),
        Command::Profiles(profiles) => profiles::profiles(args, profiles),
        Command::Rehearse { name, bundle, scratch } => {
            rehearse::rehearse(args, name.as_deref(), bundle.as_deref(), scratch.as_deref())
        }
        Command::Repair { from, through, scratch } => {
            rehearse::repair(args, from, through.as_deref(), scratch.as_deref())
        }
        Command::Sync(sync) => sync::sync(args, sync),
        Command::Peer(peer) => peer::peer(args, peer),
        Command::Recovery(recovery) => recovery::recovery(args, recovery),
        Command::Checkpoint(checkpoint) => proof::checkpoint(args, checkpoint),
        Command::Cosign { file } => proof::cosign(args, file),
        Command::Prove { what, out, reveal } => proof::prove(args, what, out.as_deref(), *reveal),
        Command::VerifyProof(verify) => proof::verify(args, verify),
        Command::Timestamp(timestamp) => proof::timestamp(args, timestamp),
        Command::Verify => make::verify(args),
        Command::Rebuild => make::rebuild(args),
        Command::Completions { shell } => {
            clap_complete::generate(*shell, &mut Args::command(), "daftar", &mut std::io::stdout());
            Ok(Done::Well)
        }
    }
}

/// Says a result: JSON when asked for, else the lines.
fn say(args: &Args, result: &impl Serialize, lines: impl FnOnce() -> String) -> Result<Done, Failure> {
    let text = match args.json {
        true => serde_json::to_string_pretty(result).map_err(std::io::Error::from)? + "\n",
        false => lines(),
    };
    std::io::stdout().write_all(text.as_bytes())?;
    Ok(Done::Well)
}
