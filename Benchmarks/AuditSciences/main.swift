// The audit's sciences alone, without a workspace, for measuring them beside their peers. Each prints a line of JSON.
//   audit-sciences logistic FEATURES.npy LABELS.npy FOLDS.npy [PROBABILITIES.npy]   softmax regression by folds, C = 1
//   audit-sciences pictures LIST.txt                                                measures and checks the files listed
//   audit-sciences near FEATURES.npy [UNITS.npy]                                    what is nearly the same, by its unit
// All take --threads N (all cores).
import Audit
import Foundation
import Imaging
import Matrices
import Neighbors
import Synchronization

func fail(_ words: String) -> Never {
    FileHandle.standardError.write(Data((words + "\n").utf8))
    exit(2)
}

func say(_ facts: [String: Double]) {
    let fields = facts.sorted { $0.key < $1.key }.map { "\"\($0.key)\": \($0.value)" }
    print("{\(fields.joined(separator: ", "))}")
}

func logistic(_ files: [String], threads: Int) throws {
    let features = try NPY.read(files[0])
    let labels = try NPY.integers(files[1]), folds = try NPY.integers(files[2])
    let began = ContinuousClock.now
    let found = try CrossValidatedLogistic(
        features, labels: labels, classes: (labels.max() ?? 0) + 1, folds: folds,
        options: LogisticOptions(threads: threads))
    let seconds = began.duration(to: .now) / .seconds(1)
    if files.count > 3 { try NPY.write(found.probabilities, to: files[3]) }
    say([
        "seconds": seconds, "logLoss": found.logLoss, "accuracy": found.accuracy, "rounds": Double(found.rounds),
    ])
}

func pictures(_ list: String, threads: Int) throws {
    let paths = try String(contentsOfFile: list, encoding: .utf8).split(separator: "\n").map(String.init)
    let measures = Mutex([PictureMeasures?](repeating: nil, count: paths.count))
    let began = ContinuousClock.now
    parallelBlocks(paths.count, size: 16, threads: threads) { _, range in
        for index in range {
            guard let bytes = FileManager.default.contents(atPath: paths[index]) else { continue }
            let found = try? PictureMeasures(decoding: [UInt8](bytes))
            measures.withLock { $0[index] = found }
        }
    }
    let checks = PictureChecks(measures.withLock { $0 })
    say([
        "seconds": began.duration(to: .now) / .seconds(1), "pictures": Double(paths.count),
        "findings": Double(checks.findings.count),
    ])
}

func near(_ files: [String], threads: Int) throws {
    let features = try NPY.read(files[0])
    let began = ContinuousClock.now
    let graph = try NeighborSearch.search(features, k: 15, threads: threads).graph
    let distance = ImageUnits.usualDistance(in: graph)
    let units = ImageUnits.group(graph, within: distance)
    let seconds = began.duration(to: .now) / .seconds(1)
    if files.count > 1 { try NPY.write(vector: units.map(Int64.init), to: files[1]) }
    say(["seconds": seconds, "distance": Double(distance), "units": Double((units.max() ?? -1) + 1)])
}

var words = Array(CommandLine.arguments.dropFirst())
var threads = ProcessInfo.processInfo.activeProcessorCount
if let place = words.firstIndex(of: "--threads") {
    guard place + 1 < words.count, let number = Int(words[place + 1]), number > 0 else {
        fail("--threads is a number above 0.")
    }
    threads = number
    words.removeSubrange(place...place + 1)
}
switch (words.first, words.count) {
case ("logistic", 4...5): try logistic(Array(words.dropFirst()), threads: threads)
case ("near", 2...3): try near(Array(words.dropFirst()), threads: threads)
case ("pictures", 2): try pictures(words[1], threads: threads)
default: fail("audit-sciences logistic FEATURES LABELS FOLDS [OUT], … pictures LIST, or … near FEATURES [OUT]")
}
