/// `planted.json`: what was planted in which file.
struct PlantedTruth: Codable, Sendable {
    var format = "tessera.planted/1"
    let seed: UInt64
    /// Files by flaw.
    let counts: [String: Int]
    let styleMissingFromVal: DrawingStyle
    /// By path.
    let files: [PlannedFile]

    init(seed: UInt64, files: [PlannedFile]) {
        self.seed = seed
        self.files = files
        styleMissingFromVal = DemoShares.styleMissingFromVal
        var counts: [String: Int] = [:]
        for flaw in Flaw.allCases { counts[flaw.rawValue] = files.count { $0.flaws.contains(flaw) } }
        self.counts = counts
    }
}
