#!/usr/bin/env bash
# Builds and runs all tests, and says at the end which were skipped and why.
set -euo pipefail

log=$(mktemp)
trap 'rm -f "$log"' EXIT

swift build --build-tests
status=0
swift test --skip-build 2>&1 | tee "$log" || status=$?

skipped=$(grep -E '(Test|Suite) .* skipped' "$log" || true)
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
