#!/usr/bin/env bash
# Imports a data set of events (UCDP GED) by its codebook, and the same file as a plain list: seconds, and statements a second.
#   benches/events.sh [GED.csv] [ROUNDS]
# Needs GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
events=${1:-../shared/data/damage/ucdp_ged_syria.csv}
rounds=${2:-3}
[ -f "$events" ] || { echo "no events at $events"; exit 1; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --release --quiet -p daftar
daftar=${DAFTAR_PROGRAM:-${CARGO_TARGET_DIR:-target}/release/daftar}
export DAFTAR_HOME="$work/home"

. benches/step.sh

# A plain list: no codebook, every column as it is written but its number.
printf 'data-set = "plain"\nkind = "event"\nkey = ["id"]\n[[column]]\nheader = "id"\nproperty = "number"\n' >"$work/plain.toml"
for _ in $(seq "$rounds"); do
  for how in plain events; do
    rm -rf "$work/bench.daftar" "$work/home"
    "$daftar" init "$work/bench.daftar" --place Bench --keeper bench --no-passphrase >/dev/null 2>&1
    case $how in
      plain) step 'as a plain list' "$daftar" -R "$work/bench.daftar" import "$events" --mapping "$work/plain.toml" --yes ;;
      events) step 'by its codebook' "$daftar" -R "$work/bench.daftar" import "$events" --as ucdp-ged --yes ;;
    esac
  done
done
