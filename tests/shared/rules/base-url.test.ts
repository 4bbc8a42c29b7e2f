import { describe, expect, it } from 'vitest'
import { isLoopbackHost, normaliseBaseUrl } from '../../../shared/rules/base-url.ts'

describe('the address of a model service', () => {
  it.each([
    ['https://api.example.com/v1', 'https://api.example.com/v1'],
    ['  api.example.com  ', 'https://api.example.com/v1'],
    ['https://API.Example.com/v1///', 'https://api.example.com/v1'],
    ['https://api.example.com/v1/chat/completions', 'https://api.example.com/v1'],
    ['https://api.example.com/v1/completions', 'https://api.example.com/v1'],
    ['https://api.example.com/v1/models', 'https://api.example.com/v1'],
    ['https://open.example.cn/api/paas/v4', 'https://open.example.cn/api/paas/v4'],
    ['https://example.com/v1beta/openai/', 'https://example.com/v1beta/openai'],
    ['localhost:11434', 'http://localhost:11434/v1'],
    ['http://127.0.0.1:1234/v1', 'http://127.0.0.1:1234/v1'],
    ['http://[::1]:1234/v1', 'http://[::1]:1234/v1'],
    ['http://nas.local:8000', 'http://nas.local:8000/v1'],
    ['http://10.0.0.9/v1', 'http://10.0.0.9/v1'],
    ['http://172.31.0.1/v1', 'http://172.31.0.1/v1'],
  ])('%s becomes %s, and stays so', (typed, address) => {
    expect(normaliseBaseUrl(typed)).toBe(address)
    expect(normaliseBaseUrl(address)).toBe(address)
  })

  it.each([
    '',
    'https://',
    'two words',
    'ftp://example.com',
    'javascript:alert(1)',
    'file:///etc/passwd',
    'https://key@example.com/v1',
    'https://user:pass@example.com/v1',
    'https://example.com/v1?key=1',
    'http://api.example.com/v1',
    'http://8.8.8.8/v1',
    'http://172.32.0.1/v1',
    'http://10.evil.example/v1',
    'http://134744072/v1',
  ])('%j is refused', (typed) => {
    expect(() => normaliseBaseUrl(typed)).toThrow('provider.addressInvalid')
  })

  it.each([
    ['localhost', true],
    ['app.localhost', true],
    ['127.9.9.9', true],
    ['[::1]', true],
    ['127.evil.example', false],
    ['localhost.example', false],
    ['10.0.0.1', false],
  ])('%s is this computer: %s', (host, expected) => {
    expect(isLoopbackHost(host)).toBe(expected)
  })
})
