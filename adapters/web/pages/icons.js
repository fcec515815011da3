const svg = 'http://www.w3.org/2000/svg'

const paths = {
  alert: [
    'M12 8v5',
    'M12 16.5v.01',
    'M10.3 3.9 2.4 17.5A2 2 0 0 0 4.1 20.5h15.8a2 2 0 0 0 1.7-3L13.7 3.9a2 2 0 0 0-3.4 0z',
  ],
  back: ['M15 5l-7 7 7 7'],
  check: ['M4.5 12.5l5 5 10-11'],
  chevron: ['M9 5l7 7-7 7'],
  clock: ['M12 7v5l3.5 2', 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z'],
  cross: ['M6 6l12 12', 'M18 6L6 18'],
  pause: ['M9 6v12', 'M15 6v12'],
  person: ['M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8z', 'M4.5 20.5a7.5 7.5 0 0 1 15 0'],
  question: [
    'M9 9a3 3 0 1 1 4.2 2.8c-.8.4-1.2 1-1.2 2v.4',
    'M12 17.5v.01',
    'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18z',
  ],
  repeat: [
    'M4 12a8 8 0 0 1 13.7-5.6L20 8.5',
    'M20 4v4.5h-4.5',
    'M20 12a8 8 0 0 1-13.7 5.6L4 15.5',
    'M4 20v-4.5h4.5',
  ],
  restart: ['M4.5 12a7.5 7.5 0 1 0 2.4-5.5L4.5 8.7', 'M4.5 4.2v4.5H9'],
  send: ['M12 19V5', 'M5.5 11.5 12 5l6.5 6.5'],
}

/**
 * A drawing beside words, never instead of them: readers of the screen do not hear it.
 * @param {keyof typeof paths} name
 */
export function makeIcon(name) {
  const icon = document.createElementNS(svg, 'svg')
  icon.setAttribute('viewBox', '0 0 24 24')
  icon.setAttribute('class', 'icon')
  icon.setAttribute('aria-hidden', 'true')
  for (const line of paths[name]) {
    const path = document.createElementNS(svg, 'path')
    path.setAttribute('d', line)
    icon.append(path)
  }
  return icon
}
