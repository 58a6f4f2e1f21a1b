import Dataset

/// A thread as JSON, with `null` where there is nothing; in lists without its messages.
struct ThreadView: Encodable, Sendable {
    let thread: TalkThread

    init(_ thread: TalkThread) {
        self.thread = thread
    }

    private enum CodingKeys: String, CodingKey {
        case id, about, state, author, at, question, classes, samples, sampleCount, asked, messageCount, lastMessage,
            lastAt, messages
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(thread.id, forKey: .id)
        try container.encode(thread.about, forKey: .about)
        try container.encode(thread.state, forKey: .state)
        try container.encode(thread.author, forKey: .author)
        try container.encode(thread.at, forKey: .at)
        try container.encode(thread.question, forKey: .question)
        try container.encode(thread.classes, forKey: .classes)
        try container.encode(thread.samples, forKey: .samples)
        try container.encode(thread.sampleCount, forKey: .sampleCount)
        try container.encode(thread.asked, forKey: .asked)
        try container.encode(thread.messageCount, forKey: .messageCount)
        try container.encode(thread.lastMessage, forKey: .lastMessage)
        try container.encode(thread.lastAt, forKey: .lastAt)
        try container.encodeIfPresent(thread.messages?.map(MessageView.init), forKey: .messages)
    }

    private struct MessageView: Encodable {
        let message: ThreadMessage

        private enum CodingKeys: String, CodingKey {
            case id, kind, author, at, text, label, mentions, change, rule
        }

        func encode(to encoder: any Encoder) throws {
            var container = encoder.container(keyedBy: CodingKeys.self)
            try container.encode(message.id, forKey: .id)
            try container.encode(message.kind, forKey: .kind)
            try container.encode(message.author, forKey: .author)
            try container.encode(message.at, forKey: .at)
            try container.encode(message.text, forKey: .text)
            try container.encode(message.label, forKey: .label)
            try container.encode(message.mentions, forKey: .mentions)
            try container.encode(message.change, forKey: .change)
            try container.encode(message.rule, forKey: .rule)
        }
    }
}
