#!/bin/sh
# Fetches the files of others again from npm. Change a version here and in README.md, run it, look at what changed.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# fetch PACKAGE VERSION FOLDER FILE…: puts files of an npm package into a folder here.
fetch() {
    package=$1 version=$2 folder=$3
    shift 3
    mkdir -p "$folder" "$work/$folder"
    (cd "$work/$folder" && npm pack --silent "$package@$version" >/dev/null && tar xzf ./*.tgz)
    for file in "$@"; do cp "$work/$folder/package/$file" "$folder/"; done
}

fetch @fontsource/noto-sans-arabic 5.3.0 noto-sans-arabic LICENSE \
    files/noto-sans-arabic-arabic-400-normal.woff2 files/noto-sans-arabic-arabic-700-normal.woff2
