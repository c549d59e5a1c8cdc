#!/usr/bin/env bash
# Installs the packages of the named sections of packages.txt that are missing:  cmake/packages.sh run test
# A line `package|command` is wanted only where the command is missing (another Node's package conflicts with Debian's npm).
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=()
for section in "$@"; do
    while IFS='|' read -r package command; do
        if [ -n "${command:-}" ]; then
            command -v "$command" >/dev/null || wanted+=("$package")
        elif ! dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed; then
            wanted+=("$package")
        fi
    done < <(awk -v want="[$section]" '/^\[/ {inside = $0 == want; next} inside && NF && !/^#/' packages.txt)
done
[ ${#wanted[@]} -eq 0 ] && exit 0

as_root=()
if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { echo "These packages are missing and installing them needs root or sudo: ${wanted[*]}" >&2; exit 1; }
    as_root=(sudo)
fi
echo "Installing ${#wanted[@]} packages: ${wanted[*]}"
log=$(mktemp)
trap 'rm -f "$log"' EXIT
if ! { "${as_root[@]}" apt-get update && "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
    apt-get install -y --no-install-recommends "${wanted[@]}"; } >"$log" 2>&1; then
    tail -n 20 "$log" >&2
    echo "The packages could not be installed; the lines above say why." >&2
    exit 1
fi
