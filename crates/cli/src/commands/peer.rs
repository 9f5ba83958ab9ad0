//! Peers: pairing, listing, forgetting.

use daftar_register::claim::{Act, EntityId, EntryId};
use daftar_register::copy::sync::Code;
use daftar_register::{Peer as Known, Register};
use serde_json::{Value, json};

use super::{Done, say};
use crate::args::{Args, Peer};
use crate::failure::Failure;
use crate::session::{Session, dial, syncing};

/// `daftar peer`
pub(crate) fn peer(args: &Args, peer: &Peer) -> Result<Done, Failure> {
    match peer {
        Peer::Code { name, withhold } => {
            let code = syncing(args)?.code(name, &entities(args, withhold)?)?;
            say(args, &json!({ "code": code.to_string(), "peer": name }), || {
                format!(
                    "{code}\nGood for one attempt within ten minutes. There: daftar peer add NAME ADDRESS {code}\n\
                     where ADDRESS is how this notebook is reached: ssh://HOST/PATH, or http://HOST:PORT while it is served.\n"
                )
            })
        }
        Peer::Add { name, address, code, withhold, through } => {
            let code = Code::parse(code).map_err(|error| Failure::Ask(error.to_string()))?;
            let withhold = entities(args, withhold)?;
            let line = dial(address, through.as_deref())?;
            let peer = syncing(args)?.pair(name, address, &withhold, &code, line.carrier)?;
            say(args, &json!({ "peer": peer.name, "key": peer.key.to_string() }), || {
                format!("paired with {name}, key {}\nNow: daftar sync {name}\n", peer.key)
            })
        }
        Peer::Withhold { name, what } => withhold(args, name, what, true),
        Peer::Allow { name, what } => withhold(args, name, what, false),
        Peer::List => list(args),
        Peer::Remove { name } => {
            syncing(args)?.forget(name)?;
            say(args, &json!({ "removed": name }), || format!("{name} is forgotten: it can no longer sync\n"))
        }
    }
}

fn entities(args: &Args, names: &[String]) -> Result<Vec<EntityId>, Failure> {
    if names.is_empty() {
        return Ok(Vec::new());
    }
    let mut session = Session::read(args)?;
    session.unlock_if_given()?;
    names.iter().map(|name| Ok(session.register.entity(name)?)).collect()
}

/// Keeps more back from a peer, or less.
fn withhold(args: &Args, name: &str, what: &[String], more: bool) -> Result<Done, Failure> {
    let (syncing, named) = (syncing(args)?, entities(args, what)?);
    let mut all = syncing.peer(name)?.withhold;
    all.retain(|id| !named.contains(id));
    all.extend(named.iter().filter(|_| more));
    syncing.withhold(name, &all)?;
    say(args, &json!({ "peer": name, "withheld": all.len() }), || match more {
        true => format!("from now on this is kept back from {name}; what it has already, it has\n"),
        false => format!("this is no longer kept back from {name}: it goes with the next syncing\n"),
    })
}

fn list(args: &Args) -> Result<Done, Failure> {
    let session = Session::read(args)?;
    let erasures = erasures(&session.register);
    let peers: Vec<Value> =
        syncing(args)?.peers()?.iter().map(|peer| told(&session.register, peer, &erasures)).collect();
    let own = session.register.own_recipient();
    say(args, &json!({ "peers": peers, "own_recipient": own }), || {
        let listed: String = match peers.is_empty() {
            true => "no peers: `daftar peer code NAME` here, `daftar peer add` there\n".to_owned(),
            false => peers.iter().map(line_of).collect(),
        };
        let own = own.map(|own| format!("bundles for this device are encrypted to {own}\n")).unwrap_or_default();
        listed + &own
    })
}

/// The entries that erase something and count here.
fn erasures(register: &Register) -> Vec<EntryId> {
    let logs = register.logs();
    let headers = logs.values().flatten().filter(|header| register.standing().counts(header.header.entry));
    let erasing = headers.filter(|header| header.header.acts.iter().any(|act| matches!(act, Act::Erase { .. })));
    erasing.map(|header| header.header.entry).collect()
}

fn told(register: &Register, peer: &Known, erasures: &[EntryId]) -> Value {
    let unheard = erasures.iter().filter(|erasure| !peer.acknowledges(**erasure));
    let unheard: Vec<String> = unheard.map(|erasure| format!("{}/{}", erasure.log, erasure.number)).collect();
    let name = |id: &EntityId| {
        let names = register.names_of(*id).unwrap_or_default();
        names.first().cloned().unwrap_or_else(|| id.to_string())
    };
    json!({
        "name": peer.name,
        "key": peer.key.to_string(),
        "address": peer.address,
        "heard": peer.heard.as_ref().map(|time| time.as_str().to_owned()),
        "recipient": peer.device.as_ref().map(|device| device.recipient.clone()),
        "withheld": peer.withhold.iter().map(name).collect::<Vec<_>>(),
        "erasures_not_acknowledged": unheard,
    })
}

fn line_of(peer: &Value) -> String {
    let text = |name: &str| peer[name].as_str().unwrap_or("-").to_owned();
    let mut out = format!("{}  {}  heard {}\n  key {}\n", text("name"), text("address"), text("heard"), text("key"));
    if let Some(recipient) = peer["recipient"].as_str() {
        out.push_str(&format!("  its bundles are encrypted to {recipient}\n"));
    }
    let listed = |name: &str| {
        let items = peer[name].as_array().map(Vec::as_slice).unwrap_or_default();
        items.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", ")
    };
    for (name, words) in
        [("withheld", "withheld from it"), ("erasures_not_acknowledged", "erasures not yet acknowledged")]
    {
        let listed = listed(name);
        if !listed.is_empty() {
            out.push_str(&format!("  {words}: {listed}\n"));
        }
    }
    out
}
