import ArgumentParser
import Dataset
import Server

/// `tessera people invite`
struct PeopleInviteCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "invite",
        abstract: "Make a link that lets one person in, once.",
        discussion: """
            Whoever opens it chooses a name and a password. The link is shown this once; send it where only they read it.

            Example: tessera people invite --role labeller --name "Ada Lovelace"
            """)

    @Option(help: "viewer, labeller, editor or owner.")
    var role: Role?

    @Option(help: ArgumentHelp("Whom it is for, as a suggestion.", valueName: "name"))
    var name: String?

    @Option(help: ArgumentHelp("A link with which somebody who is there sets a new password.", valueName: "name"))
    var again: String?

    @Option(help: "How many days it is valid.")
    var days = People.invitationDays

    @Option(help: ArgumentHelp("Take an open invitation back, by its number.", valueName: "id"))
    var withdraw: Int64?

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let invitation: Invitation
        let link: String
    }

    private struct Withdrawn: Encodable {
        let withdrawn: Int64
    }

    func run() throws {
        let origin = AccessOrigin(name: author.name, address: nil)
        if let withdraw {
            guard role == nil, name == nil, again == nil else {
                throw Misuse("--withdraw takes nothing but the number.")
            }
            try common.open().withdrawInvitation(withdraw, by: origin)
            return try common.print(Withdrawn(withdrawn: withdraw)) {
                "The link of invitation \(withdraw) opens nothing now."
            }
        }
        let workspace: Workspace
        let issued: IssuedInvitation
        switch (again, role) {
        case (let again?, nil):
            guard name == nil else { throw Misuse("--again names somebody who is there; leave --name out.") }
            workspace = try common.open()
            issued = try workspace.invite(again: again, days: days, by: origin)
        case (nil, let role?):
            workspace = try common.open()
            issued = try workspace.invite(as: role, name: name, days: days, by: origin)
        default:
            throw Misuse(
                "Say as what: --role viewer, labeller, editor or owner; or whose password is lost: --again NAME.")
        }
        let base = try workspace.publicAddress()
        let link = (base ?? "") + InvitationLink.path(issued.secret)
        try common.print(Output(invitation: issued.invitation, link: link)) { link }
        if base == nil, !common.quiet {
            Console.say("Put the address of the server before it; `tessera serve --url` was not run here yet.")
        }
    }
}
