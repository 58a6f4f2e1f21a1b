/// Thrown out of a use case that was told to stop. What it had finished stays.
public struct JobCancelled: Error, Sendable, Equatable, CustomStringConvertible {
    public init() {}

    public var description: String { "Cancelled. What was finished is kept; start it again to go on." }
}
