/// Why a command's training is no run.
public enum CommandTrainerError: CodedError, Sendable, Equatable {
    case notStarted(program: String, folder: String, why: String)
    case changed(String)
    case timeLimit(Double)
    case failed(status: Int32, lastLines: [String])
    case missing(String)
    case tooLarge(String, limit: Int)
    /// A line of a file that it wrote is not right.
    case badLine(file: String, line: Int, String)
    case incomplete(file: String, missing: Int, example: String)

    public var code: String {
        switch self {
        case .notStarted: "trainer-not-started"
        case .changed: "trainer-changed"
        case .timeLimit: "time-limit"
        case .failed: "trainer-failed"
        case .missing, .tooLarge, .badLine, .incomplete: "bad-trainer-output"
        }
    }

    public var description: String {
        switch self {
        case .notStarted(let program, let folder, let why):
            "\(program) cannot be started in \(folder): \(why). Correct the command of the trainer's file and register it under another name."
        case .changed(let path):
            "\(path) is not what it was when the trainer was registered. Register it under another name: `tessera trainers add FILE`."
        case .timeLimit(let seconds):
            "The trainer's time limit of \(Int(seconds)) seconds has passed, so it was ended. Raise timeLimit in its file, or train fewer epochs."
        case .failed(let status, let lines):
            "The trainer ended with exit code \(status). "
                + (lines.isEmpty ? "It wrote nothing." : "It last wrote: \(lines.joined(separator: " / "))")
        case .missing(let file):
            "The trainer wrote no \(file) into {out}. docs/runs.md says what it has to write."
        case .tooLarge(let file, let limit): "The trainer's \(file) is larger than \(limit >> 20) MiB. It is not read."
        case .badLine(let file, let line, let words): "\(file), line \(line): \(words)"
        case .incomplete(let file, let missing, let example):
            "\(file) says nothing of \(missing) of the validation images, such as \(example). Every image of val needs a line."
        }
    }
}
