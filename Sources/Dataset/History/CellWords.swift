import Foundation
import GRDB

/// Values of the history as people read them.
struct CellWords {
    private let db: Database

    init(_ db: Database) {
        self.db = db
    }

    /// - Returns: nil for nothing.
    func words(_ value: DatabaseValue, field: String) throws -> String? {
        if value.isNull { return nil }
        switch field {
        case CellField.label.name: return try Int64.fromDatabaseValue(value).map { try className($0) }
        case CellField.tags.name: return String.fromDatabaseValue(value).flatMap { TagSet(stored: $0).display }
        case CellField.wholeSample:
            guard let text = String.fromDatabaseValue(value) else { return nil }
            let state = try InitialState(json: text)
            let label = try state.classID.map { try className($0) } ?? "unlabelled"
            return ([label, state.split ?? "no split"] + state.tags).joined(separator: ", ")
        default: return ColumnValue(value, kind: .text)?.display
        }
    }

    /// The present name of a class, or the last one of a class that is no more.
    private func className(_ id: Int64) throws -> String {
        let find = try db.cachedStatement(
            sql: """
                SELECT coalesce(
                    (SELECT name FROM class WHERE id = ?1),
                    (SELECT coalesce(after, before) FROM classCell WHERE class = ?1 AND field = 'name'
                     ORDER BY change DESC LIMIT 1))
                """)
        return try String.fetchOne(find, arguments: [id]) ?? "class \(id)"
    }
}
