/**
 * Compares the ignore engine with Docker's own on random ignore files and trees.
 *
 * Usage: tsx bench/ignore-fuzz.ts [pairs = 500000] [seed = 1]; needs ignore-oracle. Exit code 1 when answers differ.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileTree } from '../src/model/file-tree.js'
import { anyIgnoreFile, anyPath, anyTree, differences, random, writeTree } from '../test/support/ignore-fuzz.js'
import { createOracle } from '../test/support/oracle-process.js'

const pairs = Number(process.argv[2] ?? 500_000)
const seed = Number(process.argv[3] ?? 1)
const perTree = 500

const next = random(seed)
const oracle = createOracle('ignore-oracle')
const root = mkdtempSync(join(tmpdir(), 'ignore-fuzz-'))
let done = 0
let different = 0
try {
  for (let number = 0; done < pairs; number++) {
    const items = anyTree(next)
    const dir = join(root, String(number))
    writeTree([{ path: './' }, ...items], dir)
    const tree = { data: fileTree(items), dir }
    const known = items.map((item) => item.path.replace(/\/$/, ''))
    const questions = Array.from({ length: Math.min(perTree, pairs - done) }, () => {
      const paths = [...new Set([...known.slice(0, 6), anyPath(next), anyPath(next)])]
      return { dockerignore: anyIgnoreFile(next, known), paths, tree }
    })
    for (const difference of await differences(oracle, questions)) {
      if (different++ < 10) console.log(JSON.stringify(difference, undefined, 1))
    }
    rmSync(dir, { recursive: true })
    done += questions.length
    if (done % 50_000 === 0) console.log(`${done} pairs, ${different} differences`)
  }
} finally {
  await oracle.close()
  rmSync(root, { recursive: true, force: true })
}
console.log(`seed ${seed}: ${done} pairs of ignore file and tree, ${different} differences`)
process.exitCode = different === 0 ? 0 : 1
