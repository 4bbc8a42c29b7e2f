import { execFile } from 'node:child_process'

/**
 * Ends a process and everything it started, at once. One that is gone already is no error.
 *
 * @param pid of the process that leads its group; above 1, since 1 would mean every process there is
 */
export function endGroup(pid: number): void {
  if (!Number.isInteger(pid) || pid <= 1) return
  if (process.platform === 'win32') {
    execFile('taskkill', ['/PID', String(pid), '/T', '/F'], () => undefined)
    return
  }
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // Nobody is left of the group.
  }
}
