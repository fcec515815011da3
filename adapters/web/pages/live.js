const longestPause = 30_000
/** The server says something every 20 seconds; a line that is silent this long is dead. */
const silence = 50_000

/**
 * Server-sent events read with fetch, because EventSource can send no header and the conversation's secret must not be
 * in a URL. Reconnects for ever with growing pauses, from the last event it saw. With `unseen: 'rest'` it is closed while
 * the tab is hidden: browsers allow a site only six connections in all.
 * @param {{
 *   path: string,
 *   headers: Readonly<Record<string, string>>,
 *   position: () => number,
 *   heard: (event: { name: string, data: unknown }) => void,
 *   changed: (state: 'live' | 'broken' | 'refused') => void,
 *   unseen: 'stay' | 'rest',
 * }} line
 */
export function follow(line) {
  let pause = 1000
  let wake = () => undefined
  const rest = () =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, pause * (0.7 + Math.random() * 0.6))
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  addEventListener('online', () => wake())

  const keepFollowing = async () => {
    for (;;) {
      if (line.unseen === 'rest') await untilSeen()
      const end = await listenOnce(line, () => {
        pause = 1000
      })
      line.changed(end)
      if (end === 'refused') return
      await rest()
      pause = Math.min(pause * 2, longestPause)
    }
  }
  keepFollowing().catch(() => line.changed('broken'))
}

function untilSeen() {
  if (!document.hidden) return Promise.resolve()
  return new Promise((resolve) => {
    document.addEventListener('visibilitychange', resolve, { once: true })
  })
}

async function listenOnce(line, connected) {
  const stop = new AbortController()
  let watch = setTimeout(() => stop.abort(), silence)
  const leave = () => {
    if (document.hidden && line.unseen === 'rest') stop.abort()
  }
  document.addEventListener('visibilitychange', leave)
  try {
    const headers = { ...line.headers, 'last-event-id': String(line.position()) }
    const response = await fetch(line.path, { headers, cache: 'no-store', signal: stop.signal })
    if (response.status === 401 || response.status === 400) return 'refused'
    if (!response.ok || response.body === null) return 'broken'
    connected()
    line.changed('live')
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
    const events = createReader(line.heard)
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return 'broken'
      clearTimeout(watch)
      watch = setTimeout(() => stop.abort(), silence)
      events(value)
    }
  } catch {
    return 'broken'
  } finally {
    clearTimeout(watch)
    document.removeEventListener('visibilitychange', leave)
  }
}

/** Puts pieces of text together to events. */
function createReader(heard) {
  let rest = ''
  return (piece) => {
    const blocks = (rest + piece).split('\n\n')
    rest = blocks.pop() ?? ''
    for (const block of blocks) {
      const lines = block.split('\n')
      const name = lines.find((one) => one.startsWith('event: '))?.slice(7)
      const data = lines.find((one) => one.startsWith('data: '))?.slice(6)
      if (name !== undefined && data !== undefined) heard({ name, data: JSON.parse(data) })
    }
  }
}
