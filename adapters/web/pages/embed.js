/*
 * For a municipality's own site: <script src="https://.../embed.js" async></script>
 * A button in the corner that opens the chat in a frame. Everything is inside a shadow root, styled through the CSS
 * object model, so neither the site's styles nor a strict policy of its own gets in the way.
 */
const script = document.currentScript

const words = {
  sv: { open: 'Fråga Lotsen', close: 'Stäng Lotsen', title: 'Lotsen: stöd för företag' },
  en: { open: 'Ask Lotsen', close: 'Close Lotsen', title: 'Lotsen: support for firms' },
}

const looks = `
:host { all: initial; position: fixed; right: 16px; bottom: 16px; z-index: 2147483000; }
button {
  display: block; margin-left: auto; min-height: 52px; padding: 0 22px; border: 0; border-radius: 26px;
  background: #17544f; color: #fff; font: 600 16px/1 system-ui, sans-serif; cursor: pointer;
  box-shadow: 0 4px 18px rgb(0 0 0 / 25%);
}
button:hover { background: #0f403c; }
button:focus-visible { outline: 3px solid #1d63d8; outline-offset: 3px; }
iframe {
  display: block; width: min(410px, calc(100vw - 32px)); height: min(680px, calc(100vh - 100px)); margin-bottom: 12px;
  border: 1px solid #dcd9d0; border-radius: 16px; background: #f5f4f0; box-shadow: 0 8px 40px rgb(0 0 0 / 25%);
}
[hidden] { display: none; }
`

function placeLotsen() {
  const origin = new URL(script.src).origin
  const language = (script.dataset.language ?? document.documentElement.lang).startsWith('en')
    ? 'en'
    : 'sv'
  const { open, close, title } = words[language]

  const host = document.createElement('div')
  const root = host.attachShadow({ mode: 'open' })
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(looks)
  root.adoptedStyleSheets = [sheet]

  const button = document.createElement('button')
  button.type = 'button'
  let frame

  const draw = (state) => {
    button.textContent = state === 'open' ? close : open
    button.setAttribute('aria-expanded', String(state === 'open'))
    if (frame !== undefined) frame.hidden = state !== 'open'
  }
  const makeFrame = () => {
    const made = document.createElement('iframe')
    made.src = `${origin}/embed?language=${language}`
    made.title = title
    root.prepend(made)
    return made
  }
  const toggle = () => {
    const closed = button.getAttribute('aria-expanded') !== 'true'
    frame ??= makeFrame()
    draw(closed ? 'open' : 'closed')
    if (closed) frame.focus()
  }

  button.addEventListener('click', toggle)
  addEventListener('message', (event) => {
    if (event.origin !== origin || event.source !== frame?.contentWindow) return
    if (event.data?.lotsen !== 'close') return
    draw('closed')
    button.focus()
  })

  root.append(button)
  draw('closed')
  document.body.append(host)
}

if (document.body === null) addEventListener('DOMContentLoaded', placeLotsen)
else placeLotsen()
