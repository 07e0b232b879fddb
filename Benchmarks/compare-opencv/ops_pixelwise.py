import ctypes
import cv2, numpy as np
from compare import Operator, PTR, INT, U8

U16 = ctypes.c_uint16


def operators(case):
    a, b, a16, b16 = case.gray, case.other, case.gray16, case.other16
    shape, size = a.shape, (INT(case.width), INT(case.height))
    image, other = PTR(case.image8(a)), PTR(case.image8(b))
    out = PTR(case.image8(a))

    def image16(array):
        return PTR(case.call('sl_pixelwise_image16', PTR, array.ctypes.data_as(PTR), *size))

    wide, wide_other, wide_out = image16(a16), image16(b16), image16(a16)
    mask, masks = PTR(case.call('sl_pixelwise_mask', PTR)), PTR(case.call('sl_signed_new', PTR))
    d, e, d16, e16 = (case.like(array) for array in (a, a, a16, a16))

    def result16():
        array = np.empty(shape, np.uint16)
        case.call('sl_pixelwise_copy16', None, wide_out, array.ctypes.data_as(PTR))
        return array

    def mask_result():
        array = np.empty(shape, np.uint8)
        case.call('sl_pixelwise_mask_copy', None, mask, array.ctypes.data_as(PTR))
        return array

    def masks_result():
        array = np.empty((2,) + shape, np.uint8)
        for k in range(2):
            case.call('sl_signed_copy', None, masks, INT(k), array[k].ctypes.data_as(PTR))
        return array

    def row(name, ours, theirs, result, expected):
        return Operator(name, ours, theirs, result, expected)

    yield row('absolute difference', case.bind('sl_absdiff8', image, other, out),
              lambda: cv2.absdiff(a, b, dst=d), lambda: case.copy8(out.value, shape), lambda: cv2.absdiff(a, b))
    yield row('absolute difference, 16 bit', case.bind('sl_absdiff16', wide, wide_other, wide_out),
              lambda: cv2.absdiff(a16, b16, dst=d16), result16, lambda: cv2.absdiff(a16, b16))

    def difference():
        cv2.absdiff(a, b, dst=d)
        cv2.threshold(d, 12, 255, cv2.THRESH_BINARY, dst=e)
    yield row('difference > t to bit mask', case.bind('sl_difference8', image, other, U8(12), mask),
              difference, mask_result, lambda: cv2.absdiff(a, b) > 12)

    def difference16():
        cv2.absdiff(a16, b16, dst=d16)
        cv2.threshold(d16, 3000, 65535, cv2.THRESH_BINARY, dst=e16)
    yield row('difference > t to bit mask, 16 bit', case.bind('sl_difference16', wide, wide_other, U16(3000), mask),
              difference16, mask_result, lambda: cv2.absdiff(a16, b16) > 3000)

    tolerance = case.placed((a // 16 + 4).astype(np.uint8))
    limits = PTR(case.image8(tolerance))

    def against_model():
        cv2.absdiff(a, b, dst=d)
        cv2.compare(d, tolerance, cv2.CMP_GT, dst=e)
    yield row('difference > tolerance image to bit mask', case.bind('sl_tolerance8', image, other, limits, mask),
              against_model, mask_result, lambda: cv2.absdiff(a, b) > tolerance)
    tolerance16 = case.placed((a16 // 16 + 400).astype(np.uint16))
    limits16 = image16(tolerance16)

    def against_model16():
        cv2.absdiff(a16, b16, dst=d16)
        cv2.compare(d16, tolerance16, cv2.CMP_GT, dst=e)
    yield row('difference > tolerance image to bit mask, 16 bit',
              case.bind('sl_tolerance16', wide, wide_other, limits16, mask),
              against_model16, mask_result, lambda: cv2.absdiff(a16, b16) > tolerance16)

    def signed():
        cv2.subtract(a, b, dst=d)
        cv2.threshold(d, 9, 255, cv2.THRESH_BINARY, dst=d)
        cv2.subtract(b, a, dst=e)
        cv2.threshold(e, 14, 255, cv2.THRESH_BINARY, dst=e)
    yield row('signed difference to bright and dark masks', case.bind('sl_signed8', image, other, U8(9), U8(14), masks),
              signed, masks_result, lambda: np.stack([cv2.subtract(a, b) > 9, cv2.subtract(b, a) > 14]))

    def signed16():
        cv2.subtract(a16, b16, dst=d16)
        cv2.threshold(d16, 2000, 65535, cv2.THRESH_BINARY, dst=d16)
        cv2.subtract(b16, a16, dst=e16)
        cv2.threshold(e16, 3000, 65535, cv2.THRESH_BINARY, dst=e16)
    yield row('signed difference to bright and dark masks, 16 bit',
              case.bind('sl_signed16', wide, wide_other, U16(2000), U16(3000), masks), signed16, masks_result,
              lambda: np.stack([cv2.subtract(a16, b16) > 2000, cv2.subtract(b16, a16) > 3000]))

    lower, upper = case.placed(cv2.subtract(b, tolerance)), case.placed(cv2.add(b, tolerance))
    low, high = PTR(case.image8(lower)), PTR(case.image8(upper))

    def outside():
        cv2.compare(a, upper, cv2.CMP_GT, dst=d)
        cv2.compare(a, lower, cv2.CMP_LT, dst=e)
    yield row('outside lower and upper images, two masks', case.bind('sl_signed_outside8', image, low, high, masks),
              outside, masks_result, lambda: np.stack([a > upper, a < lower]))
    yield row('outside lower...upper images to bit mask', case.bind('sl_outside8', image, low, high, mask),
              lambda: cv2.inRange(a, lower, upper, dst=d), mask_result, lambda: 1 - cv2.inRange(a, lower, upper)//255)
    yield row('a > b to bit mask', case.bind('sl_greater8', image, other, mask),
              lambda: cv2.compare(a, b, cv2.CMP_GT, dst=d), mask_result, lambda: a > b)
    yield row('threshold', case.bind('sl_threshold8', image, U8(100), out),
              lambda: cv2.threshold(a, 100, 255, cv2.THRESH_BINARY, dst=d), lambda: case.copy8(out.value, shape),
              lambda: cv2.threshold(a, 100, 255, cv2.THRESH_BINARY)[1])
    yield row('threshold, 16 bit', case.bind('sl_threshold16', wide, U16(25000), wide_out),
              lambda: cv2.threshold(a16, 25000, 65535, cv2.THRESH_BINARY, dst=d16), result16,
              lambda: cv2.threshold(a16, 25000, 65535, cv2.THRESH_BINARY)[1])
    yield row('threshold to bit mask, 16 bit', case.bind('sl_threshold_mask16', wide, U16(25000), mask),
              lambda: cv2.threshold(a16, 25000, 65535, cv2.THRESH_BINARY, dst=d16), mask_result, lambda: a16 > 25000)
