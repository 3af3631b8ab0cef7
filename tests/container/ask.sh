#!/usr/bin/env bash
# Starts the container named by the first argument and asks it; called by build_and_ask.sh in a network of its own that leads nowhere.
set -euo pipefail
container=$1
ip link set lo up

mapfile -d '' command < <(buildah inspect --format '{{range .OCIv1.Config.Cmd}}{{printf "%s\x00" .}}{{end}}' "$container")
buildah run "$container" -- "${command[@]}" &
server=$!
trap 'kill $(pgrep -P $server) $server 2>/dev/null || true' EXIT
python3 tests/container/ask.py
echo "user of the server: $(ps -o uid= -C python3 -o args= | grep 'qa serve' | awk '{print $1}' | sort -u)"
