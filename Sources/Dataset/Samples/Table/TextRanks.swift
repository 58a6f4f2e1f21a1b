/// Ranks many texts in the order of their bytes, without regard to the case of ASCII letters first.
///
/// Texts are taken eight bytes at a time as one number and sorted by those; what is still equal goes on with the next
/// eight. What a stretch has in common is skipped, so a million paths below one folder cost no more for the folder's name.
struct TextRanks {
    private var bytes: [UInt8] = []
    private var ends: [Int] = []

    mutating func append(_ text: some Collection<UInt8>) {
        bytes.append(contentsOf: text)
        ends.append(bytes.count)
    }

    /// For each text how many different ones come before it.
    /// - Parameter distinguishingCase: whether texts that differ only in case are different.
    func ranks(distinguishingCase: Bool) -> [UInt32] {
        // Eight bytes more, so that the last text can be read in eights as well.
        let padded = bytes + [UInt8](repeating: 0, count: 8)
        return padded.withUnsafeBytes { bytes in
            ends.withUnsafeBufferPointer { ends in
                var order = TextOrder(bytes: bytes, ends: ends)
                order.sort(distinguishingCase: distinguishingCase)
                return order.ranks
            }
        }
    }
}

/// The texts of a `TextRanks` on their way into order.
private struct TextOrder {
    let bytes: UnsafeRawBufferPointer
    let ends: UnsafeBufferPointer<Int>
    /// The texts in order, as far as it is known.
    private var order: [UInt32]
    /// Where in the order a text is greater than the one before it.
    private var isGreater: [Bool]

    init(bytes: UnsafeRawBufferPointer, ends: UnsafeBufferPointer<Int>) {
        self.bytes = bytes
        self.ends = ends
        order = Array(0..<UInt32(ends.count))
        isGreater = [Bool](repeating: false, count: ends.count)
    }

    var ranks: [UInt32] {
        var ranks = [UInt32](repeating: 0, count: order.count)
        var rank: UInt32 = 0
        for (place, text) in order.enumerated() {
            if isGreater[place] { rank += 1 }
            ranks[Int(text)] = rank
        }
        return ranks
    }

    mutating func sort(distinguishingCase: Bool) {
        // Stretches of texts that agree so far, and in how many bytes.
        var open: [(stretch: Range<Int>, depth: Int)] = order.count > 1 ? [(0..<order.count, 0)] : []
        while let (stretch, depth) = open.popLast() {
            let texts = Array(order[stretch])
            let agreed = depth + common(texts, from: depth)
            guard texts.contains(where: { length(of: $0) > agreed }) else {
                if distinguishingCase { separateCase(stretch) }
                continue
            }
            let keys = texts.map { key(of: $0, at: agreed) }
            let places = StableSort.sort(Array(0..<UInt32(texts.count)), by: keys, descending: false)
            var start = stretch.lowerBound
            for (step, text) in places.enumerated() {
                let place = stretch.lowerBound + step
                order[place] = texts[Int(text)]
                guard step > 0, keys[Int(text)] != keys[Int(places[step - 1])] else { continue }
                isGreater[place] = true
                if place - start > 1 { open.append((start..<place, agreed + 8)) }
                start = place
            }
            if stretch.upperBound - start > 1 { open.append((start..<stretch.upperBound, agreed + 8)) }
        }
    }

    /// Puts texts that differ at most in case in the order of their bytes.
    private mutating func separateCase(_ stretch: Range<Int>) {
        func content(_ text: UInt32) -> UnsafeRawBufferPointer {
            UnsafeRawBufferPointer(rebasing: bytes[start(of: text)..<ends[Int(text)]])
        }
        let first = content(order[stretch.lowerBound])
        guard order[stretch].contains(where: { !content($0).elementsEqual(first) }) else { return }
        let sorted = order[stretch].sorted { left, right in
            if content(left).elementsEqual(content(right)) { return left < right }
            return content(left).lexicographicallyPrecedes(content(right))
        }
        order.replaceSubrange(stretch, with: sorted)
        for place in stretch.dropFirst() where !content(order[place]).elementsEqual(content(order[place - 1])) {
            isGreater[place] = true
        }
    }

    private func start(of text: UInt32) -> Int { text == 0 ? 0 : ends[Int(text) - 1] }
    private func length(of text: UInt32) -> Int { ends[Int(text)] - start(of: text) }

    /// Eight bytes from a depth on as a number, in lower case, zero behind the end.
    private func key(of text: UInt32, at depth: Int) -> UInt64 {
        let left = length(of: text) - depth
        guard left > 0 else { return 0 }
        var key = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: start(of: text) + depth, as: UInt64.self))
        if left < 8 { key &= ~(.max >> UInt64(8 * left)) }
        // All eight bytes at once: the highest bit of each tells whether it is a capital letter.
        let low = key & 0x7F7F_7F7F_7F7F_7F7F
        let isCapital = (low + 0x3F3F_3F3F_3F3F_3F3F) ^ (low + 0x2525_2525_2525_2525)
        return key | (isCapital & ~key & 0x8080_8080_8080_8080) >> 2
    }

    /// In how many bytes from a depth on all texts agree.
    private func common(_ texts: [UInt32], from depth: Int) -> Int {
        guard let first = texts.first else { return 0 }
        var shared = max(0, length(of: first) - depth)
        for text in texts {
            let most = min(shared, max(0, length(of: text) - depth))
            shared = 0
            while shared < most {
                let difference = key(of: first, at: depth + shared) ^ key(of: text, at: depth + shared)
                shared += difference.leadingZeroBitCount / 8
                if difference != 0 { break }
            }
            shared = min(shared, most)
            if shared == 0 { return 0 }
        }
        return shared
    }
}
