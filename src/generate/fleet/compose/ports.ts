import type { StageNode } from '../../../analysis/stage-node.js'
import { stepsOf } from './stage-chain.js'

/** A port of the container, and the one of this machine that leads to it. */
export interface ComposePort {
  /** Absent where none is left: compose then takes any that is free. */
  readonly published?: number
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
  const taken = { tcp: new Set<number>(), udp: new Set<number>() }
  // Thousands of services have the same port: where the last search for it ended, the next begins.
  const ends = { tcp: new Map<number, number>(), udp: new Map<number, number>() }
  return ({ target, protocol }: Omit<ComposePort, 'published'>): ComposePort => {
    // Below 1024 a user without privileges cannot listen.
    const wanted = target < 1024 ? target + 8000 : target
    let published = ends[protocol].get(wanted) ?? wanted
    while (taken[protocol].has(published)) published++
    ends[protocol].set(wanted, published)
    if (published > 65_535) return { target, protocol }
    taken[protocol].add(published)
    return { published, target, protocol }
  }
}
