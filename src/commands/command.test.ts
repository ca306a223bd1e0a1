import { expect, test } from 'vitest'
import { fileInWords } from './command.ts'

const failed = (code: string) => Object.assign(new Error(`${code}: something, write`), { code })

test.each([
  ['ENOSPC', 'The disk is full: /data/out.mrc could not be written. Make room, and start again.'],
  [
    '53100',
    'The disk of the database is full (53100: something, write). Make room, and start again: what is in stays in.',
  ],
  ['EACCES', '/data/out.mrc: this user may not read or write it.'],
  ['EROFS', '/data/out.mrc: this user may not read or write it.'],
  ['ENOENT', '/data/out.mrc: there is no folder /data.'],
  ['EISDIR', '/data/out.mrc is a directory. Name one file.'],
  ['ENOTDIR', '/data/out.mrc: a file stands where a folder is needed.'],
])('%s names the file and what to do', (code, words) => {
  expect(fileInWords(failed(code), '/data/out.mrc').message).toBe(words)
})

test('what is no matter of the file stays as it is', () => {
  const error = failed('ECONNREFUSED')
  expect(fileInWords(error, '/data/out.mrc')).toBe(error)
})
