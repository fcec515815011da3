import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { inflateRawSync, inflateSync } from 'node:zlib'
import { AppManifestUtils } from '@microsoft/app-manifest'
import { describe, expect, test } from 'vitest'
import {
  createAppPackage,
  createManifest,
  findProblems,
} from '../../adapters/teams/manifest/app-package.ts'

const of = {
  appId: '11111111-2222-4333-8444-555555555555',
  url: 'https://lotsen.example.se/',
  version: '1.2.3',
}
const folder = createRequire(import.meta.url)
  .resolve('@microsoft/app-manifest')
  .replace(/index\.js$/, 'json-schemas/teams')

function schema(version: string, name: string) {
  return JSON.parse(readFileSync(join(folder, version, `${name}.schema.json`), 'utf8'))
}

/** Two of its patterns are no regular expressions in today's JavaScript; they are about activity feeds. */
function localization() {
  const { patternProperties, ...rest } = schema('v1.25', 'MicrosoftTeams.Localization')
  const sound = Object.entries(patternProperties).filter(
    ([pattern]) => !pattern.startsWith('^activities.'),
  )
  return { ...rest, patternProperties: Object.fromEntries(sound) }
}

/** Reads a ZIP from its end, as the programs that get it do. */
function unzip(zip: Buffer): Map<string, Buffer> {
  const end = zip.length - 22
  const files = new Map<string, Buffer>()
  let at = zip.readUInt32LE(end + 16)
  for (let left = zip.readUInt16LE(end + 10); left > 0; left -= 1) {
    const [size, nameLength, offset] = [
      zip.readUInt32LE(at + 20),
      zip.readUInt16LE(at + 28),
      zip.readUInt32LE(at + 42),
    ]
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength)
    const start = offset + 30 + zip.readUInt16LE(offset + 26) + zip.readUInt16LE(offset + 28)
    files.set(name, inflateRawSync(zip.subarray(start, start + size)))
    at += 46 + nameLength
  }
  return files
}

/** Side, and how many pixels are not see-through. */
function readPng(png: Buffer): { side: number; filled: number; colours: Set<string> } {
  const side = png.readUInt32BE(16)
  const pixels = inflateSync(png.subarray(41, 41 + png.readUInt32BE(33)))
  const colours = new Set<string>()
  let filled = 0
  for (let y = 0; y < side; y += 1) {
    for (let x = 0; x < side; x += 1) {
      const at = y * (side * 4 + 1) + 1 + x * 4
      if ((pixels[at + 3] ?? 0) === 0) continue
      filled += 1
      colours.add(pixels.subarray(at, at + 3).toString('hex'))
    }
  }
  return { side, filled, colours }
}

describe('the app package', () => {
  test.each(['v1.25', 'v1.30'])('its manifest satisfies Microsoft’s schema %s', async (version) => {
    const manifest = {
      ...createManifest(of),
      manifestVersion: version.slice(1),
      $schema: `https://developer.microsoft.com/json-schemas/teams/${version}/MicrosoftTeams.schema.json`,
    }
    const faults = await AppManifestUtils.validateAgainstSchema(
      manifest as never,
      schema(version, 'MicrosoftTeams'),
    )
    expect(faults).toEqual([])
    const wrong = { ...manifest, bots: [{ botId: 'x', scopes: ['groupchat'] }] }
    expect(
      await AppManifestUtils.validateAgainstSchema(
        wrong as never,
        schema(version, 'MicrosoftTeams'),
      ),
    ).not.toEqual([])
  })

  test('its English satisfies Microsoft’s schema, and names every text there is', async () => {
    const english = JSON.parse(unzip(createAppPackage(of)).get('en.json')?.toString() ?? '')
    expect(await AppManifestUtils.validateAgainstSchema(english, localization())).toEqual([])
    const manifest = createManifest(of) as { bots: { commandLists: { commands: object[] }[] }[] }
    const titles = manifest.bots.flatMap((bot) =>
      bot.commandLists.flatMap((list, at) =>
        list.commands.map((_, no) => `bots[0].commandLists[${at}].commands[${no}].title`),
      ),
    )
    for (const title of titles) expect(english[title]).toBeTruthy()
    expect(Object.keys(english).filter((key) => key.endsWith('.title'))).toHaveLength(titles.length)
  })

  test('is a ZIP of four files, the same every time', () => {
    const zip = createAppPackage(of)
    expect([...unzip(zip).keys()]).toEqual(['manifest.json', 'en.json', 'color.png', 'outline.png'])
    expect(createAppPackage(of).equals(zip)).toBe(true)
    const manifest = JSON.parse(unzip(zip).get('manifest.json')?.toString() ?? '')
    expect(manifest).toMatchObject({
      id: of.appId,
      version: '1.2.3',
      validDomains: ['lotsen.example.se'],
      developer: { privacyUrl: 'https://lotsen.example.se/' },
    })
    expect(manifest.bots[0].botId).toBe(of.appId)
  })

  test('npm run teams:package writes it where it is told', () => {
    const out = join(mkdtempSync(join(tmpdir(), 'lotsen-')), 'teams.zip')
    const args = ['--app-id', of.appId, '--url', of.url, '--version', of.version, '--out', out]
    const said = execFileSync(process.execPath, ['dist/adapters/teams/package.js', ...args], {
      encoding: 'utf8',
    })
    expect(said).toContain(out)
    expect(readFileSync(out).equals(createAppPackage(of))).toBe(true)
  })

  test('its icons have the sizes and colours Teams wants', () => {
    const files = unzip(createAppPackage(of))
    const color = readPng(files.get('color.png') ?? Buffer.alloc(0))
    expect([color.side, color.filled]).toEqual([192, 192 * 192])
    const outline = readPng(files.get('outline.png') ?? Buffer.alloc(0))
    expect([outline.side, [...outline.colours]]).toEqual([32, ['ffffff']])
    expect(outline.filled).toBeLessThan(32 * 32 * 0.6)
  })

  test('says what is missing', () => {
    expect(findProblems(of)).toEqual([])
    expect(findProblems({ appId: '', url: 'http://x', version: '1' })).toHaveLength(3)
  })
})

test('what the archived SDK brings along is lifted past its advisories', () => {
  const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
  const versions = (name: string) =>
    Object.entries<{ version: string }>(lock.packages).flatMap(([path, { version }]) =>
      path.endsWith(`node_modules/${name}`) ? [version] : [],
    )
  expect(new Set(versions('uuid'))).toEqual(new Set(['11.1.1']))
  expect(new Set(versions('@azure/msal-node'))).toEqual(new Set(['5.6.0']))
})

test('npm run playground says where the Playground comes from when it is not there', () => {
  const args = ['dist/adapters/teams/playground.js', '--cli', 'not-there.js']
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' })
  expect([status, stderr]).toEqual([1, expect.stringContaining('docs/teams.md, "Try it without')])
})
