import Audit
public import Dataset
import Foundation

/// One number for every labelled sample, whatever may be wrong with it: the chance that somebody who looks at it would change
/// or remove it. Kept as the report `suspicion`, written as CSV by `tessera audit --scores`.
public struct SuspiciousSamples: Codable, Sendable, Equatable {
    public static let name = "suspicion"

    public struct Row: Codable, Sendable, Equatable {
        public let sample: Int64
        public let path: String
        /// 0 … 1.
        public let chance: Double
        /// That its label is wrong.
        public let label: Double
        /// That its picture is no good.
        public let picture: Double
    }

    /// The most suspicious first.
    public let rows: [Row]

    init(_ opinions: LabelOpinions, _ suspicion: Suspicion) {
        rows = suspicion.order.flatMap { place in
            opinions.items[place].samples.map { sample in
                Row(
                    sample: sample.id, path: sample.path, chance: suspicion.chances[place],
                    label: suspicion.label[place], picture: suspicion.picture[place])
            }
        }
    }

    func save(in workspace: Workspace) throws {
        try workspace.saveReport(JSONEncoder().encode(self), name: Self.name)
    }

    /// - Returns: nil until label errors were looked for.
    public static func read(from workspace: Workspace) throws -> SuspiciousSamples? {
        guard let data = try workspace.report(name: name) else { return nil }
        return try? JSONDecoder().decode(SuspiciousSamples.self, from: data)
    }
}
