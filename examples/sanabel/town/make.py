#!/usr/bin/env python3
"""Makes the lists of this folder: an invented town whose right answers are known.

600 houses in four quarters, 40 water points, both at random places; the island is in open sea. In `houses-raised.csv` the
odds of damage are four times as high within 100 m of a water point, in `houses-dispersed.csv` they are not. In both, quarters
differ: damage is likelier in some. Everything follows from the seed below.
"""
import csv
import math
import random

SEED = 20320109
MIDDLE = (35.0, 21.0)
QUARTERS = {"mill": (-450, 350, 0.25), "harbour": (450, 350, 0.10), "terraces": (-450, -350, 0.15), "market": (450, -350, 0.05)}
METRES = 111_200.0


def degrees(x, y):
    return MIDDLE[0] + y / METRES, MIDDLE[1] + x / (METRES * math.cos(math.radians(MIDDLE[0])))


def write(name, header, rows):
    with open(name, "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)


def place(row):
    return [f"{number:.6f}" for number in degrees(*row)]


draw = random.Random(SEED)
points = [(draw.uniform(-900, 900), draw.uniform(-700, 700)) for _ in range(40)]
houses = []
for quarter, (x, y, risk) in QUARTERS.items():
    houses += [((x + draw.uniform(-450, 450), y + draw.uniform(-350, 350)), quarter, risk) for _ in range(150)]
write("water-points.csv", ["number", "latitude", "longitude"], [[f"W {n + 1}", *place(at)] for n, at in enumerate(points)])
for name, times in [("raised", 4.0), ("dispersed", 1.0)]:
    rows = []
    for number, (at, quarter, risk) in enumerate(houses, 1):
        near = min(math.dist(at, point) for point in points) <= 100
        odds = risk / (1 - risk) * (times if near else 1.0)
        rows.append([f"B {number}", *place(at), quarter, "yes" if draw.random() < odds / (1 + odds) else "no"])
    write(f"houses-{name}.csv", ["number", "latitude", "longitude", "quarter", "damaged"], rows)
