#!/usr/bin/env bash
# Checks that the vision core is ready for 64-bit ARM, on a PC:
#
#  1. CVectors' headers compile for it.
#  2. So do all kernels, and NEON instructions come out.
#  3. Run on an emulated ARM processor, the operators give the results that they give here, which
#     PROGRAM prints.
#
#   check-arm64.sh PROGRAM    PROGRAM: OperatorResults, built for this machine
#
# There is no Swift library for ARM Linux in a toolchain for PCs. 2 and 3 use the one for programs
# without an operating system ("Embedded Swift"), which suffices for Kernels and what is below it,
# and 3 takes malloc, sine and the like from Debian's or Ubuntu's C library for ARM. What is not
# installed is skipped, with the reason.
set -euo pipefail
cd "$(dirname "$0")/.."

native=${1:?usage: check-arm64.sh PROGRAM}
target=aarch64-none-none-elf
library=/usr/aarch64-linux-gnu/lib

fail() {
  printf 'check-arm64: %s\n' "$@" >&2
  exit 1
}
skip() {
  printf 'check-arm64: SKIPPED: %s\n' "$*"
  exit 0
}

# The compilers and tools of one toolchain; clang elsewhere may be of another age.
compiler=$(command -v swiftc) || fail "there is no swiftc"
tools=$(dirname "$(readlink -f "$compiler")")
[ -x "$tools/clang" ] || fail "there is no clang beside $compiler"

stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT

# Headers and a module map as if there were an ARM Linux.
prepare() {
  mkdir "$stage/system" "$stage/modules" "$stage/modules/CMath"
  echo 'void *memcpy(void *, const void *, __SIZE_TYPE__);' >"$stage/system/string.h"
  echo "module CVectors { header \"$PWD/Sources/CVectors/include/CVectors.h\" export * }" \
    >"$stage/modules/module.modulemap"
  cat >"$stage/modules/CMath/math.h" <<'END'
double sin(double); double cos(double); double atan2(double, double); double exp(double);
double log2(double); double pow(double, double); double cbrt(double);
END
  echo 'module CMath { header "math.h" export * }' >"$stage/modules/CMath/module.modulemap"
}

check_headers() {
  "$tools/clang" --target=aarch64-linux-gnu -ffreestanding -isystem "$stage/system" -std=c17 \
    -Wall -Wextra -Werror -O2 -I Sources/CVectors/include -x c -c -o "$stage/headers.o" - \
    <<<'#include "CVectors.h"' || fail "the headers of CVectors do not compile"
  echo "check-arm64: the headers of CVectors compile"
}

swift_for_arm() { # MODULE SOURCES...
  local module=$1
  shift
  "$compiler" -target "$target" -enable-experimental-feature Embedded -wmo -parse-as-library -O \
    -I "$stage" -I "$stage/modules" -I "$stage/modules/CMath" -Xcc -ffreestanding -Xcc -isystem \
    -Xcc "$stage/system" -module-name "$module" -emit-module -emit-module-path \
    "$stage/$module.swiftmodule" -emit-object -o "$stage/$module.o" "$@" >"$stage/log" 2>&1 ||
    fail "$module does not compile for $target:" "$(grep -A 3 'error:' "$stage/log")"
}

# An instruction that only its vector form could bring into a kernel.
expect_instruction() { # KERNEL INSTRUCTION
  awk -v kernel="$1" -v instruction="$2" '
    /^[0-9a-f]+ <.*>:$/ { inside = index($0, kernel) > 0; next }
    inside && $2 == instruction && /v[0-9]+\.[0-9]+[bhsd]/ { found = 1 }
    END { exit !found }' "$stage/code" || fail "$1 has no $2 of vectors"
}

check_kernels() {
  swift_for_arm KernelsBase Sources/KernelSources/*.swift
  "$tools/llvm-objdump" -d --no-show-raw-insn "$stage/KernelsBase.o" >"$stage/code"
  expect_instruction absoluteDifference uabd
  expect_instruction bitCount cnt
  expect_instruction differenceBits uqsub
  expect_instruction median3 umin
  expect_instruction gaussian5 umlal
  awk '/^[0-9a-f]+ <.*>:$/ { name = $2 } /v[0-9]+\.[0-9]+[bhsd]/ { count[name]++ }
    END { for (name in count) n++
      print "check-arm64: the kernels compile; " n " functions have NEON code" }' "$stage/code"
}

# Kernels with everything below it, without what Embedded Swift lacks: Codable, and the environment.
compile_operators() {
  local set
  for set in KernelsAVX2 KernelsAVX512; do
    echo '@_exported import KernelsBase' >"$stage/$set.swift"
    swift_for_arm "$set" "$stage/$set.swift"
  done
  echo '@_exported import CMath' >"$stage/Foundation.swift"
  swift_for_arm Foundation "$stage/Foundation.swift"
  mkdir "$stage/pixels" "$stage/kernels"
  cp Sources/Pixels/*.swift "$stage/pixels"
  sed -i 's/, Codable//' "$stage"/pixels/*.swift
  swift_for_arm Pixels "$stage"/pixels/*.swift
  cp Sources/Kernels/*.swift "$stage/kernels"
  cat >"$stage/kernels/InstructionSet.swift" <<'END'
@inline(__always)
func kernel<Function>(_ baseline: Function, _ avx2: Function, _ avx512: Function) -> Function {
  baseline
}
END
  swift_for_arm Kernels "$stage"/kernels/*.swift
  swift_for_arm OperatorResults Tests/OperatorResults/*.swift
}

check_results() {
  compile_operators
  "$tools/ld.lld" -o "$stage/program" --dynamic-linker /lib/ld-linux-aarch64.so.1 \
    "$library"/crt1.o "$library"/crti.o "$stage"/{OperatorResults,Kernels,Pixels}.o \
    "$stage"/Kernels{Base,AVX2,AVX512}.o "$stage/Foundation.o" "$unicode" \
    "$library"/{libc.so.6,libm.so.6,ld-linux-aarch64.so.1,crtn.o} || fail "linking failed"
  "$qemu" -L "${library%/lib}" "$stage/program" >"$stage/arm" || fail "the ARM program failed"
  "$native" >"$stage/native" || fail "$native failed"
  [ -s "$stage/native" ] || fail "$native prints nothing"
  diff "$stage/native" "$stage/arm" >&2 || fail "results differ between this machine (<) and ARM (>)"
  printf 'check-arm64: the %s groups of operators give the same results on ARM as here\n' \
    "$(wc -l <"$stage/native")"
}

[ "$(uname -m)" = x86_64 ] || skip "this is for PCs; on $(uname -m) the tests themselves run"
prepare
check_headers
embedded=$("$compiler" -print-target-info | sed -n 's/.*"runtimeResourcePath": "\(.*\)".*/\1/p')/embedded
unicode=$embedded/$target/libswiftUnicodeDataTables.a
if [ ! -f "$embedded/Swift.swiftmodule/$target.swiftmodule" ] || [ ! -f "$unicode" ]; then
  skip "this toolchain has no Embedded Swift for $target: kernels were not compiled"
fi
check_kernels
qemu=$(command -v qemu-aarch64 || command -v qemu-aarch64-static) ||
  skip "qemu-aarch64 is not installed, nothing was run; on Debian or Ubuntu:" \
    "apt-get install qemu-user"
[ -f "$library/crt1.o" ] ||
  skip "there is no C library for ARM, nothing was run; on Debian or Ubuntu:" \
    "apt-get install libc6-dev-arm64-cross"
check_results
