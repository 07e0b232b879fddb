import Foundation
import Testing
import Yams

@testable import Dashboard

/// The description of the API is what the API is.
struct OpenAPITests {
  @Test func everyRouteOfProgramsIsDescribedAndNoOther() async throws {
    try await Site.serve { site async throws in
      let answer = try await site.get("/api/v1/openapi.yaml")
      #expect(answer.status == 200 && answer["content-type"] == "application/yaml")
      let document = try #require(try Yams.compose(yaml: answer.text)?.mapping)
      let paths = try #require(document["paths"]?.mapping)
      var described: Set<String> = []
      for (path, item) in paths {
        for (method, _) in try #require(item.mapping) {
          described.insert(
            "\(try #require(method.string).uppercased()) \(try #require(path.string))")
        }
      }
      let prefixes = ["/api/", "/images/", "/events", "/metrics", "/healthz"]
      let served = site.dashboard.routes
        .filter { route in prefixes.contains { route.pattern.hasPrefix($0) } }
        .map { "\($0.method.rawValue) \($0.pattern)" }
      #expect(described == Set(served))
    }
  }

  @Test func everyParameterThatIsDescribedIsTaken() async throws {
    try await Site.serve(prepare: { try $0.record() }) { site async throws in
      let document = try #require(try Yams.compose(yaml: OpenAPIDocument.text)?.mapping)
      let common = try #require(document["components"]?["parameters"]?.mapping)
      let values = [
        "since": "2025-06-01", "until": "2025-06-02", "lot": "x", "serial": "x",
        "verdict": "pass", "class": "open", "recipe": "x", "limit": "5", "order": "oldest",
        "basis": "recorded", "missing": "drawn",
        "cursor": Cursor(3).text,
      ]
      for (path, item) in try #require(document["paths"]?.mapping) {
        let target = try #require(path.string).replacing("{record}", with: "1")
        for parameter in item["get"]?["parameters"]?.array() ?? [] {
          let reference = parameter["$ref"]?.string?.split(separator: "/").last.map(String.init)
          let described = reference.flatMap { common[$0] } ?? parameter
          let name = try #require(described["name"]?.string)
          guard described["in"]?.string == "query" else { continue }
          let value = try #require(values[name], "\(name)")
          let answer = try await site.get("\(target)?\(name)=\(value)")
          #expect(answer.status == 200, "\(target) \(name)")
        }
      }
    }
  }
}
