import ArgumentParser
import Foundation

/// Who a change or a job is by.
struct AuthorOption: ParsableArguments {
    @Option(help: ArgumentHelp("Who does it.", discussion: "Else the user of this computer.", valueName: "name"))
    var author: String?

    var name: String {
        let given = author?.trimmingCharacters(in: .whitespacesAndNewlines) ?? ""
        return given.isEmpty ? NSUserName() : given
    }
}
