import ArgumentParser

/// `0.485,0.456,0.406` on the command line.
struct NumberList: ExpressibleByArgument {
    let values: [Float]

    init?(argument: String) {
        let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
        let values = parts.compactMap { Float($0) }
        guard !values.isEmpty, values.count == parts.count else { return nil }
        self.values = values
    }
}
