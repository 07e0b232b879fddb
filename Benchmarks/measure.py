#!/usr/bin/env python3
"""Measures what docs/measurements.md states, with a release build of sightline.

usage: measure.py accuracy|rate|cost|shifted|shift-test|clean|memory [--shared ../shared]
                  [--sightline .build/release/sightline] [--every N]

accuracy  evaluates all pairs and has the independent scorer check the files
rate      pairs a second, one thread, against ../shared/peers/opencv_pcb.py, alternating (needs
          Benchmarks/compare-opencv/run.sh once, for OpenCV)
cost      what a whole run costs beside decoding alone of the same files (both of each pair), and what
          a second worker brings: 200 pairs, as often as a run needs to last seconds, the commands in
          turn. Decoding alone is decode-files of Benchmarks (built where it is not there), which
          reads and decodes to gray in one thread, with the decoder that inspection uses. CPU time is
          that of the whole process, start and end included; two workers can only be seen in wall
          time, and only on a machine that is otherwise idle: the load is printed
shifted   every template against itself shifted by up to 5 px (the test of that name)
shift-test
          accuracy with every test image moved by 0, 4, 8, 16 px in x, in y and in both, and turned
          by 0.5 degrees either way
clean     perturbed copies of every template against the template: how many get a false defect, for
          three seeds
memory    peak resident memory after 1,000 and after 10,000 images, all report formats
--every N takes every Nth pair only, for a quick look (accuracy, shift-test, clean).
Run it from the project's folder. The list of the shared data names one pair whose files are not
there; it is left out.
"""
import argparse, csv, os, re, resource, statistics, subprocess, sys, tempfile, time

parser = argparse.ArgumentParser(usage=__doc__)
parser.add_argument('what', choices=['accuracy', 'rate', 'cost', 'shifted', 'shift-test', 'clean', 'memory'])
parser.add_argument('--shared', default='../shared')
parser.add_argument('--sightline', default='.build/release/sightline')
parser.add_argument('--runs', type=int, default=7)
parser.add_argument('--python', default='Benchmarks/.build/opencv/bin/python', help='one that has OpenCV')
parser.add_argument('--every', type=int, default=1)
parser.add_argument('--decode-files', default='Benchmarks/.build/release/decode-files')
parser.add_argument('--pairs', type=int, default=200)
parser.add_argument('--seconds', type=float, default=4, help='what a run of one worker lasts, about')
options = parser.parse_args()
root = os.path.join(options.shared, 'data/deeppcb')
recipe = 'Models/bare-pcb'
folder = tempfile.mkdtemp(prefix='sightline-measure-')


def present():
    lines = [l.split() for l in open(os.path.join(root, 'list.txt')) if l.strip()]
    return [l for l in lines if os.path.exists(os.path.join(root, l[1]))]


def write_list(lines):
    path = os.path.join(folder, 'list.txt')
    with open(path, 'w') as file:
        file.write(''.join('%s %s\n' % tuple(l) for l in lines))
    return path


def write_table(lines, repeats=1):
    path = os.path.join(folder, 'pairs.csv')
    with open(path, 'w', newline='') as file:
        table = csv.writer(file)
        table.writerow(['image', 'template'])
        for _ in range(repeats):
            for image, _ in lines:
                stem = os.path.abspath(os.path.join(root, image[:-4]))
                table.writerow([stem + '_test.jpg', stem + '_temp.jpg'])
    return path


def evaluate(*arguments):
    """What `sightline evaluate` prints for every pair; an uninspectable pair (exit code 3) is part of it."""
    listing = write_list(present()[::options.every])
    run = subprocess.run([options.sightline, 'evaluate', '--layout', 'deeppcb', '--root', root, '--list', listing,
                          '--recipe', recipe, *arguments], capture_output=True, text=True)
    if run.returncode not in (0, 3):
        sys.exit(run.stderr)
    return run.stdout


def number(pattern, text):
    found = re.search(pattern, text)
    return float(found.group(1)) if found else 0.0


def shift_test():
    motions = [('not moved', ['--shift', '0,0'])]
    for step in (4, 8, 16):
        for name, dx, dy in (('x', step, 0), ('y', 0, step), ('x and y', step, step)):
            motions.append(('%d px in %s' % (step, name), ['--shift', '%d,%d' % (dx, dy)]))
    motions += [('turned by %+.1f degrees' % d, ['--rotate', str(d)]) for d in (0.5, -0.5)]
    print('| test images | AP | change | F at the operating point | truth boxes left out |')
    print('|---|---|---|---|---|')
    still = None
    for name, arguments in motions:
        text = evaluate('--output', os.path.join(folder, 'detections'), *arguments)
        ap, f = number(r'(?m)^AP ([0-9.]+)', text), number(r'(?m)^F ([0-9.]+)', text)
        still = ap if still is None else still
        print('| %s | %.4f | %+.4f | %.4f | %d |' % (
            name, ap, ap - still, f, number(r'(\d+) truth boxes lie', text)), flush=True)


def clean():
    print('| seed | copies | with a false defect | share | uninspectable |')
    print('|---|---|---|---|---|')
    texts = []
    for seed in (1, 2, 3):
        text = evaluate('--clean', '1', '--seed', str(seed))
        texts.append('seed %d\n%s' % (seed, text))
        print('| %d | %d | %d | %.2f %% | %d |' % (
            seed, number(r'copies of good boards: (\d+)', text), number(r'with a false defect: (\d+)', text),
            number(r'with a false defect: \d+ \(([0-9.]+)', text),
            number(r'(\d+) of the copies are uninspectable', text)), flush=True)
    print('\n' + '\n'.join(texts))


def accuracy():
    listing = write_list(present()[::options.every])
    out = os.path.join(folder, 'detections')
    text = subprocess.run([options.sightline, 'evaluate', '--layout', 'deeppcb', '--root', root, '--list', listing,
                           '--recipe', recipe, '--output', out], check=True, capture_output=True, text=True).stdout
    print(text)
    point = re.search(r'operating point: ([0-9.]+)', text).group(1)
    print(subprocess.run([sys.executable, os.path.join(options.shared, 'peers/score_deeppcb.py'), root, listing, out, point],
                         check=True, capture_output=True, text=True).stdout)


def seconds(command):
    """Wall and CPU seconds of a process and what it starts; its output is thrown away."""
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wall = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode not in (0, 1):  # 1: defects were found
        raise SystemExit('%s ended with status %d' % (' '.join(command), done.returncode))
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def rate():
    # Every fifth pair, as the peer was measured; whole processes, so start-up counts on both sides.
    lines = present()[::5]
    listing, table = write_list(lines), write_table(lines)
    ours = [options.sightline, 'inspect', '--list', table, '--recipe', recipe, '--jobs', '1', '--quiet',
            '--output', os.path.join(folder, 'reports'), '--records', os.path.join(folder, 'records.sqlite')]
    bare = ours[:-2] + ['--format', 'jsonl']
    theirs = [options.python, os.path.join(options.shared, 'peers/opencv_pcb.py'), root, listing, os.path.join(folder, 'theirs'), '1']

    rows = {'all reports and records': [], 'results.jsonl only': [], 'OpenCV': []}
    for _ in range(options.runs):
        for name, command in zip(rows, (ours, bare, theirs)):
            rows[name].append(seconds(command))
    base = statistics.median(w for w, _ in rows['OpenCV'])
    base_cpu = statistics.median(c for _, c in rows['OpenCV'])
    for name, times in rows.items():
        wall, cpu = (statistics.median(t[k] for t in times) for k in (0, 1))
        print('%-24s %6.1f pairs/s  wall %.2f s (%.1f times)  CPU %.2f s (%.1f times)' % (
            name, len(lines)/wall, wall, base/wall, cpu, base_cpu/cpu))


def cost():
    if not os.path.exists(options.decode_files):
        subprocess.run(['swift', 'build', '--package-path', 'Benchmarks', '-c', 'release', '--product', 'decode-files'],
                       check=True)
    every = present()
    lines = [every[i*len(every)//options.pairs] for i in range(options.pairs)]
    files = os.path.join(folder, 'files.txt')
    records = os.path.join(folder, 'records.sqlite')

    def commands(repeats):
        table = write_table(lines, repeats)
        with open(table) as source, open(files, 'w') as target:
            for image, template in list(csv.reader(source))[1:]:
                target.write('%s\n%s\n' % (image, template))
        inspect = [options.sightline, 'inspect', '--list', table, '--recipe', recipe, '--quiet', '--format', 'jsonl',
                   '--output', os.path.join(folder, 'reports'), '--records', records]
        return {'decoding alone': [options.decode_files, files], 'one worker': inspect + ['--jobs', '1'],
                'two workers': inspect + ['--jobs', '2']}

    def measured(command):
        # Every run starts with no records, and none pays for those of the runs before.
        for suffix in ('', '-wal', '-shm'):
            if os.path.exists(records + suffix):
                os.remove(records + suffix)
        return seconds(command)

    repeats = max(1, round(options.seconds/measured(commands(1)['one worker'])[1]))
    rows = {name: [] for name in commands(repeats)}
    pairs = repeats*len(lines)
    print('%d pairs, %d times in a run; median of %d; load %.1f at the start' % (
        len(lines), repeats, options.runs, os.getloadavg()[0]))
    for _ in range(options.runs):
        for name, command in commands(repeats).items():
            rows[name].append(measured(command))
    median = {name: [statistics.median(t[k] for t in times) for k in (0, 1)] for name, times in rows.items()}
    for name, (wall, cpu) in median.items():
        print('%-16s wall %6.3f s, %6.1f pairs/s; CPU %6.3f s, %.3f ms a pair' % (
            name, wall, pairs/wall, cpu, 1e3*cpu/pairs))
    print('the whole run / decoding alone: CPU %.2f, wall %.2f (at most 2.0)' % (
        median['one worker'][1]/median['decoding alone'][1], median['one worker'][0]/median['decoding alone'][0]))
    print('two workers / one worker: %.2f times the rate (at least 1.8); CPU %.2f times' % (
        median['one worker'][0]/median['two workers'][0], median['two workers'][1]/median['one worker'][1]))
    print('load %.1f at the end' % os.getloadavg()[0])


def shifted():
    subprocess.run(['swift', 'test', '--filter', 'ShiftedTemplateTests'], check=True,
                   env=dict(os.environ, SIGHTLINE_DATA=os.path.abspath(os.path.join(options.shared, 'data'))))


def memory():
    lines = present()
    table = write_table(lines, repeats=11)
    out = os.path.join(folder, 'reports')
    run = subprocess.Popen([options.sightline, 'inspect', '--list', table, '--recipe', recipe, '--quiet', '--output', out,
                            '--records', os.path.join(folder, 'records.sqlite')],
                           stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    results, done, peaks = os.path.join(out, 'results.jsonl'), 0, {}
    position = 0
    while run.poll() is None:
        time.sleep(0.1)
        if os.path.exists(results):
            with open(results, 'rb') as file:
                file.seek(position)
                chunk = file.read()
                position += len(chunk)
                done += chunk.count(b'\n')
        try:
            peak = int(re.search(r'VmHWM:\s+(\d+)', open('/proc/%d/status' % run.pid).read()).group(1))
        except (OSError, AttributeError):
            continue
        for mark in (1000, 2000, 5000, 10000):
            if done >= mark and mark not in peaks:
                peaks[mark] = peak
                print('after %5d images: peak %.1f MB' % (mark, peak/1024), flush=True)
    print('growth from 1,000 to 10,000 images: %.1f MB' % ((peaks[10000] - peaks[1000])/1024))


globals()[options.what.replace('-', '_')]()
