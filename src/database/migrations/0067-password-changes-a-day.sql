-- How often a password was changed on a day: a session that somebody else has got hold of is not to try out passwords without end.
alter table patron_secret add column changed_on date;
alter table patron_secret add column changes_that_day smallint not null default 0 check (changes_that_day >= 0);
