/// A spreadsheet as text: a row a line.
///
/// A text that a program would take for a formula (it begins with `= + - @`, a tab or a line's end) gets a `'` in front,
/// which those programs take for "this is text"; reading takes it away again. A text that looks like one of ours after
/// that gets another, so that every text comes back as it was.
package struct SheetText {
    private let separator: Character

    package init(_ format: SheetFormat) {
        separator = format == .tsv ? "\t" : ","
    }

    package func line(_ cells: [SheetCell]) -> String {
        cells.map(field).joined(separator: String(separator)) + "\r\n"
    }

    private func field(_ cell: SheetCell) -> String {
        guard case .text(let text) = cell else { return cell.display }
        let safe = Self.looksLikeFormula(text) ? "'" + text : text
        guard safe.unicodeScalars.contains(where: { Self.needsQuotes.contains($0) }) || safe.contains(separator) else {
            return safe
        }
        return "\"" + safe.replacing("\"", with: "\"\"") + "\""
    }

    /// A text as it was before it was written.
    package static func read(_ field: String) -> String {
        field.hasPrefix("'") && looksLikeFormula(String(field.dropFirst())) ? String(field.dropFirst()) : field
    }

    private static func looksLikeFormula(_ text: String) -> Bool {
        guard let first = text.unicodeScalars.first(where: { $0 != "'" }) else { return false }
        return "=+-@\t\r\n".unicodeScalars.contains(first)
    }

    private static let needsQuotes: Set<Unicode.Scalar> = ["\"", "\n", "\r", ",", ";", "\t"]
}
