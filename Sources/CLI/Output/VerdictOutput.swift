import Dataset
import Workbench

/// What every command that judges prints: the findings as they are now, and the change that was made.
struct VerdictOutput: Encodable {
    let change: Change?
    /// Ids of the samples that the change touched.
    let samples: [Int64]
    let findings: [DescribedFinding]

    init(_ judged: JudgedFindings, in workspace: Workspace) throws {
        change = judged.applied?.change
        samples = judged.applied?.samples ?? []
        findings = try workspace.describe(judged.findings)
    }

    func print(_ common: CommonOptions) throws {
        try common.print(self) {
            let state = findings.first.map { "\(Words.count(findings.count, "finding")) \($0.state.rawValue)" } ?? ""
            return change.map { "\(state)\nChange \($0.id): \($0.summary)" } ?? state
        }
    }
}
