import ArgumentParser
import Dataset

/// `tessera people remove NAME`
struct PeopleRemoveCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Take somebody's account away, with all sessions and tokens.",
        discussion: "What they did stays, under their name, which nobody else can take.")

    @Argument(help: "Who.")
    var name: String

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let removed: String
    }

    func run() throws {
        try common.open().removePerson(name, by: AccessOrigin(name: author.name, address: nil))
        try common.print(Output(removed: name)) { "\(name) cannot log in any more." }
    }
}
