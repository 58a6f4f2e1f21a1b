import GRDB

/// Which change, class, sample and import of theirs is which of ours.
extension MergePlan {
    mutating func mapKnown(_ ourNames: [String: Int64], in db: Database) throws {
        for place in theirs.changes.indices {
            let change = theirs.changes[place]
            if place < common {
                changeMap[change.id] = change.id
                if let id = change.importID { importMap[id] = id }
            } else if let known = ourNames[names[place]] {
                guard known != 0 else { continue }
                changeMap[change.id] = known
                if let id = change.importID,
                    let ours = try Int64.fetchOne(
                        db, sql: "SELECT importID FROM change WHERE id = ?", arguments: [known])
                {
                    importMap[id] = ours
                }
            } else {
                incoming.append(place)
            }
        }
    }

    mutating func mapSamples(_ ours: [Int64: LoggedSample], in db: Database) throws {
        var places: [SourcePath: Int64] = [:]
        places.reserveCapacity(ours.count)
        for sample in ours.values { places[sample.path] = sample.id }
        let digests = Set(try String.fetchAll(db, sql: "SELECT digest FROM image"))
        for place in theirs.changes.indices {
            for cell in theirs.changes[place].sampleCells where cell.field == CellField.wholeSample {
                guard let sample = theirs.samples[cell.subject] else {
                    throw MergeError.damaged("sample \(cell.subject) is not in it")
                }
                if place < common {
                    sampleMap[sample.id] = sample.id
                } else if let id = places[sample.path], ours[id]?.digest == sample.digest {
                    sampleMap[sample.id] = id
                } else if let id = places[Self.aside(sample)], ours[id]?.digest == sample.digest {
                    sampleMap[sample.id] = id
                } else if let id = Self.beside(sample).flatMap({ places[$0] }), ours[id]?.digest == sample.digest {
                    // Ours, which had to go aside when it came to them.
                    sampleMap[sample.id] = id
                } else {
                    newSamples.insert(sample.id)
                    if !digests.contains(sample.digest) { neededImages[sample.digest] = sample }
                }
            }
        }
    }

    /// The path of a sample whose own path another image has here.
    static func aside(_ sample: LoggedSample) -> SourcePath {
        let bytes = sample.path.bytes
        let mark = Array("~\(sample.digest.prefix(8))".utf8)
        let name = bytes.lastIndex(of: UInt8(ascii: "/")).map { $0 + 1 } ?? 0
        let dot = bytes.lastIndex(of: UInt8(ascii: ".")).flatMap { $0 > name ? $0 : nil } ?? bytes.count
        return SourcePath(bytes[..<dot] + mark + bytes[dot...])
    }

    /// The path that a sample had before it was put aside; nil where it was not.
    private static func beside(_ sample: LoggedSample) -> SourcePath? {
        let bytes = sample.path.bytes
        let mark = Array("~\(sample.digest.prefix(8))".utf8)
        let dot = bytes.lastIndex(of: UInt8(ascii: ".")) ?? bytes.count
        for end in [dot, bytes.count] where bytes[..<end].suffix(mark.count).elementsEqual(mark) {
            return SourcePath(bytes[..<(end - mark.count)] + bytes[end...])
        }
        return nil
    }

    mutating func mapClasses(in db: Database) throws {
        let ours = try ClassTable(db).rows
        var taken = Set<Int64>()
        var created: [(id: Int64, name: String, change: Int64, place: Int)] = []
        for (place, change) in theirs.changes.enumerated() {
            for cell in change.classCells {
                if cell.field == ClassCell.Field.name.rawValue, case .text(let name) = cell.after {
                    classNames[cell.subject] = name
                }
                guard cell.field == ClassCell.Field.exists.rawValue, cell.after == .integer(1) else { continue }
                let name = change.classCells.first { $0.subject == cell.subject && $0.field == "name" }?.after
                guard case .text(let text)? = name, ClassName.parse(text) == text else {
                    throw MergeError.damaged("a class has no name")
                }
                if place < common {
                    classMap[cell.subject] = cell.subject
                    taken.insert(cell.subject)
                } else {
                    created.append((cell.subject, text, change.id, place))
                }
            }
        }
        let new = Set(incoming)
        for class_ in created where classMap[class_.id] == nil {
            // The class that the same change made here, else one of the same name.
            var found: Int64?
            if let change = changeMap[class_.change] {
                found = try Int64.fetchOne(
                    db,
                    sql: """
                        SELECT e.class FROM classCell e JOIN classCell n ON n.change = e.change AND n.class = e.class
                        WHERE e.change = ? AND e.field = 'exists' AND e.after = 1 AND n.field = 'name' AND n.after = ?
                        """, arguments: [change, class_.name])
                // In one of the copies it had to take another name, as the name was taken there.
                found =
                    try found
                    ?? Int64.fetchAll(
                        db,
                        sql: """
                            SELECT class FROM classCell WHERE change = ? AND field = 'exists' AND after = 1 ORDER BY class
                            """, arguments: [change]
                    ).first { !taken.contains($0) }
            }
            let names = [classNames[class_.id], class_.name]
            found = found ?? ours.first { row in names.contains(row.name) && !taken.contains(row.id) }?.id
            if found == nil, !new.contains(class_.place) {
                // Known here, where a class of that name was already: theirs is that one, also where they had made it
                // anew after they had taken it away, or where it is gone here by now.
                found = try Int64.fetchOne(
                    db,
                    sql: """
                        SELECT class FROM classCell WHERE field = 'name' AND after = ? ORDER BY change DESC LIMIT 1
                        """, arguments: [class_.name])
            }
            if let found {
                classMap[class_.id] = found
                taken.insert(found)
            }
        }
    }
}
