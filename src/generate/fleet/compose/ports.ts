import type { StageNode } from '../../../analysis/stage-node.js'
import { stepsOf } from './stage-chain.js'

/** A port of the container, and the one of this machine that leads to it. */
export interface ComposePort {
  readonly published: number
  readonly target: number
  readonly protocol: 'tcp' | 'udp'
}

/** The ports that a stage exposes, ascending. */
export const exposedPorts = (stage: StageNode): readonly Omit<ComposePort, 'published'>[] => {
  const found = new Map<string, Omit<ComposePort, 'published'>>()
  for (const { value, certain } of stepsOf(stage).flatMap(({ ports }) => ports ?? [])) {
    const match = /^(\d+)(?:\/(tcp|udp))?$/i.exec(value)
    if (match === null || !certain) continue
    const target = Number(match[1])
    const protocol = match[2]?.toLowerCase() === 'udp' ? 'udp' : 'tcp'
    found.set(`${target}/${protocol}`, { target, protocol })
  }
  return [...found.values()].sort((a, b) => a.target - b.target)
}

/** Gives each port of this machine to one service: the same number where it is free, else the next that is. */
export const createPublisher = () => {
  const taken = new Set<string>()
  return ({ target, protocol }: Omit<ComposePort, 'published'>): ComposePort => {
    // Below 1024 a user without privileges cannot listen.
    let published = target < 1024 ? target + 8000 : target
    while (taken.has(`${published}/${protocol}`)) published++
    taken.add(`${published}/${protocol}`)
    return { published, target, protocol }
  }
}
