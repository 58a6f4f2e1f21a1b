/// How a trainer of one's own is started.
public struct CommandSettings: Sendable, Codable, Equatable {
    /// The program and its arguments, each as it is handed over: no shell reads them. `{data}`, `{out}`, `{seed}` and
    /// `{epochs}` are filled in wherever they stand.
    public var command: [String]
    /// Handed over as `{epochs}`; nil where the command decides for itself.
    public var epochs: Int?
    /// Seconds after which it is ended.
    public var timeLimit: Double
    /// The most images that train and val may have together.
    public var imageBudget: Int
    /// Where the command runs: the folder of the specification's file.
    public var folder: String
    /// SHA-256 of the files of that folder that the command names: another script is another trainer.
    public var files: [String: String]

    public init(
        command: [String], epochs: Int? = nil, timeLimit: Double = 24 * 3_600, imageBudget: Int = 1_000_000,
        folder: String, files: [String: String] = [:]
    ) {
        self.command = command
        self.epochs = epochs
        self.timeLimit = timeLimit
        self.imageBudget = imageBudget
        self.folder = folder
        self.files = files
    }

    /// The arguments with what they stand for.
    func arguments(data: String, out: String, seed: UInt64) -> [String] {
        command.map { word in
            // One pass, so that a name with braces in it is not filled in again.
            var result = ""
            var rest = Substring(word)
            while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}") {
                let name = rest[rest.index(after: open)..<close]
                let value: String? =
                    switch name {
                    case "data": data
                    case "out": out
                    case "seed": String(seed)
                    case "epochs": epochs.map { String($0) } ?? ""
                    default: nil
                    }
                result += rest[..<open]
                if let value {
                    result += value
                    rest = rest[rest.index(after: close)...]
                } else {
                    result += "{"
                    rest = rest[rest.index(after: open)...]
                }
            }
            return result + rest
        }
    }
}
