"""A 2448x2048 gray frame against a learned reference: milliseconds beyond decoding, with and without a warp.

usage: frame.py LIBRARY [--runs 25] [--size 2448x2048] [--markdown FILE]

The reference is learned from 20 good frames as the lowest and highest level of each pixel and a
margin. A frame is compared with it (pixels outside of the limits become a bit mask), the mask is
opened by 3x3 pixels, and what is left is labelled and measured; with warp, the frame is turned by
1.2 degrees and moved first, bilinearly and as a whole. Frames differ from call to call, buffers are
used again as in a running station. CPU time of the thread, the median of `--runs` samples. Limits:
2.5 ms without, 10 ms with the warp. OpenCV does the same with inRange, morphologyEx,
connectedComponentsWithStats and warpAffine.
"""
import argparse, ctypes, os
import cv2, numpy as np
import compare
from compare import INT, PTR, Library

FRAMES = 4
LIMITS = {'difference, opening, components': 2.5, 'warp, difference, opening, components': 10}


def scene(width, height):
    y, x = np.mgrid[0:height, 0:width]
    return 90 + 60*np.sin(x/37.0)*np.cos(y/53.0) + 40*((x//64 + y//48) % 2)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('library'); parser.add_argument('--runs', type=int, default=25)
    parser.add_argument('--size', default='2448x2048'); parser.add_argument('--markdown')
    options = parser.parse_args()
    cv2.setNumThreads(1)
    width, height = map(int, options.size.split('x'))
    lib = Library(options.library)
    rng = np.random.default_rng(5)
    base = scene(width, height)
    turn = cv2.getRotationMatrix2D((width/2, height/2), 1.2, 1)
    turn[:, 2] += (2.3, -1.6)

    def photo(defects):
        good = base + rng.normal(0, 4, base.shape)
        for _ in range(defects):
            at = tuple(int(rng.integers(20, n - 20)) for n in (width, height))
            cv2.circle(good, at, int(rng.integers(2, 9)), float(rng.choice([0, 255])), -1)
        return np.clip(good, 0, 255).astype(np.uint8)

    good = [photo(0) for _ in range(20)]
    lower = cv2.subtract(np.min(good, axis=0), 6)
    upper = cv2.add(np.max(good, axis=0), 6)
    frames = [lib.placed(photo(30)) for _ in range(FRAMES)]
    # As a camera sees them where the part lies turned.
    turned = [lib.placed(cv2.warpAffine(f, turn, (width, height), flags=cv2.INTER_CUBIC,
                                        borderMode=cv2.BORDER_REPLICATE)) for f in frames]
    ours, ours_turned = ([lib.image8(f) for f in some] for some in (frames, turned))
    matrix = np.ascontiguousarray(turn)
    handle = lib.call('sl_frame_new', PTR, PTR(lib.image8(lower)), PTR(lib.image8(upper)))
    lower, upper = lib.placed(lower), lib.placed(upper)
    aligned, differing, opened = (lib.empty(base.shape, np.uint8) for _ in range(3))
    labels = lib.empty(base.shape, np.int32)
    square = np.ones((3, 3), np.uint8)

    def in_turn(name, images, *args):
        calls = [lib.bind(name, PTR(handle), PTR(i), *args) for i in images]
        count = [0]

        def run():
            count[0] += 1
            calls[count[0] % FRAMES]()
        return run

    count = [0]

    def pick(images):
        count[0] += 1
        return images[count[0] % FRAMES]

    m = PTR(matrix.ctypes.data)
    align = lambda images: cv2.warpAffine(pick(images), matrix, (width, height), dst=aligned,
                                          flags=cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP, borderMode=cv2.BORDER_REPLICATE)

    def differ(image):
        cv2.inRange(image, lower, upper, dst=differing)
        cv2.bitwise_not(differing, dst=differing)

    def opening():
        cv2.morphologyEx(differing, cv2.MORPH_OPEN, square, dst=opened)

    def label():
        return cv2.connectedComponentsWithStats(opened, labels, connectivity=8, ltype=cv2.CV_32S)

    def inspect(image):
        differ(image); opening(); return label()

    rows = [
        ('difference, opening, components', in_turn('sl_frame_inspect', ours), lambda: inspect(pick(frames))),
        ('the same, bright and dark apart', in_turn('sl_frame_inspect_signed', ours), None),
        ('warp, difference, opening, components', in_turn('sl_frame_align_inspect', ours_turned, m),
         lambda: inspect(align(turned))),
        ('warp alone', in_turn('sl_frame_align', ours_turned, m), lambda: align(turned)),
        ('difference alone', in_turn('sl_frame_compare', ours), lambda: differ(pick(frames))),
        ('opening alone', lib.bind('sl_frame_open', PTR(handle)), opening),
        ('components alone', lib.bind('sl_frame_label', PTR(handle)), label),
    ]
    lib.call('sl_frame_inspect', None, PTR(handle), PTR(ours[0]))
    found = (ctypes.c_long*2)()
    lib.call('sl_frame_found', None, PTR(handle), found)
    expected = inspect(frames[0])
    same = found[0] == expected[0] - 1 and found[1] == int(expected[2][1:, cv2.CC_STAT_AREA].sum())
    lines = ['%s, %s; instruction set %s.' % (
        options.size, compare.headline(options.runs), compare.ISA[lib.lib.sl_isa()]),
        'The first frame gives %d components of %d pixels, %s OpenCV\'s.' % (
            found[0], found[1], 'as do' if same else 'UNLIKE'), '',
        '| what | ours ms | OpenCV ms | limit ms |', '|---|--:|--:|--:|']
    print('\n'.join(lines))
    for name, mine, theirs in rows:
        times = compare.alternate([f for f in (mine, theirs) if f], options.runs)
        limit = LIMITS.get(name)
        line = '| %s | %.3f | %s | %s |' % (
            name, times[0]*1e3, '%.3f' % (times[1]*1e3) if theirs else '', limit or '')
        if limit and times[0]*1e3 > limit:
            line += ' OVER THE LIMIT'
        lines.append(line)
        print(line, flush=True)
    if options.markdown:
        with open(options.markdown, 'w') as file:
            file.write('\n'.join(lines) + '\n')


if __name__ == '__main__':
    main()
