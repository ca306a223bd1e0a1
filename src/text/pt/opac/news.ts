import type { Text } from '../../text.ts'

export const news: Text['news'] = {
  title: 'Avisos',
  titleOf: branch => `Avisos de ${branch}`,
  important: 'Avisos importantes',
  importantMark: 'Importante: ',
  branches: 'Biblioteca',
  everyBranch: 'Todas as bibliotecas',
  show: 'Mostrar',
  none: 'No momento não há avisos.',
  over: 'O aviso que você procura já terminou.',
  of: branches => branches.join(', '),
  all: 'Todos os avisos',
  feed: 'Ler estes avisos como feed (para leitores de RSS)',
}
