import Testing

@Suite("Every answer carries the headers that keep a browser safe")
struct HeaderTests {
    @Test(
        "Pages, data, pictures, refusals alike",
        arguments: [
            "/", "/sheet", "/web/shared/tokens.css", "/api/v1/workspace", "/api/v1/samples/1/thumbnail", "/nothing",
            "/api/v1/samples/999", "/api/v1/samples?limit=x",
        ])
    func everywhere(path: String) async throws {
        try await LiveServer.run { server async throws in
            let headers = try await server.get(path).headers
            #expect(headers["x-content-type-options"] == "nosniff")
            #expect(headers["referrer-policy"] == "no-referrer")
            #expect(headers["x-frame-options"] == "DENY")
            #expect(headers["cross-origin-resource-policy"] == "same-origin")
            #expect(headers["cross-origin-opener-policy"] == "same-origin")
            #expect(headers["content-security-policy"]?.hasPrefix("default-src 'none'") == true)
            #expect(headers["content-security-policy"]?.contains("frame-ancestors 'none'") == true)
            #expect(headers["server"] == nil)
        }
    }

    @Test("The policy of a page allows our own files and nothing inline")
    func pagePolicy() async throws {
        try await LiveServer.run(samples: 0) { server async throws in
            #expect(
                try await server.get("/").headers["content-security-policy"]
                    == "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; "
                    + "connect-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            )
        }
    }
}
