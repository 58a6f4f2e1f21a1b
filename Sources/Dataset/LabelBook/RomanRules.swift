/// The rules of Roman numerals, for those classes of a label book that are named by one.
///
/// Where mirroring gives another numeral depends on its letters alone: read backwards, as i, v and x look the same from
/// behind. Upside down i and x stay what they are and v does not. A rotation by much makes a v a stroke of another
/// numeral, so it is limited.
public enum RomanRules {
    /// Degrees that a numeral may be turned: an x that is turned further is a cross.
    static let mostDegrees = 15.0

    /// - Parameter names: of the classes.
    /// - Returns: what to set for the classes that are Roman numerals of i, v and x; a chain only leads to classes that
    ///   are there.
    public static func edits(for names: [String]) -> [ClassRulesEdit] {
        let numerals = names.filter {
            RomanNumeral.value(of: $0) != nil && $0.lowercased().allSatisfy { "ivx".contains($0) }
        }
        let known = Dictionary(numerals.map { ($0.lowercased(), $0) }) { first, _ in first }
        return numerals.map { name in
            let letters = name.lowercased()
            let mirrored = String(letters.reversed())
            let isSymmetric = letters == mirrored
            let leftRight: TransformRule.Outcome =
                isSymmetric ? .same : known[mirrored].map { .becomes($0) } ?? .forbidden
            // Upside down the letters stay in their order.
            let topDown: TransformRule.Outcome = letters.contains("v") ? .forbidden : .same
            return ClassRulesEdit(
                label: name, parts: letters.map(String.init), chain: chain(letters, known),
                rules: [
                    "mirror-horizontal": TransformRuleSetting(leftRight),
                    "mirror-vertical": TransformRuleSetting(topDown),
                    "rotate": TransformRuleSetting(.same, limit: mostDegrees),
                ])
        }
    }

    /// viii → iii → ii → i: first the letter that is alone, then one i after the other.
    private static func chain(_ letters: String, _ known: [String: String]) -> [DismantlingStep] {
        var steps: [DismantlingStep] = []
        var left = letters
        while left.count > 1 {
            var next = left
            let instruction: String
            if let place = next.firstIndex(where: { $0 != "i" }), next.contains("i") {
                let letter = next.remove(at: place)
                instruction = "Erase the \(letter.uppercased())"
            } else {
                let letter = next.removeLast()
                instruction = "Erase the last \(letter.uppercased())"
            }
            guard let label = known[next] else { break }
            steps.append(DismantlingStep(label: label, instruction: instruction))
            left = next
        }
        return steps
    }
}
