"""Makes the grids of this folder, all invented, and what GDAL reads in them: pip install rasterio; python make.py

The same 24 × 18 numbers in every way of packing them; in UTM and Web Mercator the same numbers on other cells.
places.csv says which number GDAL finds at a place in each of them (nan where it finds none).
"""

import csv
import math

import numpy
import rasterio
from rasterio.transform import Affine
from rasterio.warp import transform

COLUMNS, ROWS = 24, 18
DEGREES = Affine(0.01, 0, 21.0, 0, -0.0075, 35.2)
SOUTH_UP = Affine(0.01, 0, 21.0, 0, 0.0075, 35.2 - ROWS * 0.0075)
NUMBERS = numpy.array([[(row * 7 + column * 3) % 50 for column in range(COLUMNS)] for row in range(ROWS)])
UNKNOWN = (NUMBERS % 13 == 5)


def make(name, dtype, crs="EPSG:4326", at=DEGREES, nothing=None, numbers=NUMBERS, **how):
    numbers = numbers.astype(dtype)
    if nothing is not None:
        unknown = UNKNOWN if at is not SOUTH_UP else UNKNOWN[::-1]
        numbers = numpy.where(unknown, numpy.array(nothing).astype(dtype), numbers)
    with rasterio.open(name + ".tif", "w", driver="GTiff", width=COLUMNS, height=ROWS, count=1, dtype=dtype, crs=crs,
                       transform=at, nodata=nothing, **how) as out:
        out.write(numbers, 1)


TILES = dict(tiled=True, blockxsize=16, blockysize=16)
make("lzw-f32", "float32", nothing=-3.4028234663852886e38, compress="lzw", predictor=3, blockysize=5)
make("deflate-u16-tiles", "uint16", nothing=65535, compress="deflate", predictor=2, **TILES)
make("deflate-f32-tiles", "float32", nothing=math.nan, compress="deflate", predictor=3, **TILES)
make("big-f64", "float64", nothing=-99999, compress="deflate", BIGTIFF="YES", blockysize=4)
make("point-i16", "int16", nothing=-32768, compress="packbits", AREA_OR_POINT="Point")
make("motorola-i32", "int32", nothing=-200, compress="lzw", predictor=2, ENDIANNESS="BIG", **TILES)
make("plain-u8", "uint8", nothing=255)
make("matrix-i8", "int8", at=SOUTH_UP, numbers=NUMBERS[::-1], nothing=-128)
make("u32", "uint32", nothing=4294967295, compress="lzw")
make("utm-f32", "float32", "EPSG:32634", Affine(1000, 0, 500000, 0, -900, 3895000), -1, compress="lzw", **TILES)
make("mercator-f32", "float32", "EPSG:3857", Affine(1000, 0, 2338000, 0, -900, 4180000), -1, compress="deflate")
make("mollweide-f32", "float32", "ESRI:54009", Affine(1000, 0, 1900000, 0, -900, 4200000), -1)
make("sparse-f32", "float32", numbers=numpy.where(NUMBERS * 0 + numpy.arange(COLUMNS) < 16, NUMBERS, 0), SPARSE_OK=True,
     **TILES)
with rasterio.open("two-bands.tif", "w", driver="GTiff", width=4, height=3, count=2, dtype="uint8", crs="EPSG:4326",
                   transform=DEGREES) as out:
    out.write(numpy.ones((2, 3, 4), "uint8"))
with rasterio.open("unplaced.tif", "w", driver="GTiff", width=4, height=3, count=1, dtype="uint8") as out:
    out.write(numpy.ones((1, 3, 4), "uint8"))
with rasterio.open("shifted.tif", "w", driver="GTiff", width=4, height=3, count=1, dtype="uint8", crs="EPSG:4326",
                   transform=DEGREES) as out:
    out.write(numpy.ones((1, 3, 4), "uint8"))
    out.offsets = [-3.0]
below = numpy.ones((1, 3, 4), "float32")
below[0, 1, 2] = -4
with rasterio.open("below.tif", "w", driver="GTiff", width=4, height=3, count=1, dtype="float32", crs="EPSG:4326",
                   transform=DEGREES) as out:
    out.write(below)

with open("exposure.asc", "w") as out:
    out.write(f"ncols {COLUMNS}\nnrows {ROWS}\nxllcorner 21\nyllcorner {35.2 - ROWS * 0.0075}\ndx 0.01\ndy 0.0075\nNODATA_value -1\n")
    for row in numpy.where(UNKNOWN, -1, NUMBERS):
        out.write(" ".join(str(number) for number in row) + "\n")

SAMPLED = ["lzw-f32", "deflate-u16-tiles", "deflate-f32-tiles", "big-f64", "point-i16", "motorola-i32", "plain-u8", "matrix-i8", "u32",
           "utm-f32", "mercator-f32", "sparse-f32"]
with open("places.csv", "w", newline="") as out:
    told = csv.writer(out)
    told.writerow(["file", "latitude", "longitude", "number"])
    for name in SAMPLED:
        with rasterio.open(name + ".tif") as grid:
            # Where PROJ is exact and we are, too: nine tenths into a cell and a tenth into it, where half a cell of error shows.
            for row in range(-1, ROWS + 1, 3):
                for column in range(-1, COLUMNS + 1, 5):
                    part = 0.1 if (row + column) % 4 else 0.9
                    x, y = grid.transform * (column + part, row + part)
                    [east], [north] = transform(grid.crs, "EPSG:4326", [x], [y])
                    [number] = next(grid.sample([(x, y)], masked=True))
                    is_in = 0 <= row < ROWS and 0 <= column < COLUMNS
                    number = "nan" if number is numpy.ma.masked or not is_in or number != number else float(number)
                    told.writerow([name, repr(north), repr(east), number])
