import Dataset
public import FixedModel
import Foundation

/// What trains: the fixed model with its settings, or a command of one's own. A small JSON file.
///
///     {"name": "competition", "kind": "fixed-model", "epochs": 100}
///     {"name": "ours", "kind": "command", "command": "python3 train.py {data} {out} --seed {seed}"}
///
/// Runs are compared only where their specifications have the same digest, which is that of all in it but its name, the
/// first seed and the folder.
public struct TrainerSpecification: Sendable, Equatable {
    public enum Method: Sendable, Equatable {
        case fixedModel(FixedModelSettings)
        case command(CommandSettings)
    }

    public var name: String
    /// Of several seeds the first; the others follow it.
    public var seed: UInt64
    public var method: Method

    public init(name: String, seed: UInt64 = 1, method: Method) {
        self.name = name
        self.seed = seed
        self.method = method
    }

    /// The 2021 Data-Centric AI Competition's: what is used where no trainer is named.
    public static let competition = TrainerSpecification(
        name: "competition", method: .fixedModel(.competition))

    /// The word in the file.
    public var kind: String {
        switch method {
        case .fixedModel: "fixed-model"
        case .command: "command"
        }
    }

    /// How many epochs are asked for; nil where a command decides for itself.
    public var epochs: Int? {
        switch method {
        case .fixedModel(let settings): settings.epochs
        case .command(let settings): settings.epochs
        }
    }

    /// The most images that train and val may have together.
    public var imageBudget: Int {
        switch method {
        case .fixedModel(let settings): settings.imageBudget
        case .command(let settings): settings.imageBudget
        }
    }

    /// The same with another number of epochs, which is another trainer, under another name.
    public func with(epochs: Int) -> TrainerSpecification {
        guard epochs != self.epochs else { return self }
        var other = self
        switch method {
        case .fixedModel(var settings):
            settings.epochs = epochs
            other.method = .fixedModel(settings)
        case .command(var settings):
            settings.epochs = epochs
            other.method = .command(settings)
        }
        other.name = "\(name), \(epochs) epoch\(epochs == 1 ? "" : "s")"
        return other
    }

    /// SHA-256 of all that makes a difference to a run.
    public var digest: String {
        get throws {
            var members: [String: JSONValue]
            switch method {
            case .fixedModel(let settings): members = try Self.members(of: JSONValue(encoding: settings))
            case .command(let settings):
                members = try Self.members(of: JSONValue(encoding: settings))
                members["folder"] = nil
            }
            members["kind"] = .string(kind)
            return SHA256Digest.hex(of: Array(try JSONValue.object(members).text().utf8))
        }
    }

    /// The file's contents: one JSON object.
    public var json: JSONValue {
        get throws {
            var members: [String: JSONValue]
            switch method {
            case .fixedModel(let settings): members = try Self.members(of: JSONValue(encoding: settings))
            case .command(let settings): members = try Self.members(of: JSONValue(encoding: settings))
            }
            members["name"] = .string(name)
            members["kind"] = .string(kind)
            members["seed"] = .integer(Int64(clamping: seed))
            return .object(members)
        }
    }

    private static func members(of value: JSONValue) -> [String: JSONValue] {
        if case .object(let members) = value { members } else { [:] }
    }
}
