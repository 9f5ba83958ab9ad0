#!/usr/bin/env python3
"""The states of very many things at any date, and totals over them: what they cost in a running notebook.

    cargo build --release && python3 benches/condition.py PROGRAM [THINGS] [--browser]

Makes 100,000 invented wells unless told otherwise, each with up to three states at different times, a number of users, a quarter and a place on the
ground; imports them; asks the running notebook for totals of many dates, none twice, and for parts of its map, and prints the times from the
request to the last byte. The first answer waits until all facts were gathered: that time is told apart.
With --browser the map is also moved in Chromium, and how long its frames took is printed."""
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


def free_port():
    with socket.socket() as any_port:
        any_port.bind(("127.0.0.1", 0))
        return any_port.getsockname()[1]


PORT = free_port()
STATES = ["intact", "damaged", "severely-damaged", "destroyed", "repaired"]


def dice(seed):
    state = seed
    while True:
        state = (state * 6364136223846793005 + 1442695040888963407) % 2**64
        yield state >> 33


def make(folder, things):
    """A list of wells with what was seen of them on three days, and its mapping."""
    roll = dice(11)

    def pick(most):
        return next(roll) % most

    head = ["number", "name", "users", "place", "latitude", "longitude"]
    seen = [(f"state {n}", f"day {n}") for n in range(3)]
    with open(folder / "wells.csv", "w", newline="", encoding="utf-8") as file:
        out = csv.writer(file)
        out.writerow(head + [name for pair in seen for name in pair])
        for n in range(things):
            row = [f"W-{n:06}", f"Well {n}", 50 + pick(900), f"Quarter {n % 40}"]
            row += [f"{34 + pick(200000) / 100000:.5f}", f"{20 + pick(300000) / 100000:.5f}"]
            for turn in range(3):
                told = pick(10) < (10, 6, 3)[turn]
                row += [STATES[pick(5)], f"2031-{1 + pick(12):02}-{1 + pick(28):02}"] if told else ["", ""]
            out.writerow(row)
    text = 'data-set = "wells"\nkind = "water-point"\nkey = ["number"]\n'
    for header in head[:4]:
        text += f'[[column]]\nheader = "{header}"\nproperty = "{header}"\n'
    for header in head[4:]:
        text += f'[[column]]\nheader = "{header}"\nproperty = "location"\npart = "{header}"\n'
    for state, day in seen:
        text += f'[[column]]\nheader = "{state}"\nproperty = "state"\nwhen-from = "{day}"\n[[column]]\nheader = "{day}"\nleave-out = true\n'
    (folder / "wells.toml").write_text(text, encoding="utf-8")


def get(path):
    start = time.monotonic()
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{PORT}{path}", timeout=600) as answer:
            answer.read()
            return answer.status, time.monotonic() - start
    except urllib.error.HTTPError as error:
        return error.code, time.monotonic() - start


def main():
    in_browser = "--browser" in sys.argv
    given = [one for one in sys.argv[1:] if one != "--browser"]
    program, things = os.path.abspath(given[0]), int((given[1:] or ["100000"])[0])
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        env = {**os.environ, "DAFTAR_HOME": str(folder / "home"), "DAFTAR": str(folder / "town.daftar")}

        def run(*args):
            start = time.monotonic()
            subprocess.run([program, *args], check=True, env=env, cwd=folder, stdout=subprocess.DEVNULL)
            return time.monotonic() - start

        make(folder, things)
        run("init", "town.daftar", "--place", "Sanabel", "--keeper", "Amal", "--no-passphrase")
        print(f"import: {run('import', 'wells.csv', '--mapping', 'wells.toml', '--yes'):.1f} s", flush=True)
        print(f"daftar totals, a program's first: {run('totals', '--kind', 'water-point', '--at', '2031-06-01'):.1f} s", flush=True)
        serve = subprocess.Popen([program, "serve", "--address", f"127.0.0.1:{PORT}", "--no-open"], env=env, stdout=subprocess.DEVNULL)
        try:
            while socket.socket().connect_ex(("127.0.0.1", PORT)):
                assert serve.poll() is None, "the notebook did not start"
                time.sleep(0.1)
            start = time.monotonic()
            while get("/totals?kind=water-point")[0] != 200:
                time.sleep(0.2)
            print(f"first answer of a running notebook, all facts gathered: {time.monotonic() - start:.1f} s", flush=True)
            for what, more in [("totals", ""), ("totals by place", "&by=place"), ("totals by month", "&by=month")]:
                times = [get(f"/totals?kind=water-point&at=2031-{1 + n % 12:02}-{1 + n:02}{more}")[1] for n in range(20)]
                print(f"{what} of {things} wells at a date: median {statistics.median(times) * 1000:.0f} ms, most {max(times) * 1000:.0f} ms")
            for what, side in [("everything", 3.0), ("a degree", 1.0), ("a tenth of a degree", 0.1)]:
                corners = [(20 + n * 0.01, 34 + n * 0.01) for n in range(10)]
                times = [get(f"/map/crowd?bounds={w:.4f},{s:.4f},{w + side:.4f},{s + side:.4f}")[1] for w, s in corners]
                print(f"map, {what}: median {statistics.median(times) * 1000:.0f} ms, most {max(times) * 1000:.0f} ms")
            if in_browser:
                here = pathlib.Path(__file__).resolve().parent.parent
                smooth = ["cargo", "run", "--quiet", "-p", "daftar-browser", "--example", "smooth", "--", f"http://127.0.0.1:{PORT}/map"]
                subprocess.run(smooth, check=True, cwd=here)
        finally:
            serve.terminate()
            serve.wait()


if __name__ == "__main__":
    main()
