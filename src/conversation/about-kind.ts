import { testArea } from '../eligibility/assess.ts'
import type { Offering } from '../knowledge/knowledge.ts'
import { statusOn } from '../knowledge/open-status.ts'
import { withoutCounty } from '../knowledge/twins.ts'
import type { Aspect } from './aspect.ts'
import { pageSize } from './find.ts'
import { readNeed } from './needs.ts'
import { rank } from './rank.ts'
import { text } from './say.ts'
import { alone } from './scope.ts'
import type { Scene, Step } from './step.ts'
import { keepNeed } from './take-need.ts'
import { tell, tellEach } from './tell.ts'
import { listProviders, type Understood } from './understand.ts'

/**
 * "Vem kan få investeringsstöd?": a name that several have. Those that come nearest are told of, and the name is kept as
 * the need, so that what is told next can choose among them.
 */
export function aboutKind(scene: Scene, heard: Understood, aspect: Aspect): Step | undefined {
  const said = heard.names.filter(({ named }) => named.some(({ kind }) => kind === 'offering'))
  const [hit] = said
  const only = hit === undefined ? [] : listOfKind(scene, hit.named)
  if (said.length > 1 || only.length < 2 || listProviders(heard).length > 0) return undefined
  const single = alone(scene, heard)
  const { fitting, ruledOut } = rank(single, readNeed(single))
  const near = [...fitting, ...ruledOut].map(({ offering }) => offering)
  const meant = [...near.filter((one) => only.includes(one)), ...only]
  const told = [...new Set(meant)].slice(0, pageSize)
  const kept = keepNeed(scene, heard)
  if (aspect !== 'what' && aspect !== 'compare') return tellEach(kept, told, aspect, 'tell.kind')
  const compared = tell(kept, told, 'compare')
  return { ...compared, replies: [text(scene.say('tell.kind')), ...compared.replies] }
}

/** What can be had where the firm is, when the name stands for more than one support and its counterpart elsewhere. */
function listOfKind(
  { knowledge, conversation, day }: Scene,
  named: Understood['names'][number]['named'],
) {
  const offerings = named.flatMap(({ kind, id }): readonly Offering[] => {
    const one = kind === 'offering' ? knowledge.offerings.get(id) : undefined
    return one === undefined ? [] : [one]
  })
  const kinds = new Set(offerings.map(({ id, local_variant_of: of }) => withoutCounty(of ?? id)))
  if (kinds.size < 2 || !isKindName(offerings)) return []
  return offerings.filter(
    ({ area, open }) =>
      testArea(area, conversation.place) !== 'no' && statusOn(open, day) !== 'closed',
  )
}

/** Those of one provider and one name are told as one. */
const isKindName = (offerings: readonly Offering[]): boolean =>
  new Set(offerings.map(({ name }) => name.sv.split(' – ')[0])).size > 1
