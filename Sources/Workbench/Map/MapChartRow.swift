import Dataset

/// One point of a saved chart. Words stand for what a sample does not have, so that a legend can name it.
struct MapChartRow: Encodable {
    let id: Int64
    let name: String
    let label: String
    let split: String
    let tags: String
    let x: Float
    let y: Float
    /// A `data:` URL; Vega's tooltip shows a field of this name as a picture.
    let image: String?

    /// - Parameter picture: a PNG in base64.
    init(sample: Sample, x: Float, y: Float, picture: String?) {
        id = sample.id
        name = sample.name
        label = sample.label ?? "unlabelled"
        split = sample.split ?? "none"
        tags = sample.tags.joined(separator: ", ")
        self.x = x
        self.y = y
        image = picture.map { "data:image/png;base64,\($0)" }
    }
}
