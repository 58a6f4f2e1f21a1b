import ArgumentParser
import Workbench

/// `tessera jobs resume ID`
struct JobsResumeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Go on with a job that failed, was cancelled or was interrupted.",
        discussion: "It runs in this process, to its end.")

    @Argument(help: "The number of the job, as `tessera jobs` shows it.")
    var id: Int64

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let job: Job
    }

    func run() async throws {
        let run = JobRun(workspace: try common.open(), common: common)
        let job = try await run.follow { runner in try await runner.resume(id) }
        try common.print(Output(job: job)) { "Job \(id) (\(job.kind)) is done." }
    }
}
