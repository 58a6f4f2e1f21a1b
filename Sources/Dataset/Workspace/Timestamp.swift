import Foundation

/// Moments as the workspace writes them: ISO 8601, UTC, with milliseconds. Their order as texts is that of the moments.
enum Timestamp {
    private static let style = Date.ISO8601FormatStyle.iso8601.year().month().day().time(
        includingFractionalSeconds: true
    ).timeZone(separator: .omitted)

    static func now() -> String { of(Date()) }

    /// Now, and after a moment that is given, whatever the clock says: so that two things that somebody did one after the
    /// other have an order that every copy of the workspace sees.
    static func now(after last: String?) -> String {
        let now = now()
        guard let last, now <= last, let moment = try? Date(last, strategy: style) else { return now }
        // Half a millisecond more, which is cut off.
        return of(moment.addingTimeInterval(0.0015))
    }

    /// Whether a text has the form of those that are written here.
    static func isOne(_ text: String) -> Bool {
        text.utf8.count == 24 && text.hasSuffix("Z") && (try? Date(text, strategy: style)) != nil
    }

    static func of(_ moment: Date) -> String {
        moment.formatted(style)
    }
}
