import Learning
import Wording

extension Words {
  /// What `error` says of what was to be learned from.
  func said(_ error: TrainingError) -> String {
    switch error {
    case .optionOutOfRange(let option, let value, let range):
      text(.errorTrainOption, ["option": option, "value": value, "range": said(range)])
    case .unsupportedClassCount(let count):
      text(
        .errorTrainClasses, ["count": "\(count)", "most": "\(BoostedTrees.maximumClassCount)"])
    case .tooManyFeatures(let count):
      text(
        .errorTrainColumns, ["count": "\(count)", "most": "\(BoostedTrees.maximumFeatureCount)"])
    case .badFeatureName(let name):
      name.isEmpty ? self[.errorTrainNoName] : text(.errorTrainSameName, ["name": name])
    case .tooManyTrees(let count):
      text(.errorTrainTrees, ["count": "\(count)", "most": "\(BoostedTrees.maximumTreeCount)"])
    case .noRows: self[.errorTrainNoRows]
    case .labelCountMismatch(let labels, let rows):
      text(.errorTrainLabels, ["labels": "\(labels)", "rows": "\(rows)"])
    case .weightCountMismatch(let weights, let rows):
      text(.errorTrainWeights, ["weights": "\(weights)", "rows": "\(rows)"])
    case .labelOutOfRange(let row, let label, let classCount):
      text(
        .errorTrainLabel,
        ["row": "\(row)", "label": "\(label)", "most": "\(classCount - 1)"])
    case .badWeight(let row, let weight):
      text(.errorTrainWeight, ["row": "\(row)", "weight": "\(weight)"])
    case .infiniteValue(let row, let feature):
      text(.errorTrainInfinite, ["row": "\(row)", "feature": feature])
    }
  }

  private func said(_ range: TrainingError.OptionRange) -> String {
    switch range {
    case .from: "\(range)"
    case .fraction: self[.errorTrainFraction]
    case .atLeast(let least): text(.errorTrainAtLeast, ["least": "\(least)"])
    }
  }
}
