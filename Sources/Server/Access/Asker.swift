import Dataset

/// Who sent a request.
enum Asker: Sendable {
    /// Somebody at this machine; needs no login, may do everything.
    case alone
    case person(Login)
    /// Somebody without a login, and why.
    case nobody(Absence)

    enum Absence: Sendable {
        case noLogin
        /// A session that ended, or never was.
        case endedSession
        case badToken
    }

    /// nil of somebody alone, who may sign as they like, and of nobody.
    var login: Login? {
        if case .person(let login) = self { login } else { nil }
    }

    func may(_ permission: Permission) -> Bool {
        switch (permission, self) {
        case (.anyone, _), (_, .alone): true
        case (.role(let least), .person(let login)): login.role >= least
        case (.role, .nobody): false
        }
    }
}
