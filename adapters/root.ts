import { existsSync } from 'node:fs'

/** Where package.json is: what is no code lies there once, for the program as it is written and as built in `dist/`. */
export const root: URL =
  ['../', '../../']
    .map((path) => new URL(path, import.meta.url))
    .find((folder) => existsSync(new URL('package.json', folder))) ??
  new URL('../', import.meta.url)
