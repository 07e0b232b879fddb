#!/usr/bin/env bash
# Checks that the program runs on processors without AVX: that instructions which those lack (all
# VEX and EVEX encodings, whatever their names) occur only where the processor is asked first.
#
#   check-isa.sh BUILD_DIR BINARY   BUILD_DIR: SwiftPM's folder with the object files of BINARY
#   check-isa.sh --self-test        shows on small C programs that the check passes and fails
#
# Two rules, explained in docs/adr/0001-kernels-per-instruction-set.md:
#  1. The object files of the AVX kernels define no weak text symbol. The linker keeps one of several
#     weak definitions for the whole program; it could be the one with AVX.
#  2. In the linked program, a function with VEX or EVEX code is defined by one of the targets
#     below, and by nothing else.
set -euo pipefail
# What the program says is read below.
export SIGHTLINE_LANGUAGE=en
export LC_ALL=C

# Ours: called through KernelTable, which asks the processor once.
kernels=(KernelsAVX2 KernelsAVX512)
# Not ours: BoringSSL, inside swift-crypto, brings assembly for several processors and chooses by
# its own OPENSSL_ia32cap_P. Nothing else may be added here without looking at how it chooses.
dispatching=(CCryptoBoringSSL)

fail() {
  printf 'check-isa: %s\n' "$@" >&2
  exit 1
}

# The object files of targets, one path a line; none is an error, since nothing would be checked.
objects() { # BUILD_DIR TARGET...
  local build=$1 target found
  shift
  for target in "$@"; do
    found=$(find "$build/$target.build/" -name '*.o' 2>/dev/null | sort)
    [ -n "$found" ] || fail "there are no object files of $target in $build"
    printf '%s\n' "$found"
  done
}

# The text symbols that object files define, sorted.
text_symbols() { # reads paths
  xargs -d '\n' nm --defined-only -- | awk '$2 ~ /^[TtWw]$/ { print $3 }' | sort -u
}

# Lines "COUNT FUNCTION": how many VEX and EVEX instructions the functions of a binary have. In
# 64-bit code C4, C5 and 62 begin nothing else, and of the prefixes only segment and address size
# may stand before them.
vector_code() { # BINARY
  objdump -d --show-raw-insn --insn-width=16 -- "$1" | awk -F '\t' '
    /^[0-9a-f]+ <.*>:$/ { name = $0; sub(/^[0-9a-f]+ </, "", name); sub(/>:$/, "", name); next }
    $2 ~ /^((26|2e|36|3e|64|65|67) )*(c4|c5|62) / { count[name]++ }
    END { for (name in count) print count[name], name }' | sort -b -k 2,2
}

check_no_weak_text() { # BUILD_DIR
  local list weak
  list=$(objects "$1" "${kernels[@]}") || exit 1
  weak=$(xargs -d '\n' nm -A --defined-only -- <<<"$list" | grep -E ' [Ww] ' || true)
  [ -z "$weak" ] || fail "weak text symbols in the AVX kernels, which the linker may choose" \
    "for the whole program; public kernels take pointers and scalars only:" "$weak"
  printf 'check-isa: no weak text symbols in %s object files of %s\n' "$(wc -l <<<"$list")" \
    "${kernels[*]}"
}

check_vector_code() { # BUILD_DIR BINARY
  local code stray allowed list
  list=$(objects "$1" "${kernels[@]}") || exit 1
  allowed=$(text_symbols <<<"$list")
  code=$(vector_code "$2")
  # Were the program stripped, or objdump's output of another form, nothing would be found.
  [ -n "$(join -1 2 -2 1 <(printf '%s\n' "$code") <(printf '%s\n' "$allowed"))" ] ||
    fail "no vector code of ${kernels[*]} in $2; is it stripped, or not linked from $1?"
  list=$(objects "$1" "${dispatching[@]}") || exit 1
  allowed=$(printf '%s\n' "$allowed" "$(text_symbols <<<"$list")" | sort -u)
  stray=$(join -1 2 -2 1 -v 1 <(printf '%s\n' "$code") <(printf '%s\n' "$allowed"))
  [ -z "$stray" ] || fail "code for AVX processors outside ${kernels[*]} and ${dispatching[*]}" \
    "(function, number of instructions):" "$stray"
  printf 'check-isa: %s functions of %s have vector code, all in %s\n' "$(wc -l <<<"$code")" \
    "$2" "${kernels[*]} ${dispatching[*]}"
}

check() { # BUILD_DIR BINARY
  [ -d "$1" ] || fail "there is no folder $1"
  [ -f "$2" ] || fail "there is no program $2; make build makes it"
  check_no_weak_text "$1"
  check_vector_code "$1" "$2"
}

# Compiles C from standard input to an object file as SwiftPM would place it.
compile() { # BUILD_DIR TARGET FLAGS...
  local build=$1 target=$2
  shift 2
  mkdir -p "$build/$target.build"
  "$compiler" -O1 "$@" -x c -c -o "$build/$target.build/$target.o" -
}

# Links the object files in `build` and compares what the check says about the program with what it
# must say: part of a message, or nothing where it must pass.
self_test_case() { # NAME MESSAGE
  local status=0 output
  "$compiler" -o "$build/program" "$build"/*.build/*.o
  output=$(check "$build" "$build/program" 2>&1) || status=1
  case $status:$2 in
  0:) ;;
  1:?*) grep -qF -- "$2" <<<"$output" || fail "self-test: $1: it fails for another reason:" "$output" ;;
  *) fail "self-test: $1: exit code $status is wrong:" "$output" ;;
  esac
  printf 'check-isa: self-test: %s: %s, as it must\n' "$1" "$([ $status -eq 0 ] && echo passes || echo fails)"
}

self_test() {
  local sum='float NAME(const float *p) { float s = 0; for (int i = 0; i < 8; i++) s += p[i]; return s; }'
  compiler=$(dirname "$(command -v swift)")/clang
  [ -x "$compiler" ] || compiler=$(command -v clang || command -v cc) ||
    fail "the self-test needs a C compiler"
  build=$(mktemp -d)
  trap 'rm -rf "$build"' EXIT
  compile "$build" KernelsAVX2 -mavx2 <<<"${sum/NAME/kernel_avx2}"
  compile "$build" KernelsAVX512 -mavx512f <<<"${sum/NAME/kernel_avx512}"
  compile "$build" CCryptoBoringSSL -mavx2 <<<"${sum/NAME/dispatched}"
  compile "$build" Program <<<'int main(void) { return 0; }'
  self_test_case "AVX in kernels and BoringSSL" ""
  compile "$build" Other -mavx2 <<<"${sum/NAME/other}"
  self_test_case "AVX in another target" "outside KernelsAVX2"
  compile "$build" Other <<<"${sum/NAME/other}"
  self_test_case "the same without AVX" ""
  compile "$build" KernelsAVX2 -mavx2 <<<"__attribute__((weak)) ${sum/NAME/kernel_avx2}"
  self_test_case "a weak function in a kernel" "weak text symbols"
  compile "$build" KernelsAVX2 <<<"${sum/NAME/kernel_avx2}"
  compile "$build" KernelsAVX512 <<<"${sum/NAME/kernel_avx512}"
  self_test_case "kernels without vector code" "no vector code"
  rm -r "$build/KernelsAVX2.build"
  self_test_case "kernels that were not found" "no object files"
}

if [ "$(uname -m)" != x86_64 ]; then
  echo "check-isa: nothing to check: kernels are compiled for one instruction set on $(uname -m)"
  exit 0
fi
for tool in nm objdump; do
  command -v "$tool" >/dev/null || fail "$tool is missing; on Debian or Ubuntu: apt-get install binutils"
done
case $#:${1:-} in
1:--self-test) self_test ;;
2:*) check "$1" "$2" ;;
*) fail "usage: check-isa.sh BUILD_DIR BINARY, or check-isa.sh --self-test" ;;
esac
