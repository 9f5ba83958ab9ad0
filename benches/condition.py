#!/usr/bin/env python3
"""The states of very many things at any date, and totals over them: what they cost in a running notebook.

    cargo build --release && python3 benches/condition.py PROGRAM [THINGS]

Makes 100,000 invented wells unless told otherwise, each with one to three states of two invented sources, a number of users and a quarter; imports
them; asks the running notebook for totals of many dates, none twice, and prints the times from the request to the last byte. The first answer
waits until all facts were gathered: that time is told apart."""
import csv
import os
import pathlib
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request

PORT = 4881
STATES = ["intact", "damaged", "severely-damaged", "destroyed", "repaired"]


def dice(seed):
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33


def make(folder, things):
    """Two lists of the same wells, which differ now and then."""
    roll = dice(11)

    def pick(most):
        return next(roll) % most

    for name, share in [("courier", 10), ("office", 6)]:
        with open(folder / f"{name}.csv", "w", newline="", encoding="utf-8") as file:
            out = csv.writer(file)
            out.writerow(["number", "name", "state", "day", "users", "place"])
            for n in range(things):
                if pick(10) < share:
                    day = f"2031-{1 + pick(12):02}-{1 + pick(28):02}"
                    out.writerow([f"W-{n:06}", f"Well {n}", STATES[pick(5)], day, 50 + pick(900), f"Quarter {n % 40}"])
        (folder / f"{name}.toml").write_text(
            'kind = "water-point"\nkey = ["number"]\n'
            '[[column]]\nname = "number"\nproperty = "number"\n[[column]]\nname = "name"\nproperty = "name"\n'
            '[[column]]\nname = "state"\nproperty = "state"\nwhen-from = "day"\n[[column]]\nname = "users"\nproperty = "users"\n'
            '[[column]]\nname = "place"\nproperty = "place"\n[[column]]\nname = "day"\n', encoding="utf-8")


def get(path):
    start = time.monotonic()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=600) as answer:
            answer.read()
            return answer.status, time.monotonic() - start
    except urllib.error.HTTPError as error:
        return error.code, time.monotonic() - start


def main():
    program, things = os.path.abspath(sys.argv[1]), int((sys.argv[2:] or ["100000"])[0])
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        env = {**os.environ, "DAFTAR_HOME": str(folder / "home"), "DAFTAR": str(folder / "town.daftar")}

        def run(*args):
            start = time.monotonic()
            subprocess.run([program, *args], check=True, env=env, cwd=folder, stdout=subprocess.DEVNULL)
            return time.monotonic() - start

        make(folder, things)
        run("init", "town.daftar", "--place", "Sanabel", "--keeper", "Amal", "--no-passphrase")
        for name in ["courier", "office"]:
            print(f"import of {name}.csv: {run('import', f'{name}.csv', '--kind', 'water-point', '--yes'):.1f} s", flush=True)
        print(f"daftar totals, a program's first: {run('totals', '--kind', 'water-point', '--at', '2031-06-01'):.1f} s", flush=True)
        serve = subprocess.Popen([program, "serve", "--address", f"127.0.0.1:{PORT}", "--no-open"], env=env, stdout=subprocess.DEVNULL)
        try:
            while socket.socket().connect_ex(("127.0.0.1", PORT)):
                time.sleep(0.1)
            start = time.monotonic()
            while get("/totals?kind=water-point")[0] != 200:
                time.sleep(0.2)
            print(f"first answer of a running notebook, all facts gathered: {time.monotonic() - start:.1f} s", flush=True)
            for what, more in [("totals", ""), ("totals by place", "&by=place"), ("totals by month", "&by=month")]:
                times = [get(f"/totals?kind=water-point&at=2031-{1 + n % 12:02}-{1 + n:02}{more}")[1] for n in range(20)]
                print(f"{what} of {things} wells at a date: median {statistics.median(times) * 1000:.0f} ms, most {max(times) * 1000:.0f} ms")
        finally:
            serve.terminate()
            serve.wait()


if __name__ == "__main__":
    main()
