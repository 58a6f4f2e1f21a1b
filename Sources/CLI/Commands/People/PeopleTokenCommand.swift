import ArgumentParser
import Dataset

/// `tessera people token NAME`
struct PeopleTokenCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "token",
        abstract: "Make a token with which a program acts in somebody's name.",
        discussion: """
            It is shown this once; programs send it as `Authorization: Bearer TOKEN`. Without --days it is valid until it \
            is withdrawn.

            Example: tessera people token Ada --for "nightly export" --role viewer --days 90
            """)

    @Argument(help: "In whose name.")
    var name: String?

    @Option(name: .customLong("for"), help: ArgumentHelp("What it is for.", valueName: "text"))
    var purpose = "script"

    @Option(help: "What it may do, never more than the person.")
    var role: Role?

    @Option(help: "How many days it is valid.")
    var days: Int?

    @Option(help: ArgumentHelp("Take a token back, by its number.", valueName: "id"))
    var withdraw: Int64?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let token: APIToken
        let secret: String
    }

    private struct Withdrawn: Encodable {
        let withdrawn: Int64
    }

    func run() throws {
        let origin = AccessOrigin(name: author.name, address: nil)
        if let withdraw {
            guard name == nil else { throw Misuse("--withdraw takes nothing but the number.") }
            try common.open().withdrawToken(withdraw, by: origin)
            return try common.print(Withdrawn(withdrawn: withdraw)) { "Token \(withdraw) opens nothing now." }
        }
        guard let name else { throw Misuse("Say in whose name: tessera people token NAME.") }
        let issued = try common.open().makeToken(for: name, name: purpose, role: role, days: days, by: origin)
        try common.print(Output(token: issued.token, secret: issued.secret.text)) { issued.secret.text }
    }
}
