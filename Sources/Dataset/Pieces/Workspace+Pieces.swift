import Foundation
import GRDB

extension Workspace {
    /// Keeps a piece.
    /// - Throws: ``PieceError``, `EditError`.
    public func savePiece(_ piece: IncomingPiece, author: String) throws -> Piece {
        guard PieceName.isValid(piece.name) else { throw PieceError.invalidName(piece.name) }
        let authorship = try Authorship(author, nil)
        return try database.write { db in
            guard try Bool.fetchOne(db, sql: "SELECT 1 FROM sample WHERE id = ?", arguments: [piece.sample]) != nil
            else { throw EditError.unknownSample(piece.sample) }
            try db.execute(
                sql: """
                    INSERT INTO piece (name, sample, style, writer, x, y, width, height, png, author, at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """,
                arguments: [
                    piece.name, piece.sample, piece.style, piece.writer, piece.x, piece.y, piece.width, piece.height,
                    Data(piece.png), authorship.author, Timestamp.now(),
                ])
            return try Self.piece(db.lastInsertedRowID, in: db)
        }
    }

    /// Newest first, at most as many as the query says; and how many there are.
    public func pieces(_ query: PieceQuery = PieceQuery()) throws -> (pieces: [Piece], total: Int) {
        try database.read { db in
            var conditions = ["p.removedAt IS NULL"]
            var arguments: [DatabaseValue] = []
            func add(_ condition: String, _ value: (any DatabaseValueConvertible)?) {
                guard let value else { return }
                conditions.append(condition)
                arguments.append(value.databaseValue)
            }
            add("p.name = ?", query.name)
            add("p.style = ?", query.style)
            add("p.writer = ?", query.writer)
            add("p.sample = ?", query.sample)
            add("instr(lower(p.name), lower(?)) > 0", query.text)
            let condition = conditions.joined(separator: " AND ")
            let rows = try Row.fetchAll(
                db, sql: "\(Self.pieceSelection) WHERE \(condition) ORDER BY p.id DESC LIMIT \(max(0, query.limit))",
                arguments: StatementArguments(arguments))
            let total = try Int.fetchOne(
                db, sql: "SELECT count(*) FROM piece p WHERE \(condition)", arguments: StatementArguments(arguments))
            return (rows.map(Piece.init(row:)), total ?? 0)
        }
    }

    /// - Throws: ``PieceError/unknown(_:)``.
    public func pieceImage(_ id: Int64) throws -> [UInt8] {
        try database.read { db in
            let data = try Data.fetchOne(
                db, sql: "SELECT png FROM piece WHERE id = ? AND removedAt IS NULL", arguments: [id])
            guard let data else { throw PieceError.unknown(id) }
            return [UInt8](data)
        }
    }

    /// - Throws: ``PieceError``.
    public func renamePiece(_ id: Int64, to name: String) throws -> Piece {
        guard PieceName.isValid(name) else { throw PieceError.invalidName(name) }
        return try database.write { db in
            try db.execute(sql: "UPDATE piece SET name = ? WHERE id = ?", arguments: [name, id])
            return try Self.piece(id, in: db)
        }
    }

    /// Takes a piece off the tray. What was made with it stays.
    /// - Throws: ``PieceError/unknown(_:)``.
    public func removePiece(_ id: Int64) throws {
        try database.write { db in
            try db.execute(
                sql: "UPDATE piece SET removedAt = ? WHERE id = ? AND removedAt IS NULL",
                arguments: [Timestamp.now(), id])
            guard db.changesCount > 0 else { throw PieceError.unknown(id) }
        }
    }

    private static let pieceSelection = """
        SELECT p.id, p.name, p.sample, p.style, p.writer, s.split, p.x, p.y, p.width, p.height, p.author, p.at
        FROM piece p JOIN sample s ON s.id = p.sample
        """

    private static func piece(_ id: Int64, in db: Database) throws -> Piece {
        let row = try Row.fetchOne(
            db, sql: "\(pieceSelection) WHERE p.id = ? AND p.removedAt IS NULL", arguments: [id])
        guard let row else { throw PieceError.unknown(id) }
        return Piece(row: row)
    }
}

extension Piece {
    fileprivate init(row: Row) {
        self.init(
            id: row[0], name: row[1], sample: row[2], style: row[3], writer: row[4], split: row[5], x: row[6],
            y: row[7], width: row[8], height: row[9], author: row[10], at: row[11])
    }
}
