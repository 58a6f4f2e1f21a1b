package import Matrices

/// What the shards of a step read and write together: the images in their order, and the logits of each.
package final class EpochNumbers: @unchecked Sendable {
    package let images: PreparedImages
    package let labels: [Int]
    /// The order in which the images are taken.
    package var order: [Int]
    /// images × classes, in the order of `images`: as each was seen last, in training.
    let logits: FloatBuffer
    private let classes: Int

    package init(images: PreparedImages, labels: [Int], classes: Int) {
        self.images = images
        self.labels = labels
        self.classes = classes
        order = Array(0..<images.count)
        logits = FloatBuffer(images.count * classes)
    }

    /// The logits as a value.
    package var seen: Matrix { Matrix(rows: images.count, columns: classes, values: logits.values) }
}
