import cv2, numpy as np
from compare import Operator, F64, INT, PTR

TYPES = {np.uint8: 0, np.int16: 1, np.float32: 2, np.int32: 3, np.float64: 4, np.uint16: 5}


def operators(case):
    gray = case.gray
    image = PTR(case.image8(gray))
    handle = PTR(case.call('sl_filter_new', PTR))
    height, width = gray.shape

    def result(dtype, shape=gray.shape):
        def fetch():
            out = np.empty(shape, dtype)
            case.call('sl_filter_result', None, handle, INT(TYPES[dtype]), out.ctypes.data_as(PTR))
            return out
        return fetch

    def run(name, *args):
        return case.bind('sl_filter_' + name, handle, image, *args)

    out = case.like(gray)
    for k in (3, 5, 7):
        yield Operator('Gaussian %dx%d' % (k, k), run('gaussian', INT(k)),
                       lambda k=k: cv2.GaussianBlur(gray, (k, k), 0, dst=out), result(np.uint8),
                       lambda k=k: cv2.GaussianBlur(gray, (k, k), 0))
    for k in (3, 5, 7, 15, 31, 101):
        yield Operator('box %dx%d' % (k, k), run('box', INT(k)), lambda k=k: cv2.blur(gray, (k, k), dst=out),
                       result(np.uint8), lambda k=k: cv2.blur(gray, (k, k)))

    dx, dy, total = (case.empty(gray.shape, np.int16) for _ in range(3))
    for kind, name, function, axis in ((0, 'Sobel dx', cv2.Sobel, (1, 0)), (1, 'Sobel dy', cv2.Sobel, (0, 1)),
                                       (2, 'Scharr dx', cv2.Scharr, (1, 0)), (3, 'Scharr dy', cv2.Scharr, (0, 1))):
        yield Operator(name, run('derivative', INT(kind)),
                       lambda function=function, axis=axis: function(gray, cv2.CV_16S, *axis, dst=dx), result(np.int16),
                       lambda function=function, axis=axis: function(gray, cv2.CV_16S, *axis))

    zero = case.placed(np.zeros(gray.shape, np.int16))

    def gradient_sum():
        cv2.spatialGradient(gray, dx, dy)
        cv2.add(cv2.absdiff(dx, zero, dst=dx), cv2.absdiff(dy, zero, dst=dy), dst=total)
        return total
    yield Operator('gradient |dx|+|dy|', run('derivative', INT(4)), gradient_sum, result(np.int16), gradient_sum)

    fx, fy, length = (case.empty(gray.shape, np.float32) for _ in range(3))

    def gradient_length():
        cv2.magnitude(cv2.Sobel(gray, cv2.CV_32F, 1, 0, dst=fx), cv2.Sobel(gray, cv2.CV_32F, 0, 1, dst=fy), length)
        return length
    yield Operator('gradient length', run('gradient_length'), gradient_length, result(np.float32), gradient_length)

    shape = (height + 1, width + 1)
    sums, squares = case.empty(shape, np.int32), case.empty(shape, np.float64)
    yield Operator('integral', run('integral', INT(0)), lambda: cv2.integral(gray, sums), result(np.int32, shape),
                   lambda: cv2.integral(gray))
    yield Operator('integral and squared', run('integral', INT(1)), lambda: cv2.integral2(gray, sums, squares),
                   result(np.float64, shape), lambda: cv2.integral2(gray)[1])

    shape = ((height + 1)//2, (width + 1)//2)
    down = case.empty(shape, np.uint8)
    yield Operator('pyramid down', run('pyramid'), lambda: cv2.pyrDown(gray, dst=down), result(np.uint8, shape),
                   lambda: cv2.pyrDown(gray))

    for sigma in (0.8, 1.0, 2.0, 5.0):
        yield Operator('Gaussian sigma %g' % sigma, run('sigma', F64(sigma)),
                       lambda sigma=sigma: cv2.GaussianBlur(gray, (0, 0), sigma, dst=out), result(np.uint8),
                       lambda sigma=sigma: cv2.GaussianBlur(gray, (0, 0), sigma))

    gray16 = case.gray16
    image16 = PTR(case.call('sl_filter_image16', PTR, gray16.ctypes.data_as(PTR), INT(width), INT(height)))
    out16 = case.like(gray16)
    for k in (3, 5, 7):
        yield Operator('Gaussian %dx%d, 16 bit' % (k, k), case.bind('sl_filter_gaussian16', handle, image16, INT(k)),
                       lambda k=k: cv2.GaussianBlur(gray16, (k, k), 0, dst=out16), result(np.uint16),
                       lambda k=k: cv2.GaussianBlur(gray16, (k, k), 0))

    for sigma in (0.8, 2.0, 5.0):
        yield Operator('Gaussian sigma %g, 16 bit' % sigma, case.bind('sl_filter_sigma16', handle, image16, F64(sigma)),
                       lambda sigma=sigma: cv2.GaussianBlur(gray16, (0, 0), sigma, dst=out16), result(np.uint16),
                       lambda sigma=sigma: cv2.GaussianBlur(gray16, (0, 0), sigma))

    def mask_result():
        mask = np.empty(gray.shape, np.uint8)
        case.call('sl_filter_mask_result', None, handle, mask.ctypes.data_as(PTR))
        return mask

    for gaussian, name, method in ((0, 'mean', cv2.ADAPTIVE_THRESH_MEAN_C), (1, 'Gaussian', cv2.ADAPTIVE_THRESH_GAUSSIAN_C)):
        for k in (15, 51):
            def theirs(k=k, method=method, dst=out):
                return cv2.adaptiveThreshold(gray, 255, method, cv2.THRESH_BINARY, k, 5, dst=dst)
            args = INT(gaussian), INT(k), INT(5)
            yield Operator('local threshold, %s %d' % (name, k), run('local', *args), theirs, result(np.uint8), theirs)
            yield Operator('local threshold to bit mask, %s %d' % (name, k), run('local_mask', *args), theirs,
                           mask_result, theirs)
