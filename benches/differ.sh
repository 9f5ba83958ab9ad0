#!/bin/sh
# Measures looking for differences over some 69,000 objects, of which two sources date every fifth otherwise.
#   benches/differ.sh [CATALOGUE.csv] [FOLDER]
# Without a catalogue (of the shape of the Tate's), objects of that shape are made up. FOLDER keeps the register for the
# next time.
set -eu
cd "$(dirname "$0")/.."
catalogue=${1:-../shared/data/museum/tate_objects.csv}
folder=${2:-$(mktemp -d)}
[ $# -ge 2 ] || trap 'rm -rf "$folder"' EXIT
cargo build --release --quiet -p daftar
cargo run --release --quiet -p daftar-register --example differ_bench -- "$folder" "$catalogue"
daftar=${CARGO_TARGET_DIR:-target}/release/daftar
for form in "" --json; do
    start=$(date +%s%N)
    DAFTAR_HOME=$folder/home "$daftar" -R "$folder/bench.daftar" differ $form > "$folder/answer"
    echo "daftar differ $form: $((($(date +%s%N) - start) / 1000000)) ms, $(wc -c < "$folder/answer") bytes"
done
