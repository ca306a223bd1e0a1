import { expect, test } from 'vitest'
import { sql } from '#database/database.ts'
import { openLibrary } from '../../../test/library.ts'
import { wantOfRefusal } from '../rules/want.ts'

test('what the database refuses is said in words, by the names that its constraints have', async () => {
  const { db } = await openLibrary()
  const { rows } = await sql<{ name: string }>`
    select conname as name from pg_constraint where connamespace = 'public'::regnamespace
    union select indexname from pg_indexes where schemaname = 'public' order by 1`.execute(db)
  const known = rows
    .map(({ name }) => [name, wantOfRefusal({ constraint: name, message: '' })] as const)
    .filter(([, { want }]) => want.is !== 'database')
  expect(known.map(([name]) => name)).toEqual([
    'card_in_use_once',
    'card_number_check',
    'hold_item_once',
    'hold_open_once',
    'hold_pickup_branch_id_pickup_stop_id_fkey',
    'item_loan_rule_fkey',
    'loan_open_once',
    'loan_stop_id_fkey',
    'patron_category_fkey',
    'patron_note_words_check',
    'patron_usual_branch_id_usual_stop_id_fkey',
    'request_answer_check',
    'request_author_check',
    'request_isbn_check',
    'request_note_check',
    'request_published_check',
    'request_publisher_check',
    'request_title_check',
    'saved_search_asked_check',
    'saved_search_name_check',
    'saved_search_once',
    'transit_open_once',
    'wish_list_name_check',
    'wish_note_check',
    'wish_pkey',
  ])
})
