import Dataset
import Foundation

/// The data of a saved map, as `Web/map/saved/main.js` reads it.
struct MapData: Encodable {
    struct Projection: Encodable {
        let id: Int64
        let model: String
        let method: String
        let seed: UInt64
        let count: Int
        let createdAt: String
    }

    struct Pictures: Encodable {
        /// Of the longer side, in pixels.
        let side: Int
        let type: String
        /// In base64, one a row, nil for a picture that cannot be read; empty where there are too many rows.
        let images: [String?]
    }

    let format = SavedPageAssets.format
    let name: String
    let savedAt: String
    /// Active samples of the workspace.
    let total: Int
    let filter: String
    /// In the order of the label book.
    let classes: [String]
    let projection: Projection
    /// A columns file in base64.
    let columns: String
    let pictures: Pictures

    private enum CodingKeys: String, CodingKey {
        case format, name, savedAt, total, filter, classes, projection, columns, pictures
    }

    init(rows: MapRows, pictures: Pictures) throws {
        name = rows.name
        savedAt = Timestamp.now()
        total = rows.summary.samples
        filter = rows.filter
        classes = rows.summary.classes.map(\.name)
        let info = rows.projection
        projection = Projection(
            id: info.id, model: info.model, method: info.method, seed: info.seed, count: info.count,
            createdAt: info.createdAt)
        columns = Data(try ColumnsFile.encode(rows.table)).base64EncodedString()
        self.pictures = pictures
    }
}
