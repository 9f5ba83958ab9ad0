#!/bin/sh
# Fetches the map's scripts anew from npm, with the licences of all that is bundled in them. Run anywhere; needs npm.
set -eu
leaflet=1.9.4
protomaps=5.1.0

here=$(cd "$(dirname "$0")" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
npm init --yes >/dev/null
npm install --ignore-scripts --no-audit --no-fund "leaflet@$leaflet" "protomaps-leaflet@$protomaps"

mkdir -p "$here/leaflet" "$here/protomaps-leaflet"
cp node_modules/leaflet/LICENSE "$here/leaflet/LICENSE"
cp node_modules/leaflet/dist/leaflet.css "$here/leaflet/leaflet.css"
sed '/^\/\/# sourceMappingURL/d' node_modules/leaflet/dist/leaflet.js >"$here/leaflet/leaflet.js"
sed '/^\/\/# sourceMappingURL/d' node_modules/protomaps-leaflet/dist/protomaps-leaflet.js \
    >"$here/protomaps-leaflet/protomaps-leaflet.js"

# The one file holds all packages that protomaps-leaflet needs.
for package in protomaps-leaflet @mapbox/point-geometry @mapbox/vector-tile @protomaps/basemaps color2k fflate pbf pmtiles \
    potpack quickselect rbush; do
    folder=node_modules/$package
    [ -d "$folder" ] || folder=node_modules/protomaps-leaflet/$folder
    node -e 'const p = require(`./${process.argv[1]}/package.json`); console.log(`==== ${p.name} ${p.version}: ${p.license}`)' "$folder"
    found=$(find "$folder" -maxdepth 1 -iname 'licen[sc]e*' | head -n 1)
    if [ -n "$found" ]; then cat "$found"; else echo "(the package carries no licence text)"; fi
    printf '\n\n'
done >"$here/protomaps-leaflet/LICENSES"
