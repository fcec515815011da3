import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import {
  countyOf,
  createPlaceIndex,
  decidePlace,
  findPlaces,
  municipalityIds,
  municipalityName,
  type PlaceMention,
} from '../../src/knowledge/places.ts'
import { placesSchema } from '../../src/knowledge/places-schema.ts'

const places = placesSchema.parse(parse(readFileSync('knowledge/places.yaml', 'utf8')))
const index = createPlaceIndex(places)
const decide = (text: string) => decidePlace(findPlaces(index, text))

/** `mala`, `mala?` for a guess, `Umeå`, `ask dorotea lycksele Sollefteå`, `-` for no place. */
function say(mention: PlaceMention | undefined): string {
  switch (mention?.kind) {
    case 'inside':
      return mention.guess === 'yes' ? `${mention.municipality}?` : mention.municipality
    case 'outside':
      return mention.municipality
    case 'ask':
      if (mention.why === 'vague') return `vague ${mention.candidates.length}`
      return ['ask', ...mention.candidates.toSorted(), ...mention.outside.toSorted()].join(' ')
    case undefined:
      return '-'
  }
}

/** What a person may write, by the place that must come out of it; | parts the texts, ⏎ is a new line. */
const decisions: Readonly<Record<string, string>> = {
  dorotea: `
    Doroteas företag behöver hjälp | doroteabo som vill starta eget |
    Jag bor i Borgafjäll och vill öppna vandrarhem | svanavattnet |
    jag heter Anna och har en firma i dorotea | 91703 Risbäck | postnummer 917 31 |
    verksamhet i Kraapohke | My company is in Dorotea | Vi driver en camping i avatrask |
    Dorotea Hotell AB söker bidrag | Långsele, Dorotea kommun |
    vi finns i dorotea o undrar om bidrag | DOROTEA KOMMUN | Riset, Dorotea |
    är från dorotea å vill starta eget | Firman är registrerad i Dorotea men jag bor i Umeå |
    Dorotea | tjena, har en enskild firma i risbäck, hur gör man |
    Mitt företag heter Dorotea Bygg | jag kommer från Dorotea |
    Dorotea är bäst, här har vi vårt sågverk`,
  asele: `
    Vi flyttar från Stockholm till Åsele | flyttar hem till asele från Göteborg i vår |
    Åselebygden behöver fler företag | Fredrika | Firma i Fredrika, Åsele kommun |
    har en gård i Älgsjö | Jag heter Fredrika Lindgren och har ett bageri i Åsele | åselebo |
    i Hälla finns min verkstad | SE-919 31 | Åseles näringsliv |
    Mitt företag ligger i Långbäcken | a small company near Åsele | Gååpsene |
    enskild firma, gafsele | Vi bor i Avasjö i Åsele kommun |
    Gården ligger mellan Fredrika och Åsele | Vi är tre systrar i Åsele lappmark, Åsele kommun |
    jag o min sambo köper lanthandeln i fredrika | Torvsjö kvarnar behöver renoveras, Åsele |
    vi har rennäring i Åsele | Aasele | fredrika by`,
  vilhelmina: `
    vilhelmina | Vilhelminas turistföretag | I run a bakery in Vilhelmina |
    Vi har stugor i Saxnäs | kittelfjäll | Dikanäs | Jag bor i Klimpfjäll, hur söker jag stöd? |
    912 32 Vilhelmina | 92394 Dikanäs | hotell i Marsfjäll | Volgsjö | vualtjere |
    Granliden, Vilhelmina | Vilhelminabor som vill starta företag | laxbacken |
    renskötare i Vilhelmina norra sameby | Har ett företag i storsele |
    Jag heter Dorotea och bor i Vilhelmina |
    Hej jag heter Fredrik, driver kafé i vilhelmina centrum |
    vi ska starta gårdsbutik utanför Vilhelmina, i Malgovik |
    My wife Dorotea and I run a farm in Vilhelmina | Vilhelmina kommuns näringslivskontor? |
    jag vill prata med någon på vilhelmina kommun | vilhelmina!!! | Vilhelmina/Dikanäs |
    saxnas hotell`,
  lycksele: `
    Lycksele | vi sitter i lycksele men har kunder i Stockholm |
    Lyckselebaserat företag inom it | Lycksele-företag söker pengar | kristineberg | Knaften |
    We are moving from Uppsala to Lycksele | företag i Rusksele | Liksjoe |
    Har åkeri i Örträsk | vänjaurbäck | björksele | 921 31 | Lycksele kn |
    mejla till kontoret i Lycksele tack | Bergvattnet i Lycksele |
    söker lokal i lyckseletrakten |
    Finns det pengar för en startup i Lycksele som säljer till Norge? | lycksele här |
    vi flyttar verksamheten från Umeå till Lycksele nästa år |
    How do I register a company in Lycksele? I come from Germany. |
    företag i Lycksele med kunder från Sundsvall till Kiruna |
    En kund till oss i Lycksele vill ha hjälp | Lycksele djurpark |
    vi jobbar i hela inlandet men sitter i Lycksele | Umgransele |
    ligger vid Lycksele flygplats`,
  storuman: `
    storumans kommun | Storuman | vi driver skidskola i hemavan | Tärnaby |
    tarnaby alpint center behöver lån | Tärnabyföretag vill växa |
    har stuguthyrning i Tärnafjällen | Gunnarn | Luspie | Dearna |
    Vi i Stensele söker bidrag till maskiner | 92331 | 923 31 Storuman |
    exporterar till Norge, finns i Storuman | Storumanbaserad entreprenör | Slussfors by |
    flyttat från Skellefteå till hemavan | barsele | Grundfors, Storuman |
    En leverantör i Luleå har gått i konkurs, vi är i Storuman |
    Wir... sorry, I live in Tärnaby and want to open a guesthouse |
    har en fjällanläggning i hemavan/tärnaby | stugbyn i Tärnaby, Storumans kommun |
    jag har tänkt öppna café i slussfors | bor i umeå men firman ska ligga i storuman |
    Vi bor i Tärna och hyr ut stugor | hemavan! | 92064 Tärnaby | Stensele |
    from Hemavan, we sell ski trips to Danes | Långsjöby`,
  sorsele: `
    Sorselebo | ammarnäs | AMMARNÄS | Ammarnas guideföretag | vill köpa en butik i Gargnäs |
    blattnicksele | Sorsele | sorseleföretagare | Suorssá | suorssa | 92431 Sorsele |
    vi finns i sorsele och säljer till tyskland | kunder i Umeå men vi är i Sorsele |
    Exporting to Norway from Sorsele | vi bor i Ammarnäs & Sorsele | hundspann i ammarnäs |
    Fiskecamp vid Vindelälven i Sorsele | 92432 Sorsele | Nedre Saxnäs, Sorsele | gargnas |
    vi vill ta över ICA i Sorsele | SORSELE KOMMUN`,
  mala: `
    Malå | malå | vi finns i Malå men säljer till Skellefteå | Malåföretag | malåbo |
    Malås näringsliv | firma i mala | mala kommun | malaföretag inom gruva | Adak | Rentjärn |
    har sågverk i rökå | Aspliden | 939 31 | Vi är ett företag i Malå kommun |
    we are based in Mala | Malåträsk | Stennäs i Malå |
    hej! vi är ett litet snickeri med 3 anst i malå, kan man få hjälp med ny maskin? |
    Vi i Malå gruv vill veta mer | MALÅ | Malå-baserat bolag | jag bor utanför malå |
    Företag: Skogsmaskiner AB, Malå | vi är baserade i Malå, Västerbotten |
    Malå kommun, Västerbottens län | gruvföretag malå |
    hej jag bor i mala o vill starta frisörsalong |
    Hej! Jag har ett företag i Malåträsk sedan 2019.`,
  norsjo: `
    Norsjö | norsjo | norsjö kommun | Norsjöföretag | bastuträsk | Vi bor i norsjövallen |
    Svansele | Kvarnåsen, behöver hjälp | 93531 Norsjö |
    Norsjö, säljer mest till Umeå, Luleå och Skellefteå | Nuoráne |
    Hej, jag heter Erik Norberg och driver åkeri i Norsjö |
    ligger bidrag kvar för oss i norsjöbygden? | vi har lager i Skellefteå?? nej i Bastuträsk |
    Verkstad i Bastuträsk (Norsjö kommun) | norsjö/skellefteå | Petiknäs, Norsjö`,
  arvidsjaur: `
    Arvidsjaur | ARVIDSJAUR | arvidsjaurs kommun | biltestföretag i Arvidsjaur | Glommersträsk |
    glommers | moskosel | Árviesjávrrie | abborrträsk | S-933 31 |
    Företaget finns i Arvidsjaur, våra kunder i Stockholm och Göteborg | Auktsjaur |
    Arvidsjaur flygplats, hyrbilsfirma | testbanor i arvidsjaur, gäster från tyskland |
    jag importerar däck från Luleå till Arvidsjaur | arvidsjaurare |
    Vi har flyttat hit till Arvidsjaur | bilföretag åker till Arvidsjaur varje vinter |
    Glommersträsk: bagare söker stöd`,
  arjeplog: `
    Arjeplog | arjeplogs biltest | Arjeplogare sen födseln | laisvall | Jäckvik | jakkvik |
    Slagnäs | Árjepluovve | arjepluovve | 938 31 Arjeplog |
    vi testar bilar i arjeplog åt kunder i Tyskland | Mellanström | Allá |
    vi är nyinflyttade till arjeplog från Holland | Arjeplogsföretag inom biltest |
    Hej! Kör hundturer i Jäckvik på vintern. | 938 32 | vi är från tyskland men bor i arjeplog |
    Árjapluovve | Silvermuseet Arjeplog`,
  'vilhelmina?': `
    Vilhelmna | firma i vilhelmia | villhelmina kommun | 912 55 | Vilhelima |
    Wilhelmina kommun`,
  'lycksele?': 'Lyksele | jag bor i lycksle | lycsele | LYKSELE | Lyckesele kommun',
  'arvidsjaur?': 'Arvidsjaurr | arvidsjur | Arvisjaur kommun | Jag bor i Arvidsjaru',
  'storuman?': 'Stourman | storumann | vi bor i Hemavann | storumam | vi finns i tärnbay',
  'asele?': 'Åsle | Åselle | 91060 | Åsela',
  'arjeplog?': 'arjeplogg | Arjeplåg | arjepolg | Arjeplogh',
  'norsjo?': 'Norrsjö | Nosjö',
  'sorsele?': 'Sorsle | sorseel',
  'dorotea?': 'Dorothea kommun | doretea | finns i 91750 | dorotae',
  Umeå: `
    Vi finns i Umeå | umea | umeåföretag | firma i Holmsund | 90325 Umeå |
    företag i umeå kommun | I live in Umeå | Vi sitter i Umeå och undrar om ni kan hjälpa oss |
    Umeåbo | Sävar`,
  Skellefteå: `
    skelleftea | Skellefteås kommun | Boliden | har verkstad i Burträsk | 93691 Boliden |
    vi är ett tech-bolag från Skellefteå | Vi är i Skellefte | Bureå`,
  Stockholm: `
    Stockholm | vi sitter i stockholm | SE-111 22 | Stockholmsföretag | 112 34 Stockholm`,
  Vindeln: '92231 | 922 31 | SE-922 31 | vi finns i Vindeln | postnr 92231',
  Göteborg: 'We are in Gothenburg | göteborg | hantverkare i Gbg',
  Mora: 'firma i Mora',
  Mark: 'Marks kommun | vi bor i Mark kommun',
  Vara: 'firman ligger i Vara | vara kommun',
  Strömsund: 'Strömsunds kommun | Hoting',
  'ask lycksele mala': 'både i Malå och Lycksele | postnummer 92039',
  'ask asele dorotea': 'Avasjö | vi bor i avasjö',
  'ask dorotea lycksele Sollefteå': 'Långsele | firma i langsele',
  'ask asele vilhelmina': 'Siksjö',
  'ask norsjo Skellefteå': '93570 | 936 40',
  'ask storuman Strömsund': 'vi finns i Strömsund',
  'ask arjeplog Härnösand Sundsvall Örnsköldsvik Östersund': 'Solberg',
  'ask sorsele storuman': '923 99',
  'ask dorotea Strömsund': 'Saxåmon',
  'vague 10': `
    jag bor i Lappland | ett företag i inlandet | nånstans i norrland | Lapland |
    vi bor i norrlands inland | jag är i Region 10`,
  'vague 8': `
    Vi finns i Västerbotten | firma i västerbotten | Umeå? nej längre in i Västerbotten`,
  'vague 2': 'Norrbotten | norrbotten',
  '-': `
    mala kaffe | jag vill mala mjöl på min kvarn | alla företag behöver pengar |
    behöver bidrag för att vara med på mässa | vi vill utveckla verksamheten |
    investera i verksamheten | köpa mark till företaget | vi har skog och mark |
    hur kan jag vara säker? | Where are the offices? | Jag heter Vilhelmina |
    Hej! Jag är Dorotea och vill starta eget | Hälsningar Fredrika | Mvh⏎Vilhelmina |
    mvh dorotea | My name is Vilhelmina | Vilhelmina Andersson | kunder i Stockholm |
    vi vill sälja till Norge | exportera till Umeå | en leverantör i Luleå |
    jag behöver 35000 kr | lån på 50 000 kronor | vi omsätter 92231 kr | ring 0950-12345 |
    ring 070 123 45 67 | org nr 556677-8899 | i alla fall | på berget vid sjön |
    stormen tog taket | Gunnar och Fredrik driver firman | bidrag från Region Västerbotten |
    Almi Västerbotten | vi vill anställa två personer | starta en mikrobrygga |
    I want to start a company | hej | kan ni vara snälla och ange belopp |
    lägenhet på Storumansvägen 3 | vi bygger en ny ladugård | how can I sell more to Sweden? |
    aha ok | lund berg ström holm | krama alla | marks for the exam | vi vill ha en bod i trä |
    ensamheten är svår som företagare | sell to customers in Gothenburg |
    turister från Stockholm | 12345678 | vi är 15 anställda och omsätter 12 500 tkr |
    mvh Anna Solberg | Jag heter Karin Lund | är det någon som kan ringa mig imorgon? |
    behöver råd om moms och bokföring | vad kostar det att anställa en lärling |
    vi vill öka försäljningen i Norge | Hur mycket är försumbart stöd? | jag vill köpa skog |
    söker kapital till uppstart | vi har 120 000 i omsättning | min mobil 070-123 45 67 |
    har inga pengar och ingen idé | det vore bra om alla kunde vara med | Vem är ni? |
    who can help me | I need a loan of 50000 euro | vilka kommuner är ni? | ja | nej, en annan |
    lilla företaget behöver hjälp | Hej Fredrika! | tack Vilhelmina, ha en bra dag |
    vi köper virke från Skellefteå | vi levererar till Stockholm och Göteborg |
    our customers are in Umeå and Luleå | konkurrenterna sitter i Piteå |
    Företaget är 10 år och har 5 anställda | 2026 | en bil att mala ner | vi vill växa |
    bidrag till solceller på taket | hur funkar F-skatt | Vi sålde 45000 burkar sylt |
    kontakta Gunnar Berg | är det lång väg att gå? | Vilka stöd finns? | ok bra tack |
    pengar till maskiner | Kan jag få mark av kommunen? | varor från Malmö |
    samarbete med kunder i Luleå | med vänlig hälsning Vilhelmina Strand |
    Jag är född i Arjeplog | jag heter vilhelmina | I Sverige finns det bra stöd |
    we want to export to Finland | aha, alla? | Hej, Sören heter jag |
    önskar starta en liten firma med två kollegor | vad betyder de minimis`,
  Luleå: "luleå | I'm based in Lulea",
  Kiruna: 'driver guidefirma i kiruna',
  Sollefteå: 'Junsele',
  Piteå: 'kontor i Piteå, kunder i Arvidsjaur',
  Lund: 'Jag bor i Lund',
  Boden: 'företag i boden',
  'ask lycksele storuman': 'vi är två bolag, ett i Lycksele och ett i Storuman',
  'ask dorotea vilhelmina': 'Granliden',
  'ask arvidsjaur norsjo sorsele Leksand Lilla Edet Ljusdal Vansbro': 'vi bor i Heden',
  'ask storuman vilhelmina':
    'Bolaget har säte i Vilhelmina. Vi säljer stugor i Hemavan åt kunder. | Luspen',
  'ask lycksele storuman vilhelmina': 'Storuman, Vilhelmina eller Lycksele? Vi hör till Storuman',
  Malmö: 'malmo',
  Sundsvall: 'Matfors',
  Östersund: 'ostersund',
  Örnsköldsvik: 'vi har fabrik i Övik | ornskoldsvik',
  Åre: 'vi har hotell i Åre',
  Jokkmokk: 'Jokkmokks kommun',
  Berg: 'Bergs kommun',
  Kalix: 'kalix',
  'ask mala norsjo': 'Norsjö eller Malå',
}

const rows = Object.entries(decisions).flatMap(([expected, texts]) =>
  texts.split(/\s*\|\s*/).map((text) => ({ text: text.trim().replace('⏎', '\n'), expected })),
)

describe('where the firm is', () => {
  test.each(rows)('$text → $expected', ({ text, expected }) => {
    expect(say(decide(text))).toBe(expected)
  })
})

describe('what is found in a text', () => {
  const found = (text: string) =>
    findPlaces(index, text).map(
      (mention) => `${text.slice(mention.start, mention.end)} ${mention.role}`,
    )
  test.each([
    ['Vi flyttar från Stockholm till Åsele', ['Stockholm elsewhere', 'Åsele home']],
    ['vi finns i Malå men säljer till Skellefteå', ['Malå home', 'Skellefteå elsewhere']],
    ['kunder i Umeå, Luleå och Malå', ['Umeå elsewhere', 'Luleå elsewhere', 'Malå elsewhere']],
    ['Östra Örträsk, Lycksele kommun', ['Östra Örträsk home', 'Lycksele home']],
    ['SE-922 31 Vindeln', ['SE-922 31 home', 'Vindeln home']],
    ['Lyckselekunder', ['Lyckselekunder elsewhere']],
    ['suppliers in Sundsvall and Piteå', ['Sundsvall elsewhere', 'Piteå elsewhere']],
    ['Vi säljer kläder i Malå', ['Malå home']],
    ['ursprungligen från Kiruna', ['Kiruna elsewhere']],
    ['min bror driver firma i Tärnaby', ['Tärnaby firm']],
    ['pendlar till Umeå från Norsjö', ['Umeå elsewhere', 'Norsjö home']],
  ])('%s', (text, expected) => {
    expect(found(text)).toEqual(expected)
  })
  test.each([
    ['Bor i Hemavan', { kind: 'inside', name: 'Hemavan', by: 'village', guess: 'no' }],
    ['Árjepluovve', { kind: 'inside', name: 'Arjeplog', by: 'other-name', said: 'Árjepluovve' }],
    ['Malås kommun', { kind: 'inside', name: 'Malå', by: 'municipality' }],
    ['92131', { kind: 'inside', name: 'Lycksele', by: 'postal-code', guess: 'no' }],
    ['Holmsund', { kind: 'outside', name: 'Holmsund', municipality: 'Umeå', code: '2480' }],
    ['Umeå', { kind: 'outside', county: 'Västerbottens län', said: 'Umeå' }],
    ['92394', { kind: 'ask', why: 'postal-conflict' }],
    ['Stourman', { kind: 'inside', name: 'Storuman', said: 'Stourman', guess: 'yes' }],
  ])('%s says', (text, expected) => {
    expect(findPlaces(index, text)[0]).toMatchObject(expected)
  })
})

describe('the whole list', () => {
  const inside = places.municipalities.flatMap(({ id, villages }) =>
    villages.flatMap((village) =>
      [village.name, ...(village.also ?? []), ...(village.sami ?? [])].map((name) => ({
        id,
        name,
      })),
    ),
  )

  test('every village is found and never sent to a wrong office', () => {
    const usual = new Map(places.ambiguous_names.flatMap((a) => a.names.map((n) => [n, a.usually])))
    const wrong = inside.filter(({ id, name }) => {
      const mention = decide(`Vi har en firma i ${name}`)
      if (mention?.kind === 'ask') return !mention.candidates.includes(id)
      return mention?.kind !== 'inside' || (mention.municipality !== id && !usual.get(name))
    })
    expect(wrong).toEqual([])
  })

  test('every village is settled by its municipality', () => {
    const wrong = inside.filter(({ id, name }) => {
      const mention = decide(`${name}, ${municipalityName(id)}`)
      return mention?.kind !== 'inside' || mention.municipality !== id
    })
    expect(wrong).toEqual([])
  })

  test('every postal code of the ten is found', () => {
    for (const { id, postal_codes } of places.municipalities) {
      for (const { code, status } of postal_codes) {
        const mention = decide(`${code.slice(0, 3)} ${code.slice(3)}`)
        expect(mention?.kind, code).toBe(status === 'conflict' ? 'ask' : 'inside')
        if (mention?.kind === 'inside') expect(mention.municipality).toBe(id)
      }
    }
  })

  test('every municipality of Sweden is found, named with kommun', () => {
    expect(places.outside_municipalities).toHaveLength(280)
    for (const { name } of places.outside_municipalities) {
      expect(say(decide(`företaget finns i ${name} kommun`))).toBe(name)
    }
    for (const id of municipalityIds) {
      expect(say(decide(`${municipalityName(id)} kommun`))).toBe(id)
      expect(say(decide(municipalityName(id).toUpperCase()))).toBe(id)
      expect(places.municipalities.find((m) => m.id === id)?.county).toBe(countyOf(id))
    }
  })

  test('every municipality an entry names exists', () => {
    const outside = places.outside_municipalities.map(({ name }) => name)
    const known = new Set<string>([...municipalityIds, ...outside])
    const named = [
      ...places.ambiguous_names.flatMap((entry) => entry.outside ?? []),
      ...places.municipalities.flatMap(({ villages }) => villages.flatMap((v) => v.near ?? [])),
      ...places.municipalities.flatMap((m) => m.postal_codes.flatMap((c) => c.candidates ?? [])),
      ...[...places.outside_places, ...places.border_villages].map((p) => p.municipality),
    ]
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })
})

describe('any text', () => {
  const names = [
    'Malå',
    'åsele',
    'i',
    'från',
    '923 31',
    'SE-',
    'Östra',
    'kommun',
    ',',
    's',
    '-',
    '\n',
  ]
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc
      .array(fc.oneof(fc.constantFrom(...names), fc.string({ maxLength: 6 })))
      .map((a) => a.join(' ')),
  )

  test('never throws; mentions are in order, apart and as said', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const mentions = findPlaces(index, typed)
        let end = 0
        for (const mention of mentions) {
          expect(mention.start).toBeGreaterThanOrEqual(end)
          expect(mention.said).toBe(typed.slice(mention.start, mention.end))
          end = mention.end
        }
        decidePlace(mentions)
      }),
      { numRuns: 2000 },
    )
  })

  test('case and composition make no difference to a municipality', () => {
    const shape = fc.constantFrom('toUpperCase', 'toLowerCase')
    const form = fc.constantFrom('NFC', 'NFD')
    fc.assert(
      fc.property(fc.constantFrom(...municipalityIds), shape, form, (id, how, normal) => {
        expect(say(decide(municipalityName(id)[how]().normalize(normal)))).toBe(id)
      }),
    )
  })
})
