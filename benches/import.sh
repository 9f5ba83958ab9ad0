#!/usr/bin/env bash
# Imports a catalogue beside sqlite-utils, in turns: CPU seconds and the most memory of `daftar import` (signed statements, each with its
# cell, searchable), of making the table of many cards, and of sqlite-utils into one plain table with full text.
#   benches/import.sh [CATALOGUE.csv] [ROUNDS]
# Without a catalogue (of the shape of the Tate's) there is nothing to import. Needs GNU time and `pip install sqlite-utils`.
set -euo pipefail
cd "$(dirname "$0")/.."
catalogue=${1:-../shared/data/museum/tate_objects.csv}
rounds=${2:-3}
[ -f "$catalogue" ] || { echo "no catalogue at $catalogue"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --release --quiet -p daftar
daftar=${DAFTAR_PROGRAM:-${CARGO_TARGET_DIR:-target}/release/daftar}
export DAFTAR_HOME="$work/home"

. benches/step.sh

echo "$(($(wc -l <"$catalogue") - 1)) lines; $(sqlite-utils --version)"
for _ in $(seq "$rounds"); do
  rm -rf "$work/bench.daftar" "$work/home" "$work/plain.db"
  "$daftar" init "$work/bench.daftar" --place Bench --keeper bench --no-passphrase >/dev/null 2>&1
  step 'daftar import' "$daftar" -R "$work/bench.daftar" import "$catalogue" --kind object --key id --yes
  step 'daftar, table of many' "$daftar" -R "$work/bench.daftar" search --where kind=object --limit 1
  step 'daftar import, again' "$daftar" -R "$work/bench.daftar" import "$catalogue" --kind object --key id --yes
  step 'sqlite-utils, table' sqlite-utils insert "$work/plain.db" objects "$catalogue" --csv --pk id
  step 'sqlite-utils, full text' sqlite-utils enable-fts "$work/plain.db" objects title artist medium subjects credit_line --fts5
done
