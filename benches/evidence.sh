#!/usr/bin/env bash
# Hashing source files again beside sha256sum, over the same files, in turns: CPU seconds, the wall clock and megabytes a CPU
# second, on one core and on two.
#   benches/evidence.sh [MEGABYTES] [ROUNDS]
# The files are made up: "photographs" of 0.1 to 8 MB and one film of a fifth of all. Needs GNU time, taskset, bc.
# EVIDENCE_DIR is where they lie; DAFTAR is the program.
set -euo pipefail
cd "$(dirname "$0")/.."
size=${1:-2000}
rounds=${2:-5}
work=$(mktemp -d -p "${EVIDENCE_DIR:-/tmp}")
trap 'rm -rf "$work"' EXIT
if [[ -z ${DAFTAR:-} ]]; then
  cargo build --release --quiet -p daftar
  DAFTAR=${CARGO_TARGET_DIR:-target}/release/daftar
fi
program=$(realpath "$DAFTAR")
export DAFTAR_HOME=$work/home DAFTAR=$work/town.daftar

python3 - "$work/files" "$size" <<'PYTHON'
import os, random, sys
folder, whole = sys.argv[1], int(sys.argv[2]) * 1_000_000
draw, left, n = random.Random(7), whole, 0
os.makedirs(folder)
with open(f"{folder}/film", "wb") as out:
    for _ in range(whole // 5_000_000):
        out.write(draw.randbytes(1_000_000))
left -= whole // 5
while left > 0:
    data = draw.randbytes(min(left, draw.randint(100_000, 8_000_000)))
    with open(f"{folder}/{n}", "wb") as out:
        out.write(data)
    left -= len(data)
    n += 1
PYTHON
"$program" init "$DAFTAR" --place Sanabel --keeper 'Mill Museum' --no-passphrase >"$work/said"
"$program" evidence add "$work"/files/* >"$work/said"
rm -rf "$work/files"
echo "$(find "$DAFTAR/evidence" -type f | wc -l) files, $(du -sm "$DAFTAR/evidence" | cut -f1) MB; $(sha256sum --version | head -1)"
cat "$DAFTAR"/evidence/*/* >"$work/all" && rm "$work/all" # into the page cache

step() { # what, cores, command…
  local what=$1 cores=$2
  shift 2
  /usr/bin/time -o "$work/time" -f '%U %S %e' taskset -c "$cores" "$@" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
  read -r user system wall <"$work/time"
  awk -v what="$what" -v cpu="$(echo "$user + $system" | bc)" -v wall="$wall" -v size="$size" \
    'BEGIN { printf "%-28s %7.2f CPU-s %7.2f s %7.0f MB/CPU-s\n", what, cpu, wall, size / (cpu > 0 ? cpu : 0.01) }'
}

sums() { find "$DAFTAR/evidence" -type f -print0 | xargs -0 -n 20 -P "$1" sha256sum; }
export -f sums
for _ in $(seq "$rounds"); do
  step 'one core    sha256sum' 0 bash -c 'sums 1'
  step 'one core    daftar' 0 "$program" evidence verify
  step 'two cores   sha256sum' 0,1 bash -c 'sums 2'
  step 'two cores   daftar' 0,1 "$program" evidence verify
done
