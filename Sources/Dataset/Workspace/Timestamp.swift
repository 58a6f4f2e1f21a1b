import Foundation

/// Moments as the workspace writes them: ISO 8601, UTC, with milliseconds. Their order as texts is that of the moments.
enum Timestamp {
    static func now() -> String { of(Date()) }

    static func of(_ moment: Date) -> String {
        moment.formatted(
            .iso8601.year().month().day().time(includingFractionalSeconds: true).timeZone(separator: .omitted))
    }
}
