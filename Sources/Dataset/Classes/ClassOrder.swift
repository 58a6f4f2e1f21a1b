/// The order that classes have when nobody put them in another: Roman numerals by value where all are, else natural.
public enum ClassOrder {
    public static func sorted(_ names: some Collection<String>) -> [String] {
        let values = names.compactMap { RomanNumeral.value(of: $0) }
        guard values.count == names.count else { return names.sorted(by: NaturalOrder.isBefore) }
        return zip(names, values).sorted { ($0.1, $0.0) < ($1.1, $1.0) }.map(\.0)
    }

    /// Where each of `new` goes among `existing`: at its place where `existing` are in the usual order, else at the
    /// end, for somebody has put them as they are.
    static func inserting(_ new: [String], into existing: [String]) -> [String] {
        let all = sorted(existing + new)
        let isNew = Set(new)
        return all.filter { !isNew.contains($0) } == existing ? all : existing + sorted(new)
    }
}
