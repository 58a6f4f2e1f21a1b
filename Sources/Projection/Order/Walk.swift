/// A closed walk through all rows, in which edges can be exchanged.
///
/// An array with places; exchanging two edges reverses the shorter way between them.
struct Walk {
    private(set) var order: [Int32]
    private var places: [Int32]
    /// The exchanges since the last `keep`, to be taken back.
    private var exchanges: [(Int32, Int32, Int32, Int32)] = []

    init(_ order: [Int32]) {
        self.order = order
        places = [Int32](repeating: 0, count: order.count)
        for (place, row) in order.enumerated() { places[Int(row)] = Int32(place) }
    }

    func next(_ row: Int32) -> Int32 {
        let place = Int(places[Int(row)]) + 1
        return order[place == order.count ? 0 : place]
    }

    func previous(_ row: Int32) -> Int32 {
        let place = Int(places[Int(row)])
        return order[place == 0 ? order.count - 1 : place - 1]
    }

    /// How many steps forward it is from `a` to `b`.
    func steps(_ a: Int32, _ b: Int32) -> Int {
        let steps = Int(places[Int(b)]) - Int(places[Int(a)])
        return steps < 0 ? steps + order.count : steps
    }

    /// Takes out the edges a–b and c–d, which are passed in this direction or both in the other, and puts in a–c and
    /// b–d.
    mutating func exchange(_ a: Int32, _ b: Int32, _ c: Int32, _ d: Int32) {
        exchanges.append((a, b, c, d))
        swap(a, b, c, d)
    }

    /// What was exchanged so far stays.
    mutating func keep() {
        exchanges.removeAll(keepingCapacity: true)
    }

    /// Takes back all exchanges since `keep`.
    mutating func takeBack() {
        for (a, b, c, d) in exchanges.reversed() { swap(a, c, b, d) }
        keep()
    }

    private mutating func swap(_ a: Int32, _ b: Int32, _ c: Int32, _ d: Int32) {
        if next(a) == b { reverse(b, c) } else { reverse(a, d) }
    }

    /// Takes the stretch `first` ... `last`, which lies between `before` and `after`, out of the walk and puts it between
    /// the adjacent `near` and `far`, so that `first` comes to `near`. Neither of these is in the stretch.
    mutating func move(before: Int32, first: Int32, last: Int32, after: Int32, near: Int32, far: Int32) {
        // In the direction in which the walk goes before, first ... last, after: which of the two comes first?
        let forward = next(before) == first
        let nearFirst = (forward ? next(near) : previous(near)) == far
        let (g, h) = nearFirst ? (near, far) : (far, near)
        // before, first ... last, after ... g, h  to  before, g ... after, last ... first, h
        exchange(before, first, g, h)
        // to  before, after ... g, last ... first, h
        exchange(before, g, after, last)
        // to  before, after ... g, first ... last, h
        if nearFirst { exchange(g, last, first, h) }
    }

    /// Reverses the way forward from `a` to `b`, or the other part of the circle where that is shorter.
    private mutating func reverse(_ a: Int32, _ b: Int32) {
        var low = Int(places[Int(a)])
        var high = Int(places[Int(b)])
        var length = steps(a, b) + 1
        if 2 * length > order.count {
            (low, high) = (high + 1 == order.count ? 0 : high + 1, low == 0 ? order.count - 1 : low - 1)
            length = order.count - length
        }
        for _ in 0..<length / 2 {
            let (x, y) = (order[low], order[high])
            order[low] = y
            places[Int(y)] = Int32(low)
            order[high] = x
            places[Int(x)] = Int32(high)
            low = low + 1 == order.count ? 0 : low + 1
            high = high == 0 ? order.count - 1 : high - 1
        }
    }
}
