import { execFileSync } from 'node:child_process'

/** Tests that start the program start what `npm start` would: it is built, and knows its knowledge, before any of them. */
export function setup(): void {
  execFileSync('npm', ['run', '--silent', 'build'], { stdio: 'inherit' })
}
