import cv2, numpy as np
from compare import Operator, PTR


def operators(case):
    gray = case.gray
    image = case.image8(gray)
    handle = case.call('sl_rank_new', PTR)
    out = np.empty_like(gray)

    def result():
        ours = np.empty(gray.shape, np.uint8)
        case.call('sl_rank_result', None, PTR(handle), ours.ctypes.data_as(PTR))
        return ours

    for size in (3, 5):
        yield Operator('median %dx%d' % (size, size), case.bind('sl_median%d' % size, PTR(handle), PTR(image)),
                       lambda size=size: cv2.medianBlur(gray, size, dst=out), result,
                       lambda size=size: cv2.medianBlur(gray, size))
