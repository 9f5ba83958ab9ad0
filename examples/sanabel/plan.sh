#!/bin/sh
# Makes plan.png of plan.svg: a picture as a scanner gives it, in few colours. Needs chromium and ImageMagick. Statements
# name a picture by its hash: after a change put `sha256sum plan.png` into plan.toml.
set -eu
cd "$(dirname "$0")"
chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --force-device-scale-factor=1 \
  --window-size=900,680 --screenshot="$PWD/plan.png" "file://$PWD/plan.svg"
convert plan.png +dither -colors 48 -strip PNG8:plan.png
