import cv2, numpy as np
from compare import Operator, INT, PTR, U8


def disk(radius):
    v = np.arange(-radius, radius + 1)
    return (v[:, None]**2 + v[None, :]**2 <= radius*radius + radius).astype(np.uint8)


def operators(case):
    gray, mask = case.gray, case.mask
    image = case.image8(gray)
    handle = case.call('sl_mask_new', PTR, PTR(case.image8(mask)))

    def result():
        out = np.empty(gray.shape, np.uint8)
        case.call('sl_mask_result', None, PTR(handle), out.ctypes.data_as(PTR))
        return out

    out = case.like(gray)
    yield Operator('threshold to bit mask', case.bind('sl_mask_threshold', PTR(handle), PTR(image), U8(100)),
                   lambda: cv2.threshold(gray, 99, 255, cv2.THRESH_BINARY_INV, dst=out), result,
                   lambda: cv2.threshold(gray, 99, 255, cv2.THRESH_BINARY_INV)[1])
    for radius in (1, 2, 4, 10):
        kernel = disk(radius)
        yield Operator('erode bit mask, disk %d' % radius, case.bind('sl_mask_erode_disk', PTR(handle), INT(radius)),
                       lambda kernel=kernel: cv2.erode(mask, kernel, dst=out), result,
                       lambda kernel=kernel: cv2.erode(mask, kernel))
