import { describe, expect, it } from 'vitest'
import { commandScript, scriptOf, scriptText } from '../../src/analysis/script.js'
import type { RunInstruction } from '../../src/model/instruction.js'
import { parseDockerfile } from '../../src/parser/parse-dockerfile.js'

const run = (text: string): RunInstruction => {
  const parsed = parseDockerfile(`FROM a\nRUN ${text}\n`)
  const instruction = 'document' in parsed ? parsed.document.stages[0]?.instructions[0] : undefined
  if (instruction?.kind !== 'run') throw new Error(text)
  return instruction
}

describe('scriptText', () => {
  it.each([
    ['echo a && \\\n  echo b', undefined, 'echo a &&   echo b'],
    ['<<EOF\na\nb\nEOF', undefined, 'a\nb\n'],
    ['<<-EOF\n\ta\n\tEOF', undefined, 'a\n'],
    ['cat <<EOF > /x\na\nEOF', undefined, 'cat <<EOF > /x\na\nEOF'],
    ['<<EOF\n#!/bin/bash -e\na\nEOF', undefined, '#!/bin/bash -e\na\n'],
    ['<<EOF\n#!/usr/bin/env python3\na\nEOF', undefined, undefined],
    ['echo a', ['/bin/bash', '-c'], 'echo a'],
    ['echo a', ['powershell', '-Command'], undefined],
    ['["echo", "a"]', undefined, undefined],
  ])('of %j with the shell %j', (text, shell, expected) => {
    expect(scriptText(run(text), shell)).toBe(expected)
  })
})

describe('scriptOf', () => {
  it.each([
    ['apt-get update && apt-get install -y "$P" \'a b\'', ['apt-get update', 'apt-get install -y "$P" a b']],
    ['for i in 1 2; do curl $i; done | sort', ['curl $i', 'sort']],
    ['X=$(wget -q x) y', ['y', 'wget -q x']],
    ['if a; then b; else c; fi', ['a', 'b', 'c']],
    ['$CMD x', ['undefined x']],
    ['["apk", "add", "x"]', ['apk add x']],
    ['["/bin/sh", "-c", "a && b"]', ['a', 'b']],
    ['"cur""l" x', ['undefined x']],
  ])('finds the commands of %s', (text, expected) => {
    const script = scriptOf(run(text), undefined)
    expect(script?.commands.map(({ name, args }) => [name ?? 'undefined', ...args].join(' '))).toEqual(expected)
  })

  it.each([
    ['echo $A ${B} "${C:-$D}" \'$E\' \\$F $(echo $G) $1', ['A', 'B', 'C', 'D', 'G', '1']],
    ['cat <<EOF\n$A\nEOF', ['A']],
    ["cat <<'EOF'\n$A\nEOF", []],
    ['["echo", "$A"]', []],
  ])('finds the variables of %j', (text, expected) => {
    expect([...(scriptOf(run(text), undefined)?.variables ?? [])].sort()).toEqual([...expected].sort())
  })

  it.each([
    ['A=1 B=2 c', ['A', 'B']],
    ['export A=1; read -r B; for C in x; do :; done', ['A', '-r', 'B', 'C']],
    ['f() { :; }; : ${A:=1}', ['f', 'A']],
  ])('finds what %s defines', (text, expected) => {
    expect([...(scriptOf(run(text), undefined)?.defined ?? [])].sort()).toEqual([...expected].sort())
  })

  it.each([
    ['a; b', 'a:- b:-'],
    ['a && b', 'a:- b:-'],
    ['a || b', 'a:t b:g'],
    ['[ -f x ] && b', '[:- b:g'],
    ['command -v a >/dev/null && a', 'command:- a:g'],
    ['if a; then b; fi', 'a:g b:g'],
    ['f() { a; }; f', 'a:g f:-'],
    ['a | b || c', 'a:t b:t c:g'],
  ])('knows which commands of %s may not run or may fail', (text, expected) => {
    const commands = scriptOf(run(text), undefined)?.commands ?? []
    expect(commands.map((each) => `${each.name}:${each.guarded ? 'g' : each.tolerated ? 't' : '-'}`).join(' ')).toBe(
      expected,
    )
  })
})

it('reads the command of a health check', () => {
  expect(commandScript({ form: 'shell', text: 'curl x || exit 1' }).commands.map(({ name }) => name)).toEqual([
    'curl',
    'exit',
  ])
  expect(commandScript({ form: 'exec', args: [] }).commands).toEqual([])
})
