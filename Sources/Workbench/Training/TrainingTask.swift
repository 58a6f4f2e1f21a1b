import Dataset
import Foundation
import Matrices

/// One training of one model: what a trainer is given.
struct TrainingTask {
    let workspace: Workspace
    let set: TrainingSet
    let seed: UInt64
    /// Where it keeps what it needs to go on after a crash, and nothing else does.
    let work: URL
    /// The best epoch is found by val and its weights are taken; where val is held out for an unbiased score, those of
    /// the last epoch are.
    let takesBest: Bool
    let reporter: JobReporter
    /// Such as `seed 2 of 3`.
    let name: String
    /// Is told how far the training is, from 0 to 1, and each epoch as it is done: all epochs so far.
    let progress: (_ share: Double, _ epochs: [RunEpoch]?) throws -> Void
}

/// What came out of a training.
struct TrainingOutcome {
    /// A row for each of the set's members, in their order; NaN where the trainer said nothing of one.
    let probabilities: Matrix
    /// The margins of train and val after each epoch: (train + val) × epochs; nil where the trainer tells none.
    var margins: Matrix?
    /// A row for each of the members: the model's own embedding; nil where it has none.
    var features: Matrix?
    /// The epoch whose weights were taken, from 1.
    var bestEpoch: Int?
    var epochs: [RunEpoch] = []
    /// Training images a second.
    var imagesPerSecond: Double?
    /// What a command wrote.
    var output: Data?
}

/// Something that trains.
protocol Trainer {
    /// Trains to the end, or goes on where a crash left off, with the same outcome.
    func train(_ task: TrainingTask) throws -> TrainingOutcome
}
