import cv2, numpy as np
from compare import Operator, PTR, U8


def operators(case):
    gray = case.gray
    image = case.image8(gray)
    handle = case.call('sl_mask_new', PTR)
    out = case.like(gray)

    def result():
        ours = np.empty(gray.shape, np.uint8)
        case.call('sl_mask_result', None, PTR(handle), ours.ctypes.data_as(PTR))
        return ours

    yield Operator('threshold to bit mask', case.bind('sl_mask_threshold', PTR(handle), PTR(image), U8(100)),
                   lambda: cv2.threshold(gray, 99, 255, cv2.THRESH_BINARY_INV, dst=out), result,
                   lambda: cv2.threshold(gray, 99, 255, cv2.THRESH_BINARY_INV)[1])
