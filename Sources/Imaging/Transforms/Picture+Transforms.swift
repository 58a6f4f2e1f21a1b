import Foundation
import Matrices

extension Picture {
    /// The picture after some transforms, one after the other. Neighbouring ones that only move pixels are done at
    /// once, so that the picture is resampled once for all of them.
    public func applying(_ steps: [TransformStep]) -> Picture {
        var picture = self
        var map = Homography.identity
        func moved() -> Picture {
            defer { map = .identity }
            // Mirroring alone moves whole pixels: nothing is resampled.
            return picture.warped(by: map)
        }
        for step in steps {
            if step.kind == .mirrorHorizontal || step.kind == .mirrorVertical, map == .identity {
                picture = picture.mirrored(topDown: step.kind == .mirrorVertical)
            } else if let next = picture.homography(of: step) {
                map = map.then(next)
            } else {
                picture = moved().changed(by: step)
            }
        }
        return moved()
    }

    func mirrored(topDown: Bool) -> Picture { upright(from: topDown ? .flipped : .mirrored) }

    /// nil for what does more than move straight lines.
    private func homography(of step: TransformStep) -> Homography? {
        let (wide, high) = (Double(width), Double(height))
        let (x, y) = (wide / 2, high / 2)
        switch step.kind {
        case .mirrorHorizontal: return .linear(-1, 0, 0, 1, about: x, y)
        case .mirrorVertical: return .linear(1, 0, 0, -1, about: x, y)
        case .rotate:
            let angle = step.value("degrees") * .pi / 180
            return .linear(cos(angle), -sin(angle), sin(angle), cos(angle), about: x, y)
        case .zoom:
            let factor = step.value("factor")
            return .linear(factor, 0, 0, factor, about: x, y)
        case .shear: return .linear(1, -tan(step.value("degrees") * .pi / 180), 0, 1, about: x, y)
        case .shift: return .shift(step.value("x") * wide, step.value("y") * high)
        case .perspective:
            let most = step.value("strength") * max(wide, high)
            let random = CounterRandom(key: CounterRandom.mix(step.seed))
            let corners = [(0.0, 0.0), (wide, 0), (wide, high), (0, high)].enumerated().map { place, corner in
                (
                    x: corner.0 + most * (2 * random.unit(UInt64(2 * place)) - 1),
                    y: corner.1 + most * (2 * random.unit(UInt64(2 * place + 1)) - 1)
                )
            }
            return Homography(width: wide, height: high, corners: corners) ?? .identity
        default: return nil
        }
    }

    private func changed(by step: TransformStep) -> Picture {
        switch step.kind {
        case .mirrorHorizontal, .mirrorVertical, .rotate, .zoom, .shear, .shift, .perspective: return self
        case .crop: return cropped(share: step.value("share"), seed: step.seed)
        case .elastic:
            return bent(strength: step.value("strength"), smoothness: step.value("smoothness"), seed: step.seed)
        case .blur: return blurred(sigma: step.value("sigma") / 100 * Double(max(width, height)))
        case .sharpen: return sharpened(amount: step.value("amount"))
        case .brightness:
            let offset = step.value("offset")
            return mapping { Double($0) + offset }
        case .contrast:
            let factor = step.value("factor"), paper = Double(borderBrightness())
            return mapping { paper + factor * (Double($0) - paper) }
        case .noise: return grained(sigma: step.value("sigma"), seed: step.seed)
        case .erode, .dilate:
            let ink = InkMap(self)
            guard ink.isDrawing else { return self }
            let radius = step.value("amount") * ink.strokeWidth / 2
            return thickened(by: step.kind == .dilate ? radius : -radius, inkIsDark: ink.inkIsDark)
        case .ruledPaper:
            return ruled(spacing: step.value("spacing"), darkness: step.value("darkness"), seed: step.seed)
        case .invert: return mapping { 255 - Double($0) }
        }
    }

    /// Takes off up to a share at each side, each side its own; of a drawing no ink goes.
    private func cropped(share: Double, seed: UInt64) -> Picture {
        let random = CounterRandom(key: CounterRandom.mix(seed))
        func taken(_ side: UInt64, of length: Int) -> Int { Int(share * random.unit(side) * Double(length)) }
        var left = taken(0, of: width), right = taken(1, of: width)
        var top = taken(2, of: height), bottom = taken(3, of: height)
        let ink = InkMap(self)
        if ink.isDrawing, let box = ink.box {
            left = min(left, max(0, box.x - 1))
            right = min(right, max(0, width - box.x - box.width - 1))
            top = min(top, max(0, box.y - 1))
            bottom = min(bottom, max(0, height - box.y - box.height - 1))
        }
        return cropped(to: PixelRect(x: left, y: top, width: width - left - right, height: height - top - bottom))
    }
}
