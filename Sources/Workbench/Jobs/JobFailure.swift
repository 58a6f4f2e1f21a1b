/// Why a job failed, as it is kept: a stable code for programs and a sentence for people.
public struct JobFailure: Error, Codable, Sendable, Equatable, CustomStringConvertible {
    public let code: String
    public let message: String

    public init(code: String, message: String) {
        self.code = code
        self.message = message
    }

    public var description: String { message }
}
