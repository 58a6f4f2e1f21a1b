/// What the label book says of making new images of a class.
public struct ClassRules: Sendable, Equatable, Identifiable {
    public let id: Int64
    public let name: String
    /// The names of its parts from left to right, for cutting it apart and putting it together; empty where it has none.
    public let parts: [String]
    /// The steps in which it is taken apart; empty where it is not.
    public let chain: [DismantlingStep]
    /// By transform; what is not here is as by default.
    public let rules: [String: TransformRule]
}

/// What somebody changes in the rules of a class; what is nil stays.
public struct ClassRulesEdit: Sendable, Equatable {
    /// The name of the class.
    public var label: String
    public var parts: [String]?
    public var chain: [DismantlingStep]?
    /// By transform; a value of nil takes the rule away.
    public var rules: [String: TransformRuleSetting?]

    public init(
        label: String, parts: [String]? = nil, chain: [DismantlingStep]? = nil,
        rules: [String: TransformRuleSetting?] = [:]
    ) {
        self.label = label
        self.parts = parts
        self.chain = chain
        self.rules = rules
    }
}
