/// Why somebody was not let in, or could not be invited, given a role or taken away.
public enum PeopleError: Error, Sendable, Equatable, CustomStringConvertible {
    case invalidName(String)
    case nameTaken(String)
    case weakPassword(String)
    /// Name and password do not belong together; which of the two is wrong is not said.
    case wrongLogin
    /// No invitation of this link, or one that was used, withdrawn or ended.
    case badInvitation
    case unknownPerson(String)
    case unknownInvitation(Int64)
    case unknownToken(Int64)
    /// Without an owner nobody could invite anybody.
    case lastOwner(String)
    case tooMany(String)
    case badDays
    case noMemoryForPasswords

    /// A stable word for programs.
    public var code: String {
        switch self {
        case .invalidName: "invalid-name"
        case .nameTaken: "name-taken"
        case .weakPassword: "weak-password"
        case .wrongLogin: "wrong-login"
        case .badInvitation: "bad-invitation"
        case .unknownPerson: "unknown-person"
        case .unknownInvitation: "unknown-invitation"
        case .unknownToken: "unknown-token"
        case .lastOwner: "last-owner"
        case .tooMany: "too-many"
        case .badDays: "bad-days"
        case .noMemoryForPasswords: "no-memory"
        }
    }

    public var description: String {
        switch self {
        case .invalidName(let name):
            "\u{201C}\(name.prefix(80))\u{201D} cannot be a name: it has 1 to \(PersonName.longest) characters, all of them visible."
        case .nameTaken(let name):
            "Somebody is, or was, called \u{201C}\(name)\u{201D}, and the history is signed with it. Take another name."
        case .weakPassword(let words): words
        case .wrongLogin: "The name or the password is not right. Who forgot it asks an owner for a new link."
        case .badInvitation: "This link is not valid, or no longer. Ask the owner who sent it for a new one."
        case .unknownPerson(let name):
            "Nobody here is called \u{201C}\(name.prefix(80))\u{201D}. `tessera people` lists who is."
        case .unknownInvitation(let id): "There is no open invitation \(id)."
        case .unknownToken(let id): "There is no token \(id)."
        case .lastOwner(let name):
            "\(name) is the only owner. Make somebody else an owner first, so that there is one."
        case .tooMany(let words): words
        case .badDays: "A number of days is from 1 to \(People.mostDays)."
        case .noMemoryForPasswords: "There is not enough memory to check a password (32 MiB). Try again."
        }
    }
}
