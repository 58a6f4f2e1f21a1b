import Dataset

/// What `tessera info` says of a workspace.
struct WorkspaceReport: Encodable {
    let workspace: String
    let summary: DatasetSummary
    let embeddings: [EmbeddingInfo]
    let projections: [ProjectionInfo]
    /// Images with vectors that are not on the newest projection.
    let waiting: Int

    private enum CodingKeys: String, CodingKey {
        case workspace, name, isDemo, counts, classes, bySplit, unlabeledBySplit, splits, tags, columns, lastChange
        case embeddings, projections, waiting
    }

    private struct Counts: Encodable {
        let samples: Int
        let images: Int
        let unlabeled: Int
        let trashed: Int
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(workspace, forKey: .workspace)
        try container.encode(summary.name, forKey: .name)
        try container.encode(summary.isDemo, forKey: .isDemo)
        let counts = Counts(
            samples: summary.samples, images: summary.images, unlabeled: summary.unlabeled, trashed: summary.trashed)
        try container.encode(counts, forKey: .counts)
        try container.encode(summary.classes, forKey: .classes)
        try container.encode(summary.bySplit, forKey: .bySplit)
        try container.encode(summary.unlabeledBySplit, forKey: .unlabeledBySplit)
        try container.encode(summary.splits, forKey: .splits)
        try container.encode(summary.tags, forKey: .tags)
        try container.encode(summary.columns, forKey: .columns)
        try container.encode(summary.lastChange, forKey: .lastChange)
        try container.encode(embeddings, forKey: .embeddings)
        try container.encode(projections, forKey: .projections)
        if !projections.isEmpty { try container.encode(waiting, forKey: .waiting) }
    }

    var text: String {
        var lines = [
            "\(summary.name)\(summary.isDemo ? " (demo)" : ""): "
                + "\(Words.count(summary.samples, "sample")), \(Words.count(summary.images, "different image"))"
                + (summary.trashed > 0 ? ", \(Words.count(summary.trashed)) in the trash" : ""),
            workspace, "", counts.text,
        ]
        if !summary.tags.isEmpty {
            lines += [
                "", "tags: " + summary.tags.map { "\($0.name) \(Words.count($0.count))" }.joined(separator: ", "),
            ]
        }
        if !summary.columns.isEmpty {
            lines += ["columns: " + summary.columns.map { "\($0.name) (\($0.kind.rawValue))" }.joined(separator: ", ")]
        }
        lines.append("")
        for embedding in embeddings {
            let missing = embedding.missing > 0 ? ", \(Words.count(embedding.missing)) missing" : ""
            lines.append(
                "embedding \(embedding.model): \(Words.count(embedding.count, "image")), "
                    + "\(embedding.dimension) numbers each\(missing)")
        }
        for projection in projections {
            lines.append(
                "projection \(projection.id): \(projection.method) of \(projection.model), "
                    + "\(Words.count(projection.count, "image")), seed \(projection.seed), \(projection.createdAt)")
        }
        if waiting > 0 {
            lines.append(
                "\(Words.count(waiting, "image")) not on the map yet: `tessera project --extend` places them, "
                    + "`tessera project` makes it anew.")
        }
        if embeddings.isEmpty { lines.append("No embedding yet: `tessera embed` computes one.") }
        if !embeddings.isEmpty, projections.isEmpty { lines.append("No map yet: `tessera project` makes one.") }
        return lines.joined(separator: "\n")
    }

    private var counts: Table {
        let shown = (summary.splits + ["none"]).filter { (summary.bySplit[$0] ?? 0) > 0 }
        var table = Table(["class"] + shown + ["total"], numbers: Set(1...(shown.count + 1)))
        for entry in summary.classes {
            table.add([entry.name] + shown.map { Words.count(entry.bySplit[$0] ?? 0) } + [Words.count(entry.total)])
        }
        if summary.unlabeled > 0 {
            let cells = shown.map { Words.count(summary.unlabeledBySplit[$0] ?? 0) }
            table.add(["(unlabelled)"] + cells + [Words.count(summary.unlabeled)])
        }
        table.add(["all"] + shown.map { Words.count(summary.bySplit[$0] ?? 0) } + [Words.count(summary.samples)])
        return table
    }
}
