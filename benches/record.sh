#!/bin/sh
# Measures recording, verifying and looking for differences in a register of 1.4 million claims.
#   benches/record.sh [CATALOGUE.csv]
# Without a catalogue (of the shape of the Tate's), objects of that shape are made up.
set -eu
cd "$(dirname "$0")/.."
exec cargo run --release --quiet -p daftar-register --example record_bench -- "${1:-../shared/data/museum/tate_objects.csv}"
