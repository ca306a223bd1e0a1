-- The description of a library: what branches and stops are called and when they are open, and the categories it distinguishes.

-- 利用者区分 and 資料区分 that the library has; what they mean stands in the policy. A category in use cannot vanish, in a race neither.
create table patron_category (code text primary key check (code ~ '^[a-z][a-z0-9-]{0,30}$'));
create table item_category (code text primary key check (code ~ '^[a-z][a-z0-9-]{0,30}$'));
insert into patron_category values ('general'), ('child'), ('group');
insert into item_category values ('normal'), ('audiovisual'), ('reference');
alter table patron drop constraint patron_category_check, add foreign key (category) references patron_category;
alter table item drop constraint item_loan_rule_check, add foreign key (loan_rule) references item_category;

-- The later numbers of a magazine.
create index bib_magazine on bib (title) where kind = 'magazine';

alter table branch
  add name_kana text,
  add name_en text,
  add address text,
  -- Whether holds can be fetched here (a bookmobile: at its stops).
  add is_pickup boolean not null default true,
  -- 祝日 here; null: as everywhere in the library.
  add on_holidays text check (on_holidays in ('asUsual', 'closed', 'swap')),
  -- Closings that come again, besides the weekly ones: [{"monthly": "第3木曜"} or {"from": "12-29", "until": "01-03"}, each with a reason].
  add closings jsonb not null default '[]';
alter table stop add name_kana text, add name_en text, add place text;

-- Visits on given days, besides the two rhythms.
alter table stop_schedule add days date[] check (cardinality(days) > 0);
alter table stop_schedule drop constraint stop_schedule_check1, drop constraint stop_schedule_check2;
alter table stop_schedule
  add constraint stop_schedule_hours check (leaves > arrives),
  add constraint stop_schedule_one_rhythm check (num_nonnulls(every_weeks, weeks_of_month, days) = 1);

-- Why a version of the description was put into force, and the places as they were then: the document has all the rest.
alter table policy add why text, add places jsonb;
