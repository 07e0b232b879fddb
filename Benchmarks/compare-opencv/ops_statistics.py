import ctypes
import cv2, numpy as np
from compare import Operator, PTR, INT


def operators(case):
    a, a16 = case.gray, case.gray16
    image = PTR(case.image8(a))
    wide = PTR(case.call('sl_pixelwise_image16', PTR, a16.ctypes.data_as(PTR), INT(case.width), INT(case.height)))
    counts = PTR(case.call('sl_histogram_new', PTR))
    counts16 = PTR(case.call('sl_histogram_new', PTR))
    mask = PTR(case.call('sl_pixelwise_mask', PTR))
    d = case.like(a)

    def counted(handle, levels):
        out = np.empty(levels, np.uint32)
        case.call('sl_histogram_copy', None, handle, out.ctypes.data_as(PTR))
        return out

    yield Operator('histogram', case.bind('sl_histogram8', counts, image),
                   lambda: cv2.calcHist([a], [0], None, [256], [0, 256]), lambda: counted(counts, 256),
                   lambda: cv2.calcHist([a], [0], None, [256], [0, 256]).ravel().astype(np.uint32))
    yield Operator('histogram, 16 bit', case.bind('sl_histogram16', counts16, wide),
                   lambda: cv2.calcHist([a16], [0], None, [65536], [0, 65536]), lambda: counted(counts16, 65536),
                   lambda: cv2.calcHist([a16], [0], None, [65536], [0, 65536]).ravel().astype(np.uint32))
    dry = cv2.THRESH_OTSU | cv2.THRESH_DRYRUN
    yield Operator('Otsu level', case.bind('sl_otsu8', counts, image),
                   lambda: cv2.threshold(a, 0, 255, dry, dst=d), lambda: case.call('sl_otsu8', INT, counts, image),
                   lambda: cv2.threshold(a, 0, 255, cv2.THRESH_OTSU)[0])
    yield Operator('Otsu level, 16 bit', case.bind('sl_otsu16', counts16, wide),
                   lambda: cv2.threshold(a16, 0, 65535, dry), lambda: case.call('sl_otsu16', INT, counts16, wide),
                   lambda: cv2.threshold(a16, 0, 65535, cv2.THRESH_OTSU)[0])

    def masked():
        out = np.empty(a.shape, np.uint8)
        case.call('sl_pixelwise_mask_copy', None, mask, out.ctypes.data_as(PTR))
        return out
    yield Operator('Otsu threshold to bit mask', case.bind('sl_otsu_mask8', counts, image, mask),
                   lambda: cv2.threshold(a, 0, 255, cv2.THRESH_OTSU, dst=d), masked,
                   lambda: cv2.threshold(a, 0, 1, cv2.THRESH_OTSU)[1])

    moments = (ctypes.c_double*2)()
    extremes = (ctypes.c_long*6)()

    def location(array):
        low, high, low_at, high_at = cv2.minMaxLoc(array)
        return np.array([low, high, *low_at, *high_at])
    for suffix, handle, array in (('8', image, a), ('16', wide, a16)):
        name = '' if suffix == '8' else ', 16 bit'
        yield Operator('mean and standard deviation' + name, case.bind('sl_moments' + suffix, handle, moments),
                       lambda array=array: cv2.meanStdDev(array), lambda: np.array(moments),
                       lambda array=array: np.array(cv2.meanStdDev(array)).ravel())
        yield Operator('least and greatest with positions' + name, case.bind('sl_extremes' + suffix, handle, extremes),
                       lambda array=array: cv2.minMaxLoc(array), lambda: np.array(extremes),
                       lambda array=array: location(array))
