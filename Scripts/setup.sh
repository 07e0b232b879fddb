#!/usr/bin/env bash
# Makes sure that the machine has what the build needs: the Swift toolchain, which it asks for, and
# the libraries that Sightline uses, which it installs. Says what is missing and what it will do
# before it does anything; names packages and command where it cannot.
#
#   setup.sh            what the build needs; without it the script fails
#   setup.sh --checks   also the tools that some checks need; without them those are skipped
set -euo pipefail

minimum_swift=6.3

# What pkg-config is asked for, and the Debian and Ubuntu package that brings it.
libraries=(libpng:libpng-dev libjpeg:libjpeg-dev sqlite3:libsqlite3-dev)

# The programs that checks call, a file they need, and their packages.
tools=(qemu-x86_64:qemu-user objdump:binutils shellcheck:shellcheck
  /usr/aarch64-linux-gnu/lib/crt1.o:libc6-dev-arm64-cross strace:strace
  chromium:chromium chromedriver:chromium-driver
  /usr/share/fonts/truetype/wqy/wqy-microhei.ttc:fonts-wqy-microhei)

say() { printf 'setup: %s\n' "$*"; }
fail() {
  printf 'setup: %s\n' "$@" >&2
  exit 1
}

check_swift() {
  command -v swift >/dev/null || fail \
    "the Swift toolchain is missing (there is no 'swift' in PATH)" \
    "install Swift $minimum_swift or newer from https://www.swift.org/install/linux and run make again"
  local words
  words=$(swift --version 2>&1) || fail "'swift --version' fails:" "$words"
  swift_version=$(sed -n 's/.*Swift version \([0-9][0-9.]*\).*/\1/p' <<<"$words" | head -n 1)
  local oldest
  oldest=$(printf '%s\n' "$minimum_swift" "${swift_version:-0}" | sort -V | head -n 1)
  [ "$oldest" = "$minimum_swift" ] || fail \
    "Swift ${swift_version:-of unknown version} is too old, Sightline needs $minimum_swift or newer" \
    "install it from https://www.swift.org/install/linux and run make again"
}

is_installed() { # LIBRARY PACKAGE
  if command -v pkg-config >/dev/null; then
    pkg-config --exists "$1"
  else
    dpkg-query -W -f '${Status}\n' "$2" 2>/dev/null | grep -q ' installed$'
  fi
}

# Sets `missing` to the packages that are not installed.
find_missing() {
  missing=()
  command -v pkg-config >/dev/null || missing+=(pkg-config)
  local library
  for library in "${libraries[@]}"; do
    is_installed "${library%%:*}" "${library##*:}" || missing+=("${library##*:}")
  done
}

give_up() { # REASON
  fail "cannot install ${missing[*]}: $1" \
    "on Debian or Ubuntu, as root: apt-get install ${missing[*]}" \
    "elsewhere: the development packages of libpng, libjpeg-turbo and SQLite 3, and pkg-config" \
    "then run make again"
}

# Installs the packages that `missing` names; sets `obstacle` where it cannot.
install_missing() {
  command -v apt-get >/dev/null || {
    obstacle="this system has no apt-get"
    return 1
  }
  local prefix=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || {
      obstacle="you are not root and there is no sudo"
      return 1
    }
    prefix=(sudo)
    # Nobody could type a password.
    [ -t 0 ] || prefix+=(-n)
  fi
  local install=(apt-get install -y --no-install-recommends "${missing[@]}")
  say "missing: ${missing[*]}"
  say "will run: ${prefix[*]:+${prefix[*]} }apt-get update"
  say "will run: ${prefix[*]:+${prefix[*]} }${install[*]}"
  # Package lists may be there already where the update fails.
  "${prefix[@]}" apt-get update || say "apt-get update failed; trying with the lists there are"
  "${prefix[@]}" env DEBIAN_FRONTEND=noninteractive "${install[@]}" || {
    obstacle="apt-get failed, see above"
    return 1
  }
}

install_libraries() {
  find_missing
  [ ${#missing[@]} -gt 0 ] || return 0
  install_missing || give_up "$obstacle"
  find_missing
  [ ${#missing[@]} -eq 0 ] || give_up "apt-get reported success, but pkg-config does not find it"
}

# Tools are not worth a failure: a check without its tool says that it was skipped.
install_tools() {
  missing=()
  local tool
  for tool in "${tools[@]}"; do
    # Of a path, command wants to see a program.
    [ -e "${tool%%:*}" ] || command -v "${tool%%:*}" >/dev/null || missing+=("${tool##*:}")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  install_missing ||
    say "cannot install ${missing[*]}: $obstacle; checks that need them will be skipped"
}

swift_version=
missing=()
obstacle=
check_swift
install_libraries
case ${1:-} in
'') ;;
--checks) install_tools ;;
*) fail "usage: setup.sh [--checks]" ;;
esac
say "Swift $swift_version, libpng $(pkg-config --modversion libpng)," \
  "libjpeg $(pkg-config --modversion libjpeg), SQLite $(pkg-config --modversion sqlite3)"
