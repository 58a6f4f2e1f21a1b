import Foundation
import Workbench

/// Numbers of audits as people read them.
enum AuditWords {
    /// `0.63`.
    static func decimal(_ value: Double) -> String { String(format: "%.3f", value) }

    /// `0.001`, `0.24`.
    static func p(_ value: Double) -> String {
        value < 0.001 ? "<0.001" : String(format: value < 0.1 ? "%.3f" : "%.2f", value)
    }

    /// `viii 22, iv 21, vii 18, …`.
    static func counts(_ counts: [NamedCount]) -> String {
        counts.prefix(4).map { "\($0.name) \($0.count)" }.joined(separator: ", ") + (counts.count > 4 ? ", …" : "")
    }
}
