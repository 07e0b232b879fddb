"""Every operator against OpenCV's, side by side: same buffers, one process, one thread, alternating.

usage: compare.py LIBRARY [--only PART-OF-NAME] [--sizes 640x640,2448x2048] [--runs 25]
                  [--levels avx2,baseline] [--markdown FILE]

Each file ops_*.py beside this one has a function `operators(case)` that yields `Operator`s. Results
are compared first: 'exact', or the share of samples that differ and by how much at most.

Method. For each operator and size the two sides are called in turn, `--runs` times; one sample is as
many calls as last about 4 ms. What is measured is the CPU time of the thread (time.thread_time, which
is CLOCK_THREAD_CPUTIME_ID with a resolution of nanoseconds; faults and system calls count), not the
wall clock, because the machines at hand are shared. The time of a side is the median of its samples,
the ratio is ours / OpenCV's (below 1 is faster). OpenCV runs with one thread, and with all the
instruction sets and IPP it has, also where SIGHTLINE_ISA or --levels hold ours to a lower level; each
level runs in a process of its own.

Memory. Inputs and outputs of both sides come from one allocator, that of `Image` (sl_memory): aligned
to 64 bytes, from 2 MB on to a large page with madvise(MADV_HUGEPAGE). Ours keeps rows at multiples of
64 bytes, OpenCV's rows follow each other without a gap, which is its own default and lets it treat an
image as one row. Both write into buffers that exist already; memory that OpenCV takes inside a
call comes from malloc, as in any program that uses it, ours is kept between calls. Where a result
has another type (a bit mask instead of bytes), OpenCV gives the bytes that its users work on.
"""
import argparse, ctypes, datetime, glob, importlib.util, json, math, os, re, statistics, subprocess, sys, time
import cv2, numpy as np

ISA = ['baseline', 'avx2', 'avx512']
INT, PTR, U8, F64 = ctypes.c_long, ctypes.c_void_p, ctypes.c_uint8, ctypes.c_double
SAMPLE = 0.004
# What the rows whose names begin like this must not exceed at AVX2, besides 1.0.
GOALS = [('components with statistics,', 0.1), ('bit mask ', 0.125)]


class Operator:
    """One row: `ours` and `theirs` run without arguments; `result` and `expected` give arrays to compare.

    Without `expected` the row is timed only, and `note` says why the results are not the same thing.
    """
    def __init__(self, name, ours, theirs, result=None, expected=None, note=''):
        self.name, self.ours, self.theirs = name, ours, theirs
        self.result, self.expected, self.note = result, expected, note


class Library:
    """The operators behind their C entry points, and memory from their allocator."""
    def __init__(self, path):
        self.lib = ctypes.CDLL(os.path.abspath(path))

    def call(self, name, restype, *args):
        function = getattr(self.lib, name)
        function.restype = restype
        return function(*args)

    def bind(self, name, *args):
        """A call without arguments and with as little Python as possible around it."""
        function = getattr(self.lib, name)
        function.restype = None
        return lambda: function(*args)

    def empty(self, shape, dtype):
        """An array in memory like that of our images; it is never given back."""
        count = int(np.prod(shape))
        size = count*np.dtype(dtype).itemsize
        memory = (U8*size).from_address(self.call('sl_memory', PTR, INT(size)))
        return np.frombuffer(memory, dtype, count).reshape(shape)

    def like(self, array):
        return self.empty(array.shape, array.dtype)

    def placed(self, array):
        """A copy in such memory."""
        out = self.like(array)
        out[...] = array
        return out

    def image8(self, array):
        array = np.ascontiguousarray(array)
        height, width = array.shape[:2]
        return self.call('sl_image8', PTR, array.ctypes.data_as(PTR), INT(width), INT(height),
                         INT(array.shape[2] if array.ndim == 3 else 1))

    def copy8(self, handle, shape):
        out = np.empty(shape, np.uint8)
        self.call('sl_copy8', None, PTR(handle), out.ctypes.data_as(PTR))
        return out


class Case(Library):
    """The buffers of one size, and the library."""
    def __init__(self, path, width, height):
        super().__init__(path)
        rng = np.random.default_rng(7)
        self.width, self.height = width, height
        y, x = np.mgrid[0:height, 0:width]
        scene = 90 + 60*np.sin(x/37.0)*np.cos(y/53.0) + 40*((x//64 + y//48) % 2)
        noisy = lambda: self.placed(np.clip(scene + rng.normal(0, 8, scene.shape), 0, 255).astype(np.uint8))
        self.gray, self.other = noisy(), noisy()
        self.rgb = self.placed(np.dstack([self.gray, self.other, 255 - self.gray]))
        self.gray16 = self.placed((self.gray.astype(np.uint16) << 8) | self.other)
        self.other16 = self.placed((self.other.astype(np.uint16) << 8) | self.gray)
        blobs = cv2.GaussianBlur(rng.normal(0, 1, scene.shape).astype(np.float32), (0, 0), 4)
        self.mask = self.placed(((blobs > 0.06)*255).astype(np.uint8))


def seconds(function, loops):
    start = time.thread_time()
    for _ in range(loops):
        function()
    return (time.thread_time() - start)/loops


def alternate(functions, runs):
    """The median CPU seconds of each function, called in turn."""
    for function in functions:
        function()
    loops = [max(1, math.ceil(SAMPLE/max(1e-7, seconds(f, 3)))) for f in functions]
    times = [[seconds(f, n) for f, n in zip(functions, loops)] for _ in range(runs)]
    return [statistics.median(t) for t in zip(*times)]


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


def machine():
    text = subprocess.run(['lscpu'], capture_output=True, text=True, env=dict(os.environ, LC_ALL='C')).stdout
    found = re.search(r'Model name:\s*(.+)', text)
    return '%s, %s CPUs, Linux %s' % (found.group(1).strip() if found else 'unknown CPU', os.cpu_count(), os.uname().release)


def headline(runs):
    return '%s; OpenCV %s with one thread; %s; median of %d, CPU time' % (
        machine(), cv2.__version__, datetime.date.today().isoformat(), runs)


def rows(options):
    """One level: yields name, size, our and OpenCV's milliseconds, agreement."""
    cv2.setNumThreads(1)
    here = os.path.dirname(os.path.abspath(__file__))
    modules = []
    for path in sorted(glob.glob(os.path.join(here, 'ops_*.py'))):
        spec = importlib.util.spec_from_file_location(os.path.basename(path)[:-3], path)
        module = importlib.util.module_from_spec(spec); spec.loader.exec_module(module); modules.append(module)
    for size in options.sizes.split(','):
        case = Case(options.library, *map(int, size.split('x')))
        for module in modules:
            for op in module.operators(case):
                if options.only in op.name:
                    agree = agreement(op)
                    ours, theirs = alternate([op.ours, op.theirs], options.runs)
                    yield op.name, size, ours*1e3, theirs*1e3, agree


def collect(options):
    """All levels, each in its own process; the rows of a level are a list of tuples."""
    found = {}
    for level in options.levels.split(','):
        command = [sys.executable, os.path.abspath(__file__), options.library, '--json', '--only', options.only,
                   '--sizes', options.sizes, '--runs', str(options.runs)]
        environment = dict(os.environ, SIGHTLINE_ISA=level)
        process = subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True)
        used = json.loads(process.stdout.readline())
        if used != level:
            raise SystemExit('this machine runs %s, not %s' % (used, level))
        print('\n%s\n| operator | size | ours ms | OpenCV ms | ratio | agreement |' % level)
        found[level] = []
        for line in process.stdout:
            name, size, ours, theirs, agree = row = json.loads(line)
            found[level].append(row)
            print('| %s | %s | %.3f | %.3f | %.2f | %s |' % (name, size, ours, theirs, ours/theirs, agree), flush=True)
        if process.wait():
            raise SystemExit('level %s ended with status %d' % (level, process.returncode))
    return found


def geometric(ratios):
    return math.exp(statistics.fmean(map(math.log, ratios)))


def summary(level, rows):
    ratios = [(ours/theirs, '%s %s' % (name, size)) for name, size, ours, theirs, _ in rows]
    over = sorted((r for r in ratios if r[0] > 1), reverse=True)
    lines = ['%s: %d rows, geometric mean of the ratios %.3f, %d above 1.0%s' % (
        level, len(ratios), geometric([r for r, _ in ratios]), len(over),
        ''.join('; %s %.2f' % (name, ratio) for ratio, name in over))]
    rest = [r for r, name in ratios if not name.startswith(tuple(prefix for prefix, _ in GOALS))]
    if rest and len(rest) < len(ratios):
        lines.append('%s without the rows of bit-mask morphology and of components: %d rows, geometric mean %.3f' % (
            level, len(rest), geometric(rest)))
    for prefix, goal in GOALS:
        some = [r for r in ratios if r[1].startswith(prefix)]
        if some:
            worst = max(some)
            lines.append('%s, rows "%s…": %d, geometric mean %.3f, highest %.3f (%s), %d above %g' % (
                level, prefix.strip(' ,'), len(some), geometric([r for r, _ in some]), *worst,
                sum(r > goal for r, _ in some), goal))
    return lines


def table(found, runs):
    """Markdown with the levels side by side."""
    levels = list(found)
    lines = [headline(runs) + '.', '',
             '| operator | size | OpenCV ms | %s | agreement |' % ' | '.join('%s ms | ratio' % l for l in levels),
             '|---|---|--:|%s---|' % ('--:|--:|'*len(levels))]
    for row in zip(*found.values()):
        name, size, _, theirs, _ = row[0]
        agrees = [r[4] for r in row]
        agree = agrees[0] if len(set(agrees)) == 1 else '; '.join('%s: %s' % p for p in zip(levels, agrees))
        lines.append('| %s | %s | %.3f | %s | %s |' % (
            name, size, theirs, ' | '.join('%.3f | %.2f' % (r[2], r[2]/r[3]) for r in row), agree))
    return lines


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('library')
    parser.add_argument('--only', default='')
    parser.add_argument('--sizes', default='640x640,2448x2048')
    parser.add_argument('--runs', type=int, default=25)
    parser.add_argument('--levels', help='instruction sets, one process each; default: what SIGHTLINE_ISA or the CPU gives')
    parser.add_argument('--markdown', help='file that takes the table and the summary')
    parser.add_argument('--json', action='store_true', help=argparse.SUPPRESS)
    options = parser.parse_args()
    used = ISA[Library(options.library).lib.sl_isa()]
    if options.json:
        print(json.dumps(used), flush=True)
        for row in rows(options):
            print(json.dumps(row), flush=True)
        return
    options.levels = options.levels or used
    print(headline(options.runs))
    found = collect(options)
    lines = [line for level, some in found.items() if some for line in summary(level, some)]
    print('\n' + '\n'.join(lines))
    if options.markdown:
        with open(options.markdown, 'w') as file:
            file.write('\n'.join(table(found, options.runs) + [''] + ['- ' + line for line in lines]) + '\n')


sys.modules['compare'] = sys.modules[__name__]
if __name__ == '__main__':
    main()
