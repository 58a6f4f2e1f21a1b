import Dataset

/// A sample as JSON, with `null` where there is nothing.
struct SampleView: Encodable, Sendable {
    let sample: Sample

    init(_ sample: Sample) {
        self.sample = sample
    }

    enum CodingKeys: String, CodingKey {
        case id, name, path, digest, label, split, state, tags, columns, width, height, format, bytes, revision
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(sample.id, forKey: .id)
        try container.encode(sample.name, forKey: .name)
        try container.encode(sample.path, forKey: .path)
        try container.encode(sample.digest, forKey: .digest)
        try container.encode(sample.label, forKey: .label)
        try container.encode(sample.split, forKey: .split)
        try container.encode(sample.state, forKey: .state)
        try container.encode(sample.tags, forKey: .tags)
        try container.encode(sample.columns, forKey: .columns)
        try container.encode(sample.width, forKey: .width)
        try container.encode(sample.height, forKey: .height)
        try container.encode(sample.format, forKey: .format)
        try container.encode(sample.bytes, forKey: .bytes)
        try container.encode(sample.revision, forKey: .revision)
    }
}
