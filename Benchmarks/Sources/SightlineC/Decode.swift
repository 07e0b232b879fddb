import Codecs
import Pixels

/// What decoding keeps between calls: the last image, gray or as it is stored.
private struct DecodeState {
  let decoder = ImageDecoder()
  var gray = Image<UInt8>()
  var stored = DecodedImage.bits8(Image())
}

/// State for decoding.
@_cdecl("sl_decode_new")
public func makeDecoder() -> UnsafeMutableRawPointer { box(DecodeState()) }

/// Decodes a file in memory to gray, 8 bit. 0 where it is refused.
@_cdecl("sl_decode_gray")
public func decodeGray(
  _ handle: UnsafeMutableRawPointer, _ bytes: UnsafeRawPointer, _ count: Int
) -> Int {
  let state = unbox(handle, DecodeState.self)
  let file = UnsafeRawBufferPointer(start: bytes, count: count)
  do throws(DecodeError) {
    try state.pointee.decoder.decodeGray(file, into: &state.pointee.gray)
    return 1
  } catch {
    return 0
  }
}

/// Decodes a file in memory as it is stored. 0 where it is refused.
@_cdecl("sl_decode_stored")
public func decodeStored(
  _ handle: UnsafeMutableRawPointer, _ bytes: UnsafeRawPointer, _ count: Int
) -> Int {
  let state = unbox(handle, DecodeState.self)
  let file = UnsafeRawBufferPointer(start: bytes, count: count)
  do throws(DecodeError) {
    try state.pointee.decoder.decode(file, into: &state.pointee.stored)
    return 1
  } catch {
    return 0
  }
}

/// The last gray image, in packed rows.
@_cdecl("sl_decode_gray_result")
public func decodedGray(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt8>) {
  let samples = unbox(handle, DecodeState.self).pointee.gray.samples
  out.update(from: samples, count: samples.count)
}

/// The last image as it is stored, in packed rows; nothing where it was refused or has 16 bit.
@_cdecl("sl_decode_stored_result")
public func decodedStored(_ handle: UnsafeMutableRawPointer, _ out: UnsafeMutablePointer<UInt8>) {
  guard case .bits8(let image) = unbox(handle, DecodeState.self).pointee.stored else { return }
  let samples = image.samples
  out.update(from: samples, count: samples.count)
}
