import Dataset
import Foundation

/// What may be done to the images of a class (mirror, rotate, …), in words: as on the page of the label book.
enum TransformWords {
    /// By class.
    static func all(of workspace: Workspace) throws -> [String: [String]] {
        Dictionary(uniqueKeysWithValues: try workspace.classRules().map { ($0.name, lines($0)) })
    }

    static func lines(_ rules: ClassRules) -> [String] {
        var lines = rules.rules.sorted { $0.key < $1.key }.map { sentence($0.key, $0.value) }
        if !rules.parts.isEmpty { lines.append("Its parts from left to right: " + rules.parts.joined(separator: ", ")) }
        lines += rules.chain.map { "\($0.instruction): it becomes \($0.label)" }
        return lines
    }

    private static func sentence(_ transform: String, _ rule: TransformRule) -> String {
        let words = transform.replacingOccurrences(of: "-", with: " ")
        let what = words.prefix(1).uppercased() + words.dropFirst()
        switch rule.outcome {
        case .becomes(let label): return "\(what): it becomes \(label)"
        case .forbidden: return "\(what): never"
        case .same:
            guard let limit = rule.limit else { return "\(what): it stays what it is" }
            return
                "\(what): it stays what it is, up to \(limit.formatted(.number.locale(Locale(identifier: "en_GB")))) degrees"
        }
    }
}
