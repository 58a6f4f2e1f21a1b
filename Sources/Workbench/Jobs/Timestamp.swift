import Foundation

/// Moments as the workspace writes them: ISO 8601, UTC, with milliseconds.
enum Timestamp {
    static func now() -> String {
        Date().formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
    }
}
