import Foundation

/// Numbers as people read them.
enum Words {
    /// `8 s`, `2 min 5 s`, `1 h 3 min`.
    static func duration(_ seconds: Double) -> String {
        let whole = Int(seconds.rounded())
        return switch whole {
        case ..<60: "\(whole) s"
        case ..<3_600: "\(whole / 60) min \(whole % 60) s"
        default: "\(whole / 3_600) h \(whole % 3_600 / 60) min"
        }
    }

    /// `2,932`.
    static func count(_ value: Int) -> String {
        var digits = String(abs(value))
        var groups: [String] = []
        while digits.count > 3 {
            groups.insert(String(digits.suffix(3)), at: 0)
            digits.removeLast(3)
        }
        groups.insert(digits, at: 0)
        return (value < 0 ? "-" : "") + groups.joined(separator: ",")
    }

    /// `1 image`, `2,932 images`.
    static func count(_ value: Int, _ noun: String, plural: String? = nil) -> String {
        "\(count(value)) \(value == 1 ? noun : plural ?? noun + "s")"
    }

    /// `0.35/s`, `812/s`.
    static func rate(_ perSecond: Double) -> String {
        perSecond < 10 ? String(format: "%.1f/s", perSecond) : "\(count(Int(perSecond.rounded())))/s"
    }
}
