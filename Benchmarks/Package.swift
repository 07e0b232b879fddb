// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds the product builds this. `SightlineC` is the
// operators behind C entry points, for `compare-opencv`; `decode-files` is what decoding alone costs,
// for `measure.py cost`.
let package = Package(
  name: "benchmarks",
  products: [
    .library(name: "SightlineC", type: .dynamic, targets: ["SightlineC"]),
    .executable(name: "decode-files", targets: ["DecodeFiles"]),
  ],
  dependencies: [.package(name: "sightline", path: "..")],
  targets: [
    .target(
      name: "SightlineC",
      dependencies: [.product(name: "SightlineVision", package: "sightline")]),
    .executableTarget(
      name: "DecodeFiles",
      dependencies: [.product(name: "SightlineVision", package: "sightline")]),
  ],
  swiftLanguageModes: [.v6]
)
