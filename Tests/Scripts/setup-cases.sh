#!/usr/bin/env bash
# Runs Scripts/setup.sh on machines that lack something, which a PATH of stand-ins imitates, and
# checks what it says and does. Installs nothing.
# shellcheck disable=SC2016 # the stand-ins expand when they run
set -euo pipefail
cd "$(dirname "$0")/../.."

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
failures=0
arguments=()

# A machine with Swift, as root, and without pkg-config, apt-get, dpkg and sudo.
new_machine() {
  rm -rf "${stage:?}/bin" "$stage/installed"
  mkdir "$stage/bin"
  local tool
  for tool in bash env sed head sort grep touch; do
    ln -s "$(command -v "$tool")" "$stage/bin/$tool"
  done
  stand_in swift 'echo "Swift version 6.3.1 (swift-6.3.1-RELEASE)"'
  stand_in id 'echo 0'
}

stand_in() { # NAME SCRIPT
  rm -f "$stage/bin/$1"
  printf '#!/usr/bin/env bash\nstage=%q\n%s\n' "$stage" "$2" >"$stage/bin/$1"
  chmod +x "$stage/bin/$1"
}

# pkg-config that knows all libraries but libjpeg, and that one too once it was installed.
without_libjpeg() {
  stand_in pkg-config '[ "$1" != --modversion ] || { echo 1.2.3; exit 0; }
    [ "$2" != libjpeg ] || [ -e "$stage/installed" ]'
}

working_apt() { stand_in apt-get 'echo "[apt-get $*]"; [ "$1" = update ] || touch "$stage/installed"'; }

expect() { # NAME EXIT_CODE TEXT...
  local name=$1 code=$2 status=0 output text
  shift 2
  output=$(PATH="$stage/bin" Scripts/setup.sh "${arguments[@]}" 2>&1 </dev/null) || status=$?
  [ "$status" -eq "$code" ] || {
    printf 'FAILED: %s: exit code %s instead of %s:\n%s\n' "$name" "$status" "$code" "$output"
    failures=$((failures + 1))
    return
  }
  for text in "$@"; do
    grep -qF -- "$text" <<<"$output" || {
      printf 'FAILED: %s: does not say "%s":\n%s\n' "$name" "$text" "$output"
      failures=$((failures + 1))
      return
    }
  done
  printf 'passed: %s\n' "$name"
}

new_machine
stand_in pkg-config 'echo 1.2.3'
expect "nothing is missing" 0 "libjpeg 1.2.3"

new_machine
rm "$stage/bin/swift"
expect "there is no Swift" 1 "Swift toolchain is missing" "https://www.swift.org/install/linux"

new_machine
stand_in swift 'echo "Swift version 6.1 (swift-6.1-RELEASE)"'
expect "Swift is too old" 1 "Swift 6.1 is too old"

new_machine
expect "there is no apt-get" 1 "this system has no apt-get" \
  "apt-get install pkg-config libpng-dev libjpeg-dev libsqlite3-dev" "development packages of"

new_machine
without_libjpeg
working_apt
expect "root installs what is missing, and nothing else" 0 "missing: libjpeg-dev" \
  "will run: apt-get install -y --no-install-recommends libjpeg-dev" "[apt-get update]" \
  "[apt-get install -y --no-install-recommends libjpeg-dev]"

new_machine
without_libjpeg
stand_in apt-get 'echo "[apt-get $*]"; [ "$1" = install ] && touch "$stage/installed"'
expect "the package lists cannot be updated, but suffice" 0 "trying with the lists there are"

new_machine
without_libjpeg
stand_in apt-get 'echo "E: Temporary failure resolving" >&2; exit 100'
expect "there is no network" 1 "Temporary failure" "cannot install libjpeg-dev: apt-get failed" \
  "apt-get install libjpeg-dev"

new_machine
without_libjpeg
stand_in apt-get 'exit 0'
expect "an installation has no effect" 1 "pkg-config does not find it"

new_machine
without_libjpeg
working_apt
stand_in id 'echo 1000'
expect "neither root nor sudo" 1 "you are not root and there is no sudo" \
  "as root: apt-get install libjpeg-dev"

new_machine
without_libjpeg
working_apt
stand_in id 'echo 1000'
stand_in sudo 'echo "[sudo]"; [ "$1" != -n ] || shift; "$@"'
expect "sudo installs" 0 "will run: sudo -n apt-get install" "[sudo]" "[apt-get install"

new_machine
without_libjpeg
working_apt
stand_in id 'echo 1000'
stand_in sudo 'echo "sudo: a password is required" >&2; exit 1'
expect "sudo refuses" 1 "a password is required" "as root: apt-get install libjpeg-dev"

arguments=(--checks)

new_machine
stand_in pkg-config 'echo 1.2.3'
working_apt
stand_in objdump ''
expect "tools for checks are installed" 0 "missing: qemu-user shellcheck" \
  "[apt-get install -y --no-install-recommends qemu-user shellcheck" "libjpeg 1.2.3"

new_machine
stand_in pkg-config 'echo 1.2.3'
expect "tools for checks cannot be installed" 0 \
  "cannot install qemu-user binutils shellcheck" ": this system has no apt-get; checks that need"

new_machine
without_libjpeg
expect "libraries come before tools" 1 "cannot install libjpeg-dev: this system has no apt-get"

arguments=(--check)
new_machine
stand_in pkg-config 'echo 1.2.3'
expect "an unknown option is refused" 1 "usage: setup.sh"

[ "$failures" -eq 0 ]
