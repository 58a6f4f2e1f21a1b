import ArgumentParser
import Dataset

/// `tessera refusals`
struct RefusalsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "refusals", abstract: "List the files that the last import could not take, and why.")

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let refusals: [Refusal]
    }

    func run() throws {
        let refusals = try common.open().refusals(importID: nil)
        try common.print(Output(refusals: refusals)) {
            refusals.isEmpty ? "The last import took everything." : RefusalTable.text(refusals)
        }
    }
}
