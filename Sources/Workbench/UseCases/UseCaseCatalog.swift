/// The use cases by their names.
public enum UseCaseCatalog {
    private static let all: [any UseCase.Type] = [
        ImportFolder.self, SheetExport.self, SheetImport.self, EmbedImages.self, ProjectEmbedding.self,
        ExportDataset.self, VerifyExport.self, MakeDemo.self, SaveMap.self, FindBalance.self, AuditDataset.self,
        ProposeResplit.self, FindStyles.self, TrainModel.self, ApplyRecipe.self, DismantleClass.self,
        ProposeRules.self, GrowDataset.self, MakeBundle.self, MergeBundle.self,
    ]

    /// The kinds that a job can have.
    public static var kinds: [String] { all.map { $0.kind } }

    /// Whether a job reads files of this machine that its parameters name. One that cannot be understood does not.
    public static func readsThisMachine(kind: String, parameters: JSONValue) -> Bool {
        (try? decode(kind: kind, parameters: parameters))?.readsThisMachine ?? false
    }

    /// Reads a use case back from its parameters.
    static func decode(kind: String, parameters: JSONValue) throws -> any UseCase {
        guard let type = all.first(where: { $0.kind == kind }) else { throw JobRequestError.unknownKind(kind) }
        do {
            return try type.decoded(from: parameters)
        } catch let error as DecodingError {
            throw JobRequestError.badParameters(kind: kind, DecodingProblem.describe(error))
        }
    }
}

extension UseCase {
    fileprivate static func decoded(from parameters: JSONValue) throws -> any UseCase {
        try parameters.decoded(as: Self.self)
    }
}
