"""Decoding against cv2.imdecode: the same bytes, one process, one thread, alternating.

usage: decode.py LIBRARY [--shared ../shared] [--runs 25] [--markdown FILE]

Files: a gray JPEG of 640x640 and a colour JPEG of 3034x1586 from the shared data, and PNG files made of
the same pictures by OpenCV with its default compression, in memory. CPU time of the thread, the
median of `--runs` samples, the two sides in turn, as compare.py has it. Ours decodes with the system's
libjpeg-turbo and libpng into memory kept from call to call; OpenCV's Python returns a new array each
time and can do no other. Ours checks more: all checksums and
end marks, and a warning of a library is an error. Colours are compared as RGB; libraries of different
versions may differ by rounding.
"""
import argparse, ctypes, ctypes.util, glob, os, re
import cv2, numpy as np
import compare
from compare import INT, PTR, Library


def versions():
    """OpenCV's bundled libraries, and those that ours is linked with."""
    text = cv2.getBuildInformation()
    theirs = ['%s %s' % (name, re.search(pattern, text).group(1)) for name, pattern in (
        ('libjpeg-turbo', r'JPEG:\s+\S+ \(ver (\S+)\)'), ('libpng', r'PNG:\s+\S+ \(ver (\S+)\)'),
        ('zlib', r'ZLib:\s+\S+ \(ver (\S+)\)'))]
    png = ctypes.CDLL(ctypes.util.find_library('png16') or 'libpng16.so.16')
    zlib = ctypes.CDLL('libz.so.1')
    png.png_get_libpng_ver.restype = zlib.zlibVersion.restype = ctypes.c_char_p
    jpeg = open(ctypes.util.find_library('jpeg') and max(
        glob.glob('/usr/lib/*/libjpeg.so.*') + glob.glob('/usr/lib/libjpeg.so.*'), key=len), 'rb').read()
    turbo = re.search(rb'libjpeg-turbo version (\d[\w.]*)', jpeg)
    ours = ['libjpeg-turbo %s' % (turbo.group(1).decode() if turbo else '(unknown version)'),
            'libpng %s' % png.png_get_libpng_ver(None).decode(), 'zlib %s' % zlib.zlibVersion().decode()]
    return ', '.join(ours), ', '.join(theirs)


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument('library'); parser.add_argument('--shared', default='../shared')
    parser.add_argument('--runs', type=int, default=25); parser.add_argument('--markdown')
    options = parser.parse_args()
    cv2.setNumThreads(1)
    lib = Library(options.library)
    data = os.path.join(options.shared, 'data')
    read = lambda path: np.fromfile(path, np.uint8)
    gray = read(sorted(glob.glob(os.path.join(data, 'deeppcb/*/*/*_test.jpg')))[0])
    colour = read(sorted(glob.glob(os.path.join(data, 'board01/test/*.jpg')))[0])
    picture = cv2.imdecode(colour, cv2.IMREAD_COLOR)
    encode = lambda image: cv2.imencode('.png', image)[1]
    luma = cv2.cvtColor(picture, cv2.COLOR_BGR2GRAY)
    small = cv2.imdecode(gray, cv2.IMREAD_GRAYSCALE)
    rows = [
        ('JPEG gray', gray, small.shape, False), ('JPEG colour', colour, picture.shape, True),
        ('JPEG colour to gray', colour, luma.shape, False),
        ('PNG gray', encode(small), small.shape, False), ('PNG gray', encode(luma), luma.shape, False),
        ('PNG colour', encode(picture), picture.shape, True), ('PNG colour to gray', encode(picture), luma.shape, False),
    ]
    ours, theirs = versions()
    lines = ['%s. Ours: %s. OpenCV: %s.' % (compare.headline(options.runs), ours, theirs), '',
             '| file | size | bytes | ours ms | OpenCV ms | ratio | agreement |', '|---|---|--:|--:|--:|--:|---|']
    print('\n'.join(lines))
    for name, file, shape, in_colour in rows:
        handle = lib.call('sl_decode_new', PTR)
        entry = 'sl_decode_stored' if in_colour else 'sl_decode_gray'
        args = PTR(handle), PTR(file.ctypes.data), INT(len(file))
        flag = cv2.IMREAD_COLOR if in_colour else cv2.IMREAD_GRAYSCALE
        if lib.call(entry, INT, *args) != 1:
            raise SystemExit('%s was refused' % name)
        result = np.empty(shape, np.uint8)
        lib.call(entry + '_result', None, PTR(handle), PTR(result.ctypes.data))
        expected = cv2.imdecode(file, flag | cv2.IMREAD_IGNORE_ORIENTATION)
        if in_colour:
            expected = expected[:, :, ::-1]
        agree = compare.agreement(compare.Operator(name, lambda: None, None, lambda: result, lambda: expected))
        mine, other = compare.alternate([lib.bind(entry, *args), lambda: cv2.imdecode(file, flag)], options.runs)
        lines.append('| %s | %dx%d | %d | %.3f | %.3f | %.2f | %s |' % (
            name, shape[1], shape[0], len(file), mine*1e3, other*1e3, mine/other, agree))
        print(lines[-1], flush=True)
    if options.markdown:
        with open(options.markdown, 'w') as file:
            file.write('\n'.join(lines) + '\n')


if __name__ == '__main__':
    main()
