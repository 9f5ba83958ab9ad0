#!/usr/bin/env bash
# A national inventory: a catalogue repeated until it has about a million rows, ids and numbers changed. CPU seconds and the most memory of
# importing it and of making its table, beside those of the catalogue once; then what words and facets cost over HTTP.
#   benches/million.sh [CATALOGUE.csv] [TIMES]
# Needs GNU time, 10 GB of disk and a quarter of an hour.
set -euo pipefail
cd "$(dirname "$0")/.."
catalogue=${1:-../shared/data/museum/tate_objects.csv}
times=${2:-15}
[ -f "$catalogue" ] || { echo "no catalogue at $catalogue"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --release --quiet -p daftar
daftar=${DAFTAR_PROGRAM:-${CARGO_TARGET_DIR:-target}/release/daftar}
export DAFTAR_HOME="$work/home"

python3 - "$catalogue" "$work/many.csv" "$times" <<'PYTHON'
import csv, sys
with open(sys.argv[1], newline="") as file:
    head, *rows = csv.reader(file)
numbers = [n for n, name in enumerate(head) if name in ("id", "accession")]
with open(sys.argv[2], "w", newline="") as file:
    out = csv.writer(file)
    out.writerow(head)
    for time in range(int(sys.argv[3])):
        for row in rows:
            out.writerow([f"{cell}-{time}" if time and n in numbers else cell for n, cell in enumerate(row)])
PYTHON

. benches/step.sh

for list in "$catalogue" "$work/many.csv"; do
  rm -rf "$work/bench.daftar" "$work/home"
  "$daftar" init "$work/bench.daftar" --place Bench --keeper bench --no-passphrase >/dev/null 2>&1
  step "import, $(basename "$list")" "$daftar" -R "$work/bench.daftar" import "$list" --kind object --key id --yes
  step "table, $(basename "$list")" "$daftar" -R "$work/bench.daftar" search --where kind=object --limit 1
done
python3 benches/after.py "$daftar" "$work/bench.daftar"
ALONE=1 python3 benches/search.py "$daftar" "$work" "$catalogue"
