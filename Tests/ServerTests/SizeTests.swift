import Testing

@Suite("Sizes are capped before anything is kept")
struct SizeTests {
    @Test("A body that says it is too large is refused without being read")
    func declared() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            let port = server.port
            for (path, length) in [("/api/v1/jobs", (1 << 20) + 1), ("/api/v1/changes", (8 << 20) + 1)] {
                let answer = try await Blocking.run {
                    let client = try RawClient(port: port)
                    try client.send(
                        "POST \(path) HTTP/1.1\r\nHost: localhost:\(port)\r\nContent-Type: application/json\r\n"
                            + "Content-Length: \(length)\r\n\r\n")
                    return try client.answer()
                }
                #expect(answer.status == 413 && answer.errorCode == "body-too-large")
            }
        }
    }

    @Test("A body without a stated length is cut off at the limit")
    func chunked() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            let port = server.port
            let answer = try await Blocking.run {
                let client = try RawClient(port: port)
                try client.send(
                    "POST /api/v1/jobs HTTP/1.1\r\nHost: localhost:\(port)\r\nContent-Type: application/json\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n")
                let chunk = "10000\r\n" + String(repeating: " ", count: 0x10000) + "\r\n"
                for _ in 0..<17 { try client.send(chunk) }
                return try client.answer()
            }
            #expect(answer.status == 413 && answer.errorCode == "body-too-large")
        }
    }

    @Test("A body just below the limit is read")
    func below() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            let body = #"{"name":"xi"}"# + String(repeating: " ", count: (1 << 20) - 13)
            #expect(try await server.post("/api/v1/classes", body).status == 201)
        }
    }

    @Test("Headers that are too large or too many end the connection")
    func headers() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            let long = ["X-Long": String(repeating: "a", count: 20_000)]
            #expect((try? await server.get("/", headers: long).status) ?? 400 >= 400)
            var many: [String: String?] = [:]
            for number in 0..<200 { many["X-\(number)"] = "a" }
            #expect((try? await server.get("/", headers: many).status) ?? 400 >= 400)
            #expect(try await server.get("/api/v1/health").status == 200)
        }
    }

    @Test("Lists, numbers and texts in addresses are bounded")
    func addresses() async throws {
        try await LiveServer.run { server async throws in
            let ids = (1...501).map(String.init).joined(separator: ",")
            for query in [
                "ids=\(ids)", "ids=", "ids=1,,2", "ids=-1", "ids=1.5", "ids=99999999999999999999", "limit=501",
                "limit=-1",
                "offset=-1", "limit=1e3", "q=\(String(repeating: "x", count: 1_001))", "state=none", "changed=yes",
                "sort=magic",
                "sort=id,id,id,id,id,id,id,id,id", "projection=0", "label=%ff", "label=%4", "sort=column.nothing",
                "column.nothing=1", Array(repeating: "label=i", count: 501).joined(separator: "&"),
            ] {
                let answer = try await server.get("/api/v1/samples?\(query)")
                #expect(answer.status == 400, "\(query.prefix(60)) \(answer.text.prefix(200))")
            }
            for id in ["0", "-1", "x", "99999999999999999999", "1%2F2", "%31x"] {
                #expect(try await server.get("/api/v1/samples/\(id)").status == 404, "\(id)")
            }
        }
    }
}
