import Testing

@Suite("Host: only our own names are answered (DNS rebinding)")
struct HostTests {
    @Test("localhost, 127.0.0.1 and [::1] with the port are ours")
    func ours() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            for name in ["localhost", "127.0.0.1", "[::1]", "LOCALHOST"] {
                let answer = try await server.get("/api/v1/health", headers: ["Host": "\(name):\(server.port)"])
                #expect(answer.status == 200, "\(name)")
            }
        }
    }

    @Test("Every other name is refused, on every address")
    func others() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            let port = server.port
            let names = [
                "evil.example", "evil.example:\(port)", "127.0.0.1", "localhost", "127.0.0.1:\(port + 1)",
                "127.0.0.2:\(port)",
                "localhost.evil.example:\(port)", "localhost:\(port)@evil.example", "127.0.0.1:\(port).evil.example",
                "::1:\(port)",
                "[::1:\(port)", "localhost:", "localhost:\(port)0", "", "localhost:\(port) evil.example",
            ]
            for name in names {
                for path in ["/api/v1/workspace", "/", "/web/shared/tokens.css", "/nothing"] {
                    let answer = try await server.get(path, headers: ["Host": name])
                    #expect(answer.status == 403 && answer.errorCode == "host-not-allowed", "\(name) \(path)")
                }
            }
        }
    }

    @Test("A request without Host, or with two, is refused")
    func countOfHosts() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            #expect(try await server.get("/", headers: ["Host": nil]).status == 403)
            let port = server.port
            let answer = try await Blocking.run {
                let client = try RawClient(port: port)
                try client.send("GET / HTTP/1.1\r\nHost: localhost:\(port)\r\nHost: evil.example\r\n\r\n")
                return try client.answer()
            }
            #expect((400..<404).contains(answer.status))
        }
    }
}
