#!/usr/bin/env bash
# Installs the Debian packages that a build needs and that are missing; more can be named as
# arguments. Elsewhere than on Debian it only says what is needed.
set -euo pipefail

wanted=(g++ cmake ninja-build ccache make git python3 python3-venv python3-dev libboost-graph-dev
        libgtest-dev libgmock-dev libyaml-cpp-dev nlohmann-json3-dev doxygen xz-utils graphviz "$@")

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
  echo "not a Debian system: see to it yourself that these are here: ${wanted[*]}" >&2
  exit 0
fi

installed() {
  [[ "$(dpkg-query -W -f='${Status}' "$1" 2>/dev/null)" == "install ok installed" ]]
}

missing=()
for package in "${wanted[@]}"; do
  installed "$package" || missing+=("$package")
done
if ((${#missing[@]} == 0)); then
  exit 0
fi

as_root=()
if ((EUID != 0)); then
  if ! command -v sudo >/dev/null; then
    echo "neither root nor sudo: install these first: ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi

echo "installing: ${missing[*]}"
export DEBIAN_FRONTEND=noninteractive
log="$(mktemp)"
trap 'rm -f "$log"' EXIT
# What apt prints names mirrors and paths of the machine; it is of use only when it fails.
apt() {
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -y "$@" </dev/null >"$log" 2>&1 ||
    { cat "$log" >&2; exit 1; }
}
apt update
apt install --no-install-recommends "${missing[@]}"
