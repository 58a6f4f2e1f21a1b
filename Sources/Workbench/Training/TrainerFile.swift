public import Dataset
import FixedModel
public import Foundation

/// Reads a trainer's specification: from a file at the terminal, or from JSON that came from elsewhere.
///
/// Keys that it does not know are refused, so that a slip of the pen does not quietly train another model.
public enum TrainerFile {
    /// Bytes of a specification.
    public static let limit = 1 << 20

    /// - Throws: ``TrainerFileError``.
    public static func read(_ file: URL) throws -> TrainerSpecification {
        guard let data = try? Data(contentsOf: file) else { throw TrainerFileError.unreadable(file.path) }
        guard data.count <= limit else { throw TrainerFileError.tooLarge(file.path) }
        guard let value = try? JSONDecoder().decode(JSONValue.self, from: data) else {
            throw TrainerFileError.notJSON(file.path)
        }
        return try specification(value, folder: file.deletingLastPathComponent().standardizedFileURL)
    }

    /// - Parameter folder: where a command runs; nil where no command is taken, for who sends it has no terminal.
    /// - Throws: ``TrainerFileError``.
    public static func specification(_ value: JSONValue, folder: URL?) throws -> TrainerSpecification {
        guard case .object(let members) = value else { throw TrainerFileError.badValue("it", "one JSON object") }
        let reader = Members(members)
        let name = try reader.text("name").map { $0.trimmingCharacters(in: .whitespacesAndNewlines) } ?? ""
        let isPlain = !name.unicodeScalars.contains { $0.properties.generalCategory == .control }
        guard (1...100).contains(name.utf8.count), isPlain else {
            throw TrainerFileError.badValue("name", "a name of 1 to 100 bytes")
        }
        let seed = UInt64(try reader.integer("seed", in: 0...Int.max) ?? 1)
        switch try reader.text("kind") ?? (members["command"] == nil ? "fixed-model" : "command") {
        case "fixed-model":
            try reader.refuseOthers(than: ["inputSide", "epochs", "batch", "learningRate", "imageBudget"])
            let base = FixedModelSettings.competition
            let settings = FixedModelSettings(
                inputSide: try reader.integer("inputSide", in: 8...256) ?? base.inputSide,
                epochs: try reader.integer("epochs", in: 1...10_000) ?? base.epochs,
                batch: try reader.integer("batch", in: 1...256) ?? base.batch,
                learningRate: try reader.number("learningRate") ?? base.learningRate,
                imageBudget: try reader.integer("imageBudget", in: 2...1_000_000) ?? base.imageBudget)
            do {
                try settings.validate()
            } catch {
                throw TrainerFileError.badSettings("\(error)")
            }
            return TrainerSpecification(name: name, seed: seed, method: .fixedModel(settings))
        case "command":
            guard let folder else { throw TrainerFileError.commandFromOutside }
            try reader.refuseOthers(than: ["command", "epochs", "timeLimit", "imageBudget", "folder", "files"])
            return TrainerSpecification(
                name: name, seed: seed, method: .command(try command(reader, folder: folder)))
        default: throw TrainerFileError.badValue("kind", "\"fixed-model\" or \"command\"")
        }
    }

    private static func command(_ reader: Members, folder: URL) throws -> CommandSettings {
        var words: [String] = []
        switch reader.members["command"] {
        case .string(let text):
            guard let split = CommandLineWords.split(text) else {
                throw TrainerFileError.badValue("command", "a command line whose quotes are closed")
            }
            words = split
        case .array(let values):
            words = values.compactMap { if case .string(let word) = $0 { word } else { nil } }
            guard words.count == values.count else { throw TrainerFileError.badValue("command", "a list of texts") }
        default: throw TrainerFileError.badValue("command", "a command line, or a list of a program and its arguments")
        }
        guard let program = words.first, !program.isEmpty, !words.contains(where: { $0.utf8.contains(0) }) else {
            throw TrainerFileError.badValue("command", "a program and its arguments")
        }
        let text = words.joined(separator: " ")
        for place in ["{data}", "{out}"] where !text.contains(place) {
            throw TrainerFileError.badValue("command", "a command line with \(place) in it")
        }
        let limit = try reader.number("timeLimit") ?? 24 * 3_600
        guard limit > 0, limit <= 31 * 24 * 3_600 else {
            throw TrainerFileError.badValue("timeLimit", "a number of seconds above 0 and at most 31 days")
        }
        return CommandSettings(
            command: words, epochs: try reader.integer("epochs", in: 1...1_000_000), timeLimit: limit,
            imageBudget: try reader.integer("imageBudget", in: 2...1_000_000_000) ?? 1_000_000, folder: folder.path,
            files: files(words, in: folder))
    }

    /// The files of the folder that the command names, by their digests.
    static func files(_ words: [String], in folder: URL) -> [String: String] {
        var files: [String: String] = [:]
        for word in words where !word.hasPrefix("/") && !word.isEmpty {
            var isFolder: ObjCBool = false
            let file = folder.appendingPathComponent(word)
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue,
                let data = try? Data(contentsOf: file)
            else { continue }
            files[word] = SHA256Digest.hex(of: Array(data))
        }
        return files
    }

    /// What a registered trainer is, back from the database.
    public static func decoded(_ record: TrainerRecord) throws -> TrainerSpecification {
        let value = try JSONValue(text: record.specification)
        let folder: URL? =
            if case .string(let path)? = value["folder"] { URL(fileURLWithPath: path, isDirectory: true) } else { nil }
        var specification = try specification(value, folder: folder)
        if case .command(var settings) = specification.method, let files = value["files"] {
            // As they were when the trainer was registered, not as they are now.
            settings.files = try files.decoded(as: [String: String].self)
            specification.method = .command(settings)
        }
        return specification
    }

    /// The values of a JSON object, each checked as it is read.
    private struct Members {
        let members: [String: JSONValue]

        init(_ members: [String: JSONValue]) {
            self.members = members
        }

        func text(_ key: String) throws -> String? {
            switch members[key] {
            case nil, .null?: return nil
            case .string(let text)?: return text
            default: throw TrainerFileError.badValue(key, "a text")
            }
        }

        func integer(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
            switch members[key] {
            case nil, .null?: return nil
            case .integer(let value)? where range.contains(Int(value)): return Int(value)
            default:
                throw TrainerFileError.badValue(key, "a whole number from \(range.lowerBound) to \(range.upperBound)")
            }
        }

        func number(_ key: String) throws -> Double? {
            switch members[key] {
            case nil, .null?: return nil
            case .integer(let value)?: return Double(value)
            case .number(let value)? where value.isFinite: return value
            default: throw TrainerFileError.badValue(key, "a number")
            }
        }

        func refuseOthers(than known: [String]) throws {
            let all = ["name", "kind", "seed"] + known
            if let other = members.keys.sorted().first(where: { !all.contains($0) }) {
                throw TrainerFileError.unknownKey(other, known: all)
            }
        }
    }
}
