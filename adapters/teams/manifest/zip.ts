import { crc32, deflateRawSync } from 'node:zlib'

/** 1 January 1980: the same files make the same package, byte for byte. */
const date = 0x21
const utf8 = 0x0800
const deflated = 8

interface Entry {
  readonly local: Buffer
  readonly central: Buffer
}

/** A ZIP file of a few small files. */
export function createZip(files: Readonly<Record<string, Buffer>>): Buffer {
  const entries: Entry[] = []
  let offset = 0
  for (const [name, content] of Object.entries(files)) {
    const entry = createEntry({ name, content, offset })
    entries.push(entry)
    offset += entry.local.length
  }
  const central = Buffer.concat(entries.map((entry) => entry.central))
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(entries.length, 8)
  end.writeUInt16LE(entries.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...entries.map((entry) => entry.local), central, end])
}

function createEntry({
  name,
  content,
  offset,
}: {
  name: string
  content: Buffer
  offset: number
}): Entry {
  const data = deflateRawSync(content, { level: 9 })
  const path = Buffer.from(name)
  const shared = Buffer.alloc(26)
  shared.writeUInt16LE(20, 0)
  shared.writeUInt16LE(utf8, 2)
  shared.writeUInt16LE(deflated, 4)
  shared.writeUInt16LE(date, 8)
  shared.writeUInt32LE(crc32(content), 10)
  shared.writeUInt32LE(data.length, 14)
  shared.writeUInt32LE(content.length, 18)
  shared.writeUInt16LE(path.length, 22)
  const tail = Buffer.alloc(14)
  tail.writeUInt32LE(offset, 10)
  return {
    local: Buffer.concat([signature(0x04034b50), shared, path, data]),
    central: Buffer.concat([signature(0x02014b50), Buffer.from([20, 0]), shared, tail, path]),
  }
}

function signature(of: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32LE(of)
  return bytes
}
