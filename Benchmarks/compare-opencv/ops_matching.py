import cv2, numpy as np
from compare import Operator, INT, PTR


def operators(case):
    """Templates are looked for in an image with other noise."""
    width, height = case.width, case.height
    rng = np.random.default_rng(11)
    texture = cv2.GaussianBlur(rng.normal(0, 1, (height, width)).astype(np.float32), (0, 0), 3)
    scene = 120 + 40*texture/texture.std()
    image, seen = (case.placed(np.clip(scene + rng.normal(0, 6, scene.shape), 0, 255).astype(np.uint8)) for _ in 'ab')
    keep = [image]
    for side in (8, 16, 24, 32, 64, 128):
        template = case.placed(seen[100:100 + side, 150:150 + side])
        handle = case.call('sl_matching_new', PTR, PTR(case.image8(template)), INT(64), INT(64), INT(0))
        source = case.image8(image)
        out = case.empty((height - side + 1, width - side + 1), np.float32)
        best = np.zeros(3)
        keep += [template, out, best]

        def result(handle=handle, shape=out.shape):
            scores = np.empty(shape, np.float32)
            case.call('sl_match_result', None, PTR(handle), PTR(scores.ctypes.data))
            return scores

        yield Operator('match template %d' % side, case.bind('sl_match_scores', PTR(handle), PTR(source)),
                       lambda template=template, out=out: cv2.matchTemplate(image, template, cv2.TM_CCOEFF_NORMED, out),
                       result, lambda template=template: cv2.matchTemplate(image, template, cv2.TM_CCOEFF_NORMED))
        if side in (32, 64, 128):
            yield Operator('find template %d, coarse to fine' % side,
                           case.bind('sl_match_search', PTR(handle), PTR(source), PTR(best.ctypes.data)),
                           lambda template=template, out=out: cv2.minMaxLoc(
                               cv2.matchTemplate(image, template, cv2.TM_CCOEFF_NORMED, out)),
                           lambda best=best: np.round(best[:2]),
                           lambda template=template: np.array(cv2.minMaxLoc(
                               cv2.matchTemplate(image, template, cv2.TM_CCOEFF_NORMED))[3], np.float64))
    moved = np.ascontiguousarray(cv2.warpAffine(
        case.gray, np.array([[1, 0, 5.3], [0, 1, -3.6]]), (case.width, case.height), borderMode=cv2.BORDER_REPLICATE))
    moved = np.clip(moved.astype(np.int16) + (case.other.astype(np.int16) - case.gray)//4, 0, 255).astype(np.uint8)
    first, second = case.image8(case.gray), case.image8(moved)
    a, b = (case.placed(array.astype(np.float32)) for array in (case.gray, moved))
    window = case.placed(cv2.createHanningWindow((case.width, case.height), cv2.CV_32F))
    dot = case.image8(np.zeros((1, 1), np.uint8))
    for hanning in (0, 1):
        handle = case.call('sl_matching_new', PTR, PTR(dot), INT(case.width), INT(case.height), INT(hanning))
        shift = np.zeros(3)
        keep.append(shift)

        def theirs(hanning=hanning):
            if not hanning:
                return cv2.phaseCorrelate(a, b)
            # OpenCV 5 multiplies the window into the images it is given: they are made anew each time.
            np.copyto(a, case.gray)
            np.copyto(b, moved)
            return cv2.phaseCorrelate(a, b, window)

        def expected(theirs=theirs):
            shift, response = theirs()
            return np.array([*shift, response])

        yield Operator('phase correlation%s' % (', Hanning window' if hanning else ''),
                       case.bind('sl_phase_shift', PTR(handle), PTR(first), PTR(second), PTR(shift.ctypes.data)), theirs,
                       lambda shift=shift: shift.copy(),
                       expected)
