#!/usr/bin/env bash
# Sealed copies beside Debian's restic, on the same files, in one run: CPU seconds and the most memory of each step.
#   benches/deposit.sh [MEGABYTES]
# The files are made up: "photographs" that cannot be compressed, of 0.1 to 4 MB, and as many texts. Needs restic and GNU time.
set -euo pipefail
cd "$(dirname "$0")/.."
size=${1:-1000}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export RESTIC_PASSWORD=measured
if [[ -z ${SEALED:-} ]]; then
  cargo build --release --quiet -p daftar-deposit --example sealed
  SEALED=${CARGO_TARGET_DIR:-target}/release/examples/sealed
fi

python3 - "$work/files" "$size" <<'PYTHON'
import os, random, sys
folder, left = sys.argv[1], int(sys.argv[2]) * 1_000_000
draw = random.Random(7)
words = "well dry wheat barley jar mill harbour council siege repaired damaged said report قمح بئر شعير متحف".split()
n = 0
while left > 0:
    os.makedirs(f"{folder}/{n % 200:02x}", exist_ok=True)
    photo = draw.randbytes(draw.randint(100_000, 4_000_000))
    text = " ".join(draw.choices(words, k=draw.randint(200, 20_000))).encode()
    for name, data in (("photo", photo), ("text", text)):
        with open(f"{folder}/{n % 200:02x}/{name}-{n}", "wb") as out:
            out.write(data)
        left -= len(data)
    n += 1
PYTHON
echo "$(find "$work/files" -type f | wc -l) files, $(du -sm "$work/files" | cut -f1) MB"

step() { # what, command…
  local what=$1
  shift
  /usr/bin/time -o "$work/time" -f '%U %S %e %M' "$@" >"$work/said" 2>&1 || { cat "$work/said"; exit 1; }
  read -r user system wall memory <"$work/time"
  printf '%-28s %7.2f CPU-s %7.2f s %6d MB\n' "$what" "$(echo "$user + $system" | bc)" "$wall" "$((memory / 1024))"
}

r=(restic --no-cache --quiet -r "$work/restic")
"${r[@]}" init
step 'first       restic' "${r[@]}" backup "$work/files"
step 'first       daftar' "$SEALED" put "$work/files" "$work/daftar"
step 'unchanged   restic' "${r[@]}" backup "$work/files"
step 'unchanged   daftar' "$SEALED" put "$work/files" "$work/daftar"
step 'check all   restic' "${r[@]}" check --read-data
step 'check all   daftar' "$SEALED" check "$work/daftar"
step 'restore     restic' "${r[@]}" restore latest --target "$work/by-restic"
step 'restore     daftar' "$SEALED" restore "$work/daftar" "$work/by-daftar"
diff -r "$work/files" "$work/by-daftar" && echo 'the same bytes came back'
restic --no-cache --quiet -r "$work/daftar" check --read-data && echo 'restic reads what daftar put away'
