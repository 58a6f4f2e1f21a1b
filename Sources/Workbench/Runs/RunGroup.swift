public import Dataset

/// The runs of one trainer on one version with different seeds: what a score of a version is the mean of.
public struct RunGroup: Codable, Sendable, Equatable {
    public struct Version: Codable, Sendable, Equatable {
        /// The last change in it.
        public let change: Int64
        /// The name of the point in the history, where it has one.
        public let name: String?
        public let note: String?
    }

    public struct Trainer: Codable, Sendable, Equatable {
        public let name: String
        public let kind: String
        public let digest: String
    }

    public struct Member: Codable, Sendable, Equatable {
        public let id: Int64
        public let seed: UInt64
        public let state: RunRecord.State
        public let author: String
        public let note: String?
        public let error: String?
        public let createdAt: String
        public let finishedAt: String?
        public let job: Int64?
        /// Epochs that were done.
        public let epochs: Int
        public let bestEpoch: Int?
        public let imagesPerSecond: Double?
        /// By set.
        public let scores: [String: SetScore]
        /// Where its per-sample predictions lie: `samples.jsonl`, `probabilities.npy`, `margins.npy`, below the
        /// workspace.
        public let files: String
    }

    public let trainer: Trainer
    public let version: Version
    public let whatIf: WhatIf
    /// 0, or the number of folds of out-of-sample runs.
    public let folds: Int
    public let data: RunData
    /// By seed; those that are not done too.
    public let runs: [Member]
    /// By set, over the runs that are done.
    public let mean: [String: MeanScore]
    /// The mean over the runs.
    public let imagesPerSecond: Double?

    /// What was trained on, in words: `v2 without mirrored`.
    public var title: String {
        let name = version.name ?? "change \(version.change)"
        return [name, whatIf.words, folds > 0 ? "\(folds) folds" : nil].compactMap(\.self).joined(separator: ", ")
    }
}
