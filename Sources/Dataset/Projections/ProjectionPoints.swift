import GRDB

/// A projection's points by the database's id of their image, for looking up many of them quickly.
struct ProjectionPoints: Sendable {
    let projection: Int64
    /// Whether every row of the projection found its image: where not, one that comes later may be its.
    let isComplete: Bool
    /// The largest id of an image when this was made.
    let maximumID: Int64
    /// Indexed by image id; NaN where an image is not in the projection.
    private var xs: [Float]
    private var ys: [Float]
    private var ranks: [UInt32]

    init(_ projection: Int64, _ content: ProjectionFiles.Content, maximumID: Int64, in db: Database) throws {
        self.projection = projection
        self.maximumID = maximumID
        var ranks = [UInt32](repeating: ColumnTable.missing, count: content.order.count)
        for (rank, row) in content.order.enumerated() { ranks[Int(row)] = UInt32(rank) }
        let count = Int(maximumID) + 1
        xs = [Float](repeating: .nan, count: count)
        ys = xs
        self.ranks = [UInt32](repeating: ColumnTable.missing, count: count)
        var found = 0
        let images = try BareRows("SELECT id, digest FROM image", in: db)
        while try images.next() {
            let image = Int(images.integer(0))
            guard let row = content.digests.row(of: images.text(1)) else { continue }
            xs[image] = content.coordinates[2 * row]
            ys[image] = content.coordinates[2 * row + 1]
            self.ranks[image] = ranks[row]
            found += 1
        }
        isComplete = found == content.digests.distinct
    }

    func x(of image: Int64) -> Float { Int(image) < xs.count ? xs[Int(image)] : .nan }
    func y(of image: Int64) -> Float { Int(image) < ys.count ? ys[Int(image)] : .nan }
    func rank(of image: Int64) -> UInt32 { Int(image) < ranks.count ? ranks[Int(image)] : ColumnTable.missing }
}
