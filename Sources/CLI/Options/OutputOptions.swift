import ArgumentParser

/// What commands take that need no workspace.
struct OutputOptions: ParsableArguments {
    @Flag(help: "Print exactly one JSON document.")
    var json = false

    @Flag(name: [.short, .long], help: "Say nothing but the result and errors.")
    var quiet = false

    /// Prints a result: as JSON where it was asked for, else as text.
    func print(_ value: some Encodable, text: () throws -> String) throws {
        if json { try Console.print(json: value) } else { Console.print(try text()) }
    }
}
