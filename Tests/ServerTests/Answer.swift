import Foundation

/// What the server answered.
struct Answer {
    let status: Int
    /// Names in lower case.
    let headers: [String: String]
    var body: [UInt8] = []

    /// - Parameter head: status line and headers as received.
    init(head: String) throws {
        let lines = head.components(separatedBy: "\r\n")
        let parts = lines[0].split(separator: " ")
        guard parts.count >= 2, let status = Int(parts[1]) else { throw RawClient.Failure(what: "no status line") }
        self.status = status
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            headers[line[..<colon].lowercased()] = line[line.index(after: colon)...].trimmingCharacters(
                in: .whitespaces)
        }
        self.headers = headers
    }

    var text: String { String(decoding: body, as: UTF8.self) }

    /// The body as JSON.
    func json() throws -> JSON { try JSON(JSONSerialization.jsonObject(with: Data(body), options: .fragmentsAllowed)) }

    /// The code of a refusal.
    var errorCode: String? { try? json()["error"]["code"].string }
}
