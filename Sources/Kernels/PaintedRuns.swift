import KernelsAVX2
import KernelsAVX512
import KernelsBase
import Pixels

private let paintRunBits = kernel(
  KernelsBase.paintRunBits, KernelsAVX2.paintRunBits, KernelsAVX512.paintRunBits)
private let paintRunLabels = kernel(
  KernelsBase.paintRunLabels, KernelsAVX2.paintRunLabels, KernelsAVX512.paintRunLabels)

extension BitMask {
  /// Sets the pixels of `runs` and no others; takes their size.
  public mutating func assign(_ runs: BitRuns) {
    reshape(width: runs.size.width, height: runs.size.height)
    guard runs.count > 0 else { return clear() }
    withUnsafeMutableWords { [wordsPerRow] words in
      runs.withUnsafeRuns { starts, ends, _, rowStarts in
        paintRunBits(starts, ends, rowStarts, runs.size.height, words, wordsPerRow)
      }
    }
  }
}

extension Image where Sample == Int32 {
  /// Writes 0 where no component is and 1 + its number in each, the label image of
  /// `cv2.connectedComponents`; takes the size of the mask that was labelled.
  ///
  /// With four neighbours the same image; with eight the same components, but OpenCV numbers them
  /// in the order of blocks of 2x2 pixels.
  public mutating func assignLabels(_ components: ConnectedComponents) {
    let runs = components.runs
    reshape(width: runs.size.width, height: runs.size.height)
    let stride = self.stride
    withUnsafeMutableSamples { samples in
      guard runs.count > 0 else {
        return samples.update(repeating: 0, count: stride * runs.size.height)
      }
      runs.withUnsafeRuns { starts, ends, _, rowStarts in
        components.labels.withUnsafeBufferPointer { labels in
          paintRunLabels(
            starts, ends, rowStarts, labels.baseAddress!, runs.size.width, runs.size.height,
            samples, stride)
        }
      }
    }
  }
}
