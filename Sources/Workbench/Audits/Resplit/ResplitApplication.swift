public import Dataset
import Foundation

/// Does what a re-split proposes, as one change; `undo` takes it back.
public struct ResplitApplication: Sendable {
    private let workspace: Workspace

    public init(workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Parameter lastChange: that of the proposal that was looked at; nil: whichever there is.
    /// - Throws: ``AuditError/noPlan`` or ``AuditError/stalePlan``; `EditError.conflict` where somebody moves one of the
    ///   samples at this moment; `EditError.nothingToDo` where nothing would move.
    public func apply(author: String, lastChange: Int64? = nil) throws -> AppliedChange {
        guard let stored = try StoredReport<ResplitReport>.read(from: workspace) else { throw AuditError.noPlan }
        let report = stored.report
        guard !stored.isStale, lastChange ?? report.basis.lastChange == report.basis.lastChange else {
            throw AuditError.stalePlan
        }
        let edits = Split.allCases.compactMap { split -> Edit? in
            let moves = report.moves.filter { $0.to == split.rawValue }
            guard !moves.isEmpty else { return nil }
            return Edit(
                samples: moves.map(\.sample), revisions: moves.map(\.revision),
                set: CellChanges(split: .set(split.rawValue)))
        }
        let share = String(format: "%.1f", 100 * report.valShare)
        return try workspace.apply(
            EditRequest(
                author: author, reason: "re-split: val's share (\(share) %) in every class and group of look-alikes",
                edits: edits))
    }
}
