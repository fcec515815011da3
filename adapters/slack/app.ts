import { App } from '@slack/bolt'
import type { Assembled } from './assemble.ts'
import { forgetWorkspace } from './cleanup.ts'
import { createConnect } from './connect.ts'
import { createGate, type Gate, gateReceiver } from './gate.ts'
import { createHome } from './home.ts'
import { listen } from './listen.ts'
import { createBoltLog } from './log.ts'
import { createOffice } from './office.ts'
import { createOwner } from './owner.ts'
import { createSubmissions } from './submit.ts'
import { createTurns } from './turns.ts'

/** Bolt's app with our gate before it and our listeners in it. */
export function createBoltApp(made: Assembled): { readonly gate: Gate } {
  const { log, clientOptions, authorize, connection } = made
  const gates: Gate[] = []
  const receiver = gateReceiver(connection.receiver, (process) => {
    const gate = createGate({ ...made, process })
    gates.push(gate)
    return gate.pass
  })
  const logger = createBoltLog(log)
  const app = new App({ receiver, authorize, clientOptions, logger, convoStore: false })
  const home = createHome(made)
  const turns = createTurns(made)
  listen(app, {
    owner: createOwner({ ...made, turns, home }),
    home,
    submissions: createSubmissions({ ...made, turns }),
    office: createOffice(made),
    connect: createConnect(made),
    removed: (workspace) => forgetWorkspace(made, workspace),
    log,
  })
  const [gate] = gates
  if (gate === undefined) throw new Error('Slack: Bolt did not ask its receiver for events')
  return { gate }
}
