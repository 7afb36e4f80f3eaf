# Shared by the measurements in bench/. Sourced after bin/lib.sh, never run.

servers=() # what is to be ended
folder=$(mktemp -d "${TMPDIR:-/tmp}/hero-bench-XXXXXX")
end_servers() {
  local one
  for one in "${servers[@]}"; do
    kill -TERM "$one" 2>/dev/null || true
    wait "$one" 2>/dev/null || true
  done
  servers=()
}
trap 'end_servers; rm -rf --one-file-system "$folder"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# The settings of this measurement, not those of an installation.
: >"$folder/hero.toml"
export HERO_PORT=0 HERO_DEMO=on HERO_LIMITS=off HERO_CONFIG=$folder/hero.toml

# options NAME… -- WORD…: takes "sqlite" or "postgres" as $engine and "--NAME VALUE" as $NAME; says how the script is used and ends
# at anything else.
options() {
  local names=" "
  while [ "$1" != -- ]; do names+="$1 "; shift; done
  shift
  words=("$@")
  engine=sqlite
  while [ $# -gt 0 ]; do
    case $1 in
      sqlite | postgres) engine=$1 ;;
      --*)
        [[ $names == *" ${1#--} "* && $# -ge 2 ]] || usage
        printf -v "${1#--}" %s "$2"
        shift ;;
      *) usage ;;
    esac
    shift
  done
}
usage() {
  sed -n '2s/^# /usage: /p' "$0" >&2
  exit 64
}

# with_postgres [FOLDER]: for the engine postgres, starts this script again beside a server that keeps its data in FOLDER
# (without one, they go with it) and reaches the disk with every commit. Once it runs there, does nothing.
with_postgres() {
  [ "$engine" = postgres ] && [ -z "${HERO_TEST_POSTGRES:-}" ] || return 0
  rm -rf "$folder"
  trap - EXIT
  HERO_TEST_DURABLE=on HERO_TEST_POSTGRES_FOLDER=${1:-} exec tests/postgres.sh "${BASH_SOURCE[1]}" "${words[@]}"
}

# use_database NAME: HERO_DATA and HERO_DATABASE lead to a database of that name; on SQLite it lies in the folder $store.
use_database() {
  export HERO_DATA=$store/$1
  if [ "$engine" = postgres ]; then
    psql -qXAt "$HERO_TEST_POSTGRES" -c "SELECT 1 FROM pg_database WHERE datname = 'hero_$1'" | grep -q 1 ||
      psql -qX "$HERO_TEST_POSTGRES" -c "CREATE DATABASE hero_$1"
    export HERO_DATABASE=${HERO_TEST_POSTGRES/\/postgres\?/\/hero_$1?}
  fi
}

# fill NAME TICKETS: that many tickets, made once and kept. What bench_load files later is little beside them.
fill() {
  use_database "$1"
  [ ! -e "$store/$1.filled" ] || return 0
  say "Loading $2 tickets"
  mkdir -p "$HERO_DATA"
  local begun=$SECONDS
  "$ROOT/build/hero" demo --tickets "$2" 2>>"$folder/log" || { tail -n 5 "$folder/log" >&2; return 1; }
  # Statistics as autovacuum would have them.
  [ "$engine" = sqlite ] || psql -qX "$HERO_DATABASE" -c 'VACUUM ANALYZE'
  echo "$((SECONDS - begun)) s"
  touch "$store/$1.filled"
}

# serve NAME [DESCRIPTORS]: starts HERO on that database, with at most so many open files, and sets $server (its process) and $port.
serve() {
  use_database "$1"
  : >"$folder/log.$1"
  (
    [ $# -lt 2 ] || ulimit -n "$2"
    exec "$ROOT/build/hero" serve 2>"$folder/log.$1"
  ) &
  server=$!
  servers+=("$server")
  port=
  for _ in $(seq 300); do
    port=$(sed -n 's/.*"server.started".*"port":"\([0-9]*\)".*/\1/p' "$folder/log.$1")
    [ -z "$port" ] || return 0
    kill -0 "$server" 2>/dev/null || break
    sleep 0.1
  done
  tail -n 5 "$folder/log.$1" >&2
  return 1
}

# What the figures come from, in one line.
machine() {
  local made_of
  case $engine in
    sqlite) made_of="SQLite on $(stat -f -c %T "$store")" ;;
    postgres) made_of="PostgreSQL $(psql -qXAt "$HERO_TEST_POSTGRES" -c 'SHOW server_version'), on the same machine" ;;
  esac
  printf '\n%s cores, %s; %s; the load comes from the same machine\n' "$(nproc)" \
    "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" "$made_of"
}
