#!/usr/bin/env python3
"""Draws the worst cases of detections against the truth, by the rule of DeepPCB's scorer.

usage: worst_cases.py DATA_ROOT LIST DETECTIONS_FOLDER OUTPUT.png [COUNT]

Worst is the surest mistake: a false alarm or a wrong class by its confidence, a miss by one minus the
confidence of what was found there (one where nothing was). Each tile shows 80x80 pixels around the
box, twice enlarged: conductor black, blue what the image has beyond the template, red what it lacks,
before any registration. Needs OpenCV: run it with Benchmarks/.build/opencv/bin/python.
"""
import os, sys
import cv2, numpy as np

root, listing, folder, output = sys.argv[1:5]
count = int(sys.argv[5]) if len(sys.argv) > 5 else 20
TYPES = ['', 'open', 'short', 'mousebite', 'spur', 'copper', 'pin-hole']


def iou(a, b):
    w, h = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    if w <= 0 or h <= 0:
        return 0.0
    return w*h/((a[2] - a[0])*(a[3] - a[1]) + (b[2] - b[0])*(b[3] - b[1]) - w*h)


def mistakes(image, truth, name):
    boxes = [tuple(map(int, l.replace(',', ' ').split())) for l in open(os.path.join(root, truth)) if l.strip()]
    found = []
    for line in open(os.path.join(folder, name + '.txt')):
        v = line.strip().split(',')
        found.append((*map(float, v[:5]), v[5]))
    found.sort(key=lambda d: -d[4])
    used = set()
    for box in boxes:
        kind = TYPES[box[4]]
        match = next((i for i, d in enumerate(found) if i not in used and iou(d, box) > 0.33), None)
        if match is None:
            yield 1.0, box[:4], '%s: nothing found' % kind
            continue
        used.add(match)
        d = found[match]
        if d[4] < 0.5:
            yield 1 - d[4], box[:4], '%s: %s at %.2f' % (kind, d[5], d[4])
        elif d[5] != kind:
            yield d[4], box[:4], '%s: called %s at %.2f' % (kind, d[5], d[4])
    for i, d in enumerate(found):
        if i not in used and d[4] >= 0.5:
            yield d[4], tuple(map(int, d[:4])), 'no defect: %s at %.2f' % (d[5], d[4])


cases = []
for line in open(listing):
    if not line.strip():
        continue
    image, truth = line.split()
    if not os.path.exists(os.path.join(root, truth)):
        continue
    stem = image[:-4]
    name = os.path.basename(stem)
    cases += [(*case, name, stem) for case in mistakes(image, truth, name)]
cases.sort(key=lambda c: (-c[0], c[3]))
print('%d mistakes; the worst %d:' % (len(cases), min(count, len(cases))))
tiles = []
for number, (_, box, words, name, stem) in enumerate(cases[:count], 1):
    print('%2d  %s  %s  at %d,%d' % (number, name, words, box[0], box[1]))
    a, b = (cv2.imread(os.path.join(root, stem + end), 0) for end in ('_test.jpg', '_temp.jpg'))
    x, y = (box[0] + box[2])//2, (box[1] + box[3])//2
    a, b = (np.pad(np.where(i < 128, 0, 255).astype(np.uint8), 40, mode='edge')[y:y + 80, x:x + 80] for i in (a, b))
    tile = cv2.resize(np.dstack([b, np.minimum(a, b), a]), None, fx=2, fy=2, interpolation=cv2.INTER_NEAREST)
    corner = lambda px, py: (2*(px - x + 40), 2*(py - y + 40))
    cv2.rectangle(tile, corner(box[0], box[1]), corner(box[2], box[3]), (0, 150, 0), 1)
    cv2.putText(tile, str(number), (4, 16), cv2.FONT_HERSHEY_SIMPLEX, 0.5, (0, 120, 255), 1, cv2.LINE_AA)
    tiles.append(np.pad(tile, ((2, 2), (2, 2), (0, 0)), constant_values=128))
while len(tiles) % 5:
    tiles.append(np.full_like(tiles[0], 255))
cv2.imwrite(output, np.vstack([np.hstack(tiles[i:i + 5]) for i in range(0, len(tiles), 5)]),
            [cv2.IMWRITE_PNG_COMPRESSION, 9])
