import Dataset
import Foundation

/// What a request shows of who sends it.
enum Credentials: Sendable, CustomStringConvertible {
    case none
    case session(String)
    case token(String)

    var headers: [String: String?] {
        switch self {
        case .none: [:]
        case .session(let secret): ["Cookie": "__Host-tessera=\(secret)"]
        case .token(let secret): ["Authorization": "Bearer \(secret)"]
        }
    }

    var description: String {
        switch self {
        case .none: "nobody"
        case .session: "a session"
        case .token: "a token"
        }
    }
}

/// People of the tests, one of each role, who logged in.
struct Cast: Sendable {
    static let password = "correct horse battery"

    /// A session of each.
    let sessions: [Role: Credentials]

    static func name(_ role: Role) -> String { "\(role.rawValue.capitalized) Person" }

    /// Gives each an account; a password costs a fifth of a second each.
    static func enter(_ workspace: Workspace) throws -> Cast {
        var sessions: [Role: Credentials] = [:]
        for role in Role.allCases {
            let terminal = AccessOrigin(name: "terminal", address: nil)
            let issued = try workspace.invite(as: role, by: terminal)
            let session = try workspace.join(
                with: issued.secret.text, name: name(role), password: password, from: "192.0.2.1")
            sessions[role] = .session(session.secret.text)
        }
        return Cast(sessions: sessions)
    }

    func `as`(_ role: Role) -> [String: String?] { sessions[role]?.headers ?? [:] }
}
