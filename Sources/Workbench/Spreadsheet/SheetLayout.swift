import Dataset
import Foundation
import Interchange

/// What stands in which column of a sheet.
///
/// `id` and `path` tell rows apart, `revision` says up to which change a row knows its sample. Columns are found by
/// their headings, so they may be moved, and those that nobody wants deleted.
struct SheetLayout {
    /// What a heading means.
    enum Field: Hashable {
        case picture, id, path, revision, label, split, tags, state, why
        case column(String)

        /// As the history calls it; nil of what is not of the dataset.
        var cell: String? {
            switch self {
            case .label: "label"
            case .split: "split"
            case .tags: "tags"
            case .state: "state"
            case .column(let name): "column.\(name)"
            case .picture, .id, .path, .revision, .why: nil
            }
        }
    }

    private static let plain: [(String, Field)] = [
        ("id", .id), ("path", .path), ("label", .label), ("split", .split), ("tags", .tags), ("state", .state),
    ]
    private static let last: [(String, Field)] = [("why", .why), ("revision", .revision)]

    /// The fields of an export, in order.
    static func fields(_ columns: [ColumnInfo]) -> [Field] {
        plain.map(\.1) + columns.map { .column($0.name) } + last.map(\.1)
    }

    static func heading(_ field: Field) -> String {
        switch field {
        case .column(let name): isTaken(name) ? "column.\(name)" : name
        case .picture: "picture"
        default: (plain + last).first { $0.1 == field }?.0 ?? ""
        }
    }

    /// The field that a heading means; nil where it means none.
    static func field(_ heading: String, _ columns: [ColumnInfo]) -> Field? {
        let text = heading.trimmingCharacters(in: .whitespacesAndNewlines)
        if let known = (plain + last + [("picture", .picture)]).first(where: { $0.0 == text.lowercased() }) {
            return known.1
        }
        let name = text.hasPrefix("column.") ? String(text.dropFirst("column.".count)) : text
        return columns.first { $0.name == name }.map { .column($0.name) }
    }

    private static func isTaken(_ name: String) -> Bool {
        name.hasPrefix("column.") || (plain + last + [("picture", .picture)]).contains { $0.0 == name.lowercased() }
    }

    static func column(_ field: Field, classes: [String], columns: [ColumnInfo]) -> SheetColumn {
        let heading = heading(field)
        return switch field {
        case .id, .revision: SheetColumn(heading, width: 9, isFixed: true)
        case .path: SheetColumn(heading, width: 36, isFixed: true)
        case .picture: SheetColumn(heading, width: 10)
        case .label: SheetColumn(heading, width: 14, choices: classes, allowsOthers: true)
        case .split: SheetColumn(heading, width: 9, choices: Split.allCases.map(\.rawValue))
        case .state: SheetColumn(heading, width: 9, choices: ["active", "trashed"])
        case .tags: SheetColumn(heading, width: 24)
        case .why: SheetColumn(heading, width: 28)
        case .column: SheetColumn(heading, width: 14)
        }
    }

    /// The cell of a sample.
    static func cell(_ field: Field, of sample: Sample) -> SheetCell {
        switch field {
        case .id: .number(Double(sample.id))
        case .revision: .number(Double(sample.revision))
        case .path: .text(sample.path)
        case .label: text(sample.label)
        case .split: text(sample.split)
        case .tags: text(SheetTags.join(sample.tags))
        case .state: .text(sample.state.rawValue)
        case .picture, .why: .empty
        case .column(let name):
            switch sample.columns[name] {
            case .number(let number)?: .number(number)
            case .text(let text)?: self.text(text)
            case nil: .empty
            }
        }
    }

    private static func text(_ text: String?) -> SheetCell { text.map { $0.isEmpty ? .empty : .text($0) } ?? .empty }
}

/// Tags in one cell: with commas between; one that has a comma or a quote in it stands in quotes.
enum SheetTags {
    static func join(_ tags: [String]) -> String {
        tags.map { tag in
            tag.contains(",") || tag.contains("\"") ? "\"" + tag.replacing("\"", with: "\"\"") + "\"" : tag
        }.joined(separator: ", ")
    }

    static func split(_ text: String) -> [String] {
        var tags: [String] = []
        var tag = ""
        var isQuoted = false
        var characters = Array(text)[...]
        while let character = characters.popFirst() {
            switch character {
            case "\"" where isQuoted && characters.first == "\"":
                tag.append("\"")
                characters = characters.dropFirst()
            case "\"" where isQuoted: isQuoted = false
            case "\"" where tag.allSatisfy(\.isWhitespace): (isQuoted, tag) = (true, "")
            case "," where !isQuoted:
                tags.append(tag)
                tag = ""
            default: tag.append(character)
            }
        }
        tags.append(tag)
        return Set(tags.map { $0.trimmingCharacters(in: .whitespacesAndNewlines) }).filter { !$0.isEmpty }.sorted()
    }
}
