-- お知らせのメール: what a patron wishes to be told by mail, where the library lets them choose. `due_soon_days`: so many days before the
-- day due, 0: not at all, null: as the library does. `declined_mails`: kinds of notices that they do not want.
alter table patron add column due_soon_days smallint check (due_soon_days between 0 and 30);
alter table patron add column declined_mails text[] not null default '{}';
