import Dataset

/// The class of each image, for a projection that draws those of one class together.
struct ImageLabels {
    /// The position of the class among all; -1 where an image has no label, or its samples are of different classes.
    let values: [Int32]
    /// Changes where any of them does.
    let digest: String

    /// - Parameter digests: the images.
    init(of digests: [String], in workspace: Workspace) throws {
        let imageOf = Dictionary(
            try workspace.sampleImages().map { (UInt32(clamping: $0.id), $0.digest) },
            uniquingKeysWith: { first, _ in first })
        let table = try workspace.columns(["id", "label"], matching: SampleQuery())
        var classOf: [String: Int32] = [:]
        if case .integers(let ids) = table.columns[0].values, case .texts(let codes, _) = table.columns[1].values {
            for (id, code) in zip(ids, codes) where code != ColumnTable.missing {
                guard let image = imageOf[id] else { continue }
                let own = Int32(clamping: code)
                classOf[image] = classOf[image] ?? own == own ? own : -1
            }
        }
        values = digests.map { classOf[$0] ?? -1 }
        digest = values.withUnsafeBytes { SHA256Digest.hex(of: $0) }
    }
}
