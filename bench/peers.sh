#!/usr/bin/env bash
# bin/bench peers [--tickets N] [--seconds S] [--root FOLDER]: HERO beside Debian's Request Tracker 5, each alone on this
# machine, loaded with as many tickets and asked by the same generator for the same three things. See docs/performance.md.
# Request Tracker and all it needs go into a Debian of its own in a temporary folder (debootstrap), its tickets into a
# throw-away PostgreSQL; both are gone afterwards. --root FOLDER keeps that Debian there for the next time.
# Needs root, some 1.5 GB, Debian's archive, and time: half an hour at most for loading, after which it goes on with what
# is there and says so.
. "$(dirname "$0")/../bin/lib.sh"

tickets=20000 seconds=10 root= inside=
usage() { echo "usage: bin/bench peers [--tickets N] [--seconds S] [--root FOLDER]" >&2; exit 64; }
while [ $# -gt 0 ]; do
  [ $# -ge 2 ] || usage
  case $1 in
    --tickets) tickets=$2 ;;
    --seconds) seconds=$2 ;;
    --root) root=$2 ;;
    --inside) inside=$2 ;;
    *) usage ;;
  esac
  shift 2
done
[[ $tickets =~ ^[1-9][0-9]{0,6}$ && $seconds =~ ^[1-9][0-9]{0,3}$ ]] || usage
[ "$(id -u)" = 0 ] || { echo "bin/bench peers makes a Debian in a folder, which only root can" >&2; exit 77; }

wait_for() {  # wait_for SECONDS COMMAND…
  local turns=$(($1 * 2))
  shift
  for _ in $(seq "$turns"); do
    "$@" && return
    sleep 0.5
  done
  return 1
}

# Proportional set size in MB of a process and its children: pages they share count once. Request Tracker's workers share
# much; HERO is one process.
memory_of() {
  local process
  for process in "$1" $(ps -o pid= --ppid "$1"); do cat "/proc/$process/smaps_rollup"; done |
    awk '$1 == "Pss:" { sum += $2 } END { printf "%.0f", sum / 1024 }'
}

end() {
  [ -z "$1" ] || { kill -TERM "$1" 2>/dev/null; wait "$1" 2>/dev/null; } || true
}

install_debian() {
  local suite
  suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
  command -v debootstrap >/dev/null || {
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends debootstrap
  }
  timeout 1200 debootstrap --variant=minbase "$suite" "$root" http://deb.debian.org/debian
  echo "deb http://deb.debian.org/debian-security $suite-security main" >>"$root/etc/apt/sources.list"
  # Whatever this machine says of proxies and the like.
  grep -ls Acquire /etc/apt/apt.conf.d/* | xargs -r cp -t "$root/etc/apt/apt.conf.d"
  printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"  # nothing starts
  chmod +x "$root/usr/sbin/policy-rc.d"
  chroot "$root" debconf-set-selections <<'END'
request-tracker5 request-tracker5/dbconfig-install boolean false
request-tracker5 request-tracker5/webbaseurl string http://127.0.0.1
END
  chroot "$root" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive timeout 2400 chroot "$root" apt-get -o Dpkg::Options::=--force-unsafe-io install -y -qq \
    --no-install-recommends msmtp-mta request-tracker5 rt5-db-postgresql starman
  touch "$root/complete"
}

measure_hero() {
  export HERO_DATA=$folder/data HERO_PORT=0 HERO_DEMO=on HERO_LIMITS=off
  (cd "$folder" && "$ROOT/build/hero" demo --tickets "$tickets" 2>"$folder/hero.log")
  (cd "$folder" && exec "$ROOT/build/hero" serve 2>"$folder/hero.log") &
  server=$!
  started() { grep -q server.started "$folder/hero.log"; }
  wait_for 60 started || { cat "$folder/hero.log" >&2; exit 1; }
  local port
  port=$(sed -n 's/.*"server.started".*"port":"\([0-9]*\)".*/\1/p' "$folder/hero.log")
  memory_of "$server" >"$folder/hero.idle"
  "$ROOT/build/bench_peers" hero "$port" "$seconds" >"$folder/hero.tsv"
  memory_of "$server" >"$folder/hero.loaded"
  end "$server"
  server=
}

# Beside the PostgreSQL that tests/postgres.sh has started in the Debian's own /tmp.
measure_request_tracker() {
  local sockets
  sockets=$(python3 -c 'import sys, urllib.parse as u; print(u.parse_qs(u.urlsplit(sys.argv[1]).query)["host"][0])' "$HERO_TEST_POSTGRES")
  export RT_SITE_CONFIG_DIR=/peers RT_SOCKETS=${sockets#"$root"} RT_PORT=8977 LC_ALL=C.UTF-8
  mkdir -p "$root/peers"
  cp bench/peers/rt_site_config.pm bench/peers/load_tickets.pl "$root/peers/"
  chroot "$root" rt-setup-database-5 --action init --dba hero --dba-password '' >"$folder/rt.log" 2>&1 || { cat "$folder/rt.log" >&2; exit 1; }
  say "Loading $tickets tickets into Request Tracker"
  timeout "${BENCH_LOADING_SECONDS:-1800}" chroot "$root" perl /peers/load_tickets.pl "$tickets" "$(($(nproc) * 2))" || [ $? = 124 ]
  local database=${HERO_TEST_POSTGRES/\/postgres\?/\/rt5?}
  psql -qX "$database" -c 'VACUUM ANALYZE'
  psql -qXAt "$database" -c 'SELECT count(*) FROM tickets' >"$folder/rt.tickets"

  chroot "$root" /usr/share/request-tracker5/libexec/rt-server --server Starman --listen 127.0.0.1:$RT_PORT --workers 8 2>>"$folder/rt.log" &
  server=$!
  listening() { (exec 3<>"/dev/tcp/127.0.0.1/$RT_PORT") 2>/dev/null; }
  wait_for 120 listening || { cat "$folder/rt.log" >&2; exit 1; }
  memory_of "$server" >"$folder/rt.idle"
  build/bench_peers rt "$RT_PORT" "$seconds" >"$folder/rt.tsv"
  memory_of "$server" >"$folder/rt.loaded"
  end "$server"
  server=
}

server=
if [ -n "$inside" ]; then
  folder=$inside
  trap 'end "$server"' EXIT
  measure_request_tracker
  exit
fi

say "Building"
[ -n "${BENCH_BUILT:-}" ] || build build hero bench_peers >/dev/null
folder=$(mktemp -d /tmp/hero-peers-XXXXXX)
trap 'end "$server"; rm -rf --one-file-system "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
root=$(realpath -m "${root:-$folder/debian}")

if [ ! -e "$root/complete" ]; then
  say "A Debian with request-tracker5 in $root"
  install_debian >"$folder/install.log" 2>&1 || { tail -n 30 "$folder/install.log" >&2; exit 1; }
fi
say "HERO, $tickets tickets"
measure_hero
say "Request Tracker"
TMPDIR=$root/tmp HERO_TEST_DURABLE=on tests/postgres.sh "$0" --inside "$folder" --root "$root" --tickets "$tickets" --seconds "$seconds"

say "8 connections, $seconds s each; the load comes from the same machine ($(nproc) cores)"
printf '%-22s %10s %10s %8s %14s %14s\n' "" "HERO /s" "RT /s" "ratio" "HERO p99 ms" "RT p99 ms"
paste "$folder/hero.tsv" "$folder/rt.tsv" |
  awk -F '\t' '{ printf "%-22s %10.0f %10.2f %7.0fx %14.1f %14.1f\n", $1, $2, $7, ($7 > 0 ? $2 / $7 : 0), $4, $9 }'
printf '%-22s %10s %10s\n' "tickets" "$tickets" "$(cat "$folder/rt.tickets")" \
  "memory idle, MB" "$(cat "$folder/hero.idle")" "$(cat "$folder/rt.idle")" \
  "memory loaded, MB" "$(cat "$folder/hero.loaded")" "$(cat "$folder/rt.loaded")"
printf '\nRequest Tracker %s with eight Starman workers; its memory is without PostgreSQL'"'"'s. HERO on SQLite.\n' \
  "$(chroot "$root" dpkg-query -W -f '${Version}' request-tracker5)"
[ "$(cat "$folder/rt.tickets")" -ge "$tickets" ] || echo "Loading took too long: Request Tracker was measured with fewer tickets."
