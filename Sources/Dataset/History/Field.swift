/// A field of an edit: left as it is, or set, be it to nothing.
public enum Field<Value: Sendable & Equatable>: Sendable, Equatable {
    case unchanged
    case set(Value)
}
