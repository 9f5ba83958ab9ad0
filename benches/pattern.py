"""Simulations of the pattern crate beside R's spatstat doing the same in the same run: seconds of CPU a simulation, one thread. From the root of the
project: python3 benches/pattern.py [SIMULATIONS OF SPATSTAT]

A square with 1,000 facilities and 10,000 or 100,000 damaged places, as many intact; distances to 0.05 in 50 steps: each place has about eight
facilities near. Ours are 999 simulations, with all preparing but the reading of the file."""
import math
import os
import pathlib
import random
import resource
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).parent
TARGET = pathlib.Path(os.environ.get("CARGO_TARGET_DIR", "target"))
SPEED = TARGET / "release/examples/pattern_speed"
THEIR_SIMULATIONS = sys.argv[1] if len(sys.argv) > 1 else "9"
KINDS = [("l", "inhomogeneous cross-L", 40), ("every", "labelling with cross-K", 60), ("nearest", "labelling, nearest", 1000)]


def made_up(path, damaged):
    dice = random.Random(1)
    place = lambda: (round(dice.random(), 6), round(dice.random(), 6))
    lines = ["x,y,mark"] + ["%s,%s,facility" % place() for _ in range(1000)]
    for mark in ("damaged", "intact"):
        left = damaged
        while left:
            x, y = place()
            if dice.random() * 8 < 2 + 6 * math.exp(-((x - 0.3) ** 2 + (y - 0.2) ** 2) / 0.04):
                lines.append(f"{x},{y},{mark}")
                left -= 1
    path.write_text("\n".join(lines) + "\n")


def ours(path, kind, simulations, threads):
    """Seconds of CPU of the whole program, seconds on the clock of the simulations, MB of memory, the last value of the mean curve."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    command = ["/usr/bin/env", str(SPEED), str(path), str(simulations), str(threads), kind]
    child = subprocess.run(command, capture_output=True, text=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    seconds, mean, memory = map(float, child.stdout.split())
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, seconds, memory, mean


def theirs(path):
    try:
        out = subprocess.run(["Rscript", str(HERE / "pattern.R"), str(path), THEIR_SIMULATIONS], capture_output=True, text=True)
    except FileNotFoundError:
        return None
    return [tuple(map(float, line.split())) for line in out.stdout.splitlines()] if out.returncode == 0 else None


def main():
    subprocess.run(["cargo", "build", "--release", "--quiet", "-p", "daftar-pattern", "--example", "pattern_speed"], check=True)
    with tempfile.TemporaryDirectory() as folder:
        for damaged in (10_000, 100_000):
            path = pathlib.Path(folder) / "points.csv"
            made_up(path, damaged)
            peer = theirs(path)
            if peer is None:
                print("spatstat: skipped, R or r-cran-spatstat is not installed")
            for index, (kind, name, goal) in enumerate(KINDS):
                few, many = ours(path, kind, 19, 1), ours(path, kind, 1018, 1)
                # The difference leaves reading and preparing out; with them it is what 999 simulations cost alone.
                each = max(many[0] - few[0], 1e-3) / 999
                line = f"{damaged:,} damaged, {name}: {1e3 * each:.3f} ms a simulation, {many[2]:.0f} MB"
                if peer:
                    assert abs(many[3] / peer[index][1] - 1) < 0.02, (many[3], peer[index][1])
                    line += f"; spatstat {1e3 * peer[index][0]:.1f} ms; {peer[index][0] / each:,.0f} times as fast"
                    if kind == "nearest":
                        line += f", {peer[1][0] / each:,.0f} times as its labelling with cross-K"
                    line += f" (goal {goal:,})"
                print(line)
            one, two = (min(ours(path, "l", 499, threads)[1] for _ in range(3)) for threads in (1, 2))
            print(f"{damaged:,} damaged, two threads: {one / two:.2f} times as fast on the clock as one (goal 1.8); two programs side by side, "
                  f"which share nothing: {2 * one / side_by_side(path):.2f} times")


def side_by_side(path):
    """Seconds on the clock of two programs of one thread at once: what the machine has to give just now."""
    command = [str(SPEED), str(path), "499", "1", "l"]
    both = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    return max(float(child.communicate()[0].split()[0]) for child in both)


main()
