import ArgumentParser
import Dataset
import Foundation

/// `tessera rules list`
struct RulesListCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "list", abstract: "List the rules of every class.")

    @OptionGroup var common: CommonOptions

    func run() throws {
        let output = RulesOutput(try common.open().classRules())
        try common.print(output) { output.text }
    }
}

/// The rules of classes, as JSON and as a table.
struct RulesOutput: Encodable {
    struct Class: Encodable {
        let name: String
        let parts: [String]
        let chain: [DismantlingStep]
        let rules: [String: Rule]
    }

    struct Rule: Encodable {
        let outcome: String
        let label: String?
        let limit: Double?
        let author: String
        let at: String

        init(_ rule: TransformRule) {
            (outcome, label) =
                switch rule.outcome {
                case .same: ("same", nil)
                case .becomes(let label): ("becomes", label)
                case .forbidden: ("forbidden", nil)
                }
            limit = rule.limit
            author = rule.author
            at = rule.at
        }

        var text: String {
            let words = label.map { "becomes \($0)" } ?? outcome
            return limit.map { "\(words), at most \($0.formatted())" } ?? words
        }
    }

    let classes: [Class]

    init(_ classes: [ClassRules]) {
        self.classes = classes.map {
            Class(name: $0.name, parts: $0.parts, chain: $0.chain, rules: $0.rules.mapValues(Rule.init))
        }
    }

    var text: String {
        var table = Table(["class", "parts", "chain", "rules"])
        for entry in classes {
            let rules = entry.rules.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value.text)" }
            table.add([
                entry.name, entry.parts.joined(separator: " "), entry.chain.map(\.label).joined(separator: " → "),
                rules.joined(separator: "; "),
            ])
        }
        return table.text
    }
}
