#!/usr/bin/env bash
# The Debian packages the program needs at run time, one a line: tools/runtime_packages.sh PROGRAM.
# With a second argument, a text: exits with 1 and names what the text does not mention.
set -euo pipefail
packages=$(readelf -d "$1" | sed -n 's/.*(NEEDED).*\[\(.*\)\]/\1/p' | while read -r library; do
  path=$(ldconfig -p | sed -n "s|^\s*$library (.*x86-64.*) => ||p" | head -1)
  dpkg-query -S "*/x86_64-linux-gnu/$(basename "$(realpath "$path")")" | grep -v '/debug/' | cut -d: -f1 | head -1
done | grep -vE '^(lib(32|x32)?(c6|stdc\+\+6|gcc-s1|gcc1)(-.*)?)$' | sort -u)
[ $# -gt 1 ] || { echo "$packages"; exit 0; }
status=0
for package in $packages; do
  grep -qF -- "$package" "$2" || { echo "$2 does not name $package"; status=1; }
done
exit $status
