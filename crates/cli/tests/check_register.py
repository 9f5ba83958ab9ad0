#!/usr/bin/env python3
"""Check a register's folder from FORMAT.md alone: python3 check_register.py NAME.daftar

Shares no code with the program. Needs `openssl` 3 for signatures and `zstd` for closed segments. It checks that what is
here is what was signed; which entries count (FORMAT.md, section 5) is not its subject. Exit code 1: something is wrong.
"""
import base64, hashlib, json, re, subprocess, sys, tempfile
from pathlib import Path

# Section by section, the members of every object that is signed; `?` marks those that may be absent.
CLAIM = "certainty? inferred? locator? property quote? said_by? salt source stated? subject value when?"
HEADER = ("acts? algorithms batch? bodies clock format heads log number on_behalf_of predecessor? previous? profiles"
          " recovery? register? root time?")
VALUES = {"text": "text lang?", "number": "number unit?", "count": "low? best? high?", "date": "date",
          "code": "scheme code label?", "geometry": "wkt uncertainty?", "entity": "entity", "file": "file",
          "preference": "first over supersedes", "custody": "action before? after? from? to? tool?",
          "unknown": "", "none": ""}
STEPS = "collect ingest verify copy transfer view export redact dispose".split()
ACTS = {"retract": "recordings", "replace": "recording with", "grant": "key party may", "revoke": "key last",
        "erase": "claims files ground", "consent": "entry", "acknowledge": "entry", "close-fork": "log last",
        "correct-time": "first last time?", "join": "register", "succeed": "log signature"}
SHAPES = {"salt": "[0-9a-f]{32}", "source": "entity:[0-9a-f]{64}", "property": "[a-z0-9-]{1,64}",
          "subject": "(entity|claim|file):[0-9a-f]{64}", "log": "key:[0-9a-f]{64}", "root": "[0-9a-f]{64}",
          "previous": "[0-9a-f]{64}", "profiles": "[0-9a-f]{64}", "register": "register:[0-9a-f]{64}",
          "on_behalf_of": "entity:[0-9a-f]{64}", "time": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"}
found = {"logs": 0, "entries": 0, "bodies": 0, "erased": 0, "withheld": 0, "awaited": 0, "damaged": 0, "evidence": 0,
         "profiles": 0}
wrong = []
lists = set()


def demand(holds, where, what):
    """Notes what is wrong and where; the check goes on."""
    if not holds:
        wrong.append(f"{where}: {what}")
    return holds


def attempt(where, step, *given):
    """Takes a step; where bytes are so damaged that it cannot be taken, that is named. Whether it was taken."""
    try:
        step(*given)
    except (AttributeError, IndexError, KeyError, OSError, TypeError, ValueError) as error:
        return demand(False, where, f"cannot be read further: {error!r}")
    return True


def sha(data):
    return hashlib.sha256(data).hexdigest()


def canonical(value):
    """Section 1: RFC 8785, narrowed."""
    if isinstance(value, dict):
        names = sorted(value, key=lambda name: name.encode("utf-16-be"))
        return "{" + ",".join(canonical(name) + ":" + canonical(value[name]) for name in names) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    if value is None or isinstance(value, int) and abs(value) >= 2**53:
        raise ValueError(f"{value} is not allowed")
    return json.dumps(value, ensure_ascii=False)


def once(pairs):
    if len(dict(pairs)) < len(pairs):
        raise ValueError("a member twice")
    return dict(pairs)


def refuse(word):
    raise ValueError(f"{word} is not an integer")


def parse(line, where):
    """The value of one canonical line; an empty object when it is not one."""
    try:
        value = json.loads(line.decode(), object_pairs_hook=once, parse_float=refuse, parse_constant=refuse)
        demand(canonical(value).encode() == line, where, "not in canonical form")
    except (ValueError, RecursionError) as error:
        demand(False, where, f"not the JSON of this format: {error}")
        return {}
    return value if demand(isinstance(value, dict), where, "not an object") else {}


def members(value, spec, where):
    """Neither a member too many nor one too few, and those of known shape have it."""
    may = {name.rstrip("?") for name in spec.split()}
    must = {name for name in spec.split() if not name.endswith("?")}
    demand(set(value) <= may, where, f"members that the format does not name: {sorted(set(value) - may)}")
    demand(must <= set(value), where, f"members missing: {sorted(must - set(value))}")
    for name in set(SHAPES) & set(value):
        demand(re.fullmatch(SHAPES[name], str(value[name])), where, f"{name} is not {SHAPES[name]}")


def body(line, where):
    """Section 2: an open or a sealed claim; its id as 32 bytes."""
    claim = parse(line, where)
    if claim:
        attempt(where, sealed if "sealed" in claim else opened, claim, where)
    return hashlib.sha256(line).digest()


def custody(claim, where):
    """Section 2.2: a step of safekeeping; the lists that runs of verification left are checked with the files."""
    step, file = claim["value"], claim["subject"]
    demand(file.startswith("file:") and step["action"] in STEPS, where, "no step of safekeeping of a file")
    if step["action"] == "verify" and "before" not in step:
        demand(step.get("after") == file, where, "a run of verification names another list than it is about")
        lists.add(file[5:])


def sealed(claim, where):
    members(claim, "salt sealed", where)
    size = len(base64.b64decode(claim["sealed"], validate=True))
    demand(size > 16 and size % 256 == 16, where, f"sealed holds {size} bytes, not 16 more than a multiple of 256")


def opened(claim, where):
    members(claim, CLAIM, where)
    value = claim["value"]
    members(value, "type " + VALUES.get(value["type"], ""), f"{where}, value")
    demand(value["type"] in VALUES, where, f"no type of value: {value['type']}")
    if value["type"] == "custody":
        custody(claim, where)


def root(ids):
    """Section 4: the Merkle tree hash of RFC 6962."""
    if len(ids) < 2:
        return hashlib.sha256(b"\0" + ids[0] if ids else b"").digest()
    left = 1 << (len(ids) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + root(ids[:left]) + root(ids[left:])).digest()


def signature_of(line, where):
    value = parse(line, where)
    members(value, "signature", where)
    digits = str(value.get("signature"))
    return bytes.fromhex(digits) if re.fullmatch("[0-9a-f]{128}", digits) else b""


def signed(key, message, signature):
    with tempfile.TemporaryDirectory() as folder:
        for name, data in (("key", bytes.fromhex("302a300506032b6570032100" + key)), ("m", message), ("s", signature)):
            Path(folder, name).write_bytes(data)
        command = "openssl pkeyutl -verify -pubin -inkey key -keyform DER -rawin -in m -sigfile s".split()
        return subprocess.run(command, cwd=folder, capture_output=True).returncode == 0


def lines(path):
    """The whole lines of a file; of a segment the closed form, when there is one."""
    closed = path.with_name(path.name + ".zst")
    if closed.exists():
        run = subprocess.run(["zstd", "-dc", str(closed)], capture_output=True)
        demand(run.returncode == 0, closed, run.stderr.decode().strip())
        data = run.stdout
    else:
        data = path.read_bytes() if path.exists() else b""
    *whole, rest = data.split(b"\n")
    if rest:
        print(f"{path}: a torn last line, never acknowledged")
    return whole


def checked(value, where):
    """The member `check` of register.json and of notes."""
    rest = {name: value[name] for name in value if name != "check"}
    demand(value.get("check") == sha(canonical(rest).encode()), where, "check does not hold")
    return value


def positions(ranges):
    return {position for first, last in ranges for position in range(first, last + 1)}


def entry_bodies(header, note, bodies, where):
    """Takes an entry's lines off `bodies`; checks them against note and root. Returns ids of absent bodies by reason."""
    absent = positions(note["absent"]) if note else set()
    ids = [bytes.fromhex(name[6:]) for name in note["ids"]] if note else [b""] * header["bodies"]
    demand(len(ids) == header["bodies"], where, "the note names another number of bodies")
    for position in range(len(ids)):
        if position in absent:
            continue
        place = f"{where}, body {position}"
        if not demand(bodies, place, "is missing, and no note says so"):
            found["damaged"] += 1
            continue
        here = body(bodies.pop(0), place)
        demand(not note or here == ids[position], place, "is not the one that the note names")
        ids[position] = here
        found["bodies"] += 1
    demand(root(ids).hex() == header["root"], where, "bodies damaged: the root does not follow from their ids")
    withheld = positions(note["withheld"]) if note else set()
    return [("claim:" + ids[position].hex(), position in withheld) for position in sorted(absent)]


def entry(header, line, signature, before, log, where):
    """Sections 4 and 5: one header and its signature. Returns the entry's hash."""
    members(header, HEADER, where)
    number = before["number"] + 1
    for name, value in (("format", "daftar/1"), ("algorithms", "sha256 ed25519"), ("log", "key:" + log), ("number", number)):
        demand(header[name] == value, where, f"{name} is {header[name]}, not {value}")
    demand(header.get("previous") == before["hash"], where, "previous is not the hash of the entry before")
    demand(("time" in header) == (header["clock"] != "unknown"), where, "time and clock do not agree")
    demand(header["bodies"] <= 4096 and len(line) <= 2 << 20, where, "too large")
    demand(header["heads"] == sorted(header["heads"]), where, "heads are not sorted by key")
    for act in header.get("acts", []):
        members(act, "act " + ACTS.get(act.get("act"), ""), f"{where}, act")
        demand(act.get("act") in ACTS, where, f"no act: {act.get('act')}")
    demand(signed(log, b"daftar/entry/1\n" + line, signature), where, "the signature does not hold")
    return sha(line + signature)


def check_log(folder, entries, absent):
    """One log: all segments in order. Fills `entries`: header and hash by key and number; and `absent`: bodies."""
    notes, before = {}, {"number": 0, "hash": None}
    for count, line in enumerate(lines(folder / "notes.jsonl"), 1):
        note = checked(parse(line, f"{folder}/notes.jsonl, line {count}"), f"{folder}/notes.jsonl, line {count}")
        notes[note.get("number")] = note
    segments = sorted(folder.glob("*.headers.jsonl"))
    for count, segment in enumerate(segments, 1):
        demand(segment.name == f"{count:06}.headers.jsonl", segment, "a segment is missing before this one")
        pairs = lines(segment)
        bodies = lines(segment.with_name(segment.name.replace("headers", "bodies")))
        for at in range(0, len(pairs) - 1, 2):
            where = f"{segment}, entry {before['number'] + 1}"
            header = parse(pairs[at], where)
            signature = signature_of(pairs[at + 1], f"{where}, signature")
            this = entry(header, pairs[at], signature, before, folder.name, where)
            before = {"number": header["number"], "hash": this}
            entries["key:" + folder.name, header["number"]] = header, this
            absent += entry_bodies(header, notes.pop(header["number"], None), bodies, where)
        if count == len(segments) and (bodies or len(pairs) % 2):
            print(f"{segment}: a tail that was never acknowledged")
        else:
            demand(not bodies and len(pairs) % 2 == 0, segment, "lines that belong to no entry")
    demand(not notes, f"{folder}/notes.jsonl", f"notes for entries that are not here: {sorted(map(str, notes))}")


def check_register(folder, entries):
    """register.json, the register's name, and what entries say of one another."""
    place = folder / "register.json"
    register = checked(parse(place.read_bytes().rstrip(b"\n"), place), place)
    members(register, "check format lang register", place)
    founded = {"register:" + this for header, this in entries.values() if "register" not in header}
    demand(register.get("register") in founded, place, "no entry here is this register's first")
    for (log, number), (header, _) in entries.items():
        where = f"{folder}/logs/{log[4:]}, entry {number}"
        demand(("register" in header) or number == 1, where, "names no register")
        demand((folder / f"profiles/{header['profiles']}.json").exists(), where, "its set of profiles is not here")
        for key, seen, this in header["heads"]:
            demand(entries.get((key, seen), (0, this))[1] == this, where, f"saw another entry {seen} of {key}")


def check_named(folder):
    """Sections 6 and 7: files that bear the SHA-256 of their bytes as their name."""
    for path in sorted(path for path in (folder / "evidence").glob("**/*") if path.is_file()):
        named = path.name == sha(path.read_bytes()) and path.parent.name == path.name[:2]
        found["evidence"] += demand(named, path, "is not the file that its name says")
        if named and path.name in lists:
            names = [line[:64] for line in path.read_text().splitlines()]
            wanted = "".join(f"{name}  evidence/{name[:2]}/{name}\n" for name in sorted(set(names)))
            demand(path.read_text() == wanted, path, "is no list of files as sha256sum writes it")
    for path in sorted((folder / "profiles").glob("*.*")):
        named = path.stem == sha(path.read_bytes())
        found["profiles"] += demand(named, path, "is not the file that its name says")
        if named and path.suffix == ".json":
            names = json.loads(path.read_bytes())
            demand(canonical(sorted(names)).encode() == path.read_bytes(), path, "not a sorted, canonical list")
            for name in names:
                demand((folder / f"profiles/{name[5:]}.toml").exists(), path, f"{name} is not here")


def main(folder):
    entries, absent = {}, []
    for log in sorted(path for path in folder.glob("logs/*") if path.is_dir()):
        found["logs"] += 1
        attempt(log, check_log, log, entries, absent)
    found["entries"] = len(entries)
    acts = [act for header, _ in entries.values() for act in header.get("acts", [])]
    erased = {claim for act in acts for claim in act.get("claims", [])}
    for claim, withheld in absent:
        found["erased" if claim in erased else "withheld" if withheld else "awaited"] += 1
    attempt(folder / "register.json", check_register, folder, entries)
    attempt(folder, check_named, folder)
    print(", ".join(f"{count} {what}" for what, count in found.items()))
    print("\n".join(wrong) or "all as it was signed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
