public import Dataset
public import Imaging
import Matrices

/// What becomes of a label under transforms, by the rules of the label book. Where there is none, what may change what
/// is read is not done, and the rest leaves the label as it is.
public struct RuledLabels: Sendable {
    private let rules: [String: [String: TransformRule]]

    public init(_ classes: [ClassRules]) {
        rules = Dictionary(uniqueKeysWithValues: classes.map { ($0.name, $0.rules) })
    }

    init(_ workspace: Workspace) throws { self.init(try workspace.classRules()) }

    /// What the label book says where it says nothing.
    public static func byDefault(_ kind: TransformKind) -> TransformRule.Outcome {
        kind.needsRule ? .forbidden : .same
    }

    private func rule(_ kind: TransformKind, _ label: String?) -> TransformRule? {
        label.flatMap { rules[$0]?[kind.rawValue] }
    }

    /// - Returns: nil where the transform is not allowed; else the label afterwards, which may be none.
    func label(_ label: String?, after kind: TransformKind) -> String?? {
        switch rule(kind, label)?.outcome ?? Self.byDefault(kind) {
        case .same: .some(label)
        case .becomes(let other): .some(other)
        case .forbidden: nil
        }
    }

    /// The label after all of them; nil where one of them is not allowed.
    func label(_ label: String?, after kinds: [TransformKind]) -> String?? {
        kinds.reduce(.some(label)) { before, kind in before.flatMap { self.label($0, after: kind) } }
    }

    /// Draws the transforms of a recipe for an image of a class: what is not allowed for it is left out, what may only
    /// go so far goes no further.
    func draw(
        _ transforms: [TransformRange], label: String?, using random: inout SeededRandom
    ) -> (steps: [TransformStep], label: String?) {
        var label = label
        var steps: [TransformStep] = []
        for range in transforms {
            guard let step = range.draw(using: &random), let next = self.label(label, after: range.kind) else {
                continue
            }
            steps.append(limited(step, label))
            label = next
        }
        return (steps, label)
    }

    private func limited(_ step: TransformStep, _ label: String?) -> TransformStep {
        guard let limit = rule(step.kind, label)?.limit, let name = step.kind.parameters.first?.name,
            let value = step.values[name], abs(value) > limit
        else { return step }
        var values = step.values
        values[name] = value < 0 ? -limit : limit
        return TransformStep(step.kind, values: values, seed: step.seed)
    }
}
