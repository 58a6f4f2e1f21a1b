public import Dataset
public import Foundation
import Interchange

/// Reads a spreadsheet back: says what it would change and, if asked to, writes all of it as one change.
public struct SheetImport: UseCase {
    public static let kind = "sheet-import"

    public let file: URL
    /// Whether to write what it says.
    public let applies: Bool
    public let conflicts: SheetConflicts
    public let createsClasses: Bool
    /// Kept in the history, before the reasons in the sheet's column `why`.
    public let reason: String?

    public init(
        file: URL, applies: Bool = false, conflicts: SheetConflicts = .refuse, createsClasses: Bool = false,
        reason: String? = nil
    ) {
        self.file = file
        self.applies = applies
        self.conflicts = conflicts
        self.createsClasses = createsClasses
        self.reason = reason
    }

    public var isForPages: Bool { false }

    public func run(in workspace: Workspace, reporting reporter: JobReporter) throws -> SheetPlan {
        reporter.report(phase: "reading the file", done: 0, total: nil)
        let bytes: [UInt8]
        do {
            let size = try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? NSNumber
            guard size?.intValue ?? 0 <= Self.largestFile else {
                throw SheetError.tooLarge("\(file.lastPathComponent) has more than 256 MiB.")
            }
            bytes = Array(try Data(contentsOf: file))
        } catch let error as SheetError {
            throw error
        } catch {
            throw SheetError.cannotRead(file.path, why: error.localizedDescription)
        }
        return try Self.read(
            bytes, named: file.lastPathComponent, into: workspace, author: reporter.author, applies: applies,
            conflicts: conflicts, createsClasses: createsClasses, reason: reason
        ) { done, total in
            try reporter.checkCancelled()
            reporter.report(phase: "comparing rows", done: done, total: total)
        }
    }

    public static let largestFile = 256 << 20

    /// Compares a spreadsheet with the dataset and, where `applies`, writes what it changes as one change.
    /// - Parameter name: of the file; its ending says what it is.
    /// - Throws: `SheetError`; `EditError` where somebody was quicker between the look and the write.
    public static func read(
        _ bytes: [UInt8], named name: String, into workspace: Workspace, author: String, applies: Bool,
        conflicts: SheetConflicts = .refuse, createsClasses: Bool = false, reason: String? = nil,
        progress: (Int, Int) throws -> Void = { _, _ in }
    ) throws -> SheetPlan {
        let reading = try SheetReading.read(bytes, as: SheetFormat(fileName: name))
        let seen = try workspace.changes(before: nil, limit: 1).first?.id ?? 0
        var plan = try SheetReader.plan(reading, for: workspace, createsClasses: createsClasses, progress: progress)
        guard applies else { return plan }
        if conflicts == .refuse, !plan.conflicts.isEmpty { throw SheetError.conflicts(plan.conflicts.count) }
        var cells = plan.changes
        if conflicts == .mine {
            cells += plan.conflicts.map {
                .init(row: $0.row, sample: $0.sample, path: $0.path, field: $0.field, from: $0.theirs, to: $0.yours)
            }
        }
        guard !cells.isEmpty else { return plan }
        let request = EditRequest(
            author: author, reason: words(reason, plan.reasons, of: name),
            edits: try edits(cells, seen: seen, workspace),
            createClasses: createsClasses)
        plan.change = try workspace.apply(request).change.id
        return plan
    }

    /// One edit for each sample; what others change from now on is a conflict of the edit.
    private static func edits(_ cells: [SheetPlan.Cell], seen: Int64, _ workspace: Workspace) throws -> [Edit] {
        let kinds = Dictionary(uniqueKeysWithValues: try workspace.columnNames().map { ($0.name, $0.kind) })
        var order: [Int64] = []
        var changes: [Int64: CellChanges] = [:]
        for cell in cells {
            if changes[cell.sample] == nil { order.append(cell.sample) }
            var set = changes[cell.sample] ?? CellChanges()
            switch cell.field {
            case "label": set.label = .set(cell.to)
            case "split": set.split = .set(cell.to)
            case "tags": set.tags = SheetTags.split(cell.to ?? "")
            case "state": set.state = cell.to.flatMap(SampleStatus.init(rawValue:))
            default:
                let name = String(cell.field.dropFirst("column.".count))
                let value: ColumnValue? = cell.to.map { text in
                    kinds[name] == .number ? Double(text).map { .number($0) } ?? .text(text) : .text(text)
                }
                set.columns.updateValue(value, forKey: name)
            }
            changes[cell.sample] = set
        }
        return order.map { Edit(samples: [$0], seen: seen, set: changes[$0] ?? CellChanges()) }
    }

    /// Reasons in the sheet belong to the change; those that do not fit are counted.
    private static func words(_ reason: String?, _ reasons: [String], of name: String) -> String {
        var text = reason ?? "sheet \(name)"
        var left = reasons.count
        for why in reasons {
            guard (text + why).utf8.count < 1_900 else { break }
            text += "; \(why)"
            left -= 1
        }
        return left > 0 ? text + "; and \(left) more reasons" : text
    }
}
