import Foundation

/// Numbers in cells.
enum CellText {
    /// Three significant digits are enough to compare by eye.
    static func distance(_ value: Float) -> String { String(format: "%.3g", Double(value)) }
}
