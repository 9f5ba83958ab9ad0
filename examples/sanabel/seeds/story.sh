#!/bin/sh
# The seed bank of an invented town, from its lists to a second beginning, as it stood on 2 November 2032.
# Usage: sh story.sh FOLDER   (the program is $DAFTAR_PROGRAM, or daftar); the notebook is made in FOLDER.
set -eu
daftar=${DAFTAR_PROGRAM:-daftar}
lists=$(cd "$(dirname "$0")" && pwd)
folder=$1
mkdir -p "$folder"
cd "$folder"
DAFTAR=$PWD/house.daftar
DAFTAR_CLOCK=2032-11-02T10:00:00Z
export DAFTAR DAFTAR_CLOCK

say() { printf '\n== %s\n' "$1"; }

say 'A notebook, its house and its places'
$daftar init "$DAFTAR" --place Sanabel --keeper 'Keeper of seeds' --no-passphrase > /dev/null
$daftar add 'House of Seeds' aim 'local seed in the fields and on the shelf' --kind seed-bank > /dev/null
$daftar add 'House of Seeds' name 'بيت البذور' --text-lang ar > /dev/null
$daftar add 'House of Seeds in Marsa' aim 'to start again' --kind seed-bank > /dev/null
$daftar add 'House of Seeds in Marsa' name 'بيت البذور في مرسى' --text-lang ar > /dev/null
$daftar add 'Marsa Genebank' description 'keeps boxes for others' --kind body > /dev/null

say 'Its lists: varieties, families, places, lots, tests, copies, gifts and loans'
$daftar import "$lists/../accessions.csv" --kind accession --yes
take() { $daftar import "$lists/$1.csv" --yes --kind "$2" "${3:---no-key}" ${4:+"$4"}; }
take families family --key number
take places location --key name
take lots lot --key number
take tests germination-test
take duplicates safety-duplicate
take given distribution
take loans promise

say 'What is only remembered'
$daftar add 'Hala al-Rimali' description 'remembers the old fields' --kind person --restricted > /dev/null
$daftar add 'Blue wheat of the terraces' remembered-by 'Hala al-Rimali' --kind accession --restricted > /dev/null
$daftar add 'Blue wheat of the terraces' description 'long ears, bluish straw; her grandmother baked with it' > /dev/null

say 'Before the loss: what to save first, what to test, what is due'
$daftar save-first --limit 5
$daftar test-plan
$daftar promises --due 2032-11-02

say 'Two jars were carried out in time; then the cellar was lost'
$daftar pack 'Table in Marsa' 'L 004-1' 'L 011-1' --day 2031-12-20 > /dev/null
$daftar add Cellar fate destroyed --when 2032-01-06 --said-by 'Hala al-Rimali' --restricted > /dev/null

say 'What is left, and whom to ask'
$daftar survivors --of 'House of Seeds'

say 'A house that goes on'
$daftar add 'House of Seeds' successor 'House of Seeds in Marsa' --when 2032-10 > /dev/null
$daftar show 'House of Seeds in Marsa'

say 'Passports out, and in again'
# What is only remembered has no number, and so no row: that is told with exit code 1.
$daftar export passports.csv --as mcpd || [ $? -eq 1 ]
DAFTAR=$PWD/second.daftar
$daftar init "$DAFTAR" --place Marsa --keeper 'Another genebank' --no-passphrase > /dev/null
$daftar import passports.csv --kind accession --yes
$daftar export again.csv --as mcpd
cmp passports.csv again.csv && echo 'the same bytes'
DAFTAR=$PWD/house.daftar

say 'بالعربية'
$daftar --lang ar save-first --limit 3
$daftar --lang ar survivors --of 'بيت البذور'
