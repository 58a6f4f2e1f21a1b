import ArgumentParser
import Workbench

/// `tessera jobs list`
struct JobsListCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the jobs of the workspace, newest first.")

    @OptionGroup var common: CommonOptions

    @Option(name: [.short, .long], help: "How many at most.")
    var limit = 20

    private struct Output: Encodable {
        let jobs: [Job]
    }

    func run() async throws {
        let jobs = Array(try await JobRunner(workspace: common.open()).jobs().prefix(max(0, limit)))
        try common.print(Output(jobs: jobs)) {
            var table = Table(["job", "kind", "state", "started", "by", "what"], numbers: [0])
            for job in jobs {
                let what = job.error?.message ?? job.message ?? job.phase ?? ""
                table.add([
                    String(job.id), job.kind, job.state.rawValue, job.startedAt ?? job.createdAt, job.author, what,
                ])
            }
            return jobs.isEmpty ? "No job was started yet." : table.text
        }
    }
}
