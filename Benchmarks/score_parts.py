#!/usr/bin/env python3
"""Scores results.jsonl against a truth table with boxes, independently of the program.

usage: score_parts.py RESULTS.jsonl TRUTH.csv [MARGIN]

TRUTH.csv has the columns image, verdict, x1, y1, x2, y2, class; good parts have no box. A defect is found
when a detected box meets its truth box grown by MARGIN (10) pixels; a detected box that meets none is
false. Also prints the median milliseconds of each stage.
"""
import csv, json, os, statistics, sys

if len(sys.argv) < 3:
    sys.exit(__doc__)
margin = float(sys.argv[3]) if len(sys.argv) > 3 else 10
truth = {}
for row in csv.DictReader(open(sys.argv[2])):
    boxes = truth.setdefault(row['image'], [])
    if row['x1']:
        boxes.append(tuple(float(row[k]) for k in ('x1', 'y1', 'x2', 'y2')) + (row['class'],))
results = {}
for line in open(sys.argv[1]):
    result = json.loads(line)
    results[os.path.basename(result['image'])] = result

good = passed = bad = failed = found = total = false = images = 0
stages = {}
for name, boxes in truth.items():
    if name not in results:
        continue
    result = results[name]
    images += 1
    for stage, ms in result['timings'].items():
        stages.setdefault(stage, []).append(ms)
    if boxes:
        bad += 1
        failed += result['verdict'] == 'fail'
    else:
        good += 1
        passed += result['verdict'] == 'pass'
    detected = [d['box'] for d in result['defects']]
    used = set()
    for x1, y1, x2, y2, kind in boxes:
        total += 1
        meets = [i for i, b in enumerate(detected)
                 if b[0] < x2 + margin and b[2] > x1 - margin and b[1] < y2 + margin and b[3] > y1 - margin]
        used.update(meets)
        found += bool(meets)
        if not meets:
            print('missed', name, kind, [x1, y1, x2, y2])
    for i, box in enumerate(detected):
        if i not in used:
            false += 1
            print('false', name, result['defects'][i])
print('images %d: good %d, passed %d; bad %d, failed %d' % (images, good, passed, bad, failed))
print('defects found %d of %d; false boxes %d, %.3f an image' % (found, total, false, false/max(1, images)))
print('median ms: ' + ', '.join('%s %.1f' % (k, statistics.median(v)) for k, v in stages.items()))
