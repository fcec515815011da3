import type { FastifyReply, FastifyRequest } from 'fastify'

/** What goes wrong at the edge, as a person is told of it. */
const complaints = {
  'bad-request': {
    status: 400,
    sv: 'Det här kunde vi inte läsa. Ladda om sidan och försök igen.',
    en: 'We could not read this. Reload the page and try again.',
  },
  'no-key': {
    status: 401,
    sv: 'Inkorgen öppnas med kontorets egen länk, och webbläsaren måste få spara en kaka. Öppna länken igen, eller be om en ny.',
    en: 'The inbox opens with the office’s own link, and the browser must be allowed to keep a cookie. Open that link again, or ask for a new one.',
  },
  'other-site': {
    status: 403,
    sv: 'Det här går bara att göra från Lotsens egen sida.',
    en: 'This can only be done from Lotsen’s own page.',
  },
  'not-found': {
    status: 404,
    sv: 'Sidan finns inte.',
    en: 'There is no such page.',
  },
  'too-big': {
    status: 413,
    sv: 'Det var för mycket text på en gång. Dela upp det i flera meddelanden.',
    en: 'That was too much text at once. Split it into several messages.',
  },
  'too-fast': {
    status: 429,
    sv: 'Det gick lite för fort. Vänta en halv minut och försök igen.',
    en: 'That was a little too fast. Wait half a minute and try again.',
  },
  fault: {
    status: 500,
    sv: 'Något gick fel hos oss. Det du skrev finns kvar – försök igen om en stund.',
    en: 'Something went wrong on our side. What you wrote is still there – try again in a moment.',
  },
  busy: {
    status: 503,
    sv: 'Många är här just nu. Försök igen om en stund.',
    en: 'Many people are here right now. Try again in a moment.',
  },
} as const

export type Complaint = keyof typeof complaints

/** `why` is for whoever wrote the client: field names, never what a person wrote. */
export function complain(reply: FastifyReply, code: Complaint, why = ''): FastifyReply {
  const { status, sv, en } = complaints[code]
  reply.code(status).header('cache-control', 'no-store')
  if (wantsPage(reply.request)) return reply.type('text/html; charset=utf-8').send(drawPage(code))
  return reply.send({ error: { code, sv, en, ...(why === '' ? {} : { why }) } })
}

function wantsPage(request: FastifyRequest): boolean {
  const wanted = request.headers.accept ?? ''
  return !request.url.startsWith('/api/') && wanted.includes('text/html')
}

function drawPage(code: Complaint): string {
  const { sv, en } = complaints[code]
  return `<!doctype html>
<html lang="sv">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>Lotsen</title>
<link rel="icon" href="/pages/logo.svg">
<link rel="stylesheet" href="/pages/base.css">
</head>
<body class="plain">
<main>
<h1>${sv}</h1>
<p lang="en">${en}</p>
<p><a href="/">Till Lotsen / <span lang="en">To Lotsen</span></a></p>
</main>
</body>
</html>
`
}
