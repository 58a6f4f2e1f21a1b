import ArgumentParser

/// The people who may log in to a server of this workspace.
struct PeopleCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "people",
        abstract: "Invite people to a server, give them roles, and see who came in.",
        discussion: """
            Without a word after it, it lists. Whoever can write the workspace's folder is an owner here.

            Roles: viewer looks; labeller gives labels and talks; editor changes the dataset; owner invites people.
            """,
        subcommands: [
            PeopleListCommand.self, PeopleInviteCommand.self, PeopleRoleCommand.self, PeopleRemoveCommand.self,
            PeopleTokenCommand.self, PeopleLogCommand.self,
        ], defaultSubcommand: PeopleListCommand.self)
}
