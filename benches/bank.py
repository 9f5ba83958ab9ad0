#!/usr/bin/env python3
"""A made-up seed bank: what it costs to import it, beside a catalogue of as many cells; what the list of what to save first costs at
first, again, and after one new test, from the command line and in a running notebook.

    cargo build --release && python3 benches/bank.py PROGRAM [ACCESSIONS] [--full]

Of each accession (2,000 unless told; 100,000 with --full) there are three lots, of ten tests in all. Lots and tests are numbers that
look random and are always the same. Needs disk for some 2 kB a statement, and for a full run an hour."""
import argparse
import csv
import http.client
import os
import pathlib
import re
import resource
import socket
import subprocess
import sys
import tempfile
import time
import urllib.parse

PORT = 4879
CROPS = [
    ("Wheat", "Triticum", "aestivum"),
    ("Barley", "Hordeum", "vulgare"),
    ("Faba bean", "Vicia", "faba"),
    ("Chickpea", "Cicer", "arietinum"),
    ("Spinach", "Spinacia", "oleracea"),
]


def dice(seed):
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33


def write(path, head, rows):
    with open(path, "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(head)
        out.writerows(rows)


def make(folder, accessions):
    """The lists, each with its kind, its mapping's columns and how many cells it has."""
    roll = dice(7)

    def pick(most):
        return next(roll) % most

    lots = [(n, lot) for n in range(accessions) for lot in range(3)]
    crops = [CROPS[pick(len(CROPS))] for _ in range(accessions)]
    write(folder / "accession.csv", ["name", "number", "crop", "genus", "species"], (
        [f"Variety {n}", f"SB {n:06}", *crops[n]] for n in range(accessions)))
    write(folder / "lot.csv", ["name", "of", "quantity", "harvested", "thousand", "temperature", "moisture"], (
        [f"Jar {n}-{lot}", f"Variety {n}", 50 + pick(4000), f"20{10 + pick(12)}-07", 20 + pick(30), 2 + pick(24), 6 + pick(6)]
        for n, lot in lots))

    def tests():
        number = 0
        for n, lot in lots:
            alive, began = 85 + pick(14), 2012 + pick(10)
            for more in range(4 if lot == 0 else 3):
                number += 1
                up = max(0, alive - more * pick(9))
                yield [number, f"Jar {n}-{lot}", f"{began + more}-0{1 + pick(9)}-1{pick(9)}", 100, up]

    write(folder / "germination-test.csv", ["key", "lot", "date", "sown", "up"], tests())
    write(folder / "object.csv", ["key", "name", "number", "description", "owner", "found"], (
        [n, f"Thing {n}", f"T {n}", f"a thing of {pick(9999)} parts", f"Number {pick(50)}", 1900 + pick(100)]
        for n in range(accessions)))
    return {
        "accession": ("name", {"name": "name", "number": "number", "crop": "crop", "genus": "genus", "species": "species"}, {}),
        "lot": ("name", {"name": "name", "of": "of-accession", "quantity": "quantity", "harvested": "harvested",
                         "thousand": "thousand-seed-weight", "temperature": "temperature", "moisture": "moisture"},
                {"quantity": 'unit = "g"', "thousand": 'unit = "g"', "temperature": 'unit = "°C"', "moisture": 'unit = "%"',
                 "of": 'kind = "accession"'}),
        "germination-test": ("key", {"lot": "about", "date": "date", "sown": "seeds-sown", "up": "germinated"},
                             {"lot": 'kind = "lot"'}),
        "object": ("key", {"name": "name", "number": "number", "description": "description"}, {}),
    }


class Bank:
    def __init__(self, program, folder):
        self.program, self.folder = program, folder
        self.env = {**os.environ, "DAFTAR_HOME": str(folder / "home")}
        self.run("init", str(folder / "bank.daftar"), "--place", "Bench", "--keeper", "bench", "--no-passphrase", bare=True)

    def run(self, *words, bare=False):
        at = [] if bare else ["-R", str(self.folder / "bank.daftar")]
        for _ in range(1200):
            since = time.perf_counter()
            done = subprocess.run([self.program, *at, *words], capture_output=True, text=True, env=self.env)
            # The notebook that is served writes at times, and closes soon.
            if "is open for writing in another program" not in done.stderr:
                break
            time.sleep(0.5)
        assert done.returncode == 0, (words, done.stdout[-2000:], done.stderr[-2000:])
        return time.perf_counter() - since, done.stdout

    def bring(self, kind, key, columns, more):
        mapping = self.folder / f"{kind}.toml"
        text = f'data-set = "{kind}-list"\nkind = "{kind}"\nkey = ["{key}"]\n'
        with open(self.folder / f"{kind}.csv", newline="", encoding="utf-8") as file:
            head, *rows = csv.reader(file)
        for header in head:
            text += f'\n[[column]]\nheader = "{header}"\n'
            if header in columns:
                text += f'property = "{columns[header]}"\n'
            if header in more:
                text += more[header] + "\n"
        mapping.write_text(text, encoding="utf-8")
        taken, _ = self.run("import", str(self.folder / f"{kind}.csv"), "--kind", kind, "--mapping", str(mapping), "--yes")
        cells = sum(len(row) for row in rows)
        return taken, cells


class Visitor:
    """A keeper at the pages."""

    def __init__(self):
        self.line, self.cookie = http.client.HTTPConnection("127.0.0.1", PORT), ""

    def ask(self, path, form=None):
        headers = {"Cookie": self.cookie}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        body = urllib.parse.urlencode(form) if form is not None else None
        since = time.perf_counter()
        self.line.request("POST" if body is not None else "GET", path, body, headers)
        answer = self.line.getresponse()
        text = answer.read()
        self.cookie = (answer.getheader("Set-Cookie") or self.cookie).split(";")[0]
        return time.perf_counter() - since, answer.status, text

    def unlock(self):
        page = self.ask("/unlock")[2].decode()
        token = re.search('name="token" value="([0-9a-f]+)"', page)[1]
        assert self.ask("/unlock", {"token": token})[1] == 303

    def list(self, path="/save-first"):
        taken, status, text = self.ask(path)
        assert status == 200 and b"Variety" in text, (status, text[:500])
        return taken


def told(what, seconds):
    print(f"{what:58} {seconds * 1000:12.1f} ms", flush=True)


def new_test(bank, number):
    """One more test of a jar."""
    path = bank.folder / f"new-{number}.csv"
    write(path, ["key", "lot", "date", "sown", "up"], [[f"new {number}", f"Jar {number}-0", f"2025-0{1 + number}-01", 100, 60 + number]])
    mapping = (bank.folder / "germination-test.toml").read_text(encoding="utf-8").replace("germination-test-list", f"new-{number}")
    (bank.folder / "new.toml").write_text(mapping, encoding="utf-8")
    return bank.run("import", str(path), "--kind", "germination-test", "--mapping", str(bank.folder / "new.toml"), "--yes")


def serve(bank):
    command = [bank.program, "serve", "-R", str(bank.folder / "bank.daftar"), "--address", f"127.0.0.1:{PORT}", "--no-open"]
    server = subprocess.Popen(command, env=bank.env, stdout=subprocess.DEVNULL)
    for _ in range(1200):
        try:
            socket.create_connection(("127.0.0.1", PORT)).close()
            return server
        except OSError:
            time.sleep(0.1)
    sys.exit("the notebook does not answer")


def main():
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("program")
    asked.add_argument("accessions", nargs="?", type=int, default=2000)
    asked.add_argument("--full", action="store_true")
    asked.add_argument("--keep", type=pathlib.Path, help="keep the bank in this folder")
    asked = asked.parse_args()
    accessions = 100_000 if asked.full else asked.accessions
    with tempfile.TemporaryDirectory() as scratch:
        measure(str(pathlib.Path(asked.program).resolve()), asked.keep or pathlib.Path(scratch), accessions)


def measure(program, folder, accessions):
    folder.mkdir(parents=True, exist_ok=True)
    lists = make(folder, accessions)
    print(f"{accessions} accessions, {accessions * 3} lots, {accessions * 10} tests")
    bank = Bank(program, folder)
    rates = {}
    for kind in ("object", "accession", "lot", "germination-test"):
        taken, cells = bank.bring(kind, *lists[kind])
        rates[kind] = taken / cells
        print(f"import of {kind:17} {cells:9} cells {taken:9.2f} s {taken / cells * 1e6:8.1f} µs a cell,"
              f" {rates[kind] / rates['object']:5.2f} times a catalogue's", flush=True)
    for what in ("first", "second", "third"):
        told(f"save-first --limit 20, {what}", bank.run("save-first", "--limit", "20")[0])
    new_test(bank, 0)
    told("save-first --limit 20, after one new test", bank.run("save-first", "--limit", "20")[0])
    told("test-plan", bank.run("test-plan")[0])
    told("daftar --version", bank.run("--version", bare=True)[0])
    server = serve(bank)
    try:
        visitor = Visitor()
        visitor.unlock()
        told("/save-first, first", visitor.list())
        told("/save-first, again", visitor.list("/save-first?no-copy=4"))
        told("/lots", visitor.ask("/lots")[0])
        for number in range(1, 4):
            new_test(bank, number)
            told("/save-first, after one new test", visitor.list(f"/save-first?no-copy={4 + number}"))
        told("/lots, after it", visitor.ask("/lots")[0])
        told("/test-plan", visitor.ask("/test-plan")[0])
        status = pathlib.Path(f"/proc/{server.pid}/status").read_text()
        print("the notebook holds", re.search(r"VmRSS:\s*(\d+) kB", status)[1], "kB, at most", re.search(r"VmHWM:\s*(\d+) kB", status)[1])
    finally:
        server.terminate()
        server.wait()
    print("most memory of one command:", resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, "kB")


main()
