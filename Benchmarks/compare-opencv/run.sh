#!/usr/bin/env bash
# Builds the operators as a C library, sets up OpenCV in a virtual environment and compares.
# usage: run.sh [operators|frame|decode] ARGUMENTS…   (of compare.py, frame.py, decode.py)
# OpenCV: opencv-python-headless from PyPI.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
benchmarks=$(dirname "$here")
environment=$benchmarks/.build/opencv
script=compare.py
case ${1-} in
  operators) shift ;;
  frame | decode)
    script=$1.py
    shift
    ;;
esac
if [ ! -x "$environment/bin/python" ]; then
  python3 -m venv "$environment"
  "$environment/bin/pip" install --quiet 'opencv-python-headless>=5' numpy
fi
swift build --package-path "$benchmarks" -c release --product SightlineC >&2
library=$(swift build --package-path "$benchmarks" -c release --show-bin-path)/libSightlineC.so
exec "$environment/bin/python" "$here/$script" "$library" "$@"
