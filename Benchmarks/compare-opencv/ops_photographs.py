import cv2, numpy as np
from compare import INT, PTR, U8, Operator
from ops_rank import disk


def operators(case):
    gray, rgb, bytes1 = case.gray, case.rgb, case.mask
    bytes2 = case.placed(np.roll(bytes1, 5, axis=1))
    height, width = gray.shape

    def bits(array):
        handle = PTR(case.call('sl_pixelwise_mask', PTR))
        case.call('sl_mask_above', None, PTR(case.image8(array)), U8(0), handle)
        return handle

    a, b, out = bits(bytes1), bits(bytes2), bits(bytes1)
    shown, d = PTR(case.image8(gray)), case.like(gray)

    def result():
        case.call('sl_mask_image', None, out, shown)
        return case.copy8(shown.value, gray.shape)

    for k, (name, function) in enumerate([('and', cv2.bitwise_and), ('or', cv2.bitwise_or), ('xor', cv2.bitwise_xor)]):
        yield Operator('%s of bit masks' % name, case.bind('sl_mask_logic', INT(k), a, b, out),
                       lambda function=function: function(bytes1, bytes2, dst=d), result,
                       lambda function=function: function(bytes1, bytes2))
    padded = PTR(case.call('sl_padded_new', PTR, a))
    # Ours takes each pixel from 7 to its right and 3 above, the last ones at the border.
    move = np.float32([[1, 0, -7], [0, 1, 3]])
    yield Operator('translation of a bit mask', case.bind('sl_padded_move', padded, INT(7), INT(-3), out),
                   lambda: cv2.warpAffine(bytes1, move, (width, height), dst=d, flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE), result,
                   lambda: cv2.warpAffine(bytes1, move, (width, height), flags=cv2.INTER_NEAREST, borderMode=cv2.BORDER_REPLICATE))

    # All radii together are what measuring a blob takes; OpenCV has a disk of one radius at a time.
    radius = 4
    disks = PTR(case.call('sl_disks_new', PTR, INT(radius)))
    elements = [disk(r) for r in range(1, radius + 1)]

    def dilated():
        for element in elements:
            cv2.dilate(bytes1, element, dst=d)

    def largest():
        case.call('sl_disks_mask', None, disks, INT(radius), out)
        return result()

    yield Operator('bit mask dilated by disks 1...4', case.bind('sl_disks', disks, a), dilated, largest,
                   lambda: cv2.dilate(bytes1, elements[-1]))

    colour, halved = PTR(case.image8(rgb)), PTR(case.call('sl_halved_new', PTR))
    half = case.empty((height//2, width//2, 3), np.uint8)
    planes = [case.empty((height//2, width//2), np.uint8) for _ in range(3)]

    def halve():
        cv2.resize(rgb, (width//2, height//2), dst=half, interpolation=cv2.INTER_AREA)
        cv2.split(half, planes)

    def red():
        case.call('sl_halved_red', None, halved, shown)
        return case.copy8(shown.value, (height//2, width//2))

    yield Operator('RGB to planes of half size', case.bind('sl_halved', halved, colour), halve, red,
                   lambda: cv2.resize(rgb, (width//2, height//2), interpolation=cv2.INTER_AREA)[..., 0])

    other, opposed = PTR(case.image8(case.other)), PTR(case.image8(gray))
    first = PTR(case.image8(gray))
    yield Operator('half the difference about 128', case.bind('sl_opposition', first, other, opposed),
                   lambda: cv2.addWeighted(gray, 0.5, case.other, -0.5, 128, dst=d),
                   lambda: case.copy8(opposed.value, gray.shape),
                   lambda: cv2.addWeighted(gray, 0.5, case.other, -0.5, 128))

    # Gains at nodes 32 pixels apart. OpenCV's user enlarges the two small fields, multiplies and adds.
    target = PTR(case.image8(gray))
    gain = PTR(case.call('sl_gain_new', PTR, target))
    rows, columns = (height + 30)//32 + 1, (width + 30)//32 + 1
    k = np.arange(rows*columns).reshape(rows, columns)
    gains, offsets = (1 + (k % 5)/16).astype(np.float32), (k % 3).astype(np.float32)
    large, added, product = (case.empty(gray.shape, np.float32) for _ in range(3))

    def light():
        cv2.resize(gains, (width, height), dst=large)
        cv2.resize(offsets, (width, height), dst=added)
        cv2.multiply(gray, large, dst=product, dtype=cv2.CV_32F)
        cv2.add(product, added, dst=product)
        cv2.convertScaleAbs(product, dst=d)

    yield Operator('gain and offset between nodes', case.bind('sl_gain', gain, target), light,
                   note='in place; the enlarged fields differ at the border')
