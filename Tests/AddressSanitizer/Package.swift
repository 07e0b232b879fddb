// swift-tools-version: 6.2
import PackageDescription

// The vision core by itself, for Scripts/test-asan.sh: the whole project would take several times as
// long to build. Sources and tests are links to the project's own, and flags those of its
// Package.swift.

let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]
let optimised = strict + [.unsafeFlags(["-O"])]

func kernels(_ flags: [String]) -> [SwiftSetting] {
  strict + [.unsafeFlags(["-O"] + flags.flatMap { ["-Xcc", $0] })]
}

#if arch(x86_64)
  let avx2 = ["-march=x86-64-v3"]
  let avx512 = ["-march=x86-64-v4", "-mprefer-vector-width=512"]
#else
  let avx2: [String] = []
  let avx512: [String] = []
#endif

func library(
  _ name: String, _ dependencies: [Target.Dependency], _ settings: [SwiftSetting]
) -> Target {
  .target(
    name: name, dependencies: dependencies, path: "Sources/\(name)", swiftSettings: settings)
}

let package = Package(
  name: "vision-core",
  targets: [
    .target(
      name: "CVectors", path: "Sources/CVectors", cSettings: [.treatAllWarnings(as: .error)]),
    library("KernelsBase", ["CVectors"], kernels([])),
    library("KernelsAVX2", ["CVectors"], kernels(avx2)),
    library("KernelsAVX512", ["CVectors"], kernels(avx512)),
    library("Pixels", [], optimised),
    library(
      "Kernels", ["CVectors", "Pixels", "KernelsBase", "KernelsAVX2", "KernelsAVX512"], optimised),
    .target(
      name: "TestSupport", dependencies: ["Pixels"], path: "TestSupport", swiftSettings: optimised),
    .testTarget(
      name: "KernelsTests",
      dependencies: [
        "Kernels", "KernelsBase", "KernelsAVX2", "KernelsAVX512", "Pixels", "TestSupport",
      ],
      path: "KernelsTests", swiftSettings: strict),
    .testTarget(
      name: "OverrunTests",
      dependencies: ["Kernels", "KernelsBase", "KernelsAVX2", "KernelsAVX512"],
      path: "OverrunTests", swiftSettings: strict),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c17
)
