#!/usr/bin/env bash
# bin/bench connections [many|slow|flood]: what thousands of connections do to those who work, on a demo of 10,000 tickets.
#   many   9,500 idle connections and 500 that ask for ticket pages as fast as they are answered
#   slow   5,000 connections that send their header, send a form, or read, a byte a second; 50 that work
#   flood  a server that may have 1,024 descriptors, 3,000 attempts, 20 that work; then newcomers
# Each on a server of its own. See docs/performance.md. IDLE, SLOW and ACTIVE change the numbers of connections.
. "$(dirname "$0")/../bin/lib.sh"
case ${1:-all} in
  all) scenarios=(many slow flood) ;;
  many | slow | flood) scenarios=("$1") ;;
  *) echo "usage: bin/bench connections [many|slow|flood]" >&2; exit 64 ;;
esac

# Each connection is a descriptor here and one in the server, which keeps an eighth for other things.
ulimit -n 65536 2>/dev/null || ulimit -n "$(ulimit -Hn)"
most=$((($(ulimit -n) - 1200) * 7 / 8))
idle=${IDLE:-9500}
if [ "$idle" -gt "$most" ]; then
  echo "The hard limit of descriptors is $(ulimit -Hn): $most idle connections instead of $idle. As root: ulimit -Hn 65536."
  idle=$most
fi

build build hero bench_connections >/dev/null
. bench/common.sh
engine=sqlite store=$folder
fill connections "${BENCH_TICKETS:-10000}"

status=0
for scenario in "${scenarios[@]}"; do
  say "$scenario"
  if [ "$scenario" = flood ]; then serve connections 1024; else serve connections; fi
  build/bench_connections "$port" "$server" "$scenario" --idle "$idle" --slow "${SLOW:-5000}" ${ACTIVE:+--active "$ACTIVE"} |
    tee "$folder/$scenario" || status=$?
  kill -0 "$server" || { tail -n 20 "$folder/log.connections" >&2; status=1; }
  end_servers
done
if [ "${BENCH_NOTE:-off}" = on ] && [ "$status" = 0 ] && [ -e "$folder/many" ]; then
  each=$(awk -v count=$((idle + ${ACTIVE:-500})) '/^memory before/ { before = $3 } /^memory after/ { print ($3 - before) * 1024 / count }' "$folder/many")
  bench/note.py node.connection_kilobytes "$each" kB "bin/bench connections many, all that memory grew by"
fi
printf '\n%s cores; the load comes from the same machine\n' "$(nproc)"
exit "$status"
