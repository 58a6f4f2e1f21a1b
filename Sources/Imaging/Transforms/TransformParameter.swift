/// A number of a transform: what it means, and the values that it may have.
public struct TransformParameter: Sendable, Equatable {
    /// Its name in a recipe.
    public let name: String
    public let title: String
    /// What may be asked for.
    public let allowed: ClosedRange<Double>
    /// What a new recipe begins with.
    public let usual: ClosedRange<Double>

    init(_ name: String, _ title: String, _ allowed: ClosedRange<Double>, usual: ClosedRange<Double>) {
        self.name = name
        self.title = title
        self.allowed = allowed
        self.usual = usual
    }
}
