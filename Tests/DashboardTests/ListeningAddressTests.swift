import Dashboard
import Testing

struct ListeningAddressTests {
  @Test(arguments: [
    ("127.0.0.1:8080", "127.0.0.1", 8080), ("8080", "127.0.0.1", 8080),
    (":9", "127.0.0.1", 9), ("[::1]:80", "::1", 80), ("pc-7.factory:443", "pc-7.factory", 443),
    ("0.0.0.0:0", "0.0.0.0", 0),
  ])
  func hostAndPortAreRead(_ text: String, _ host: String, _ port: Int) {
    #expect(ListeningAddress(text) == ListeningAddress(host: host, port: port))
  }

  @Test(arguments: [
    "", "localhost", "::1:80", "a:b", "a:65536", "a b:80", "[::1:80", "a:-1", "a:", "http://a:80",
  ])
  func otherTextIsRefused(_ text: String) {
    #expect(ListeningAddress(text) == nil)
  }

  @Test func onlyLoopbackIsThisMachine() {
    for host in ["127.0.0.1", "127.9.9.9", "::1", "localhost", "LOCALHOST"] {
      #expect(ListeningAddress(host: host, port: 1).isOnThisMachineOnly, "\(host)")
    }
    for host in ["0.0.0.0", "::", "192.168.1.4", "127.0.0.1.example", "station", "::ffff:0:1"] {
      #expect(!ListeningAddress(host: host, port: 1).isOnThisMachineOnly, "\(host)")
    }
  }
}
