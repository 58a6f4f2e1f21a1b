/// How a writer dots an i.
enum DotShape: CaseIterable, Sendable {
    case point, dash, ring
}
