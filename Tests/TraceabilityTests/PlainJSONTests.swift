import Testing

@testable import Traceability

struct PlainJSONTests {
  @Test func whatIsWrittenComesBackByTheShortWayAndTheLong() throws {
    let folder = try TemporaryFolder()
    let store = try RecordStore(path: folder.records)
    var record = plainRecord()
    for values in [[], [1.0 / 3], [0, -1e-300, 12345.678, 5e22]] {
      for name in ["plain", "with \"quotes\" and \\", "数据"] {
        record.timings = values.map { StageTiming(stage: name, milliseconds: $0) }
        record.health = PictureHealth(
          measurements: values.map { .init(name: name, value: $0) }, findings: [])
        let sequence = try #require(try store.append(record).sequence)
        let read = try #require(try store.reader.record(sequence: sequence))
        #expect(read.timings == record.timings && read.health == record.health)
      }
    }
  }

  @Test func otherFormsAreLeftToADecoder() {
    var json = PlainJSON("[1]")
    let taken = [json.take("{"), json.take("[")]
    #expect(taken == [false, true])
    let numbers = [json.number(), json.number()]
    #expect(numbers == [1, nil])
    #expect(!json.isAtEnd)
    for text in ["[1]", "\"a", "\"a\\n\"", ""] {
      var json = PlainJSON(text)
      let found = json.text()
      #expect(found == nil)
    }
  }
}
