import Codecs

/// The description of the API for programs (OpenAPI 3.1), which is part of the program.
enum OpenAPIDocument {
  static let text = String(decoding: PackageResources.openapi_yaml, as: UTF8.self)
  static let tag = SHA256Hex.of(PackageResources.openapi_yaml)
}
