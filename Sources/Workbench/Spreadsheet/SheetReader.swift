import Dataset
import Foundation
import Interchange

/// Compares a sheet with the dataset as it is now.
///
/// A cell that is as it was exported was not touched, and whatever others did to it since stays. One that was touched is a
/// change; where others touched it too, and to something else, it is a conflict. What it was exported as is what the
/// history says of the row's `revision`.
struct SheetReader {
    private let workspace: Workspace
    private let columns: [ColumnInfo]
    private let classes: Set<String>
    private let createsClasses: Bool
    private var plan = SheetPlan()

    /// Problems, changes of a kind, that are listed; beyond it they are counted.
    private static let mostProblems = 1_000

    static func plan(
        _ reading: SheetReading, for workspace: Workspace, createsClasses: Bool,
        progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> SheetPlan {
        var reader = try SheetReader(workspace: workspace, createsClasses: createsClasses)
        try reader.read(reading, progress)
        return reader.plan
    }

    private init(workspace: Workspace, createsClasses: Bool) throws {
        self.workspace = workspace
        self.createsClasses = createsClasses
        columns = try workspace.columnNames()
        classes = Set(try workspace.summary().classes.map(\.name))
    }

    // MARK: Rows

    private mutating func read(_ reading: SheetReading, _ progress: (Int, Int) throws -> Void) throws {
        for problem in reading.problems { tell(problem.row, nil, problem.words) }
        if reading.formulas > 0 {
            plan.notices.append("\(reading.formulas) cells hold formulas; their last values were taken.")
        }
        if !reading.otherSheets.isEmpty {
            plan.notices.append(
                "Only the first sheet was read, not \(reading.otherSheets.prefix(5).joined(separator: ", ")).")
        }
        guard let top = reading.rows.first else { throw SheetError.noHeadings }
        let fields = try headings(top)
        let rows = reading.rows.dropFirst().filter { !$0.cells.values.allSatisfy(\.isEmpty) }
        plan.rows = rows.count
        let paths = fields.values.contains(.id) ? [:] : try pathIDs()
        var seen: [Int64: Int] = [:]
        var reasons: [String: Int] = [:]
        for start in stride(from: 0, to: rows.count, by: 500) {
            try progress(start, rows.count)
            let page = rows.dropFirst(start).prefix(500)
            let found = page.map { (row: $0, id: sampleID($0, fields, paths)) }
            let samples = try workspace.samples(found.compactMap(\.id))
            let byID = Dictionary(samples.map { ($0.id, $0) }) { first, _ in first }
            for (row, id) in found {
                guard let id else { continue }
                guard let sample = byID[id] else {
                    tell(row.number, "id", "There is no sample \(id).")
                    continue
                }
                if let other = seen[id] {
                    tell(row.number, nil, "Sample \(id) stands in row \(other) already; this row was left out.")
                    continue
                }
                seen[id] = row.number
                let before = plan.changes.count + plan.conflicts.count
                try compare(row, with: sample, fields)
                if plan.changes.count + plan.conflicts.count > before, let why = why(row, fields) {
                    if reasons[why] == nil { plan.reasons.append(why) }
                    reasons[why, default: 0] += 1
                }
            }
        }
        try progress(rows.count, rows.count)
        plan.matched = seen.count
        if !plan.newClasses.isEmpty, createsClasses {
            plan.notices.append("New classes: \(plan.newClasses.joined(separator: ", ")).")
        }
        if let hidden = problemsLeftOut { plan.notices.append("\(hidden) more problems are not listed.") }
    }

    private mutating func headings(_ top: SheetReading.Row) throws -> [Int: SheetLayout.Field] {
        var fields: [Int: SheetLayout.Field] = [:]
        for (place, cell) in top.cells.sorted(by: { $0.key < $1.key }) where !cell.isEmpty {
            guard let field = SheetLayout.field(cell.display, columns) else {
                tell(top.number, cell.display, "No column of the dataset has this heading; it was left out.")
                continue
            }
            guard !fields.values.contains(field) else {
                tell(top.number, cell.display, "This heading stands there twice; only the first column of it was read.")
                continue
            }
            fields[place] = field
        }
        guard fields.values.contains(.id) || fields.values.contains(.path) else { throw SheetError.noHeadings }
        if !fields.values.contains(.revision) {
            plan.notices.append(
                "Without the column \u{201C}revision\u{201D} it is not known what others changed since the export: every cell counts as yours."
            )
        }
        return fields
    }

    private func pathIDs() throws -> [String: Int64?] {
        var query = SampleQuery()
        query.state = .all
        let ids = try workspace.sampleIDs(matching: query)
        var found: [String: Int64?] = [:]
        for start in stride(from: 0, to: ids.count, by: 1_000) {
            for sample in try workspace.samples(Array(ids[start..<min(start + 1_000, ids.count)])) {
                // Bytes that are not UTF-8 can make two paths look alike.
                found.updateValue(found[sample.path] == nil ? sample.id : nil, forKey: sample.path)
            }
        }
        return found
    }

    private mutating func sampleID(
        _ row: SheetReading.Row, _ fields: [Int: SheetLayout.Field], _ paths: [String: Int64?]
    ) -> Int64? {
        if fields.values.contains(.id) {
            let text = cell(.id, row, fields).display.trimmingCharacters(in: .whitespaces)
            guard let id = Int64(text), id > 0 else {
                tell(
                    row.number, "id",
                    text.isEmpty ? "The row has no id." : "\u{201C}\(text.prefix(80))\u{201D} is no id.")
                return nil
            }
            return id
        }
        let path = cell(.path, row, fields).display
        guard let id = paths[path] ?? nil else {
            tell(row.number, "path", "\u{201C}\(path.prefix(200))\u{201D} is the path of no sample, or of several.")
            return nil
        }
        return id
    }

    private func cell(
        _ field: SheetLayout.Field, _ row: SheetReading.Row, _ fields: [Int: SheetLayout.Field]
    ) -> SheetCell {
        fields.first { $0.value == field }.flatMap { row.cells[$0.key] } ?? .empty
    }

    private func why(_ row: SheetReading.Row, _ fields: [Int: SheetLayout.Field]) -> String? {
        let text = cell(.why, row, fields).display.trimmingCharacters(in: .whitespacesAndNewlines)
        return text.isEmpty ? nil : text
    }

    // MARK: Cells

    private mutating func compare(
        _ row: SheetReading.Row, with sample: Sample, _ fields: [Int: SheetLayout.Field]
    ) throws {
        if fields.values.contains(.path), fields.values.contains(.id) {
            let path = cell(.path, row, fields).display
            guard path.isEmpty || path == sample.path else {
                tell(
                    row.number, "path",
                    "Sample \(sample.id) is \(sample.path), not \(path.prefix(200)); the row was left out. Were only some columns sorted?"
                )
                return
            }
        }
        let revision = try revision(row, sample, fields)
        var history: [ChangedCell]?
        for (place, field) in fields.sorted(by: { $0.key < $1.key }) {
            guard let name = field.cell else { continue }
            let value: String?
            switch parse(row.cells[place] ?? .empty, of: field) {
            case .value(let parsed): value = parsed
            case .problem(let words):
                tell(row.number, SheetLayout.heading(field), words)
                continue
            }
            let present = Self.present(field, of: sample)
            guard value != present else { continue }
            if let revision, sample.revision > revision {
                let later = try (history ?? workspace.history(of: sample.id)).filter {
                    $0.change > revision && $0.field == name
                }
                history = try history ?? workspace.history(of: sample.id)
                if let first = later.last, let newest = later.first {
                    let before = Self.normal(first.before, field)
                    // As it was exported: not touched in the sheet.
                    if value == before { continue }
                    if present != before {
                        plan.conflicts.append(
                            .init(
                                row: row.number, sample: sample.id, path: sample.path, field: name, before: before,
                                yours: value, theirs: present, author: newest.author, at: newest.at))
                        continue
                    }
                }
            }
            if field == .label, let value, !classes.contains(value), !plan.newClasses.contains(value) {
                plan.newClasses.append(value)
            }
            plan.changes.append(
                .init(row: row.number, sample: sample.id, path: sample.path, field: name, from: present, to: value))
        }
    }

    /// The change up to which a row knows its sample; nil where it does not say.
    private mutating func revision(
        _ row: SheetReading.Row, _ sample: Sample, _ fields: [Int: SheetLayout.Field]
    ) throws -> Int64? {
        guard fields.values.contains(.revision) else { return nil }
        let text = cell(.revision, row, fields).display
        guard let revision = Int64(text), revision > 0, revision <= sample.revision else {
            tell(
                row.number, "revision",
                "\u{201C}\(text.prefix(40))\u{201D} is no change of sample \(sample.id); its cells count as yours, whatever others did since."
            )
            return nil
        }
        return revision
    }

    private enum Parsed {
        case value(String?)
        case problem(String)
    }

    private func parse(_ cell: SheetCell, of field: SheetLayout.Field) -> Parsed {
        if case .broken(let text) = cell { return .problem("The cell holds an error (\(text.prefix(40))).") }
        let text = cell.display
        let trimmed = text.trimmingCharacters(in: .whitespacesAndNewlines)
        switch field {
        case .label: return label(trimmed)
        case .split:
            if trimmed.isEmpty || trimmed.lowercased() == "none" { return .value(nil) }
            guard let split = Split(rawValue: trimmed.lowercased()) else {
                return .problem("\u{201C}\(trimmed.prefix(80))\u{201D} is no split. It is train, val, test or empty.")
            }
            return .value(split.rawValue)
        case .state:
            guard let state = SampleStatus(rawValue: trimmed.isEmpty ? "active" : trimmed.lowercased()) else {
                return .problem("\u{201C}\(trimmed.prefix(80))\u{201D} is no state. It is active or trashed.")
            }
            return .value(state.rawValue)
        case .tags:
            let tags = SheetTags.split(text).map(\.precomposedStringWithCanonicalMapping)
            if let long = tags.first(where: { $0.utf8.count > 100 }) {
                return .problem("\u{201C}\(long.prefix(40))…\u{201D} is too long for a tag.")
            }
            return .value(tags.isEmpty ? nil : SheetTags.join(tags))
        case .column(let name):
            if text.isEmpty { return .value(nil) }
            guard columns.first(where: { $0.name == name })?.kind == .number else { return .value(text) }
            if case .number(let number) = cell { return .value(ColumnValue.number(number).display) }
            guard let number = Double(trimmed), number.isFinite else {
                return .problem(
                    "\u{201C}\(trimmed.prefix(80))\u{201D} is no number, as the other values of this column are.")
            }
            return .value(ColumnValue.number(number).display)
        case .picture, .id, .path, .revision, .why: return .value(nil)
        }
    }

    private func label(_ text: String) -> Parsed {
        if text.isEmpty { return .value(nil) }
        let name = text.precomposedStringWithCanonicalMapping
        if classes.contains(name) { return .value(name) }
        guard createsClasses else {
            return .problem(
                "\u{201C}\(name.prefix(80))\u{201D} is no class. Correct it, or make it one with --create-classes.")
        }
        return .value(name)
    }

    /// A value as it is now, in the words of a sheet.
    private static func present(_ field: SheetLayout.Field, of sample: Sample) -> String? {
        let text = SheetLayout.cell(field, of: sample).display
        return text.isEmpty ? nil : text
    }

    /// A value of the history in the words of a sheet.
    private static func normal(_ text: String?, _ field: SheetLayout.Field) -> String? {
        guard let text, !text.isEmpty else { return nil }
        if field == .tags { return SheetTags.join(text.components(separatedBy: ", ").sorted()) }
        return text
    }

    // MARK: Problems

    private var problemsLeftOut: Int?

    private mutating func tell(_ row: Int?, _ column: String?, _ words: String) {
        guard plan.problems.count < Self.mostProblems else {
            problemsLeftOut = (problemsLeftOut ?? 0) + 1
            return
        }
        plan.problems.append(.init(row: row, column: column, words: words))
    }
}
