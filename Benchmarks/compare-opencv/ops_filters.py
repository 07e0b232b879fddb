import cv2, numpy as np
from compare import Operator, F64, INT, PTR

TYPES = {np.uint8: 0, np.int16: 1, np.float32: 2, np.int32: 3, np.float64: 4}


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

    out = np.empty_like(gray)
    for k in (3, 5, 7):
        yield Operator('Gaussian %dx%d' % (k, k), run('gaussian', INT(k)),
                       lambda k=k: cv2.GaussianBlur(gray, (k, k), 0, dst=out), result(np.uint8),
                       lambda k=k: cv2.GaussianBlur(gray, (k, k), 0))
    for k in (3, 5, 7, 15, 31, 101):
        yield Operator('box %dx%d' % (k, k), run('box', INT(k)), lambda k=k: cv2.blur(gray, (k, k), dst=out),
                       result(np.uint8), lambda k=k: cv2.blur(gray, (k, k)))

    dx, dy, total = (np.empty(gray.shape, np.int16) for _ in range(3))
    for kind, name, function, axis in ((0, 'Sobel dx', cv2.Sobel, (1, 0)), (1, 'Sobel dy', cv2.Sobel, (0, 1)),
                                       (2, 'Scharr dx', cv2.Scharr, (1, 0)), (3, 'Scharr dy', cv2.Scharr, (0, 1))):
        yield Operator(name, run('derivative', INT(kind)),
                       lambda function=function, axis=axis: function(gray, cv2.CV_16S, *axis, dst=dx), result(np.int16),
                       lambda function=function, axis=axis: function(gray, cv2.CV_16S, *axis))

    zero = np.zeros(gray.shape, np.int16)

    def gradient_sum():
        cv2.spatialGradient(gray, dx, dy)
        cv2.add(cv2.absdiff(dx, zero, dst=dx), cv2.absdiff(dy, zero, dst=dy), dst=total)
        return total
    yield Operator('gradient |dx|+|dy|', run('derivative', INT(4)), gradient_sum, result(np.int16), gradient_sum)

    fx, fy, length = (np.empty(gray.shape, np.float32) for _ in range(3))

    def gradient_length():
        cv2.magnitude(cv2.Sobel(gray, cv2.CV_32F, 1, 0, dst=fx), cv2.Sobel(gray, cv2.CV_32F, 0, 1, dst=fy), length)
        return length
    yield Operator('gradient length', run('gradient_length'), gradient_length, result(np.float32), gradient_length)

    shape = (height + 1, width + 1)
    sums, squares = np.empty(shape, np.int32), np.empty(shape, np.float64)
    yield Operator('integral', run('integral', INT(0)), lambda: cv2.integral(gray, sums), result(np.int32, shape),
                   lambda: cv2.integral(gray))
    yield Operator('integral and squared', run('integral', INT(1)), lambda: cv2.integral2(gray, sums, squares),
                   result(np.float64, shape), lambda: cv2.integral2(gray)[1])

    shape = ((height + 1)//2, (width + 1)//2)
    down = np.empty(shape, np.uint8)
    yield Operator('pyramid down', run('pyramid'), lambda: cv2.pyrDown(gray, dst=down), result(np.uint8, shape),
                   lambda: cv2.pyrDown(gray))
