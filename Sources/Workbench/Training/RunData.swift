/// What a run was trained on, in numbers.
public struct RunData: Codable, Sendable, Equatable {
    public struct LeftOut: Codable, Sendable, Equatable {
        /// Samples in the trash.
        public let trashed: Int
        /// Active samples without a label: predicted, but neither trained on nor scored.
        public let unlabelled: Int
        /// Training samples that `--without TAG` took away.
        public let whatIf: Int
    }

    /// In the order of the columns of the probabilities.
    public let classes: [String]
    /// Samples trained on.
    public let train: Int
    /// Samples by which the best epoch is found.
    public let val: Int
    /// Samples that are predicted only.
    public let others: Int
    public let leftOut: LeftOut
    /// Training samples that `--with TAG` brought in.
    public let added: Int
    /// Images that are, byte for byte, in train and in val.
    public let sharedImages: Int
}
