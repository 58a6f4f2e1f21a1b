import Foundation
import GRDB

/// Brings in what the studio keeps in another copy: recipes, how samples were made of others, and the rules of classes.
/// Where both copies wrote the same one, the later holds; nothing that was written is lost.
struct MergeStudio {
    private let db: Database
    private let plan: MergePlan
    private(set) var report: MergeReport

    private typealias Log = WorkLog

    private struct Version: Hashable {
        let name: String
        let number: Int
    }

    /// In bytes.
    private static let longestJSON = 1 << 20

    init(_ plan: MergePlan, _ report: MergeReport, in db: Database) {
        self.db = db
        self.plan = plan
        self.report = report
    }

    mutating func run(by author: String) throws {
        try addDerivations(try addRecipes())
        try followParents(by: author)
        try addRules()
    }

    private static func check(_ author: String, _ at: String, json: String? = nil) throws {
        let name = try? Authorship(author, nil)
        let isJSON =
            json.map { $0.utf8.count <= longestJSON && (try? JSONSerialization.jsonObject(with: Data($0.utf8))) != nil }
            ?? true
        guard name?.author == author, Timestamp.isOne(at), isJSON else {
            throw MergeError.damaged("something of the studio cannot be read")
        }
    }

    // MARK: Recipes

    /// Versions are numbered in each copy by itself, as what was made there names them so.
    /// - Returns: our version of each of theirs.
    private mutating func addRecipes() throws -> [Version: Version] {
        var ours: [String: [Log.Recipe]] = [:]
        for recipe in try LogReader(db).recipes() { ours[recipe.name, default: []].append(recipe) }
        var mapped: [Version: Version] = [:]
        for (name, versions) in Dictionary(grouping: plan.theirs.work.recipes, by: \.name).sorted(by: {
            $0.key < $1.key
        }) {
            guard PieceName.isValid(name, upTo: SavedRecipeError.longestName), !name.contains("/") else {
                throw MergeError.damaged("a recipe has no name")
            }
            var here = ours[name] ?? []
            let before = here.count
            for recipe in versions.sorted(by: { $0.version < $1.version }) {
                try Self.check(recipe.author, recipe.at, json: recipe.definition)
                let same = here.first { Self.identity($0) == Self.identity(recipe) }
                let kept = try same ?? keep(recipe, after: here)
                if same == nil {
                    here.append(kept)
                    report.recipes += 1
                }
                mapped[Version(name: name, number: recipe.version)] = Version(name: name, number: kept.version)
            }
            // The newest number holds: that is to be the latest.
            let latest = here.max { Self.order($0) < Self.order($1) }
            if here.count > before, let latest, let last = here.last, Self.identity(latest) != Self.identity(last) {
                _ = try keep(latest, after: here)
            }
        }
        return mapped
    }

    private func keep(_ recipe: Log.Recipe, after here: [Log.Recipe]) throws -> Log.Recipe {
        var kept = recipe
        kept.version = (here.map(\.version).max() ?? 0) + 1
        try db.execute(
            sql: "INSERT INTO recipe (name, version, definition, note, author, at) VALUES (?, ?, ?, ?, ?, ?)",
            arguments: [kept.name, kept.version, kept.definition, kept.note, kept.author, kept.at])
        return kept
    }

    private static func identity(_ recipe: Log.Recipe) -> [String?] {
        [recipe.at, recipe.author, recipe.definition]
    }

    private static func order(_ recipe: Log.Recipe) -> (String, String, String) {
        (recipe.at, recipe.author, recipe.definition ?? "")
    }

    // MARK: Lineage

    private mutating func addDerivations(_ versions: [Version: Version]) throws {
        var known = Set(try Int64.fetchAll(db, sql: "SELECT sample FROM derivation"))
        for derivation in plan.theirs.work.derivations {
            try Self.check(derivation.author, derivation.at, json: derivation.parameters)
            let sample = try plan.id(ofSample: derivation.sample)
            guard known.insert(sample).inserted else { continue }
            let parents = try Set(derivation.parents.map(plan.id(ofSample:)))
            guard !parents.isEmpty, try !hasAncestor(sample, in: parents) else {
                throw MergeError.damaged("a sample is made of itself, or of none")
            }
            let version = derivation.recipe.flatMap { name in
                derivation.recipeVersion.map { Version(name: name, number: $0) }
            }
            try db.execute(
                sql: """
                    INSERT INTO derivation (sample, kind, recipe, recipeVersion, parameters, author, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    sample, derivation.kind.rawValue, derivation.recipe,
                    version.map { versions[$0]?.number ?? $0.number }, derivation.parameters, derivation.author,
                    derivation.at,
                ])
            for parent in parents.sorted() {
                try db.execute(
                    sql: "INSERT INTO derivationParent (sample, parent) VALUES (?, ?)", arguments: [sample, parent])
            }
            report.derivations += 1
        }
    }

    private func hasAncestor(_ sample: Int64, in parents: Set<Int64>) throws -> Bool {
        let find = try db.cachedStatement(sql: "SELECT parent FROM derivationParent WHERE sample = ?")
        var seen = parents
        var waiting = Array(parents)
        while let next = waiting.popLast() {
            if next == sample { return true }
            for parent in try Int64.fetchAll(find, arguments: [next]) where seen.insert(parent).inserted {
                waiting.append(parent)
            }
        }
        return false
    }

    /// What was made of a sample in one copy goes where the other copy moved that sample, so that nothing leaks.
    private func followParents(by author: String) throws {
        guard let splits = try SplitsOfDerived(db) else { return }
        var draft = try ChangeDraft(db)
        try splits.followAll(&draft)
        guard !draft.isEmpty else { return }
        _ = try draft.commit(
            .edit, author: author, reason: nil, summary: "derived samples brought to the split of their parents")
    }

    // MARK: Rules of classes

    private mutating func addRules() throws {
        let reader = LogReader(db)
        let theirs = plan.theirs.work
        let rules = try theirs.rules.map { rule in
            try Self.check(rule.author, rule.at)
            var mapped = rule
            mapped.classID = try plan.id(ofClass: rule.classID)
            mapped.becomes = try rule.becomes.map(plan.id(ofClass:))
            guard (1...100).contains(rule.transform.utf8.count), rule.limit.map({ $0 >= 0 && $0.isFinite }) ?? true,
                [nil, "same", "becomes", "forbidden"].contains(rule.outcome),
                (rule.outcome == "becomes") == (rule.becomes != nil)
            else { throw MergeError.damaged("a rule cannot be read") }
            return mapped
        }
        let newRules = try Self.join(rules, reader.rules(), of: { "\($0.classID) \($0.transform)" }, at: \.at) { rule in
            try db.execute(
                sql: """
                    INSERT INTO classRule (class, transform, outcome, becomes, most, author, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    rule.classID, rule.transform, rule.outcome, rule.becomes, rule.limit, rule.author, rule.at,
                ])
        }
        let parts = try theirs.parts.map { parts in
            try Self.check(parts.author, parts.at)
            guard parts.parts.count <= ClassRulesError.mostParts, parts.parts.allSatisfy({ PieceName.isValid($0) })
            else { throw MergeError.damaged("the parts of a class cannot be read") }
            var mapped = parts
            mapped.classID = try plan.id(ofClass: parts.classID)
            return mapped
        }
        let newParts = try Self.join(parts, reader.parts(), of: { "\($0.classID)" }, at: \.at) { parts in
            try db.execute(
                sql: "INSERT INTO classParts (class, parts, author, at) VALUES (?, ?, ?, ?)",
                arguments: [parts.classID, try Self.json(parts.parts), parts.author, parts.at])
        }
        let chains = try theirs.chains.map { chain in
            try Self.check(chain.author, chain.at)
            guard chain.steps.count <= ClassRulesError.mostSteps,
                chain.steps.allSatisfy({ $0.instruction.utf8.count <= ClassRulesError.longestInstruction })
            else { throw MergeError.damaged("the chain of a class cannot be read") }
            var mapped = chain
            mapped.classID = try plan.id(ofClass: chain.classID)
            mapped.steps = try chain.steps.map {
                .init(classID: try plan.id(ofClass: $0.classID), instruction: $0.instruction)
            }
            return mapped
        }
        let newChains = try Self.join(chains, reader.chains(), of: { "\($0.classID)" }, at: \.at) { chain in
            try db.execute(
                sql: "INSERT INTO classChain (class, steps, author, at) VALUES (?, ?, ?, ?)",
                arguments: [chain.classID, try Self.json(chain.steps), chain.author, chain.at])
        }
        report.classRules += newRules + newParts + newChains
    }

    /// Appends what is not here, and counts it; and where the latest is not the last then, the latest once more, as the last one holds.
    private static func join<Entry: Hashable>(
        _ theirs: [Entry], _ ours: [Entry], of subject: (Entry) -> String, at: (Entry) -> String,
        append: (Entry) throws -> Void
    ) throws -> Int {
        var added = 0
        let known = Set(ours)
        var here = Dictionary(grouping: ours, by: subject)
        for (subject, entries) in Dictionary(grouping: theirs, by: subject).sorted(by: { $0.key < $1.key }) {
            var seen = known
            let new = entries.filter { seen.insert($0).inserted }
            guard !new.isEmpty else { continue }
            for entry in new { try append(entry) }
            added += new.count
            here[subject, default: []] += new
            let all = here[subject] ?? []
            let latest = all.max { (at($0), String(describing: $0)) < (at($1), String(describing: $1)) }
            if let latest, latest != all.last { try append(latest) }
        }
        return added
    }

    private static func json(_ value: some Encodable) throws -> String {
        String(decoding: try JSONEncoder().encode(value), as: UTF8.self)
    }
}
