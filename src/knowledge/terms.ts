/** The closed vocabularies of the catalogue. */

export const kinds = [
  'loan',
  'grant',
  'voucher',
  'guarantee',
  'equity',
  'tax-relief',
  'wage-subsidy',
  'advice',
  'programme',
  'training',
  'network',
  'information',
] as const

const given = ['grant', 'voucher', 'wage-subsidy', 'tax-relief'] as const
const borrowed = ['loan', 'guarantee'] as const
const advised = ['advice', 'programme', 'training', 'network', 'information'] as const

/** What someone wishes for, which ranks and excludes nothing. */
export const wishFacts: readonly string[] = ['wish', 'size', 'urgency']

/** What someone may wish for, as the answers of the fact `wish` name it, and the kinds that are it. */
export const wishes: Readonly<Record<string, readonly (typeof kinds)[number][]>> = {
  any: kinds,
  grant: given,
  loan: borrowed,
  advice: advised,
  money: [...given, ...borrowed, 'equity'],
  'no-loan': [...given, ...advised, 'equity'],
}

export const themes = [
  'start-a-business',
  'working-capital',
  'investment',
  'innovation',
  'product-development',
  'digitalisation',
  'skills-recruitment',
  'ownership-transfer',
  'export',
  'sustainability-energy',
  'networking-coaching',
  'board-governance',
  'local-service',
  'tourism',
  'agriculture-food-forestry',
  'reindeer-sami',
  'social-enterprise',
  'creative',
  'ip-patent',
  'permits-premises',
  'procurement',
  'crisis',
] as const

export const municipalityIds = [
  'dorotea',
  'asele',
  'vilhelmina',
  'lycksele',
  'storuman',
  'sorsele',
  'mala',
  'norsjo',
  'arvidsjaur',
  'arjeplog',
] as const

export const sectors = [
  'agriculture',
  'horticulture',
  'forestry',
  'reindeer-husbandry',
  'fishing',
  'food',
  'manufacturing',
  'mining',
  'construction',
  'transport',
  'grocery',
  'retail',
  'fuel-station',
  'tourism',
  'restaurant',
  'creative',
  'it',
  'services',
  'energy',
  'care',
  'other',
] as const

export const legalForms = [
  'sole-trader',
  'limited-company',
  'partnership',
  'economic-association',
  'non-profit',
  'foundation',
  'public',
  'none',
] as const
