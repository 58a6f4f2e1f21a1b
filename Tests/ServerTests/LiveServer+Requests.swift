import Foundation

extension LiveServer {
    /// Sends a request on a connection of its own and reads the answer.
    /// - Parameters:
    ///   - headers: in place of, or beside, `Host`; a name with nil is left out.
    ///   - body: JSON; without `Content-Type` in `headers` it is declared as such.
    func send(
        _ method: String, _ path: String, headers: [String: String?] = [:], body: String? = nil
    ) async throws -> Answer {
        let port = port
        var fields: [String: String?] = ["Host": host, "Connection": "close"]
        if let body {
            fields["Content-Type"] = "application/json"
            fields["Content-Length"] = String(body.utf8.count)
        }
        for (name, value) in headers { fields[name] = .some(value) }
        let lines = fields.compactMap { name, value in value.map { "\(name): \($0)\r\n" } }.sorted().joined()
        let text = "\(method) \(path) HTTP/1.1\r\n\(lines)\r\n\(body ?? "")"
        return try await Blocking.run {
            let client = try RawClient(port: port)
            try client.send(text)
            return try client.answer(hasBody: method != "HEAD")
        }
    }

    func get(_ path: String, headers: [String: String?] = [:]) async throws -> Answer {
        try await send("GET", path, headers: headers)
    }

    func post(_ path: String, _ body: String, headers: [String: String?] = [:]) async throws -> Answer {
        try await send("POST", path, headers: headers, body: body)
    }
}
