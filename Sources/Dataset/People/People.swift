public import Foundation

/// Somebody who was let in.
public struct Person: Sendable, Codable, Equatable {
    public let id: Int64
    public let name: String
    public let role: Role
    /// ISO 8601 in UTC with milliseconds.
    public let createdAt: String
    /// When they last asked for anything, to the minute.
    public let seenAt: String?
}

/// A link that lets somebody in, once: a new person, or one who forgot the password.
public struct Invitation: Sendable, Codable, Equatable {
    public let id: Int64
    public let role: Role
    /// Whom it is for. Of a person who is there already it is the name, and then only the password is new.
    public let name: String?
    public let isForKnownPerson: Bool
    public let invitedBy: String
    public let createdAt: String
    public let expiresAt: String
}

/// A new invitation with its secret, which is shown this once.
public struct IssuedInvitation: Sendable {
    public let secret: Secret
    public let invitation: Invitation
}

/// Something that a program logs in with, in the name of a person.
public struct APIToken: Sendable, Codable, Equatable {
    public let id: Int64
    public let person: String
    /// What it is for.
    public let name: String
    /// What it may do, never more than its person.
    public let role: Role
    public let createdAt: String
    public let expiresAt: String?
    public let usedAt: String?
}

/// A new token with its secret, which is shown this once.
public struct IssuedToken: Sendable {
    public let secret: Secret
    public let token: APIToken
}

/// Somebody who is logged in.
public struct Login: Sendable, Equatable {
    public let person: Int64
    public let name: String
    /// That of the person, or of the token where it is less.
    public let role: Role
    /// The session, by its digest; nil of a token.
    public let session: String?
}

/// A login that just began.
public struct IssuedSession: Sendable {
    public let secret: Secret
    public let login: Login
    public let endsAt: Date
}

/// Who does something to the accounts, and from where, for the log.
public struct AccessOrigin: Sendable, Equatable {
    /// nil: somebody without a login.
    public let name: String?
    /// nil: a terminal of this machine.
    public let address: String?

    public init(name: String?, address: String?) {
        self.name = name
        self.address = address
    }
}

/// The numbers that hold for accounts.
public enum People {
    /// An invitation ends after this many days, unless it says otherwise.
    public static let invitationDays = 7
    public static let mostDays = 366
    /// A session ends when it was not used for so long, ...
    public static let idle: TimeInterval = 24 * 3_600
    /// ... and this long after the login in any case.
    public static let longest: TimeInterval = 14 * 24 * 3_600
    /// In characters.
    public static let shortestPassword = Password.shortest
    /// Open invitations, sessions of a person, tokens of a person.
    static let mostInvitations = 500
    static let mostSessions = 50
    static let mostTokens = 50
    /// How exactly it is known when somebody was seen last: each request would else be a write.
    static let seenEvery: TimeInterval = 60
}
