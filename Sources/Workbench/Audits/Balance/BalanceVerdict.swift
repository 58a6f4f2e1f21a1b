import Audit
import Foundation

/// A comparison in a sentence or two.
struct BalanceVerdict {
    let text: String

    init(_ comparison: SplitComparison) {
        let within = comparison.withinClass
        let level = SplitBalance.Options().regionLevel
        guard let number = within.separation ?? comparison.overall.separation else {
            text = "No class is in both splits, so nothing can be compared within classes."
            return
        }
        let regions = within.regions.count
        let places = regions == 1 ? "1 region stands" : "\(regions) regions stand"
        let p = Self.words(p: number.p)
        if number.p <= level {
            let told = String(format: "%.0f", 100 * number.value)
            text =
                "Train and val do not look alike (\(p)): by what surrounds them, a val image is told from a train image "
                + "of its class in \(told) of 100 pairs, where chance gives 50."
                + (regions > 0 ? " \(places) out." : "")
        } else if regions > 0 {
            text = "On the whole train and val look alike (\(p)), but \(places) out."
        } else if let overall = comparison.overall.separation, overall.p <= level {
            text =
                "Within classes train and val look alike (\(p)), but they hold the classes in different shares "
                + "(\(Self.words(p: overall.p)) overall)."
        } else {
            text = "Train and val look alike: what differs is no more than chance (\(p))."
        }
    }

    static func words(p: Double) -> String {
        p < 0.001 ? "p < 0.001" : "p = " + String(format: p < 0.1 ? "%.3f" : "%.2f", p)
    }
}
