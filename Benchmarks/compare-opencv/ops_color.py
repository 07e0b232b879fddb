import cv2, numpy as np
from compare import Operator, PTR, INT, U8


def operators(case):
    a, rgb = case.gray, case.rgb
    rgba = np.dstack([rgb, case.mask])
    image, colour, colour4 = PTR(case.image8(a)), PTR(case.image8(rgb)), PTR(case.image8(rgba))
    out = PTR(case.image8(a))
    d = np.empty_like(a)

    def result():
        return case.copy8(out.value, a.shape)

    gamma = np.floor(255*(np.arange(256)/255.0)**0.45 + 0.5).astype(np.uint8)
    table = PTR(case.call('sl_table', PTR, gamma.ctypes.data_as(PTR)))
    yield Operator('look-up table (gamma)', case.bind('sl_lookup', image, table, out),
                   lambda: cv2.LUT(a, gamma, dst=d), result, lambda: cv2.LUT(a, gamma))
    yield Operator('RGB to gray', case.bind('sl_gray', colour, out),
                   lambda: cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY, dst=d), result,
                   lambda: cv2.cvtColor(rgb, cv2.COLOR_RGB2GRAY))
    yield Operator('RGBA to gray', case.bind('sl_gray', colour4, out),
                   lambda: cv2.cvtColor(rgba, cv2.COLOR_RGBA2GRAY, dst=d), result,
                   lambda: cv2.cvtColor(rgba, cv2.COLOR_RGBA2GRAY))
    mask = PTR(case.call('sl_pixelwise_mask', PTR))
    case.call('sl_mask_above', None, PTR(case.image8(case.mask)), U8(0), mask)
    # OpenCV keeps masks as bytes already; what it does with them at this cost is to copy them.
    yield Operator('bit mask to 0 and 255', case.bind('sl_mask_image', mask, out),
                   lambda: cv2.copyTo(case.mask, None, dst=d), result, lambda: case.mask)
    yield Operator('count of set pixels', case.bind('sl_mask_count', mask), lambda: cv2.countNonZero(case.mask),
                   lambda: case.call('sl_mask_count', INT, mask), lambda: cv2.countNonZero(case.mask))
