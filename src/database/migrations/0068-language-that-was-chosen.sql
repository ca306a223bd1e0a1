-- Null: the patron has chosen none, and reads in the language of the browser. Japanese was everybody's until now.
alter table patron alter column language drop not null;
alter table patron alter column language drop default;
update patron set language = null where language = 'ja';
