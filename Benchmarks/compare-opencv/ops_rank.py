import cv2, numpy as np
from compare import Operator, INT, PTR

OPERATIONS = [('erode', cv2.MORPH_ERODE), ('dilate', cv2.MORPH_DILATE), ('open', cv2.MORPH_OPEN),
              ('close', cv2.MORPH_CLOSE), ('white top-hat', cv2.MORPH_TOPHAT), ('black top-hat', cv2.MORPH_BLACKHAT)]


def disk(radius):
    v = np.arange(-radius, radius + 1)
    return (v[:, None]**2 + v[None, :]**2 <= radius*radius + radius).astype(np.uint8)


def operators(case):
    gray, gray16 = case.gray, case.gray16
    image = case.image8(gray)
    image16 = case.call('sl_rank_image16', PTR, gray16.ctypes.data_as(PTR), INT(case.width), INT(case.height))
    handle = case.call('sl_rank_new', PTR)
    out, out16 = case.like(gray), case.like(gray16)

    def result():
        ours = np.empty(gray.shape, np.uint8)
        case.call('sl_rank_result', None, PTR(handle), ours.ctypes.data_as(PTR))
        return ours

    def result16():
        ours = np.empty(gray.shape, np.uint16)
        case.call('sl_rank_result16', None, PTR(handle), ours.ctypes.data_as(PTR))
        return ours

    for size in (3, 5):
        yield Operator('median %dx%d' % (size, size), case.bind('sl_median%d' % size, PTR(handle), PTR(image)),
                       lambda size=size: cv2.medianBlur(gray, size, dst=out), result,
                       lambda size=size: cv2.medianBlur(gray, size))

    def row(index, width, height, bits):
        name, operation = OPERATIONS[index]
        kernel = np.ones((height, width), np.uint8) if height else disk(width)
        source, into = (gray, out) if bits == 8 else (gray16, out16)
        label = '%dx%d' % (width, height) if height else 'disk %d' % width
        theirs = {'erode': lambda into: cv2.erode(source, kernel, dst=into),
                  'dilate': lambda into: cv2.dilate(source, kernel, dst=into)}.get(
                      name, lambda into: cv2.morphologyEx(source, operation, kernel, dst=into))
        return Operator('%s %s%s' % (name, label, '' if bits == 8 else ', 16 bit'),
                        case.bind('sl_morphology%d' % bits, PTR(handle), PTR(image if bits == 8 else image16),
                                  INT(index), INT(width), INT(height)),
                        lambda: theirs(into), result if bits == 8 else result16,
                        lambda: theirs(np.empty_like(source)))

    for size in (3, 5, 9, 15, 31, 63):
        yield row(0, size, size, 8)
    yield row(1, 3, 3, 8)
    yield row(1, 15, 15, 8)
    yield row(0, 31, 1, 8)
    yield row(0, 1, 31, 8)
    for size in (3, 15):
        yield row(0, size, size, 16)
        yield row(1, size, size, 16)
    for index in (2, 3, 4, 5):
        yield row(index, 3, 3, 8)
        yield row(index, 15, 15, 8)
    yield row(0, 151, 151, 8)
    for radius in (1, 2, 3, 4, 6, 8, 10, 12, 15):
        yield row(0, radius, 0, 8)
    yield row(1, 4, 0, 8)
    yield row(1, 15, 0, 8)
    yield row(0, 4, 0, 16)
    for index in (2, 3, 4, 5):
        yield row(index, 4, 0, 8)

    mask = case.mask
    bits = case.call('sl_bits_new', PTR, PTR(case.image8(mask)))

    def bits_result():
        ours = np.empty(gray.shape, np.uint8)
        case.call('sl_bits_result', None, PTR(bits), ours.ctypes.data_as(PTR))
        return ours

    def bits_row(index, width, height):
        name, operation = (OPERATIONS[:4] + [('boundary', cv2.MORPH_GRADIENT)] + OPERATIONS[4:])[index]
        kernel = np.ones((height, width), np.uint8) if height else disk(width)
        label = '%dx%d' % (width, height) if height else 'disk %d' % width
        theirs = {0: lambda into: cv2.erode(mask, kernel, dst=into),
                  1: lambda into: cv2.dilate(mask, kernel, dst=into)}.get(
                      index, lambda into: cv2.morphologyEx(mask, operation, kernel, dst=into))
        return Operator('bit mask %s %s' % (name, label),
                        case.bind('sl_bits_morphology', PTR(bits), INT(index), INT(width), INT(height)),
                        lambda: theirs(out), bits_result, lambda: theirs(np.empty_like(mask)))

    for size in (3, 5, 9, 15, 31, 63):
        yield bits_row(0, size, size)
    for size in (3, 15):
        yield bits_row(1, size, size)
    yield bits_row(0, 151, 151)
    yield bits_row(0, 31, 1)
    yield bits_row(0, 1, 31)
    for radius in (1, 2, 3, 4, 6, 10, 15, 31):
        yield bits_row(0, radius, 0)
    yield bits_row(1, 4, 0)
    for index in (2, 3, 4, 5, 6):
        yield bits_row(index, 3, 3)
        yield bits_row(index, 4, 0)
