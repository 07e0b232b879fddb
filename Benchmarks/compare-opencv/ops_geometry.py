import ctypes, math, cv2, numpy as np
from compare import Operator, INT, PTR

F64P = ctypes.POINTER(ctypes.c_double)


def rotation(case, degrees, scale=1.0):
    """Destination to source: a turn about the centre of the image, and a small shift."""
    matrix = cv2.getRotationMatrix2D((case.width/2 - 0.5, case.height/2 - 0.5), degrees, scale)
    matrix[:, 2] += (3.3, -1.7)
    return np.ascontiguousarray(matrix)


def operators(case):
    size = (case.width, case.height)
    handle = case.call('sl_geometry_new', PTR)
    keep = []

    def image(array):
        if array.dtype == np.uint8:
            return case.image8(array)
        array = np.ascontiguousarray(array)
        keep.append(array)
        return case.call('sl_geometry_image16', PTR, PTR(array.ctypes.data), INT(array.shape[1]),
                         INT(array.shape[0]), INT(array.shape[2] if array.ndim == 3 else 1))

    def result(like):
        out = np.empty(like.shape, like.dtype)
        name = 'sl_geometry_result8' if like.dtype == np.uint8 else 'sl_geometry_result16'
        case.call(name, None, PTR(handle), PTR(out.ctypes.data))
        return out

    affine = [('2 degrees', rotation(case, 2)), ('30 degrees', rotation(case, 30)),
              ('90 degrees', rotation(case, 90)),
              ('sub-pixel shift', np.array([[1, 0, 3.3], [0, 1, -1.7]])),
              ('whole shift', np.array([[1.0, 0, 3], [0, 1, -2]]))]
    rgb16 = case.placed(np.dstack([case.gray16, case.other16, case.gray16]))
    for kind, array in (('gray', case.gray), ('RGB', case.rgb), ('gray 16', case.gray16), ('RGB 16', rgb16)):
        handle16 = array.dtype == np.uint16
        source = image(array)
        out = case.like(array)
        for label, matrix in affine:
            if kind not in ('gray', 'gray 16') and label != '2 degrees':
                continue
            matrix = np.ascontiguousarray(matrix)
            keep.append(matrix)
            for nearest, flag in ((0, cv2.INTER_LINEAR), (1, cv2.INTER_NEAREST)):
                if nearest and label == "whole shift":
                    continue
                for replicate, border in ((0, cv2.BORDER_CONSTANT), (1, cv2.BORDER_REPLICATE)):
                    if replicate and (kind != 'gray' or label != '2 degrees'):
                        continue
                    name = 'warp affine %s, %s, %s%s' % (
                        kind, label, 'nearest' if nearest else 'bilinear', ', replicate' if replicate else '')
                    flags = flag | cv2.WARP_INVERSE_MAP
                    yield Operator(
                        name, case.bind('sl_warp_affine16' if handle16 else 'sl_warp_affine8', PTR(handle),
                                        PTR(source), PTR(matrix.ctypes.data), INT(nearest), INT(replicate)),
                        lambda array=array, matrix=matrix, flags=flags, border=border, out=out:
                            cv2.warpAffine(array, matrix, size, dst=out, flags=flags, borderMode=border),
                        lambda array=array: result(array),
                        lambda array=array, matrix=matrix, flags=flags, border=border:
                            cv2.warpAffine(array, matrix, size, flags=flags, borderMode=border))
    yield from fields(case, handle, image, result)


def fields(case, handle, image, result):
    """A smooth displacement on nodes every 32 pixels, for us; maps made from it for cv2.remap."""
    width, height = case.width, case.height
    columns, rows = width//32, height//32
    rng = np.random.default_rng(3)
    nodes = [cv2.GaussianBlur(rng.normal(0, 12, (rows, columns)).astype(np.float32), (0, 0), 2) for _ in 'xy']

    def interpolated(grid):
        def axis(n, count):
            v = np.clip(np.arange(n) - 16, 0, 32*(count - 1))
            i = np.minimum(v//32, max(0, count - 2))
            return i, np.minimum(i + 1, count - 1), (v - 32*i)/32.0
        j, j2, g = axis(height, rows)
        i, i2, f = axis(width, columns)
        lines = grid[j]*(1 - g[:, None]) + grid[j2]*g[:, None]
        return lines[:, i]*(1 - f) + lines[:, i2]*f
    dx, dy = (interpolated(grid.astype(np.float64)) for grid in nodes)
    y, x = np.mgrid[0:height, 0:width]
    map_x, map_y = (case.placed((v + d).astype(np.float32)) for v, d in ((x, dx), (y, dy)))
    buffers = [np.ascontiguousarray(a, np.float32) for a in (dx, dy, nodes[0], nodes[1])]
    state = case.call('sl_displacements_new', PTR, *(PTR(b.ctypes.data) for b in buffers[:2]), INT(width), INT(height),
                      *(PTR(b.ctypes.data) for b in buffers[2:]), INT(columns), INT(rows))
    for kind, array in (('gray', case.gray), ('gray 16', case.gray16)):
        source = image(array)
        out = case.like(array)
        for dense in (1, 0):
            for nearest, flag in ((0, cv2.INTER_LINEAR), (1, cv2.INTER_NEAREST)):
                yield Operator(
                    'warp by %s %s, %s' % ('maps' if dense else 'nodes', kind, 'nearest' if nearest else 'bilinear'),
                    case.bind('sl_warp_field16' if array.dtype == np.uint16 else 'sl_warp_field8', PTR(handle),
                              PTR(source), PTR(state), INT(dense), INT(nearest)),
                    lambda array=array, flag=flag, out=out: cv2.remap(array, map_x, map_y, flag, dst=out),
                    lambda array=array: result(array),
                    lambda array=array, flag=flag: cv2.remap(array, map_x, map_y, flag))
