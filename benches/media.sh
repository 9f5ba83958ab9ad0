#!/usr/bin/env bash
# A small copy of a 24-megapixel JPEG beside Pillow, in turns: CPU seconds and the most memory, all in: starting, reading, decoding,
# turning, writing. Pillow once as most programs use it, once with its hint to decode no more than is needed.
#   benches/media.sh [ROUNDS]
# The picture is made up: slopes, waves and grain. Needs GNU time and Python with Pillow (`pip install pillow`).
set -euo pipefail
cd "$(dirname "$0")/.."
rounds=${1:-5}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cargo build --release --quiet -p daftar-media --example smaller
smaller=${CARGO_TARGET_DIR:-target}/release/examples/smaller
python=${PYTHON:-python3}

"$python" - "$work/camera.jpg" <<'PYTHON'
import sys
from PIL import Image
slope = Image.linear_gradient("L").resize((6000, 4000))
waves = Image.radial_gradient("L").resize((6000, 4000)).point(lambda v: v * 7 % 256)
grain = Image.effect_noise((6000, 4000), 40)
exif = Image.Exif()
exif[0x0112] = 6
Image.merge("RGB", (slope, waves, grain)).save(sys.argv[1], quality=90, exif=exif)
PYTHON
echo "$(stat -c %s "$work/camera.jpg") bytes; Pillow $("$python" -c 'import PIL; print(PIL.__version__)')"

cat >"$work/pillow.py" <<'PYTHON'
import sys
from PIL import Image, ImageOps
_, path, to, hint = sys.argv
picture = Image.open(path)
if hint == "hint":
    picture.draft("RGB", (640, 640))
picture = ImageOps.exif_transpose(picture)
picture.thumbnail((640, 640), Image.Resampling.LANCZOS)
picture.convert("RGB").save(to, "JPEG", quality=80)
PYTHON

step() { # what, command…
  local what=$1
  shift
  /usr/bin/time -o "$work/time" -f '%U %S %M' "$@"
  read -r user system memory <"$work/time"
  awk -v what="$what" -v user="$user" -v system_="$system" -v memory="$memory" \
    'BEGIN { printf "%-22s %6.2f CPU-s %6.0f MB\n", what, user + system_, memory / 1024 }'
}
for _ in $(seq "$rounds"); do
  step 'small  daftar' "$smaller" small "$work/camera.jpg" "$work/ours.jpg"
  step 'small  Pillow' "$python" "$work/pillow.py" "$work/camera.jpg" "$work/theirs.jpg" plain
  step 'small  Pillow, hinted' "$python" "$work/pillow.py" "$work/camera.jpg" "$work/theirs.jpg" hint
  step 'tiles  daftar' "$smaller" tiles "$work/camera.jpg" "$work/ours.zip"
done
