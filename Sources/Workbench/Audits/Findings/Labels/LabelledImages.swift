import Dataset

/// The images whose labels are looked at: each once for each label that it has.
struct LabelledImages {
    struct Item {
        /// SHA-256 of the image.
        let digest: String
        /// A place in `classes`.
        let label: Int
        /// The samples that show the image under this label, by id.
        let samples: [Sample]
    }

    /// Those that any sample has, in the order of the label book.
    let classes: [String]
    let items: [Item]

    /// - Throws: ``FindingLack/noLabels``.
    init(_ dataset: AuditedDataset) throws {
        let used = Set(dataset.samples.compactMap(\.label))
        classes = dataset.snapshot.classes.filter(used.contains)
        guard classes.count > 1 else { throw FindingLack.noLabels }
        let numbers = Dictionary(uniqueKeysWithValues: classes.enumerated().map { ($1, $0) })
        var items: [Item] = []
        for samples in dataset.images {
            let byLabel = Dictionary(grouping: samples.filter { $0.label != nil }) { numbers[$0.label ?? ""] ?? 0 }
            for (label, group) in byLabel.sorted(by: { $0.key < $1.key }) {
                items.append(Item(digest: group[0].digest, label: label, samples: group))
            }
        }
        self.items = items
    }
}
