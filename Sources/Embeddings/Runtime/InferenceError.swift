import COpenVINO

/// What OpenVINO refused, in its own words.
public struct InferenceError: Error, Sendable, Equatable, CustomStringConvertible {
    public let step: String
    public let reason: String

    public var description: String { "OpenVINO could not \(step): \(reason)" }

    /// - Throws: `InferenceError` unless the status is OK.
    static func check(_ status: ov_status_e, _ step: @autoclosure () -> String) throws {
        guard status != OK else { return }
        let last = ov_get_last_err_msg().map { String(cString: $0) } ?? ""
        let general = ov_get_error_info(status).map { String(cString: $0) } ?? "status \(status.rawValue)"
        throw InferenceError(step: step(), reason: last.isEmpty ? general : last)
    }
}
