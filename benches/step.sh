# Sourced: a command, its CPU seconds and the most memory that it took. Needs GNU time and a folder $work.
step() { # what, command…
  local what=$1 code=0
  shift
  # Rows that are kept as they are written end an import with 1: found, not failed.
  /usr/bin/time -o "$work/time" -f '%U %S %M' "$@" >"$work/out" 2>"$work/err" || code=$?
  [ "$code" -le 1 ] || { cat "$work/err"; exit "$code"; }
  read -r user system memory < <(tail -1 "$work/time")
  awk -v what="$what" -v user="$user" -v system_="$system" -v memory="$memory" \
    'BEGIN { printf "%-28s %6.2f CPU-s %6.0f MB\n", what, user + system_, memory / 1024 }'
}
