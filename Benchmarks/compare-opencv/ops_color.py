import cv2, numpy as np
from compare import F64, INT, PTR, U8, Operator


def operators(case):
    a, rgb = case.gray, case.rgb
    rgba = case.placed(np.dstack([rgb, case.mask]))
    image, colour, colour4 = PTR(case.image8(a)), PTR(case.image8(rgb)), PTR(case.image8(rgba))
    out = PTR(case.image8(a))
    d = case.like(a)

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
    yield Operator('bytes 0 and 255 of a bit mask', case.bind('sl_mask_image', mask, out),
                   lambda: cv2.copyTo(case.mask, None, dst=d), result, lambda: case.mask)
    yield Operator('count of the set pixels of a mask', case.bind('sl_mask_count', mask), lambda: cv2.countNonZero(case.mask),
                   lambda: case.call('sl_mask_count', INT, mask), lambda: cv2.countNonZero(case.mask))

    # OpenCV's way to a colour distance: both images to 8-bit Lab, difference, squares, weighted sum.
    second = case.placed(np.roll(rgb, 1, axis=1))
    other = PTR(case.image8(second))
    distances = PTR(case.call('sl_distances_new', PTR))
    lab, lab2, step = (case.like(rgb) for _ in range(3))
    squares, total = case.empty(rgb.shape, np.float32), case.empty(a.shape, np.float32)
    weights = np.array([[(100/255)**2, 1, 1]])
    d = case.like(a)

    def after_lab():
        cv2.absdiff(lab, lab2, dst=step)
        cv2.multiply(step, step, dst=squares, dtype=cv2.CV_32F)
        cv2.transform(squares, weights, dst=total)

    def distance():
        cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB, dst=lab)
        cv2.cvtColor(second, cv2.COLOR_RGB2LAB, dst=lab2)
        after_lab()

    def distance_mask():
        distance()
        cv2.threshold(total, 100, 255, cv2.THRESH_BINARY, dst=total)

    one = np.empty((1, 1, 3), np.uint8)
    one[:] = (180, 60, 40)

    def distance_to():
        cv2.cvtColor(rgb, cv2.COLOR_RGB2LAB, dst=lab)
        value = cv2.cvtColor(one, cv2.COLOR_RGB2LAB)[0, 0]
        cv2.absdiff(lab, tuple(float(v) for v in value) + (0.0,), dst=step)
        cv2.multiply(step, step, dst=squares, dtype=cv2.CV_32F)
        cv2.transform(squares, weights, dst=total)

    def exact_distance():
        """ΔE in double precision; OpenCV's own conversion of floats interpolates a coarse table."""
        level = np.arange(256)/255
        light = np.where(level <= 0.04045, level/12.92, ((level + 0.055)/1.055)**2.4)
        matrix = np.array([[0.412453, 0.357580, 0.180423], [0.212671, 0.715160, 0.072169],
                           [0.019334, 0.119193, 0.950227]]) / np.array([[0.950456], [1], [1.088754]])

        def lab(image):
            t = light[image[:100]] @ matrix.T
            f = np.where(t > 216/24389, np.cbrt(t), 841/108*t + 16/116)
            return np.stack([116*f[..., 1] - 16, 500*(f[..., 0] - f[..., 1]), 200*(f[..., 1] - f[..., 2])], axis=-1)
        return np.sqrt(((lab(rgb) - lab(second))**2).sum(axis=2))

    case.call('sl_color_distance', None, colour, other, distances)
    out32 = np.empty(a.shape, np.float32)
    case.call('sl_distances_copy', None, distances, out32.ctypes.data_as(PTR))
    distance()
    exact = exact_distance()
    note = 'ΔE off by at most %.3f, OpenCV in 8 bit by %.1f' % tuple(
        np.abs(np.sqrt(x[:100].astype(np.float64)) - exact).max() for x in (out32, total))
    yield Operator('squared colour distance of two images', case.bind('sl_color_distance', colour, other, distances),
                   distance, note=note)
    yield Operator('squared colour distance from a colour',
                   case.bind('sl_color_distance_to', colour, U8(180), U8(60), U8(40), distances), distance_to, note='as above')
    yield Operator('colour distance > limit to bit mask',
                   case.bind('sl_color_distance_mask', colour, other, F64(10), mask), distance_mask, note='as above')
