import { describe, expect, it } from 'vitest'
import { findError, readErrorBody } from '../../../electron/gateway/wire/chat.ts'

describe('what a vendor says went wrong', () => {
  it.each([
    [
      'OpenAI',
      '{"error":{"message":"You exceeded","type":"insufficient_quota","param":null,"code":"insufficient_quota"}}',
      {
        shape: 'wrapped',
        message: 'You exceeded',
        type: 'insufficient_quota',
        code: 'insufficient_quota',
        param: null,
      },
    ],
    [
      'OpenRouter',
      '{"error":{"code":402,"message":"Add credits"}}',
      { shape: 'wrapped', code: '402', message: 'Add credits' },
    ],
    ['GLM', '{"error":{"code":"1113","message":"余额不足"}}', { code: '1113', message: '余额不足' }],
    ['Ollama', '{"error":"model not found"}', { shape: 'text', message: 'model not found', code: null }],
    ['Hugging Face', '{"error":"Model loading","code":503}', { shape: 'text', message: 'Model loading', code: '503' }],
    ['SiliconFlow', '{"code":20012,"message":"Model does not exist","data":null}', { shape: 'flat', code: '20012' }],
    [
      'Gemini',
      '[{"error":{"code":400,"message":"bad key","status":"INVALID_ARGUMENT"}}]',
      { code: '400', type: 'INVALID_ARGUMENT' },
    ],
    ['vLLM', '{"detail":[{"loc":["body"],"msg":"field required"}]}', { shape: 'flat', message: 'field required' }],
    ['FastAPI', '{"detail":"Not Found"}', { shape: 'flat', message: 'Not Found' }],
    [
      'MiniMax',
      '{"base_resp":{"status_code":1008,"status_msg":"insufficient balance"}}',
      { code: '1008', message: 'insufficient balance' },
    ],
    [
      'vLLM, older',
      '{"object":"error","message":"too long","type":"BadRequestError","code":400}',
      { message: 'too long', code: '400' },
    ],
    [
      'a proxy',
      '\n<!DOCTYPE html><html><head><title>502 Bad\nGateway</title></head></html>',
      { shape: 'html', message: '502 Bad Gateway' },
    ],
    [
      'a page without a title',
      '<html><style>a{}</style><body><p>Please <b>log in</b></p></body></html>',
      { shape: 'html', message: 'Please log in' },
    ],
    ['plain text', 'upstream connect error', { shape: 'plain', message: 'upstream connect error' }],
    ['nothing', ' \n', { shape: 'empty', message: '' }],
    ['JSON that says nothing', '{"ok":false}', { shape: 'plain', message: '{"ok":false}' }],
    ['an empty error object', '{"error":{}}', { shape: 'plain' }],
    ['an error without a message', '{"error":{"code":"x"}}', { shape: 'wrapped', code: 'x', message: '{"code":"x"}' }],
  ])('is read from the body of %s', (_vendor, body, expected) => {
    expect(readErrorBody(body)).toMatchObject(expected)
  })

  it('keeps the whole body for the dialects and bounds the message', () => {
    const body = { error: { message: 'x'.repeat(9000), metadata: { retry: true } } }
    const error = readErrorBody(JSON.stringify(body))
    expect(error.raw).toEqual(body)
    expect(error.message).toHaveLength(2000)
  })

  it('finds none in an answer, a chunk with error: null, or MiniMax saying that all is well', () => {
    expect(findError({ choices: [], error: null })).toBeNull()
    expect(findError({ choices: [], message: 'hello' })).toBeNull()
    expect(findError({ object: 'list', data: [], message: 'ok' })).toBeNull()
    expect(findError({ choices: [], base_resp: { status_code: 0, status_msg: '' } })).toBeNull()
    expect(findError('text')).toBeNull()
    expect(findError({})).toBeNull()
  })
})
