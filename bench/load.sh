#!/usr/bin/env bash
# bin/bench [sqlite|postgres] [--tickets 10000] [--seconds 5]
# Requests per second and answer times of a demo's pages and of filing, and memory. Says nothing about what is fast enough; any
# answer that is not the expected one ends with 1.
. "$(dirname "$0")/../bin/lib.sh"
. bench/common.sh
tickets=10000 seconds=5
options tickets seconds -- "$@"
with_postgres

say "Building"
build build hero bench_load

store=$folder
fill load "$tickets"
serve load
memory() { awk -v what="$1:" '$1 == what { printf "%.1f MB", $2 / 1024 }' "/proc/$server/status"; }
idle=$(memory VmRSS)

say "8 connections, $seconds s each"
status=0
build/bench_load "$port" "$seconds" | tee "$folder/table" || status=$?

if kill -0 "$server" 2>/dev/null; then
  printf '\n%-34s idle %s, loaded %s, at most %s\n' "resident memory" "$idle" "$(memory VmRSS)" "$(memory VmHWM)"
else
  echo "the server has ended:" >&2
  tail -n 20 "$folder/log.load" >&2
  status=1
fi
if [ "${BENCH_NOTE:-off}" = on ] && [ "$status" = 0 ]; then
  rate() { awk -F '  +' -v what="$1" '$1 == what { print $2 }' "$folder/table"; }
  how="bin/bench $engine, $(nproc) cores, the load on them too"
  case $engine in
    sqlite)
      bench/note.py node.pages_per_second "$(rate "ticket page, agent")" "a second" "$how"
      bench/note.py node.idle_megabytes "${idle% MB}" MB "$how" ;;
    postgres) bench/note.py primary.commits_per_second "$(rate submission)" "a second" "$how: tickets filed" ;;
  esac
fi
machine
exit "$status"
