import ArgumentParser
import Dataset

/// `tessera threads show ID`
struct ThreadsShowCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Show a thread and all that was said in it.")

    @Argument(help: "The number of the thread.")
    var id: Int64

    @OptionGroup var common: CommonOptions

    func run() throws {
        let thread = try common.open().thread(id)
        try common.print(thread) { ThreadText.whole(thread) }
    }
}
