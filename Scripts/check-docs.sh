#!/usr/bin/env bash
# Checks that the documentation tells what is there: that relative links lead to a file and to a
# heading in it; that the `sightline` commands in shell blocks, their options and the make targets
# exist; that the README's table of targets is Package.swift's; that its translation has the same blocks
# and the same table.
#
#   check-docs.sh BINARY    BINARY: the built program, which is asked for its commands
set -euo pipefail
export LC_ALL=C SIGHTLINE_LANGUAGE=en

sightline=${1:?usage: check-docs.sh BINARY}
failures=0

complain() { # FILE WORDS...
  printf 'check-docs: %s\n' "$*" >&2
  failures=$((failures + 1))
}

documents() { find README.md README.zh-CN.md CHANGELOG.md CONTRIBUTING.md docs -name '*.md' | sort; }

# A document without code blocks and code spans.
# shellcheck disable=SC2016 # backquotes are Markdown here
prose() { awk '/^ *```/ { code = !code; next } !code' "$1" | sed 's/`[^`]*`//g'; }

# The lines of a document's blocks of shell commands, continued lines joined.
commands() {
  awk '/^ *```/ { code = /^ *```(sh|bash|console) *$/; next } code' "$1" |
    sed -e ':join' -e '/\\$/ { N; s/\\\n//; b join' -e '}'
}

# The anchors of a document's headings, as forges make them.
anchors() {
  awk '/^ *```/ { code = !code; next } !code && /^#+ /' "$1" |
    sed -E 's/^#+ +//; s/[^A-Za-z0-9 _-]//g; s/ /-/g' | tr '[:upper:]' '[:lower:]'
}

check_links() { # FILE
  local link path anchor target
  while read -r link; do
    case $link in '' | http://* | https://* | mailto:*) continue ;; esac
    path=${link%%#*}
    anchor=
    [ "$path" = "$link" ] || anchor=${link#*#}
    target=$1
    [ -z "$path" ] || target=$(dirname "$1")/$path
    if [ ! -e "$target" ]; then
      complain "$1: the link $link leads nowhere"
    elif [ -n "$anchor" ] && ! anchors "$target" | grep -qxF -- "$anchor"; then
      complain "$1: the link $link names no heading of $target"
    fi
  done < <(prose "$1" | grep -oE '\]\([^) ]+' | sed 's/^](//')
}

# The help of a command of the program, its name and its parent's if it has one in $1.
help_of() { # WORDS
  # shellcheck disable=SC2086 # several words
  "$sightline" help $1 2>/dev/null || true
}

check_commands() { # FILE
  local line words help option count
  while read -r line; do
    line=${line#\$ }
    case $line in
    make\ *)
      words=$(sed -E 's/^make (-C [^ ]+ )?//; s/ .*//' <<<"$line")
      grep -qE "^$words:" Makefile || complain "$1: there is no make target '$words'"
      continue
      ;;
    sightline\ * | *[/\ ]sightline\ *) ;;
    *) continue ;;
    esac
    line=${line##*sightline }
    words=$(awk '{ print $1 }' <<<"$line")
    help=$(help_of "$words")
    # A group such as `trace` has its commands one word further, `trace key` once more.
    for count in 2 3; do
      if grep -q "^USAGE: sightline $words <subcommand>" <<<"$help"; then
        words=$(cut -d ' ' -f "1-$count" <<<"$line")
        help=$(help_of "$words")
      fi
    done
    if ! grep -q "^USAGE: sightline $words\( \|$\)" <<<"$help"; then
      complain "$1: there is no command 'sightline $words'"
      continue
    fi
    while read -r option; do
      grep -qE "(^|[^a-z-])$option([^a-z-]|$)" <<<"$help" ||
        complain "$1: 'sightline $words' has no option $option"
    done < <(grep -oE '(^| )--[a-z][a-z-]*' <<<"$line" | tr -d ' ' | sort -u)
  done < <(commands "$1")
}

# Lines "TARGET: DEPENDENCY DEPENDENCY…", sorted, of what Package.swift says of folders in Sources.
targets_of_package() {
  swift package describe 2>/dev/null | awk '
    function finish() { if (path ~ /^Sources\//) print target ":" dependencies }
    /^    Name: / { finish(); target = $2; path = dependencies = ""; inside = 0 }
    /^    Path: / { path = $2 }
    /^    [A-Z]/ { inside = /^    (Target|Product) dependencies:/ }
    inside && /^        / { dependencies = dependencies " " $1 }
    END { finish() }' | sort_dependencies
}

# The same of a README's table.
targets_of_readme() { # FILE
  awk -F ' *[|] *' '
    /^## / { inside = /^## (Targets|编译目标)/ }
    inside && /^[|] [A-Za-z]/ && $2 != "target" {
      gsub(/–/, "", $4); gsub(/,/, "", $4)
      count = split($2, names, ", ")
      for (i = 1; i <= count; i++) print names[i] ": " $4
    }' "$1" | sort_dependencies
}

sort_dependencies() {
  while read -r target dependencies; do
    printf '%s %s\n' "$target" "$(tr -s ' ' '\n' <<<"$dependencies" | sort | tr '\n' ' ')"
  done | sed 's/ *$//' | sort
}

check_target_table() {
  local difference
  difference=$(diff <(targets_of_package) <(targets_of_readme README.md)) ||
    complain "README.md: the table of targets is not Package.swift's (<)":$'\n'"$difference"
}

# The blocks of a document: commands, lists, drawings.
blocks() { awk '/^ *```/ { code = !code; print; next } code' "$1"; } # FILE

check_translation() { # FILE
  local difference
  difference=$(diff <(blocks README.md) <(blocks "$1")) ||
    complain "$1: its blocks are not those of README.md (<)":$'\n'"$difference"
  difference=$(diff <(targets_of_readme README.md) <(targets_of_readme "$1")) ||
    complain "$1: the table of targets is not that of README.md (<)":$'\n'"$difference"
}

[ -x "$sightline" ] || {
  echo "check-docs: there is no program $sightline; make build makes it" >&2
  exit 1
}
count=0
while read -r document; do
  check_links "$document"
  check_commands "$document"
  count=$((count + 1))
done < <(documents)
check_target_table
check_translation README.zh-CN.md
[ "$failures" -eq 0 ] || exit 1
printf 'check-docs: links and commands of %d documents are right\n' "$count"
