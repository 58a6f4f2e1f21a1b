/// What a comparison of an export with the dataset found.
public struct VerifyReport: Sendable, Codable, Equatable {
    public let folder: String
    /// Samples that were compared.
    public let checked: Int
    /// Empty where the export is what the dataset is, byte for byte.
    public let problems: [ExportProblem]

    public var isFaithful: Bool { problems.isEmpty }
}
