// swift-tools-version: 6.2
import PackageDescription

// Warnings are errors in every target of ours; dependencies are not touched.
let strict: [SwiftSetting] = [.treatAllWarnings(as: .error)]
let strictC: [CSetting] = [.treatAllWarnings(as: .error)]

// Kernels are one folder of sources compiled once per instruction set, always optimised, so that
// debug builds and tests run at full speed. See docs/adr/0001-kernels-per-instruction-set.md.
func kernels(_ flags: [String]) -> [SwiftSetting] {
  strict + [.unsafeFlags(["-O"] + flags.flatMap { ["-Xcc", $0] })]
}

// On other architectures the two vector targets are built like the baseline and never chosen.
#if arch(x86_64)
  let avx2 = ["-march=x86-64-v3"]
  let avx512 = ["-march=x86-64-v4", "-mprefer-vector-width=512"]
#else
  let avx2: [String] = []
  let avx512: [String] = []
#endif

// Resources become constants of the program: there is no folder beside it that could be missing.
func library(
  _ name: String, _ dependencies: [Target.Dependency] = [], optimised: Bool = false,
  embedding resources: [String] = []
) -> Target {
  .target(
    name: name, dependencies: dependencies, resources: resources.map { .embedInCode($0) },
    swiftSettings: strict + (optimised ? [.unsafeFlags(["-O"])] : []))
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], swiftSettings: strict)
}

let package = Package(
  name: "sightline",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "sightline", targets: ["sightline"]),
    // The vision core alone, for Benchmarks.
    .library(
      name: "SightlineVision", targets: ["Pixels", "Codecs", "Kernels", "Inspection"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.0"),
    .package(url: "https://github.com/apple/swift-log", from: "1.8.0"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.0"),
    .package(url: "https://github.com/hummingbird-project/swift-mustache", from: "2.1.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    .package(url: "https://github.com/swiftcsv/SwiftCSV", from: "0.10.0"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    .systemLibrary(
      name: "CPNG", pkgConfig: "libpng", providers: [.apt(["libpng-dev"]), .brew(["libpng"])]),
    .systemLibrary(
      name: "CJPEG", pkgConfig: "libjpeg",
      providers: [.apt(["libjpeg-dev"]), .brew(["jpeg-turbo"])]),
    .target(name: "CImageCodecs", dependencies: ["CPNG", "CJPEG"], cSettings: strictC),
    .target(name: "CVectors", cSettings: strictC),
    .target(name: "KernelsBase", dependencies: ["CVectors"], swiftSettings: kernels([])),
    .target(name: "KernelsAVX2", dependencies: ["CVectors"], swiftSettings: kernels(avx2)),
    .target(name: "KernelsAVX512", dependencies: ["CVectors"], swiftSettings: kernels(avx512)),
    library("Pixels", optimised: true),
    library("Learning", optimised: true),
    library("Quality", optimised: true),
    library("Wording", embedding: ["Resources/en.json", "Resources/zh-Hans.json"]),
    library("CommandSpeech", ["Wording"]),
    library(
      "Codecs", ["CImageCodecs", "Pixels", .product(name: "Crypto", package: "swift-crypto")],
      optimised: true),
    library(
      "Kernels", ["CVectors", "Pixels", "KernelsBase", "KernelsAVX2", "KernelsAVX512"],
      optimised: true),
    library("Alignment", ["Kernels", "Pixels"], optimised: true),
    library("ImageHealth", ["Kernels", "Pixels"], optimised: true),
    library("Comparison", ["Kernels", "Pixels"], optimised: true),
    library("Blobs", ["Comparison", "Kernels", "Pixels"], optimised: true),
    library(
      "Teaching", ["Alignment", "Comparison", "Blobs", "Kernels", "Pixels"], optimised: true),
    library("Decision", ["Blobs", "Kernels", "Learning", "Pixels"], optimised: true),
    library(
      "Recipes",
      [
        "Codecs", "Alignment", "Comparison", "Blobs", "Decision", "ImageHealth", "Learning",
        .product(name: "Yams", package: "Yams"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    library("Inspection", ["ImageHealth", "Recipes", "Teaching"], optimised: true),
    library(
      "Traceability",
      [
        "Decision", "Pixels", .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "GRDBSQLite", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    library(
      "Studies",
      ["Decision", "Pixels", "Quality", .product(name: "SwiftCSV", package: "SwiftCSV")]),
    library("Synthesis", ["Codecs", "Decision", "Kernels", "Pixels"], optimised: true),
    library(
      "Reporting",
      [
        "Traceability", "Codecs", "Quality", "Studies", "Wording",
        .product(name: "Crypto", package: "swift-crypto"),
      ]),
    library(
      "Station",
      [
        "Alignment", "ImageHealth", "Inspection", "Teaching", "Traceability", "Reporting",
        "Wording",
        .product(name: "SwiftCSV", package: "SwiftCSV"),
      ]),
    library(
      "Evaluation",
      [
        "Blobs", "Comparison", "Inspection", "Learning", "Station", "Studies", "Synthesis",
        "Wording",
      ]),
    library(
      "Accounts",
      [
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "CryptoExtras", package: "swift-crypto"),
      ]),
    library(
      "Pages",
      [
        "Traceability", "Quality", "Reporting", "Wording", "Codecs",
        .product(name: "Mustache", package: "swift-mustache"),
        .product(name: "Crypto", package: "swift-crypto"),
      ], optimised: true, embedding: ["Templates", "Assets"]),
    library(
      "Dashboard",
      [
        "Accounts", "Codecs", "Decision", "Pages", "Pixels", "Quality", "Recipes", "Reporting",
        "Station", "Traceability", "Wording",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ], embedding: ["Resources/openapi.yaml"]),
    .executableTarget(
      name: "sightline",
      dependencies: [
        "Accounts", "CommandSpeech", "Dashboard",
        "Codecs", "Recipes", "Inspection", "Traceability", "Station", "Reporting", "Synthesis",
        "Evaluation", "Kernels", "Learning", "Studies", "Quality", "Pixels", "Pages", "Wording",
        .product(name: "Crypto", package: "swift-crypto"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: strict),
    .target(
      name: "TestSupport", dependencies: ["Pixels"], path: "Tests/TestSupport",
      swiftSettings: strict + [.unsafeFlags(["-O"])]),
    // Prints what the operators compute, for comparing processors; see Scripts/check-nehalem.sh.
    .executableTarget(
      name: "OperatorResults", dependencies: ["Kernels", "Pixels"], path: "Tests/OperatorResults",
      swiftSettings: strict),
    .target(
      name: "CAllocationCount", path: "Tests/CAllocationCount", cSettings: strictC),
    tests("PixelsTests", ["Pixels"]),
    tests("LearningTests", ["Learning"]),
    tests("QualityTests", ["Quality"]),
    tests("StudiesTests", ["Studies", "Quality", "Decision", "Pixels"]),
    tests("CodecsTests", ["Codecs", "Wording"]),
    tests("KernelsTests", ["Kernels", "KernelsBase", "KernelsAVX2", "KernelsAVX512"]),
    tests("AlignmentTests", ["Alignment"]),
    tests("TeachingTests", ["Teaching"]),
    tests("ComparisonTests", ["Comparison"]),
    tests("ImageHealthTests", ["ImageHealth", "Wording"]),
    tests("BlobsTests", ["Blobs"]),
    tests("DecisionTests", ["Decision"]),
    tests("RecipesTests", ["Recipes"]),
    tests(
      "InspectionTests",
      ["Inspection", "Synthesis", "Codecs", "Learning", "Wording", "CAllocationCount"]),
    tests("TraceabilityTests", ["Traceability"]),
    tests("ReportingTests", ["Reporting", "Studies", "Wording"]),
    tests("WordingTests", ["Wording"]),
    tests(
      "CommandSpeechTests",
      [
        "CommandSpeech", "Wording",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),
    tests("PagesTests", ["Pages", "Synthesis"]),
    tests("StationTests", ["Station", "Synthesis", "Wording"]),
    tests("AccountsTests", ["Accounts"]),
    tests(
      "DashboardTests",
      [
        "Dashboard", "Accounts", "Traceability", "Reporting", "Codecs", "Decision", "Pixels",
        "Wording",
        .product(name: "Yams", package: "Yams"),
      ]),
    tests("SynthesisTests", ["Synthesis", "Codecs", "Decision", "Pixels"]),
    tests(
      "EvaluationTests",
      ["Evaluation", "Recipes", "Station", "Studies", "Synthesis", "Wording"]),
  ],
  swiftLanguageModes: [.v6],
  cLanguageStandard: .c17
)
