#!/bin/sh
# What happened to the fields and houses of an invented town, as it was known on 2 June 2032: totals that carry a dispute, what was learned
# between two days, and whether damage is more near water points. All of it is invented, and the right answers are known.
# Usage: sh story.sh FOLDER   (the program is $DAFTAR_PROGRAM, or daftar); the notebook and two reports are made in FOLDER.
set -eu
daftar=${DAFTAR_PROGRAM:-daftar}
lists=$(cd "$(dirname "$0")" && pwd)
folder=$1
mkdir -p "$folder"
cd "$folder"
DAFTAR=$PWD/town.daftar
DAFTAR_CLOCK=2032-06-02T10:00:00Z
export DAFTAR DAFTAR_CLOCK

say() { printf '\n== %s\n' "$1"; }

say 'A notebook, and 90 parcels as they were seen from above on 11 February'
$daftar init "$DAFTAR" --place Sanabel --keeper 'Keeper of the fields' --no-passphrase > /dev/null
$daftar import "$lists/parcels.geojson" --kind parcel --yes

say 'Farmers who walk there say otherwise of two parcels on that same day; one was ploughed again in May'
$daftar add 'Farmers of the terraces' description 'neighbours who walk their fields together' --kind body > /dev/null
$daftar add 'P 1' state destroyed --when 2032-02-11 --stated 2032-03-20 --source 'Farmers of the terraces'
$daftar add 'P 2' state damaged --when 2032-02-11 --stated 2032-03-20 --source 'Farmers of the terraces'
$daftar add 'P 3' state repaired --when 2032-05-14 --stated 2032-05-20 --source 'Farmers of the terraces'

say 'How many, at least and at most, as any source says; and how much ground'
$daftar totals --kind parcel

say 'The same as had been said by the end of February'
$daftar totals --kind parcel --known 2032-02

say 'What was learned between the two days'
$daftar condition --kind parcel --known 2032-02-29 --against 2032-06-01

say 'One parcel, from the first statement on'
$daftar condition 'P 3'

say 'Houses: is damage more near water points than dispersed damage would give? In one list it was made so, in the other chance alone decided'
for list in raised dispersed; do
  $daftar pattern --facilities "$lists/water-points.csv" --damage "$lists/houses-$list.csv" --within 200 --squares 400,200 --to "$list.html" --force | head -n 6
  $daftar pattern --facilities "$lists/water-points.csv" --damage "$lists/houses-$list.csv" --within 200 --squares 400,200 --to "$list.ar.html" --lang ar --force > /dev/null
done

printf '\nThe reports are %s/raised.html and dispersed.html, in Arabic raised.ar.html and dispersed.ar.html.\n' "$PWD"
