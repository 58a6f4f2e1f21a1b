import Foundation
import Projection

/// How a projection was made, as it is kept with it: UMAP's settings by their names, and what else there is to say.
struct ProjectionParameters: Codable {
    /// nil where the method is not UMAP.
    var umap: UMAPOptions?
    /// What the labels were, where they were used: a digest that changes with any of them.
    var labels: String?
    /// How much of the optimisation was done when it was cancelled, 0…1; nil where it is finished.
    var unfinished: Double?
    /// How many images were placed afterwards.
    var placed: Int?

    private enum CodingKeys: String, CodingKey {
        case labels, unfinished, placed
    }

    init(umap: UMAPOptions?, labels: String? = nil, unfinished: Double? = nil) {
        (self.umap, self.labels, self.unfinished) = (umap, labels, unfinished)
    }

    init(from decoder: any Decoder) throws {
        umap = try? UMAPOptions(from: decoder)
        let values = try decoder.container(keyedBy: CodingKeys.self)
        labels = try values.decodeIfPresent(String.self, forKey: .labels)
        unfinished = try values.decodeIfPresent(Double.self, forKey: .unfinished)
        placed = try values.decodeIfPresent(Int.self, forKey: .placed)
    }

    func encode(to encoder: any Encoder) throws {
        var values = encoder.container(keyedBy: CodingKeys.self)
        try umap?.encode(to: encoder)
        try values.encodeIfPresent(labels, forKey: .labels)
        try values.encodeIfPresent(unfinished, forKey: .unfinished)
        try values.encodeIfPresent(placed, forKey: .placed)
    }

    /// One JSON object.
    func text() throws -> String { try JSONValue(encoding: self).text() }

    init(text: String) throws { self = try JSONValue(text: text).decoded(as: Self.self) }
}
