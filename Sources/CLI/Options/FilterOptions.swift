import ArgumentParser
import Dataset
import Workbench

/// Which samples, in the words of the API's addresses.
struct FilterOptions: ParsableArguments {
    @Option(
        name: .customLong("where"),
        help: ArgumentHelp(
            "Only samples for which this holds; may be given more than once.",
            discussion: """
                label=NAME (label= is unlabelled), split=train|val|test|none, tag=NAME, q=TEXT (in the path), \
                state=active|trashed|all, changed=1, column.NAME=VALUE. The same key twice: either value will do.
                """, valueName: "key=value"))
    var conditions: [String] = []

    /// - Throws: `Misuse` where a condition is none.
    func query() throws -> SampleQuery {
        do {
            return try SampleConditions(conditions).query()
        } catch {
            throw Misuse("--where: \(error)")
        }
    }
}
