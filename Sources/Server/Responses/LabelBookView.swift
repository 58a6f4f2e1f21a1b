import Dataset

/// The label book as JSON, with `null` where there is nothing.
struct LabelBookView: Encodable, Sendable {
    let classes: [Page]

    init(_ book: LabelBook) {
        classes = book.pages.map(Page.init)
    }

    struct Page: Encodable, Sendable {
        let page: LabelBookPage

        private enum CodingKeys: String, CodingKey {
            case id, `class`, definition, examples, nearMisses, rules
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(page.classID, forKey: .id)
            try container.encode(page.name, forKey: .class)
            try container.encode(page.definition.map(Entry.init), forKey: .definition)
            try container.encode(page.examples.map(Entry.init), forKey: .examples)
            try container.encode(page.nearMisses.map(Entry.init), forKey: .nearMisses)
            try container.encode(page.rules.map(Entry.init), forKey: .rules)
        }
    }

    struct Entry: Encodable, Sendable {
        let entry: LabelBookEntry

        init(_ entry: LabelBookEntry) {
            self.entry = entry
        }

        private enum CodingKeys: String, CodingKey {
            case id, kind, text, examples, nearMisses, thread, edit, author, at
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(entry.id, forKey: .id)
            try container.encode(entry.kind, forKey: .kind)
            try container.encode(entry.text, forKey: .text)
            try container.encode(entry.examples, forKey: .examples)
            try container.encode(entry.nearMisses, forKey: .nearMisses)
            try container.encode(entry.thread, forKey: .thread)
            try container.encode(entry.edit, forKey: .edit)
            try container.encode(entry.author, forKey: .author)
            try container.encode(entry.at, forKey: .at)
        }
    }
}
