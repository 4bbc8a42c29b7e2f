import { describe, expect, it } from 'vitest'
import { redact } from '../../../shared/rules/redact.ts'

describe('what is taken out of a technical text', () => {
  it.each([
    ['401 for key sk-proj-abc123DEF456ghi789jkl', 'sk-proj'],
    ['Authorization: Bearer short7', 'short7'],
    ['password=geheim in the line', 'geheim'],
    ['https://wang:geheim@proxy.office:8080/v1/chat?key=abc', 'geheim'],
    ['https://models.example/v1/chat?key=abc', 'key=abc'],
    ['mail to li.wei@example.com failed', 'li.wei'],
    ["ENOENT: no such file, open '/home/wang/Taxes 2025/report.md'", 'wang'],
    ["open '/home/wang/Taxes 2025/report.md'", 'report'],
    ['read /home/wang/报告.md', '报告'],
    ['C:\\Users\\Wang\\Documents\\offer.docx is in use', 'Wang'],
    ['eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9', 'eyJ'],
  ])('%s', (text, secret) => {
    expect(text).toContain(secret)
    expect(redact(text)).not.toContain(secret)
    expect(redact(redact(text))).toBe(redact(text))
  })

  it('keeps what helps', () => {
    const text = 'provider.rateLimited: HTTP 429 after 3 tries at 12:30, 50 % done'
    expect(redact(text)).toBe(text)
    expect(redact('fetch https://api.example.com/v1/x failed')).toContain('https://api.example.com/')
  })
})
