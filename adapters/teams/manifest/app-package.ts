import { readFileSync } from 'node:fs'
import { root } from '../../root.ts'
import { drawColorIcon, drawOutlineIcon } from './icons.ts'
import { createZip } from './zip.ts'

export interface PackageOf {
  readonly appId: string
  /** Where Lotsen is reached, such as `https://lotsen.example`. */
  readonly url: string
  readonly version: string
}

const guid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** What is wrong with what the package is to be made of, in words; empty when nothing is. */
export function findProblems({ appId, url, version }: PackageOf): readonly string[] {
  const address = URL.canParse(url) ? new URL(url) : undefined
  return [
    ...(guid.test(appId)
      ? []
      : ['the app id must be the GUID of the bot registration (--app-id or LOTSEN_TEAMS_APP_ID)']),
    ...(address?.protocol === 'https:'
      ? []
      : ['the address must begin with https:// (--url or LOTSEN_PUBLIC_URL)']),
    ...(/^\d+\.\d+\.\d+$/.test(version) ? [] : ['the version must look like 1.0.0 (--version)']),
  ]
}

const read = (name: string) =>
  readFileSync(new URL(`adapters/teams/manifest/${name}`, root), 'utf8')

/** The manifest of one deployment. */
export function createManifest({
  appId,
  url,
  version,
}: PackageOf): Readonly<Record<string, unknown>> {
  const text = read('manifest.json')
    .replaceAll('00000000-0000-0000-0000-000000000000', appId.toLowerCase())
    .replaceAll('https://lotsen.example', url.replace(/\/+$/, ''))
  return { ...JSON.parse(text), version, validDomains: [new URL(url).hostname] }
}

/** The ZIP that is uploaded to Teams. */
export function createAppPackage(of: PackageOf): Buffer {
  return createZip({
    'manifest.json': Buffer.from(`${JSON.stringify(createManifest(of), null, 2)}\n`),
    'en.json': Buffer.from(read('en.json')),
    'color.png': drawColorIcon(),
    'outline.png': drawOutlineIcon(),
  })
}
