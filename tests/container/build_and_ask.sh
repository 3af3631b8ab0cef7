#!/usr/bin/env bash
# Builds the image without Docker, starts it without a network, and asks it about the seed articles.
#
#   sudo tests/container/build_and_ask.sh            # on python:3.11-slim-bookworm from the registry
#   sudo BASE=debootstrap tests/container/build_and_ask.sh   # on a base made from Debian's packages, where no registry is in reach
#
# BAKE_MODEL, QUOTIDIAN_MODEL and TORCH_INDEX are passed on. Needs buildah, iproute2, and debootstrap for the second form.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

export STORAGE_DRIVER=${STORAGE_DRIVER:-vfs} BUILDAH_ISOLATION=chroot
base=docker.io/library/python:3.11-slim-bookworm
work=$(mktemp -d)
container=
trap '[ -z "$container" ] || buildah rm "$container" >/dev/null; rm -rf "$work"' EXIT

if [ "${BASE:-}" = debootstrap ]; then
  base=localhost/python:3.11-slim-bookworm
  if ! buildah inspect --type image "$base" >/dev/null 2>&1; then
    debootstrap --variant=minbase --include=ca-certificates,python3,python3-venv bookworm "$work/root" http://deb.debian.org/debian >/dev/null
    tar -C "$work/root" -cf "$work/root.tar" .
    made=$(buildah from scratch)
    buildah add -q "$made" "$work/root.tar" / >/dev/null
    buildah commit -q --rm "$made" "$base" >/dev/null
    rm -rf "$work/root" "$work/root.tar"
  fi
fi

# What this machine's pip is told by its environment, the build's pip is told by a file: the Dockerfile knows nothing of it.
mounts=()
{
  echo "[global]"
  [ -z "${PIP_CERT:-}" ] || echo "cert = $PIP_CERT"
  [ -z "${PIP_FIND_LINKS:-}" ] || echo "find-links = $PIP_FIND_LINKS"
} >"$work/pip.conf"
mounts+=(--volume "$work/pip.conf:/etc/pip.conf:ro")
[ -z "${PIP_CERT:-}" ] || mounts+=(--volume "$PIP_CERT:$PIP_CERT:ro")
[ -z "${PIP_FIND_LINKS:-}" ] || mounts+=(--volume "$PIP_FIND_LINKS:$PIP_FIND_LINKS:ro")

arguments=(--build-arg "PYTHON_IMAGE=$base" --build-arg "BAKE_MODEL=${BAKE_MODEL:-}")
[ -z "${TORCH_INDEX+set}" ] || arguments+=(--build-arg "TORCH_INDEX=$TORCH_INDEX")
buildah bud --pull=false --format docker --tag quotidian "${arguments[@]}" "${mounts[@]}" .

container=$(buildah from --pull-never quotidian)
buildah config --env "QUOTIDIAN_MODEL=${QUOTIDIAN_MODEL:-none}" "$container"
unshare --net tests/container/ask.sh "$container"
