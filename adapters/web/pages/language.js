import { recall, remember } from './memory.js'
import { texts } from './texts.js'

/** People who read Swedish well enough to be greeted in it; everyone else starts in English. */
const swedish = /^(sv|nb|nn|no|da|fi|se|sma|smj)\b/i

const guessed = swedish.test(navigator.language) ? 'sv' : 'en'
/** A site that shows the chat says which language its button is in. */
const asked = new URLSearchParams(location.search).get('language')
let language = recall('language') ?? (asked === 'sv' || asked === 'en' ? asked : guessed)

export const currentLanguage = () => language

/** What the server is told: only a language somebody has chosen or talked in, else the browser's guess. */
export const currentLocale = () => (language === 'sv' || language === 'en' ? language : 'unknown')

/** @param {keyof typeof texts.sv} key */
export const say = (key) => texts[language][key]

/** @param {string} chosen */
export function setLanguage(chosen) {
  if (chosen !== 'sv' && chosen !== 'en') return
  language = chosen
  remember('language', chosen)
  drawLanguage()
}

/** Puts the page's own words in the language now spoken. */
export function drawLanguage() {
  document.documentElement.lang = language
  for (const element of document.querySelectorAll('[data-say]')) {
    element.textContent = say(element.dataset.say)
  }
  for (const element of document.querySelectorAll('[data-say-label]')) {
    element.setAttribute('aria-label', say(element.dataset.sayLabel))
  }
  for (const element of document.querySelectorAll('[data-say-placeholder]')) {
    element.setAttribute('placeholder', say(element.dataset.sayPlaceholder))
  }
  for (const button of document.querySelectorAll('[data-language]')) {
    button.setAttribute('aria-pressed', String(button.dataset.language === language))
  }
}
