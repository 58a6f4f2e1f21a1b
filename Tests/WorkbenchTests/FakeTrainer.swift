import Dataset
import Foundation
import Testing
import Workbench

/// A trainer for tests: a command in plain Python that "predicts" from the names of files, so that what comes out is
/// known. `right` names the parts of file names that it gets right; all else is taken for the first class.
enum FakeTrainer {
    /// Python 3, which the tests need and set-up brings.
    static let python: String? = ["/usr/bin/python3", "/usr/local/bin/python3"].first {
        FileManager.default.isExecutableFile(atPath: $0)
    }

    static let script = """
        import csv, json, sys
        data, out, seed, epochs = sys.argv[1:5]
        classes = json.load(open(data + "/tessera.json"))["classes"]
        lines = [json.loads(line) for line in open(data + "/metadata.jsonl")]
        print("training on", len([l for l in lines if l["split"] == "train"]), flush=True)
        with open(out + "/metrics.jsonl", "w") as metrics:
            for epoch in range(1, int(epochs) + 1):
                print(json.dumps({"epoch": epoch, "train_loss": 2.0 / epoch, "val_accuracy": epoch / int(epochs)}), file=metrics, flush=True)
        with open(out + "/predictions.csv", "w", newline="") as file:
            writer = csv.writer(file)
            writer.writerow(["file"] + ["p:" + name for name in classes])
            for line in lines:
                if line["split"] == "train" and SKIP_TRAIN:
                    continue
                right = any(part in line["file_name"] for part in sys.argv[5].split(","))
                best = line["label"] if right and line["label"] else classes[int(seed) % 2]
                writer.writerow([line["file_name"]] + [0.9 if name == best else 0.1 / (len(classes) - 1) for name in classes])

        """

    /// Writes the script and its specification into a folder and reads it as `tessera trainers add` does.
    static func make(
        in folder: URL, name: String = "fake", right: String = ".png", epochs: Int = 3, timeLimit: Double = 60,
        script: String = script, skipsTrain: Bool = false
    ) throws -> TrainerSpecification {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let code = script.replacingOccurrences(of: "SKIP_TRAIN", with: skipsTrain ? "True" : "False")
        try Data(code.utf8).write(to: folder.appendingPathComponent("train.py"))
        let command = "\(try #require(python)) train.py {data} {out} {seed} {epochs} '\(right)'"
        let json: [String: Any] = [
            "name": name, "kind": "command", "command": command, "epochs": epochs, "timeLimit": timeLimit,
        ]
        let file = folder.appendingPathComponent("trainer.json")
        try JSONSerialization.data(withJSONObject: json).write(to: file)
        return try TrainerFile.read(file)
    }
}
