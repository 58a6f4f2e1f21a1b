public import Imaging

/// What to make of which images: transforms, and how many of them.
///
///     {"transforms": [{"kind": "rotate", "degrees": [-10, 10]}, {"kind": "mirror-horizontal", "probability": 0.5}],
///      "goal": {"perClass": 80}, "source": ["split=train"], "seed": 42, "tags": ["flips"]}
public struct Recipe: Codable, Sendable, Equatable {
    /// How many images there are to be.
    public enum Goal: Sendable, Equatable {
        /// So many of each source.
        case copies(Int)
        /// As many as bring every class to this number.
        case perClass(Int)
        /// The same for every class in every style, as the audit of styles found them.
        case perClassAndStyle(Int)
        /// The same for every class with every value of an imported column.
        case perClassAndColumn(Int, String)
    }

    /// In this order.
    public let transforms: [TransformRange]
    public let goal: Goal
    /// Conditions on the samples that images are made of, as in addresses. Derived samples are never sources.
    public let source: [String]
    public let seed: UInt64
    /// Tags of what is made, besides `derived`.
    public let tags: [String]

    public static let mostTransforms = 50
    public static let most = 1_000_000

    public init(
        transforms: [TransformRange], goal: Goal = .copies(1), source: [String] = ["split=train"], seed: UInt64 = 42,
        tags: [String] = []
    ) {
        self.transforms = transforms
        self.goal = goal
        self.source = source
        self.seed = seed
        self.tags = tags
    }

    private enum CodingKeys: String, CodingKey {
        case transforms, goal, source, seed, tags
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let transforms = try values.decode([TransformRange].self, forKey: .transforms)
        guard (1...Self.mostTransforms).contains(transforms.count) else {
            throw DecodingError.dataCorruptedError(
                forKey: .transforms, in: values,
                debugDescription: "a recipe has 1 to \(Self.mostTransforms) transforms.")
        }
        let source = try values.decodeIfPresent([String].self, forKey: .source) ?? ["split=train"]
        do {
            _ = try SampleConditions(source).query()
        } catch {
            throw DecodingError.dataCorruptedError(forKey: .source, in: values, debugDescription: "\(error)")
        }
        self.init(
            transforms: transforms, goal: try values.decodeIfPresent(Goal.self, forKey: .goal) ?? .copies(1),
            source: source, seed: try values.decodeIfPresent(UInt64.self, forKey: .seed) ?? 42,
            tags: try values.decodeIfPresent([String].self, forKey: .tags) ?? [])
    }

    /// As it is kept: JSON with its keys sorted, so that the same recipe is the same text.
    public func text() throws -> String { try JSONValue(encoding: self).text() }
}

extension Recipe.Goal: Codable {
    private enum CodingKeys: String, CodingKey, CaseIterable {
        case copies, perClass, perClassAndStyle, perClassAndColumn, column
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: CodingKeys.self)
        let named = CodingKeys.allCases.filter { $0 != .column && values.contains($0) }
        guard named.count == 1, let key = named.first else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath,
                    debugDescription: "a goal is one of copies, perClass, perClassAndStyle and perClassAndColumn."))
        }
        let count = try values.decode(Int.self, forKey: key)
        guard (1...Recipe.most).contains(count) else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: values, debugDescription: "it must be from 1 to \(Recipe.most).")
        }
        switch key {
        case .copies: self = .copies(count)
        case .perClass: self = .perClass(count)
        case .perClassAndStyle: self = .perClassAndStyle(count)
        case .perClassAndColumn, .column:
            self = .perClassAndColumn(count, try values.decode(String.self, forKey: .column))
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        switch self {
        case .copies(let count): try values.encode(count, forKey: .copies)
        case .perClass(let count): try values.encode(count, forKey: .perClass)
        case .perClassAndStyle(let count): try values.encode(count, forKey: .perClassAndStyle)
        case .perClassAndColumn(let count, let column):
            try values.encode(count, forKey: .perClassAndColumn)
            try values.encode(column, forKey: .column)
        }
    }
}
