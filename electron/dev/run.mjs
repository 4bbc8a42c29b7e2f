import { spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { stripVTControlCharacters } from 'node:util'

const keptLines = 400

/** Something the person has to know or do. It is printed as it is, without a stack. */
export class SetupError extends Error {}

/**
 * Runs a program to its end and keeps the last lines it wrote.
 * @returns {Promise<{ code: number, lines: string[] }>} code 127 when the program does not exist
 */
export function run(command, args, { cwd, env = process.env, onLine } = {}) {
  return new Promise((resolve) => {
    const lines = []
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
    for (const stream of [child.stdout, child.stderr]) {
      eachLine(stream, (line) => {
        lines.push(line)
        if (lines.length > keptLines) lines.shift()
        onLine?.(line)
      })
    }
    child.on('error', (error) => resolve({ code: 127, lines: [error.message] }))
    child.on('close', (code) => resolve({ code: code ?? 1, lines }))
  })
}

/** Runs npm: through Node itself when npm started us and said where it is, which is the way that works on Windows. */
export function runNpm(args, options) {
  const program = process.env.npm_execpath
  return program?.endsWith('.js') ? run(process.execPath, [program, ...args], options) : run('npm', args, options)
}

/** Runs a program and returns what it wrote to its standard output, trimmed, or undefined if it failed. */
export function capture(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'ignore'] })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (part) => {
      text += part
    })
    child.on('error', () => resolve(undefined))
    child.on('close', (code) => resolve(code === 0 ? text.trim() : undefined))
  })
}

/** Whether a program of this name is on the search path. */
export function hasProgram(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin']
  return folders.some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK)
      return true
    } catch {
      return false
    }
  })
}

/** Runs the work of a script; a SetupError becomes one plain sentence and exit code 1. */
export async function runScript(work) {
  try {
    process.exitCode = await work()
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    process.stderr.write(`\n${error.message}\n`)
    process.exitCode = 1
  }
}

function eachLine(stream, onLine) {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (part) => {
    const lines = (rest + part).split(/\r?\n|\r/)
    rest = lines.pop() ?? ''
    for (const line of lines) if (line) onLine(stripVTControlCharacters(line))
  })
  stream.on('end', () => {
    if (rest) onLine(stripVTControlCharacters(rest))
  })
}
