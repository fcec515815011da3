import { crc32, deflateSync } from 'node:zlib'

/** Red, green, blue and how opaque, each from 0 to 255. */
export type Pixel = readonly [red: number, green: number, blue: number, alpha: number]

/** A square PNG; `paint` says what is at a point, both from 0 to 1. */
export function createPng(side: number, paint: (x: number, y: number) => Pixel): Buffer {
  const lines = Array.from({ length: side }, (_, y) => {
    const pixels = Array.from({ length: side }, (_, x) => blend(samplesAt(x, y, side), paint))
    return [0, ...pixels.flat()]
  })
  const header = Buffer.alloc(13)
  header.writeUInt32BE(side, 0)
  header.writeUInt32BE(side, 4)
  header.set([8, 6, 0, 0, 0], 8)
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  const data = deflateSync(Buffer.from(lines.flat()), { level: 9 })
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const fineness = 4

function samplesAt(x: number, y: number, side: number): readonly (readonly [number, number])[] {
  return Array.from({ length: fineness * fineness }, (_, at) => [
    (x + ((at % fineness) + 0.5) / fineness) / side,
    (y + (Math.floor(at / fineness) + 0.5) / fineness) / side,
  ])
}

/** The mean of what is painted within a pixel, so that edges are smooth. */
function blend(
  points: readonly (readonly [number, number])[],
  paint: (x: number, y: number) => Pixel,
): Pixel {
  const painted = points.map(([x, y]) => paint(x, y))
  const alpha = painted.reduce((sum, pixel) => sum + pixel[3], 0)
  const mean = (of: 0 | 1 | 2) =>
    alpha === 0
      ? 0
      : Math.round(painted.reduce((sum, pixel) => sum + pixel[of] * pixel[3], 0) / alpha)
  return [mean(0), mean(1), mean(2), Math.round(alpha / painted.length)]
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const check = Buffer.alloc(4)
  check.writeUInt32BE(crc32(body))
  return Buffer.concat([length, body, check])
}
