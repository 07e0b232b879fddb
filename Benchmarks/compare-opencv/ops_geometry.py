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
    rgb16 = np.dstack([case.gray16, case.other16, case.gray16])
    for kind, array in (('gray', case.gray), ('RGB', case.rgb), ('gray 16', case.gray16), ('RGB 16', rgb16)):
        handle16 = array.dtype == np.uint16
        source = image(array)
        out = np.empty_like(array)
        for label, matrix in affine:
            if kind not in ('gray', 'gray 16') and label != '2 degrees':
                continue
            matrix = np.ascontiguousarray(matrix)
            keep.append(matrix)
            for nearest, flag in ((0, cv2.INTER_LINEAR), (1, cv2.INTER_NEAREST)):
                if nearest and 'shift' in label:
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
