/// A field of a class that changes, under the name that the history has for it.
struct ClassCell: Hashable, Comparable {
    enum Field: String {
        /// 1 while the class is there, 0 while it is not.
        case exists
        case name
        /// A number that classes are ordered by; not its place, so that moving one touches no other.
        case rank
    }

    let id: Int64
    let field: Field

    static func < (left: ClassCell, right: ClassCell) -> Bool {
        (left.id, left.field.rawValue) < (right.id, right.field.rawValue)
    }
}
