import ArgumentParser

/// What every audit of an embedding takes.
struct AuditOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "The embedding; several joined by +.", discussion: "Else the built-in ones that are there.",
            valueName: "model"))
    var model: String?

    @Option(help: "Another seed draws other reshufflings and starts.")
    var seed: UInt64 = 42
}
