/// Where in the stream of events a listener stands: enough for any server on the same workspace to go on from there.
package struct EventID: Sendable, Equatable, CustomStringConvertible {
    /// Grows with every event, also over a restart of the server.
    package let sequence: Int64
    /// The newest change that was told.
    package let change: Int64
    /// `Workspace.identity`: another workspace has other changes.
    package let workspace: String

    package init(sequence: Int64, change: Int64, workspace: String) {
        self.sequence = sequence
        self.change = change
        self.workspace = workspace
    }

    /// - Returns: nil where the text is none that this program wrote.
    package init?(_ text: String) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.count == 3, text.utf8.count <= 100, let sequence = Int64(parts[0]), let change = Int64(parts[1]),
            sequence >= 0, change >= 0
        else { return nil }
        self.init(sequence: sequence, change: change, workspace: String(parts[2]))
    }

    package var description: String { "\(sequence)-\(change)-\(workspace)" }
}
