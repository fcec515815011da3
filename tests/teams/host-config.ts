/** Looks enough like Teams to judge colours, widths and the order of things; the real one is not available offline. */
export type Theme = 'light' | 'dark'

const palettes = {
  light: {
    page: '#f5f5f5',
    card: '#ffffff',
    emphasis: '#f0f0f0',
    text: '#242424',
    subtle: '#5c5c5c',
    accent: '#4b4fb5',
    good: '#0e6b32',
    warning: '#7a4f00',
    attention: '#b0203a',
    button: '#4f52b2',
    onButton: '#ffffff',
    warningBack: '#fff4d6',
    accentBack: '#e8ebfa',
  },
  dark: {
    page: '#141414',
    card: '#292929',
    emphasis: '#333333',
    text: '#ffffff',
    subtle: '#c8c8c8',
    accent: '#aab1fa',
    good: '#a4d97a',
    warning: '#f8d22a',
    attention: '#f3a3ab',
    button: '#c3c7fb',
    onButton: '#1b1b3a',
    warningBack: '#4a3c10',
    accentBack: '#2f3150',
  },
} as const

export function hostConfigFor(theme: Theme): object {
  const { text, subtle, accent, good, warning, attention, ...back } = palettes[theme]
  const both = (colour: string) => ({ default: colour, subtle: colour })
  const foregroundColors = {
    default: { default: text, subtle },
    accent: both(accent),
    good: both(good),
    warning: both(warning),
    attention: both(attention),
  }
  const style = (backgroundColor: string) => ({ backgroundColor, foregroundColors })
  return {
    fontFamily: 'Segoe UI, DejaVu Sans, sans-serif',
    spacing: { small: 4, default: 10, medium: 16, large: 24, padding: 12 },
    fontSizes: { small: 12, default: 14, medium: 16, large: 20, extraLarge: 24 },
    containerStyles: {
      default: style(back.card),
      emphasis: style(back.emphasis),
      warning: style(back.warningBack),
      accent: style(back.accentBack),
    },
    actions: {
      maxActions: 6,
      actionsOrientation: 'horizontal',
      actionAlignment: 'left',
      buttonSpacing: 8,
      showCard: { actionMode: 'inline' },
    },
    inputs: {
      label: { inputSpacing: 4, requiredInputs: { suffix: ' *', suffixColor: 'attention' } },
      errorMessage: { color: 'attention' },
    },
    textBlock: { headingLevel: 2 },
    supportsInteractivity: true,
  }
}

export function styleFor(theme: Theme): string {
  const { page, card, text, button, onButton, attention, subtle } = palettes[theme]
  return `
    body { margin: 0; padding: 12px; background: ${page}; color: ${text}; font-family: 'Segoe UI', 'DejaVu Sans', sans-serif; font-size: 14px }
    main { display: grid; gap: 16px; max-width: 620px; margin: 0 auto }
    article { background: ${card}; border-radius: 6px; box-shadow: 0 1px 4px #0004; overflow: hidden }
    h1, h2 { font-size: 12px; margin: 4px 12px; color: ${subtle} }
    .ac-adaptiveCard { outline: none }
    .ac-actionSet { flex-wrap: wrap !important; row-gap: 8px }
    .ac-pushButton { padding: 6px 14px; border: 1px solid ${button}; border-radius: 4px; background: transparent; color: ${text}; font: inherit; cursor: pointer; white-space: normal; text-align: left; min-height: 32px }
    .ac-pushButton.style-positive { background: ${button}; color: ${onButton} }
    .ac-pushButton.style-destructive { border-color: ${attention}; color: ${attention} }
    .ac-input { box-sizing: border-box; width: 100%; min-height: 32px; padding: 6px; background: ${page}; color: ${text}; border: 1px solid ${subtle}; border-radius: 4px; font: inherit }
    input[type=checkbox], input[type=radio] { min-height: auto; width: auto }
    a { color: inherit; text-decoration: underline }
    .ac-input-validation-failed { border-color: ${attention} }
  `
}
