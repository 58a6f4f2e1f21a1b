import ArgumentParser

/// How `tessera list` prints.
enum ListFormat: String, ExpressibleByArgument, CaseIterable {
    case table, csv
}
