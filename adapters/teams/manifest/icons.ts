import { createPng, type Pixel } from './png.ts'

const green: Pixel = [0x17, 0x54, 0x4f, 255]
const gold: Pixel = [0xf4, 0xc5, 0x6a, 255]
const white: Pixel = [255, 255, 255, 255]
const pale: Pixel = [0x68, 0x90, 0x8d, 255]
const nothing: Pixel = [255, 255, 255, 0]

type Part = 'north' | 'south' | 'ring' | 'hub' | 'ground'

/** The compass of the logo, around the middle; `size` is the ring's radius. */
function findPart(x: number, y: number, size: number): Part {
  const [right, down] = [(x - 0.5) / size, (y - 0.5) / size]
  const distance = Math.hypot(right, down)
  if (distance < 0.13) return 'hub'
  if (Math.abs(right) < 0.34 * (1 - Math.abs(down) / 1.12)) return down < 0 ? 'north' : 'south'
  return Math.abs(distance - 0.96) < 0.07 ? 'ring' : 'ground'
}

const colours: Readonly<Record<Part, Pixel>> = {
  north: gold,
  south: white,
  ring: pale,
  hub: green,
  ground: green,
}

/** 192 by 192, filled to its edges: Teams rounds it off. */
export function drawColorIcon(): Buffer {
  return createPng(192, (x, y) => colours[findPart(x, y, 0.3)])
}

/** 32 by 32, white on nothing. */
export function drawOutlineIcon(): Buffer {
  return createPng(32, (x, y) =>
    ['ground', 'hub'].includes(findPart(x, y, 0.44)) ? nothing : white,
  )
}
