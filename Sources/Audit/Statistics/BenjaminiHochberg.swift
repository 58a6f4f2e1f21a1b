/// The false discovery rate at which each of several tests would just be called.
///
/// - SeeAlso: Benjamini and Hochberg 1995; scipy.stats.false_discovery_control.
public enum BenjaminiHochberg {
    /// - Parameter values: p-values.
    /// - Returns: the adjusted ones, in the same order.
    public static func adjust(_ values: [Double]) -> [Double] {
        let order = values.indices.sorted { values[$0] > values[$1] }
        var adjusted = values
        var least = 1.0
        for (place, index) in order.enumerated() {
            least = min(least, values[index] * Double(values.count) / Double(values.count - place))
            adjusted[index] = least
        }
        return adjusted
    }
}
