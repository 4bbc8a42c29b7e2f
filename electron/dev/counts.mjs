import { existsSync, readFileSync } from 'node:fs'
import { relative, sep } from 'node:path'

/**
 * Reads vitest's JSON report and counts its tests by kind. A file that could not be loaded counts as one failure,
 * since none of its tests ran.
 * @returns {{ kind: string, passed: number, failed: number, skipped: number }[]}
 */
export function countVitest(file, tree) {
  const counts = new Map()
  for (const suite of readReport(file)?.testResults ?? []) {
    const kind = kindOf(relative(tree, suite.name))
    const count = counts.get(kind) ?? { kind, passed: 0, failed: 0, skipped: 0 }
    counts.set(kind, count)
    const states = suite.assertionResults.map((test) => test.status)
    count.passed += states.filter((state) => state === 'passed').length
    count.failed += states.filter((state) => state === 'failed').length
    count.skipped += states.filter((state) => state !== 'passed' && state !== 'failed').length
    if (suite.status === 'failed' && !states.includes('failed')) count.failed += 1
  }
  return [...counts.values()].sort((a, b) => b.kind.localeCompare(a.kind))
}

/** Reads Playwright's JSON report. An error outside any test counts as one failure. */
export function countPlaywright(file) {
  const report = readReport(file)
  if (!report) return { passed: 0, failed: 0, skipped: 0 }
  const { expected, unexpected, flaky, skipped } = report.stats
  return { passed: expected + flaky, failed: unexpected + report.errors.length, skipped }
}

function readReport(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined
}

function kindOf(path) {
  const folder = path.split(sep)[1]
  return folder === 'architecture' || folder === 'contract' ? folder : 'unit'
}
