/// A transform with all that it needs: the same step on the same picture always gives the same pixels.
public struct TransformStep: Sendable, Codable, Equatable {
    public let kind: TransformKind
    /// A value for each parameter of the kind.
    public let values: [String: Double]
    /// Of what is drawn by chance within the picture: corners, bends, grain.
    public let seed: UInt64

    public init(_ kind: TransformKind, values: [String: Double] = [:], seed: UInt64 = 0) {
        self.kind = kind
        self.values = values
        self.seed = seed
    }

    /// A parameter's value, brought within what is allowed; the middle of the usual ones where it is not there.
    func value(_ name: String) -> Double {
        guard let parameter = kind.parameters.first(where: { $0.name == name }) else { return 0 }
        let usual = (parameter.usual.lowerBound + parameter.usual.upperBound) / 2
        let value = values[name] ?? usual
        guard value.isFinite else { return usual }
        return min(max(value, parameter.allowed.lowerBound), parameter.allowed.upperBound)
    }
}
