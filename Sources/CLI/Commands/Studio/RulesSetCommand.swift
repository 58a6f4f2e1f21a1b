import ArgumentParser
import Dataset
import Workbench

/// `tessera rules set CLASS`
struct RulesSetCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "set",
        abstract: "Set rules, parts and the chain of a class.",
        discussion: """
            Examples: tessera rules set iv --rule mirror-horizontal=vi --rule rotate=same:15
            tessera rules set viii --parts "v i i i" --step "iii=Erase the V" --step "ii=Erase the last I"

            What was set before is kept in the label book, with its author.
            """)

    @Argument(help: "The class.")
    var label: String

    @Option(
        help: ArgumentHelp(
            "What a transform makes of it; may be given more than once.",
            discussion: "TRANSFORM=same, forbidden, default, or the class that it becomes; :N behind it is the limit.",
            valueName: "transform=outcome"))
    var rule: [String] = []

    @Option(help: ArgumentHelp("Its parts from left to right, separated by blanks.", valueName: "names"))
    var parts: String?

    @Option(
        help: ArgumentHelp(
            "A step of its dismantling chain, in order; may be given more than once.", valueName: "class=instruction"))
    var step: [String] = []

    @Flag(help: "Take the chain away.")
    var noChain = false

    @OptionGroup var author: AuthorOption

    @OptionGroup var common: CommonOptions

    func run() throws {
        guard !(noChain && !step.isEmpty) else { throw Misuse("--no-chain and --step cannot both be meant.") }
        guard !rule.isEmpty || parts != nil || !step.isEmpty || noChain else {
            throw Misuse("Say what to set: --rule, --parts, --step or --no-chain.")
        }
        var rules: [String: TransformRuleSetting?] = [:]
        for text in rule {
            let (transform, outcome) = try Self.pair(text, "--rule")
            rules.updateValue(try Self.setting(outcome), forKey: transform)
        }
        let steps = try step.map { text in
            let (label, instruction) = try Self.pair(text, "--step")
            return DismantlingStep(label: label, instruction: instruction)
        }
        let workspace = try common.open()
        try StudioRules(workspace).set(
            ClassRulesEdit(
                label: label, parts: parts.map { $0.split(separator: " ").map(String.init) },
                chain: noChain ? [] : steps.isEmpty ? nil : steps, rules: rules), author: author.name)
        let output = RulesOutput(try workspace.classRules().filter { $0.name == label })
        try common.print(output) { output.text }
    }

    private static func pair(_ text: String, _ option: String) throws -> (String, String) {
        guard let separator = text.firstIndex(of: "="), separator > text.startIndex else {
            throw Misuse("\(option) \(text) has no \"=\". See `tessera rules set --help`.")
        }
        return (String(text[..<separator]), String(text[text.index(after: separator)...]))
    }

    private static func setting(_ text: String) throws -> TransformRuleSetting? {
        var outcome = text
        var limit: Double?
        if let colon = text.lastIndex(of: ":"), let number = Double(text[text.index(after: colon)...]) {
            outcome = String(text[..<colon])
            limit = number
        }
        switch outcome {
        case "default": return nil
        case "same": return TransformRuleSetting(.same, limit: limit)
        case "forbidden": return TransformRuleSetting(.forbidden)
        case "": throw Misuse("A rule is same, forbidden, default, or the class that it becomes.")
        default: return TransformRuleSetting(.becomes(outcome), limit: limit)
        }
    }
}
