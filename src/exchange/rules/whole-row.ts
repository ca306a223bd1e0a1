import type { FormName } from './forms.ts'
import type { CellProblem, Want } from './want.ts'

type Row = Readonly<Record<string, string | null>>

/** What the cells of one row, each right by itself, say against each other. */
export function judgeWhole(name: FormName, row: Row): CellProblem[] {
  switch (name) {
    case 'holds':
      return hold(row)
    case 'loans':
      return loan(row)
    case 'requests':
      return row.state === 'held' ? needs(row, 'held', 'record') : mustLack(row, row.state!, 'record')
    case 'patrons':
      return [...usualChoice(row), ...agreement(row)]
    case 'items':
    case 'hidden':
    case 'families':
    case 'cards':
    case 'notes':
    case 'passwords':
    case 'transits':
    case 'saved-searches':
    case 'wishes':
      return []
    default:
      return name satisfies never
  }
}

function hold(row: Row): CellProblem[] {
  const state = row.state!
  const item =
    state === 'inTransit' || state === 'ready'
      ? needs(row, state, 'item')
      : state === 'applied' || (state === 'waiting' && row.kind !== 'set')
        ? mustLack(row, state, 'item')
        : []
  const shelf = ['ready_at', 'pick_up_by'].flatMap(column =>
    state === 'ready' ? needs(row, state, column) : mustLack(row, state, column),
  )
  return [...item, ...shelf]
}

const loan = (row: Row): CellProblem[] =>
  row.returned_at === null ? needs(row, 'open', 'patron') : mustLack(row, 'returned', 'lost_at')

/** いつもの受取館 and いつもの連絡方法 are said together, and a stop only of a branch. */
function usualChoice(row: Row): CellProblem[] {
  const given = ['usual_branch', 'usual_stop', 'usual_contact'].find(column => row[column])
  if (given === undefined) return []
  const lacking = ['usual_branch', 'usual_contact'].filter(column => !row[column])
  return lacking.map(column => problem(row, column, { is: 'neededBy', column: given }))
}

/** 利用規約: when and to which version somebody agreed are said together. */
function agreement(row: Row): CellProblem[] {
  const given = ['agreed_at', 'agreed_to'].find(column => row[column])
  if (given === undefined) return []
  const lacking = ['agreed_at', 'agreed_to'].filter(column => !row[column])
  return lacking.map(column => problem(row, column, { is: 'neededBy', column: given }))
}

const problem = (row: Row, column: string, want: Want): CellProblem => ({ column, value: row[column] ?? '', want })

const needs = (row: Row, state: string, column: string): CellProblem[] =>
  row[column] === null ? [problem(row, column, { is: 'stateHas', state })] : []

const mustLack = (row: Row, state: string, column: string): CellProblem[] =>
  row[column] === null || row[column] === undefined ? [] : [problem(row, column, { is: 'stateHasNot', state })]
