import Foundation
import HTTPTypes
import Hummingbird

/// Who makes a change: the name in `X-Tessera-Author` (percent-encoded), else the user who runs the server.
enum Author {
    /// Longest name, in characters.
    static let limit = 100

    static func of(_ request: Request) throws -> String {
        guard let header = request.headers[.author] else { return user }
        guard let name = PercentEncoding.decode(header)?.trimmingCharacters(in: .whitespacesAndNewlines),
            !name.isEmpty, name.count <= limit, name.utf8.count <= 4 * limit,
            !name.unicodeScalars.contains(where: { $0.properties.generalCategory == .control })
        else {
            throw APIError.badRequest(
                "bad-author", "X-Tessera-Author must be a name of 1 to \(limit) characters, percent-encoded.")
        }
        return name
    }

    static let user: String = {
        let name = NSUserName()
        return name.isEmpty ? "local" : name
    }()
}
