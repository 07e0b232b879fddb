#!/usr/bin/env python3
"""Fills a records file with millions of made-up records, for measuring searches.

    sightline trace benchmark --records FILE --generate 1     # makes the file with its tables
    python3 Benchmarks/make_records.py FILE 10000000          # one part every 0.1 s, or as told:
    python3 Benchmarks/make_records.py FILE 1000000 2.59      # a month
    sightline trace benchmark --records FILE                  # measures
    python3 Benchmarks/make_records.py FILE 1000000 2.59 --line   # for Benchmarks/pages.py

With `--line` the records are those of a line that runs: the last part came just now, all came through
a watched folder, somebody decided about two of three parts that failed, and alarms came and went.

Writes to the tables directly, without triggers and with the indices made at the end, which appending
records may not do: the file has no chain (with `--line` one that does not hold), and is good for nothing
but searching. The records are like
those that `trace benchmark --generate` appends.
"""

import sqlite3
import sys
import time

RECORDS = """
WITH RECURSIVE n (i) AS (SELECT {first} UNION ALL SELECT i + 1 FROM n WHERE i < {last}),
d AS (SELECT i, (i * 40503 + (i >> 7) * 2654435761) & 16777215 AS dice FROM n)
INSERT INTO records (
  sequence, recorded_at, utc_offset, arrived_at, image_path, image_sha256, image_bytes,
  image_width, image_height, verdict, reason, timings, recipe, recipe_version, software, station,
  camera, operator, lot, serial, health, defect_count, settings_id, decision_id)
SELECT
  i + 1, strftime('%Y-%m-%dT%H:%M:', {start} + CAST(i * {seconds} AS INTEGER), 'unixepoch')
    || substr(strftime('%S', {start} + CAST(i * {seconds} AS INTEGER), 'unixepoch'), 1, 2) || '.' || (i % 10) || '00Z',
  7200, strftime('%Y-%m-%dT%H:%M:%S.000Z', {start} + CAST(i * {seconds} AS INTEGER), 'unixepoch'),
  '/line/3/camera-2/2025/part-' || i || '.png',
  printf('%016x%048d', (i * 7046029254386353131) & 9223372036854775807, i),
  180000 + dice % 9000, 640, 640,
  CASE WHEN dice % 1000 < 30 THEN 'fail' WHEN dice % 1000 < 45 THEN 'review'
    WHEN dice % 1000 < 50 THEN 'uninspectable' ELSE 'pass' END,
  CASE WHEN dice % 1000 < 45 THEN 'defects' ELSE '' END,
  '[{{"stage":"read","ms":0.6}},{{"stage":"decode","ms":0.6}},{{"stage":"health","ms":0.6}},'
    || '{{"stage":"align","ms":0.6}},{{"stage":"compare","ms":0.6}},{{"stage":"blobs","ms":0.6}},'
    || '{{"stage":"decide","ms":0.6}}]',
  CASE i % 10 WHEN 9 THEN 'cover' ELSE 'bare-pcb' END, 1 + i * 20 / {count},
  'sightline', 'line 3', 'camera 2', 'shift', 'L' || (i / 2000), 'S' || i,
  '{{"names":["sharpness","contrast","darkClipped","brightClipped","level","slopeAcross",'
    || '"slopeDown"],"values":['
    || (0.4 + dice % 97 / 1000.0) || ',0.1,0.1,0.1,' || (120 + dice % 31 + i * 4.0 / {count})
    || ',0.1,0.1],"findings":[]}}',
  CASE WHEN i % 100000 = 77 THEN 1 WHEN dice % 1000 < 45 THEN 1 + dice / 1000 % 3 ELSE 0 END,
  1 + i * 20 / {count}, 1
FROM d
"""

DEFECTS = """
WITH k (k) AS (VALUES (0), (1), (2))
INSERT INTO record_defects (sequence, ordinal, class, confidence, x1, y1, x2, y2, area)
SELECT sequence, k + 1,
  CASE WHEN sequence % 100000 = 78 THEN 'rare' ELSE
    CASE (sequence / 7 + k) % 6 WHEN 0 THEN 'open' WHEN 1 THEN 'short' WHEN 2 THEN 'mousebite'
      WHEN 3 THEN 'spur' WHEN 4 THEN 'copper' ELSE 'pin-hole' END END,
  0.75, x, y, x + 12, y + 9, 30 + x % 40
FROM (
  SELECT sequence, defect_count, k, (sequence * 7919 + k * 97) % 601 * ((sequence * 31) % 11) / 11 AS x,
    (sequence * 104729 + k * 53) % 625 AS y
  FROM records, k WHERE k < defect_count)
"""

# What `--line` adds, in this order.
LINE = {
    "arrivals": """
INSERT INTO record_arrivals (
  sequence, folder, name, device, inode, modified_ns, size, image_sha256, arrived_at,
  is_quarantined, ending)
SELECT sequence, CAST('/line/3/camera-2/2025' AS BLOB), CAST('part-' || (sequence - 1) || '.png' AS BLOB),
  1, sequence, sequence, image_bytes, image_sha256, arrived_at, 0, 'kept'
FROM records""",
    "chain": """
INSERT INTO record_chain SELECT sequence, 'inspection', sequence, 0, zeroblob(32), zeroblob(32)
FROM records""",
    "overrides": """
INSERT INTO record_overrides (sequence, recorded_at, old_verdict, new_verdict, operator, reason)
SELECT sequence, recorded_at, 'fail', 'pass', 'anna', 'dust, seen under the lens'
FROM records WHERE verdict = 'fail' AND sequence % 3 = 0""",
    "reviews": """
INSERT INTO record_reviews (sequence, recorded_at, decision, reviewer, reason, override)
SELECT r.sequence, r.recorded_at,
  CASE WHEN o.override IS NULL THEN 'reject' ELSE 'accept' END,
  CASE r.sequence % 5 WHEN 0 THEN 'ben' ELSE 'anna' END, 'seen under the lens', o.override
FROM records r LEFT JOIN record_overrides o ON o.sequence = r.sequence
WHERE r.verdict IN ('fail', 'review') AND r.sequence % 3 < 2""",
    "alarms": """
INSERT INTO station_alarms (raised_at, kind, folder, sentence, state)
SELECT recorded_at, CASE sequence % 3 WHEN 0 THEN 'yield' ELSE 'failsInARow' END, '/line/3/camera-2/2025',
  'look at the process, the camera and the recipe', CASE sequence / 1000 % 2 WHEN 0 THEN 'ended'
  ELSE 'raised' END
FROM records WHERE sequence % 1000 = 0""",
}


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--line"]
    is_line = len(arguments) < len(sys.argv) - 1
    if len(arguments) not in (2, 3):
        sys.exit(__doc__)
    count = int(arguments[1])
    seconds = float(arguments[2]) if len(arguments) == 3 else 0.1
    begin = int(time.time() - count * seconds) if is_line else 1748759400
    db = sqlite3.connect(arguments[0], isolation_level=None)
    start = time.monotonic()

    def done(what):
        print(f"{time.monotonic() - start:7.1f} s  {what}", flush=True)

    db.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;"
                     "PRAGMA cache_size = -2000000; PRAGMA temp_store = MEMORY;")
    later = [row[0] for row in db.execute(
        "SELECT sql FROM sqlite_master WHERE type IN ('index', 'trigger') AND sql IS NOT NULL"
        " ORDER BY type")]
    for kind, name in db.execute(
            "SELECT type, name FROM sqlite_master WHERE type IN ('index', 'trigger')"
            " AND sql IS NOT NULL").fetchall():
        db.execute(f"DROP {kind} {name}")
    for table in ["record_defects", "record_parents", "record_chain", "records", "record_blocks",
                  "record_quarters", "record_repeats",
                  "recipe_settings", "decision_settings"]:
        db.execute(f"DELETE FROM {table}")
    for version in range(1, 22):
        db.execute("INSERT INTO recipe_settings VALUES (?, ?, ?)", (
            version, f"{version:064d}", '{"decide.operatingPoint":%d}' % version))
    db.execute("INSERT INTO decision_settings VALUES (1, ?, '{}')", ("a" * 64,))
    portion = 1_000_000
    for first in range(0, count, portion):
        last = min(first + portion, count) - 1
        db.execute("BEGIN")
        db.execute(RECORDS.format(start=begin, first=first, last=last, count=count, seconds=seconds))
        db.execute("COMMIT")
        done(f"{last + 1} records")
    db.execute(DEFECTS)
    done("defects")
    db.execute("INSERT INTO record_parents SELECT sequence, 1, 'P' || (sequence / 10),"
               " 'M' || (sequence / 50000) FROM records WHERE sequence % 10 = 1")
    done("parents")
    db.execute("INSERT INTO record_blocks SELECT (sequence - 1) / 2048, min(recorded_at),"
               " max(recorded_at) FROM records GROUP BY 1")
    db.execute("INSERT INTO record_quarters SELECT strftime('%s', recorded_at) / 900, utc_offset,"
               " recipe, recipe_version, station, lot, verdict, 1, count(*), sum(defect_count)"
               " FROM records GROUP BY 1, 2, 3, 4, 5, 6, 7")
    done("summary")
    for what, sql in LINE.items() if is_line else []:
        db.execute(sql)
        done(what)
    for sql in later:
        db.execute(sql)
        done(sql.split("(")[0].split("\n")[0][:70])
    db.execute("PRAGMA journal_mode = WAL")
    db.close()


if __name__ == "__main__":
    main()
