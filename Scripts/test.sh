#!/usr/bin/env bash
# Builds and runs all tests, those of the kernels and of inspection with every instruction set that
# the processor has, and says at the end which were skipped and why.
set -euo pipefail
cd "$(dirname "$0")/.."

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0

run() { # ARGUMENTS of swift test...
  swift test --skip-build "$@" 2>&1 | tee -a "$log" || status=$?
}

# Those that SIGHTLINE_ISA may name on this processor, the best last.
instruction_sets() {
  local set
  for set in baseline avx2 avx512; do
    if SIGHTLINE_ISA=$set .build/debug/sightline probe /dev/null >/dev/null 2>&1; then
      echo "$set"
    fi
  done
}

swift build --build-tests
run
# Who asks for one instruction set gets that one only.
if [ -z "${SIGHTLINE_ISA:-}" ]; then
  mapfile -t sets < <(instruction_sets)
  [ ${#sets[@]} -gt 0 ] || {
    echo "test: .build/debug/sightline runs with no instruction set" >&2
    exit 1
  }
  for set in "${sets[@]:0:${#sets[@]}-1}"; do
    printf '\nOnce more with the instruction set %s:\n' "$set"
    SIGHTLINE_ISA=$set run --filter 'KernelsTests|InspectionTests'
  done
  if ! Scripts/check-nehalem.sh .build/debug/sightline .build/debug/OperatorResults 2>&1 | tee -a "$log"; then
    echo "error: check-nehalem failed, see above" >>"$log"
    status=1
  fi
fi

if ! command -v python3 >/dev/null; then
  echo "Test faults in a running station skipped: python3 is not installed" | tee -a "$log"
elif ! printf '\nFaults in a running station, a few of each (make faults does all of them):\n' ||
  ! python3 -B Tests/Faults/faults.py .build/debug/sightline 2>&1 | tee -a "$log"; then
  echo "error: a fault was not survived, see above" >>"$log"
  status=1
fi

if ! command -v python3 >/dev/null; then
  echo "Test languages of the command line skipped: python3 is not installed" | tee -a "$log"
elif ! printf '\nHelp and wrong usage of every command in both languages:\n' ||
  ! python3 -B Tests/Scripts/languages.py .build/debug/sightline 2>&1 | tee -a "$log"; then
  echo "error: help or wrong usage is not as it should be in a language, see above" >>"$log"
  status=1
fi

if ! command -v python3 >/dev/null; then
  echo "Test exports in the audit skipped: python3 is not installed" | tee -a "$log"
elif ! python3 -B Tests/Scripts/export-audit.py .build/debug/sightline 2>&1 | tee -a "$log"; then
  echo "error: an export is not in the audit, see above" >>"$log"
  status=1
fi

skipped=$(grep -E '(Test|Suite) .* skipped|: SKIPPED: ' "$log" | sort -u || true)
if [ -n "$skipped" ]; then
  printf '\nSkipped:\n'
  sed -E 's/^[^A-Za-z]*/  /' <<<"$skipped"
  if [ -z "${SIGHTLINE_DATA:-}" ]; then
    printf 'Tests on image collections run where SIGHTLINE_DATA names a folder with them, see CONTRIBUTING.md.\n'
  fi
fi
if [ "$status" -ne 0 ]; then
  # Long lines hold whole files; all of them stands above.
  printf '\nFailed:\n' >&2
  grep -E 'Test .* recorded an issue|^error:|Fatal error:|Test run with .* failed' "$log" |
    cut -c 1-240 | sed -E 's/^[^A-Za-z]*/  /' >&2 || true
fi
exit "$status"
