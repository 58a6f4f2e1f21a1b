/// The connected parts of a mask (8-connected), numbered from left to right.
struct InkComponents {
    /// The number of each pixel's component; -1 where there is none.
    let labels: [Int32]
    /// Pixels of each component.
    let areas: [Int]
    let boxes: [PixelRect]

    var count: Int { areas.count }

    init(_ mask: [Bool], width: Int, height: Int) {
        var labels = [Int32](repeating: -1, count: mask.count)
        var found: [(area: Int, left: Int, top: Int, right: Int, bottom: Int)] = []
        var stack: [Int] = []
        for start in mask.indices where mask[start] && labels[start] < 0 {
            let number = Int32(found.count)
            var component = (area: 0, left: width, top: height, right: 0, bottom: 0)
            labels[start] = number
            stack.append(start)
            while let place = stack.popLast() {
                let x = place % width, y = place / width
                component.area += 1
                component.left = min(component.left, x)
                component.right = max(component.right, x)
                component.top = min(component.top, y)
                component.bottom = max(component.bottom, y)
                for otherY in max(0, y - 1)...min(height - 1, y + 1) {
                    for otherX in max(0, x - 1)...min(width - 1, x + 1) {
                        let other = otherY * width + otherX
                        guard mask[other], labels[other] < 0 else { continue }
                        labels[other] = number
                        stack.append(other)
                    }
                }
            }
            found.append(component)
        }
        let order = found.indices.sorted {
            (found[$0].left, found[$0].top, $0) < (found[$1].left, found[$1].top, $1)
        }
        var numberOf = [Int32](repeating: 0, count: found.count)
        for (new, old) in order.enumerated() { numberOf[old] = Int32(new) }
        self.labels = labels.map { $0 < 0 ? -1 : numberOf[Int($0)] }
        areas = order.map { found[$0].area }
        boxes = order.map {
            let part = found[$0]
            return PixelRect(
                x: part.left, y: part.top, width: part.right - part.left + 1, height: part.bottom - part.top + 1)
        }
    }
}
