import ArgumentParser
import Dataset
import Foundation
import Logging
import Server
import Workbench

/// `tessera serve`
struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve",
        abstract: "Show the workspace in the browser: the sheet, the map and the HTTP API.",
        discussion: """
            Prints one line with the address as soon as it answers, and goes on until Ctrl-C. Jobs that were \
            interrupted are taken up again.
            """)

    @OptionGroup var address: ServeOptions

    @OptionGroup var common: CommonOptions

    func run() async throws {
        try address.validateHost()
        try await address.serve(common.open(), common: common)
    }
}
