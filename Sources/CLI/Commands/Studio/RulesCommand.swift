import ArgumentParser

/// The label rules: what transforms make of the classes.
struct RulesCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "rules",
        abstract: "List, set or propose what transforms make of a class, its parts and its dismantling chain.",
        discussion: """
            Nothing is mirrored before a rule allows it; everything else leaves a class as it is. Without a word after \
            it, it lists. Example: tessera rules preset roman
            """,
        subcommands: [RulesListCommand.self, RulesSetCommand.self, RulesPresetCommand.self, RulesProposeCommand.self],
        defaultSubcommand: RulesListCommand.self)
}
