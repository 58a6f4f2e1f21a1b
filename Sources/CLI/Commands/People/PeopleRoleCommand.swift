import ArgumentParser
import Dataset

/// `tessera people role NAME ROLE`
struct PeopleRoleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "role", abstract: "Give somebody another role, which holds from their next request on.")

    @Argument(help: "Who.")
    var name: String

    @Argument(help: "viewer, labeller, editor or owner.")
    var role: Role

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let person: Person
    }

    func run() throws {
        let person = try common.open().setRole(role, of: name, by: AccessOrigin(name: author.name, address: nil))
        try common.print(Output(person: person)) { "\(person.name) is \(person.role.rawValue) now." }
    }
}
