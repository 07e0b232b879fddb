// swift-tools-version: 6.2
import PackageDescription

// A package of its own, so that nobody who builds the product builds this. `SightlineC` is the
// operators behind C entry points, for `compare-opencv`.
let package = Package(
  name: "benchmarks",
  products: [.library(name: "SightlineC", type: .dynamic, targets: ["SightlineC"])],
  dependencies: [.package(name: "sightline", path: "..")],
  targets: [
    .target(
      name: "SightlineC",
      dependencies: [.product(name: "SightlineVision", package: "sightline")])
  ],
  swiftLanguageModes: [.v6]
)
