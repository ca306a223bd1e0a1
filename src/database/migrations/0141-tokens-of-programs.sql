-- What a program that somebody signed in with may do in their name (PAIA). Null: a browser. It is a session like others, so that whatever ends the sessions
-- of a patron ends it too: another password, a reset, another card.
alter table session add column scopes text[];
