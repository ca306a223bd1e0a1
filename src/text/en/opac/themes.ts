import type { Text } from '../../text.ts'

export const themes: Text['themes'] = {
  title: 'Themes',
  lead: 'Titles that our staff have chosen around a theme.',
  none: 'There are no themes at the moment.',
  all: 'All themes',
  by: branch => `By ${branch}`,
  until: day => `until ${day}`,
  count: count => (count === 1 ? '1 title' : `${count} titles`),
  emptyTheme: 'There are no titles of this theme at the moment.',
  overTitle: title => `The theme “${title}” has ended`,
  overBody: 'See “All themes” for the present ones. The titles can be found by a search.',
}
