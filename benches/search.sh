#!/bin/sh
# Measures words and facets over a register of some 69,000 objects, side by side with Datasette over the same rows.
#   benches/search.sh [CATALOGUE.csv] [FOLDER]
# Without a catalogue (of the shape of the Tate's), objects of that shape are made up, and there is no side by side.
# FOLDER keeps the register for the next time. Needs Python 3; `pip install datasette` for the comparison. What is missing is said.
set -eu
cd "$(dirname "$0")/.."
catalogue=${1:-../shared/data/museum/tate_objects.csv}
folder=${2:-$(mktemp -d)}
[ $# -ge 2 ] || trap 'rm -rf "$folder"' EXIT
cargo build --release --quiet -p daftar
if [ ! -d "$folder/bench.daftar" ]; then
    cargo run --release --quiet -p daftar-register --example record_bench -- "$catalogue" "$folder"
fi
exec python3 benches/search.py "${CARGO_TARGET_DIR:-target}/release/daftar" "$folder" "$catalogue"
