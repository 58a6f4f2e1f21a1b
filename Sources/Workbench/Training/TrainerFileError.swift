/// Why a trainer's specification cannot be used.
public enum TrainerFileError: CodedError, Sendable, Equatable {
    case unreadable(String)
    case tooLarge(String)
    case notJSON(String)
    case unknownKey(String, known: [String])
    case badValue(String, String)
    case badSettings(String)
    case commandFromOutside

    public var code: String {
        switch self {
        case .commandFromOutside: "not-from-outside"
        default: "bad-trainer"
        }
    }

    public var description: String {
        switch self {
        case .unreadable(let path): "\(path) cannot be read. Name the JSON file of a trainer."
        case .tooLarge(let path): "\(path) is larger than a megabyte, and no specification of a trainer."
        case .notJSON(let path): "\(path) is not JSON. See docs/runs.md for what a trainer's file looks like."
        case .unknownKey(let key, let known):
            "A trainer has no \"\(key.prefix(80))\". It has \(known.joined(separator: ", "))."
        case .badValue(let key, let allowed): "The trainer's \(key) must be \(allowed)."
        case .badSettings(let words): "The trainer's settings are not right. \(words)"
        case .commandFromOutside:
            "A trainer that runs a command is registered at the terminal only: `tessera trainers add FILE`."
        }
    }
}
