// Trains the fixed model on folders of images, or on made-up ones, and prints a line of JSON for each epoch.
//   fixed-model-epochs FOLDER     with FOLDER/train/CLASS/*.png and FOLDER/val/CLASS/*.png; other folders beside them
//                                 (label_book, …) are scored at the end. Classes are those of train; the ten numerals
//                                 in their own order, others by name.
//   fixed-model-epochs --made-up TRAIN VAL
// Options: --epochs N (100), --seed N (1), --threads 1|2 (whichever is quicker), --checkpoint FILE (kept after each
// epoch; where it is there, the training goes on from it)
// The science alone, without a workspace: for measuring it beside its peers. To train on a dataset: tessera train.
import FixedModel
import Foundation
import Imaging
import Matrices

func fail(_ words: String) -> Never {
    FileHandle.standardError.write(Data((words + "\n").utf8))
    exit(2)
}

struct Wanted {
    private var options: [String: String] = [:]
    private(set) var places: [String] = []

    init(_ words: some Sequence<String>) {
        var words = ArraySlice(Array(words))
        while let word = words.popFirst() {
            if word.hasPrefix("--"), word != "--made-up" {
                guard let value = words.popFirst() else { fail("\(word) needs a value.") }
                options[word] = value
            } else {
                places.append(word)
            }
        }
    }

    func text(_ option: String) -> String? { options[option] }

    func number(_ option: String) -> Int? {
        options[option].map { text in
            guard let value = Int(text), value > 0 else { fail("\(option) is a number above 0.") }
            return value
        }
    }
}

struct Split {
    var images: PreparedImages
    var labels: [Int]

    init(madeUp count: Int, key: UInt64) throws {
        let random = CounterRandom(key: key)
        let pixels = count * 32 * 32 * 3
        images = try PreparedImages(side: 32, values: (0..<pixels).map { Float(random[UInt64($0)] >> 56) })
        labels = (0..<count).map { $0 % 10 }
    }

    init(_ folder: URL, classes: [String]) throws {
        var files: [(URL, Int)] = []
        for (label, name) in classes.enumerated() {
            let inside = folder.appending(path: name)
            let names = (try? FileManager.default.contentsOfDirectory(atPath: inside.path)) ?? []
            files += names.filter { !$0.hasPrefix(".") }.sorted().map { (inside.appending(path: $0), label) }
        }
        let found = files
        images = try PreparedImages(count: found.count, side: 32, threads: 2) { index in
            try PictureDecoder.decode([UInt8](Data(contentsOf: found[index].0)))
        }
        labels = found.map(\.1)
    }
}

func folders(in folder: URL) -> [String] {
    let all =
        (try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: [.isDirectoryKey])) ?? []
    return all.filter { $0.hasDirectoryPath }.map(\.lastPathComponent).sorted()
}

func print(json object: [String: Any]) throws {
    let line = try JSONSerialization.data(withJSONObject: object, options: [.sortedKeys])
    FileHandle.standardOutput.write(line + Data("\n".utf8))
}

let wanted = Wanted(CommandLine.arguments.dropFirst())
let places = wanted.places
let began = ContinuousClock().now
let train: Split, val: Split
var others: [(String, Split)] = []
var classes = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
if places.first == "--made-up", places.count == 3, let trainCount = Int(places[1]), let valCount = Int(places[2]) {
    train = try Split(madeUp: trainCount, key: 1)
    val = try Split(madeUp: valCount, key: 2)
} else if places.count == 1 {
    let root = URL(filePath: places[0])
    let found = folders(in: root.appending(path: "train"))
    guard found.count >= 2 else { fail("\(places[0]) has no train/CLASS folders.") }
    if Set(found) != Set(classes) { classes = found }
    train = try Split(root.appending(path: "train"), classes: classes)
    val = try Split(root.appending(path: "val"), classes: classes)
    for name in folders(in: root) where name != "train" && name != "val" {
        others.append((name, try Split(root.appending(path: name), classes: classes)))
    }
} else {
    fail("fixed-model-epochs FOLDER | --made-up TRAIN VAL  [--epochs N] [--seed N] [--threads 1|2] [--checkpoint FILE]")
}
let loaded = ContinuousClock().now

let kept = wanted.text("--checkpoint").map { URL(filePath: $0) }
let training: FixedModelTraining
if let kept, let bytes = try? Data(contentsOf: kept) {
    training = try FixedModelTraining(
        resuming: bytes, train: train.images, trainLabels: train.labels, val: val.images, valLabels: val.labels,
        threads: wanted.number("--threads"))
} else {
    training = try FixedModelTraining(
        settings: FixedModelSettings(epochs: wanted.number("--epochs") ?? 100), classes: classes.count,
        train: train.images, trainLabels: train.labels, val: val.images, valLabels: val.labels,
        seed: UInt64(wanted.number("--seed") ?? 1), threads: wanted.number("--threads"))
}
let planned = ContinuousClock().now
try print(json: [
    "train": train.images.count, "val": val.images.count, "loadSeconds": (loaded - began) / .seconds(1),
    "planSeconds": (planned - loaded) / .seconds(1),
])
while !training.isFinished {
    let before = clock()
    let report = try training.runEpoch()
    let processor = Double(clock() - before) / Double(CLOCKS_PER_SEC)
    try print(json: [
        "epoch": report.epoch, "trainLoss": report.trainLoss, "trainAccuracy": report.trainAccuracy,
        "valLoss": report.valLoss, "valAccuracy": report.valAccuracy, "trainSeconds": report.trainSeconds,
        "valSeconds": report.valSeconds, "imagesPerSecond": report.imagesPerSecond, "processorSeconds": processor,
    ])
    if let kept { try training.checkpoint().write(to: kept, options: .atomic) }
}
if let best = training.best {
    var scores: [String: Any] = ["bestEpoch": best.epoch, "val": best.valAccuracy]
    for (name, split) in others {
        scores[name] = try training.predict(split.images, weights: .best).accuracy(of: split.labels)
    }
    try print(json: scores)
}
