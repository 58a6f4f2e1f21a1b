/// A projection's points by the database's id of their image, for looking up many of them quickly.
struct ProjectionPoints: Sendable {
    let projection: Int64
    /// Images in the database when this was made: with more, it has to be made anew.
    let imageCount: Int64
    /// Indexed by image id; NaN where an image is not in the projection.
    private var xs: [Float]
    private var ys: [Float]
    private var ranks: [UInt32]

    /// - Parameter images: the image id of each row of the projection; nil where there is no such image.
    init(_ stored: StoredProjection, images: [Int64?], imageCount: Int64, maximumID: Int64) {
        projection = stored.info.id
        self.imageCount = imageCount
        let count = Int(maximumID) + 1
        xs = [Float](repeating: .nan, count: count)
        ys = xs
        ranks = [UInt32](repeating: ColumnTable.missing, count: count)
        for (row, image) in images.enumerated() {
            guard let image, xs.indices.contains(Int(image)) else { continue }
            xs[Int(image)] = stored.coordinates[2 * row]
            ys[Int(image)] = stored.coordinates[2 * row + 1]
        }
        for (rank, row) in stored.order.enumerated() {
            guard let image = images[Int(row)], ranks.indices.contains(Int(image)) else { continue }
            ranks[Int(image)] = UInt32(rank)
        }
    }

    func x(of image: Int64) -> Float { Int(image) < xs.count ? xs[Int(image)] : .nan }
    func y(of image: Int64) -> Float { Int(image) < ys.count ? ys[Int(image)] : .nan }
    func rank(of image: Int64) -> UInt32 { Int(image) < ranks.count ? ranks[Int(image)] : ColumnTable.missing }
}
