public import Dataset
import Imaging

/// Sets the label book's rules, with names of transforms and presets checked.
public struct StudioRules: Sendable {
    public static let presets = ["roman"]

    private let workspace: Workspace

    public init(_ workspace: Workspace) {
        self.workspace = workspace
    }

    /// - Throws: ``StudioError/wrongTransform(_:)``, `ClassRulesError`.
    public func set(_ edit: ClassRulesEdit, author: String) throws {
        for name in edit.rules.keys.sorted() where TransformKind(rawValue: name) == nil {
            throw StudioError.wrongTransform(name)
        }
        try workspace.setClassRules([edit], author: author)
    }

    /// - Returns: the classes that it set.
    /// - Throws: ``StudioError/unknownPreset(_:)``, `ClassRulesError.nothingRoman`.
    @discardableResult
    public func apply(preset: String, author: String) throws -> [String] {
        guard preset == "roman" else { throw StudioError.unknownPreset(preset) }
        let edits = RomanRules.edits(for: try workspace.classes().map(\.name))
        guard !edits.isEmpty else { throw ClassRulesError.nothingRoman }
        try workspace.setClassRules(edits, author: author)
        return edits.map(\.label)
    }
}
