import Foundation
import Testing

@Suite("Compression: over a network, not on this machine")
struct CompressionTests {
    private static let columns = "/api/v1/samples/columns?fields=id,label,split,revision,name"

    @Test("What came through a proxy is answered in gzip, and is the same")
    func same() async throws {
        try await LiveServer.run(samples: 400) { server async throws in
            for path in [Self.columns, "/web/map/main.js", "/api/v1/samples?limit=50"] {
                let plain = try await server.get(path, headers: ["Accept-Encoding": "gzip"])
                #expect(plain.headers["content-encoding"] == nil, "on this machine it is only slower: \(path)")
                let headers = ["Accept-Encoding": "br, gzip;q=0.8", "X-Forwarded-For": "192.0.2.1"]
                let packed = try await server.get(path, headers: headers)
                #expect(packed.headers["content-encoding"] == "gzip" && packed.headers["vary"] == "Accept-Encoding")
                #expect(packed.body.count < plain.body.count)
                #expect(try await Self.unpacked(packed.body) == plain.body, "\(path)")
                #expect(packed.headers["etag"] == plain.headers["etag"].map { "W/\($0)" })
            }
        }
    }

    @Test("Who does not take gzip does not get it; pictures and small answers stay as they are")
    func refused() async throws {
        try await LiveServer.run(samples: 400) { server async throws in
            for accepted in [nil, "identity", "br", "gzip;q=0", "gzip; q=0.0", "xgzip"] {
                let headers = ["Accept-Encoding": accepted, "X-Forwarded-For": "192.0.2.1"]
                #expect(try await server.get(Self.columns, headers: headers).headers["content-encoding"] == nil)
            }
            let headers = ["Accept-Encoding": "gzip", "X-Forwarded-For": "192.0.2.1"]
            for path in ["/api/v1/health", "/api/v1/samples/1/thumbnail?side=32", "/api/v1/samples/1/image"] {
                #expect(try await server.get(path, headers: headers).headers["content-encoding"] == nil, "\(path)")
            }
        }
    }

    /// As another program unpacks it.
    private static func unpacked(_ bytes: [UInt8]) async throws -> [UInt8] {
        try await Blocking.run {
            let file = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID().uuidString).gz")
            defer { try? FileManager.default.removeItem(at: file) }
            try Data(bytes).write(to: file)
            let process = Process()
            process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
            process.arguments = ["gzip", "-dc", file.path]
            let output = Pipe()
            process.standardOutput = output
            try process.run()
            let data = output.fileHandleForReading.readDataToEndOfFile()
            process.waitUntilExit()
            return Array(data)
        }
    }
}
