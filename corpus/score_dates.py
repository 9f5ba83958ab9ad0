#!/usr/bin/env python3
"""Scores time expressions against marks made by hand.

    python3 corpus/score_dates.py corpus/dates-ar/dev/gold.jsonl PREDICTED.jsonl [--misses]

Rows of both files: {"doc", "start", "end", "value", "edtf"}; offsets count Unicode code points. Each marked expression is matched
with at most one found: the same span first, then the pairs that overlap most. F1 is given for

strict        the same span
relaxed       spans that overlap
value         relaxed, and the same TIMEX value
strict+value  strict, and the same value
EDTF          relaxed, and the same EDTF; only expressions whose mark has one, and what was found for them or without a mark

A value is compared as it is written but for trailing "-XX" and for seconds; EDTF but for a time of day (the day counts), and for
whole centuries and millennia before the common era, which "[-0899..-0800]" and "-08XX" both name. --misses prints what differs:
only for texts that rules may be made from.
"""
import argparse
import json
import re
from collections import defaultdict


def read(path):
    rows = defaultdict(list)
    with open(path, encoding="utf-8") as file:
        for line in file:
            if line.strip():
                row = json.loads(line)
                rows[row["doc"]].append(row)
    return rows


def plain_value(value):
    value = re.sub(r"(-XX)+$", "", (value or "").upper())
    return re.sub(r"(T\d\d:\d\d):00$", r"\1", value)


def plain_edtf(edtf):
    edtf = re.sub(r"T\d\d:\d\d(:\d\d)?", "", edtf or "")
    span = re.fullmatch(r"\[-(\d{4})\.\.-(\d{4})\]", edtf)
    if span:
        first, last = int(span[1]), int(span[2])
        for size, mask in ((1000, "XXX"), (100, "XX")):
            if first - last == size - 1 and last % size == 0:
                return "-%s%s" % (str(last // size).zfill(4 - len(mask)), mask)
    return "" if re.match("X+($|-)", edtf) else edtf


def overlap(a, b):
    return min(a["end"], b["end"]) - max(a["start"], b["start"])


def pairs(gold, found):
    """Pairs of indices: the same spans first, then by overlap."""
    every = [(-(g["start"] == p["start"] and g["end"] == p["end"]), -overlap(g, p), i, j)
             for i, g in enumerate(gold) for j, p in enumerate(found) if overlap(g, p) > 0]
    taken = ([], [])
    for _, _, i, j in sorted(every):
        if i not in taken[0] and j not in taken[1]:
            taken[0].append(i)
            taken[1].append(j)
            yield i, j


def f1(right, marked, found):
    precision, recall = right / found if found else 0.0, right / marked if marked else 0.0
    both = 2 * precision * recall / (precision + recall) if right else 0.0
    return "P %5.1f  R %5.1f  F1 %5.1f" % (100 * precision, 100 * recall, 100 * both)


def score(gold, found, misses):
    n = defaultdict(int)
    for doc in sorted(set(gold) | set(found)):
        marks, reads = gold.get(doc, []), found.get(doc, [])
        n["marked"] += len(marks)
        n["found"] += len(reads)
        n["with edtf"] += sum(bool(mark["edtf"]) for mark in marks)
        matched = list(pairs(marks, reads))
        for i, j in matched:
            mark, read = marks[i], reads[j]
            same = (mark["start"], mark["end"]) == (read["start"], read["end"])
            value = plain_value(mark["value"]) == plain_value(read["value"])
            edtf = bool(mark["edtf"]) and plain_edtf(mark["edtf"]) == plain_edtf(read["edtf"])
            n["relaxed"] += 1
            n["strict"] += same
            n["value"] += value
            n["strict+value"] += same and value
            n["edtf"] += edtf
            n["edtf found"] += bool(mark["edtf"]) and bool(plain_edtf(read["edtf"]))
            if misses and not (same and value and (edtf or not mark["edtf"])):
                print("~", doc, "|", mark["text"], "=", mark["value"], mark["edtf"], "|", read["text"], "=", read["value"], read["edtf"])
        for k, rows, sign in ((0, marks, "-"), (1, reads, "+")):
            left = [row for at, row in enumerate(rows) if at not in {pair[k] for pair in matched}]
            n["edtf found"] += sum(bool(plain_edtf(row["edtf"])) for row in left) if k else 0
            for row in left if misses else []:
                print(sign, doc, "|", row["text"], "=", row["value"])
    return n


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold")
    parser.add_argument("found")
    parser.add_argument("--misses", action="store_true")
    asked = parser.parse_args()
    n = score(read(asked.gold), read(asked.found), asked.misses)
    print("%d marked, %d found" % (n["marked"], n["found"]))
    for name in ("strict", "relaxed", "value", "strict+value"):
        print("%-13s" % name, f1(n[name], n["marked"], n["found"]))
    print("%-13s" % "EDTF", f1(n["edtf"], n["with edtf"], n["edtf found"]))


if __name__ == "__main__":
    main()
