/// Why a condition on samples cannot be understood.
public enum ConditionError: CodedError, Sendable, Equatable {
    case noValue(String)
    case unknownKey(String)
    case badValue(key: String, value: String, allowed: String)

    public var code: String { "bad-condition" }

    public var description: String {
        switch self {
        case .noValue(let condition): "The condition \"\(condition)\" has no \"=\". Write it like label=iii."
        case .unknownKey(let key):
            "\"\(key)\" is no condition. Take label, split, tag, q, state, changed, selection or column.NAME."
        case .badValue(let key, let value, let allowed): "\(key) is \(allowed), not \"\(value)\"."
        }
    }
}
