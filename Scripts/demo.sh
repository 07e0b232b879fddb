#!/usr/bin/env bash
# Inspects the sample boards with the recipe that is shipped, as a line would its own.
set -euo pipefail

sightline=.build/release/sightline
output=out/demo
records=$output/records.sqlite
# Records are never changed or deleted: each demo adds a lot of its own.
lot=DEMO-$(date +%Y%m%d-%H%M%S)
command=("$sightline" inspect SampleImages --recipe Models/bare-pcb
  --template-suffix _test=_temp --output "$output" --records "$records"
  --lot "$lot" --station demo)

mkdir -p "$output"
printf '\n$ %s\n\n' "${command[*]}"
status=0
"${command[@]}" || status=$?

# Good boards, bad boards and a damaged file are among the samples, so that all of it can be seen.
expected=3
if [ "$status" -ne "$expected" ]; then
  printf '\ndemo: exit code %s instead of %s; something is wrong, see above\n' \
    "$status" "$expected" >&2
  exit 1
fi
printf '\nThe verdicts, as the records tell them:\n'
"$sightline" trace list --records "$records" --lot "$lot"
cat <<END

The demo worked. Exit code $expected is what it should be: one of the sample files is damaged on
purpose, and an image that cannot be inspected is never a pass.

  Report for people:    file://$PWD/$output/report.html
  Results for programs: $output/results.jsonl, results.csv, junit.xml
  Records:              $sightline trace list --records $records
END
