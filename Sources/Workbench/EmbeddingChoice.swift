import Dataset
import Embeddings

/// Which embeddings to work on, and at which state they are.
struct EmbeddingChoice {
    /// As projections name it: one model, or several joined by `+`.
    let name: String
    let stores: [EmbeddingStore]

    /// Changes when vectors are added.
    var stamp: [Int] { stores.map(\.count) }

    /// - Parameter model: a name, or several joined by `+`; nil is the built-in ones that are there, else the one with
    ///   the most images.
    /// - Throws: ``SampleNeighborsError/noEmbedding(model:)``.
    static func find(_ model: String?, in workspace: Workspace) throws -> EmbeddingChoice {
        let names: [String]
        if let model {
            names = CompositeEmbedding.parts(of: model)
        } else {
            let present = try workspace.embeddings().filter { $0.count > 0 }
            let builtIn = present.map(\.model).filter { EmbeddingModel.builtIn.contains($0) }
            let largest = present.max { ($0.count, $1.model) < ($1.count, $0.model) }
            names = builtIn.isEmpty ? largest.map { [$0.model] } ?? [] : builtIn
        }
        let stores = try names.sorted().map { name in
            guard let store = try workspace.embeddingStore(model: name), store.count > 0 else {
                throw SampleNeighborsError.noEmbedding(model: name)
            }
            return store
        }
        guard !stores.isEmpty else { throw SampleNeighborsError.noEmbedding(model: model) }
        return EmbeddingChoice(name: CompositeEmbedding.name(of: names), stores: stores)
    }

    /// The images that all of the embeddings have, in the order of their digests, which does not depend on the order in
    /// which they were computed.
    /// - Parameter among: the images that count.
    func digests(among: [String]) -> [String] {
        var common = Set(among)
        for store in stores { common.formIntersection(store.digests) }
        return common.sorted()
    }
}
