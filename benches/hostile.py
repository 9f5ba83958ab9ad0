#!/usr/bin/env python3
"""Texts that are meant to hurt, read by `daftar dates`: time per byte and memory while the text is doubled four times.

    cargo build --release && python3 benches/hostile.py [PROGRAM] [--size KILOBYTES]

A reader that is linear has the same nanoseconds per byte in every column, and memory that stays where it is. Exits with 1 when the
longest text takes more than three times as long per byte as the shortest, or memory more than grows by 32 MB.
"""
import argparse
import os
import subprocess
import sys
import tempfile
import time

STEPS = 5

TEXTS = {
    "brackets": "([{<" * 8,
    "digits": "1234567890",
    "digits, arabic": "١٢٣٤٥٦٧٨٩٠",
    "no spaces": "مئتينوأربعين",
    "numbers": "1 2 3 ",
    "years": "1931-1932/1933 ",
    "years and": "1931 and 1932 or 1933 to ",
    "years, arabic": "عام 1931 و1932 أو 1933 إلى ",
    "numbers in words": "ألف ومئة وثلاثة وعشرين ",
    "two and": "two and a half ",
    "of the": "the end of the ",
    "part of part": "نهاية مطلع أواخر ",
    "after after": "بعد قبل نحو ",
    "half half": "نصف ربع النصف الأول من ",
    "of day": "صباح مساء من ",
    "month month": "كانون الثاني/يناير ",
    "openers": "من كانون ذو ",
    "had had": "it had had 1931 ",
    "overrides": "\u202e\u202d\u2067في\u200f 1931\u202c ",
    "controls alone": "\u200f\u2066\u2069",
    "combining": "e" + "\u0301" * 40 + " ",
    "vowel signs": "ع" + "\u064e\u0651" * 20 + "ام ",
    "tatweel": "عـــــــــام ",
    "dashes": "–-—",
    "lines": "1931\n",
    "empty lines": "\n",
    "plain english": "On 3 May 1931 the mill of Sanabel burned, and two years later it was opened again by neighbours. ",
    "plain arabic": "في 3 أيار 1931 احترقت طاحونة سنابل، وبعد سنتين فتحها الجيران من جديد. ",
}


def run(program, path):
    """Seconds and greatest memory in megabytes."""
    start = time.perf_counter()
    process = subprocess.Popen([program, "dates", path], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit("%s ended with %d on %s" % (program, status, path))
    return seconds, used.ru_maxrss / 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("program", nargs="?", default="target/release/daftar")
    parser.add_argument("--size", type=int, default=250, help="of the shortest text, in kilobytes")
    asked = parser.parse_args()
    bad = []
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "text.txt")
        idle = min(run(asked.program, write(path, b" "))[0] for _ in range(5))
        print("%-18s %s   ns per byte for %s kB; greatest memory" % ("", "", ", ".join(str(asked.size << n) for n in range(STEPS))))
        for name, piece in TEXTS.items():
            piece = piece.encode()
            told, memory = [], []
            for step in range(STEPS):
                size = (asked.size << step) * 1000
                seconds, used = run(asked.program, write(path, piece * (size // len(piece))))
                told.append(max(seconds - idle, 0) * 1e9 / size)
                memory.append(used)
            steep = told[-1] > 3 * max(told[0], 5) or memory[-1] > memory[0] + 32
            bad += [name] if steep else []
            print("%-18s %s   %.0f MB%s" % (name, " ".join("%7.0f" % ns for ns in told), memory[-1], "   NOT LINEAR" if steep else ""), flush=True)
    return 1 if bad else 0


def write(path, text):
    with open(path, "wb") as file:
        file.write(text)
    return path


if __name__ == "__main__":
    sys.exit(main())
