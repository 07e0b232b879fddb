import ctypes
import cv2, numpy as np
from compare import Operator, F64, INT, PTR


def operators(case):
    gray = case.gray
    image = case.image8(gray)
    handle = case.call('sl_filter_new', PTR)

    def fetch(name, shape, dtype):
        out = np.empty(shape, dtype)
        case.call(name, None, PTR(handle), out.ctypes.data_as(PTR))
        return out

    out = np.empty_like(gray)
    for k in (3, 5, 7):
        yield Operator('Gaussian %dx%d' % (k, k), case.bind('sl_filter_gaussian', PTR(handle), PTR(image), INT(k)),
                       lambda k=k: cv2.GaussianBlur(gray, (k, k), 0, dst=out),
                       lambda: fetch('sl_filter_gray', gray.shape, np.uint8),
                       lambda k=k: cv2.GaussianBlur(gray, (k, k), 0))
    for k in (3, 5, 7, 15, 31, 101):
        yield Operator('box %dx%d' % (k, k), case.bind('sl_filter_box', PTR(handle), PTR(image), INT(k)),
                       lambda k=k: cv2.blur(gray, (k, k), dst=out),
                       lambda: fetch('sl_filter_gray', gray.shape, np.uint8),
                       lambda k=k: cv2.blur(gray, (k, k)))
