#!/bin/sh
# Measures how fast the article reader is on one dense article.
#   benches/read.sh [FILE | MEGABYTES]
# Without a file, an article about the invented town is made up.
set -eu
cd "$(dirname "$0")/.."
exec cargo run --release --quiet -p daftar-read --example read_speed -- "$@"
