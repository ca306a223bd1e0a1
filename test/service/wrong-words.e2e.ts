import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { givenBranches } from '../given.ts'
import { openLibrary } from '../library.ts'
import { dataDirectory, environmentOf, runKago } from './service.ts'

test('what is wrong on the command line is said in a sentence that names the word or the file', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const directory = dataDirectory()
  const env = environmentOf(library, directory)
  const at = (name: string) => join(directory, name)
  mkdirSync(at('folder'))
  writeFileSync(at('file'), '')
  writeFileSync(at('bytes'), 'name: \u001b[2J\0')
  writeFileSync(at('latin'), Buffer.from('name: caf\xe9', 'latin1'))
  const cases: [args: string[], code: number, says: string][] = [
    [['fly'], 2, 'There is no command fly.'],
    [['check', 'twice'], 2, "Unexpected argument 'twice'"],
    [['serve', 'twice'], 2, "Unexpected argument 'twice'"],
    [['export', at('a.mrc'), at('b.mrc')], 2, 'one file or folder, please'],
    [['export', at('none/a.mrc')], 1, `there is no folder ${at('none')}`],
    [['export', at('file/a.mrc')], 1, 'a file stands where a folder is needed'],
    // In /proc nothing can be made, although the folder is there.
    [['export', '--all', '/proc/kago-none'], 1, '/proc/kago-none is not there.'],
    [['export', '--all', at('file')], 1, 'a file stands where a folder is needed'],
    [['settings', 'check', at('none')], 1, `${at('none')} is not there.`],
    [['settings', 'check', at('bytes')], 1, `${at('bytes')} is no text in UTF-8.`],
    [['settings', 'check', at('latin')], 1, `${at('latin')} is no text in UTF-8.`],
    [['settings', 'check', at('folder')], 1, `${at('folder')} is a directory. Name one file.`],
    [['settings', 'export', at('none/a.yaml')], 1, `there is no folder ${at('none')}`],
    [['patron', 'export'], 2, 'one card, please'],
    [['patron', 'import-passwords', at('none')], 1, `${at('none')} is not there.`],
    [['move-in', at('none')], 1, `${at('none')} is not there.`],
    [['restore', at('folder')], 1, `${at('folder')} is a directory`],
    [['backup', at('none/a.kago')], 1, `there is no folder ${at('none')}`],
    [['backup', '--new-key', at('none/key')], 1, `there is no folder ${at('none')}`],
    [['webhook', 'key'], 2, 'one name, please'],
    [['staff', 'disable', 'one', 'two'], 2, 'one name, please'],
    [['machine', 'list', 'two'], 2, 'list, or with a name: add, disable'],
    [['doctor', '--mail', 'mado'], 2, '--mail wants an address, and mado is none'],
  ]
  for (const [args, code, says] of cases) {
    const ran = await runKago(args, env)
    expect([args, ran.code, ran.error]).toEqual([args, code, expect.stringContaining(says)])
    expect(ran.error).not.toMatch(/\bE[A-Z]{4,}:/)
  }
}, 240_000)

test('a library that is not there is not begun by what is asked of it', async () => {
  const dataDir = join(dataDirectory(), 'mistyped')
  const commands = ['check', 'night', 'export a.mrc', 'export --all a', 'backup a.kago', 'staff list', 'machine list']
  for (const words of [...commands, 'webhook list', 'patron export 1']) {
    const ran = await runKago(words.split(' '), { DATA_DIR: dataDir })
    expect([words, ran.code, ran.error]).toEqual([
      words,
      1,
      expect.stringContaining(`There is no library in DATA_DIR (${dataDir}).`),
    ])
  }
  expect(existsSync(dataDir)).toBe(false)
}, 240_000)

test('everything that is wrong with an account or a line of passwords is said at once, in words', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const directory = dataDirectory()
  const env = environmentOf(library, directory)
  const added = await runKago(['staff', 'add', 'X', '--name', 'X', '--role', 'boss', '--branch', 'mars'], env)
  expect([added.code, added.out]).toEqual([
    1,
    expect.stringMatching(/^The login: .*\nThe role: .*\nThe password: .*\nThe branch: mars is none of .*\n$/),
  ])
  writeFileSync(join(directory, 'passwords'), '99999999\t1234\n')
  const imported = await runKago(['patron', 'import-passwords', join(directory, 'passwords')], env)
  expect([imported.code, imported.error]).toEqual([1, expect.stringContaining('line 1: No patron has this card.')])
}, 240_000)
