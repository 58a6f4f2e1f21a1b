public import Matrices

/// A transform of a recipe: how often it is done, and within which bounds each of its parameters is drawn.
///
/// As JSON: `{"kind": "rotate", "probability": 0.5, "degrees": [-10, 10]}`; a single number stands for itself, what is
/// left out is the usual.
public struct TransformRange: Sendable, Equatable {
    public let kind: TransformKind
    /// 0–1.
    public let probability: Double
    /// By parameter; all parameters of the kind.
    public let ranges: [String: ClosedRange<Double>]

    public init(_ kind: TransformKind, probability: Double = 1, ranges: [String: ClosedRange<Double>] = [:]) {
        self.kind = kind
        self.probability = probability
        self.ranges = Dictionary(
            uniqueKeysWithValues: kind.parameters.map { ($0.name, ranges[$0.name] ?? $0.usual) })
    }

    /// - Returns: nil where chance leaves it out. It takes the same amount of chance either way.
    public func draw(using random: inout SeededRandom) -> TransformStep? {
        let isDone = random.unit() < probability
        var values: [String: Double] = [:]
        for parameter in kind.parameters {
            let range = ranges[parameter.name] ?? parameter.usual
            // Four decimals are enough for anybody, and read well in a lineage.
            let value = range.lowerBound + random.unit() * (range.upperBound - range.lowerBound)
            values[parameter.name] = (value * 10_000).rounded() / 10_000
        }
        // What JSON can hold everywhere without loss.
        let seed = random.next() >> 11
        return isDone ? TransformStep(kind, values: values, seed: seed) : nil
    }
}

extension TransformRange: Codable {
    private struct Key: CodingKey {
        let stringValue: String
        let intValue: Int? = nil

        init(_ text: String) { stringValue = text }
        init?(stringValue: String) { self.init(stringValue) }
        init?(intValue: Int) { return nil }
    }

    public init(from decoder: any Decoder) throws {
        let values = try decoder.container(keyedBy: Key.self)
        let name = try values.decode(String.self, forKey: Key("kind"))
        guard let kind = TransformKind(rawValue: name) else {
            let all = TransformKind.allCases.map(\.rawValue).joined(separator: ", ")
            throw DecodingError.dataCorruptedError(
                forKey: Key("kind"), in: values,
                debugDescription: "there is no transform \"\(name.prefix(40))\"; there are \(all).")
        }
        let probability = try values.decodeIfPresent(Double.self, forKey: Key("probability")) ?? 1
        guard (0...1).contains(probability) else {
            throw DecodingError.dataCorruptedError(
                forKey: Key("probability"), in: values, debugDescription: "it must be from 0 to 1.")
        }
        let known = Set(kind.parameters.map(\.name) + ["kind", "probability"])
        if let other = values.allKeys.map(\.stringValue).sorted().first(where: { !known.contains($0) }) {
            throw DecodingError.dataCorruptedError(
                forKey: Key(other), in: values, debugDescription: "\(name) takes no \"\(other.prefix(40))\".")
        }
        var ranges: [String: ClosedRange<Double>] = [:]
        for parameter in kind.parameters where values.contains(Key(parameter.name)) {
            let key = Key(parameter.name)
            let bounds =
                try (try? values.decode(Double.self, forKey: key)).map { [$0, $0] }
                ?? values.decode([Double].self, forKey: key)
            guard bounds.count == 2, bounds[0] <= bounds[1], parameter.allowed.contains(bounds[0]),
                parameter.allowed.contains(bounds[1])
            else {
                throw DecodingError.dataCorruptedError(
                    forKey: key, in: values,
                    debugDescription:
                        "it must be two numbers from \(parameter.allowed.lowerBound) to \(parameter.allowed.upperBound), the smaller first."
                )
            }
            ranges[parameter.name] = bounds[0]...bounds[1]
        }
        self.init(kind, probability: probability, ranges: ranges)
    }

    public func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: Key.self)
        try values.encode(kind, forKey: Key("kind"))
        try values.encode(probability, forKey: Key("probability"))
        for (name, range) in ranges { try values.encode([range.lowerBound, range.upperBound], forKey: Key(name)) }
    }
}
