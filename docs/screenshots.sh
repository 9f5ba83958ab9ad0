#!/usr/bin/env bash
# Pictures of every kind of page, in both languages, on desk and phone, light and dark, from the invented example.
#   docs/screenshots.sh [FOLDER [KIND…]]      FOLDER is target/screenshots unless told otherwise
# Needs what .ci/setup installs for the tests in a browser.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec cargo run --quiet -p daftar-browser --example screenshots -- "$@"
