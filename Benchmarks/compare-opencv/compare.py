"""Every operator against OpenCV's, side by side: same buffers, one process, one thread, alternating.

usage: compare.py LIBRARY [--only PART-OF-NAME] [--sizes 640x640,2448x2048] [--runs 25] [--markdown]

Each file ops_*.py beside this one has a function `operators(case)` that yields `Operator`s. For each
operator and size the two sides are called in turn; the time of a side is the median of its runs, the
ratio is ours / OpenCV's (below 1 is faster). Results are compared first: 'exact', or the share of
samples that differ and by how much at most. SIGHTLINE_ISA=baseline|avx2|avx512 forces a level.
"""
import argparse, ctypes, glob, importlib.util, math, os, statistics, sys, time
import cv2, numpy as np

ISA = ['baseline', 'avx2', 'avx512']
INT, PTR, U8, F64 = ctypes.c_long, ctypes.c_void_p, ctypes.c_uint8, ctypes.c_double


class Operator:
    """One row: `ours` and `theirs` run without arguments; `result` and `expected` give arrays to compare.

    Without `expected` the row is timed only, and `note` says why the results are not the same thing.
    """
    def __init__(self, name, ours, theirs, result=None, expected=None, note=''):
        self.name, self.ours, self.theirs = name, ours, theirs
        self.result, self.expected, self.note = result, expected, note


class Case:
    """The buffers of one size, and the library."""
    def __init__(self, lib, width, height):
        rng = np.random.default_rng(7)
        self.lib, self.width, self.height = lib, width, height
        y, x = np.mgrid[0:height, 0:width]
        scene = 90 + 60*np.sin(x/37.0)*np.cos(y/53.0) + 40*((x//64 + y//48) % 2)
        self.gray = np.clip(scene + rng.normal(0, 8, scene.shape), 0, 255).astype(np.uint8)
        self.other = np.clip(scene + rng.normal(0, 8, scene.shape), 0, 255).astype(np.uint8)
        self.rgb = np.dstack([self.gray, self.other, 255 - self.gray])
        self.gray16 = (self.gray.astype(np.uint16) << 8) | self.other
        self.other16 = (self.other.astype(np.uint16) << 8) | self.gray
        blobs = cv2.GaussianBlur(rng.normal(0, 1, scene.shape).astype(np.float32), (0, 0), 4)
        self.mask = ((blobs > 0.06)*255).astype(np.uint8)

    def image8(self, array):
        array = np.ascontiguousarray(array)
        height, width = array.shape[:2]
        return self.call('sl_image8', PTR, array.ctypes.data_as(PTR), INT(width), INT(height),
                         INT(array.shape[2] if array.ndim == 3 else 1))

    def copy8(self, handle, shape):
        out = np.empty(shape, np.uint8)
        self.call('sl_copy8', None, PTR(handle), out.ctypes.data_as(PTR))
        return out

    def call(self, name, restype, *args):
        function = getattr(self.lib, name)
        function.restype = restype
        return function(*args)

    def bind(self, name, *args):
        """A call without arguments and with as little Python as possible around it."""
        function = getattr(self.lib, name)
        function.restype = None
        return lambda: function(*args)


def seconds(function, loops):
    start = time.perf_counter()
    for _ in range(loops):
        function()
    return (time.perf_counter() - start)/loops


def measure(op, runs):
    op.ours(); op.theirs()
    loops = max(1, int(0.002/max(1e-7, seconds(op.theirs, 3))))
    ours, theirs = [], []
    for _ in range(runs):
        ours.append(seconds(op.ours, loops)); theirs.append(seconds(op.theirs, loops))
    return statistics.median(ours), statistics.median(theirs)


def agreement(op):
    if op.expected is None:
        return op.note or 'not comparable'
    op.ours()
    a, b = np.asarray(op.result()), np.asarray(op.expected())
    if a.shape != b.shape:
        return 'SHAPE %s %s' % (a.shape, b.shape)
    if np.array_equal(a, b):
        return 'exact'
    d = np.abs(a.astype(np.float64) - b.astype(np.float64))
    return '%.4f %% differ, by at most %.3g' % (100*np.mean(d > 0), d.max())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('library'); parser.add_argument('--only', default='')
    parser.add_argument('--sizes', default='640x640,2448x2048'); parser.add_argument('--runs', type=int, default=25)
    options = parser.parse_args()
    cv2.setNumThreads(1)
    lib = ctypes.CDLL(os.path.abspath(options.library))
    print('OpenCV %s, one thread; instruction set: %s' % (cv2.__version__, ISA[lib.sl_isa()]))
    modules = []
    for path in sorted(glob.glob(os.path.join(os.path.dirname(os.path.abspath(__file__)), 'ops_*.py'))):
        spec = importlib.util.spec_from_file_location(os.path.basename(path)[:-3], path)
        module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module); modules.append(module)
    print('| operator | size | ours ms | OpenCV ms | ratio | agreement |\n|---|---|---|---|---|---|')
    ratios = []
    for size in options.sizes.split(','):
        case = Case(lib, *map(int, size.split('x')))
        for module in modules:
            for op in module.operators(case):
                if options.only not in op.name:
                    continue
                agree = agreement(op)
                ours, theirs = measure(op, options.runs)
                ratios.append(ours/theirs)
                print('| %s | %s | %.3f | %.3f | %.2f | %s |' % (op.name, size, ours*1e3, theirs*1e3, ours/theirs, agree), flush=True)
    if ratios:
        print('\nrows %d, geometric mean of the ratios %.3f, highest %.2f' % (
            len(ratios), math.exp(statistics.fmean(map(math.log, ratios))), max(ratios)))


sys.modules['compare'] = sys.modules[__name__]
if __name__ == '__main__':
    main()
