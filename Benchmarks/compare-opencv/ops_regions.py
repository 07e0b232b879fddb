import cv2, numpy as np
from compare import Operator, INT, PTR


def defects(shape):
    """A mask as an inspection leaves it: few, small regions (0.4 % of the pixels)."""
    rng = np.random.default_rng(11)
    out = np.zeros(shape, np.uint8)
    for _ in range(20 + out.size//16000):
        x, y, r = (int(rng.integers(0, n)) for n in (shape[1], shape[0], 8))
        cv2.circle(out, (x, y), r, 255, -1)
    return out


def in_raster_order(labels, table):
    """Numbers labels by first appearance; OpenCV with 8 neighbours numbers by blocks of 2x2."""
    values, first = np.unique(labels, return_index=True)
    order = values[np.argsort(first)]
    order = order[order != 0]
    number = np.zeros(len(table) + 1, np.int32)
    number[order] = np.arange(1, len(order) + 1)
    return number[labels], table[order - 1]


def components(case, name, mask):
    handle = case.call('sl_regions_new', PTR, PTR(case.image8(mask)))
    bytes_ = case.image8(mask)
    gray = case.image8(case.gray)
    labels = case.empty(mask.shape, np.int32)

    def theirs(neighbours):
        return lambda: cv2.connectedComponentsWithStats(mask, labels, connectivity=neighbours, ltype=cv2.CV_32S)

    def table():
        out = np.empty((case.call('sl_regions_count', INT, PTR(handle)), 10))
        case.call('sl_regions_table', None, PTR(handle), out.ctypes.data_as(PTR))
        return out

    def expected(neighbours):
        _, found, stats, centroids = theirs(neighbours)()
        rows = np.hstack([stats[1:], centroids[1:]])
        return (found, rows) if neighbours == 4 else in_raster_order(found, rows)

    def expected_gray():
        found, rows = expected(8)
        flat, inside = found[found > 0] - 1, case.gray[found > 0].astype(np.int64)
        low, high = np.full(len(rows), 255), np.zeros(len(rows))
        np.minimum.at(low, flat, inside); np.maximum.at(high, flat, inside)
        mean = np.bincount(flat, inside, len(rows))/np.bincount(flat, minlength=len(rows))
        return np.hstack([rows, np.stack([low, high, mean], 1)])

    def image():
        out = np.empty(mask.shape, np.int32)
        case.call('sl_regions_labels', None, PTR(handle), out.ctypes.data_as(PTR))
        return out

    for n in (4, 8):
        what = 'components with statistics, %d neighbours, %s' % (n, name)
        yield Operator(what, case.bind('sl_regions_label', PTR(handle), INT(n)), theirs(n),
                       lambda: table()[:, :7], lambda n=n: expected(n)[1])
        yield Operator(what + ', from bytes', case.bind('sl_regions_label_bytes', PTR(handle), INT(n), PTR(bytes_)),
                       theirs(n), lambda: table()[:, :7], lambda n=n: expected(n)[1])
        yield Operator(what + ', label image', case.bind('sl_regions_label_image', PTR(handle), INT(n)), theirs(n),
                       image, lambda n=n: expected(n)[0])
    yield Operator('components with statistics and gray values (ours only), 8 neighbours, ' + name,
                   case.bind('sl_regions_label_gray', PTR(handle), INT(8), PTR(gray)), theirs(8), table, expected_gray)


def distances(case, name, mask):
    handle = case.call('sl_regions_new', PTR, PTR(case.image8(mask)))
    scratch = case.call('sl_regions_scratch', PTR)
    out = case.empty(mask.shape, np.float32)

    def result():
        got = np.empty(mask.shape, np.float32)
        case.call('sl_regions_distances', None, PTR(handle), got.ctypes.data_as(PTR))
        return got

    def ours(metric, limit=0):
        return case.bind('sl_regions_distance', PTR(handle), PTR(scratch), INT(metric), INT(limit))

    def theirs(metric, size):
        return lambda: cv2.distanceTransform(mask, metric, size, dst=out)

    exact = theirs(cv2.DIST_L2, cv2.DIST_MASK_PRECISE)
    yield Operator('distance, exact, ' + name, ours(0), exact, result, exact)
    yield Operator('distance, exact, at most 20, ' + name, ours(0, 20), exact, result,
                   lambda: np.minimum(exact(), np.float32(20)))
    for metric, code, title in ((1, cv2.DIST_L1, 'city block'), (2, cv2.DIST_C, 'chessboard')):
        yield Operator('distance, %s, %s' % (title, name), ours(metric), theirs(code, 3), result, theirs(code, 3))


def contours(case, name, mask):
    handle = case.call('sl_regions_new', PTR, PTR(case.image8(mask)))

    def rotated(chain):
        """The closed chain from its least point on; of several such starts, the one with the least chain."""
        key = chain[:, 1].astype(np.int64)*65536 + chain[:, 0]
        starts = np.flatnonzero(key == key.min())
        return min((np.roll(key, -s) for s in starts), key=lambda k: k.tolist())

    def canonical(chains, holes, parents, boxes, areas, lengths):
        keys = [rotated(c) for c in chains]
        order = sorted(range(len(keys)), key=lambda i: (holes[i], keys[i].tolist()))
        number = {old: new for new, old in enumerate(order)}
        number[-1] = -1
        rows = [np.concatenate([[holes[i], number[parents[i]], *boxes[i], areas[i], round(lengths[i], 2)], keys[i]])
                for i in order]
        return np.concatenate(rows)

    def ours():
        counts = np.empty(2, np.int64)
        case.call('sl_regions_contour_counts', None, PTR(handle), counts.ctypes.data_as(PTR))
        table, points = np.empty((counts[0], 9)), np.empty((counts[1], 2), np.int32)
        case.call('sl_regions_contour_table', None, PTR(handle), table.ctypes.data_as(PTR), points.ctypes.data_as(PTR))
        chains = np.split(points, np.cumsum(table[:, 0]).astype(int)[:-1])
        return chains, table[:, 1].astype(int), table[:, 2].astype(int), table[:, 3:7], table[:, 7], table[:, 8]

    def theirs(mode):
        chains, hierarchy = cv2.findContours(mask, mode, cv2.CHAIN_APPROX_NONE)
        parents = hierarchy[0, :, 3]
        depth = lambda i: 0 if parents[i] < 0 else 1 + depth(parents[i])
        return ([c[:, 0] for c in chains], [depth(i) % 2 for i in range(len(chains))], parents,
                [cv2.boundingRect(c) for c in chains], [cv2.contourArea(c) for c in chains],
                [cv2.arcLength(c.astype(np.float64).astype(np.float32), True) for c in chains])

    for flag, mode, timed, title in ((0, cv2.RETR_TREE, cv2.RETR_CCOMP, 'all'),
                                     (1, cv2.RETR_EXTERNAL, cv2.RETR_EXTERNAL, 'outermost')):
        yield Operator('contours, %s, %s' % (title, name), case.bind('sl_regions_contours', PTR(handle), INT(flag)),
                       lambda timed=timed: cv2.findContours(mask, timed, cv2.CHAIN_APPROX_NONE),
                       lambda: canonical(*ours()), lambda mode=mode: canonical(*theirs(mode)))


def operators(case):
    texture, inverse = case.mask, case.placed(255 - case.mask)
    few = case.placed(defects(case.mask.shape))
    between = case.placed(255 - few)
    for name, mask in (('texture', texture), ('defects', few), ('inverse texture', inverse)):
        yield from contours(case, name, mask)
    for name, mask in (('texture', texture), ('inverse texture', inverse), ('between defects', between)):
        yield from distances(case, name, mask)
    for name, mask in (('texture', texture), ('defects', few)):
        yield from components(case, name, mask)
