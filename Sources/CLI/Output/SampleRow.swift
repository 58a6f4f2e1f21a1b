import Dataset

/// A sample as a row of text.
struct SampleRow {
    static let header = ["id", "path", "label", "split", "tags", "state", "width", "height", "format", "digest"]

    private let sample: Sample

    init(_ sample: Sample) {
        self.sample = sample
    }

    /// The cells of the header, then those of the imported columns.
    func cells(columns: [String]) -> [String] {
        [
            String(sample.id), sample.path, sample.label ?? "", sample.split ?? "", sample.tags.joined(separator: ", "),
            sample.state.rawValue, String(sample.width), String(sample.height), sample.format, sample.digest,
        ] + columns.map { sample.columns[$0]?.display ?? "" }
    }
}
