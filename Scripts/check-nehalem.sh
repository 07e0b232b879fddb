#!/usr/bin/env bash
# Checks that the program runs on a processor without AVX and comes to the same results: inspects
# the sample boards on this processor and on an emulated one of 2008, and compares.
#
#   check-nehalem.sh BINARY [OPERATORS]    BINARY: the built program
#                                          OPERATORS: OperatorResults, to compare each operator too
#
# Needs qemu-user; where it is not installed the check is skipped and says so.
set -euo pipefail
# What the program says is read below.
export SIGHTLINE_LANGUAGE=en
cd "$(dirname "$0")/.."

binary=${1:?usage: check-nehalem.sh BINARY [OPERATORS]}
operators=${2:-}
processor=Nehalem

fail() {
  printf 'check-nehalem: %s\n' "$@" >&2
  exit 1
}
skip() {
  printf 'check-nehalem: SKIPPED: %s\n' "$*"
  exit 0
}

[ "$(uname -m)" = x86_64 ] || skip "on $(uname -m) there is one form of the kernels only"
qemu=$(command -v qemu-x86_64 || command -v qemu-x86_64-static) ||
  skip "qemu-x86_64 is not installed; on Debian or Ubuntu: apt-get install qemu-user"
[ -x "$binary" ] || fail "there is no program $binary"
# The best form of the kernels on either side.
unset SIGHTLINE_ISA
ulimit -c 0

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
emulated=("$qemu" -cpu "$processor")

# An emulator that ran AVX all the same would make every program pass.
check_emulator() {
  local compiler status=0
  compiler=$(command -v clang || command -v cc) || fail "there is no C compiler"
  "$compiler" -O1 -x c -o "$stage/plain" - <<<'int main(void) { return 7; }'
  "${emulated[@]}" "$stage/plain" || status=$?
  [ "$status" -eq 7 ] || fail "$qemu does not run a plain program: exit code $status"
  "$compiler" -O1 -mavx -x c -o "$stage/avx" - \
    <<<'int main(void) { __asm__ volatile("vzeroupper"); return 7; }'
  status=0
  # Braces: the shell says, too, that the program was killed.
  { "${emulated[@]}" "$stage/avx"; } >/dev/null 2>&1 || status=$?
  [ "$status" -ne 7 ] || fail "$qemu runs AVX code as $processor, which has none"
}

# What must not depend on the processor: exit code, what the decoder makes of the files, and the
# results without times.
results() { # NAME COMMAND...
  local name=$1 status=0
  shift
  "$@" probe SampleImages/*.png >"$stage/$name" || fail "probe failed ($name)"
  "$@" inspect SampleImages --recipe Models/bare-pcb --template-suffix _test=_temp --quiet \
    --jobs 1 --format jsonl --output "$stage/$name.out" >"$stage/$name.log" 2>&1 || status=$?
  # A damaged file is among the samples.
  [ "$status" -eq 3 ] || fail "inspect ended with $status instead of 3 ($name):" \
    "$(cat "$stage/$name.log")"
  sed -E 's/"timings":\{[^}]*\},//; s/"recordedAt":"[^"]*",//' "$stage/$name.out/results.jsonl" \
    >>"$stage/$name"
}

# With each instruction set that this processor has.
compare_operators() {
  local set
  "${emulated[@]}" "$operators" >"$stage/operators" || fail "$operators failed on $processor"
  [ -s "$stage/operators" ] || fail "$operators prints nothing"
  for set in baseline avx2 avx512; do
    if SIGHTLINE_ISA=$set "$binary" probe /dev/null >/dev/null 2>&1; then
      SIGHTLINE_ISA=$set "$operators" | diff - "$stage/operators" >&2 ||
        fail "operators differ between this processor with $set (<) and $processor (>)"
    fi
  done
  printf 'check-nehalem: %s groups of operators give the same results\n' \
    "$(wc -l <"$stage/operators")"
}

check_emulator
[ -z "$operators" ] || compare_operators
results native "$binary"
results "$processor" "${emulated[@]}" "$binary"
grep -q '"defects":\[{' "$stage/native" || fail "no defects were found; nothing was compared"
diff "$stage/native" "$stage/$processor" >&2 ||
  fail "results differ between this processor (<) and $processor (>)"
status=0
SIGHTLINE_ISA=avx2 "${emulated[@]}" "$binary" probe SampleImages/good-01_test.png \
  >"$stage/refusal" 2>&1 || status=$?
if [ "$status" -ne 2 ] || ! grep -q 'does not have avx2, it has baseline' "$stage/refusal"; then
  fail "SIGHTLINE_ISA=avx2 is not refused on $processor (exit code $status):" \
    "$(cat "$stage/refusal")"
fi
printf 'check-nehalem: %s gives the same %s lines of results on %s as here\n' "$binary" \
  "$(wc -l <"$stage/native")" "$processor"
