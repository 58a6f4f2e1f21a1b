import ArgumentParser
import Dataset

/// `tessera people list`
struct PeopleListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "list", abstract: "List the people, their tokens, and the invitations that are open.")

    @OptionGroup var common: CommonOptions

    private struct Output: Encodable {
        let people: [Person]
        let invitations: [Invitation]
        let tokens: [APIToken]
    }

    func run() throws {
        let workspace = try common.open()
        let output = Output(
            people: try workspace.people(), invitations: try workspace.invitations(), tokens: try workspace.tokens())
        try common.print(output) { Self.text(output) }
    }

    private static func text(_ output: Output) -> String {
        var parts: [String] = []
        if output.people.isEmpty {
            parts.append("Nobody has an account yet. `tessera people invite --role owner` makes the first link.")
        } else {
            var table = Table(["name", "role", "since", "last seen"])
            for person in output.people {
                table.add([person.name, person.role.rawValue, person.createdAt, person.seenAt ?? "never"])
            }
            parts.append(table.text)
        }
        if !output.invitations.isEmpty {
            var table = Table(["invitation", "for", "as", "by", "until"], numbers: [0])
            for open in output.invitations {
                let what = open.isForKnownPerson ? "new password" : open.role.rawValue
                table.add([String(open.id), open.name ?? "anybody", what, open.invitedBy, open.expiresAt])
            }
            parts.append(table.text)
        }
        if !output.tokens.isEmpty {
            var table = Table(["token", "of", "for", "as", "until", "last used"], numbers: [0])
            for token in output.tokens {
                table.add([
                    String(token.id), token.person, token.name, token.role.rawValue, token.expiresAt ?? "withdrawn",
                    token.usedAt ?? "never",
                ])
            }
            parts.append(table.text)
        }
        return parts.joined(separator: "\n\n")
    }
}
