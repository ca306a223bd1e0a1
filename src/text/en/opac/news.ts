import type { Text } from '../../text.ts'

export const news: Text['news'] = {
  title: 'News',
  titleOf: branch => `News of ${branch}`,
  important: 'Important news',
  importantMark: 'Important: ',
  branches: 'Branch',
  everyBranch: 'All branches',
  show: 'Show',
  none: 'There is no news at the moment.',
  over: 'The news you are looking for is over.',
  of: branches => branches.join(', '),
  all: 'All news',
  feed: 'Read this news as a feed (for RSS readers)',
}
