public import Dataset
import Foundation

/// Conflicts as a sheet that people fill in: CSV with the column `take`, `ours` or `theirs`.
public enum ConflictsFile {
    private static let header = ["take", "cell", "ours", "by", "theirs", "by whom", "why"]

    /// - Returns: CSV in UTF-8; cells that a spreadsheet would take for a formula begin with an apostrophe.
    public static func text(_ conflicts: [MergeConflict]) -> String {
        let rows = conflicts.map { conflict in
            [
                conflict.decision?.rawValue ?? "", conflict.key, conflict.ours ?? "", conflict.ourAuthor,
                conflict.theirs ?? "", conflict.theirAuthor, conflict.theirReason ?? "",
            ]
        }
        return ([header] + rows).map { $0.map(cell).joined(separator: ",") }.joined(separator: "\r\n") + "\r\n"
    }

    private static func cell(_ text: String) -> String {
        let isFormula = text.first.map { "=+-@\t\r".contains($0) } ?? false
        let shown = isFormula ? "'" + text : text
        guard shown.contains(where: { ",\"\r\n".contains($0) || $0 == "\r\n" }) else { return shown }
        return "\"" + shown.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    /// Decisions by `MergeConflict.key`; rows whose `take` is empty say nothing.
    /// - Throws: `JobFailure` that names the line.
    public static func decisions(_ text: String) throws -> [String: MergeConflict.Side] {
        var decisions: [String: MergeConflict.Side] = [:]
        for (number, row) in rows(text).enumerated() where number > 0 && row.contains(where: { !$0.isEmpty }) {
            guard row.count >= 2 else { throw failure(number, "has no cell") }
            let take = row[0].trimmingCharacters(in: .whitespaces).lowercased()
            if take.isEmpty { continue }
            guard let side = MergeConflict.Side(rawValue: take), side != .other else {
                throw failure(number, "says \u{201C}\(take.prefix(40))\u{201D}, which is neither ours nor theirs")
            }
            let key = row[1].hasPrefix("'") ? String(row[1].dropFirst()) : row[1]
            decisions[key] = side
        }
        return decisions
    }

    private static func failure(_ number: Int, _ what: String) -> JobFailure {
        JobFailure(code: "bad-conflicts", message: "Row \(number + 1) of the conflicts \(what). Mend it and try again.")
    }

    private static func rows(_ text: String) -> [[String]] {
        var rows: [[String]] = [[]]
        var cell = ""
        var isQuoted = false
        var rest = text.unicodeScalars[...]
        func end() { rows[rows.count - 1].append(cell); cell = "" }
        while let scalar = rest.popFirst() {
            switch scalar {
            case "\"" where isQuoted && rest.first == "\"":
                rest.removeFirst()
                cell += "\""
            case "\"": isQuoted.toggle()
            case "," where !isQuoted: end()
            case "\n" where !isQuoted:
                end()
                rows.append([])
            case "\r" where !isQuoted: break
            default: cell.unicodeScalars.append(scalar)
            }
        }
        end()
        return rows
    }
}
