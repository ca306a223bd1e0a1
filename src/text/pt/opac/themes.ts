import type { Text } from '../../text.ts'

export const themes: Text['themes'] = {
  title: 'Temas',
  lead: 'Títulos que nossos funcionários escolheram sobre um tema.',
  none: 'No momento não há temas.',
  all: 'Todos os temas',
  by: branch => `Por ${branch}`,
  until: day => `até ${day}`,
  count: count => (count === 1 ? '1 título' : `${count} títulos`),
  emptyTheme: 'No momento não há títulos deste tema.',
  overTitle: title => `O tema “${title}” terminou`,
  overBody: 'Veja os atuais em “Todos os temas”. Os títulos podem ser encontrados pela busca.',
}
