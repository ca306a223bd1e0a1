import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { fillIn, readEnvironment } from './cluster/configuration.ts'
import { installed, programOf } from './debian-program.ts'

// Each file of deploy/ is put before the program that reads it: the machine's, or one from its packages. Which of them
// cannot be had is said, once.

const directory = mkdtempSync(join(tmpdir(), 'kago-deploy-'))
afterAll(() => rmSync(directory, { recursive: true }))
const deploy = (name: string) => join(import.meta.dirname, '..', 'deploy', name)
const run = (program: string, args: string[]) => {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  return { status, said: `${stdout}${stderr}` }
}

const programs = {
  'systemd-analyze': installed('systemd-analyze'),
  nginx: programOf('nginx', 'usr/sbin/nginx'),
  caddy: programOf('caddy', 'usr/bin/caddy'),
  promtool: programOf('prometheus', 'usr/bin/promtool'),
  haproxy: programOf('haproxy', 'usr/sbin/haproxy'),
}
const lacking = Object.entries(programs).flatMap(([name, path]) => (path === null ? [name] : []))
if (lacking.length > 0)
  process.stderr.write(`deploy/ is not put before ${lacking.join(', ')}: not here, and apt-get does not bring it\n`)
const { nginx, caddy, promtool, haproxy } = programs

if (programs['systemd-analyze'] !== null)
  describe('systemd', () => {
    test('the units can be read, and what they say of programs fits', () => {
      const units = ['kago.service', 'kago-backup.service', 'kago-backup.timer'].map(name => {
        // The programs lie elsewhere on this machine.
        const text = readFileSync(deploy(name), 'utf8')
          .replaceAll('/opt/kago/node_modules/node/bin/node', process.execPath)
          .replaceAll('file:///opt/kago', `file://${join(import.meta.dirname, '..')}`)
        writeFileSync(join(directory, name), text)
        return join(directory, name)
      })
      const { status, said } = run('systemd-analyze', ['verify', '--man=no', ...units])
      expect(said).not.toMatch(/kago[\w-]*\.(service|timer):.*(Unknown|Failed|Invalid|Missing|not executable)/)
      expect([status, said]).toEqual([0, said])
    })

    test('the service is well fenced in', () => {
      const { said } = run('systemd-analyze', ['security', '--offline=yes', '--no-pager', deploy('kago.service')])
      const exposure = Number(/Overall exposure level for kago\.service: ([\d.]+)/.exec(said)?.[1])
      expect(exposure, said.split('\n').at(-2)).toBeLessThan(3)
    })
  })

if (nginx !== null)
  describe('nginx', () => {
    test('the example is taken', () => {
      const certificate = join(directory, 'certificate.pem')
      const key = join(directory, 'key.pem')
      execFileSync('openssl', [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-subj',
        '/CN=x',
        '-keyout',
        key,
        '-out',
        certificate,
      ])
      const example = readFileSync(deploy('nginx.conf'), 'utf8')
        .replace(/ssl_certificate .*;/, `ssl_certificate ${certificate};`)
        .replace(/ssl_certificate_key .*;/, `ssl_certificate_key ${key};`)
      mkdirSync(join(directory, 'logs'), { recursive: true })
      const whole = join(directory, 'nginx.conf')
      const places = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
        name => `${name}_temp_path ${directory}/${name};\n`,
      )
      const http = `${places.join('')}access_log off;\n${example}`
      writeFileSync(whole, `pid ${directory}/nginx.pid;\nerror_log stderr;\nevents {}\nhttp {\n${http}\n}\n`)
      const { status, said } = run(nginx, ['-t', '-e', 'stderr', '-p', directory, '-c', whole])
      expect([status, said]).toEqual([0, said])
    })
  })

if (caddy !== null)
  describe('caddy', () => {
    test('the example is taken', () => {
      const { status, said } = run(caddy, ['validate', '--adapter', 'caddyfile', '--config', deploy('Caddyfile')])
      expect([status, said]).toEqual([0, said])
    })
  })

if (promtool !== null)
  describe('prometheus', () => {
    test('the rules are taken', () => {
      const { status, said } = run(promtool, ['check', 'rules', deploy('alerts.yml')])
      expect([status, said]).toEqual([0, said])
    })
  })

describe('a cluster', () => {
  const values = readEnvironment(readFileSync(deploy('cluster/cluster.env.example'), 'utf8'))
  const files = ['etcd.env', 'patroni.yml', 'haproxy.cfg', 'kago.env']

  test('every value that a file names is one of cluster.env', () => {
    for (const file of files) expect(fillIn(file, values)).not.toContain('${')
  })

  test('what it relies on is set: nothing is acknowledged that one machine alone has', () => {
    const patroni = parse(fillIn('patroni.yml', values)) as { bootstrap: { dcs: Record<string, unknown> } }
    // Patroni before 3.0.3 overwrites the place of another primary by the newer protocol.
    expect(Object.keys(patroni)).toContain('etcd')
    expect(Object.keys(patroni)).not.toContain('etcd3')
    const { dcs } = patroni.bootstrap
    const { ttl, loop_wait, retry_timeout, ...rest } = dcs as Record<string, number>
    expect(rest).toMatchObject({ synchronous_mode: true, maximum_lag_on_failover: 0, primary_start_timeout: 0 })
    expect(loop_wait! + 2 * retry_timeout!).toBeLessThanOrEqual(ttl!)
    // A primary is missed after this long at most; two seconds more, and another one is.
    expect(ttl!).toBeLessThanOrEqual(18)
  })

  if (haproxy !== null)
    test('HAProxy takes its file', () => {
      const whole = join(directory, 'haproxy.cfg')
      // The user comes with the package, which may only be unpacked here.
      writeFileSync(whole, fillIn('haproxy.cfg', values).replaceAll(/^ {4}(user|group) haproxy\n/gm, ''))
      const { status, said } = run(haproxy, ['-c', '-f', whole])
      expect([status, said]).toEqual([0, expect.stringContaining('Configuration file is valid')])
    })
})

test('the alerts speak of numbers that there are', () => {
  const told = new Set(
    readFileSync(join(import.meta.dirname, '../src/web/gate/metrics.ts'), 'utf8').match(/kago_[a-z_]+/g),
  )
  const asked = readFileSync(deploy('alerts.yml'), 'utf8').match(/kago_[a-z_]+/g)!
  expect(asked.map(name => name.replace(/_bucket$/, '')).filter(name => !told.has(name))).toEqual([])
})
