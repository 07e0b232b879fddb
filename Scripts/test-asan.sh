#!/usr/bin/env bash
# Runs the tests of the kernels with AddressSanitizer, which ends them at the first access outside
# of memory that was allocated: with the processor's best instruction set and with the baseline.
# Builds the vision core alone, see Tests/AddressSanitizer/Package.swift.
set -euo pipefail
cd "$(dirname "$0")/.."

# The Swift runtime never frees some of what it allocates; that is no concern here.
export ASAN_OPTIONS=detect_leaks=0
unset SIGHTLINE_ISA
package=(--package-path Tests/AddressSanitizer --scratch-path .build/asan --sanitize=address)

run() {
  local status=0
  # What passed is of no interest beside a sanitizer's report.
  swift test --skip-build "${package[@]}" >"$log" 2>&1 || status=$?
  if [ "$status" -ne 0 ]; then
    grep -vE '(Test|Suite) .* (started|passed)|^↳' "$log" >&2 || true
    exit "$status"
  fi
  grep -E 'Test run with' "$log"
}

log=$(mktemp)
trap 'rm -f "$log"' EXIT
# The linker warns of each function of the sanitizer's runtime.
swift build --build-tests "${package[@]}" 2>&1 | sed '/Cannot export local symbol .__asan_/d'
printf 'With AddressSanitizer and the best instruction set of this processor:\n'
run
if [ "$(uname -m)" = x86_64 ]; then
  printf 'With AddressSanitizer and the baseline:\n'
  SIGHTLINE_ISA=baseline run
fi
