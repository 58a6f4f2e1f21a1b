import CKernels
import Matrices

/// Logits to probabilities.
enum Softmax {
    /// The chosen rows of N × K logits, in place.
    static func replace(_ logits: SharedBuffer<Float>, rows: Range<Int>, classes: Int) {
        guard classes > 0 else { return }
        tessera_softmax_rows(logits.address(rows.lowerBound * classes), Int64(rows.count), Int64(classes))
    }
}
