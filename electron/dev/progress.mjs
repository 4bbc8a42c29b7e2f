const quietInterval = 5_000
const frameInterval = 120
const frames = ['⠋', '⠙', '⠹', '⠸', '⠼', '⠴', '⠦', '⠧', '⠇', '⠏']

/**
 * Tells the person what is being done. On a terminal one line is redrawn in place; elsewhere (a log, CI) a line is
 * written when a part starts, every five seconds while it lasts, and when it ends.
 */
export function createProgress(stream = process.stdout) {
  return {
    say: (text) => void stream.write(`${text}\n`),
    step: (label) => (stream.isTTY ? liveStep(stream, label) : plainStep(stream, label)),
  }
}

/** A text bar for a share between 0 and 1. */
export function bar(share, width = 24) {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width)
  return `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}] ${String(Math.round(share * 100)).padStart(3)}%`
}

function liveStep(stream, label) {
  const started = Date.now()
  let detail = ''
  let frame = 0
  const draw = () => {
    frame += 1
    const text = `${frames[frame % frames.length]} ${label} ${detail || `(${seconds(started)} s)`}`
    stream.write(`\r\x1b[2K${text.slice(0, Math.max(20, (stream.columns || 80) - 1))}`)
  }
  const timer = setInterval(draw, frameInterval)
  const end = (mark, note) => {
    clearInterval(timer)
    stream.write(`\r\x1b[2K${mark} ${label}${note ? `: ${note}` : ''} (${seconds(started)} s)\n`)
  }
  draw()
  return {
    update: (text) => {
      detail = text
    },
    done: (note) => end('✓', note),
    fail: (note) => end('✗', note),
  }
}

function plainStep(stream, label) {
  const started = Date.now()
  let detail = ''
  stream.write(`${label} ...\n`)
  const timer = setInterval(() => {
    stream.write(`  ${label}: ${detail || 'still working'} (${seconds(started)} s)\n`)
  }, quietInterval)
  const end = (word, note) => {
    clearInterval(timer)
    stream.write(`  ${label}: ${note ? `${word}, ${note}` : word} (${seconds(started)} s)\n`)
  }
  return {
    update: (text) => {
      detail = text
    },
    done: (note) => end('done', note),
    fail: (note) => end('failed', note),
  }
}

const seconds = (started) => ((Date.now() - started) / 1000).toFixed(1)
