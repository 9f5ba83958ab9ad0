#!/usr/bin/env python3
"""Makes the lists of this folder: an invented town whose right answers are known.

600 houses in four quarters, 40 water points, both at random places; the island is in open sea. In `houses-raised.csv` the
odds of damage are four times as high within 100 m of a water point, in `houses-dispersed.csv` they are not. In both, quarters
differ: damage is likelier in some. `quarters.geojson` has the quarters, `town.geojson` their outline; `exposure.asc` is how much damage dispersed over each quarter would give,
as it might be known from elsewhere, in cells of some 50 metres. `parcels.geojson` has 90 parcels of farmland north and south of the houses, each
damaged with a chance of 0.35 whatever lies beside it, as seen from above on one day. Everything follows from the seed below.
"""
import csv
import json
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



def polygon(name, x, y, wide, high):
    ring = [degrees(x + dx, y + dy) for dx, dy in [(-wide, -high), (wide, -high), (wide, high), (-wide, high), (-wide, -high)]]
    ring = [[round(east, 6), round(north, 6)] for north, east in ring]
    return {"type": "Feature", "properties": name if isinstance(name, dict) else {"name": name}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def areas(name, features):
    with open(name, "w") as file:
        json.dump({"type": "FeatureCollection", "features": features}, file, indent=1)
        file.write("\n")


areas("quarters.geojson", [polygon(quarter, x, y, 450, 350) for quarter, (x, y, _) in QUARTERS.items()])
areas("town.geojson", [polygon("town", 0, 0, 900, 700)])

# Parcels draw numbers of their own, so that the houses stay what they were.
fields = random.Random(SEED + 1)
CROPS = ["wheat", "barley", "olive", "citrus", "vegetables"]
BANDS = ["1–10%", "11–30%", "31–60%", "61–90%", "91–100%"]
parcels = []
for number in range(90):
    row, column = divmod(number, 15)
    x, y = (column - 7) * 125, (row - 2.5) * 110 + (1100 if row > 2 else -1100)
    struck = fields.random() < 0.35
    crop, band = fields.choice(CROPS), fields.choice(BANDS)
    told = {"number": f"P {number + 1}", "grows": crop, "state": "damaged" if struck else "intact", "state on": "2032-02-11"}
    if struck:
        told["share affected, from–to (%)"] = band
    parcels.append(polygon(told, x, y, 55, 48))
areas("parcels.geojson", parcels)

SIDE = 0.0005
(south, west), (north, east) = degrees(-900, -700), degrees(900, 700)
columns, rows = math.ceil((east - west) / SIDE), math.ceil((north - south) / SIDE)


def risk(row, column):
    y = (south + (row + 0.5) * SIDE - MIDDLE[0]) * METRES
    x = (west + (column + 0.5) * SIDE - MIDDLE[1]) * METRES * math.cos(math.radians(MIDDLE[0]))
    return next((risk for qx, qy, risk in QUARTERS.values() if abs(x - qx) <= 475 and abs(y - qy) <= 375), 0)


with open("exposure.asc", "w") as file:
    file.write(f"ncols {columns}\nnrows {rows}\nxllcorner {west:.6f}\nyllcorner {south:.6f}\ncellsize {SIDE}\nNODATA_value -9999\n")
    for row in reversed(range(rows)):
        file.write(" ".join(str(risk(row, column)) for column in range(columns)) + "\n")
