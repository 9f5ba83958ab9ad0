#!/bin/sh
# Measures syncing two copies of a register of 1.4 million claims of which 1,000 differ: bytes over the wire, CPU of each side.
#   benches/sync.sh [CATALOGUE.csv] [FOLDER]
# Without a catalogue (of the shape of the Tate's), objects of that shape are made up. FOLDER keeps the register for the
# next time.
set -eu
cd "$(dirname "$0")/.."
catalogue=${1:-../shared/data/museum/tate_objects.csv}
folder=${2:-$(mktemp -d)}
[ $# -ge 2 ] || trap 'rm -rf "$folder"' EXIT
if [ ! -d "$folder/bench.daftar" ]; then
    cargo run --release --quiet -p daftar-register --example record_bench -- "$catalogue" "$folder"
fi
exec cargo run --release --quiet -p daftar-register --example sync_bench -- "$folder"
